"""Raised digits in Word, Excel, Markdown and HTML: marks of notes are not read, powers are shown raised."""

from __future__ import annotations

import time

import pytest
from office_files import OFFICE, PACKAGE, docx, outline, p, read, rows, tables, tbl, tc, tr, zipped

from compliance_check.collect.raised import is_note_mark, note_marks, shown
from compliance_check.model import Document, Heading, Passage

UP = '<w:vertAlign w:val="superscript"/>'
DOWN = '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("before", "raised", "after", "read"),
    [
        ("97,231.28", "1", "万元", ""),
        ("97,231.28", "[注1]", "", ""),
        ("97,231.28", "[1][2]", "", ""),
        ("97,231.28", "1,2", "", ""),
        ("97,231.28", "1-3", "", ""),
        ("97,231.28", "1）", "", ""),
        ("97,231.28", "**", "", ""),
        ("5m", "2", "，", "²"),
        ("1.2×10", "8", "元", "⁸"),
        ("10", "-8", "", "⁻⁸"),
        ("100", "1", "200", "¹"),
        ("9", "th", "", "th"),
        ("见", "2025年末的说明", "", "2025年末的说明"),
    ],
)
def test_what_is_read_of_raised_text(before: str, raised: str, after: str, read: str) -> None:
    assert shown(before, raised, after) == read
    assert is_note_mark(before, raised) == (not read or after == "200")


# ------------------------------------------------------------------------------------------------ Word


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def word(*runs: str, properties: str = "", **parts: str) -> Passage:
    return read(docx(para(*runs, properties=properties), **parts)).blocks[0].passage  # type: ignore[union-attr]


def faithful(passage: Passage) -> None:
    """Every character of the reading text stands where the map says, a power as its digit."""
    for index, sign in enumerate(passage.text):
        origin = passage.source[passage.source_offset(index)]
        assert origin == sign or shown("10", origin) == sign


def style(identifier: str, kind: str, inner: str, based: str = "") -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{identifier}"/>{basis}{inner}</w:style>'


@pytest.mark.parametrize(
    "mark",
    [
        run("1", UP),
        run("[1]", UP),
        run("[", UP) + run("1", UP) + run("]", UP),
        run("1", UP) + run(",", UP) + run("2", UP),
        run("1", '<w:rStyle w:val="mark"/>'),
        run("1", '<w:rStyle w:val="own"/>'),
        run("1", '<w:position w:val="8"/><w:sz w:val="14"/>'),
        run("1", '<w:position w:val="8"/><w:rStyle w:val="small"/>'),
        f"<w:hyperlink>{run('1', UP)}</w:hyperlink>",
        f"<w:ins>{run('1', UP)}</w:ins>",
    ],
)
def test_a_raised_mark_is_in_the_source_and_not_in_the_text(mark: str) -> None:
    styles = (
        style("mark", "character", f"<w:rPr>{UP}</w:rPr>")
        + style("own", "character", "", based="mark")
        + style("small", "character", '<w:rPr><w:sz w:val="12"/></w:rPr>')
    )
    passage = word(run("实际资本为97,231.28"), mark, run("万元，占208.71%"), mark, run("。"), styles=styles)
    assert passage.text == "实际资本为97,231.28万元，占208.71%。"
    assert passage.source.replace("[", "").startswith("实际资本为97,231.281")
    faithful(passage)
    assert passage.source_slice(5, 16) == passage.source[5 : passage.source.index("元") + 1]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((run("面积5m"), run("2", UP), run("，约1.2×10"), run("8", UP), run("元")), "面积5m²，约1.2×10⁸元"),
        ((run("减排CO"), run("2", DOWN), run("共97"), run("吨")), "减排CO2共97吨"),
        ((run("97,231.2"), run("8", '<w:position w:val="6"/>')), "97,231.28"),
        ((run("97,231.2"), run("8", '<w:position w:val="-6"/><w:sz w:val="14"/>')), "97,231.28"),
        ((run("97,231.2"), run("8", f'{DOWN}<w:position w:val="6"/><w:sz w:val="14"/>')), "97,231.28"),
        ((run("100"), run("1", UP), run("200")), "100¹200"),
        ((run("97,231.28", UP),), "97,231.28"),
        ((run("12", UP), run("  ")), "12"),
        ((run("1", UP), run("万元", UP)), "1万元"),
    ],
)
def test_other_raised_and_lowered_letters_are_shown(runs: tuple[str, ...], text: str) -> None:
    passage = word(*runs)
    assert passage.text == text
    faithful(passage)


def test_the_style_of_the_paragraph_raises_all_but_what_says_otherwise() -> None:
    styles = style("tiny", "paragraph", f"<w:rPr>{UP}</w:rPr>")
    level = run("实际资本97,231.28", '<w:vertAlign w:val="baseline"/>')
    tiny = '<w:pStyle w:val="tiny"/>'
    assert word(level, run("1"), properties=tiny, styles=styles).text == "实际资本97,231.28"
    assert word(run("实际资本97,231.28"), properties=tiny, styles=styles).text == "实际资本97,231.28"


def test_a_mark_in_smaller_print_than_its_paragraph() -> None:
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    small = '<w:position w:val="6"/><w:sz w:val="24"/>'
    assert word(run("5"), run("1", small), run("万元"), styles=defaults).text == "5万元"
    assert word(run("5"), run("1", small), run("万元")).text == "51万元"
    assert word(run("5", '<w:sz w:val="32"/>'), run("1", small), run("万元")).text == "5万元"


def test_marks_in_headings_lists_and_cells() -> None:
    heading, number = '<w:outlineLvl w:val="0"/>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        para(run("一、偿付能力208.71%"), run("1", UP), properties=heading)
        + para(run("资本97.28"), run("2", UP), properties=number)
        + p("其他97.28", properties=number)
        + tbl(
            tr("项目", "本季度末"),
            tr("实际资本", tc(para(run("97,231.28"), run("1", UP)).replace("<w:pPr></w:pPr>", ""))),
        )
    )
    document = read(docx(body, numbering=numbering))
    first = document.blocks[0]
    assert isinstance(first, Heading)
    assert (first.number, first.title) == ("一、", "偿付能力208.71%")
    assert [text for _, text in outline(document)][1].endswith("资本97.28")
    assert rows(tables(document)[0]) == [["项目", "本季度末"], ["实际资本", "97,231.28"]]
    cell = tables(document)[0].cells[3].passage
    assert (cell.text, cell.source, cell.path) == ("97,231.28", "97,231.281", "body/tbl[1]/tr[2]/tc[2]")


def test_a_paragraph_that_goes_on_keeps_its_marks_apart() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = para(run("资本97"), run("1", UP), properties=deleted) + para(run("万元，5m"), run("2", UP))
    passage = read(docx(body)).blocks[0].passage  # type: ignore[union-attr]
    assert (passage.text, passage.source) == ("资本97万元，5m²", "资本971万元，5m2")
    faithful(passage)


def test_the_text_of_a_note_stays() -> None:
    notes = f'<w:footnote w:id="2">{para(run("1", UP), run(" 含97,231.28万元"))}</w:footnote>'
    document = read(docx(p("正文"), footnotes=notes))
    assert outline(document)[-1] == ("paragraph", "含97,231.28万元")


# ------------------------------------------------------------------------------------------------ Excel


def book(*cells: tuple[str, ...], inline: bool = False) -> Document:
    """A workbook of one column; a cell's texts are in turn on the line and raised."""
    held = [
        "".join(
            f'<r><rPr>{UP.replace("w:", "") if n % 2 else "<b/>"}</rPr><t xml:space="preserve">{text}</t></r>'
            for n, text in enumerate(texts)
        )
        for texts in cells
    ]
    sheet = '<sheets><sheet name="甲" r:id="r1"/></sheets>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = "".join(
        f'<row><c t="inlineStr"><is>{texts}</is></c></row>' if inline else f'<row><c t="s"><v>{n}</v></c></row>'
        for n, texts in enumerate(held)
    )
    relations = f'<Relationships xmlns="{PACKAGE}">%s</Relationships>'
    relation = '<Relationship Id="r%d" Type="t/%s" Target="%s"/>'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations % (relation % (1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{OFFICE}">{sheet}</workbook>',
        "xl/_rels/workbook.xml.rels": relations
        % (relation % (1, "worksheet", "s.xml") + relation % (2, "sharedStrings", "t.xml")),
        "xl/s.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
        "xl/t.xml": f"<sst {main}>{''.join(f'<si>{texts}</si>' for texts in held)}</sst>",
    }
    return read(zipped(parts), "draft.xlsx")


@pytest.mark.parametrize("inline", [True, False])
def test_raised_runs_of_a_cell(inline: bool) -> None:
    document = book(("97,231.28", "1"), ("208.71%", "[2]", ""), ("5m", "2"), ("", "3"), inline=inline)
    found = [cell.passage for cell in tables(document)[0].cells]
    assert [passage.text for passage in found] == ["97,231.28", "208.71%", "5m²", "3"]
    assert [passage.source for passage in found] == ["97,231.281", "208.71%[2]", "5m2", "3"]
    assert found[1].path == "甲!A2"


# ------------------------------------------------------------------------------------------------ Markdown


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("资本97,231.28<sup>1</sup>万元，占208.71%<sup>[注2]</sup>。", "资本97,231.28万元，占208.71%。"),
        ('资本97,231.28<sup><a href="#n1">[1]</a></sup>万元', "资本97,231.28万元"),
        ("资本**97,231.28**^1^万元，占208.71%^[2]^", "资本97,231.28万元，占208.71%"),
        ("资本97,231.28$^{1}$万元，占208.71% $ ^2 $。", "资本97,231.28万元，占208.71% 。"),
        ("资本97,231.28[^1]万元，占208.71%[^注]：见下", "资本97,231.28万元，占208.71%：见下"),
        ("面积5m<sup>2</sup>，约1.2×10<sup>8</sup>元，10^-8，10^8^元", "面积5m²，约1.2×10⁸元，10^-8，10⁸元"),
        ("100<sup>1</sup>200；100[^1]200；100^1^**200**", "100¹200；100[^1]200；100¹200"),
        ("[^1]: 含97,231.28万元[^2]", "[^1]: 含97,231.28万元"),
        ("<sup>12</sup>", "12"),
        ("x^2-3^2，价格$5和$6，^甲^", "x^2-3^2，价格$5和$6，^甲^"),
    ],
)
def test_raised_text_in_markdown(line: str, text: str) -> None:
    passage = read(f"# 报告\n\n{line}\n".encode(), "draft.md").blocks[1].passage  # type: ignore[union-attr]
    assert (passage.text, passage.source) == (text, line)
    faithful(passage)


def test_raised_text_in_the_tables_of_markdown() -> None:
    pipes = "| 项目 | 末数 |\n|---|---|\n| 实际资本[^1] | 1,231.28[^1] |\n| 面积 | 5m<sup>2</sup> |\n| 其他 | 9.5^3^ |"
    found = tables(read(pipes.encode(), "draft.md"))[0]
    assert rows(found) == [["项目", "末数"], ["实际资本", "1,231.28"], ["面积", "5m²"], ["其他", "9.5"]]
    for cell in found.cells:
        faithful(cell.passage)
    tags = "<table><tr><td>项目</td><td>末数</td></tr><tr><td>资本<sup>1</sup></td><td>97.28$^{2}$</td></tr></table>"
    assert rows(tables(read(tags.encode(), "draft.md"))[0]) == [["项目", "末数"], ["资本", "97.28"]]


@pytest.mark.parametrize("piece", ["<sup>", "<sup><a>", "$ ^ { ", "^1", "[^", "<sup><sup></sup>", "10^8^"])
def test_markdown_that_never_closes_is_read_at_once(piece: str) -> None:
    began = time.perf_counter()
    read((piece * (200_000 // len(piece))).encode(), "draft.md")
    assert time.perf_counter() - began < 5


# ------------------------------------------------------------------------------------------------ HTML


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "资本97,231.28<sup>1</sup>万元，占208.71%<sup><a href='#n'>[注2]</a></sup>。",
            "资本97,231.28万元，占208.71%。",
        ),
        ("资本97,231.28<span style='font-size:8pt; vertical-align:super'>1</span>万元", "资本97,231.28万元"),
        ("面积5m<sup>2</sup>，约1.2×10<sup>8</sup>元，10<sup>-8</sup>", "面积5m²，约1.2×10⁸元，10⁻⁸"),
        ("9.5<sup>1</sup><sup>2</sup>万元，9<sup>1</sup><b>元</b>", "9.5万元，9元"),
        ("100<sup>1</sup><b>200</b>，第9<sup>th</sup>，CO<sub>2</sub>共97吨", "100¹200，第9th，CO2共97吨"),
        ("见<sup>2025年末<b>数据</b></sup>", "见2025年末数据"),
    ],
)
def test_raised_text_in_html(page: str, text: str) -> None:
    passage = read(f"<meta charset=utf-8><p>{page}</p>".encode(), "draft.html").blocks[0].passage  # type: ignore[union-attr]
    assert passage.text == text
    faithful(passage)


@pytest.mark.parametrize(
    ("text", "marks"),
    [("97,231.28¹万元", [(9, 10)]), ("100¹200", []), ("100 ¹ 200", [(3, 5)]), ("5m²", []), ("1.2×10⁸元", [])],
)
def test_a_raised_digit_between_two_figures_keeps_them_apart(text: str, marks: list[tuple[int, int]]) -> None:
    assert note_marks(text) == marks
