"""Tables of born-digital PDFs that go on over the next page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance_check.model import Furniture, Table
from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_tables import PITCH, ROWS, XS, tables, texts

Page = Callable[[Sheet], None]


def grid(rows: list[list[str]], top: float, xs: list[float] = XS) -> Page:
    def page(sheet: Sheet) -> None:
        sheet.grid(xs, [top + PITCH * n for n in range(len(rows) + 1)])
        sheet.rows(xs, top + 12, PITCH, rows)

    return page


def both(*parts: Page) -> Page:
    def page(sheet: Sheet) -> None:
        for part in parts:
            part(sheet)

    return page


def read(*pages: Page) -> list[Table]:
    return tables(document(draw(*pages)))


def test_a_part_that_begins_with_names_alone_goes_on() -> None:
    (table,) = read(grid(ROWS[:3], 700), grid([["非流动资产：", "", ""], *ROWS[3:]], 80))
    assert table.header_rows == 1
    assert texts(table) == [*ROWS[:3], ["非流动资产：", "", ""], *ROWS[3:]]


def test_rows_of_fewer_columns_on_the_next_page_belong_to_the_table() -> None:
    (table,) = read(grid(ROWS, 650), grid([["备注", "以上数据未经审计"]], 80, [XS[0], XS[1], XS[3]]))
    assert table.columns == 3
    assert [(c.text, c.row, c.column, c.column_span) for c in table.cells][-2:] == [
        ("备注", 5, 0, 1),
        ("以上数据未经审计", 5, 1, 2),
    ]


def test_a_header_alone_at_the_foot_of_the_page_heads_what_follows() -> None:
    (table,) = read(grid(ROWS[:1], 740), grid(ROWS[1:], 80))
    assert (texts(table), table.header_rows) == (ROWS, 1)


def test_a_table_after_words_is_one_of_its_own() -> None:
    found = read(grid(ROWS[:3], 700), both(lambda sheet: sheet.text(72, 80, "下表列示上年数据。"), grid(ROWS, 100)))
    assert [texts(table) for table in found] == [ROWS[:3], ROWS]


def test_a_row_cut_by_the_end_of_the_page_is_one_row() -> None:
    upper = [*ROWS[:2], ["归属于母公司股东的其他综合收益的", "1,204.55", "980.10"]]
    lower = [["税后净额", "", ""], ROWS[3]]
    (table,) = read(grid(upper, 700), grid(lower, 80))
    assert texts(table) == [*ROWS[:2], ["归属于母公司股东的其他综合收益的税后净额", *upper[2][1:]], ROWS[3]]


def test_a_short_name_above_another_is_no_cut_row() -> None:
    (table,) = read(grid([*ROWS[:2], ["流动资产", "", ""]], 700), grid([["其中", "", ""], ROWS[3]], 80))
    assert [row[0] for row in texts(table)] == ["项目", "认可资产", "流动资产", "其中", "实际资本"]


def test_a_wrapped_name_with_an_indent_above_another_is_no_cut_row() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(XS, [700 + PITCH * row for row in (0, 1, 3)])
        sheet.rows(XS, 712, PITCH, ROWS[:1])
        sheet.text(XS[0] + 60, 730, "以摊余成本计量的", 9)
        sheet.text(XS[0] + 4, 744, "资产终止确认收益", 9)

    (table,) = read(page, grid([["汇兑收益", "", ""], ROWS[3]], 80))
    assert [row[0] for row in texts(table)] == ["项目", "以摊余成本计量的资产终止确认收益", "汇兑收益", "实际资本"]


def test_a_name_that_fills_a_narrow_cell_is_complete() -> None:
    xs = [72.0, 100.0, 200.0, 300.0]
    (table,) = read(
        grid([["类别", "金额", "比例"]], 740, xs), grid([["单项", "", ""], ["合计", "1,204.55", "980.10"]], 80, xs)
    )
    assert [row[0] for row in texts(table)] == ["类别", "单项", "合计"]


def test_a_cell_that_spans_rows_reaches_over_the_page() -> None:
    xs = [72.0, 150.0, 250.0, 350.0]

    def page(top: float, rows: list[list[str]], label: str) -> Page:
        def body(sheet: Sheet) -> None:
            ys = [top + PITCH * n for n in range(len(rows) + 1)]
            for x in xs:
                sheet.rule(x, ys[0], x, ys[-1])
            for place, y in enumerate(ys):
                sheet.rule(xs[0] if place in (0, len(rows)) else xs[1], y, xs[-1], y)
            sheet.text(xs[0] + 4, top + 12, label, 9)
            for number, row in enumerate(rows):
                for column, words in enumerate(row, 1):
                    sheet.text(xs[column] + 4, top + 12 + PITCH * number, words, 9)

        return body

    (table,) = read(
        page(700, [["基本", "1,250.00"], ["压力", "1,131.00"]], "流动性"),
        page(80, [["反向", "1,102.00"], ["极端", "1,099.00"]], ""),
    )
    label = next(cell for cell in table.cells if cell.text == "流动性")
    assert (label.row, label.row_span, table.rows) == (0, 4, 4)


def test_a_repeated_header_stays_in_the_document_as_furniture() -> None:
    doc = document(draw(grid(ROWS[:3], 700), grid(ROWS[:1] + ROWS[3:], 80)))
    kept = [block.passage.text for block in doc.blocks if isinstance(block, Furniture) and block.role == "note"]
    assert kept == ROWS[0]


@pytest.mark.parametrize("unit", ["单位：万元", "单位：元 币种：人民币"])
def test_a_unit_line_at_the_foot_of_the_page_before_belongs_to_the_table(unit: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 700, "下表列示本季度末的主要指标。")
        sheet.text(420, 730, unit, 9, "right")

    (table,) = read(page, grid(ROWS, 80))
    assert table.unit is not None and table.unit.text == unit


def test_a_unit_line_stands_right_above_a_header_whose_first_name_is_set_in_the_middle() -> None:
    xs = [72.0, 150.0, 180.0, 300.0]

    def page(sheet: Sheet) -> None:
        sheet.text(300, 192, "单位：元 币种：人民币", 9, "right")
        sheet.grid(xs, [200, 300, 318])
        sheet.text(76, 254, "项目名称", 9)
        for number, words in enumerate("利息资本化金额"):
            sheet.text(158, 212 + 13 * number, words, 9)
        sheet.text(210, 254, "期末余额", 9)
        sheet.rows(xs, 312, 18, [["在建工程", "1.20", "3,400.50"]])

    (table,) = read(page)
    assert table.unit is not None and table.unit.text == "单位：元 币种：人民币"


def test_a_row_carried_over_may_be_wider_than_those_before() -> None:
    rest = ["其他权益", "（716,592.82）", "（2,716,592.82）"]
    (table,) = read(lambda sheet: sheet.rows(XS, 700, PITCH, ROWS), lambda sheet: sheet.rows(XS, 80, PITCH, [rest]))
    assert texts(table) == [*ROWS, rest]


def test_the_rest_of_a_name_that_fills_its_padded_cell_belongs_to_its_row() -> None:
    xs = [72.0, 112.0, 220.0, 320.0]

    def name(sheet: Sheet, top: float, lines: list[str]) -> None:
        for number, line in enumerate(lines):
            sheet.text(83, top + 12 * number, line, 9)

    def upper(sheet: Sheet) -> None:
        sheet.grid(xs, [700, 718, 756])
        sheet.rows(xs, 712, 0, [["项目", "本季度末", "上季度末"]])
        name(sheet, 728, ["以公", "允价", "值计"])
        sheet.rows(xs, 728, 0, [["", "4.53", "1.35"]])

    def lower(sheet: Sheet) -> None:
        sheet.grid(xs, [80, 106, 124])
        name(sheet, 90, ["量且", "其变"])
        sheet.rows(xs, 118, 0, [["资本", "1.00", "2.00"]])

    (table,) = read(upper, lower)
    assert texts(table)[1:] == [["以公允价值计量且其变", "4.53", "1.35"], ["资本", "1.00", "2.00"]]
