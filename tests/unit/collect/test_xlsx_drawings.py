"""What lies over the cells of a sheet and around its printed page: text boxes, charts, headers and footers."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from charts_drawn import CHART, VALUES, bars, series
from office_files import NAMESPACES, OFFICE, PACKAGE, outline, paths, read, rows, tables, with_part, zipped
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList

from compliance_check.model import Document

XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'


def relations(*entries: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="t/{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def shape(text: str, link: str = "", hidden: str = "0") -> str:
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (
        f'<xdr:sp textlink="{link}"><xdr:nvSpPr><xdr:cNvPr id="1" name="x" hidden="{hidden}"/></xdr:nvSpPr>'
        f"<xdr:txBody><a:bodyPr/>{lines}</xdr:txBody></xdr:sp>"
    )


def workbook(*anchors: str, chart: str = "", kind: str = "worksheet", margins: str = "") -> bytes:
    """A workbook with 保费 in A1 and one drawing; each anchor stands at C3."""
    place = "<xdr:from><xdr:col>2</xdr:col><xdr:row>2</xdr:row></xdr:from>"
    drawn = "".join(f"<xdr:twoCellAnchor>{place}{anchor}</xdr:twoCellAnchor>" for anchor in anchors)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheets = '<sheets><sheet name="指标" r:id="s"/></sheets>'
    cell = '<c r="A1" t="inlineStr"><is><t>保费</t></is></c>' if kind == "worksheet" else ""
    cells = f'<sheetData><row r="1">{cell}</row></sheetData>'
    return zipped(
        {
            "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {main} xmlns:r="{OFFICE}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": relations(("s", kind, "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f"<{kind} {main}>{cells}{margins}</{kind}>",
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("d", "drawing", "../drawings/drawing1.xml")),
            "xl/drawings/drawing1.xml": f"<xdr:wsDr {XDR} {NAMESPACES}>{drawn}</xdr:wsDr>",
            "xl/drawings/_rels/drawing1.xml.rels": relations(("chart", "chart", "../charts/chart1.xml")),
            "xl/charts/chart1.xml": chart or f"<c:chartSpace {NAMESPACES}/>",
        }
    )


def opened(*anchors: str, **parts: Any) -> Document:
    return read(workbook(*anchors, **parts), "draft.xlsx")


LINES = "单位：万元\n综合偿付能力充足率 208.71%"
FRAME = f"<xdr:graphicFrame>{CHART.format(id='chart')}</xdr:graphicFrame>"


def test_text_boxes_follow_the_cells_once() -> None:
    group = f"<xdr:grpSp>{shape(LINES)}</xdr:grpSp>"
    choice, fallback = (
        f'<mc:Choice Requires="a14">{shape("新")}</mc:Choice>',
        f"<mc:Fallback>{shape('旧')}</mc:Fallback>",
    )
    document = opened(group, f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>")
    assert [text for _, text in outline(document)][-3:] == ["单位：万元", "综合偿付能力充足率 208.71%", "新"]
    assert paths(document)[-3:] == ["指标!C3/txBody[1]/p[1]", "指标!C3/txBody[1]/p[2]", "指标!C3/txBody[2]/p[1]"]


def test_marks_of_notes_in_a_text_box_are_not_read() -> None:
    run = '</a:t></a:r><a:r><a:rPr baseline="{}"/><a:t>{}</a:t></a:r><a:r><a:t>'
    text = f"资本97,231.28{run.format(30000, 1)}万元，5m{run.format('30%', 2)}，CO{run.format(-25000, 2)}"
    assert [shown for _, shown in outline(opened(shape(text)))][-1] == "资本97,231.28万元，5m²，CO2"


def test_shapes_that_show_a_cell_and_hidden_ones_are_not_read() -> None:
    document = opened(shape("保费", "指标!$A$1"), shape("别处", "[1]表!$A$1"), shape("隐藏", hidden="1"))
    assert [text for _, text in outline(document)][-2:] == ["保费", "别处"]


@pytest.mark.parametrize("cells", ["指标", "[0]"])
@pytest.mark.parametrize("labels", ["", VALUES])
def test_values_that_a_chart_takes_from_cells_are_read_in_the_cells_only(labels: str, cells: str) -> None:
    chart = bars(series("健康险", ["一月"], ["12.3"], labels, cells=cells), title="保费走势")
    document = opened(FRAME, chart=chart)
    assert (outline(document)[-1], paths(document)[-1]) == (("paragraph", "保费走势"), "指标!C3/chart[1]/title")
    assert tables(document) == [] and document.notes == ()


def test_values_from_another_workbook_are_read_with_their_place() -> None:
    document = opened(FRAME, chart=bars(series("健康险", ["甲"], ["12.3"], VALUES, cells="[2]表")))
    table = tables(document)[0]
    assert rows(table) == [["", "健康险"], ["甲", "12.3"]]
    assert (table.sheet, table.cells[-1].passage.path) == ("指标", "指标!C3/chart[1]/ser[1]/val/pt[1]")
    silent = opened(FRAME, chart=bars(series("健康险", ["甲"], ["12.3"], cells="[2]表")))
    assert silent.notes[0].en.startswith("charts at “指标!C3” (1 in all) draw values without data labels")


def test_chart_sheets_are_read() -> None:
    document = opened(FRAME, shape("备注"), chart=bars(title="保费走势"), kind="chartsheet")
    assert [text for _, text in outline(document)] == ["保费走势", "备注"]


def test_pictures_are_said_and_damaged_drawings_stop_nothing() -> None:
    assert "pictures at “指标!C3” (1 in all)" in opened("<xdr:pic/>").notes[0].en
    damaged = with_part(workbook(), "xl/drawings/drawing1.xml", "<xdr:wsDr")
    assert [text for _, text in outline(read(damaged, "draft.xlsx"))] == ["指标", "保费"]


def test_headers_and_footers_of_the_printed_page_are_furniture() -> None:
    margins = (
        '<headerFooter><oddHeader>&L&"宋体,常规"&12某某保险&C&K01+000年度&&报告&R第 &P 页</oddHeader>'
        "<oddFooter>内部资料</oddFooter><firstHeader>&L某某保险</firstHeader></headerFooter>"
    ).replace("&", "&amp;")
    document = opened(margins=margins)
    found = [(b.role, b.passage.text, b.passage.path) for b in document.blocks if b.kind == "furniture"]
    assert found == [
        ("header", "某某保险", "指标!oddHeader/left"),
        ("header", "年度&报告", "指标!oddHeader/centre"),
        ("header", "第  页", "指标!oddHeader/right"),
        ("footer", "内部资料", "指标!oddFooter/centre"),
    ]


def test_a_workbook_of_openpyxl_with_a_labelled_chart() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["项目", "2024年"], ["健康险", 12.3], ["意外险", 2.1]):
        sheet.append(row)
    chart = BarChart()
    chart.title = "保险业务收入"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.dataLabels = DataLabelList(showVal=True)
    sheet.add_chart(chart, "E5")
    out = io.BytesIO()
    book.save(out)
    document = read(out.getvalue(), "draft.xlsx")
    assert len(tables(document)) == 1
    assert (outline(document), paths(document)) == ([("paragraph", "保险业务收入")], ["Sheet!E5/chart[1]/title"])
