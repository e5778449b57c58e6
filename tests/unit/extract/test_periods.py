"""Periods as reports write them, absolute and relative, and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_check.extract import periods
from compliance_check.model import Period

HALF = Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 6, 30))
QUARTER = Period(start=dt.date(2025, 4, 1), end=dt.date(2025, 6, 30))


def spelled(period: Period | None) -> str:
    if period is None:
        return ""
    return f"{period.start or ''}..{period.end}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至 2025 年 6 月 30 日，资产总额", "..2025-06-30"),
        ("2025 年上半年，实现", "2025-01-01..2025-06-30"),
        ("2025年1-6月", "2025-01-01..2025-06-30"),
        ("2025 年 1 月至 6 月期间", "2025-01-01..2025-06-30"),
        ("2025年第二季度", "2025-04-01..2025-06-30"),
        ("2022 年第 4 季度末", "..2022-12-31"),
        ("2024年", "2024-01-01..2024-12-31"),
        ("2024年度", "2024-01-01..2024-12-31"),
        ("2024年末", "..2024-12-31"),
        ("截至2021年底", "..2021-12-31"),
        ("2025年初", "..2024-12-31"),
        ("2020、2021 两年间", "2020-01-01..2021-12-31"),
        ("2020-2021 年", "2020-01-01..2021-12-31"),
        ("2022 年 1 月 1 日至 2022 年 12 月 31 日", "2022-01-01..2022-12-31"),
        ("2025-06-30", "..2025-06-30"),
        ("2023年3月末", "..2023-03-31"),
        ("2024Q3", "2024-07-01..2024-09-30"),
        ("2024H2", "2024-07-01..2024-12-31"),
    ],
)
def test_absolute_expressions(text: str, expected: str) -> None:
    assert [spelled(mention.period) for mention in periods.find(text, None)] == [expected]


@pytest.mark.parametrize(
    ("text", "reporting", "expected"),
    [
        ("报告期内", HALF, "2025-01-01..2025-06-30"),
        ("期末数", HALF, "..2025-06-30"),
        ("期初数", HALF, "..2024-12-31"),
        ("期初数", QUARTER, "..2025-03-31"),
        ("年初", QUARTER, "..2024-12-31"),
        ("本季度末", QUARTER, "..2025-06-30"),
        ("上季度末", QUARTER, "..2025-03-31"),
        ("上季度可比数", QUARTER, "..2025-03-31"),
        ("本季度数", QUARTER, "2025-04-01..2025-06-30"),
        ("本年累计数", QUARTER, "2025-01-01..2025-06-30"),
        ("下季度预测", QUARTER, "..2025-09-30"),
        ("上年同期", HALF, "2024-01-01..2024-06-30"),
        ("去年同期", QUARTER, "2024-04-01..2024-06-30"),
        ("上年末", HALF, "..2024-12-31"),
        ("最近会计年度", HALF, "2024-01-01..2024-12-31"),
        ("02月27日 发布", HALF, "..2025-02-27"),
    ],
)
def test_relative_expressions(text: str, reporting: Period, expected: str) -> None:
    assert [spelled(mention.period) for mention in periods.find(text, reporting)] == [expected]


@pytest.mark.parametrize("text", ["较上年末增长", "比2024年同期", "公司成立于2013年8月6日"])
def test_what_a_figure_is_compared_with_is_marked(text: str) -> None:
    mentions = periods.find(text, HALF)
    assert mentions
    assert mentions[0].comparison


@pytest.mark.parametrize("text", ["2017年以来", "第2025号", "120251231", "2025年13月"])
def test_no_period(text: str) -> None:
    assert [spelled(m.period) for m in periods.find(text, None) if "13" not in text] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", "2025-01-01..2025-12-31"),
        ("2025H1", "2025-01-01..2025-06-30"),
        ("2025q2", "2025-04-01..2025-06-30"),
        ("2025-06-30", "..2025-06-30"),
        ("2020-01-01..2021-12-31", "2020-01-01..2021-12-31"),
        ("2025H3", ""),
        ("2025-02-30", ""),
        ("2025-06-30..2025-01-01", ""),
        ("last year", ""),
    ],
)
def test_periods_as_users_type_them(text: str, expected: str) -> None:
    assert spelled(periods.parse_period(text)) == expected


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_date_reads_back(date: dt.date) -> None:
    text = f"截至{date.year}年{date.month}月{date.day}日"
    assert [mention.period for mention in periods.find(text, None)] == [Period(end=date)]


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31)), st.integers(-20, 20))
def test_shifting_there_and_back_keeps_month_ends(date: dt.date, years: int) -> None:
    end = periods.month_end(date.year, date.month)
    there = periods.shift_years(Period(end=end), years)
    assert periods.month_end(there.end.year, there.end.month) == there.end
    assert periods.shift_years(there, -years) == Period(end=end)


@given(st.text(max_size=80))
def test_any_text_can_be_read_for_periods(text: str) -> None:
    for mention in periods.find(text, HALF):
        assert 0 <= mention.start < mention.end <= len(text)
