"""Directions: 由 a 提升至 b, 有所下降, and what two growths together say of a share (占比逐年增加)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.from_to import FALL, RISE, ends_at
from compliance_check.extract.claims.growth import Growth, growths
from compliance_check.extract.claims.passages import Reading, Spot, View, joined, narrowing
from compliance_check.model import Anchor, Claim, Figure

_VAGUE = re.compile(
    rf"(?:同比|较上年同期|较去年同期|比上年同期|较上年)(?:有所|略有|大幅|显著|明显|小幅|持续|稳步|均|出现|实现)*(?:(?P<rise>{RISE})|(?P<fall>{FALL}))(?=[，。；,;、]|$)"
)
_SHARE_MOVES = re.compile(
    r"(?P<part>[\u4e00-\u9fff]{2,12}?)(?:业务)?(?:占比|比重|份额|占总[^，。；]{1,10}?的?比[例重])(?:逐年|持续|稳步|不断|逐步|逐渐|进一步|显著|同比|有所|明显)*"
    rf"(?:(?P<rise>{RISE}|上行)|(?P<fall>{FALL}|下行))"
)


def direction_claims(reading: Reading) -> Iterator[Claim]:
    """From a to b with a verb; a rise or fall without a number; and shares that two growths contradict."""
    found = list(growths(reading))
    for view in reading.views:
        for spot in view.spots:
            if claim := _from_to(reading, view, spot):
                yield claim
        yield from _vague(reading, view)
        yield from _shares(reading, view, found)


def _from_to(reading: Reading, view: View, spot: Spot) -> Claim | None:
    """由 a 提升至 b: both ends and the verb between them."""
    span = ends_at(view, spot)
    if span is None:
        return None
    roles = {"earlier": [span.earlier.id], "later": [spot.id]}
    return reading.claim("direction", spot.figure.anchor, roles, {"direction": "rise" if span.sign > 0 else "fall"})


def _vague(reading: Reading, view: View) -> Iterator[Claim]:
    """净利润同比有所下降: against the two figures of the thing, where the document has both."""
    for match in _VAGUE.finditer(view.text):
        start = view.clause_start(match.start())
        mentions = reading.matcher.find(view.text[start : match.start()])
        if len(mentions) != 1 or joined(view.text[start + mentions[0].end : match.start()]):
            continue
        pair = _pair(reading, mentions[0].concept.id)
        if pair is not None:
            anchor = Anchor(block=view.block, start=match.start(), end=match.end())
            roles = {"earlier": [pair[0].id], "later": [pair[1].id]}
            yield reading.claim("direction", anchor, roles, {"direction": "rise" if match["rise"] else "fall"})


def _pair(reading: Reading, concept: str) -> tuple[Figure, Figure] | None:
    """The figures of a concept for the reporting period and for the one a year before."""
    own = reading.reporting
    if own is None:
        return None
    whole = [f for f in reading.by_concept.get(concept, []) if not narrowing(f) and f.scenario.value == "actual"]
    later = next((f for f in whole if f.period and f.period.end == own.end), None)
    if later is None or later.period is None:
        return None
    for figure in whole:
        period = figure.period
        if period is None or figure.unit != later.unit or period.end.year != own.end.year - 1:
            continue
        if (period.end.month, period.start is None) == (own.end.month, later.period.start is None):
            return figure, later
    return None


def _shares(reading: Reading, view: View, found: list[Growth]) -> Iterator[Claim]:
    """A part that grows more slowly than its whole has a falling share."""
    for match in _SHARE_MOVES.finditer(view.text):
        part_name = _stem(match["part"])
        for part in found:
            if part.points or part.later is None or part_name not in _stem(_name(part)) or len(part_name) < 2:
                continue
            wholes = [g for g in found if g is not part and _is_whole(g, part, part_name)]
            if wholes:
                anchor = Anchor(block=view.block, start=match.start(), end=match.end())
                roles = {"part": [part.spot.id], "whole": [wholes[0].spot.id], "of": _amounts(part, wholes[0])}
                details = {"direction": "rise" if match["rise"] else "fall", "words": match.group()}
                signs = {"part_sign": str(part.sign), "whole_sign": str(wholes[0].sign)}
                yield reading.claim("share_moves", anchor, roles, {**details, **signs})
                break


def _is_whole(growth: Growth, part: Growth, part_name: str) -> bool:
    """Whether `growth` is that of the whole: same concept, same comparison, same time, not narrowed to the part."""
    one, other = growth.later, part.later
    if growth.points or one is None or other is None or growth.comparison != part.comparison:
        return False
    related = one.concept is not None and other.concept is not None
    related = related and (one.concept == other.concept or str(other.concept).startswith(f"{one.concept}_"))
    same_time = one.period is not None and other.period is not None and one.period.end == other.period.end
    return related and same_time and one.value > other.value and part_name not in _name(growth)


def _name(growth: Growth) -> str:
    later = growth.later
    if later is None:
        return ""
    start = growth.view.clause_start(later.anchor.start) if later.anchor.block == growth.view.block else 0
    words = growth.view.text[start : later.anchor.start] if later.anchor.block == growth.view.block else ""
    return joined(words + "/" + narrowing(later) + "/" + later.label)


def _stem(words: str) -> str:
    return re.sub(r"^(?:其中|我司|公司|本社|的)|(?:业务|的)$", "", joined(words))


def _amounts(part: Growth, whole: Growth) -> list[str]:
    return [figure.id for figure in (part.later, whole.later) if figure is not None]
