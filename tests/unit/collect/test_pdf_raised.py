"""Raised and lowered digits in PDFs: marks of notes are no digits of the figure before them."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="needs reportlab to draw PDFs")

from pdf_pages import FONT, HEIGHT, Sheet, document, draw

from compliance_check.model import Document, Table


def written(sheet: Sheet, x: float, y: float, pieces: list[tuple[str, float]], size: float = 10.5) -> None:
    """Pieces of one line one after the other, each with its rise; raised and lowered ones are set smaller."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for words, rise in pieces:
        own = 0.66 * size if rise else size
        sheet.canvas.setFont(FONT, own)
        sheet.canvas.drawString(x, HEIGHT - y + rise, words)
        x += stringWidth(words, FONT, own)


def texts(found: Document) -> list[str]:
    return [block.passage.text for block in found.blocks if not isinstance(block, Table)]


@pytest.mark.parametrize(
    ("pieces", "read", "source"),
    [
        (
            [("实际资本为97,231.28", 0), ("1", 4), ("万元。", 0)],
            "实际资本为97,231.28万元。",
            "实际资本为97,231.28¹万元。",
        ),
        ([("最低资本", 0), ("12", 4), ("为46.5万元。", 0)], "最低资本为46.5万元。", "最低资本¹²为46.5万元。"),
        ([("充足率为208.71", 0), ("[3]", 4), ("%。", 0)], "充足率为208.71%。", "充足率为208.71[³]%。"),
        ([("面积为5m", 0), ("2", 4), ("。", 0)], "面积为5m²。", "面积为5m²。"),
        ([("共1.2×10", 0), ("8", 4), ("元。", 0)], "共1.2×10⁸元。", "共1.2×10⁸元。"),
        ([("排放CO", 0), ("2", -2), ("共3吨。", 0)], "排放CO2共3吨。", "排放CO2共3吨。"),
    ],
)
def test_raised_digits(pieces: list[tuple[str, float]], read: str, source: str) -> None:
    (paragraph,) = document(draw(lambda sheet: written(sheet, 72, 100, pieces))).blocks
    assert (paragraph.passage.text, paragraph.passage.source) == (read, source)


def test_a_mark_in_a_cell_is_no_digit_of_its_value() -> None:
    xs, ys = [72.0, 200.0, 330.0], [90.0, 110.0, 130.0, 150.0]

    def page(sheet: Sheet) -> None:
        sheet.grid(xs, ys)
        for row, (name, value) in enumerate((("项目", "期末数"), ("实际资本", "97,231.28"), ("最低资本", "46,586.78"))):
            written(sheet, xs[0] + 4, ys[row] + 14, [(name, 0), *([("2", 4)] if row == 2 else [])])
            written(sheet, xs[1] + 4, ys[row] + 14, [(value, 0), *([("1", 4)] if row == 1 else [])])

    (table,) = document(draw(page)).blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells][2:] == ["实际资本", "97,231.28", "最低资本", "46,586.78"]


def test_a_mark_at_the_beginning_of_a_line_belongs_to_the_sentence_above() -> None:
    def page(sheet: Sheet) -> None:
        written(sheet, 72, 100, [("报告期末，公司的各项监管指标均符合要求，综合偿付能力充足率为二点，核心资本", 0)])
        written(sheet, 72, 118, [("3", 4), ("为46,586.78万元，与上季度末相比没有重大变化，风险总体可控。", 0)])

    (paragraph,) = document(draw(page)).blocks
    assert "核心资本为46,586.78万元" in paragraph.passage.text


def test_notes_that_begin_with_raised_numbers_are_notes_of_their_own() -> None:
    def page(sheet: Sheet) -> None:
        for line in range(20):
            sheet.text(
                72,
                100 + 18 * line,
                "报告期内公司各项业务运行平稳，偿付能力充足，流动性风险可控，各项指标均符合要求。",
                10.5,
            )
        for line, number in enumerate("12"):
            written(sheet, 72, 760 + 14 * line, [(number, 3), ("按监管口径计算的认可资产与认可负债之差。", 0)], 8)

    notes = [text for text in texts(document(draw(page))) if "认可资产" in text]
    assert notes == ["按监管口径计算的认可资产与认可负债之差。"] * 2


def test_digits_of_one_baseline_stay_digits_whatever_their_boxes() -> None:
    def page(sheet: Sheet) -> None:
        written(sheet, 72, 100, [("共有（", 0)])
        sheet.text(103.5, 100, "2,796", 9)  # smaller, on the same baseline
        sheet.text(130, 100, "）件。", 10.5)

    assert "2,796" in "".join(texts(document(draw(page))))
