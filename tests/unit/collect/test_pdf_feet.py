"""Tables without a grid of which the foot of a page holds little: the header, a row, or a part of a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance_check.model import Furniture, Table
from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_tables import PITCH, ROWS, XS, tables, texts

Page = Callable[[Sheet], None]
HEADER, BODY = ROWS[:1], ROWS[1:]


def part(rows: list[list[str]], top: float, rules: str = "none", shift: float = 0.0, header: int = 1) -> Page:
    """A page with `rows` from the height `top` on, and no rule below the last of them."""
    xs = [x + shift for x in XS]

    def page(sheet: Sheet) -> None:
        sheet.rows(xs, top + 12, PITCH, rows)
        heights = {"none": [], "three lines": [0, header], "row rules": list(range(len(rows) + 1))}[rules]
        for place in heights:
            sheet.rule(xs[0], top + PITCH * place, xs[-1], top + PITCH * place)

    return page


def after_text(page: Page) -> Page:
    def both(sheet: Sheet) -> None:
        sheet.text(72, 100, "下表列示本季度末的主要指标，")
        page(sheet)

    return both


def read(*pages: Page) -> list[Table]:
    return tables(document(draw(*pages)))


@pytest.mark.parametrize("rules", ["none", "three lines", "row rules"])
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("again", [True, False])
def test_a_header_at_the_foot_of_a_page_begins_the_table(rules: str, count: int, again: bool) -> None:
    below = (HEADER if again else []) + ROWS[count:]
    (table,) = read(after_text(part(ROWS[:count], 720, rules)), part(below, 80, rules if again else "none"))
    assert (texts(table), table.header_rows) == (ROWS, 1)


def test_the_next_page_may_be_shifted() -> None:
    (table,) = read(after_text(part(ROWS[:2], 720)), part(HEADER + ROWS[2:], 80, shift=40))
    assert texts(table) == ROWS


def test_a_unit_line_stands_over_the_part_at_the_foot() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(420, 715, "单位：万元", 9, "right")
        part(ROWS[:2], 720)(sheet)

    (table,) = read(after_text(page), part(HEADER + ROWS[2:], 80))
    assert texts(table) == ROWS
    assert table.unit is not None and table.unit.text == "单位：万元"


def test_a_header_on_two_levels_at_the_foot_is_read_like_the_one_that_repeats_it() -> None:
    xs = [72.0, 160.0, 230.0, 300.0, 370.0, 440.0]
    rows = [[f"认可资产{n}", f"{n},250.00", "10.00%", f"{n},131.00", "9.50%"] for n in range(1, 6)]

    def page(top: float, body: list[list[str]]) -> Page:
        def both(sheet: Sheet) -> None:
            sheet.text(76, top + 9, "项目", 9)
            for x, words in ((230, "本季度末"), (370, "上季度末")):
                sheet.text(x, top, words, 9, "centre")
                sheet.rule(x - 68, top + 4, x + 68, top + 4)
            sheet.rows(xs, top + PITCH, PITCH, [["", "金额", "占比", "金额", "占比"], *body])

        return both

    (table,) = read(after_text(page(720, rows[:1])), page(80, rows[1:]))
    assert (table.rows, table.columns, table.header_rows) == (7, 5, 2)
    assert texts(table)[0] == ["项目", "本季度末", "", "上季度末", ""]
    assert texts(table)[2:] == rows


def test_lines_at_the_foot_that_name_no_columns_stay_text() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 740, "法定代表人：段承志        主管会计工作负责人：木春华", 9)

    (table,) = read(after_text(page), part(BODY, 80))
    assert texts(table) == BODY


@pytest.mark.parametrize("rules", ["none", "three lines"])
def test_a_name_on_the_next_page_belongs_to_the_values_before_it(rules: str) -> None:
    name = "在子公司、合营企业和联营企业中的权益"
    upper = [*ROWS[:3], ["", "1,204.55", "980.10"]]
    (table,) = read(part(upper, 660, rules), part([*HEADER, [name, "", ""], *ROWS[3:]], 80, rules))
    assert texts(table) == [*ROWS[:3], [name, "1,204.55", "980.10"], *ROWS[3:]]


def test_a_name_that_heads_rows_is_none_of_the_values_before_it() -> None:
    upper = [*ROWS[:3], ["", "1,204.55", "980.10"]]
    (table,) = read(part(upper, 660), part([*HEADER, ["非流动资产：", "", ""], *ROWS[3:]], 80))
    assert texts(table) == [*upper, ["非流动资产：", "", ""], *ROWS[3:]]


def test_the_rest_of_a_name_under_a_repeated_header_is_no_part_of_it() -> None:
    """Set in the middle, on two levels and without a rule, the header alone does not tell where it ends."""
    xs = [72.0, 200.0, 260.0, 310.0, 370.0, 430.0]

    def page(top: float, rows: list[list[str]], name: list[str]) -> Page:
        def both(sheet: Sheet) -> None:
            sheet.text(76, top + 9, "项目", 9)
            for x, words in ((230, "本季度末数"), (340, "上季度末数")):
                sheet.text(x, top, words, 9)
            for x, words in zip(xs[1:], ("账面价值", "非认可", "账面价值", "非认可"), strict=False):
                sheet.text(x + 4, top + 20, words, 9)
            for number, words in enumerate(name):
                sheet.text(136, top + 44 + 13 * number, words, 9, "centre")
            for number, row in enumerate(rows):
                for column, words in enumerate(row):
                    y = top + 44 + 16 * len(name) + 18 * number
                    sheet.text((xs[column] + xs[column + 1]) / 2, y, words, 9, "centre")

        return both

    upper = [
        ["现金及流动性工具", "1,250.00", "10.00", "1,131.00", "9.50"],
        ["投资资产", "2,250.00", "12.00", "2,131.00", "8.50"],
    ]
    cut = ["", "3,250.00", "14.00", "3,131.00", "7.50"]
    lower = [[f"其他资产{n}", f"{n},250.00", "16.00", f"{n},131.00", "6.50"] for n in range(4, 8)]
    name = ["在子公司、合营企业和联营企业", "中的权益"]
    (table,) = read(after_text(page(680, [*upper, cut], [])), page(80, lower, name))
    assert texts(table)[table.header_rows :] == [*upper, ["".join(name), *cut[1:]], *lower]


def test_a_single_row_under_the_repeated_header_goes_on_with_the_table() -> None:
    doc = document(draw(part(ROWS[:4], 700), part(HEADER + ROWS[4:], 80)))
    (table,) = tables(doc)
    assert texts(table) == ROWS
    kept = [block.passage.text for block in doc.blocks if isinstance(block, Furniture) and block.role == "note"]
    assert kept == [" ".join(ROWS[0])]


def test_columns_that_two_rows_do_not_part_are_parted_as_on_the_next_page() -> None:
    xs = [72.0, 150.0, 196.0, 242.0, 288.0]
    names = ["项目", "本季度末", "上季度末", "去年年末"]
    rows = [[f"认可资产{n}", f"{n}88,353.40", f"{n}71,002.18", f"(91,{n}22.12)"] for n in range(1, 8)]

    def page(rows: list[list[str]], top: float) -> Page:
        return lambda sheet: sheet.rows(xs, top, PITCH, rows)

    (table,) = read(after_text(page([names, *rows[:2]], 720)), page(rows[2:], 80))
    assert (texts(table), table.header_rows) == ([names, *rows], 1)


def test_a_name_whose_first_line_stands_above_all_values_of_the_page_is_whole() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(XS[0] + 4, 80, "在子公司、合营企业和联营企业", 9)
        sheet.text(XS[0] + 4, 92, "中的权益", 9)
        sheet.rows(XS, 86, PITCH, [["", *ROWS[3][1:]]])
        sheet.rows(XS, 112, PITCH, [ROWS[4], *ROWS[1:3]])

    (table,) = read(part(ROWS[:3], 700), page)
    name = "在子公司、合营企业和联营企业中的权益"
    assert texts(table) == [*ROWS[:3], [name, *ROWS[3][1:]], ROWS[4], *ROWS[1:3]]
