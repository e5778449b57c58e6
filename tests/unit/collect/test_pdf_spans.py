"""Tables whose cells span rows or columns, with rules and backgrounds that do not draw all of their borders."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compliance_check.model import Furniture, Table
from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_tables import tables

TOP, PITCH, PAD = 200.0, 18.0, 12.0
XS = [72.0, 150.0, 250.0, 340.0, 430.0, 520.0]
GROUPS = [("基本情景（LCR1）", 0), ("必测压力情景（LCR2）", 2), ("自测压力情景（LCR3）", 4)]
WORDS = ["保险业务", "投资收益", "偿付能力", "公司治理", "风险管理"]
HEAD = ["指标", "情景", "期限", "本季度末", "上季度末"]


def cells(table: Table, columns: range) -> list[tuple[int, int, int, int, str]]:
    return sorted(
        (c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells if c.text and c.column in columns
    )


def ratios(sheet: Sheet) -> None:
    """A header and six rows in two columns of values; names for pairs of rows, and one for all rows, in the middle."""
    for x, words in zip(XS, HEAD, strict=False):
        sheet.text(x + 4, TOP, words, 9)
    for row in range(6):
        y = TOP + (row + 1) * PITCH
        sheet.text(XS[2] + 4, y, "未来12个月" if row % 2 else "未来3个月", 9)
        sheet.text(XS[4] - 4, y, f"{120 + row}.50%", 9, "right")
        sheet.text(XS[5] - 4, y, f"{220 + row}.75%", 9, "right")
    for words, row in GROUPS:
        sheet.text(XS[1] + 4, TOP + (row + 1.5) * PITCH, words, 9)
    sheet.text(XS[0] + 4, TOP + 3.5 * PITCH, "流动性覆盖率", 9)


NAMES = [
    (0, 0, 1, 1, "指标"),
    (0, 1, 1, 1, "情景"),
    (1, 0, 6, 1, "流动性覆盖率"),
    *((row + 1, 1, 2, 1, words) for words, row in GROUPS),
]


def borders() -> list[float]:
    return [TOP - PAD + PITCH * row for row in range(8)]


def three_lines(sheet: Sheet) -> None:
    ratios(sheet)
    for y in (borders()[0], borders()[1], borders()[-1]):
        sheet.rule(XS[0], y, XS[-1], y)


def rules_under_cells_in_a_box(sheet: Sheet) -> None:
    sheet.area(XS[0], borders()[0], XS[-1], borders()[-1])
    for left, right in pairwise(XS):
        sheet.area(left, borders()[0], right, borders()[1], 0.5)
    ratios(sheet)
    for row, y in enumerate(borders()):
        left = XS[0] if row in (0, 1, 7) else XS[1] if row % 2 else XS[2]
        sheet.rule(left, y, XS[-1], y)
    for x in (XS[0], XS[-1]):
        sheet.rule(x, borders()[0], x, borders()[-1])


@pytest.mark.parametrize("page", [three_lines, rules_under_cells_in_a_box])
def test_two_columns_of_names_for_groups_of_rows(page: object) -> None:
    assert callable(page)
    (table,) = tables(document(draw(page)))
    assert cells(table, range(2)) == NAMES


@pytest.mark.parametrize("last", [310.0, 262.0])
def test_a_background_over_two_rows_of_the_header_borders_on_those_beside_it(last: float) -> None:
    """`last`: the right border; at the nearer one hardly a gap parts the values, but the column's border does."""
    xs = [72.0, 150.0, 230.0, last]
    rows = [["国有股", "12,179.35", "51.00%"], ["外资股", "2,387.58", "32.94%"], ["其他", "77,409.19", "8.13%"]]

    def page(sheet: Sheet) -> None:
        ys = [TOP - PAD + PITCH * row for row in range(6)]
        sheet.area(xs[0], ys[0], xs[-1], ys[-1])
        sheet.area(xs[0], ys[0], xs[1], ys[2], 0.5)
        sheet.area(xs[1], ys[0], xs[3], ys[1], 0.5)
        for left, right in ((xs[1], xs[2]), (xs[2], xs[3])):
            sheet.area(left, ys[1], right, ys[2], 0.5)
        for y in (ys[0], *ys[2:]):
            sheet.rule(xs[0], y, xs[-1], y)
        sheet.rule(xs[1], ys[1], xs[-1], ys[1])
        for x in (xs[0], xs[-1]):
            sheet.rule(x, ys[0], x, ys[-1])
        sheet.text(xs[0] + 4, TOP + PITCH / 2, "股权类别", 9)
        sheet.text(xs[2], TOP, "期末", 9, "centre")
        sheet.text((xs[1] + xs[2]) / 2, TOP + PITCH, "出资额", 9, "centre")
        sheet.text((xs[2] + xs[3]) / 2, TOP + PITCH, "占比", 9, "centre")
        sheet.rows(xs, TOP + 2 * PITCH, PITCH, rows)

    (table,) = tables(document(draw(page)))
    assert cells(table, range(3))[:4] == [
        (0, 0, 2, 1, "股权类别"),
        (0, 1, 1, 2, "期末"),
        (1, 1, 1, 1, "出资额"),
        (1, 2, 1, 1, "占比"),
    ]
    assert [c.text for c in sorted(table.cells, key=lambda c: (c.row, c.column)) if c.row == 2] == rows[0]


def test_the_name_of_two_rows_that_a_page_break_parts_reaches_over_it() -> None:
    def part(top: float, rows: list[list[str]], names: list[str]) -> object:
        def page(sheet: Sheet) -> None:
            bottom = top + PITCH * len(rows)
            for x in XS:
                sheet.rule(x, top, x, bottom)
            for row in range(len(rows) + 1):
                y = top + PITCH * row
                sheet.rule(XS[2] if row and not names else XS[0 if row in (0, 1) else 2], y, XS[-1], y)
            sheet.rule(XS[0], bottom, XS[-1], bottom)
            if len(rows) > 2:
                sheet.rule(XS[1], top + PITCH * 3, XS[2], top + PITCH * 3)
            for row, words in enumerate(rows):
                for x, word in zip(XS, words, strict=False):
                    sheet.text(x + 4, top + PITCH * row + PAD, word, 9)

        return page

    upper = [
        HEAD,
        ["流动性覆盖率", "基本情景", "未来3个月", "120.50%", "220.75%"],
        ["", "", "未来12个月", "121.50%", "221.75%"],
        ["", "压力情景", "未来3个月", "122.50%", "222.75%"],
    ]
    (table,) = tables(document(draw(part(700, upper, HEAD), part(80, [["", "", "未来12个月", "1.5%", "2.5%"]], []))))
    assert cells(table, range(2))[2:] == [
        (1, 0, 4, 1, "流动性覆盖率"),
        (1, 1, 2, 1, "基本情景"),
        (3, 1, 2, 1, "压力情景"),
    ]


def test_another_header_at_the_place_of_the_running_header_is_one_too() -> None:
    titles = ["澜沧财产保险股份有限公司", "第2季度偿付能力报告摘要", "澜沧财产保险股份有限公司"]

    def sheet_of(title: str, number: int) -> object:
        def page(sheet: Sheet) -> None:
            sheet.text(72, 50, title, 9)
            for line in range(5):
                sheet.text(72, 100 + 18 * line, f"{WORDS[number]}和{WORDS[line]}一直写到右边为止不留空白。")

        return page

    blocks = document(draw(*(sheet_of(title, number) for number, title in enumerate(titles)))).blocks
    assert [b.passage.text for b in blocks if isinstance(b, Furniture)] == titles


def test_ruled_tables_in_two_columns_are_read_column_by_column() -> None:
    def part(sheet: Sheet, left: float, top: float, title: str, values: list[str]) -> None:
        sheet.text(left, top, title, 10)
        sheet.text(left + 220, top + 20, "单位：万元", 8, "right")
        xs = [left, left + 80, left + 150, left + 220]
        sheet.grid(xs, [top + 26 + PITCH * row for row in range(8)])
        rows = [["项目", "期末数", "期初数"], *([words, "1,234.50", "1,234.40"] for words in values)]
        sheet.rows(xs, top + 26 + PAD, PITCH, rows, 8)

    names = [
        ["现金", "投资资产", "固定资产", "再保险资产", "应收款", "其他资产"],
        ["负债", "准备金", "应付款", "借款", "税金", "其他"],
    ]

    def page(sheet: Sheet) -> None:
        part(sheet, 60, 100, "一、资产情况", names[0])
        part(sheet, 60, 320, "二、负债情况", names[1])
        part(sheet, 310, 108, "三、资产变动", names[0])
        part(sheet, 310, 328, "四、负债变动", names[1])

    doc = document(draw(page))
    assert [table.unit.text for table in tables(doc) if table.unit] == ["单位：万元"] * 4
    assert [b.passage.text for b in doc.blocks if not isinstance(b, Table)] == [
        "一、资产情况",
        "二、负债情况",
        "三、资产变动",
        "四、负债变动",
    ]
