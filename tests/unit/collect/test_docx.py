"""Word documents: what the reader of the printed page sees, and where each piece stands."""

from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from office_files import docx, outline, p, paths, read, rows, tables, tbl, tc, tr

from compliance_check.collect.docx_styles import W
from compliance_check.model import Furniture, Heading, ListItem, Paragraph

LEVEL = '<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: tuple[str, str], extra: str = "", override: str = "") -> str:
    """One abstract list (0) with two lists (1, 2); (format, pattern) per level."""
    inner = "".join(LEVEL.format(i=i, form=form, text=text, more=extra) for i, (form, text) in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )


def num(level: int, identifier: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>'


def style(identifier: str, name: str, inner: str = "", based: str = "", kind: str = "paragraph") -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{basis}{inner}</w:style>'


def styled(identifier: str) -> str:
    return f'<w:pStyle w:val="{identifier}"/>'


# ------------------------------------------------------------------------------------------------ headings


@pytest.mark.parametrize(
    ("styles", "identifier", "level"),
    [
        (style("1", "heading 1"), "1", 1),
        (style("a3", "标题 2"), "a3", 2),
        (style("x", "报告三级", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'), "x", 3),
        (style("2", "heading 2") + style("y", "本社标题", based="2"), "y", 2),
        (style("t", "Title"), "t", 1),
    ],
)
def test_heading_by_style(styles: str, identifier: str, level: int) -> None:
    document = read(docx(p("经营情况", styled(identifier)) + p("正文。"), styles=styles))
    heading = document.blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.level, heading.title, heading.number) == (level, "经营情况", "")
    assert isinstance(document.blocks[1], Paragraph)


def test_body_level_takes_a_heading_style_back() -> None:
    styles = style("1", "heading 1") + style("t", "TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based="1")
    assert isinstance(read(docx(p("目录", styled("t")), styles=styles)).blocks[0], Paragraph)


def test_styles_in_a_circle_end() -> None:
    styles = style("a", "甲", based="b") + style("b", "乙", based="a")
    assert outline(read(docx(p("正文", styled("a")), styles=styles))) == [("paragraph", "正文")]


def test_heading_by_printed_number() -> None:
    body = p("一、公司概况") + p("公司成立于 2017 年。") + p("（一）股东情况") + p("股东共 3 家。")
    headings = [block for block in read(docx(body)).blocks if isinstance(block, Heading)]
    assert [(h.level, h.number, h.title) for h in headings] == [(1, "一、", "公司概况"), (2, "（一）", "股东情况")]


# ------------------------------------------------------------------------------------------------ numbering


def test_automatic_numbers_as_printed() -> None:
    levels = numbering(("chineseCountingThousand", "第%1章"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    body = "".join(
        p(text, num(level)) for level, text in [(0, "总则"), (1, "甲"), (1, "乙"), (2, "丙"), (0, "附则"), (1, "丁")]
    )
    shown = [(b.number, b.title) if isinstance(b, Heading) else (b.marker, b.passage.text)  # type: ignore[union-attr]
             for b in read(docx(body, numbering=levels)).blocks]  # fmt: skip
    assert shown == [
        ("第一章", "总则"),
        ("（一）", "甲"),
        ("（二）", "乙"),
        ("1.", "丙"),
        ("第二章", "附则"),
        ("（一）", "丁"),
    ]


@pytest.mark.parametrize(
    ("form", "third"),
    [
        ("decimal", "3"),
        ("decimalZero", "03"),
        ("upperRoman", "III"),
        ("lowerLetter", "c"),
        ("ideographTraditional", "丙"),
        ("ideographZodiac", "寅"),
        ("chineseLegalSimplified", "叁"),
        ("decimalEnclosedCircle", "③"),
        ("ordinal", "3rd"),
        ("none", ""),
        ("bahtText", "3"),
    ],
)
def test_number_formats(form: str, third: str) -> None:
    body = "".join(p(f"条目{i}甲，", num(0)) for i in range(3))
    blocks = read(docx(body, numbering=numbering((form, "%1:")))).blocks
    assert isinstance(blocks[2], ListItem)
    assert blocks[2].marker == f"{third}:"


def test_start_override_and_continued_lists() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = p("甲，", num(0)) + p("乙，", num(0, 2)) + p("丙，", num(0, 2)) + p("丁，", num(0))
    blocks = read(docx(body, numbering=numbering(("decimal", "%1)"), override=override))).blocks
    assert [block.marker for block in blocks if isinstance(block, ListItem)] == ["1)", "5)", "6)", "7)"]


def test_legal_numbers_and_skipped_levels() -> None:
    levels = numbering(("chineseCounting", "%1、"), ("decimal", "%1.%2"), extra="<w:isLgl/>")
    body = p("甲，", num(1)) + p("乙，", num(0)) + p("丙，", num(1))
    blocks = read(docx(body, numbering=levels)).blocks
    assert [block.marker for block in blocks if isinstance(block, ListItem)] == ["1.1", "2、", "2.1"]


def test_legal_numbers_keep_their_noughts() -> None:
    levels = numbering(("upperRoman", "Article %1."), ("decimalZero", "Section %1.%2"), extra="<w:isLgl/>")
    blocks = read(docx(p("Name，", num(1)), numbering=levels)).blocks
    assert [block.marker for block in blocks if isinstance(block, ListItem)] == ["Section 1.01"]


def test_bullets_and_numbering_taken_away() -> None:
    levels = numbering(("bullet", "\uf0b7"))
    styles = style("l", "List", f"<w:pPr>{num(0)}</w:pPr>")
    none = styled("l") + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    blocks = read(docx(p("甲", styled("l")) + p("乙", none), styles=styles, numbering=levels)).blocks
    assert isinstance(blocks[0], ListItem)
    assert (blocks[0].marker, blocks[0].passage.text) == ("•", "甲")
    assert isinstance(blocks[1], Paragraph)


def test_number_of_a_heading_maps_to_its_paragraph() -> None:
    levels = numbering(("chineseCounting", "%1、"))
    styles = style("1", "heading 1", f"<w:pPr>{num(0)}</w:pPr>")
    heading = read(docx(p("偿付能力", styled("1")), styles=styles, numbering=levels)).blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.passage.text, heading.number, heading.title) == ("一、偿付能力", "一、", "偿付能力")
    assert heading.passage.source_slice(0, 6) == heading.passage.source_slice(2, 6) == "偿付能力"
    assert heading.passage.source_slice(4, 6) == "能力"


# ------------------------------------------------------------------------------------------------ text


def test_runs_tabs_breaks_and_hyphens() -> None:
    run = "<w:r><w:t>实际</w:t></w:r><w:r><w:t>资本</w:t><w:tab/><w:t>97,231</w:t><w:noBreakHyphen/><w:br/>"
    run += "<w:t>万\u00ad元</w:t></w:r>"
    passage = read(docx(f"<w:p>{run}</w:p>")).blocks[0].passage  # type: ignore[union-attr]
    assert passage.source == "实际资本\t97,231-\v万\u00ad元"
    assert passage.text == "实际资本 97,231-\n万元"
    assert passage.source_slice(0, len(passage.text)) == passage.source
    assert passage.source_slice(passage.text.index("元"), len(passage.text)) == "元"


def test_symbols_are_boxes_and_ticks() -> None:
    ticked, empty = (f'<w:sym w:font="Wingdings" w:char="{code}"/>' for code in ("F0FE", "F0A8"))
    run = f"<w:p><w:r>{ticked}<w:t>适用</w:t>{empty}<w:t>不适用</w:t></w:r></w:p>"
    assert outline(read(docx(run))) == [("paragraph", "☑适用□不适用")]


def test_field_results_are_read_and_codes_are_not() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = (
        mark("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + mark("separate")
        + "<w:r><w:t>7</w:t></w:r>"
        + mark("end")
    )
    nested = (
        mark("begin")
        + "<w:r><w:instrText>IF </w:instrText></w:r>"
        + inner
        + mark("separate")
        + "<w:r><w:t>共</w:t></w:r>"
        + mark("end")
    )
    simple = '<w:fldSimple w:instr="DATE"><w:r><w:t>2025年</w:t></w:r></w:fldSimple>'
    body = f"<w:p>{nested}{inner}{simple}</w:p>" + f"<w:p>{mark('begin')}</w:p>" + p("其后的正文")
    assert outline(read(docx(body))) == [("paragraph", "共72025年"), ("paragraph", "其后的正文")]


def test_contents_are_furniture() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    first = f"<w:p>{begin}<w:r><w:t>一、概况</w:t><w:tab/><w:t>3</w:t></w:r></w:p>"
    last = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    body = first + p("二、经营 5") + last + p("三、正文章节") + p("见第 5 页") + p("四、结论......9", styled("t"))
    document = read(docx(body, styles=style("t", "toc 1")))
    assert [kind for kind, _ in outline(document)] == ["furniture", "furniture", "heading", "paragraph", "furniture"]
    assert all(block.role == "contents" for block in document.blocks if isinstance(block, Furniture))


def test_tracked_changes_are_accepted_and_said() -> None:
    body = (
        "<w:p><w:r><w:t>充足率 </w:t></w:r><w:del><w:r><w:delText>207%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>208.71%</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>两段</w:t></w:r></w:p>" + p("相接")
        + tbl(tr("项目", "金额"), tr("资产", "9", properties="<w:del/>"), tr("负债", "5", properties="<w:ins/>"))
    )  # fmt: skip
    document = read(docx(body))
    assert outline(document) == [("paragraph", "充足率 208.71%"), ("paragraph", "两段相接")]
    assert rows(tables(document)[0]) == [["项目", "金额"], ["负债", "5"]]
    assert [re.search(r"\d+", note.en).group() for note in document.notes] == ["5"]  # type: ignore[union-attr]


def test_hidden_text_is_left_out_and_said() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见</w:t></w:r>"
    body = f"<w:p><w:r><w:t>公开</w:t></w:r><w:r>{hidden}<w:t>内部</w:t></w:r>{shown}</w:p>"
    styles = style("h", "Hidden", hidden) + style("c", "HiddenChar", hidden, kind="character")
    body += f"<w:p><w:pPr>{styled('h')}</w:pPr>{shown}</w:p>"  # a style that hides, and runs that show all the same
    body += p("整段隐藏", styled("h")) + "<w:p><w:r><w:rPr><w:rStyle w:val='c'/></w:rPr><w:t>底稿</w:t></w:r></w:p>"
    document = read(docx(body, styles=styles))
    assert outline(document) == [("paragraph", "公开可见"), ("paragraph", "可见")]
    assert "8 characters" in document.notes[0].en


def test_text_box_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内：208.71%')}</w:txbxContent>"
    drawing = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    picture = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    both = f"<mc:AlternateContent>{choice}<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{both}</w:r></w:p>" + f"<w:p><w:r>{picture}</w:r></w:p>"
    document = read(docx(body))
    assert [text for _, text in outline(document)] == ["正文", "框内：208.71%", "框内：208.71%"]
    assert paths(document)[1] == "body/p[1]/txbxContent[1]/p[1]"


def test_notes_headers_and_footers() -> None:
    notes = '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>' + p("1. 未经审计。") + "</w:footnote>"
    reference = "<w:p><w:r><w:t>8.14</w:t></w:r><w:r><w:footnoteReference/></w:r><w:r><w:t>亿元</w:t></w:r></w:p>"
    document = read(docx(reference, footnotes=notes, header=p("季度报告"), footer=p("第 1 页")))
    assert outline(document) == [
        ("paragraph", "8.14亿元"),
        ("paragraph", "1. 未经审计。"),
        ("furniture", "季度报告"),
        ("furniture", "第 1 页"),
    ]
    assert paths(document) == ["body/p[1]", "footnotes/footnote[2]/p[1]", "header/p[1]", "footer/p[1]"]


def test_ruby_math_and_content_controls() -> None:
    guide, base = "<w:rt><w:r><w:t>sui</w:t></w:r></w:rt>", "<w:rubyBase><w:r><w:t>岁</w:t></w:r></w:rubyBase>"
    ruby = f"<w:r><w:ruby>{guide}{base}</w:ruby></w:r>"
    sdt = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('控件内')}</w:sdtContent></w:sdt>"
    document = read(docx(f"<w:p>{ruby}</w:p>{sdt}{p('其后')}"))
    assert [text for _, text in outline(document)] == ["岁", "控件内", "其后"]
    assert paths(document) == ["body/p[1]", "body/sdt[1]/sdtContent[1]/p[1]", "body/p[2]"]


def test_choices_and_ticks_of_old_form_fields() -> None:
    def form_field(data: str) -> str:
        begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
        marks = (begin, "<w:instrText>FORM</w:instrText>")
        return "".join(f"<w:r>{mark}</w:r>" for mark in (*marks, '<w:fldChar w:fldCharType="end"/>'))

    entries = '<w:listEntry w:val="甲类"/><w:listEntry w:val="乙类"/>'
    fields = (
        f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>',
        f"<w:ddList>{entries}</w:ddList>",
        "<w:checkBox><w:checked/></w:checkBox>",
        '<w:checkBox><w:default w:val="0"/></w:checkBox>',
    )
    body = "".join(map(form_field, fields))
    assert outline(read(docx(f"<w:p><w:r><w:t>评级：</w:t></w:r>{body}</w:p>"))) == [("paragraph", "评级：乙类甲类☒☐")]


def run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (f"<m:f><m:num>{run('12')}</m:num><m:den>{run('34')}</m:den></m:f>", "12/34"),
        (f"<m:f><m:num>{run('a+b')}</m:num><m:den>{run('实际资本')}</m:den></m:f>{run('=1')}", "(a+b)/实际资本=1"),
        (f"<m:sSup><m:e>{run('10')}</m:e><m:sup>{run('8')}</m:sup></m:sSup>", "10^8"),
        (f"<m:sSub><m:e>{run('MC')}</m:e><m:sub>{run('市场')}</m:sub></m:sSub>", "MC市场"),
        (f"<m:d><m:e>{run('1,234.56')}</m:e></m:d>", "(1,234.56)"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{run("1")}</m:e></m:d>', "[1]"),
        (f"<m:rad><m:deg/><m:e>{run('a')}</m:e></m:rad>", "√(a)"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e>{run("x")}</m:e></m:nary>', "∑ x"),
    ],
)
def test_formulas_in_one_line(formula: str, text: str) -> None:
    document = read(docx(f"<w:p><w:r><w:t>即</w:t></w:r><m:oMath>{formula}</m:oMath><w:r><w:t>。</w:t></w:r></w:p>"))
    assert outline(document) == [("paragraph", f"即{text}。")]


# ------------------------------------------------------------------------------------------------ tables


def test_spans_and_headers() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tables(
        read(
            docx(
                tbl(
                    tr(tc("项目", down), tc("本季度末", '<w:gridSpan w:val="2"/>')),
                    tr(tc("", on), "账面", "认可"),
                    tr(tc("现金", down), "1.00", "-"),
                    tr(tc("", on), "2.00", "3.00"),
                )
            )
        )
    )[0]
    spans = {
        (c.row, c.column): (c.text, c.row_span, c.column_span)
        for c in table.cells
        if (c.row_span, c.column_span) != (1, 1)
    }
    assert spans == {(0, 0): ("项目", 2, 1), (0, 1): ("本季度末", 1, 2), (2, 0): ("现金", 2, 1)}
    assert (table.rows, table.columns, table.header_rows) == (4, 3, 2)
    assert [cell.text for cell in table.cells if cell.header] == ["项目", "本季度末", "账面", "认可"]


def test_declared_header_and_skipped_columns() -> None:
    body = tbl(tr("2024", "2023", properties="<w:tblHeader/>"), tr("合计", properties='<w:gridBefore w:val="1"/>'))
    table = tables(read(docx(body)))[0]
    assert table.header_rows == 1
    assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 1)]


def test_unit_line_and_caption_are_bound() -> None:
    body = (
        p("以下为指标表。")
        + p("主要指标", '<w:jc w:val="center"/>')
        + p("（单位：人民币万元）")
        + tbl(tr("项目", "金额"), tr("资本", "1"))
    )
    document = read(docx(body))
    table = tables(document)[0]
    assert table.caption is not None
    assert table.unit is not None
    assert (table.caption.text, table.unit.text) == ("主要指标", "（单位：人民币万元）")
    assert outline(document) == [("paragraph", "以下为指标表。")]


def test_nested_table_follows_the_outer_one() -> None:
    inner = tbl(tr("甲", "1"), tr("乙", "2"))
    cell = f"<w:tc><w:tcPr/>{p('外')}{inner}{p('层')}</w:tc>"
    outer, nested = tables(read(docx(tbl(tr("项目", cell)))))
    assert rows(outer) == [["项目", "外层"]]
    assert rows(nested) == [["甲", "1"], ["乙", "2"]]
    assert nested.cells[0].passage.path == "body/tbl[1]/tr[1]/tc[2]/tbl[1]/tr[1]/tc[1]"


def test_paragraphs_of_a_cell_can_be_found_again() -> None:
    cell = f"<w:tc><w:tcPr/>{p('核心偿付')}{p('能力充足率')}{p('208.71%')}{p('207.24%')}</w:tc>"
    passage = tables(read(docx(tbl(tr(cell)))))[0].cells[0].passage
    assert passage.text == "核心偿付能力充足率\n208.71%\n207.24%"
    offset = passage.source_offset(passage.text.index("207"))
    before = passage.source[:offset]
    assert (passage.path, before.count("\n") + 1, offset - before.rfind("\n") - 1) == ("body/tbl[1]/tr[1]/tc[1]", 4, 0)


def test_automatic_numbers_in_cells() -> None:
    row = tr(tc(p("", num(0))), "甲")
    table = tables(read(docx(tbl(row, row), numbering=numbering(("decimal", "%1")))))[0]
    assert rows(table) == [["1", "甲"], ["2", "甲"]]


# ------------------------------------------------------------------------------------------------ real files


def test_a_comment_can_be_put_on_the_place() -> None:
    """The path leads python-docx to the very run, inside a cell too."""
    made = python_docx.Document()
    made.add_paragraph("开头")
    cell = made.add_table(2, 2).cell(1, 1)
    cell.text = "第一段"
    paragraph = cell.add_paragraph("实际资本 ")
    paragraph.add_run("97,231.28")
    buffer = io.BytesIO()
    made.save(buffer)
    passage = next(c.passage for c in tables(read(buffer.getvalue()))[0].cells if "97" in c.text)
    element = made.element.body
    for step in (passage.path or "").split("/")[1:]:
        name, number = step[:-1].split("[")
        element = element.findall(W + name)[int(number) - 1]
    offset = passage.source_offset(passage.text.index("97"))
    index = passage.source[:offset].count("\n")
    found = element.findall(W + "p")[index]
    text = "".join(t.text for t in found.iter(W + "t"))
    assert text[offset - passage.source.rfind("\n", 0, offset) - 1 :] == "97,231.28"


def test_title_and_unit_rows_within_the_table() -> None:
    wide = '<w:gridSpan w:val="3"/>'
    body = tbl(
        tr(tc("主要指标", wide)), tr(tc("单位：万元", wide)), tr("项目", "本季度末", "上季度末"), tr("资本", "1", "2")
    )
    table = tables(read(docx(body)))[0]
    assert table.caption is not None
    assert table.unit is not None
    assert (table.caption.text, table.unit.text, table.header_rows) == ("主要指标", "单位：万元", 3)
