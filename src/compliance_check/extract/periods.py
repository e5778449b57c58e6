"""Periods as they are written, and which one a figure belongs to.

Absolute expressions (截至2025年6月30日, 2025年上半年, 2025年1-6月, 2020、2021两年) read alone; relative ones (报告期内,
本季度末, 上季度可比, 期初, 上年同期) are resolved against the document's own reporting period.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from compliance_check.model import Period

_Y = r"(?P<y>(?:19|20)\d{2})"
_DASH = r"\s*[-—－–~～至到]\s*"
_FOUNDED = r"(?:成立|设立|创立|创建|注册|签署|签订|批准|发布|上市|生效|开业)(?:于|时间为?)?"
_COMPARED = re.compile(rf"(?:较|比|相比|对比|相较于?|与|同比|环比|高于|低于|{_FOUNDED})\s*$")
_SINCE = re.compile(r"^\s*(?:起|以来|开始|成立|开业|创立|设立|版|版权|修订)")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period expression at text[start:end]; `comparison` says that it names what something is compared with."""

    start: int
    end: int
    period: Period
    comparison: bool = False
    relative: bool = False


def day(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, monthrange(year, month)[1])


def year_of(year: int) -> Period:
    """The calendar year, which is the accounting year of every Chinese insurer (会计法第十一条)."""
    return Period(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))


def months(year: int, first: int, last: int) -> Period | None:
    """The months `first` to `last` of a year."""
    if not 1 <= first <= last <= 12:
        return None
    return Period(start=dt.date(year, first, 1), end=month_end(year, last))


def quarter(year: int, number: int) -> Period:
    """The quarter 1 to 4 of a year."""
    return Period(start=dt.date(year, 3 * number - 2, 1), end=month_end(year, 3 * number))


def shift_years(period: Period, years: int) -> Period:
    """The same period some years away; month ends stay month ends."""

    def move(date: dt.date) -> dt.date:
        last = month_end(date.year, date.month) == date
        return month_end(date.year + years, date.month) if last else date.replace(year=date.year + years)

    return Period(start=period.start and move(period.start), end=move(period.end))


def opening(period: Period) -> dt.date:
    """The instant at which a duration begins: the last day before it. For an instant: the end of the year before."""
    if period.start is not None:
        return period.start - dt.timedelta(days=1)
    return dt.date(period.end.year - 1, 12, 31)


def previous_quarter_end(end: dt.date) -> dt.date:
    """The last quarter end before `end`."""
    first = dt.date(end.year, 3 * ((end.month - 1) // 3) + 1, 1)
    return first - dt.timedelta(days=1)


_QUARTER_NUMBER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _date(m: re.Match[str]) -> Period | None:
    date = day(int(m["y"]), int(m["m"]), int(m["d"]))
    return Period(end=date) if date else None


def _date_range(m: re.Match[str]) -> Period | None:
    start = day(int(m["y"]), int(m["m"]), int(m["d"]))
    end = day(int(m["y2"] or m["y"]), int(m["m2"]), int(m["d2"]))
    return Period(start=start, end=end) if start and end and start <= end else None


def _quarter(m: re.Match[str]) -> Period | None:
    period = quarter(int(m["y"]), _QUARTER_NUMBER[m["q"]])
    return Period(end=period.end) if m["edge"] in ("末", "底") else period


def _half(m: re.Match[str]) -> Period | None:
    year = int(m["y"])
    period = months(year, 1, 6) if m["h"] in ("上", "H1", "h1") else months(year, 7, 12)
    assert period is not None
    return Period(end=period.end) if m.groupdict().get("edge") in ("末", "底") else period


def _months(m: re.Match[str]) -> Period | None:
    return months(int(m["y"]), int(m["m"]), int(m["m2"]))


def _month(m: re.Match[str]) -> Period | None:
    period = months(int(m["y"]), int(m["m"]), int(m["m"]))
    return Period(end=period.end) if period and m["edge"] in ("末", "底") else period


def _years(m: re.Match[str]) -> Period | None:
    first, last = int(m["y"]), int(m["y2"])
    if m["join"] in "、,，和及与" and last != first + 1:
        return None
    return Period(start=dt.date(first, 1, 1), end=dt.date(last, 12, 31)) if first < last else None


def _year(m: re.Match[str]) -> Period | None:
    year = int(m["y"])
    if m["edge"] in ("末", "底"):
        return Period(end=dt.date(year, 12, 31))
    return Period(end=dt.date(year - 1, 12, 31)) if m["edge"] == "初" else year_of(year)


_DAY = r"\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"
_Y2 = r"(?P<y2>(?:19|20)\d{2})"
_DAY2 = rf"(?:{_Y2}\s*年)?\s*(?P<m2>\d{{1,2}})\s*月\s*(?P<d2>\d{{1,2}})\s*日"
_NO_MONTH = r"(?!\s*\d{1,2}\s*月)"
ABSOLUTE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"{_Y}{_DAY}{_DASH}{_DAY2}", _date_range),
        (rf"{_Y}{_DAY}", _date),
        (rf"(?<!\d){_Y}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)", _date),
        (rf"{_Y}\s*年\s*(?P<m>\d{{1,2}})\s*月?{_DASH}(?P<m2>\d{{1,2}})\s*月(?:份)?", _months),
        (rf"{_Y}\s*年?(?:度)?\s*第?\s*(?P<q>[一二三四1-4])\s*季度?(?P<edge>末|底)?", _quarter),
        (rf"{_Y}\s*Q(?P<q>[1-4])(?P<edge>\b)", _quarter),
        (rf"{_Y}\s*年?(?:度)?\s*(?P<h>[上下])半年(?:度)?(?P<edge>末|底)?", _half),
        (rf"{_Y}\s*年?(?:度)?\s*(?P<h>半)年度?", lambda m: months(int(m["y"]), 1, 6)),
        (rf"{_Y}\s*(?P<h>H[12])\b", _half),
        (rf"{_Y}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:份)?(?P<edge>末|底)?", _month),
        (
            rf"{_Y}\s*年?(?:度)?\s*(?P<join>[、,，和及与至—－–~～-])\s*{_Y2}\s*(?:两)?年(?:度|间)?{_NO_MONTH}",
            _years,
        ),
        (rf"(?<!\d){_Y}\s*年(?:度)?(?:全年)?(?P<edge>末|底|初)?", _year),
        (rf"(?:FY|year|in|for|of)\s*{_Y}\b", lambda m: year_of(int(m["y"]))),
    )
)


def _this(period: Period) -> Period:
    return period


def _end(period: Period) -> Period:
    return Period(end=period.end)


def _begin(period: Period) -> Period:
    return Period(end=opening(period))


def _year_start(period: Period) -> Period:
    return Period(end=dt.date(period.end.year - 1, 12, 31))


def _year_to_date(period: Period) -> Period:
    return Period(start=dt.date(period.end.year, 1, 1), end=period.end)


def _this_quarter(period: Period) -> Period:
    first = dt.date(period.end.year, 3 * ((period.end.month - 1) // 3) + 1, 1)
    return Period(start=first, end=period.end)


def _last_quarter_end(period: Period) -> Period:
    return Period(end=previous_quarter_end(period.end))


def _last_quarter(period: Period) -> Period:
    end = previous_quarter_end(period.end)
    return quarter(end.year, (end.month + 2) // 3)


def _next_quarter_end(period: Period) -> Period:
    following = period.end + dt.timedelta(days=1)
    return Period(end=quarter(following.year, (following.month + 2) // 3).end)


def _same_last_year(period: Period) -> Period:
    return shift_years(period, -1)


def _last_year(period: Period) -> Period:
    return year_of(period.end.year - 1)


RELATIVE: tuple[tuple[re.Pattern[str], Callable[[Period], Period]], ...] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (r"(?:预计)?下(?:一)?(?:个)?季度(?:末)?(?:预测)?", _next_quarter_end),
        (r"上(?:一)?(?:年度|年)?(?:同期|同季)|去年同期", _same_last_year),
        (r"上(?:一)?年度?[年期]?末|上年底|去年底|去年末|年初", _year_start),
        (r"上期(?:期)?末|期初", _begin),
        (r"最近(?:一个)?会计年度", _last_year),
        (r"上(?:一)?年度?(?!末|同|底)|去年(?!同|底|末)", _last_year),
        (r"上(?:一)?(?:个)?季度(?:末|可比数?)|上季末|上季度可比", _last_quarter_end),
        (r"上(?:一)?(?:个)?季度", _last_quarter),
        (r"本(?:报告)?季度末|本季末|季度末", _end),
        (r"本季度(?:数)?|当季", _this_quarter),
        (r"本年(?:度)?累计(?:数)?|年初至(?:报告)?期末|本年(?:度)?(?!末)", _year_to_date),
        (r"(?:本)?报告期末|本期末|期末|本年末|年末(?!余额合计)", _end),
        (r"(?:本)?报告期(?:内)?|本期|报告年度", _this),
    )
)
_MONTH_DAY = re.compile(r"(?<![\d年])\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日")
_AS_OF = re.compile(r"(?:截至|截止|截止到|截至到|as (?:at|of))\s*$", re.IGNORECASE)


def find(text: str, reporting: Period | None) -> list[PeriodMention]:
    """All period expressions of a text in order; relative ones only where the reporting period is known."""
    taken: list[PeriodMention] = []
    for pattern, build in ABSOLUTE:
        for match in pattern.finditer(text):
            if not _free(match, taken) or _SINCE.match(text[match.end() : match.end() + 4]):
                continue
            period = build(match)
            if period is not None:
                taken.append(_mention(match, text, period, False))
    if reporting is not None:
        for match in _MONTH_DAY.finditer(text):
            date = day(reporting.end.year, int(match["m"]), int(match["d"]))
            if date is not None and _free(match, taken):
                taken.append(_mention(match, text, Period(end=date), True))
        for pattern, resolve in RELATIVE:
            for match in pattern.finditer(text):
                if _free(match, taken):
                    taken.append(_mention(match, text, resolve(reporting), True))
    return sorted(taken, key=lambda mention: mention.start)


def of_header(text: str, reporting: Period | None) -> Period | None:
    """The period that a column or row header names, or None: 期末数, 2024年12月31日, 本年累计数, 2023年度, 2024."""
    mentions = find(text, reporting)
    if mentions:
        return mentions[-1].period if len(mentions) == 1 else mentions[0].period
    match = re.fullmatch(r"\s*((?:19|20)\d{2})\s*", text)
    return year_of(int(match[1])) if match else None


def _free(match: re.Match[str], taken: list[PeriodMention]) -> bool:
    return all(match.end() <= mention.start or match.start() >= mention.end for mention in taken)


def _mention(match: re.Match[str], text: str, period: Period, relative: bool) -> PeriodMention:
    before = text[max(match.start() - 6, 0) : match.start()]
    if _AS_OF.search(before) and period.start is not None:
        period = Period(end=period.end)
    return PeriodMention(match.start(), match.end(), period, bool(_COMPARED.search(before)), relative)


def parse_period(text: str) -> Period | None:
    """A period as users type it: 2025, 2025H1, 2025Q2, 2025-06-30, 2025-01-01..2025-06-30; None for anything else."""
    text = text.strip()
    first, dots, last = text.partition("..")
    if dots:
        start, end = parse_period(first), parse_period(last)
        if start is None or end is None or start.start is not None or end.start is not None or start.end > end.end:
            return None
        return Period(start=start.end, end=end.end)
    if match := re.fullmatch(r"(\d{4})(?:([HhQq])([1-4]))?", text):
        year, part, number = int(match[1]), (match[2] or "").upper(), int(match[3] or 0)
        if not 1900 <= year <= 2100 or (part == "H" and number > 2):
            return None
        if part == "H":
            return months(year, 6 * number - 5, 6 * number)
        return quarter(year, number) if part else year_of(year)
    try:
        return Period(end=dt.date.fromisoformat(text))
    except ValueError:
        return None
