"""Plain text: paragraphs put together from their lines, headings, lists, furniture, and where each came from."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from text_samples import assert_faithful, document, outline

from compliance_check.collect import text as text_reader
from compliance_check.errors import UnreadableError
from compliance_check.model import Heading

WRAPPED = """一、经营概况
本公司坚持稳健经营的方针，报告期内各项业务平稳发展，偿付
能力保持充足。截至报告期末，公司总资产为一百二十三亿元，较
年初增长百分之五。
（一）保险业务
报告期内，公司实现保险业务收入 45.67 亿元，其中健康险业务收
入 12.3 亿元。
"""

WRAPPED_PARAGRAPHS = [
    "H1 一、|经营概况",
    "P 本公司坚持稳健经营的方针，报告期内各项业务平稳发展，偿付能力保持充足。"
    "截至报告期末，公司总资产为一百二十三亿元，较年初增长百分之五。",
    "H2 （一）|保险业务",
    "P 报告期内，公司实现保险业务收入 45.67 亿元，其中健康险业务收入 12.3 亿元。",
]


def test_hard_wrapped_lines_become_paragraphs() -> None:
    assert outline(document(WRAPPED)) == WRAPPED_PARAGRAPHS


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_kind_of_line_end(end: str) -> None:
    assert outline(document(WRAPPED.replace("\n", end))) == WRAPPED_PARAGRAPHS


def test_a_blank_line_after_every_line_is_a_trace_of_wrapping() -> None:
    assert outline(document(WRAPPED.replace("\n", "\n\n"))) == WRAPPED_PARAGRAPHS


def test_paragraphs_of_one_line_stay_apart() -> None:
    lines = ["本年度公司未受到监管处罚。", "公司注册资本为 10 亿元。", "公司法定代表人为张三。"]
    for gap in ("\n", "\n\n", "\n\n\n"):
        assert outline(document(gap.join(lines))) == [f"P {line}" for line in lines]


def test_labels_of_one_width_stay_apart() -> None:
    labels = ["信用保险业务部", "保证保险业务部", "健康保险业务部", "意外保险业务部"]
    for gap in ("\n", "\n\n"):
        assert outline(document(gap.join(labels))) == [f"P {label}" for label in labels]


def test_a_paragraph_never_crosses_a_page_number() -> None:
    text = WRAPPED.replace("偿付\n能力", "偿付\n- 12 -\n能力")
    blocks = outline(document(text))
    assert blocks[2] == "F page_number|- 12 -"
    assert blocks[1].endswith("偿付") and blocks[3].startswith("P 能力")


def test_a_lone_number_is_a_figure_unless_a_page_ends_there() -> None:
    text = "分支机构数量\n\n20\n\n员工人数\n\n35\n\n网点数量\n\n12\n"
    assert not any(one.startswith("F") for one in outline(document(text)))
    assert [one for one in outline(document("正文一。\n\n\n3\n\n\n正文二。")) if one[0] == "F"] == ["F page_number|3"]
    counted = "".join(f"第 {number} 季度正文。\n{number}\n" for number in (4, 5, 6))
    assert sum(one.startswith("F page_number") for one in outline(document(counted))) == 3


def test_english_words_keep_a_space_and_figures_are_not_split_from_their_unit() -> None:
    english = (
        "The comprehensive solvency adequacy ratio of the company\nwas 208.71% at the end of the reporting period."
    )
    assert outline(document(english)) == ["P " + english.replace("\n", " ")]
    broken = (
        "报告期末，众安相互的资产总额为19.98\n\n亿元（未经审计），综合偿付能力充足率达\n\n"
        "250.38%，保持充足，其中核心偿付能力\n\n充足率也在同一水平。"
    )
    assert "19.98亿元（未经审计），综合偿付能力充足率达250.38%" in outline(document(broken))[0]


def test_lines_cut_at_a_number_of_characters_are_whole_again() -> None:
    paragraphs = [
        "报告期内，公司实现保险业务收入 45.67 亿元，同比增长 12.3%，其中健康险业务收入 38.9 亿元，意外险业务收入为零。",
        "The solvency position of the company remained stable during the quarter.",
        "截至 2025 年 6 月 30 日，公司综合偿付能力充足率为 208.71%，核心偿付能力充足率为 207.24%，均高于监管要求。",
        "公司在 2025 年上半年累计处理投诉 4,906 件，亿元保费投诉量同比下降 8.66%，万张保单投诉量同比下降 14.29%。",
    ]
    cut = [[text[at : at + 20] for at in range(0, len(text), 20)] for text in paragraphs]
    for gap in ("\n", "\n\n"):
        text = "\n\n\n".join(gap.join(lines) for lines in cut)
        read = outline(document(text))
        assert read[1] == f"P {paragraphs[1]}"
        assert [one.replace(" ", "") for one in read] == ["P" + one.replace(" ", "") for one in paragraphs]


def test_labelled_lines_stay_apart_even_if_they_are_of_one_width() -> None:
    lines = [
        "资产总额：12,345.67 万元，较年初增长 5.2%",
        "负债总额：10,345.67 万元，较年初增长 4.2%",
        "所有者权益：2,000.00 万元，较年初增长 9%",
    ]
    for gap in ("\n", "\n\n"):
        assert outline(document(gap.join(lines))) == [f"P {line}" for line in lines]


def test_an_indented_line_begins_a_paragraph() -> None:
    text = (
        "　　本公司成立于二零一五年，总部设在深圳，是一家全国性的专\n"
        "业保险公司，主要经营健康险和意外险。公司治理结构完善合规。\n"
        "　　公司股东大会由全体股东组成，是公司的最高权力机构，每年召\n"
        "开一次年度会议。\n"
    )
    assert len(document(text).blocks) == 2


HEADINGS = """第二部分 公司治理

第六节 偿付能力情况

一、主要指标

（一）实际资本

正文。

1. 核心资本

正文。

2. 附属资本

正文。

1）附则

正文。

【 补充说明 】

正文。
"""


def test_levels_follow_the_rank_of_the_numbering() -> None:
    found = [(one.level, one.number, one.title) for one in document(HEADINGS).blocks if isinstance(one, Heading)]
    assert found == [
        (1, "第二部分", "公司治理"),
        (2, "第六节", "偿付能力情况"),
        (3, "一、", "主要指标"),
        (4, "（一）", "实际资本"),
        (5, "1.", "核心资本"),
        (5, "2.", "附属资本"),
        (6, "1）", "附则"),
        (7, "", "【 补充说明 】"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1. 保证公司的发展规划得以实现，形成良好的风险管理文化；",
        "一、本公司董事会及全体董事保证本报告内容真实、准确、完整。",
        "（一）实际资本：97,231.28 万元",
        "1.6 亿元",
        "2.综合偿付能力充足率为 208.71%",
        "3.15 消费者权益保护日宣传活动",
        "第一部分由各职能部门和业务部门组成，负责前端识别",
        "【决策层】公司董事会承担主体责任",
        "2025 年上半年，公司赔付支出 8,739.17 万元。",
        "一、二季度业务开展情况",
        "1、2月份业务开展情况",
    ],
)
def test_a_numbered_sentence_is_no_heading(line: str) -> None:
    assert not any(isinstance(block, Heading) for block in document(f"{line}\n\n正文一段。\n").blocks)


def test_a_list_of_numbered_words_is_a_list() -> None:
    assert outline(document("主营业务：\n1. 信用保险\n2. 保证保险\n3. 健康保险\n")) == [
        "P 主营业务：",
        "I 1.|信用保险",
        "I 2.|保证保险",
        "I 3.|健康保险",
    ]


def test_a_number_alone_takes_its_title_from_the_next_line() -> None:
    text = "第三部分\n\n发展情况\n\n（一）关键数据\n\n会员人数为 220 万人。\n"
    assert outline(document(text)) == ["H1 第三部分|发展情况", "H2 （一）|关键数据", "P 会员人数为 220 万人。"]


@pytest.mark.parametrize("bullet", ["-", "·", "●", "•", "\uf06c", "➢", "◆"])
def test_bullets(bullet: str) -> None:
    assert outline(document(f"{bullet} 注册地：深圳\n{bullet} 经营地：北京\n")) == [
        f"I {bullet}|注册地：深圳",
        f"I {bullet}|经营地：北京",
    ]


def test_an_item_goes_on_in_the_lines_indented_under_it() -> None:
    text = "- Ratios are rounded\n  to two decimals.\n- 第二项\n"
    assert outline(document(text)) == ["I -|Ratios are rounded to two decimals.", "I -|第二项"]


def test_ordinals_in_words_are_items_and_boxes_are_answers() -> None:
    text = "措施如下：\n一是提高效率，以客户为中心。\n二是尊重意愿，改善服务环境。\n□适用 ■不适用\n"
    assert outline(document(text)) == [
        "P 措施如下：",
        "I 一是|提高效率，以客户为中心。",
        "I 二是|尊重意愿，改善服务环境。",
        "P □适用 ■不适用",
    ]


def test_contents_are_set_aside_and_do_not_become_headings() -> None:
    text = "目 录\n一、公司简介 ........ 3\n二、财务情况 ———————— 12\n一、公司简介\n正文。\n二、财务情况\n正文。\n"
    blocks = outline(document(text))
    assert [one[:10] for one in blocks[:3]] == ["F contents"] * 3
    assert [one for one in blocks if one.startswith("H")] == ["H1 一、|公司简介", "H1 二、|财务情况"]


def test_contents_without_leaders_end_where_the_first_entry_comes_again() -> None:
    text = "目录\n\n第一章 公司简介\n\n第二章 风险管理\n\n第一章 公司简介\n\n正文。\n\n第二章 风险管理\n\n正文。\n"
    assert [one[:2] for one in outline(document(text))] == ["F ", "F ", "F ", "H1", "P ", "H1", "P "]


def test_running_headers_are_set_aside() -> None:
    page = "某某保险股份有限公司年度报告\n第 {} 页\n公司经营情况良好，第 {} 季度各项指标正常。\n\f"
    blocks = outline(document("".join(page.format(number, number) for number in (1, 2, 3))))
    assert [one.split("|")[0] for one in blocks if one.startswith("F")] == ["F header", "F page_number"] * 3


def test_a_chapter_title_repeated_on_its_pages_is_a_heading_once() -> None:
    text = "\f".join(
        f"第三章 风险管理\n第 {number} 页的正文说明了公司的风险管理情况。\n- {number} -\n" for number in (1, 2, 3)
    )
    assert [one[:2] for one in outline(document(text)) if "第三章" in one] == ["H1", "F ", "F "]


def test_full_width_and_compatibility_characters_are_folded_with_their_way_back() -> None:
    block = document("⾏业排名：保费收⼊ １，２３４．５０ 万元，占⽐ ３％。").blocks[0]
    assert outline(document("⾏业排名：１２％"))[0] == "P 行业排名：12%"
    passage = block.passage  # type: ignore[union-attr]
    start = passage.text.index("1,234.50")
    assert passage.source_slice(start, start + 8) == "１，２３４．５０"


def test_spread_characters_are_drawn_together() -> None:
    passage = document("对 风 险 的 敏 感 性，2025 年 保持 稳定").blocks[0].passage  # type: ignore[union-attr]
    assert passage.text == "对风险的敏感性，2025 年 保持 稳定"
    assert passage.source_slice(0, 3) == "对 风 险"


def test_line_numbers_lead_back_to_the_file() -> None:
    block = document("\n\n" + WRAPPED).blocks[1]
    passage = block.passage  # type: ignore[union-attr]
    line = passage.line_at(passage.text.index("总资产"))
    assert line is not None and line.line == 5


def test_one_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_reader, "LONGEST_LINE", 1000)
    with pytest.raises(UnreadableError, match=r"draft\.txt:2"):
        document("短行\n" + "长" * 1001)
    with pytest.raises(UnreadableError, match="more than 300,000 lines"):
        document("一行\n" * (text_reader.MOST_LINES + 1))
    with pytest.raises(UnreadableError, match="too large"):
        document("x" * (text_reader.LARGEST + 1))


WORDS = "一、 （一） 1. - 目录 第一部分 ⾏业 １，２３４ 万元 | ** 。 ， 《 》 abc 12 ......3 单位：万元 \uf06c # ---"
SPACES = ["\t", " ", "\u3000", "\n", "\n\n", "\r\n", "\f", "\u200b", "智 能 工 具", "- ", "# "]
PIECES = st.sampled_from([*WORDS.split(), *SPACES])


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["draft.txt", "draft.md"]))
def test_nothing_is_lost_and_everything_maps_back(text: str, name: str) -> None:
    # Two table rows on one line of the file, parted by a form feed alone: the checker cannot tell their places apart.
    assume(not ("\f" in text and "\t" in text))
    try:
        read = document(text, name)
    except UnreadableError:
        return
    assert_faithful(text, read)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    assume("\x00" not in text)  # a NUL byte makes four bytes two characters of UTF-16, and rightly so
    try:
        read = document(text)
    except UnreadableError:
        return
    assert_faithful(text.removeprefix("\ufeff"), read)
