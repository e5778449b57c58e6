"""Layouts of tables in born-digital PDFs that are rare, yet leave a reader in no doubt."""

from __future__ import annotations

import pytest

from tests.unit.collect.pdf_pages import HEIGHT, WIDTH, Sheet, document, draw
from tests.unit.collect.test_pdf_layouts import read
from tests.unit.collect.test_pdf_tables import ROWS, XS, tables, texts

OTHER = [
    ["指标", "本年累计"],
    ["净利润", "2.20"],
    ["总资产", "1,412.00"],
    ["综合费用率", "96.59%"],
    ["应收保费", "3.41"],
]
HEADS = ["本季度末", "上季度末", "预测"]
SCENES = ["基本情景", "压力情景"]


def three_lines(sheet: Sheet, x0: float, x1: float, top: float, bottom: float) -> None:
    for y in (top - 12, top + 6, bottom):
        sheet.rule(x0, y, x1, y)


@pytest.mark.parametrize("by_row", [True, False])
def test_two_tables_side_by_side_with_three_lines_each(by_row: bool) -> None:
    left, right = [72.0, 160.0, 280.0], [320.0, 410.0, 520.0]
    first = [row[:2] for row in ROWS]

    def page(sheet: Sheet) -> None:
        if by_row:
            for number, (one, other) in enumerate(zip(first, OTHER, strict=True)):
                sheet.rows(left, 200 + 18 * number, 0, [one])
                sheet.rows(right, 200 + 18 * number, 0, [other])
        else:
            sheet.rows(left, 200, 18, first)
            sheet.rows(right, 200, 18, OTHER)
        three_lines(sheet, left[0], left[-1], 200, 278)
        three_lines(sheet, right[0], right[-1], 200, 278)

    assert [texts(table) for table in read(page)] == [first, OTHER]


def test_columns_of_an_account_form_without_rules_are_one_table() -> None:
    left, right = [72.0, 160.0, 280.0], [320.0, 410.0, 520.0]

    def page(sheet: Sheet) -> None:
        sheet.rows(left, 200, 18, [row[:2] for row in ROWS])
        sheet.rows(right, 200, 18, OTHER)

    (table,) = read(page)
    assert texts(table) == [[*row[:2], *other] for row, other in zip(ROWS, OTHER, strict=True)]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_between_three_lines_goes_on_over_the_page(repeated: bool) -> None:
    more = [["净资产", "12.00", "11.00"], ["总资产", "15.00", "14.00"], ["净利润", "1.00", "2.00"]]

    def upper(sheet: Sheet) -> None:
        sheet.text(72, 640, "下表列示本季度末的主要指标。")
        sheet.rule(XS[0], 688, XS[-1], 688, 1)
        sheet.rule(XS[0], 706, XS[-1], 706)
        sheet.rows(XS, 700, 18, ROWS)

    def lower(sheet: Sheet) -> None:
        if repeated:
            sheet.rule(XS[0], 60, XS[-1], 60, 1)
            sheet.rule(XS[0], 78, XS[-1], 78)
            sheet.rows(XS, 72, 18, ROWS[:1])
        sheet.rows(XS, 90, 18, more)
        sheet.rule(XS[0], 132, XS[-1], 132, 1)
        sheet.text(72, 170, "报告期内公司各项业务运行平稳。")

    (table,) = read(upper, lower)
    assert texts(table) == [*ROWS, *more]
    assert table.header_rows == 1


@pytest.mark.parametrize("partial", [True, False])
def test_a_merged_header_of_three_groups_between_three_lines(partial: bool) -> None:
    xs = [72.0, 180.0, *[180.0 + 58 * k for k in range(1, 7)]]

    def page(sheet: Sheet) -> None:
        for y in (188, 224, 300):
            sheet.rule(xs[0], y, xs[-1], y)
        sheet.text(76, 210, "项目", 9)
        for k, head in enumerate(HEADS):
            sheet.text(238 + 116 * k, 201, head, 9, "centre")
            if partial:
                sheet.rule(184 + 116 * k, 206, 292 + 116 * k, 206)
            for j, scene in enumerate(SCENES):
                sheet.text(209 + 116 * k + 58 * j, 219, scene, 9, "centre")
        values = [["2.10", "-3.20", "1,204.00", "88.10%", "-", "6.00"]] * 4
        sheet.rows(xs, 238, 18, [[row[0], *value] for row, value in zip(ROWS[1:], values, strict=True)])

    (table,) = read(page)
    assert (table.rows, table.columns, table.header_rows) == (6, 7, 2)
    found = {(c.column, c.column_span): c.text for c in table.cells if c.row == 0 and c.column}
    assert found == {(1, 2): "本季度末", (3, 2): "上季度末", (5, 2): "预测"}
    assert texts(table)[1][1:] == SCENES * 3


def test_a_unit_line_at_the_right_a_note_and_a_source_stay_out_of_the_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(XS[-1], 178, "单位：人民币万元", 9, "right")
        three_lines(sheet, XS[0], XS[-1], 200, 278)
        sheet.rows(XS, 200, 18, ROWS)
        sheet.text(72, 292, "注：本季度末数据未经审计。", 9)
        sheet.text(72, 306, "数据来源：公司财务系统", 9)

    (table,) = read(page)
    assert texts(table) == ROWS
    assert table.unit is not None
    assert "万元" in table.unit.text


def test_a_note_and_a_source_right_under_a_table_without_rules_stay_out_of_it() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 14, ROWS)
        sheet.text(76, 270, "注：本季度末数据未经审计。", 9)
        sheet.text(76, 284, "数据来源：公司财务系统", 9)

    (table,) = read(page)
    assert texts(table) == ROWS


def test_amounts_in_full_width_brackets() -> None:
    rows = [ROWS[0], ["认可资产", "（488,353.40）", "471,002.18"], ["净利润", "（3.20）", "（1,204.55）"], ROWS[3]]

    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 18, rows)

    (table,) = read(page)
    assert texts(table) == rows


@pytest.mark.parametrize("pitch", [24, 30])
def test_names_wrapped_over_two_lines_without_rules(pitch: int) -> None:
    names = [
        ("归属于母公司股东的其他综合收益", "的税后净额"),
        ("认可资产", ""),
        ("以公允价值计量且其变动计入当期", "损益的金融资产"),
    ]

    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 0, ROWS[:1])
        for number, (one, other) in enumerate(names):
            y = 200 + pitch * (number + 1)
            for line, name in enumerate([one, other] if other else [one]):
                sheet.text(76, y + 11 * line - (5.5 if other else 0), name, 9)
            sheet.rows(XS, y, 0, [["", "1,204.55", "2.10"]])

    (table,) = read(page)
    assert texts(table)[1:] == [["".join(name), "1,204.55", "2.10"] for name in names]


def test_a_landscape_table_on_a_rotated_page() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sheet.canvas.translate(0, WIDTH - HEIGHT)
        three_lines(sheet, XS[0], 700, 320, 398)
        sheet.rows([XS[0], 300, 500, 700], 320, 18, ROWS)

    (table,) = tables(document(draw(page, rotation=90)))
    assert texts(table) == ROWS
    assert table.header_rows == 1
