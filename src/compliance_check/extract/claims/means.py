"""Averages of what a sentence lists: 三家分公司的赔付率分别为 x、y、z，平均为 w; an average lies among its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.passages import LEVELS, Reading, Spot, View, exact_reading, joined
from compliance_check.model import Claim

_MEAN = re.compile(
    r"[，,；;]\s*(?:三者|上述|以上|各\w{1,4}|加权|算术|简单|总体|整体)*(?:加权)?平均(?:值|数|为|达|约|是|[:：])*\s*$"
)
_OTHER_FIELD = re.compile(r"行业|市场|全国|同业|全部|所有|其他|其余|等(?![级额于同])|之一|目标|限|以上|以下|最高|最低")
_LISTED = re.compile(r"\s*(?:[、,，和及与；;]|以及)\s*(?:[\u4e00-\u9fffA-Za-z（）()]{0,16}?(?:为|达|是)?)\s*")
_FEWEST = 2


def mean_claims(reading: Reading) -> Iterator[Claim]:
    """A stated average and the run of like numbers right before it."""
    for view in reading.views:
        for spot in view.spots:
            lead = view.text[view.sentence_start(spot.start) : spot.start]
            if spot.figure.unit not in LEVELS or not _MEAN.search(lead) or _OTHER_FIELD.search(lead):
                continue
            parts = _run(view, spot)
            if len(parts) >= _FEWEST and "分别" in lead and all(exact_reading(part.figure) for part in parts):
                roles = {"stated": [spot.id], "parts": [part.id for part in parts]}
                yield reading.claim("mean", spot.figure.anchor, roles)


def _run(view: View, mean: Spot) -> list[Spot]:
    """The numbers like the average before it, one beside the other; [] where another kind of number ends the run."""
    run: list[Spot] = []
    for spot in view.in_sentence_before(mean):
        one, other = spot.figure, mean.figure
        if one.unit != other.unit or one.counter != other.counter or spot.role != mean.role:
            break
        if run and not _LISTED.fullmatch(joined(view.text[spot.end : run[-1].start])):
            break
        run.append(spot)
    return run
