"""Totals in a sentence: 2家二级机构，12家三级机构，6家四级机构，共20家; and shares that must make 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compliance_check.extract.claims.passages import AMOUNTS, Reading, Spot, View, exact_reading, joined
from compliance_check.model import Claim

_TOTAL = re.compile(
    r"(?:总共|共计|合计|总计|累计|共(?![建享治同商赢和]))(?:有|为|计|设有|设立|包括|发生|收到|达到?|实现|约)?"
    r"(?:[\u4e00-\u9fff]{2,8})?\s*$|(?:in total|total of)\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[^。；]{0,16}?(?:其中|包括|分别|即|[:：（(]|of which|including)")
_ITEM_GAP = re.compile(r"[^。！？\n]{0,24}")
_CLOSES = re.compile(r"[^。；\d]{0,16}[，,、；;]\s*(?:以上|上述)?\s*(?:总共|共计|合计|总计|共)")
_OPEN_ENDED = re.compile(r"等|及其他|以及其他|其余|主要|etc", re.IGNORECASE)
_OFFICES = re.compile(r"总经理|总裁|总监|秘书|董事长|监事长|主任|主席|负责人|委员|召集人")
"""One person may hold two of them."""

_VERB = re.compile(r"同比|环比|增长|下降|较|比上|占比|其中")


def total_claims(reading: Reading) -> Iterator[Claim]:
    """A stated total and the addends that the same sentence lists before or after it."""
    for view in reading.views:
        for spot in view.spots:
            if spot.figure.unit not in AMOUNTS or not exact_reading(spot.figure):
                continue
            if not _TOTAL.search(view.clause_before(spot)) and not _TOTAL.search(view.text[: spot.start]):
                continue
            addends, order = _addends(view, spot)
            if (
                len(addends) >= 2
                and not _of_offices(view, spot, addends)
                and all(exact_reading(item.figure) for item in addends)
            ):
                end = view.sentence_end(spot.start)
                listed = view.text[view.sentence_start(spot.start) : end]
                after = view.text[spot.end : addends[0].start] if order == "after" else ""
                cut_short = order == "after" and _goes_on(view, addends[-1], end)
                link = "among" if re.search(r"其中(?!\s*[:：])|including", after) else "plain"
                details = {
                    "order": order,
                    "link": link,
                    "open_ended": "yes" if cut_short or _OPEN_ENDED.search(listed) else "no",
                }
                roles = {"stated": [spot.id], "parts": [item.id for item in addends]}
                yield reading.claim("total", spot.figure.anchor, roles, details)


def _of_offices(view: View, total: Spot, addends: list[Spot]) -> bool:
    first, last = min(total.start, addends[0].start), max(total.start, addends[-1].start)
    return total.figure.unit == "count" and bool(_OFFICES.search(view.text[first:last]))


def _goes_on(view: View, last: Spot, end: int) -> bool:
    """Whether the sentence lists more of the kind behind the run: 非执行董事4名，即甲、乙；独立董事5名."""
    return any(spot.start < end and _alike(spot, last) for spot in view.spots[last.index + 1 :])


def _addends(view: View, total: Spot) -> tuple[list[Spot], str]:
    """The run of like numbers right after the total (其中、：) or right before it."""
    after = _run_after(view, total)
    if after:
        return after, "after"
    return _run_before(view, total), "before"


def _run_after(view: View, total: Spot) -> list[Spot]:
    end = view.sentence_end(total.start)
    following = [spot for spot in view.spots[total.index + 1 :] if spot.start < end]
    if not following or not _OPENS.match(view.text[total.end : following[0].start + 1]):
        return []
    return _run(view, following, total)


def _run_before(view: View, total: Spot) -> list[Spot]:
    before = view.in_sentence_before(total)
    if not before or not _CLOSES.match(view.text[before[0].end : total.start]):
        return []
    start = view.sentence_start(total.start)
    ordered = [spot for spot in reversed(before) if spot.start >= start]
    run = _run(view, list(reversed(ordered)), total, backwards=True)
    return list(reversed(run))


def _run(view: View, ordered: list[Spot], total: Spot, backwards: bool = False) -> list[Spot]:
    """The numbers alike in unit and counter, one beside the other, from the first of `ordered` on."""
    run: list[Spot] = []
    for spot in ordered:
        restated = bool(run) and spot.figure.value == total.figure.value
        if restated or not _alike(spot, total):
            break
        if run:
            first, second = (spot, run[-1]) if backwards else (run[-1], spot)
            between = view.text[first.end : second.start]
            if len(between) > 24 or "。" in between or _VERB.search(between):
                break
        run.append(spot)
    return run


def _alike(spot: Spot, total: Spot) -> bool:
    one, other = spot.figure, total.figure
    return one.unit == other.unit and (one.unit != "count" or one.counter == other.counter)


def runs_closed(view: View, run: list[Spot]) -> bool:
    """Whether nothing but short labels stands between the numbers of a run."""
    return all(len(joined(view.text[a.end : b.start])) <= 24 for a, b in pairwise(run))
