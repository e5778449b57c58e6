"""Peaks and trends: 创历史新高, 近三年最低, record high, 逐年增加, 连续三年增长; against all periods stated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from compliance_check.extract import numerals, periods
from compliance_check.extract.claims.from_to import FALL, RISE
from compliance_check.extract.claims.passages import LEVELS, Reading, View, joined
from compliance_check.extract.claims.series import history, own_figure, same_season
from compliance_check.model import Anchor, Claim, Figure

_SINCE = (
    r"(?:历史同期|历史|历年|有史以来|(?:公司)?(?:成立|开业|上市)以来"
    r"|(?:近|过去|最近)(?P<{0}>[\d一二两三四五六七八九十]{{1,2}})(?:个)?年(?:以?来|内)?|同期)"
)
_PEAK = re.compile(
    rf"(?:再?创下?出?|刷新|达到?|处于|为|是)(?:了)?(?P<since>{_SINCE.format('a')})?(?:的)?(?:同期)?新(?:高|(?P<low>低))(?!度|档|标准|质量|水平的)"
    rf"|(?P<since2>{_SINCE.format('b')})(?:的)?(?:同期)?最(?:高|好|佳|(?P<low2>低))(?:水平|值|点|纪录|位)?(?=[，。；,;]|$)"
    r"|(?P<english>(?:record|all-time|historic(?:al)?) (?:high|(?P<low3>low)))",
    re.IGNORECASE,
)
_TREND = re.compile(
    rf"(?:连续(?P<n>[\d两三四五六七八九十]{{1,2}})(?:个)?年(?:实现|保持|呈)?(?:了)?|逐年|年年)(?:稳步|持续|大幅|小幅|正|双位数|两位数)?"
    rf"(?:(?P<rise>{RISE}|递增|走高|攀升)|(?P<fall>{FALL}|递减|走低))(?![至到])"
)
_FILLER = re.compile(
    r"(?:(?:为|达到?|约|人民币|[-\d.,，]+[万亿]*[元%人件家户])|同比|较上年|实现了?|再次?|继续|均|双双|首次|一举|也|已|又|，|,|、"
    r"|规模|余额|总额|水平|数量|金额|连续|呈|呈现|出|持续|保持|全年|本年|本期|当年|reached|hit|was|were|at|an?|the)*",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    rf"(?:规模|金额)?(?:同比|环比|较上年(?:同期|末)?|较年初)(?:大幅|稳步|显著|实现)?(?:{RISE}|{FALL})(?:了|约|超过?|近|率|幅)*[\d.]+(?:%|％|个?百分点|倍)"
)
_NOT_LEVELS = re.compile(r"增速|增幅|增长率|降幅|占比|比重|环比|季度|单月|当月|年内|同业|行业|市场|全国|排名")
_YET_TO_COME = re.compile(r"目标|力争|计划|预计|预期|有望|争取|将|\b(?:expect|plan|will|target)", re.IGNORECASE)


def peak_claims(reading: Reading) -> Iterator[Claim]:
    """A high or a low against every earlier figure of the thing; a trend against its steps."""
    for view in reading.views:
        for match in _PEAK.finditer(view.text):
            later = _subject(reading, view, match.start())
            if later is not None and (others := _within(history(reading, later), later, match)):
                low = match["low"] or match["low2"] or match["low3"]
                roles = {"later": [later.id], "others": [figure.id for figure in others]}
                yield _claim(reading, view, match, "peak", "low" if low else "high", roles)
        for match in _TREND.finditer(view.text):
            later = _subject(reading, view, match.start())
            if later is not None and (run := _run(history(reading, later), later, match["n"])):
                roles = {"steps": [figure.id for figure in (*run, later)]}
                yield _claim(reading, view, match, "trend", "rise" if match["rise"] else "fall", roles)


def _claim(
    reading: Reading, view: View, match: re.Match[str], kind: str, case: str, roles: dict[str, list[str]]
) -> Claim:
    anchor = Anchor(block=view.block, start=match.start(), end=match.end())
    return reading.claim(kind, anchor, roles, {"case": case, "words": match.group()})


def _subject(reading: Reading, view: View, position: int) -> Figure | None:
    """The figure that the words are said of: the nearest value before them, or that of the thing just named."""
    start = view.sentence_start(position)
    sentence = view.text[start : view.sentence_end(position)]
    if _YET_TO_COME.search(sentence) or _NOT_LEVELS.search(view.text[start:position]):
        return None
    before = [spot for spot in view.spots if start <= spot.start < position and spot.role == "level"]
    for figure in before[-1].figures if before else ():
        between = _CHANGE.sub("", joined(view.text[before[-1].end : position]))
        if _FILLER.fullmatch(between) and figure.concept and figure.unit in LEVELS:
            return figure
    mentions = reading.matcher.find(view.text[start:position])
    if not mentions or mentions[-1].modifiers or _other_time(reading, view.text[start:position]):
        return None
    named = _FILLER.fullmatch(joined(view.text[start + mentions[-1].end : position]))
    narrowed = joined(view.text[view.clause_start(start + mentions[-1].start) : start + mentions[-1].start])
    whole = not narrowed or bool(_WHOLE.fullmatch(narrowed))
    return own_figure(reading, mentions[-1].concept.id) if named and whole else None


_WHOLE = re.compile(
    r"(?:本公司|公司|我司|本社|本集团|集团|全年|上半年|报告期内?|本期|年末|期末|其中|实现|累计|的|[\d年月日末]+)*"
)


def _other_time(reading: Reading, text: str) -> bool:
    own = reading.reporting
    when = [mention.period for mention in periods.find(text, own) if not mention.comparison]
    return own is None or any(period.end != own.end for period in when)


def _within(others: list[Figure], later: Figure, match: re.Match[str]) -> list[Figure]:
    """The earlier figures that the words look back on: 近三年, 历史同期."""
    last = later.period
    if last is None:
        return []
    if "同期" in match.group():
        others = [figure for figure in others if figure.period and same_season(figure.period, last)]
    if years := _years(match["a"] or match["b"]):
        first = dt.date(last.end.year - years, last.end.month, min(last.end.day, 28))
        others = [figure for figure in others if figure.period and figure.period.end > first.replace(day=28)]
    return others


def _run(others: list[Figure], later: Figure, years: str | None) -> list[Figure]:
    """The figures a year apart from each other, up to the later one; at least two, none left out between them."""
    if later.period is None:
        return []
    by_year: dict[int, Figure] = {}
    for figure in others:
        if figure.period and same_season(figure.period, later.period):
            by_year[figure.period.end.year] = figure
    most = _years(years) or len(by_year)
    run: list[Figure] = []
    for year in range(later.period.end.year - 1, later.period.end.year - 1 - most, -1):
        if year not in by_year:
            break
        run.insert(0, by_year[year])
    return run


def _years(text: str | None) -> int:
    if not text:
        return 0
    value = int(text) if text.isdigit() else numerals.chinese(text)
    return int(value or 0)
