"""Striped tables in the styles of Word: tall rows without a background, and names at the side of their columns."""

from __future__ import annotations

from itertools import pairwise

from tests.unit.collect.pdf_pages import Sheet
from tests.unit.collect.test_pdf_layouts import read
from tests.unit.collect.test_pdf_tables import ROWS, XS, texts

FIVE = [72.0, 172.0, 252.0, 332.0, 412.0, 492.0]


def fill(sheet: Sheet, xs: list[float], top: float, bottom: float) -> None:
    for left, right in pairwise(xs):
        sheet.area(left, top, right - 0.05, bottom - 0.05, 0.8)


def test_a_row_of_many_lines_between_two_stripes_belongs_to_their_table() -> None:
    lines = ["归属于母公司", "股东的其他综", "合收益的税后", "净额"]

    def page(sheet: Sheet) -> None:
        fill(sheet, XS, 200, 214)
        fill(sheet, XS, 228, 242)
        fill(sheet, XS, 294, 308)
        sheet.rows(XS, 211, 14, ROWS[:3])
        for number, line in enumerate(lines):
            sheet.text(76, 253 + 12 * number, line, 9)
        sheet.rows(XS, 289, 0, [["", "12.25", "11.75"]])
        sheet.rows(XS, 305, 14, [["净资产", "1.20", "1.30"]])

    (table,) = read(page)
    assert texts(table) == [*ROWS[:3], ["".join(lines), "12.25", "11.75"], ["净资产", "1.20", "1.30"]]


def test_names_at_the_right_of_two_columns_each_reach_over_both() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rule(FIVE[0], 200, FIVE[-1], 200)
        for number in range(3):
            fill(sheet, FIVE[number == 0 :], 216 + 32 * number, 232 + 32 * number)
        sheet.text(328, 211, "基本情景", 9, "right")
        sheet.text(488, 211, "压力情景", 9, "right")
        sheet.rows(FIVE, 228, 16, [["项目", "金额", "占比", "金额", "占比"]])
        values = ["488,353.40", "12.25%", "471,002.18", "11.75%"]
        sheet.rows(FIVE, 244, 16, [[name, *values] for name in ("认可资产", "认可负债", "实际资本", "净资产")])

    (table,) = read(page)
    names = [(cell.column, cell.column_span, cell.text) for cell in table.cells if "情景" in cell.text]
    assert names == [(1, 2, "基本情景"), (3, 2, "压力情景")]


def test_the_only_name_over_a_striped_table_of_two_columns_names_the_values() -> None:
    def page(sheet: Sheet) -> None:
        for number in range(0, 4, 2):
            fill(sheet, XS[:3], 216 + 16 * number, 232 + 16 * number)
        sheet.text(316, 211, "2025", 9, "right")
        sheet.rows(XS[:3], 228, 16, [row[:2] for row in ROWS[1:]])

    (table,) = read(page)
    assert texts(table) == [["", "2025"], *[row[:2] for row in ROWS[1:]]]
