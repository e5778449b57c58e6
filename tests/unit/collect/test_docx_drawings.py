"""What a Word document shows besides its paragraphs and tables: charts, SmartArt, lettering, objects, pictures."""

from __future__ import annotations

import pytest
from charts_drawn import CHART, SHARES, VALUES, bars, drawing, points, series
from office_files import (
    NAMESPACES,
    PACKAGE,
    docx,
    outline,
    p,
    paths,
    read,
    repacked,
    rows,
    strict,
    tables,
    tbl,
    tc,
    tr,
    with_part,
)

from compliance_check.model import Document

QUARTERS = ["一季度", "二季度"]


def charted(chart: str, before: str = "") -> Document:
    return read(docx(before + drawing(CHART.format(id="chart")), {"chart": chart}))


def notes(document: Document) -> str:
    return "\n".join(note.en for note in document.notes)


def test_chart_values_that_labels_show_are_a_table() -> None:
    chart = bars(
        series("健康险", ["2023年", "2024年"], ["12.345", "13.5"], VALUES, "0.0"),
        series("意外险", ["2023年", "2024年"], ["2.1", "-3"], VALUES, "0.0"),
        title="保险业务收入",
        unit="单位：亿元",
    )
    document = charted(chart, p("第一节 概况"))
    table = tables(document)[0]
    assert rows(table) == [["", "2023年", "2024年"], ["健康险", "12.3", "13.5"], ["意外险", "2.1", "-3.0"]]
    assert (table.header_rows, table.caption.text, table.unit.text) == (1, "保险业务收入", "单位：亿元")
    cell = next(cell for cell in table.cells if cell.text == "13.5")
    assert (cell.passage.path, cell.passage.source) == ("body/p[2]/chart[1]/ser[1]/val/pt[2]", "13.5")
    assert outline(document) == [("heading", "第一节 概况")]
    assert document.notes == ()


def test_categories_that_are_no_periods_name_the_rows() -> None:
    chart = bars(
        series("2023年", ["健康险", "意外险"], ["1", "2"], VALUES),
        series("2024年", ["健康险", "意外险"], ["3", "4"], VALUES),
    )
    assert rows(tables(charted(chart))[0]) == [["", "2023年", "2024年"], ["健康险", "1", "3"], ["意外险", "2", "4"]]


@pytest.mark.parametrize(
    "labels", ["", '<c:dLbls><c:delete val="1"/></c:dLbls>', '<c:dLbls><c:showVal val="0"/></c:dLbls>']
)
def test_values_without_labels_are_not_read_and_that_is_said(labels: str) -> None:
    document = charted(bars(series("健康险", QUARTERS, ["1", "2"], labels), title="保费走势"), p("如下图所示"))
    assert [text for _, text in outline(document)] == ["如下图所示", "保费走势"]
    assert tables(document) == []
    assert "charts at “保费走势” (1 in all) draw values without data labels" in notes(document)


def test_labels_of_the_group_and_of_single_points() -> None:
    only_last = '<c:dLbls><c:dLbl><c:idx val="1"/><c:showVal val="1"/></c:dLbl><c:showVal val="0"/></c:dLbls>'
    not_first = '<c:dLbls><c:dLbl><c:idx val="0"/><c:delete val="1"/></c:dLbl><c:showVal val="1"/></c:dLbls>'
    written = (
        '<c:dLbls><c:dLbl><c:idx val="0"/><c:tx><c:rich><a:p><a:r><a:t>约</a:t></a:r><a:fld type="VALUE">'
        "<a:t>[VALUE]</a:t></a:fld></a:p></c:rich></c:tx></c:dLbl></c:dLbls>"
    )
    members = [
        series(name, ["甲", "乙"], ["1", "2"], labels)
        for name, labels in zip("ABCD", [only_last, not_first, written, ""], strict=True)
    ]
    table = tables(charted(bars(*members[:3], members[3] + VALUES)))[0]
    assert rows(table) == [["", "A", "B", "C", "D"], ["甲", "", "", "约1", "1"], ["乙", "2", "2", "", "2"]]


def test_shares_of_a_pie_are_those_printed() -> None:
    both = (
        '<c:dLbls><c:numFmt formatCode="0.0" sourceLinked="0"/><c:showVal val="1"/><c:showPercent val="1"/></c:dLbls>'
    )
    shares = charted(bars(series("占比", ["甲", "乙", "丙"], ["1", "1", "1"], SHARES)))
    assert rows(tables(shares)[0]) == [["", "占比"], ["甲", "33%"], ["乙", "33%"], ["丙", "33%"]]
    pairs = charted(bars(series("保费", ["甲", "乙"], ["3", "1"], both)))
    assert rows(tables(pairs)[0]) == [["", "保费", "保费"], ["甲", "3.0", "75%"], ["乙", "1.0", "25%"]]


def test_number_format_and_unit_of_the_axis_count() -> None:
    axis = '<c:dispUnits><c:builtInUnit val="hundredMillions"/></c:dispUnits>'
    own = '<c:dLbls><c:numFmt formatCode="#,##0.00" sourceLinked="0"/><c:showVal val="1"/></c:dLbls>'
    chart = bars(series("保费", ["甲", "乙"], ["123456000000", "5e8"], own, "0"), unit="亿元", axis=axis)
    table = tables(charted(chart))[0]
    assert [row[1] for row in rows(table)] == ["保费", "1,234.56", "5.00"]
    assert table.unit.text == "亿元"


def test_series_on_axes_of_other_units_are_tables_of_their_own() -> None:
    line = f'<c:lineChart>{series("增速", QUARTERS, ["0.123", "0.2"], VALUES, "0.0%")}<c:axId val="3"/></c:lineChart>'
    chart = bars(series("保费", QUARTERS, ["1", "2"], VALUES), unit="亿元", more=line)
    found = tables(charted(chart))
    assert [rows(table)[1] for table in found] == [["保费", "1", "2"], ["增速", "12.3%", "20.0%"]]
    assert [table.unit and table.unit.text for table in found] == ["亿元", None]


def test_a_table_below_the_chart_shows_all_values() -> None:
    chart = bars(series("保费", ["甲", "乙"], ["1", "2"]), more="<c:dTable/>")
    assert rows(tables(charted(chart))[0]) == [["", "保费"], ["甲", "1"], ["乙", "2"]]


def test_categories_of_two_levels() -> None:
    levels = (
        f"<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>{points(['甲', '乙'])}</c:lvl>"
        f"<c:lvl>{points(['产品'])}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
    )
    one = series("保费", [], ["1", "2"], VALUES)
    one = one.replace("<c:cat><c:strRef><c:strCache></c:strCache></c:strRef></c:cat>", levels)
    assert [row[0] for row in rows(tables(charted(bars(one)))[0])] == ["", "产品 甲", "产品 乙"]


def test_unit_line_above_a_chart_and_chart_in_a_cell() -> None:
    chart = bars(series("保费", ["甲", "乙"], ["1", "2"], VALUES))
    document = charted(chart, p("（单位：万元）"))
    assert outline(document) == [] and tables(document)[0].unit.text == "（单位：万元）"
    cell = f"<w:tc><w:tcPr/>{drawing(CHART.format(id='chart'))}</w:tc>"
    inside = read(docx(tbl(tr(tc("左"), cell)), {"chart": chart}))
    assert tables(inside)[1].cells[1].passage.path == "body/tbl[1]/tr[1]/tc[2]/p[1]/chart[1]/ser[1]/tx"


def test_charts_of_strict_files_and_charts_that_are_missing() -> None:
    chart = bars(series("保费", ["甲", "乙"], ["1", "2"], VALUES))
    data = docx(drawing(CHART.format(id="chart")), {"chart": chart})
    assert len(tables(read(repacked(data, strict)))) == 1
    gone = read(docx(p("如图") + drawing(CHART.format(id="none"))))
    assert "charts or SmartArt at “如图” (1 in all) lack their data" in notes(gone)


def test_smart_art_is_read_once_in_its_order() -> None:
    def point(number: int, text: str = "", kind: str = "node") -> str:
        body = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>"
        return f'<dgm:pt modelId="{number}" type="{kind}">{body}</dgm:pt>'

    links = ((0, 2, 1), (0, 1, 0), (1, 3, 0))
    data = (
        f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>"
        f"{point(0, kind='doc')}{point(1, '董事会')}{point(2, '监事会')}{point(3, '经理层')}"
        f"{point(4, '样式', 'pres')}</dgm:ptLst><dgm:cxnLst>"
        + "".join(f'<dgm:cxn srcId="{a}" destId="{b}" srcOrd="{n}"/>' for a, b, n in links)
        + "</dgm:cxnLst></dgm:dataModel>"
    )
    frame = '<a:graphic><a:graphicData><dgm:relIds r:dm="diagramData"/></a:graphicData></a:graphic>'
    document = read(docx(p("治理结构") + drawing(frame), {"diagramData": data}))
    assert [text for _, text in outline(document)] == ["治理结构", "董事会", "经理层", "监事会"]
    assert paths(document)[1] == "body/p[2]/relIds[1]/pt[2]"


def test_tables_text_boxes_and_lettering_in_headers_and_footers() -> None:
    lettering = '<w:p><w:r><w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict></w:r></w:p>'
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p('机密')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    head = p("年度报告") + tbl(tr("某某保险", "2024年")) + lettering + box
    document = read(docx(p("正文"), header=head, footer=tbl(tr("第 1 页"))))
    assert outline(document) == [
        ("paragraph", "正文"),
        *(("furniture", text) for text in ("年度报告", "某某保险", "2024年", "草稿", "机密", "第 1 页")),
    ]
    assert paths(document)[2] == "header/tbl[1]/tr[1]/tc[1]"


def test_pictures_objects_and_other_files_are_said_with_their_place() -> None:
    picture = drawing("<a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>")
    preview = (
        '<w:p><w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/>'
        "</w:object></w:r></w:p>"
    )
    document = read(docx(p("业务结构如下") + picture + p("附表") + preview + '<w:altChunk r:id="y"/>', header=picture))
    assert [note.en.split(";")[0] for note in document.notes] == [
        "embedded objects (Excel.Sheet.12) at “附表” (1 in all) show as pictures and were not read",
        "text and figures in the pictures at “业务结构如下” (1 in all) were not read",
        "the contents of 1 other files (altChunk) were not read",
    ]


def test_drawing_pasted_in_is_read() -> None:
    shape = "<a:txSp><a:txBody><a:p><a:r><a:t>合计 12.3</a:t></a:r></a:p></a:txBody></a:txSp>"
    assert outline(read(docx(drawing(shape)))) == [("paragraph", "合计 12.3")]


def test_texts_laid_over_a_chart_and_the_unit_among_them() -> None:
    text = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    over = f"<c:userShapes {NAMESPACES}>" + "".join(
        f"<x:sp xmlns:x='x'><x:txBody>{text.format(words)}</x:txBody></x:sp>" for words in ("单位：亿元", "口径：合并")
    )
    chart = bars(series("保费", ["甲", "乙"], ["1", "2"], VALUES))
    data = docx(drawing(CHART.format(id="chart")), {"chart": chart, "chartUserShapes": over + "</c:userShapes>"})
    relation = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="u" Type="t/chartUserShapes" Target="chartUserShapes.xml"/>'
        "</Relationships>"
    )
    document = read(with_part(data, "word/held/_rels/chart.xml.rels", relation))
    assert outline(document) == [("paragraph", "口径：合并")]
    assert tables(document)[0].unit.text == "单位：亿元"


@pytest.mark.parametrize(("kind", "shown"), [("waterfall", True), ("boxWhisker", False)])
def test_waterfalls_and_the_like(kind: str, shown: bool) -> None:
    name = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    points = "".join(f'<cx:pt idx="{n}">{text}</cx:pt>' for n, text in enumerate(("期初", "新业务", "期末")))
    values = "".join(f'<cx:pt idx="{n}">{text}</cx:pt>' for n, text in enumerate(("100", "-20.25", "79.75")))
    text = "<cx:tx><cx:txData><cx:v>{}</cx:v></cx:txData></cx:tx>"
    labels = '<cx:dataLabels><cx:visibility value="1"/><cx:dataLabelHidden idx="0"/></cx:dataLabels>'
    chart = (
        f'<cx:chartSpace xmlns:cx="{name}"><cx:chartData><cx:data id="0">'
        f'<cx:strDim type="cat"><cx:lvl>{points}</cx:lvl></cx:strDim>'
        f'<cx:numDim type="val"><cx:lvl formatCode="0.0">{values}</cx:lvl></cx:numDim></cx:data></cx:chartData>'
        f"<cx:chart><cx:title>{text.format('内含价值变动')}</cx:title><cx:plotArea><cx:plotAreaRegion>"
        f'<cx:series layoutId="{kind}">{text.format("金额")}{labels}<cx:dataId val="0"/></cx:series>'
        "</cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>"
    )
    frame = f'<a:graphic><a:graphicData><cx:chart xmlns:cx="{name}" r:id="chartEx"/></a:graphicData></a:graphic>'
    document = read(docx(drawing(frame), {"chartEx": chart}))
    assert [rows(table) for table in tables(document)] == (
        [[["", "金额"], ["新业务", "-20.3"], ["期末", "79.8"]]] if shown else []
    )
    assert "“内含价值变动” (1 in all) draw values without data labels" in notes(document)
