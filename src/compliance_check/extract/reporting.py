"""The period that a document reports on: from its own words about it, its cover, its running title, its name."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from compliance_check.extract import opening, periods
from compliance_check.model import Document, Period

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[二一][〇零○一二三四五六七八九]{3}(?=年|、)")
_YEAR = r"(?<!\d)((?:19|20)\d{2})"
_DAY = _YEAR + r"[年./-](\d{1,2})[月./-](\d{1,2})日?"
_RANGE = re.compile(_DAY + r"[至到\-—~–]+" + _DAY)
_MONTH_RANGE = re.compile(_YEAR + r"年(\d{1,2})月?(?:至|到|-|—|~|–)(\d{1,2})月")
_YEARS = re.compile(_YEAR + r"年?度?(?:、|和|及|与|至|-|—|~|–)((?:19|20)\d{2})年?度?")
_QUARTER = re.compile(_YEAR + r"年?度?第?([一二三四1-4])(?:个)?季度?")
_QUARTER_APART = re.compile(_YEAR + r"年?度?[^\d。]{2,30}?第?([一二三四1-4])季度")
_QUARTER_EN = re.compile(
    r"(?:q([1-4])|(first|second|third|fourth)quarter)(?:of)?,?((?:19|20)\d{2})|" + _YEAR + r"[-]?q([1-4])"
)
_HALF = re.compile(_YEAR + r"年?度?(上半年|下半年|半年|中期|h1|h2)")
_HALF_EN = re.compile(
    r"(?:half[- ]?yearof|firsthalfof|interimreport)((?:19|20)\d{2})|" + _YEAR + r"(?:half-?year|interim)"
)
_ENDED_EN = re.compile(
    r"(year|twelvemonths|sixmonths|half-?year|threemonths|quarter)ended(?:\d{1,2})?"
    r"(march|june|september|december)(?:\d{1,2})?,?((?:19|20)\d{2})"
)
_AS_AT = re.compile(r"(?:截至|截止)?" + _DAY)
_YEAR_ONLY = re.compile(
    _YEAR + r"(?:年|annual|esg|csr|corporate|sustainab|environment)|(?:report|for|year)((?:19|20)\d{2})"
)
_STATED = re.compile(r"(?:报告的?时间范围|报告期间|报告时段|报告所属期间|披露期间|报告期)([:为是]?)(.{0,60})")
_STATED_REACH = 22
"""After 报告期: a period follows at once; further on another one may be spoken of."""

_SELF = re.compile(r"本报告(?:为|是)(.{0,40})")
_MONTHS_EN = {"march": 3, "june": 6, "september": 9, "december": 12}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}


def report_period(document: Document, kind: str | None = None) -> Period | None:
    """The document's own reporting period, None where it does not name one.

    kind: the recognised kind; a press article has no reporting period, and a quarterly summary's year alone is none.
    """
    if kind == "press-article":
        return None
    for text in _sources(document):
        period = period_of(text)
        if period is not None and not (kind == "solvency-quarterly-summary" and _months(period) > 3):
            return period
    return _quarter_ended(document) if kind == "solvency-quarterly-summary" else None


def _quarter_ended(document: Document) -> Period | None:
    """The quarter that ends on the one date that a quarterly summary's cover bears."""
    days = {
        periods.day(*map(int, match.groups()))
        for line in opening.titles(document)
        for match in _AS_AT.finditer(_plain(line))
    }
    ends = {day for day in days if day and day.month % 3 == 0 and day == _month_end(day.year, day.month)}
    day = ends.pop() if len(ends) == 1 else None
    return periods.quarter(day.year, day.month // 3) if day else None


def period_of(text: str) -> Period | None:
    """The reporting period that a title names: 2025年第3季度, 2025上半年, 2025年1-9月, 2020、2021年度, 2022年."""
    plain = _plain(text)
    if match := _RANGE.search(plain):
        numbers = [int(number) for number in match.groups()]
        return _between(periods.day(*numbers[:3]), periods.day(*numbers[3:]))
    if match := _MONTH_RANGE.search(plain):
        year, first, last = (int(number) for number in match.groups())
        return _between(periods.day(year, first, 1), _month_end(year, last))
    if match := _QUARTER.search(plain) or _QUARTER_APART.search(plain):
        return periods.quarter(int(match[1]), _number(match[2]))
    if match := _QUARTER_EN.search(plain):
        return periods.quarter(int(match[3] or match[4]), _number(match[1] or match[2] or match[5]))
    if match := _HALF.search(plain):
        return periods.months(int(match[1]), *((7, 12) if match[2] in ("下半年", "h2") else (1, 6)))
    if match := _HALF_EN.search(plain):
        return periods.months(int(match[1] or match[2]), 1, 6)
    if match := _ENDED_EN.search(plain):
        return _ended(*match.groups())
    return _of_years(plain)


def _ended(span: str, month: str, year: str) -> Period | None:
    last = _MONTHS_EN[month]
    length = {"year": 12, "twelvemonths": 12, "quarter": 3, "threemonths": 3}.get(span, 6)
    end = _month_end(int(year), last)
    first = last - length + 1
    start = periods.day(int(year), first, 1) if first >= 1 else periods.day(int(year) - 1, first + 12, 1)
    return _between(start, end)


def _of_years(plain: str) -> Period | None:
    if (match := _YEARS.search(plain)) and int(match[1]) < int(match[2]) <= int(match[1]) + 5:
        return Period(start=dt.date(int(match[1]), 1, 1), end=dt.date(int(match[2]), 12, 31))
    if match := _YEAR_ONLY.search(plain):
        return periods.year_of(int(match[1] or match[2]))
    return None


def _sources(document: Document) -> Iterator[str]:
    """What may name the period, the most telling first."""
    text = _plain(opening.opening_text(document))
    for match in _STATED.finditer(text):
        if _RANGE.search(match[2]):
            yield match[2]
        elif match[1]:
            yield match[2][:_STATED_REACH]
    yield from opening.titles(document)
    for match in _SELF.finditer(text):
        yield match[1]
    yield from opening.running_titles(document)
    yield opening.file_title(document)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _CHINESE_YEAR.sub(lambda m: m.group().translate(_DIGITS), "".join(folded.split()))


def _number(quarter: str) -> int:
    return _QUARTERS.get(quarter) or int(quarter)


def _between(start: dt.date | None, end: dt.date | None) -> Period | None:
    return Period(start=start, end=end) if start and end and start < end else None


def _month_end(year: int, month: int) -> dt.date | None:
    return periods.month_end(year, month) if 1 <= month <= 12 else None


def _months(period: Period) -> int:
    if period.start is None:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
