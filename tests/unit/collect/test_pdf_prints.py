"""Tables as office programs print them: lines far apart, broken numbers in narrow cells, names wherever they fit."""

from __future__ import annotations

import numpy as np
import pytest

from compliance_check.collect.pdf import glyphs, tall
from tests.unit.collect.pdf_pages import Sheet
from tests.unit.collect.test_pdf_layouts import read
from tests.unit.collect.test_pdf_tables import ROWS, XS, texts

WIDE = [72.0, 200.0, 280.0, 360.0, 440.0, 520.0]


def test_a_name_of_two_lines_beside_names_of_one_line_is_one_name() -> None:
    def page(sheet: Sheet) -> None:
        for number, name in enumerate(("Share", "Change", "2025", "Current", "2024")):
            x = WIDE[number] + 76
            if name == "Current":
                sheet.text(x, 196, name, 9, "right")
                sheet.text(x, 218, "quarter", 9, "right")
            elif number:
                sheet.text(x, 207, name, 9, "right")
        values = ["1,204.55", "488,353.40", "90,584.28", "97,231.28"]
        sheet.rows(WIDE, 246, 26, [[name, *values] for name in ("Net profit", "Total assets", "Actual capital")])

    (table,) = read(page)
    assert texts(table)[0] == ["", "Change", "2025", "Current quarter", "2024"]
    assert (table.rows, table.header_rows) == (4, 1)


def test_the_only_name_of_a_column_stands_above_the_rows_at_their_own_distance() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(316, 174, "Book value", 9, "right")
        sheet.rows(XS[:3], 200, 26, [row[:2] for row in ROWS[1:]])

    (table,) = read(page)
    assert texts(table) == [["", "Book value"], *[row[:2] for row in ROWS[1:]]]


def test_a_quarter_and_its_year_are_the_name_of_one_column() -> None:
    def page(sheet: Sheet) -> None:
        for x, quarter in ((316.0, "Q4"), (416.0, "Q3")):
            sheet.text(x, 200, "2025", 9, "right")
            sheet.text(x - 19.5, 200, quarter, 9, "right")
        sheet.rows(XS, 218, 18, ROWS[1:])

    (table,) = read(page)
    assert [text.replace(" ", "") for text in texts(table)[0]] == ["", "Q42025", "Q32025"]


def test_a_column_whose_cells_have_two_lines_each_shares_no_height_with_the_others() -> None:
    people = [("张伟", "副总经理", "2013年7", "无重大变化"), ("赵文", "合规负责人", "2020年12", "连任至今")]

    def page(sheet: Sheet) -> None:
        xs = (72, 150, 230, 330)
        for x, name in zip(xs, ("姓名", "职务", "任职时间", "主要经历"), strict=True):
            sheet.text(x, 200, name, 9)
        for number, (name, post, since, past) in enumerate([*people, ("周强", "董事长", "2015年3", "新任董事")]):
            y = 236 + 44 * number
            for x, text in ((72, name), (150, post), (330, past)):
                sheet.text(x, y, text, 9)
            sheet.text(230, y - 9, since, 9)
            sheet.text(230, y + 9, "月", 9)

    (table,) = read(page)
    assert (table.rows, table.columns) == (4, 4)
    assert [row[2] for row in texts(table)] == ["任职时间", "2013年7月", "2020年12月", "2015年3月"]


def test_ordinals_in_a_column_one_figure_wide_count_on() -> None:
    def page(sheet: Sheet) -> None:
        xs = [72.0, 92.0, 300.0, 400.0]
        for x in xs:
            sheet.rule(x, 150, x, 480)
        for y in (150, 172, 480):
            sheet.rule(xs[0], y, xs[-1], y)
        for x, name in zip(xs, ("#", "项目", "本季度末"), strict=False):
            sheet.text(x + 6, 165, name, 9)
        for number in range(1, 13):
            y = 172 + 24 * number
            for line, figure in enumerate(str(number)):
                sheet.text(79, y + (18 * line - 9) * (number > 9), figure, 9)
            sheet.text(96, y, "认可资产", 9)
            sheet.text(396, y, f"{number}.25", 9, "right")

    (table,) = read(page)
    assert [row[0] for row in texts(table)[1:]] == [str(number) for number in range(1, 13)]
    assert [row[2] for row in texts(table)[1:]] == [f"{number}.25" for number in range(1, 13)]


def test_a_percentage_broken_into_three_in_a_ruled_cell_is_no_three_rows() -> None:
    def page(sheet: Sheet) -> None:
        xs, ys = [72.0, 180.0, 260.0, 290.0], [180.0, 210.0, 270.0, 330.0]
        sheet.grid(xs, ys)
        for x, name in zip(xs, ("指标", "本年累计"), strict=False):
            sheet.text(x + 4, 199, name, 9)
        for line, half in enumerate(("上年", "同期")):
            sheet.text(265, 192 + 14 * line, half, 9)
        for number, pieces in enumerate((["221", ".15", "%"], ["-", "14.", "57%"])):
            y = 242 + 60 * number
            sheet.text(76, y, "总资产", 9)
            sheet.text(256, y, "960,975.77", 9, "right")
            for line, piece in enumerate(pieces):
                sheet.text(286, y - 16 + 16 * line, piece, 9, "right")

    (table,) = read(page)
    assert table.rows == 3
    assert [row[2] for row in texts(table)] == ["上年同期", "221.15%", "-14.57%"]


def test_the_rest_of_a_number_at_the_end_of_the_table_belongs_to_its_last_row() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 26, ROWS[:4])
        sheet.text(76, 304, "净资产", 9)
        sheet.text(416, 304, "1.20", 9, "right")
        sheet.text(316, 294, "(2,720,432.9", 9, "right")
        sheet.text(316, 314, "7)", 9, "right")

    (table,) = read(page)
    assert texts(table)[-1] == ["净资产", "(2,720,432.97)", "1.20"]


def test_values_between_the_two_lines_of_their_name_are_one_row_with_it() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 20, ROWS[:4])
        sheet.text(76, 282, "归属于母公司股东的其他综合", 9)
        sheet.text(76, 302, "收益的税后净额", 9)
        sheet.rows(XS, 292, 0, [["", "12.25", "11.75"]])
        sheet.rows(XS, 322, 20, [["净资产", "1.20", "1.30"], ["总资产", "3.20", "3.30"]])

    (table,) = read(page)
    assert texts(table)[4] == ["归属于母公司股东的其他综合收益的税后净额", "12.25", "11.75"]
    assert table.rows == 7


def test_the_rest_of_a_row_that_the_page_cuts_in_two_goes_on_where_its_numbers_do() -> None:
    def upper(sheet: Sheet) -> None:
        sheet.grid([56.0, *XS], [700.0, 722.0, 744.0, 766.0])
        for number, (name, value) in enumerate(
            (("项目", "本季度末"), ("认可资产", "1.20"), ("归属于母公司股东", "2.40"))
        ):
            sheet.text(60, 714 + 22 * number, ("次", "12", "1")[number], 9)
            sheet.text(76, 714 + 22 * number, name, 9)
            sheet.text(316, 714 + 22 * number, value, 9, "right")

    def lower(sheet: Sheet) -> None:
        sheet.grid([56.0, *XS], [60.0, 82.0, 104.0])
        sheet.text(60, 74, "3", 9)
        sheet.text(76, 74, "的净资产", 9)
        sheet.text(60, 96, "14", 9)
        sheet.text(76, 96, "总资产", 9)
        sheet.text(316, 96, "3.60", 9, "right")

    (table,) = read(upper, lower)
    assert [row[:3] for row in texts(table)[2:]] == [
        ["13", "归属于母公司股东的净资产", "2.40"],
        ["14", "总资产", "3.60"],
    ]


def test_figures_alone_at_the_top_of_a_page_end_the_number_before_it() -> None:
    def upper(sheet: Sheet) -> None:
        for x in XS[:3]:
            sheet.rule(x, 700, x, 790)
        for y in (700, 722):
            sheet.rule(XS[0], y, XS[2], y)
        rows = [["项目", "本季度末"], ["认可资产", "1.20"], ["净资产", "2.40"], ["应收保费", "398,479.1"]]
        sheet.rows(XS, 714, 22, rows)

    def lower(sheet: Sheet) -> None:
        sheet.text(316, 40, "7", 9, "right")
        sheet.rows(XS, 62, 22, [["总资产", "3.60"]])
        sheet.text(72, 120, "报告期内公司各项业务运行平稳，偿付能力充足，流动性风险可控，各项监管指标均符合要求。", 9)

    (table,) = read(upper, lower)
    assert texts(table)[3:] == [["应收保费", "398,479.17"], ["总资产", "3.60"]]


def test_an_ideograph_whose_box_reaches_into_the_line_below_ends_under_its_baseline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boxes = np.array([[0, 100, 10, 110], [10, 100, 20, 120], [20, 100, 30, 110]], np.float32)
    codes = np.frombuffer("独立董".encode("utf-32-le"), np.uint32)
    monkeypatch.setattr(glyphs, "char_origin", lambda _page, number: (10.0, 800 - 109) if number == 4 else None)
    tall.raise_deep(glyphs.Glyphs(0, np.array([2, 4, 5])), boxes, codes, np.ones(3, bool), 800)
    assert boxes[1].tolist() == [10, 100, 20, 110]
