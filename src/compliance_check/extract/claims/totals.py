"""Totals in a sentence: 2家二级机构，12家三级机构，6家四级机构，共20家; and shares that must make 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.passages import AMOUNTS, Reading, Spot, View, exact_reading, joined
from compliance_check.model import Claim

TOTAL = re.compile(
    r"(?:总共|共计|合计|总计|累计|共(?![建享治同商赢和]))(?:有|为|计|设有|设立|包括|发生|收到|达到?|实现|约)?"
    r"(?:[\u4e00-\u9fff]{2,8})?\s*$|(?:in total|total of)\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[^。；]{0,16}?(?:其中|包括|分别|即|[:：（(]|of which|including)")
_LONGEST_LABEL = 24
_CLOSES = re.compile(r"[^。；\d]{0,16}[，,、；;]\s*(?:以上|上述)?\s*(?:总共|共计|合计|总计|共)")
OPEN_ENDED = re.compile(r"等|及其他|以及其他|其余|主要|etc", re.IGNORECASE)
VERB = re.compile(r"同比|环比|增长|下降|较|比上|占比|其中")
POSTS = re.compile(r"总经理|总裁|总监|秘书|负责人|精算师|主席|书记")
"""One person may hold two posts, and then stands in two of the numbers that a total of persons lists."""
NO_ADDEND = re.compile(r"平均|[件案人户次单]均|最[高低大小多少]|单[笔件户]|上限|下限")
"""What describes one case or an average of them adds to no total."""


def total_claims(reading: Reading) -> Iterator[Claim]:
    """A stated total and the addends that the same sentence lists before or after it."""
    for view in reading.views:
        for spot in view.spots:
            if spot.figure.unit not in AMOUNTS or not exact_reading(spot.figure):
                continue
            if not TOTAL.search(view.clause_before(spot)) and not TOTAL.search(view.text[: spot.start]):
                continue
            addends, order = _addends(view, spot)
            if len(addends) >= 2 and all(exact_reading(item.figure) for item in addends):
                end = view.sentence_end(spot.start)
                listed = view.text[view.sentence_start(spot.start) : end]
                if POSTS.search(listed):
                    continue
                after = view.text[spot.end : addends[0].start] if order == "after" else ""
                cut_short = order == "after" and _goes_on(view, addends[-1], end)
                link = "among" if re.search(r"其中(?!\s*[:：])|including", after) else "plain"
                open_ended = cut_short or bool(OPEN_ENDED.search(listed)) or _names_first(after)
                details = {"order": order, "link": link, "open_ended": "yes" if open_ended else "no"}
                roles = {"stated": [spot.id], "parts": [item.id for item in addends]}
                yield reading.claim("total", spot.figure.anchor, roles, details)


def _goes_on(view: View, last: Spot, end: int) -> bool:
    """Whether the sentence lists more of the kind behind the run: 非执行董事4名，即甲、乙；独立董事5名."""
    return any(spot.start < end and alike(spot, last) for spot in view.spots[last.index + 1 :])


def _names_first(opening: str) -> bool:
    """Whether things without a number are listed before the first addend: 12 名，包括：董事长张某；执行董事 2 名."""
    label = re.split(r"其中|包括|分别|[:：（(]", opening)[-1]
    return bool(re.search(r"[、；;]|先生|女士", label)) or len(joined(label)) > _LONGEST_LABEL


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
        if restated or not alike(spot, total) or NO_ADDEND.search(view.clause_before(spot)):
            break
        if run:
            first, second = (spot, run[-1]) if backwards else (run[-1], spot)
            between = view.text[first.end : second.start]
            if len(between) > 24 or "。" in between or VERB.search(between):
                break
        run.append(spot)
    return _first_division(run, total)


def _first_division(run: list[Spot], total: Spot) -> list[Spot]:
    """The numbers that divide the total a first time, where those after them do so again (借：…；贷：…)."""
    for count in range(2, len(run)):
        first, again = (sum(spot.figure.value for spot in part) for part in (run[:count], run[count:]))
        if first == again == total.figure.value:
            return run[:count]
    return run


def alike(spot: Spot, total: Spot) -> bool:
    """Whether two numbers count the same kind of thing."""
    one, other = spot.figure, total.figure
    return one.unit == other.unit and (one.unit != "count" or one.counter == other.counter)
