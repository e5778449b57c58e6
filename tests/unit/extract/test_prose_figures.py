"""Figures in sentences: which words name them, for which period, and what narrows them."""

from __future__ import annotations

import pytest
from figure_samples import figures, heading, paragraph, spelled

from compliance_check.model import Paragraph, Passage, Qualifier, Reading

END = "..2025-06-30"
H1 = "2025-01-01..2025-06-30"


def test_each_number_of_a_sentence_takes_the_name_before_it() -> None:
    text = "截至2025年6月30日，本公司资产总额为489.20亿元，负债总额391.10亿元，净资产98.10亿元。"
    assert [spelled(f) for f in figures(paragraph(text))] == [
        ("total_assets", "48920000000", "CNY", END),
        ("total_liabilities", "39110000000", "CNY", END),
        ("net_assets", "9810000000", "CNY", END),
    ]


def test_one_number_for_two_names() -> None:
    found = figures(paragraph("综合偿付能力充足率、核心偿付能力充足率为250.38%。"))
    assert {f.concept for f in found} == {"comprehensive_solvency_ratio", "core_solvency_ratio"}


def test_names_and_numbers_dealt_out_in_order() -> None:
    found = figures(paragraph("核心偿付能力充足率和综合偿付能力充足率分别为207.24%、208.71%。"))
    assert [(f.concept, str(f.value)) for f in found] == [
        ("core_solvency_ratio", "207.24"),
        ("comprehensive_solvency_ratio", "208.71"),
    ]


def test_periods_dealt_out_in_order() -> None:
    found = figures(paragraph("2023年及2024年分别收到客户投诉76件、98件。"))
    assert [(f.concept, spelled(f)[3]) for f in found] == [
        ("complaints", "2023-01-01..2023-12-31"),
        ("complaints", "2024-01-01..2024-12-31"),
    ]


def test_a_growth_rate_is_not_the_thing_that_grows() -> None:
    found = figures(paragraph("实现原保险保费收入8.14亿元，同比增长48.8%。"))
    assert [(f.concept, f.unit) for f in found] == [("original_premium_income", "CNY"), (None, "percent")]


def test_rising_to_a_level_is_that_level() -> None:
    found = figures(paragraph("综合偿付能力充足率提升至208.71%。"))
    assert found[0].concept == "comprehensive_solvency_ratio"


def test_a_change_in_percentage_points_is_not_the_ratio() -> None:
    found = figures(paragraph("综合偿付能力充足率较上季度末上升3.47个百分点。"))
    assert (found[0].concept, found[0].unit) == (None, "percentage_point")


def test_the_figure_of_the_comparison_belongs_to_its_own_period() -> None:
    found = figures(paragraph("净利润9.00亿元，上年同期为8.00亿元。"))
    assert spelled(found[0])[3] == H1
    assert spelled(found[1])[3] == "2024-01-01..2024-06-30"


@pytest.mark.parametrize(
    "text",
    [
        "其中，互联网渠道原保险保费收入7.35亿元。",
        "广东分公司实现原保险保费收入7.35亿元。",
        "“安心保”产品实现原保险保费收入7.35亿元。",
    ],
)
def test_a_part_is_never_taken_for_the_whole(text: str) -> None:
    (figure,) = figures(paragraph(text))
    assert figure.concept is None or figure.dimensions


def test_a_number_with_an_unknown_name_is_still_a_figure() -> None:
    (figure,) = figures(paragraph("为用户减免手续费用123.45万元。"))
    assert figure.concept is None
    assert "减免手续费用" in figure.label


def test_a_lone_number_takes_its_name_from_the_line_above() -> None:
    found = figures(paragraph("综合偿付能力充足率为"), paragraph("171.68%"))
    assert [f.concept for f in found] == ["comprehensive_solvency_ratio"]


def test_the_period_of_a_heading_holds_for_its_section() -> None:
    found = figures(heading("2023年经营情况"), paragraph("净利润9.00亿元。"))
    assert spelled(found[0])[3] == "2023-01-01..2023-12-31"


def test_qualifiers_are_kept() -> None:
    found = figures(paragraph("会员人数突破451万，净资产约98.6亿元，净利润不足9亿元。"))
    assert [f.qualifier for f in found] == [Qualifier.OVER, Qualifier.ABOUT, Qualifier.UNDER]


def test_the_quote_is_the_sentence_in_the_source() -> None:
    text = "第一句。净利润9.00亿元，同比增长。第三句。"
    (figure,) = figures(paragraph(text))
    assert figure.location.quote == "净利润9.00亿元，同比增长。"
    assert figure.raw in figure.location.quote
    assert figure.reading is Reading.CERTAIN


@pytest.mark.parametrize(
    ("confidence", "reading"), [(None, Reading.CERTAIN), (0.99, Reading.LIKELY), (0.94, Reading.DOUBTFUL)]
)
def test_no_figure_that_was_read_optically_is_certain(confidence: float | None, reading: Reading) -> None:
    text = "截至2025年6月30日，本公司资产总额为489.20亿元。"
    (figure,) = figures(Paragraph(passage=Passage(text, text, confidence=confidence)))
    assert figure.reading is reading and (figure.doubt is not None) == (reading is Reading.DOUBTFUL)
