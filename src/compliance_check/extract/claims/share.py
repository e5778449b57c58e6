"""Shares: A …万元，占比 95.82%; 占总保费的 41.79%. The base is the whole that the text names or implies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.passages import AMOUNTS, RATIOS, Reading, Spot, View, joined, narrowing, spots
from compliance_check.model import Claim, Figure

_VERB = r"(?:比例|比重)?(?:分别|约|仅|均)?(?:高达|达到|达|约为|约|为|是|超过|超|逾|近|接近|不足|[:：])?\s*[（(]?\s*$"
_BARE = re.compile(rf"(?:占比|所占比[重例]|份额|比重){_VERB}")
_OF_NAMED = re.compile(rf"占(?!比|据|地|用|领|款)(?:到|了)?(?P<whole>[^占，。；]{{1,24}}?)的?{_VERB}")
_ENGLISH = re.compile(
    r"(?:accounting for|accounts? for|representing|represents?|or)\s*(?:about|over)?\s*$", re.IGNORECASE
)
_ENGLISH_WHOLE = re.compile(r"\s*of (?:the |our )?(?P<whole>[a-z ]{3,40}?)(?=[,.;]|$)", re.IGNORECASE)
_GENERIC = re.compile(r"(?:规模|金额|数量|保费|业务|其|合计|共|该|整体|总体|在|的|且|并|，|、|\s)*$")
_PRONOUN = re.compile(r"^(?:其|总数|总量|总额|总计|总|全部|合计|比|整体|全体|所有|当期|同期|全年)?(?:的)?$")
_AMONG = re.compile(r"其中|among which|of which", re.IGNORECASE)


def share_claims(reading: Reading) -> Iterator[Claim]:
    """A share stated of an amount that stands before it, with the wholes it may be a share of, likeliest first."""
    for view, spot in spots(reading):
        if spot.figure.unit not in RATIOS or spot.role == "change":
            continue
        named = _share_words(view, spot)
        if named is None or "分别" in view.text[view.sentence_start(spot.start) : spot.start]:
            continue
        whole_words, subject = named
        part = _part(view, spot, subject)
        if part is None:
            continue
        wholes, base = _wholes(reading, view, part, whole_words)
        wholes = [figure for figure in wholes if figure.id != part.id]
        if wholes:
            roles = {"part": [part.id], "stated": [spot.id], "whole": [figure.id for figure in wholes]}
            yield reading.claim("share", spot.figure.anchor, roles, {"base": base})


def _share_words(view: View, spot: Spot) -> tuple[str, str] | None:
    """(the words that name the whole, the words before the share word) of a share; None for another number."""
    clause = view.clause_before(spot)
    if match := _BARE.search(clause):
        return "", clause[: match.start()]
    if match := _OF_NAMED.search(clause):
        return match["whole"], clause[: match.start()]
    if match := _ENGLISH.search(clause):
        after = _ENGLISH_WHOLE.match(view.text, spot.end)
        return (after["whole"] if after else ""), clause[: match.start()]
    return None


def _part(view: View, spot: Spot, subject: str) -> Figure | None:
    """The amount whose share is stated: in the same clause, or the one before where the clause has no subject."""
    clause = view.clause_start(spot.start)
    for other in view.in_sentence_before(spot):
        if other.figure.unit not in AMOUNTS or other.figure.dimensions.get("role") == "change":
            continue
        if other.start >= clause:
            between = view.text[other.end : clause + len(view.clause_before(spot))]
            return other.figure if len(joined(between)) <= 40 else None
        return other.figure if _GENERIC.fullmatch(subject) and _near(view, other, spot) else None
    return None


def _near(view: View, amount: Spot, share: Spot) -> bool:
    """Whether nothing but rates of the same amount stands between it and its share."""
    between = view.spots[amount.index + 1 : share.index]
    return len(view.text[amount.end : share.start]) <= 60 and all(s.figure.unit in RATIOS for s in between)


def _wholes(reading: Reading, view: View, part: Figure, words: str) -> tuple[list[Figure], str]:
    """The candidates for the whole, and how they were found: named, among (其中), or narrowed."""
    if words and not _PRONOUN.match(joined(words)):
        named = _named(reading, view, part, words)
        return named, "named"
    before = _before(reading, view, part)
    if _follows_among(view, part):
        same = [figure for figure in before if figure.anchor.block == part.anchor.block]
        if not before:
            return _smaller(view, part), "smaller"
        return (same or before)[:4], "among"
    return [figure for figure in before if _narrows(part, figure)][:4], "narrowed"


def _named(reading: Reading, view: View, part: Figure, words: str) -> list[Figure]:
    """The figures of the whole that the sentence names, of the part's unit and date, nearest first."""
    mentions = reading.matcher.find(words)
    concept = reading.matcher.match(joined(words)) or (mentions[-1].concept if mentions else None)
    if concept is not None:
        known = reading.by_concept.get(concept.id, [])
    else:
        tail = joined(words)[-6:]
        known = [figure for figure in _same_section(reading, view) if tail in joined(figure.label)]
    fitting = [figure for figure in known if figure.unit == part.unit and _same_time(figure, part)]
    whole = [figure for figure in fitting if not narrowing(figure)] or fitting
    return sorted(whole, key=lambda figure: _distance(figure, part))[:6]


def _before(reading: Reading, view: View, part: Figure) -> list[Figure]:
    """Larger amounts of the same unit before the part, nearest first, in its passage and the two before it."""
    position = view.number
    found: list[Figure] = []
    for other in reversed(reading.views[max(0, position - 2) : position + 1]):
        if other.section == view.section:
            for spot in reversed(other.spots):
                earlier = other.block < view.block or spot.start < part.anchor.start
                if earlier and _comparable(spot.figure, part) and abs(spot.figure.value) >= abs(part.value):
                    found.append(spot.figure)
    return found


def _smaller(view: View, part: Figure) -> list[Figure]:
    """The amount right before a part that is larger than it: a slip in one of the two, if they belong together."""
    start = view.sentence_start(part.anchor.start)
    before = [spot.figure for spot in view.spots if start <= spot.start < part.anchor.start]
    return [figure for figure in reversed(before) if _comparable(figure, part)][:1]


def _same_section(reading: Reading, view: View) -> list[Figure]:
    return [spot.figure for other in reading.views if other.section == view.section for spot in other.spots]


def _follows_among(view: View, part: Figure) -> bool:
    start = view.sentence_start(part.anchor.start)
    return bool(_AMONG.search(view.text[start : part.anchor.start]))


def _narrows(part: Figure, whole: Figure) -> bool:
    """Whether the part is the same thing as the whole, only narrower: 健康险保费收入 of 保费收入."""
    if part.concept and whole.concept:
        if part.concept == whole.concept:
            return bool(narrowing(part)) and not narrowing(whole).endswith(narrowing(part))
        return part.concept.startswith(whole.concept + "_")
    ending = joined(whole.label)
    return len(ending) >= 3 and joined(part.label) != ending and joined(part.label).endswith(ending[-4:])


def _comparable(figure: Figure, part: Figure) -> bool:
    counters = figure.unit != "count" or figure.counter == part.counter
    return figure.unit == part.unit and counters and _same_time(figure, part)


def _same_time(first: Figure, second: Figure) -> bool:
    return first.period is None or second.period is None or first.period.end == second.period.end


def _distance(figure: Figure, part: Figure) -> tuple[bool, int]:
    return figure.anchor.block > part.anchor.block, abs(part.anchor.block - figure.anchor.block)
