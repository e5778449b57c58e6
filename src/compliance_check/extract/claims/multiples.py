"""Growth told as a multiple: 是上年同期的 3 倍, 翻番, 翻两番, doubled; against the figures of both times.

增长 2 倍 and 增长到 2 倍 are told apart: the first is a rate and read by `growth`, only the second stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.compared import COMPARED, earlier_figures
from compliance_check.extract.claims.from_to import ends_at
from compliance_check.extract.claims.passages import LEVELS, Reading, Spot, View, joined, spots
from compliance_check.model import Anchor, Claim, Figure

_OF_EARLIER = re.compile(
    r"(?P<head>.*?)(?:是|为|达到?了?|相当于|约为|(?:增长|增加|提高|提升|上升|扩大)[到至为]|增至|升至)"
    r"(?P<when>(?:上年|去年|上一年度?)(?:同期|同比)?|(?:上年度?|去年)[末底]|年初|期初|上季度?末?)的?\s*"
    r"(?:约为|将近|接近|超过|[约近超逾])?\s*$"
)
_WORD = re.compile(
    r"(?P<near>将近|接近|几乎|近|约)?(?P<over>超过?|逾)?(?:翻了?(?P<times>[一两二三四]?)(?P<more>多)?番|翻了?一?倍)(?P<after>有余|还多|以上|多)?"
    r"|(?P<english>doubled|tripled|quadrupled)",
    re.IGNORECASE,
)
_FACTORS = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8, "四": 16, "doubled": 2, "tripled": 3, "quadrupled": 4}
_NEARLY = re.compile(r"(?:almost|nearly|about|approximately)\s+$", re.IGNORECASE)
_OVER = re.compile(r"more than\s+$", re.IGNORECASE)
_YET_TO_COME = re.compile(
    r"目标|力争|计划|预计|预期|有望|争取|确保|未来|规划|行动|工程|将要|将(?!近)|\b(?:target|expect|plan|will|aim)",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r"[，,；;].*(?:业务|客户|渠道|产品|人数|件数|利润|收入|规模|量|率)")
_FARTHEST = 50


def multiple_claims(reading: Reading) -> Iterator[Claim]:
    """Multiples in digits and in words, where the document holds both figures."""
    for view, spot in spots(reading):
        if spot.figure.unit == "times" and (found := _counted(reading, view, spot)):
            yield found
    for view in reading.views:
        for match in _WORD.finditer(view.text):
            if found := _worded(reading, view, match):
                yield found


def _counted(reading: Reading, view: View, spot: Spot) -> Claim | None:
    """…，是上年同期的 3 倍."""
    match = _OF_EARLIER.fullmatch(view.clause_before(spot))
    if match is None or _YET_TO_COME.search(_sentence(view, spot.start)):
        return None
    later = _level_before(view, view.clause_start(spot.start) + match.start("when"))
    if later is None:
        return None
    compared = "opening" if re.search(r"[末底]|初", match["when"]) else "year"
    earlier = earlier_figures(reading, later, "quarter" if "季" in match["when"] else compared)
    if not earlier:
        return None
    roles = {"later": [later.id], "stated": [spot.id], "earlier": [figure.id for figure in earlier]}
    return reading.claim("multiple", spot.figure.anchor, roles, {"case": "counted"})


def _worded(reading: Reading, view: View, match: re.Match[str]) -> Claim | None:
    """由 a 增至 b，翻了一番; a，较上年同期翻番."""
    if _YET_TO_COME.search(_sentence(view, match.start())):
        return None
    ends = _span_before(view, match.start()) or _span_after(view, match)
    if ends is not None:
        later, earlier = ends[1].figure, [ends[0].figure]
    else:
        pair = _compared(reading, view, match)
        if pair is None:
            return None
        later, earlier = pair
    if not earlier:
        return None
    anchor = Anchor(block=view.block, start=match.start(), end=match.end())
    details = {"case": "worded", "words": match.group(), **_factor(view, match)}
    roles = {"later": [later.id], "earlier": [figure.id for figure in earlier]}
    return reading.claim("multiple", anchor, roles, details)


def _factor(view: View, match: re.Match[str]) -> dict[str, str]:
    """The factor that the words name, and whether they say about, nearly or more."""
    lead = view.text[max(match.start() - 20, 0) : match.start()]
    over = match["over"] or match["more"] or match["after"] or _OVER.search(lead)
    near = match["near"] or _NEARLY.search(lead)
    word = (match["english"] or match["times"] or "").lower()
    return {"factor": str(_FACTORS[word]), "shade": "over" if over else "near" if near else "plain"}


def _compared(reading: Reading, view: View, match: re.Match[str]) -> tuple[Figure, list[Figure]] | None:
    """The level before the words and the figures that the clause compares it with."""
    clause = view.text[view.clause_start(match.start()) : match.start()]
    compared = list(COMPARED.finditer(clause))
    if not compared:
        return None
    later = _level_before(view, view.clause_start(match.start()) + compared[-1].start())
    if later is None:
        return None
    return later, earlier_figures(reading, later, str(compared[-1].lastgroup))


def _span_after(view: View, match: re.Match[str]) -> tuple[Spot, Spot] | None:
    """doubled to b from a (from a to b is read as a range, whose ends are bounds)."""
    after = [spot for spot in view.spots if spot.start >= match.end()][:2]
    if match["english"] is None or len(after) < 2 or after[0].figure.unit != after[1].figure.unit:
        return None
    links = (view.text[match.end() : after[0].start], view.text[after[0].end : after[1].start])
    fits = re.fullmatch(r"\s+to\s+(?:RMB\s*)?", links[0]) and re.fullmatch(r"\s+from\s+(?:RMB\s*)?", links[1])
    return (after[1], after[0]) if fits else None


def _span_before(view: View, position: int) -> tuple[Spot, Spot] | None:
    """由 a 增至 b right before the words."""
    before = [spot for spot in view.spots if spot.end <= position]
    span = ends_at(view, before[-1]) if before else None
    if span is None or view.sentence_start(position) > span.earlier.start:
        return None
    between = joined(view.text[span.later.end : position])
    follows = re.fullmatch(r"[，,]?(?:同比|成功|基本|总体)?(?:实现了?)?", between)
    return (span.earlier, span.later) if follows else None


def _level_before(view: View, position: int) -> Figure | None:
    """The nearest value before a place of its sentence, where no other subject comes between."""
    start = view.sentence_start(position)
    for spot in reversed([spot for spot in view.spots if start <= spot.start < position]):
        between = view.text[spot.end : position]
        if spot.figure.unit in LEVELS and spot.role == "level" and spot.figure.concept:
            return spot.figure if len(between) <= _FARTHEST and not _OTHER_SUBJECT.search(between) else None
    return None


def _sentence(view: View, position: int) -> str:
    return view.text[view.sentence_start(position) : view.sentence_end(position)]
