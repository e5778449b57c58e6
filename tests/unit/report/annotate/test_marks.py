from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import Any

import pytest

from compliance_check.errors import UsageError
from compliance_check.report.annotate import can_mark, mark, marked_name
from compliance_check.report.annotate.notes import Note, find

INSTANT = "2025-08-20T09:30:00Z"


def note(target: str, occurrence: int = 0, **place: Any) -> Note:
    location = {"document": "d1", "page": None, "line": None, "bbox": None, "cell": None, "path": None, "quote": target}
    return Note(location | place, target, occurrence, "error", ("#1 错误 SOL101", f"{target} 有误"))


@pytest.mark.parametrize(
    ("target", "occurrence", "source", "found"),
    [
        ("97,231.28", 0, "实际资本97,231.28万元", "97,231.28"),
        ("97,231.28", 0, "实际资本９７，２３１．２８万元", "９７，２３１．２８"),
        ("625.17 万元", 0, "资产 625.17\n万元，负债", "625.17\n万元"),
        ("5%", 1, "5%、5%、5%", "5%"),
        ("97,231.28万元", 0, "实际资本97,231.28¹万元", "97,231.28¹万元"),
        ("5m²", 0, "面积5m²", "5m"),
        ("①", 0, "见①", "①"),
        ("9", 0, "没有", None),
        ("  ", 0, "空", None),
    ],
)
def test_target_is_found_in_its_source(target: str, occurrence: int, source: str, found: str | None) -> None:
    span = find(target, occurrence, source)
    assert (None if span is None else source[slice(*span)]) == found


def test_occurrence_tells_repetitions_apart() -> None:
    assert [find("5%", n, "5%、5%、5%") for n in range(3)] == [(0, 2), (3, 5), (6, 8)]


def test_only_the_file_that_was_checked_is_marked() -> None:
    data = b"%PDF-1.7"
    document = {"id": "d1", "path": "a.txt", "sha256": hashlib.sha256(data).hexdigest(), "media_type": "text/plain"}
    report = {"documents": [document], "results": [], "run": {"started": INSTANT}}
    with pytest.raises(UsageError, match="changed after the check"):
        mark(data + b" ", report, "d1")
    with pytest.raises(UsageError, match="cannot carry marks"):
        mark(data, report, "d1")
    assert not can_mark("text/plain")
    assert marked_name("drafts/年报.v2.docx") == "年报.v2.marked.docx"


# ------------------------------------------------------------------------------------------------------------ Word


def word_file(runs: list[str], cell: str = "97,231.28") -> bytes:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, text in enumerate(runs):
        paragraph.add_run(text).bold = number % 2 == 0
    table = document.add_table(2, 2)
    table.cell(1, 1).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def commented(data: bytes) -> list[tuple[str, str]]:
    """(the text inside the comment's range, the comment's text) of every comment, as Word would show it."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(io.BytesIO(data))
    out = []
    for comment in document.comments:
        inside, text = False, ""
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = element.tag == qn("w:commentRangeStart")
            elif inside and element.tag == qn("w:t"):
                text += element.text
        out.append((text, comment.text))
    return out


def body_text(data: bytes) -> list[str]:
    import docx

    document = docx.Document(io.BytesIO(data))
    return [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]


@pytest.mark.parametrize(
    "runs",
    [
        ["实际资本97,231.28万元，充足"],
        ["实际资本", "97,231.28", "万元，充足"],
        ["实际资本97,", "231", ".28万元，充足"],
        ["97,231.28万元", "，充足"],
    ],
)
def test_word_comment_covers_exactly_the_figure(runs: list[str]) -> None:
    from compliance_check.report.annotate.docx import mark as mark_word

    data = word_file(runs)
    marked = mark_word(data, [note("97,231.28", path="body/p[1]")], INSTANT)
    assert commented(marked) == [("97,231.28", "#1 错误 SOL101\n97,231.28 有误")]
    assert body_text(marked) == body_text(data)
    assert mark_word(data, [note("97,231.28", path="body/p[1]")], INSTANT) == marked


@pytest.mark.parametrize("way", ["own", "style", "position"])
@pytest.mark.parametrize(
    ("runs", "target", "occurrence", "covered"),
    [
        (["资本97,231.28", "^1", "万元，充足"], "97,231.28万元", 0, "97,231.281万元"),
        (["资本97,231.28", "^1", "，充足"], "97,231.28", 0, "97,231.28"),
        (["占1", "^1", "%，增1", "^2", "%，降11%"], "1%", 1, "12%"),
        (["资本5", "^1", "万元，后5万元"], "5万元", 1, "5万元"),
        (["面积5m", "^2", "，占5%"], "面积5m2", 0, "面积5m2"),
    ],
)
def test_word_comment_covers_a_figure_with_the_mark_of_a_note(
    way: str, runs: list[str], target: str, occurrence: int, covered: str
) -> None:
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    from compliance_check.report.annotate.docx import mark as mark_word

    document = docx.Document()
    base = document.styles.add_style("Base", WD_STYLE_TYPE.CHARACTER)
    base.font.superscript = True
    document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER).base_style = base
    paragraph = document.add_paragraph()
    for text in runs:
        run = paragraph.add_run(text.lstrip("^"), style="Mark" if text[0] == "^" and way == "style" else None)
        if text[0] == "^" and way == "own":
            run.font.superscript = True
        if text[0] == "^" and way == "position":
            properties = run._r.get_or_add_rPr()
            properties.append(properties.makeelement(qn("w:position"), {qn("w:val"): "6"}))
    out = io.BytesIO()
    document.save(out)
    marked = mark_word(out.getvalue(), [note(target, occurrence, path="body/p[1]")], INSTANT)
    assert [text for text, _ in commented(marked)] == [covered]
    assert body_text(marked) == body_text(out.getvalue())


def test_word_comments_on_cells_repetitions_and_places_that_take_none() -> None:
    from compliance_check.report.annotate.docx import mark as mark_word

    data = word_file(["占比5%，增长5%"])
    notes = [
        note("5%", 1, path="body/p[1]"),
        note("5%", 0, path="body/p[1]"),
        note("97,231.28", path="body/tbl[1]/tr[2]/tc[2]"),
        note("无此数字", path="body/tbl[1]/tr[1]/tc[1]"),
        note("脚注", path="footnotes/footnote[1]/p[1]"),
    ]
    marked = mark_word(data, notes, INSTANT)
    assert [text for text, _ in commented(marked)] == ["5%", "5%", "97,231.28", "", "占比5%，增长5%"]
    assert body_text(marked) == body_text(data)
    again = mark_word(marked, [note("97,231.28", path="body/tbl[1]/tr[2]/tc[2]")], INSTANT)
    assert len(commented(again)) == 6


def test_word_comments_on_charts_and_text_boxes_go_on_their_drawing() -> None:
    import docx

    from compliance_check.report.annotate.docx import mark as mark_word

    document = docx.Document(io.BytesIO(word_file(["见图 12.3"])))
    paragraph = document.paragraphs[0]
    run = paragraph.add_run()
    run._r.append(run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing", {}))
    out = io.BytesIO()
    document.save(out)
    places = ("body/p[1]/chart[1]/ser[1]/val/pt[2]", "body/p[1]/txbxContent[1]/tbl[1]/tr[1]/tc[1]")
    marked = mark_word(out.getvalue(), [note("12.3", path=place) for place in places], INSTANT)
    assert [text for text, _ in commented(marked)] == ["", ""]  # not on the same digits in the text beside
    body = docx.Document(io.BytesIO(marked)).element.body
    names = [element.tag.rpartition("}")[2] for element in body[0].iter()]
    assert names.index("commentRangeStart") < names.index("drawing") < names.index("commentRangeEnd")


def written_otherwise(data: bytes) -> bytes:
    """The package as "Strict Open XML" and with backslashes and small letters in its names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = re.sub(rb"http://schemas\.openxmlformats\.org/(?!package)(\w+)/2006/",
                             rb"http://purl.oclc.org/ooxml/\1/", old.read(name))  # fmt: skip
            new.writestr(name.lower().replace("/", "\\"), content)
    return out.getvalue()


def test_packages_of_other_programs_are_marked() -> None:
    from compliance_check.report.annotate.docx import mark as mark_word
    from compliance_check.report.annotate.xlsx import mark as mark_workbook

    marked = mark_word(written_otherwise(word_file(["97,231.28"])), [note("97,231.28", path="body/p[1]")], INSTANT)
    with zipfile.ZipFile(io.BytesIO(marked)) as package:
        assert b"SOL101" in b"".join(map(package.read, package.namelist()))
    marked = mark_workbook(written_otherwise(workbook()), [note("1", path="表!B2")], INSTANT)
    with zipfile.ZipFile(io.BytesIO(marked)) as package:
        assert b"SOL101" in b"".join(map(package.read, package.namelist()))


def test_word_parts_without_marks_keep_their_bytes() -> None:
    from compliance_check.report.annotate.docx import mark as mark_word

    data = word_file(["97,231.28"])
    marked = mark_word(data, [note("97,231.28", path="body/p[1]")], INSTANT)
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(marked))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert mark_word(data, [], INSTANT) == data


# ----------------------------------------------------------------------------------------------------------- Excel


def workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "主要 指标"
    for row, value in enumerate([1, 2, 3], 1):
        sheet.cell(row=row, column=2, value=value)
    sheet["A1"].comment = Comment("原有批注", "王工")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3))
    sheet.add_chart(chart, "E5")
    book.create_sheet("附表")["C3"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbook_gets_notes_beside_those_it_has() -> None:
    from openpyxl import load_workbook

    from compliance_check.report.annotate.xlsx import mark as mark_book

    data = workbook()
    notes = [
        note("2", path="'主要 指标'!B2"),
        note("2", path="'主要 指标'!B2"),
        note("1", path="'主要 指标'!A1"),
        note("=1+1", path="附表!C3"),
        note("x", path="没有这张表!B9"),
    ]
    marked = mark_book(data, notes, INSTANT)
    book = load_workbook(io.BytesIO(marked))
    first = book["主要 指标"]
    assert first["B2"].comment.text.count("#1 错误 SOL101") == 2
    assert first["A1"].comment.text.startswith("原有批注")
    assert first["A1"].comment.text.count("有误") == 2
    assert book["附表"]["C3"].comment.text.endswith("=1+1 有误")
    assert book["附表"]["C3"].value == "=1+1"
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(marked))
    kept = {name for name in before.namelist() if before.read(name) == after.read(name)}
    assert {"xl/charts/chart1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/drawings/drawing1.xml"} <= kept
    assert mark_book(data, notes, INSTANT) == marked


# ------------------------------------------------------------------------------------------------------------- PDF


def pdf_file(rotation: int, origin: float) -> bytes:
    import pikepdf
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    canvas.drawString(120, 210, "97,231.28")
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        page = pdf.pages[0]
        page.obj.Rotate = rotation
        page.obj.CropBox = pikepdf.Array([origin, origin, 400, 300])
        changed = io.BytesIO()
        pdf.save(changed, static_id=True)
    return changed.getvalue()


def pixels(data: bytes) -> Any:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    return document[0].render(scale=1, may_draw_forms=False).to_numpy().astype(int)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("origin", [0, 20])
def test_highlight_lies_on_the_box_as_displayed(rotation: int, origin: float) -> None:
    from compliance_check.report.annotate.pdf import mark as mark_pdf

    data = pdf_file(rotation, origin)
    box = [60.0, 40.0, 110.0, 55.0]
    marked = mark_pdf(data, [note("97,231.28", page=1, bbox=box)], INSTANT)
    rows, columns = (pixels(marked) != pixels(data)).any(axis=2).nonzero()
    assert [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1] == pytest.approx(box, abs=1.1)
    assert mark_pdf(data, [note("97,231.28", page=1, bbox=box)], INSTANT) == marked


def test_pdf_notes_pop_up_and_contents_stay() -> None:
    import pikepdf

    from compliance_check.report.annotate.pdf import mark as mark_pdf

    data = pdf_file(0, 0)
    marked = mark_pdf(data, [note("97,231.28", page=1, bbox=[1, 1, 9, 9]), note("无处", page=None)], INSTANT)
    with pikepdf.open(io.BytesIO(data)) as before, pikepdf.open(io.BytesIO(marked)) as after:
        page = after.pages[0]
        kinds = [str(annotation.Subtype) for annotation in page.obj.Annots]
        assert kinds == ["/Highlight", "/Popup", "/Highlight", "/Popup"]
        assert str(page.obj.Annots[0].Contents) == "#1 错误 SOL101\n97,231.28 有误"
        assert page.obj.Contents.read_bytes() == before.pages[0].obj.Contents.read_bytes()
