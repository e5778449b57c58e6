"""From a to b: 由 a 提升至 b, with the change that a clause right after it states of the two (…，增长 x%)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance_check.extract.claims.passages import LEVELS, Spot, View, joined

RISE = r"(?:增长|增加|上升|提升|提高|上涨|扩大|攀升|跃升|增|升|rose|rise|increased|grew)"
FALL = r"(?:下降|减少|降低|下滑|回落|缩减|压降|缩短|减|降|fell|decreased|declined)"
_FROM = re.compile(r"(?:由|从|自|from)[^，。；,;]{0,24}$", re.IGNORECASE)
_TO = re.compile(
    rf"[^。；;]{{0,14}}?(?:(?P<rise>{RISE})|(?P<fall>{FALL}))(?:至|到|为|至约|到约|to)"
    r"(?:\s*(?:19|20)\d{2}\s*年)?[^，。；,;\d]{0,14}$",
    re.IGNORECASE,
)
# 年均增长 and 累计增长 count from elsewhere or by the year, and are not the change from a to b.
_PER_YEAR = re.compile(r"年均|复合|平均|每年|逐年|分别|其中|CAGR|annual", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"(?:由|从|自)[^，。；]{0,12}?(?:年|月|成立|期初|年初|初期)(?<!上年)(?<!去年)(?!同期)")
_STATED = re.compile(
    r"[，,、]?(?:同比|累计|共|总体|整体)?(?:实现|大幅|显著|明显|小幅|略微|略)*"
    rf"(?:{RISE}|{FALL}|增幅|降幅|涨幅|增长率)(?:了|约|近|超过|超|逾|高达|达到|达|幅度?|率|为|by)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Two values of one thing and the direction (1 or -1) in which the text goes from one to the other."""

    earlier: Spot
    later: Spot
    sign: int


def ends_at(view: View, spot: Spot) -> Span | None:
    """The span that a number ends: 由 a 提升至 this."""
    if not spot.index or spot.figure.unit not in LEVELS:
        return None
    before = view.spots[spot.index - 1]
    if before.figure.unit != spot.figure.unit or before.figure.counter != spot.figure.counter:
        return None
    move = _TO.fullmatch(view.text[before.end : spot.start])
    if move is None or not _FROM.search(view.text[view.clause_start(before.start) : before.start]):
        return None
    return Span(before, spot, 1 if move["rise"] else -1)


def span_of(view: View, spot: Spot) -> Span | None:
    """The span whose change a number states, in the same sentence right after its end: 由 a 增至 b，增长 this."""
    if spot.index < 2:
        return None
    span = ends_at(view, view.spots[spot.index - 1])
    if span is None or view.sentence_start(spot.start) > span.earlier.start:
        return None
    between = joined(view.text[span.later.end : spot.start])
    start = view.sentence_start(spot.start)
    if not _STATED.fullmatch(between) or _PER_YEAR.search(view.text[start : spot.start]):
        return None
    # 由 2020 年的 a 增至 b，同比增长 x%: the rate is counted from another year than the span.
    elsewhere = "同比" in between and _OTHER_YEAR.search(view.text[start : span.later.start])
    return None if elsewhere else span
