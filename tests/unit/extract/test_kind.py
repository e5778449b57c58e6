"""Kinds and reporting periods, from titles as insurers set them; nothing said where the document does not say it."""

from __future__ import annotations

import datetime as dt

import pytest
from sample_documents import document

from compliance_check.catalog import load_kinds
from compliance_check.extract.kind import recognise, report_period
from compliance_check.extract.language import language_of
from compliance_check.extract.reporting import period_of
from compliance_check.model import DocumentKind


@pytest.fixture(scope="module")
def kinds() -> tuple[DocumentKind, ...]:
    return load_kinds()


COVERS = {
    "海湾人寿保险有限公司\n偿付能力季度报告摘要\n2025年第3季度": "solvency-quarterly-summary",
    "偿付能力季度报告\n（摘要）\n二〇二五年第三季度": "solvency-quarterly-summary",
    "海湾相互保险社\n2025上半年经营情况报告": "half-year-operating-report",
    "海湾人寿保险有限公司\n2024年半年度报告": "half-year-operating-report",
    "海湾人寿保险有限公司\n2024年年度信息披露报告": "annual-disclosure",
    "海湾人寿保险有限公司2025年度\n消费者权益保护工作报告": "consumer-protection-report",
    "海湾人寿\n2024年度环境、社会和公司治理（ESG）报告": "esg-report",
    "2024\n可持续发展报告": "esg-report",
    "2022年\n企业社会责任报告": "csr-report",
    "海湾人寿保险有限公司2024年年度报告": "annual-disclosure",
    "海湾人寿2024年消费者权益保护年度报告": "consumer-protection-report",
    "保险公司偿付能力报告\n2025年第1季度": "solvency-quarterly-summary",
    "海湾人寿保险有限公司2025年第2季度关联交易信息披露公告": "related-party-report",
    "Harbour Life Insurance Company Limited\nSummary of Quarterly Solvency Report": "solvency-quarterly-summary",
    "Harbour Life\nCorporate Social Responsibility Report 2024": "csr-report",
}


@pytest.mark.parametrize(("cover", "kind"), COVERS.items())
def test_a_cover_tells_the_kind(kinds: tuple[DocumentKind, ...], cover: str, kind: str) -> None:
    found = recognise(document(cover + "\n本公司董事会承诺内容真实。"), kinds)
    assert found is not None
    assert found.kind == kind
    assert found.reasons


def test_a_report_may_name_itself_in_a_sentence(kinds: tuple[DocumentKind, ...]) -> None:
    text = "守护家庭\n共创未来\n# 编制说明\n本报告为海湾人寿2020、2021年度ESG报告，涵盖总部与分支机构。"
    found = recognise(document(text), kinds)
    assert found is not None
    assert found.kind == "esg-report"


def test_a_running_title_and_a_file_name_tell_the_kind(kinds: tuple[DocumentKind, ...]) -> None:
    running = recognise(document("~ 海湾人寿2024年社会责任报告\n我们关爱员工。"), kinds)
    named = recognise(document("项目如下。", path="in/海湾人寿2025年3季度偿付能力报告摘要.pdf"), kinds)
    assert running is not None
    assert running.kind == "csr-report"
    assert named is not None
    assert named.kind == "solvency-quarterly-summary"


def test_the_title_of_another_report_in_a_sentence_or_quotation_is_no_title(kinds: tuple[DocumentKind, ...]) -> None:
    text = "大事记\n发布《2024年企业社会责任报告》\n4 月，公司在官网披露了偿付能力季度报告摘要，并召开会议。"
    assert recognise(document(text), kinds) is None


def test_the_marks_of_an_article_tell_a_press_article(kinds: tuple[DocumentKind, ...]) -> None:
    text = "保险公司怎么样\n编辑: 某某\n近日，本站获悉，某公司发布业绩。据了解，本文由投稿人提供。"
    found = recognise(document(text), kinds)
    assert found is not None
    assert found.kind == "press-article"
    assert report_period(document("2024年业绩\n" + text), found.kind) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "会议纪要\n今天下雨。",
        "社会责任、公益。",
        "投诉处理。",
        "关联交易明细\n| 关联方名称 | 资金运用类 | 服务类 | 利益转移类 |",
    ],
)
def test_nothing_is_said_of_an_unknown_document(kinds: tuple[DocumentKind, ...], text: str) -> None:
    assert recognise(document(text), kinds) is None


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


PERIODS = {
    "2025上半年经营情况报告": ("2025-01-01", "2025-06-30"),
    "2025 年半年度报告": ("2025-01-01", "2025-06-30"),
    "2025年第3季度": ("2025-07-01", "2025-09-30"),
    "2025年度三季度": ("2025-07-01", "2025-09-30"),
    "二〇二五年第四季度偿付能力报告": ("2025-10-01", "2025-12-31"),
    "二○二五年度": ("2025-01-01", "2025-12-31"),
    "2025年1-9月经营情况": ("2025-01-01", "2025-09-30"),
    "2020、2021年度ESG报告": ("2020-01-01", "2021-12-31"),
    "2020年至2021年": ("2020-01-01", "2021-12-31"),
    "2022年 企业社会责任报告": ("2022-01-01", "2022-12-31"),
    "2022 年 1 月 1 日至 2022 年 12 月 31 日": ("2022-01-01", "2022-12-31"),
    "2025.04.01-2025.06.30": ("2025-04-01", "2025-06-30"),
    "2023年偿付能力季度报告摘要（第三季度）": ("2023-07-01", "2023-09-30"),
    "2023年度偿付能力季度报告摘要 四季度": ("2023-10-01", "2023-12-31"),
    "二零二三年年度信息披露报告": ("2023-01-01", "2023-12-31"),
    "2022-2023年度可持续发展报告": ("2022-01-01", "2023-12-31"),
    "for the year ended 31 December 2024": ("2024-01-01", "2024-12-31"),
    "six months ended June 30, 2025": ("2025-01-01", "2025-06-30"),
    "year ended 31 March 2025": ("2024-04-01", "2025-03-31"),
    "Q3 2025": ("2025-07-01", "2025-09-30"),
    "for the second quarter of 2025": ("2025-04-01", "2025-06-30"),
    "Annual Report 2024": ("2024-01-01", "2024-12-31"),
    "Interim Report 2025": ("2025-01-01", "2025-06-30"),
}


@pytest.mark.parametrize(("title", "bounds"), PERIODS.items())
def test_a_title_names_its_period(title: str, bounds: tuple[str, str]) -> None:
    period = period_of(title)
    assert period is not None
    assert (period.start, period.end) == (day(bounds[0]), day(bounds[1]))


@pytest.mark.parametrize("title", ["偿付能力报告", "12025年", "2025年13月1日至2025年12月31日", "2025号文", ""])
def test_a_title_without_a_period_has_none(title: str) -> None:
    assert period_of(title) is None


def test_the_stated_period_outweighs_the_cover() -> None:
    text = "2024年社会责任报告\n报告时间范围\n2023年7月1日至2024年6月30日。部分内容追溯历史数据。"
    period = report_period(document(text), "csr-report")
    assert period is not None
    assert (period.start, period.end) == (day("2023-07-01"), day("2024-06-30"))


def test_a_period_spoken_of_after_the_words_reporting_period_is_not_the_stated_one() -> None:
    text = "海湾人寿2025年上半年经营情况报告\n报告期内，公司发布了2024年第1季度的偿付能力报告。"
    period = report_period(document(text), "half-year-operating-report")
    assert period is not None
    assert (period.start, period.end) == (day("2025-01-01"), day("2025-06-30"))


def test_a_quarterly_summary_takes_the_quarter_that_its_cover_dates() -> None:
    period = report_period(document("偿付能力季度报告摘要\n2025年9月30日\n正文。"), "solvency-quarterly-summary")
    assert period is not None
    assert (period.start, period.end) == (day("2025-07-01"), day("2025-09-30"))


def test_a_year_alone_is_no_quarter() -> None:
    assert report_period(document("2025年偿付能力季度报告摘要\n正文。"), "solvency-quarterly-summary") is None


def test_the_language_is_that_of_the_text() -> None:
    assert language_of(document("本公司（Harbour Life Insurance Company Limited）经营稳健。")) == "zh"
    assert language_of(document("The company (海湾人寿) reported net profit of 5 million in 2024.")) == "en"
    assert language_of(document("")) == "zh"
