"""Tables in text: tabs, pipes, columns of spaces, and the unit line and caption bound to them."""

from __future__ import annotations

import pytest
from text_samples import assert_faithful, document, outline

from compliance_check.model import Paragraph, Table

TABBED = """单位：万元

项目\t期末数\t期初数
认可资产\t1,234.50\t1,100.00
认可负债\t1,000.00\t900.00
实际资本\t234.50\t200.00
"""


def only_table(text: str, name: str = "draft.txt") -> Table:
    tables = [block for block in document(text, name).blocks if isinstance(block, Table)]
    assert len(tables) == 1
    return tables[0]


def grid(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_tabs_make_a_table_with_its_unit_header_and_quotes() -> None:
    table = only_table(TABBED)
    assert (table.rows, table.columns, table.header_rows) == (4, 3, 1)
    assert table.unit is not None and table.unit.text == "单位：万元"
    cell = next(cell for cell in table.cells if cell.text == "234.50")
    assert cell.passage.source == "实际资本\t234.50\t200.00"
    assert cell.passage.source_slice(0, 6) == "234.50"
    assert cell.passage.lines[0].line == 6
    assert [cell.text for cell in table.cells if cell.header] == ["项目", "期末数", "期初数"]


def test_blank_lines_between_the_rows_do_not_end_a_table() -> None:
    assert grid(only_table(TABBED.replace("\n", "\n\n"))) == grid(only_table(TABBED))


def test_an_empty_first_and_last_cell_keep_their_columns() -> None:
    text = "\t本季度末\t上季度末\n\t金额\t金额\n认可资产\t12.5\t\n认可负债\t10.0\t9.0\n"
    table = only_table(text)
    assert grid(table)[:3] == [["", "本季度末", "上季度末"], ["", "金额", "金额"], ["认可资产", "12.5", ""]]
    assert table.header_rows == 2
    assert_faithful(text, document(text))


def test_a_label_alone_within_a_table_stays_a_row() -> None:
    table = only_table("项目\t金额\n保险业务收入\t12.5\n其中：\n健康险\t10.0\n意外险\t2.5\n")
    assert grid(table)[2] == ["其中："]
    assert table.rows == 5


@pytest.mark.parametrize("name", ["draft.md", "draft.txt"])
def test_pipes_make_a_table(name: str) -> None:
    text = (
        "表 3 偿付能力指标\n\n（单位：亿元）\n\n| 指标 | 期末 | 期初 |\n|---|---:|:--:|\n"
        "| **实际资本** | 9.72 | - |\n| 最低资本 | 4.66 | 4.5 |\n\n正文。\n"
    )
    table = only_table(text, name)
    assert grid(table) == [["指标", "期末", "期初"], ["实际资本", "9.72", "-"], ["最低资本", "4.66", "4.5"]]
    assert table.header_rows == 1
    assert table.caption is not None and table.caption.text == "表 3 偿付能力指标"
    assert table.unit is not None and table.unit.text == "（单位：亿元）"
    assert table.cells[3].passage.source == "| **实际资本** | 9.72 | - |"
    assert_faithful(text, document(text, name))


def test_pipes_without_an_outer_line_are_a_table_in_markdown() -> None:
    assert grid(only_table("指标 | 期末\n---|---\n实际资本 | 9.72\n最低资本 | 4.66\n", "draft.md"))[1] == [
        "实际资本",
        "9.72",
    ]


def test_an_escaped_pipe_does_not_divide() -> None:
    assert grid(only_table("| 甲\\|乙 | 1 |\n|---|---|\n| 丙 | 2 |\n", "draft.md"))[0] == ["甲|乙", "1"]


def test_words_between_pipes_in_a_sentence_are_no_table() -> None:
    assert outline(document("意外 | 重疾 | 医疗\n年金 | 寿险\n")) == ["P 意外 | 重疾 | 医疗", "P 年金 | 寿险"]


ALIGNED = """项目            期末余额     期初余额
现金及等价物      1,234.56     1,000.00
定期存款          500.00       -
合计              1,734.56     1,000.00
"""


def test_columns_of_spaces_are_a_table_only_where_nothing_else_could_be_meant() -> None:
    table = only_table(ALIGNED)
    assert grid(table)[3] == ["合计", "1,734.56", "1,000.00"]
    assert table.header_rows == 1
    for text in (
        "2020年01月  2020年07月  2020年12月\n2021年01月  2021年07月  2021年12月\n2022年01月  2022年07月  2022年12月\n",
        "董事长  张三\n总经理  李四\n财务负责人  王五\n",
        "资产总额  12.5\n负债总额  10.0\n",
    ):
        assert not any(isinstance(block, Table) for block in document(text).blocks)


def test_a_caption_that_holds_the_unit_is_both() -> None:
    table = only_table("偿付能力主要指标表（单位：万元）\n项目\t金额\n实际资本\t12.5\n")
    assert table.caption is not None and table.unit is not None
    assert table.caption.text == table.unit.source == "偿付能力主要指标表（单位：万元）"
    assert table.unit.text == "单位：万元）"


def test_a_unit_at_the_end_of_the_line_above_is_bound() -> None:
    table = only_table("编制单位：某某保险公司\t2025 年 6 月 30 日\t单位：人民币万元\n项目\t金额\n实际资本\t12.5\n")
    assert table.unit is not None and table.unit.text == "单位：人民币万元"
    assert (table.rows, table.columns) == (2, 2)


def test_the_heading_above_a_table_stays_a_heading() -> None:
    rows = "项目\t金额\n实际资本\t12.5\n"
    assert outline(document("一、资产负债表\n" + rows))[0] == "H1 一、|资产负债表"
    assert outline(document("## 偿付能力情况表\n\n" + rows, "draft.md"))[0] == "H2 |偿付能力情况表"


def test_a_short_line_above_the_unit_line_is_the_caption() -> None:
    table = only_table("主要经营数据\n单位：万元\n项目\t金额\n实际资本\t12.5\n")
    assert table.caption is not None and table.caption.text == "主要经营数据"


def test_a_unit_line_over_text_stays_a_paragraph() -> None:
    blocks = document("单位：万元\n\n报告期末，公司总资产为 12.5。\n").blocks
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert outline(document("单位：万元\n报告期末，公司总资产为 12.5。\n"))[0] == "P 单位：万元"


@pytest.mark.parametrize(
    "unit",
    [
        "单位：万元",
        "单位: 人民币万元",
        "（单位：百万元）",
        "金额单位：人民币元",
        "(单位:亿元，%)",
        "货币单位：人民币千元",
        "除特别注明外，金额单位均为人民币万元",
        "单位：万元 币种：人民币",
        "（人民币百万元）",
        "Unit: RMB million",
    ],
)
def test_every_form_of_a_unit_line(unit: str) -> None:
    bound = only_table(f"{unit}\n项目\t金额\n实际资本\t12.5\n").unit
    assert bound is not None and bound.source == unit
    assert unit.endswith(bound.text)


def test_rows_of_words_have_no_header_and_years_are_names_of_columns() -> None:
    assert only_table("姓名\t职务\n张三\t董事长\n").header_rows == 0
    assert only_table("项目\t2024\t2023\n资产\t12.5\t11\n").header_rows == 1


def test_one_line_with_a_tab_is_a_paragraph() -> None:
    assert outline(document("合计\t12.5\n\n\n正文。\n")) == ["P 合计 12.5", "P 正文。"]
