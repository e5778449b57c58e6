"""Tables as the styles of Word draw them: rules around some cells only, and a background behind others."""

from __future__ import annotations

from collections.abc import Callable

from compliance_check.collect.pdf.fills import cell_fills
from compliance_check.model import Table
from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_tables import ROWS, tables, texts

XS = [72.0, 220.0, 320.0, 420.0]
TOP, PITCH = 200.0, 18.0
YS = [TOP - 12 + PITCH * row for row in range(len(ROWS) + 1)]


def table_of(page: Callable[[Sheet], None]) -> Table:
    (table,) = tables(document(draw(page)))
    return table


def fill(sheet: Sheet, rows: range, columns: range, grey: float = 0.8) -> None:
    for row in rows:
        for column in columns:
            sheet.area(XS[column], YS[row], XS[column + 1] - 0.05, YS[row + 1] - 0.05, grey)


def test_the_background_of_the_table_and_cells_painted_twice_are_no_cells() -> None:
    def page(sheet: Sheet) -> None:
        sheet.area(XS[0], YS[0], XS[-1], YS[-1])
        for _ in range(2):
            fill(sheet, range(len(ROWS)), range(3))
        sheet.rows(XS, TOP, PITCH, ROWS)

    assert texts(table_of(page)) == ROWS


def test_columns_of_one_width_with_a_background_behind_every_cell() -> None:
    xs = [72.0, 172.0, 272.0, 372.0]
    rows = [["姓名", "职务", "任职时间"], ["王明", "董事长", "2021年6月"], ["李梅", "总经理", "2014年5月"]]

    def page(sheet: Sheet) -> None:
        for row in range(3):
            for column in range(3):
                sheet.area(xs[column], YS[row], xs[column + 1] - 0.05, YS[row + 1] - 0.05, 0.7 + row / 10)
        for number, row in enumerate(rows):
            for x, words in zip(xs, row, strict=False):
                sheet.text(x + 4, TOP + number * PITCH, words, 9)

    assert texts(table_of(page)) == rows


def test_rules_around_the_numbers_and_backgrounds_behind_all() -> None:
    def page(sheet: Sheet) -> None:
        fill(sheet, range(len(ROWS)), range(3))
        sheet.grid(XS[1:], YS[1:])
        sheet.rows(XS, TOP, PITCH, ROWS)

    table = table_of(page)
    assert texts(table) == ROWS
    assert table.header_rows == 1


def test_a_frame_with_a_tall_row_between_two_backgrounds() -> None:
    rows = [*ROWS[:2], ["其中", "12,000.00", "11,000.00"], ROWS[2]]
    ys = [188.0, 206.0, 224.0, 290.0, 308.0]

    def page(sheet: Sheet) -> None:
        for row in (0, 1, 3):
            for column in range(3):
                sheet.area(XS[column], ys[row], XS[column + 1] - 0.05, ys[row + 1] - 0.05)
        sheet.grid([XS[0], XS[-1]], [ys[0], ys[1], ys[-1]])
        for y, row in zip((200, 218, 236, 302), rows, strict=True):
            sheet.rows(XS, y, 0, [row])
        for number, words in enumerate(["以公允价值计量且其", "变动计入其他综合收", "益的金融资产"], 1):
            sheet.text(XS[0] + 4, 236 + 14 * number, words, 9)

    found = texts(table_of(page))
    assert found[2][0] == "其中以公允价值计量且其变动计入其他综合收益的金融资产"
    assert [row[1:] for row in found] == [row[1:] for row in rows]


def test_a_last_row_without_background_ends_at_the_closing_rule() -> None:
    remarks = [
        ["指标", "本年", "原因"],
        *[[name, "6.47", "规模扩大"] for name in ("净利润", "净资产", "总资产", "认可资产")],
    ]

    def page(sheet: Sheet) -> None:
        for row in (1, 3):
            fill(sheet, range(row, row + 1), range(3))
        sheet.rule(XS[0], YS[1], XS[-1], YS[1])
        sheet.rule(XS[0], YS[-1] + 19, XS[-1], YS[-1] + 19)
        sheet.rows(XS, TOP, PITCH, remarks)
        sheet.text(XS[3] - 4, TOP + 4 * PITCH + 18, "无重大变化", 9, "right")
        sheet.text(XS[0], YS[-1] + 36, "报告期内公司各项业务运行平稳，偿付能力充足，各项指标均符合要求。", 9)

    assert texts(table_of(page)) == [*remarks[:-1], ["认可资产", "6.47", "规模扩大无重大变化"]]


def test_borders_that_every_second_row_draws() -> None:
    def page(sheet: Sheet) -> None:
        fill(sheet, range(1), range(3), 0.5)
        sheet.grid([XS[0], XS[-1]], YS)
        for x in XS[1:-1]:
            for row in (1, 3):
                sheet.rule(x, YS[row], x, YS[row + 1])
        sheet.rows(XS, TOP, PITCH, ROWS)

    assert texts(table_of(page)) == ROWS


def test_a_merged_cell_with_one_text_stays_one() -> None:
    rows = [ROWS[0], ["一、资产类 按账面价值列示", "", ""], *ROWS[1:4]]

    def page(sheet: Sheet) -> None:
        sheet.grid([XS[0], XS[-1]], YS)
        for x in XS[1:-1]:
            for row in (0, 2, 3, 4):
                sheet.rule(x, YS[row], x, YS[row + 1])
        sheet.rows(XS, TOP, PITCH, [[cell for cell in row if cell] for row in rows])

    table = table_of(page)
    assert [(c.text, c.column_span) for c in table.cells if c.row == 1] == [("一、资产类 按账面价值列示", 3)]


def test_names_over_groups_of_columns_above_a_filled_header() -> None:
    xs = [72.0, 170.0, 240.0, 310.0, 380.0, 450.0]
    rows = [["项目", "2025年", "2024年", "2025年", "2024年"], *[["实际资本", "1.25", "2.50", "3.75", "4.90"]] * 4]

    def page(sheet: Sheet) -> None:
        for row in (0, 2, 4):
            for column in range(5):
                sheet.area(xs[column], YS[row], xs[column + 1] - 0.05, YS[row + 1] - 0.05)
        sheet.text(240, YS[0] - 5, "基本情景", 9, "centre")
        sheet.text(380, YS[0] - 5, "压力情景", 9, "centre")
        sheet.rows(xs, TOP, PITCH, rows)

    table = table_of(page)
    assert [(c.text, c.column, c.column_span) for c in table.cells if c.row == 0 and c.text] == [
        ("基本情景", 1, 2),
        ("压力情景", 3, 2),
    ]
    assert texts(table)[1:] == rows


def test_labels_of_several_rows_with_nothing_between_them() -> None:
    rows = [["基本情景", "39.33%"], ["压力情景", "16.88%"], ["基本情景", "65.28%"], ["压力情景", "14.09%"]]
    ys = [188.0 + 18 * row for row in range(6)]

    def page(sheet: Sheet) -> None:
        sheet.grid([XS[0], XS[-1]], [ys[0], ys[1], ys[-1]])
        for y in ys[2:-1]:
            sheet.rule(XS[1], y, XS[-1], y)
        for x in XS[1:-1]:
            sheet.rule(x, ys[0], x, ys[-1])
        sheet.rows(XS, 200, 18, [["风险类别", "情景", "本季度"], *[["", *row] for row in rows]])
        sheet.text(XS[0] + 4, 227, "市场风险", 9)
        sheet.text(XS[0] + 4, 263, "信用风险", 9)

    table = table_of(page)
    labels = [(c.text, c.row, c.row_span) for c in table.cells if c.column == 0]
    assert labels == [("风险类别", 0, 1), ("市场风险", 1, 2), ("信用风险", 3, 2)]
    assert [row[1:] for row in texts(table)[1:]] == rows


def test_the_shading_of_texts_in_filled_cells_draws_no_borders() -> None:
    def page(sheet: Sheet) -> None:
        fill(sheet, range(1), range(3))
        for column in range(3):
            for half in (0.0, 9.0):
                sheet.area(XS[column] + 5.4, YS[0] + half, XS[column + 1] - 5.4, YS[0] + half + 9)
        sheet.grid(XS, YS)
        sheet.rows(XS, TOP, PITCH, ROWS)

    assert texts(table_of(page)) == ROWS


def test_a_picture_of_many_fills_is_no_table() -> None:
    assert cell_fills([(x, y, x + 9.0, y + 7.0) for x in range(0, 500, 5) for y in range(0, 500, 10)]) == []
