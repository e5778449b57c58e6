"""Totals over neighbouring sentences and list items: 共有 30 家机构。其中，…; 以上合计 30 家; 共 30 家：- 甲 5 家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compliance_check.extract.claims.passages import AMOUNTS, Reading, Spot, View, exact_reading, joined
from compliance_check.extract.claims.totals import NO_ADDEND, OPEN_ENDED, POSTS, TOTAL, VERB, alike
from compliance_check.model import Claim

_NEXT = re.compile(
    r"[^。；，,\d]{0,12}。\s*(?P<among>其中|包括|具体(?:包括|为)?|分别(?:为|是))(?P<colon>\s*[:：])?[，,:：]?[^。；，,\d]{0,16}"
)
_ALL_ABOVE = re.compile(r"(?:^|[。\n])\s*(?:以上|上述)[^。，；\d]{0,8}(?:合计|共计|总计|共)[^。，；\d]{0,8}$")
_LIST_FOLLOWS = re.compile(
    r"[^。；，,\d]{0,12}(?:[，,]\s*(?:其中|包括|分别为|具体为|具体如下))?\s*(?P<colon>[:：])\s*$"
)
_ITEM = re.compile(r"[^。；，,\d]{1,16}(?:有|为|共|计)?\s*$")
_ITEM_ENDS = re.compile(r"\s*[^。；，,\d]{0,10}[；;。，,]?\s*$")
_FEWEST = 2


def neighbour_claims(reading: Reading) -> Iterator[Claim]:
    """Totals whose addends stand in the next sentence, in the sentences before, or in the list that follows."""
    for view in reading.views:
        for spot in view.spots:
            if spot.figure.unit not in AMOUNTS or not exact_reading(spot.figure):
                continue
            found = _next_sentence(view, spot) or _above(view, spot) or _list(reading, view, spot)
            if found is None or len(found[0]) < _FEWEST or not all(exact_reading(s.figure) for s in found[0]):
                continue
            addends, link, words = found
            if POSTS.search(words):
                continue
            details = {"order": "beside", "link": link, "open_ended": "yes" if OPEN_ENDED.search(words) else "no"}
            roles = {"stated": [spot.id], "parts": [item.id for item in addends]}
            yield reading.claim("total", spot.figure.anchor, roles, details)


def _next_sentence(view: View, total: Spot) -> tuple[list[Spot], str, str] | None:
    """共有 30 家分支机构。其中，…: the run of like numbers that the next sentence opens with."""
    following = view.spots[total.index + 1 :]
    if not following or not TOTAL.search(view.clause_before(total)):
        return None
    opened = _NEXT.fullmatch(view.text[total.end : following[0].start])
    if opened is None:
        return None
    end = view.sentence_end(following[0].start)
    run = run_of(view, [spot for spot in following if spot.start < end], total)
    link = "plain" if opened["colon"] or opened["among"] != "其中" else "among"
    return run, link, view.text[total.end : end]


def _above(view: View, total: Spot) -> tuple[list[Spot], str, str] | None:
    """甲 5 家。乙 15 家。以上合计 20 家: all numbers of the passage before it, where all are alike."""
    if not _ALL_ABOVE.search(view.text[: total.start]):
        return None
    before = list(view.spots[: total.index])
    if not all(alike(spot, total) and not NO_ADDEND.search(view.clause_before(spot)) for spot in before):
        return None
    words = view.text[: total.start]
    return (
        None
        if VERB.search(words) or TOTAL.search(words[: before[-1].end] if before else "")
        else (before, "plain", words)
    )


def _list(reading: Reading, view: View, total: Spot) -> tuple[list[Spot], str, str] | None:
    """共有 30 家： and the items of a list, each with one number."""
    if total.index != len(view.spots) - 1 or not TOTAL.search(view.clause_before(total)):
        return None
    if not _LIST_FOLLOWS.fullmatch(view.text[total.end :]):
        return None
    items: list[Spot] = []
    words = view.text[total.end :]
    for other in reading.views[view.number + 1 :]:
        if len(other.spots) != 1 or not _is_item(other, other.spots[0], total):
            break
        items.append(other.spots[0])
        words += other.text
    link = "among" if "其中" in view.text[total.end :] else "plain"
    return items, link, words


def _is_item(view: View, spot: Spot, total: Spot) -> bool:
    return bool(
        alike(spot, total) and _ITEM.fullmatch(view.text[: spot.start]) and _ITEM_ENDS.fullmatch(view.text[spot.end :])
    )


def run_of(view: View, following: list[Spot], total: Spot) -> list[Spot]:
    """The like numbers from the first on, with short labels between them."""
    run: list[Spot] = []
    for spot in following:
        if not alike(spot, total) or NO_ADDEND.search(view.clause_before(spot)):
            break
        run.append(spot)
    for count, (first, second) in enumerate(pairwise(run), start=1):
        between = joined(view.text[first.end : second.start])
        if len(between) > 24 or VERB.search(between):
            return run[:count]
    return run
