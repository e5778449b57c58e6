"""Sections: how far they reach, which say nothing, which answer "none", and that a table of contents is none."""

from __future__ import annotations

import pytest
from sample_documents import document

from compliance_check.extract.sections import plain_number, sections_of

REPORT = """
海湾相互保险社
目录
# 第一部分 关于我们
## 第一节 公司简介
# 第二部分 经营情况
# 第一部分 关于我们
## 第一节 公司简介
公司成立于 2010 年。
### 一、沿革
## 第二节 文化
# 第二部分 经营情况
| 项目 | 期末 |
| 总资产 | 5 |
"""


def test_sections_nest_by_level_and_contents_are_left_out() -> None:
    found = [(s.title, s.level, s.block, s.end_block) for s in sections_of(document(REPORT))]
    assert found == [
        ("第一部分 关于我们", 1, 5, 10),
        ("第一节 公司简介", 2, 6, 9),
        ("一、沿革", 3, 8, 9),
        ("第二节 文化", 2, 9, 10),
        ("第二部分 经营情况", 1, 10, 12),
    ]


def test_a_section_is_empty_when_nothing_but_headings_and_furniture_follows() -> None:
    found = {s.title: s.empty for s in sections_of(document(REPORT + "# 附录\n~ 页眉\n## 附件一"))}
    assert found == {
        "第一部分 关于我们": False,
        "第一节 公司简介": False,
        "一、沿革": True,
        "第二节 文化": True,
        "第二部分 经营情况": False,
        "附录": True,
        "附件一": True,
    }


NONE = [
    "无。",
    "无",
    "不适用",
    "报告期内，本公司未发生重大再保险合同。",
    "本季度公司不存在重大担保。",
    "未发生。",
    "Not applicable.",
    "None",
]
SOMETHING = [
    "无论何时，公司都稳健经营；详见下文。",
    "公司无重大诉讼。\n但有一项仲裁。",
    "2025 年，公司发生 3 笔担保。",
    "| 项目 | 无 |",
]


@pytest.mark.parametrize("body", NONE)
def test_a_section_that_says_none_is_answered_with_none(body: str) -> None:
    (section,) = sections_of(document("# 重大事项\n" + body))
    assert section.answered_none
    assert not section.empty


@pytest.mark.parametrize("body", SOMETHING)
def test_a_section_that_says_something_is_not(body: str) -> None:
    (section,) = sections_of(document("# 重大事项\n" + body))
    assert not section.answered_none


def test_a_section_knows_its_place() -> None:
    (section,) = sections_of(document("封面\n\n# 一、公司信息\n正文。"))
    assert section.location.line == 3
    assert section.location.quote == "一、公司信息"


def test_the_period_line_of_a_cover_is_no_section() -> None:
    found = sections_of(document("# 偿付能力季度报告摘要\n## 2025 年第 2 季度\n## 一、公司信息\n正文。"))
    assert [section.title for section in found] == ["偿付能力季度报告摘要", "一、公司信息"]


def test_the_lines_of_a_cover_and_entries_with_page_numbers_are_no_sections() -> None:
    text = (
        "# 海湾相互保险社\n# 偿付能力报告摘要\n# 一、公司信息 ........ 3\n# 二、主要指标 …… 5\n# 一、公司信息\n正文。"
    )
    assert [section.title for section in sections_of(document(text))] == ["一、公司信息"]


def test_a_document_without_headings_has_no_sections() -> None:
    assert sections_of(document("正文。\n目录\n正文。")) == ()


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("第六节", "6"),
        ("（十二）", "12"),
        ("二十、", "20"),
        ("第二十一章", "21"),
        ("十", "10"),
        ("1.1", "1.1"),
        ("3.", "3"),
        ("##", ""),
    ],
)
def test_a_printed_number_in_digits(printed: str, number: str) -> None:
    assert plain_number(printed) == number
