"""Headers and limits of tables without vertical rules, as reports set them."""

from __future__ import annotations

from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_spans import PITCH, cells
from tests.unit.collect.test_pdf_tables import tables


def test_names_set_at_the_left_over_groups_of_columns_are_no_spread_line() -> None:
    """Drawn cell by cell: the label beside two header rows, the names of the groups, and below them what wraps."""
    xs = [72.0, 130.0, 200.0, 270.0, 340.0, 410.0]

    def page(sheet: Sheet) -> None:
        for y in (188.0, 242.0, 316.0):
            sheet.rule(xs[0], y, xs[-1], y)
        sheet.text(xs[0], 218, "股权类别", 9)
        for x, words in ((xs[1], "期初"), (xs[3], "期末")):
            sheet.text(x, 200, words, 9)
        for x, upper, lower in ((xs[1], "股份或出资", "额"), (xs[3], "股份或出资", "额")):
            sheet.text(x, 220, upper, 9)
            sheet.text(x, 231, lower, 9)
            sheet.text(x + 70, 225.5, "占比", 9)
        rows = [[words, "12,179.35", "51.00%", "8,537.98", "2.67%"] for words in ("国有股", "外资股", "其他", "合计")]
        sheet.rows(xs, 256, PITCH, rows)

    (table,) = tables(document(draw(page)))
    assert [c for c in cells(table, range(5)) if c[0] < 2] == [
        (0, 0, 2, 1, "股权类别"),
        (0, 1, 1, 2, "期初"),
        (0, 3, 1, 2, "期末"),
        (1, 1, 1, 1, "股份或出资额"),
        (1, 2, 1, 1, "占比"),
        (1, 3, 1, 1, "股份或出资额"),
        (1, 4, 1, 1, "占比"),
    ]


def test_a_unit_line_ends_the_rows_above_and_what_follows_is_a_table_of_its_own() -> None:
    xs = [72.0, 160.0, 260.0, 430.0, 520.0]
    people = [
        ["姓名", "职务", "批准文号", "经历"],
        ["段承志", "董事长", "云金监许可〔2021〕118号", "曾任国家开发投资集团财务部副主任"],
        ["木春华", "总经理", "云金监许可〔2023〕76号", "曾任某公司云南省分公司副总经理"],
    ]

    def page(sheet: Sheet) -> None:
        for row, texts in enumerate(people):
            for x, words in zip(xs, texts, strict=False):
                sheet.text(x + 9 * (row == 1), 100 + 16 * row, words, 9)
        sheet.text(72, 158, "四、主要指标", 11)
        sheet.text(520, 178, "单位：万元", 9, "right")
        rows = [
            ["项目", "期末数", "期初数", "变动"],
            ["实际资本", "174.43", "166.48", "7.95"],
            ["负债", "1.0", "2.0", "-1.0"],
        ]
        sheet.rows(xs, 194, 16, rows)

    found = [table for table in tables(document(draw(page))) if table.unit]
    assert [table.unit.text for table in found if table.unit] == ["单位：万元"]
    assert [c.text for c in found[0].cells if c.row == 1] == ["实际资本", "174.43", "166.48", "7.95"]


def test_no_group_reaches_over_a_label_beside_two_header_rows_at_the_right() -> None:
    xs = [72.0, 150.0, 220.0, 290.0, 360.0, 430.0, 500.0]

    def page(sheet: Sheet) -> None:
        for y in (188.0, 224.0, 316.0):
            sheet.rule(xs[0], y, xs[-1], y)
        for x, y, words in (
            (xs[0], 209, "指标"),
            (xs[5], 209, "同比变动"),
            (xs[1], 200, "本季度"),
            (xs[3], 200, "上年同期"),
        ):
            sheet.text(x + 4, y, words, 9)
        for x, words in zip(xs[1:5], ["当季", "本年累计"] * 2, strict=True):
            sheet.text(x + 4, 218, words, 9)
        names = ["综合成本率", "综合赔付率", "投资收益率", "净利润率"]
        sheet.rows(xs, 238, PITCH, [[name, "98.63%", "97.42%", "99.18%", "99.60%", "-2.18%"] for name in names])

    (table,) = tables(document(draw(page)))
    assert [c for c in cells(table, range(6)) if c[0] == 0] == [
        (0, 0, 2, 1, "指标"),
        (0, 1, 1, 2, "本季度"),
        (0, 3, 1, 2, "上年同期"),
        (0, 5, 2, 1, "同比变动"),
    ]
