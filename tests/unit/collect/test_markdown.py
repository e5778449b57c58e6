"""Markdown: its headings, lists, marks and tables, and Chinese drafts that only half use it."""

from __future__ import annotations

import pytest
from text_samples import assert_faithful, assert_mapped, document, outline

from compliance_check.model import Table

SAMPLE = """# 某某相互保险社

## 2025 年度消费者权益保护工作报告

引言，**重点**在此。

### 一、制度建设情况

- **全国首家：**本社成立于 2017 年
  - 注册地：深圳
1. *目标*：稳健经营；
2. 见[官网](https://example.org/a)与 `附件`。

> 引用一段。

---

（一）组织架构

正文<br>第二行，7*24 小时，a_b_c，5\\*3。
"""

EXPECTED = [
    "H1 |某某相互保险社",
    "H2 |2025 年度消费者权益保护工作报告",
    "P 引言，重点在此。",
    "H3 一、|制度建设情况",
    "I -|全国首家：本社成立于 2017 年",
    "I -|注册地：深圳",
    "I 1.|目标：稳健经营；",
    "I 2.|见官网与 附件。",
    "P 引用一段。",
    "F note|---",
    "H4 （一）|组织架构",
    "P 正文第二行，7*24 小时，a_b_c，5*3。",
]


@pytest.mark.parametrize("name", ["draft.md", "draft.txt"])
def test_markdown_is_read_by_name_and_by_content(name: str) -> None:
    assert outline(document(SAMPLE, name)) == EXPECTED
    assert_faithful(SAMPLE, document(SAMPLE, name))


def test_the_quote_keeps_the_marks_that_the_reading_text_has_not() -> None:
    passage = document(SAMPLE, "draft.md").blocks[4].passage  # type: ignore[union-attr]
    assert passage.source == "- **全国首家：**本社成立于 2017 年"
    assert passage.source_slice(0, 7) == "全国首家：**本社"


def test_a_line_of_dashes_makes_a_heading_in_markdown_alone() -> None:
    text = "公司概况\n----\n\n正文。\n"
    assert outline(document(text, "draft.md"))[0] == "H2 |公司概况"
    assert outline(document(text, "draft.txt"))[0] == "P 公司概况"


def test_a_long_paragraph_over_dashes_stays_a_paragraph() -> None:
    text = "本公司坚持稳健经营，" * 10 + "各项业务平稳发展。\n---\n"
    assert outline(document(text, "draft.md"))[0].startswith("P ")


def test_asterisks_of_a_plain_text_stay() -> None:
    assert outline(document("客服热线 7*24 小时，*为必填。"))[0] == "P 客服热线 7*24 小时，*为必填。"


def test_an_indented_paragraph_is_no_code() -> None:
    assert outline(document("# 标题\n\n    本公司经营稳健。\n", "draft.md"))[1] == "P 本公司经营稳健。"


def test_unnumbered_levels_come_below_those_of_the_markup() -> None:
    text = "# 报告\n\n## 二、经营\n\n一、概况\n\n正文。\n\n（一）收入\n\n正文。\n"
    assert outline(document(text, "draft.md"))[:3] == ["H1 |报告", "H2 二、|经营", "H2 一、|概况"]
    assert outline(document(text, "draft.md"))[4] == "H3 （一）|收入"


HTML = """单位：万元

<table>
  <tr><th rowspan="2">项目</th><th colspan="2">金额</th></tr>
  <tr><th>期末</th><th>期初</th></tr>
  <tr><td>实际<br>资本</td><td><b>97,231.28</b></td><td>90,000.00</td></tr>
</table>

正文。

<table><tr><td>项目</td><td>数值</td></tr><tr><td>最低资本</td><td>46,587.25</td></tr></table>
"""


def test_html_tables_in_markdown_are_tables() -> None:
    read = document(HTML, "draft.md")
    first, second = (block for block in read.blocks if isinstance(block, Table))
    cells = [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in first.cells]
    assert cells[:3] == [(0, 0, 2, 1, "项目"), (0, 1, 1, 2, "金额"), (1, 1, 1, 1, "期末")]
    assert cells[4:] == [(2, 0, 1, 1, "实际资本"), (2, 1, 1, 1, "97,231.28"), (2, 2, 1, 1, "90,000.00")]
    assert first.header_rows == 2
    assert first.cells[5].passage.source_slice(0, 9) == "97,231.28"
    assert first.cells[5].passage.line_at(0).line == 6  # type: ignore[union-attr]
    assert [cell.text for cell in second.cells] == ["项目", "数值", "最低资本", "46,587.25"]
    assert second.header_rows == 1
    assert outline(read)[:1] == ["P 单位：万元"]
    for cell in (*first.cells, *second.cells):
        assert cell.passage.source in HTML
        assert_mapped(cell.passage)
