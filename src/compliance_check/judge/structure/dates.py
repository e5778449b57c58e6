"""Dates that no calendar has, spans that end before they begin, and periods left over from last year's report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, Passage, passages
from compliance_check.model import Disclosure, Figure, Period

_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*日)?")
_SPAN = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日\s*(?:至|到|[-—－–~～])\s*"
    r"(?P<y2>(?:19|20)\d{2})\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日"
)
_COMPARES = re.compile(r"同比|较|相比|对比|上年|去年|增长|下降|比20|环比|由|从|自|历史|此前|曾|发布|公布|《")
_FEWEST_DIGITS = 5


def impossible_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """2025年2月30日, and 2025年6月30日至2025年1月1日."""
    for passage in passages(disclosure):
        for match in _DATE.finditer(passage.text):
            if not _exists(match["y"], match["m"], match["d"] or "1"):
                yield Oddity((passage.anchor(match.start(), match.end()),), match.group())
        for match in _SPAN.finditer(passage.text):
            first = _date(match["y"], match["m"], match["d"])
            last = _date(match["y2"], match["m2"], match["d2"])
            if first and last and last < first:
                yield Oddity((passage.anchor(match.start(), match.end()),), match.group())


def stale_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """This period's figure under last year's date, and a lone last year's date where all others are this year's."""
    own = disclosure.period
    if own is None or own.start is None or own.end.year != own.start.year:
        return
    reported: set[int] = set()
    for figure, other in _same_value(disclosure, own):
        reported.add(figure.anchor.block)
        yield Oddity((figure.anchor, other.anchor), figure.raw, str(figure.period and figure.period.end))
    for passage, start, end in _lone_dates(disclosure, own):
        if passage.block not in reported:
            yield Oddity((passage.anchor(start, end),), passage.text[start:end], str(own.end))


def _same_value(disclosure: Disclosure, own: Period) -> Iterator[tuple[Figure, Figure]]:
    """Figures dated a year before whose long value is that of the reporting period, stated elsewhere."""
    current: dict[tuple[str | None, object, str], Figure] = {}
    earlier: dict[tuple[str | None, object], set[object]] = {}
    for figure in disclosure.figures:
        if figure.concept is None or figure.period is None or _digits(figure) < _FEWEST_DIGITS:
            continue
        if figure.period.end == own.end:
            current.setdefault((figure.concept, figure.value, figure.unit), figure)
        else:
            earlier.setdefault((figure.concept, figure.period.end), set()).add(figure.value)
    for figure in disclosure.figures:
        period = figure.period
        if period is None or figure.anchor.cell is not None or not _a_year_before(period, own):
            continue
        other = current.get((figure.concept, figure.value, figure.unit))
        alone = earlier.get((figure.concept, period.end), set()) <= {figure.value}
        if other is not None and (alone or other.anchor.cell is not None):
            yield figure, other


def _lone_dates(disclosure: Disclosure, own: Period) -> Iterator[tuple[Passage, int, int]]:
    """A sentence that opens with the shape of the reporting period, one year back, and compares nothing."""
    year, last = own.end.year, own.end.year - 1
    shape = _shape(own)
    if shape is None:
        return
    right = re.compile(rf"(?:^|[。；\n])\s*(?:截至|截止)?\s*{year}\s*年?\s*{shape}")
    wrong = re.compile(rf"(?:^|[。；\n])\s*(?P<date>(?:截至|截止)?\s*{last}\s*年?\s*{shape})")
    texts = passages(disclosure)
    if sum(bool(right.search(p.text)) for p in texts) < 3:
        return
    found = [(p, match) for p in texts if not p.heading for match in wrong.finditer(p.text)]
    if len(found) > 2:
        return
    for passage, match in found:
        end = min(
            [passage.text.find(mark, match.end()) for mark in "。\n" if mark in passage.text[match.end() :]]
            or [len(passage.text)]
        )
        if not _COMPARES.search(passage.text[match.start() : end]) and not right.search(passage.text):
            yield passage, match.start("date"), match.end("date")


def _shape(own: Period) -> str | None:
    """How the reporting period is written after its year; None for a whole year, which is named for many reasons."""
    assert own.start is not None
    months = own.end.month - own.start.month + 1
    day = rf"{own.end.month}\s*月\s*{own.end.day}\s*日"
    if months == 6:
        return rf"(?:上半年|1\s*[-—－至]\s*6\s*月|1\s*月至\s*6\s*月|{day})"
    if months == 3:
        quarter = (own.end.month + 2) // 3
        return rf"(?:第?\s*{'一二三四'[quarter - 1]}\s*季度|第?\s*{quarter}\s*季度|{day})"
    return rf"(?:{day})" if months == 12 else None


def _a_year_before(period: Period, own: Period) -> bool:
    return (period.end.year, period.end.month, period.end.day) == (own.end.year - 1, own.end.month, own.end.day)


def _digits(figure: Figure) -> int:
    return len("".join(c for c in figure.raw if c.isdigit()).strip("0"))


def _exists(year: str, month: str, day: str) -> bool:
    return _date(year, month, day) is not None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
