"""Bounds: rates that cannot exceed 100%, parts that cannot exceed their whole, averages between amount and count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.passages import Reading, Spot, View, exact_reading
from compliance_check.model import Claim, Figure

_WITHIN_HUNDRED = re.compile(
    r"(?:满意[度率]|接通率|结案率|办结率|参保率|好评率|通过率|准确率|及时率|报案率|线上化率|自动化率|E化率|合格率|"
    r"解决率|响应率|签约率|完好率|到岗率|出勤率|回访成功率|培训覆盖率|自动化覆盖率|占比)(?:为|达到?|约|高达|超过?|是|[:：])*\s*$"
)
_CHANGE = re.compile(r"增长|下降|提升|上升|提高|降低|增加|减少|同比|环比|较")
_AMONG = re.compile(r"[^。；\d]{0,16}?[，,、（(:：]?\s*其中[^。；，,\d]{0,20}$")
_AVERAGE = re.compile(r"(?:户均|件均|案均|人均|次均|单均|平均每[件户人单次案])[^，。；\d]{0,10}$")
_COUNTERS = {"户": "户", "件": "件", "案": "件", "人": "人", "次": "次", "单": "单"}


def bound_claims(reading: Reading) -> Iterator[Claim]:
    """Rates over 100%, counts of parts over that of the whole, and averages with amount and count in one sentence."""
    for figure in reading.figures:
        if _over_hundred(reading, figure):
            yield reading.claim("bound", figure.anchor, {"value": [figure.id]}, {"case": "hundred"})
    for view in reading.views:
        for spot in view.spots:
            if (whole := _whole_count(view, spot)) is not None:
                roles = {"value": [spot.id], "limit": [whole.id]}
                yield reading.claim("bound", spot.figure.anchor, roles, {"case": "part"})
            if (pair := _averaged(view, spot)) is not None:
                roles = {"amount": [pair[0].id], "count": [pair[1].id], "stated": [spot.id]}
                yield reading.claim("average", spot.figure.anchor, roles)


def _over_hundred(reading: Reading, figure: Figure) -> bool:
    if figure.unit != "percent" or figure.value <= 100 or figure.dimensions.get("role") == "change":
        return False
    label = figure.label.strip()
    if figure.anchor.cell is None:
        text = reading.document.passage(figure.anchor).text
        label = text[max(0, figure.anchor.start - 24) : figure.anchor.start]
        clause = re.split(r"[，。；,;]", label)[-1]
        return bool(_WITHIN_HUNDRED.search(clause)) and not _CHANGE.search(clause)
    heads = (label, (figure.column or "").strip())
    return any(_WITHIN_HUNDRED.search(head) for head in heads) and not any(_CHANGE.search(head) for head in heads)


def _whole_count(view: View, spot: Spot) -> Figure | None:
    """The count right before 其中, of which this one is a part."""
    if not spot.index or spot.figure.unit != "count":
        return None
    whole = view.spots[spot.index - 1].figure
    alike = whole.unit == "count" and whole.counter == spot.figure.counter
    certain = exact_reading(whole) and exact_reading(spot.figure)
    between = view.text[whole.anchor.end : spot.start]
    return whole if alike and certain and _AMONG.fullmatch(between) else None


def _averaged(view: View, spot: Spot) -> tuple[Figure, Figure] | None:
    """The one amount and the one count of the sentence that an average stands between."""
    match = _AVERAGE.search(view.clause_before(spot))
    if match is None or spot.figure.unit != "CNY":
        return None
    counter = _COUNTERS.get(match.group()[0] if match.group()[1] == "均" else match.group()[3], "")
    start, end = view.sentence_start(spot.start), view.sentence_end(spot.start)
    own = [other.figure for other in view.spots if start <= other.start < end and other.index != spot.index]
    amounts = [figure for figure in own if figure.unit == "CNY"]
    counts = [figure for figure in own if figure.unit == "count" and (figure.counter or "").startswith(counter)]
    if len(amounts) != 1 or len(counts) != 1 or not counts[0].value:
        return None
    return amounts[0], counts[0]
