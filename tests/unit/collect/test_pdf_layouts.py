"""Tables of born-digital PDFs whose columns, headers or rows little or nothing draws."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance_check.model import Table
from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_tables import ROWS, XS, tables, texts

Page = Callable[[Sheet], None]


def read(*pages: Page) -> list[Table]:
    return tables(document(draw(*pages)))


def test_columns_ruled_to_the_end_of_the_page_go_on_over_it() -> None:
    def upper(sheet: Sheet) -> None:
        for x in XS:
            sheet.rule(x, 680, x, 790)
        sheet.rule(XS[0], 680, XS[-1], 680)
        sheet.rule(XS[0], 698, XS[-1], 698)
        sheet.rows(XS, 692, 18, ROWS)

    def lower(sheet: Sheet) -> None:
        for x in XS:
            sheet.rule(x, 60, x, 120)
        sheet.rule(XS[0], 120, XS[-1], 120)
        sheet.rows(XS, 76, 18, [["净资产", "12.00", "11.00"], ["总资产", "15.00", "14.00"]])

    (table,) = read(upper, lower)
    assert texts(table) == [*ROWS, ["净资产", "12.00", "11.00"], ["总资产", "15.00", "14.00"]]
    assert table.header_rows == 1


def test_names_under_a_merged_header_cell_are_parted_by_the_rules_that_begin_there() -> None:
    def page(sheet: Sheet) -> None:
        xs = (72, 180, 260, 340, 420, 500)
        for x, y in zip(xs, (188, 188, 206, 188, 206, 188), strict=True):
            sheet.rule(x, y, x, 280)
        for y in (188, 224, 280):
            sheet.rule(72, y, 500, y)
        sheet.text(76, 210, "项目", 9)
        for x in (180, 340):
            sheet.text(x + 156, 201, "本季度末", 9, "right")
            sheet.text(x + 78, 219, "本年累计合计数", 9, "right")
            sheet.text(x + 82, 219, "上年同期合计数", 9)
        for number, row in enumerate(ROWS[1:3]):
            sheet.rows([*xs], 238 + 18 * number, 0, [[*row, *row[1:]]])

    (table,) = read(page)
    found = {(c.row, c.column, c.row_span, c.column_span): c.text for c in table.cells if c.row < 2}
    assert found[0, 1, 1, 2] == found[0, 3, 1, 2] == "本季度末"
    assert (found[1, 1, 1, 1], found[1, 2, 1, 1]) == ("本年累计合计数", "上年同期合计数")


def test_a_spaced_out_name_at_the_right_of_its_column_is_one_name() -> None:
    xs = [72.0, 110.0, 260.0, 340.0, 420.0]

    def page(sheet: Sheet) -> None:
        for y in (188, 206, 280):
            sheet.rule(xs[0], y, xs[-1], y)
        sheet.text(76, 200, "行次", 9)
        sheet.text(262, 200, "项　目", 9, "right")
        sheet.text(336, 200, "同比增长", 9, "right")
        sheet.text(416, 200, "占比", 9, "right")
        for number, (name, *values) in enumerate(ROWS[1:]):
            sheet.text(80, 218 + 18 * number, str(number + 1), 9)
            sheet.text(114, 218 + 18 * number, name, 9)
            sheet.text(336, 218 + 18 * number, values[0], 9, "right")
            sheet.text(416, 218 + 18 * number, values[1], 9, "right")

    (table,) = read(page)
    assert [text.replace(" ", "") for text in texts(table)[0]] == ["行次", "项目", "同比增长", "占比"]


def test_a_year_may_be_the_only_name_of_a_column() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(300, 200, "2024", 9, "right")
        sheet.rows(XS[:3], 218, 18, [row[:2] for row in ROWS[1:]])

    (table,) = read(page)
    assert texts(table) == [["", "2024"], *[row[:2] for row in ROWS[1:]]]
    assert table.header_rows == 1


def test_a_row_without_values_right_below_a_striped_header_is_in_the_body() -> None:
    rows = [ROWS[0], ["一、资产类", "", ""], *ROWS[1:4], ["二、负债类", "", ""]]

    def page(sheet: Sheet) -> None:
        for row in range(0, len(rows), 2):
            sheet.area(XS[0], 188 + 18 * row, XS[-1], 206 + 18 * row)
        sheet.rows(XS, 200, 18, rows)
        sheet.text(72, 320, "报告期内公司各项业务运行平稳，偿付能力充足，流动性风险可控。", 10.5)

    (table,) = read(page)
    assert (texts(table), table.header_rows) == (rows, 1)


def test_a_row_of_many_lines_between_two_stripes_does_not_end_the_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.area(72, 188, 420, 204)
        sheet.rows(XS, 200, 0, ROWS[:1])
        for number, line in enumerate(["归属于母公司股东", "的其他综合收益的", "税后净额合计数据", "（未经审计）"]):
            sheet.text(76, 216 + 12 * number, line, 9)
        sheet.rows(XS, 234, 0, [["", "0.55", "2.17"]])
        for row in (0, 2):
            sheet.area(72, 256 + 18 * row, 420, 274 + 18 * row)
        sheet.rows(XS, 268, 18, ROWS[1:4])

    (table,) = read(page)
    assert (table.rows, table.header_rows) == (5, 1)
    assert texts(table)[1] == ["归属于母公司股东的其他综合收益的税后净额合计数据（未经审计）", "0.55", "2.17"]


def test_a_remark_that_begins_above_its_row_stays_in_it() -> None:
    def page(sheet: Sheet) -> None:
        for x, name in zip((72, 160, 220, 280), ("指标", "本年累计", "上年同期", "变动原因"), strict=True):
            sheet.text(x, 200, name, 8)
        for number, (name, *values) in enumerate(ROWS[1:4]):
            y = 224 + 32 * number
            sheet.text(72, y, name, 8)
            sheet.text(206, y, values[0], 8, "right")
            sheet.text(262, y, values[1], 8, "right")
            sheet.text(280, y - 5, "公司压降费用、优化渠道结构，综合费用率下降，曾任某财产", 8)
            sheet.text(280, y + 5, "保险公司精算部总经理", 8)

    (table,) = read(page)
    assert (table.rows, table.header_rows) == (4, 1)
    assert texts(table)[1][3] == "公司压降费用、优化渠道结构，综合费用率下降，曾任某财产保险公司精算部总经理"


def test_an_english_name_with_a_capital_is_no_rest_of_the_name_above() -> None:
    rows = [["Item", "Share"], ["Net cash flows from operations", "2.50"], ["Section", ""], ["Total assets", "1.20"]]
    rows += [["Credit risk", "3.40"], ["Net profit", "9.90"]]

    def page(sheet: Sheet) -> None:
        sheet.rows(XS[:3], 200, 14, rows)

    (table,) = read(page)
    assert texts(table) == rows


def test_wide_line_spacing_parts_neither_a_name_nor_the_header_from_its_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 0, ROWS[:1], 7)
        sheet.rows(XS, 229, 26, ROWS[1:3], 7)
        sheet.text(76, 273, "其中：以公允价值计量且其变动", 7)
        sheet.text(76, 289, "计入当期损益的金融资产", 7)
        sheet.rows(XS, 281, 34, [["", "12,000.00", "11,000.00"], *ROWS[3:4]], 7)

    (table,) = read(page)
    assert (table.rows, table.header_rows) == (5, 1)
    assert texts(table)[3][0] == "其中：以公允价值计量且其变动计入当期损益的金融资产"


def test_the_rest_of_a_broken_amount_is_no_row() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 0, ROWS[:1])
        sheet.rows(XS, 222, 28, ROWS[1:3])
        sheet.text(316, 272, "(2,373,216.8", 9, "right")
        sheet.text(316, 285, "3)", 9, "right")
        sheet.rows(XS, 278.5, 28, [["净资产", "", "1.20"], ROWS[3]])

    (table,) = read(page)
    assert table.rows == 5
    assert [text.replace(" ", "") for text in texts(table)[3]] == ["净资产", "(2,373,216.83)", "1.20"]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_numbered_row_whose_only_value_is_a_dash_is_in_the_body(ruled: bool) -> None:
    rows = [["行次", "", "2024年"], ["1", "认可资产", "—"], ["2", "认可负债", "391,122.12"], ["3", "实际资本", "1.20"]]

    def page(sheet: Sheet) -> None:
        if ruled:
            sheet.grid(XS, [188 + 18 * row for row in range(5)])
        sheet.rows(XS, 200, 18, rows)

    (table,) = read(page)
    assert (texts(table), table.header_rows) == (rows, 1)


def test_choices_to_tick_around_the_title_of_a_chapter_are_no_table() -> None:
    def page(sheet: Sheet) -> None:
        for x, y, word, size in (
            (90, 104, "□适用", 10.5),
            (132, 104, "√不适用", 10.5),
            (251, 148, "第九节", 14),
            (314, 148, "公司治理", 14),
            (90, 175, "一、 公司治理相关情况说明", 10.5),
            (90, 192, "√适用", 10.5),
            (132, 192, "□不适用", 10.5),
        ):
            sheet.text(x, y, word, size)
        sheet.text(111, 206, "报告期内，公司严格按照法律和监管要求不断改善公司治理结构，规范公司运作。")

    assert tables(document(draw(page))) == []


def test_the_name_of_a_section_may_wrap_between_two_rules() -> None:
    xs = [72.0, 120.0, 220.0, 320.0]
    rows = [["项目", "期末", "期初"], ["资产", "488.40", "471.18"], ["负债", "391.12", "380.90"]]

    def page(sheet: Sheet) -> None:
        sheet.rows(xs, 200, 18, rows)
        sheet.text(xs[0] + 4, 254, "二、资本", 9)
        sheet.text(xs[0] + 4, 266, "情况", 9)
        sheet.rows(xs, 284, 18, [["实际", "97.28", "90.28"], ["最低", "46.58", "43.60"]])
        for y in (188, 206, 224, 242, 272, 290, 308):
            sheet.rule(xs[0], y, xs[-1], y)

    (table,) = tables(document(draw(page)))
    assert [row[0] for row in texts(table)] == ["项目", "资产", "负债", "二、资本情况", "实际", "最低"]
