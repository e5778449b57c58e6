"""What a change is counted from: 同比, 环比, 较上年末, and the figures of the same thing at that time."""

from __future__ import annotations

import datetime as dt
import re

from compliance_check.extract import periods
from compliance_check.extract.claims.passages import Reading
from compliance_check.model import Figure, Period

COMPARED = re.compile(
    r"(?P<year>同比|(?:较|比|与)?(?:上年|去年|上一年度?)(?:同期|同比)|较上年度?(?![末底初])|比上年(?![末底初])"
    r"|较去年(?![末底初])|year[- ]on[- ]year|yoy)"
    r"|(?P<quarter>环比|(?:较|比)上(?:一)?(?:季度?末?|月))"
    r"|(?P<opening>(?:较|比)(?:上年度?末|去年末|上年底|去年底|年初|期初))",
    re.IGNORECASE,
)
"""Words that compare; the group that matches names what with: year, quarter or opening."""


def earlier_figures(reading: Reading, later: Figure, comparison: str) -> list[Figure]:
    """The figures of the same thing at the time that the change is counted from."""
    if later.concept is None or later.period is None:
        return []
    wanted = _counted_from(later.period, comparison)
    return [
        figure
        for figure in reading.by_concept.get(later.concept, [])
        if figure.period == wanted
        and figure.unit == later.unit
        and figure.dimensions == later.dimensions
        and figure.scenario == later.scenario
    ][:4]


def _counted_from(period: Period, comparison: str) -> Period:
    if comparison == "opening":
        return Period(end=dt.date(period.end.year - 1, 12, 31))
    if comparison == "quarter":
        return _quarter_before(period)
    return periods.shift_years(period, -1)


def _quarter_before(period: Period) -> Period:
    end = dt.date(period.end.year, period.end.month, 1)
    month = end.month - 3
    year, month = (end.year, month) if month > 0 else (end.year - 1, month + 12)
    if period.start is None:
        return Period(end=periods.month_end(year, month))
    return periods.quarter(year, (month + 2) // 3)
