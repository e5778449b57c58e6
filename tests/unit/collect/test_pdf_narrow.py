"""Tables of born-digital PDFs with cells too narrow for their text."""

from __future__ import annotations

from tests.unit.collect.pdf_pages import Sheet
from tests.unit.collect.test_pdf_layouts import read
from tests.unit.collect.test_pdf_tables import ROWS, XS, texts

NARROW = [
    ("认可资产", ["-", "1,099,025", ".91"], "471,002.18"),
    ("净利润", ["-", "6.92%"], "1.20"),
    ("总资产", ["8,631.", "26"], "-"),
]


def test_the_pieces_of_a_line_spread_to_the_width_of_its_cell_are_no_columns() -> None:
    people = [("张伟", "副总经理", "2013 年 7"), ("赵文静", "合规负责人", "2020 年 12"), ("周强", "董事长", "")]

    def page(sheet: Sheet) -> None:
        for y in (188, 212, 212 + 36 * len(people)):
            sheet.rule(72, y, 420, y)
        for x, name in zip((72, 150, 230, 290), ("姓名", "职务", "任职时间", "主要经历"), strict=True):
            sheet.text(x, 204, name, 9)
        for number, (name, post, since) in enumerate(people):
            y = 234 + 36 * number
            sheet.text(72, y, name, 9)
            sheet.text(150, y, post, 9)
            if since:
                year, word, month = since.split()
                sheet.text(230, y - 7, year, 9)
                sheet.text(255, y - 7, word, 9)
                sheet.text(280, y - 7, month, 9, "right")
                sheet.text(230, y + 7, "月", 9)
            else:
                sheet.text(230, y, "2015年3月", 9)
            sheet.text(290, y, "无重大变化", 9)

    (table,) = read(page)
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 1)
    assert [row[2].replace(" ", "") for row in texts(table)[1:]] == ["2013年7月", "2020年12月", "2015年3月"]


def test_amounts_side_by_side_are_no_spread_line_though_the_stream_sets_a_second_table_beside_the_first() -> None:
    def page(sheet: Sheet) -> None:
        for left in (72.0, 320.0):
            sheet.rows([left, left + 120, left + 220], 200, 18, [row[:2] for row in ROWS])

    found = [row for table in read(page) for row in texts(table)]
    assert sum("488,353.40" in row for row in found) >= 1
    assert not any("认可资产488" in text.replace(" ", "") for row in found for text in row)


def test_a_number_broken_over_three_lines_and_a_dash_broken_off_are_one_value_each() -> None:
    def page(sheet: Sheet) -> None:
        for y in (188, 206, 350):
            sheet.rule(XS[0], y, XS[-1], y)
        sheet.rows(XS, 200, 0, ROWS[:1])
        for number, (name, broken, whole) in enumerate(NARROW):
            y = 230 + 44 * number
            sheet.rows(XS, y, 0, [[name, "", whole]])
            for line, piece in enumerate(broken):
                sheet.text(316, y + 13 * line - 6.5 * (len(broken) - 1), piece, 9, "right")

    (table,) = read(page)
    assert (table.rows, table.header_rows) == (4, 1)
    whole = [["认可资产", "-1,099,025.91", "471,002.18"], ["净利润", "-6.92%", "1.20"], ["总资产", "8,631.26", "-"]]
    assert [[text.replace(" ", "") for text in row] for row in texts(table)[1:]] == whole


def test_a_dash_over_an_amount_at_the_distance_of_rows_is_a_value() -> None:
    rows = [["认可资产", "-", "471,002.18"], ["认可负债", "391,122.12", "380,417.90"], ["总资产", "-", "1.20"]]

    def page(sheet: Sheet) -> None:
        for y in (188, 206, 260):
            sheet.rule(XS[0], y, XS[-1], y)
        sheet.rows(XS, 200, 18, [ROWS[0], *rows])

    (table,) = read(page)
    assert texts(table)[1:] == rows


def test_the_name_of_the_only_column_of_values_may_stand_well_above_the_rule_under_it() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(316, 196, "Book value", 9, "right")
        sheet.rule(XS[0], 208, XS[2], 208)
        sheet.rows(XS[:3], 226, 18, [row[:2] for row in ROWS[1:]])

    (table,) = read(page)
    assert texts(table) == [["", "Book value"], *[row[:2] for row in ROWS[1:]]]
    assert table.header_rows == 1


def test_a_name_that_wraps_in_a_cell_over_two_rows_is_one_name() -> None:
    def page(sheet: Sheet) -> None:
        xs, ys = [72.0, 118.0, 200.0, 300.0], [180.0, 200.0, 230.0, 260.0]
        sheet.grid(xs[1:], ys)
        for y in (180, 200, 260):
            sheet.rule(72, y, 118, y)
        sheet.rule(72, 180, 72, 260)
        sheet.text(76, 194, "类别", 9)
        sheet.text(76, 223, "信用风险", 9)
        sheet.text(76, 243, "资本", 9)
        rows = [["情景", "本季度"], ["基本情景", "175.27%"], ["压力情景", "88.00%"]]
        for number, (scene, value) in enumerate(rows):
            sheet.text(122, (194, 218, 248)[number], scene, 9)
            sheet.text(296, (194, 218, 248)[number], value, 9, "right")

    (table,) = read(page)
    assert [(c.row, c.row_span, c.text) for c in table.cells if c.column == 0 and c.row] == [(1, 2, "信用风险资本")]
