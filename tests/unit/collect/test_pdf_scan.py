"""Pages that cannot be read, and the optical reading of them."""

from __future__ import annotations

import io

import pytest

from compliance_check.collect.pdf import scan
from compliance_check.collect.pdf.characters import Characters
from compliance_check.collect.pdf.frame import Frame
from compliance_check.collect.pdf.lines import make_line, to_passage
from compliance_check.collect.pdf.misread import repair
from compliance_check.collect.pdf.rulings import turn_back
from compliance_check.collect.pdf.words import Word
from compliance_check.errors import UnreadableError
from compliance_check.model import Table
from tests.unit.collect.pdf_pages import Sheet, document, draw

XS = [72.0, 260.0, 400.0]
ROWS = [["项目", "本季度末"], ["认可资产", "488,353.40"], ["认可负债", "391,122.12"], ["实际资本", "97,231.28"]]


def table_page(sheet: Sheet) -> None:
    sheet.text(72, 120, "本季度末主要指标如下。", 12)
    sheet.grid(XS, [200 + 24 * row for row in range(len(ROWS) + 1)])
    sheet.rows(XS, 217, 24, ROWS, 11)


def photographed(data: bytes) -> bytes:
    """A PDF whose pages are pictures of those of `data`."""
    import pypdfium2

    out = io.BytesIO()
    pdf = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in pdf]
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return out.getvalue()


def text_page(sheet: Sheet) -> None:
    for row in range(5):
        sheet.text(72, 100 + 20 * row, "本公司各项业务运行平稳，偿付能力充足，现金流充足。")


def test_a_picture_without_the_engine_is_refused_and_the_remedy_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    with pytest.raises(UnreadableError) as caught:
        document(photographed(draw(table_page)))
    assert "compliance-check[ocr]" in caught.value.todo.en and "文字" in caught.value.what.zh


def test_ocr_never_refuses_a_picture() -> None:
    with pytest.raises(UnreadableError):
        document(photographed(draw(table_page)), ocr="never")


def test_one_picture_among_pages_of_text_is_noted_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    import pikepdf

    monkeypatch.setattr(scan, "available", lambda: False)
    out = io.BytesIO()
    picture = io.BytesIO(photographed(draw(table_page)))
    with pikepdf.open(io.BytesIO(draw(text_page, text_page))) as pdf, pikepdf.open(picture) as other:
        pdf.pages.insert(1, other.pages[0])
        pdf.save(out)
    doc = document(out.getvalue())
    assert [page.readable for page in doc.pages] == [True, False, True]
    assert doc.pages[1].method == "none"
    assert doc.notes[0].en.startswith("Page 2 could not be read")


def test_boxes_in_place_of_digits_make_a_page_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)

    def page(sheet: Sheet) -> None:
        for row in range(6):
            sheet.text(72, 100 + 20 * row, "期末实际资本为■■,■■■.■■万元，最低资本为■■■.■■万元。")

    with pytest.raises(UnreadableError) as caught:
        document(draw(page))
    assert "character map" in caught.value.what.en


def test_ticked_boxes_are_no_fault() -> None:
    def page(sheet: Sheet) -> None:
        for row in range(6):
            sheet.text(72, 100 + 20 * row, "是否适用：■适用 □不适用，本公司各项业务运行平稳。")

    assert document(draw(page)).pages[0].readable


@pytest.mark.parametrize(
    ("read", "meant", "changed"),
    [
        ("135,797,28", "135,797.28", True),
        ("771:60", "771.60", True),
        ("203;346.76", "203,346.76", True),
        ("97,231.28", "97,231.28", False),
        ("1,234", "1,234", False),
        ("2025年", "2025年", False),
        ("3,456,789", "3,456,789", False),
        ("共12：30", "共12：30", False),
        ("3·15宣传周", "3·15宣传周", False),
        ("771·60", "771.60", True),
        ("274.97.", "274.97", True),
        (".815,702.28", "815,702.28", True),
        (".28", ".28", False),
        ("（1,234.56）.", "（1,234.56）", True),
        ("共计274.97.", "共计274.97.", False),
        ("1.", "1.", False),
    ],
)
def test_separators_are_put_right_and_marked(read: str, meant: str, changed: bool) -> None:
    text, low = repair(read)
    assert text.strip() == meant
    assert bool(low) == changed


@pytest.mark.parametrize(
    "read",
    ["7.23.40", "1,23,456.78", "12,34.5", "1234,567.00", "58,269.30）", "(12.5%", "认可资产7.23.40.11.22万元1.2345,6"],
)
def test_digits_that_are_no_number_are_doubtful_and_stay(read: str) -> None:
    text, low = repair(read)
    assert text == read and low


@pytest.mark.parametrize(
    "read", ["2025.12.31", "2025.6", "见1.2.3条", "1,234,567", "1234567.89", "0.5%", "3、4", "（58,269.30）", "1)"]
)
def test_dates_chapters_and_numbers_are_no_doubtful_digits(read: str) -> None:
    assert repair(read) == (read, set())


def test_a_box_turns_about_the_middle_of_the_page() -> None:
    box = turn_back((290.0, 0.0, 310.0, 10.0), 1.0, 600.0, 800.0)
    assert box[0] == pytest.approx(290 - 6.9, abs=0.1)
    assert turn_back((290.0, 395.0, 310.0, 405.0), 1.0, 600.0, 800.0) == (290.0, 395.0, 310.0, 405.0)


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.skipif(not scan.available(), reason="the ocr extra is not installed")
def test_a_scanned_table_reads_like_the_original() -> None:
    doc = document(photographed(draw(table_page)))
    (table,) = [block for block in doc.blocks if isinstance(block, Table)]
    grid = {(cell.row, cell.column): cell for cell in table.cells}
    assert [[grid[row, column].text for column in (0, 1)] for row in range(4)] == ROWS
    assert table.method == "ocr" and doc.pages[0].method == "ocr"
    assert all(0 < (cell.passage.confidence or 0) <= 1 for cell in table.cells)


STRIPED = [100.0, 220.0, 330.0, 440.0]
VALUES = [
    ["险种", "保费收入", "赔付支出"],
    ["健康险", "302,100.42", "154.67"],
    ["责任保险", "367,988.08", "-"],
    ["工程保险", "139.93", "748.71"],
    ["农业保险", "893.30", "72,037.96"],
    ["合计", "671,121.73", "72,941.34"],
]


def striped_page(sheet: Sheet) -> None:
    """A table that stripes alone draw, between justified lines of prose."""
    for row in range(0, len(VALUES), 2):
        sheet.area(95, 188 + 20 * row, 445, 208 + 20 * row, 0.8 if row == 0 else 0.93)
    sheet.rows(STRIPED, 201, 20, VALUES, 10)
    for y, words in (
        (172, "2020年及2021年分别收到客户投诉76件、98件，均已办结。"),
        (322, "2022年8月18日，本社迁入新址，此后各项业务照常。"),
    ):
        for place, sign in enumerate(words):
            sheet.text(72 + 13.5 * place, y, sign, 11)


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.skipif(not scan.available(), reason="the ocr extra is not installed")
def test_stripes_part_a_scanned_table_from_the_prose_around_it() -> None:
    doc = document(photographed(draw(striped_page)))
    (table,) = [block for block in doc.blocks if isinstance(block, Table)]
    grid = {(cell.row, cell.column): cell.text for cell in table.cells}
    assert [[grid[row, column] for column in range(3)] for row in range(table.rows)] == VALUES
    (dash,) = [cell for cell in table.cells if cell.text == "-"]
    assert (dash.passage.confidence or 0) < 0.95  # the picture shows a stroke; the engine read nothing


def test_the_confidence_of_a_line_with_numbers_is_that_of_their_signs() -> None:
    np = pytest.importorskip("numpy")
    text = "（溢额8.14亿元\n名称"
    boxes = np.array([(10.0 * k, 0.0, 10.0 * k + 9, 10.0) for k in range(len(text))], np.float32)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    scores = np.array([0.5, 0.6, 1, 0.97, 0.98, 1, 1, 1, 1, 1, 0.7, 0.8], np.float32)
    characters = Characters(text, boxes, codes, codes > 32, Frame(0, 800, 600, 800), boxes[:, 0], scores)
    line = make_line([Word(text[:9], 0, 0, 89, 10, 0, 9)], characters, 1)
    name = make_line([Word("名称", 100, 0, 119, 10, 10, 12)], characters, 1)
    assert line.confidence == pytest.approx(0.97, abs=1e-3) and name.confidence == pytest.approx(0.7, abs=1e-3)
    assert to_passage([name, line]).confidence == line.confidence
