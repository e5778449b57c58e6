"""Amounts among others: 原保费收入 a，其中健康险 b: a part is at most its whole, and so are several parts together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance_check.extract.claims.neighbours import run_of
from compliance_check.extract.claims.passages import RATIOS, Reading, Spot, View, exact_reading, joined
from compliance_check.extract.claims.tables.parts import NET
from compliance_check.extract.claims.totals import TOTAL
from compliance_check.model import Claim

_AMONG = re.compile(r"[^。；;\d]{0,12}?[，,、（(:：]?\s*其中\s*[:：]?[^。；，,\d]{0,20}")


def among_claims(reading: Reading) -> Iterator[Claim]:
    """Amounts of money right before 其中 and the like amounts after it."""
    for view in reading.views:
        for spot in view.spots:
            parts = _parts(view, spot)
            if not parts:
                continue
            if not _has_share(view, parts[0]):
                roles = {"value": [parts[0].id], "limit": [spot.id]}
                yield reading.claim("bound", parts[0].figure.anchor, roles, {"case": "amount"})
            if len(parts) >= 2 and _one_partition(view, parts) and not TOTAL.search(view.clause_before(spot)):
                roles = {"stated": [spot.id], "parts": [part.id for part in parts]}
                details = {"order": "after", "link": "among", "open_ended": "yes"}
                yield reading.claim("total", spot.figure.anchor, roles, details)


def _parts(view: View, whole: Spot) -> list[Spot]:
    """The amounts that 其中 names of a whole that is not net of something; [] where there is nothing to compare."""
    end = view.sentence_end(whole.start)
    following = [spot for spot in view.spots[whole.index + 1 :] if spot.start < end]
    if whole.figure.unit != "CNY" or not following or not _AMONG.fullmatch(view.text[whole.end : following[0].start]):
        return []
    run = run_of(view, following, whole)
    words = view.text[view.clause_start(whole.start) : run[-1].start] if run else ""
    level = all(part.role == whole.role == "level" and exact_reading(part.figure) for part in run)
    same_time = all(part.figure.period in (None, whole.figure.period) for part in run)
    positive = whole.figure.value > 0 and all(part.figure.value > 0 for part in run)
    sound = level and same_time and positive and exact_reading(whole.figure)
    return run if sound and not NET.search(words) else []


def _has_share(view: View, part: Spot) -> bool:
    """Whether its share is stated right after it: then the share is held against both amounts."""
    after = view.spots[part.index + 1] if part.index + 1 < len(view.spots) else None
    return after is not None and after.figure.unit in RATIOS and "占" in view.text[part.end : after.start]


def _one_partition(view: View, parts: Sequence[Spot]) -> bool:
    """Whether the labels end alike (健康险, 意外险): of one way of dividing, and so without overlap."""
    labels = []
    for part in parts:
        previous = view.spots[part.index - 1].end
        labels.append(re.sub(r"(?:保费收入|收入|金额|为|约|达)+$", "", joined(view.text[previous : part.start])))
    endings = {label[-1:] for label in labels}
    return len(endings) == 1 and "" not in endings
