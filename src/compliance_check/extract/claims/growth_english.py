"""Growth in English sentences: up 12.4% year-on-year to RMB 8.14 million from RMB 7.24 million."""

from __future__ import annotations

import re

from compliance_check.extract.claims.passages import AMOUNTS, RATIOS, Spot, View
from compliance_check.model import Figure

_MOVED = re.compile(
    r"\b(?:(?P<up>increas(?:ed|e|ing)|rose|grew|up|growth|gained)|(?P<down>decreas(?:ed|e|ing)|fell|declin(?:ed|e)|down|dropped))"
    r"\s+(?:of\s+|by\s+)?(?:approximately\s+|about\s+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"year[- ]on[- ]year|year[- ]over[- ]year|\byoy\b|same period|prior year|previous year", re.IGNORECASE
)
_QUARTER = re.compile(r"quarter[- ]on[- ]quarter|\bqoq\b|previous quarter|prior quarter", re.IGNORECASE)
_OPENING = re.compile(r"end of (?:last|the previous|the prior) year|year[- ]end|beginning of the year", re.IGNORECASE)
_TO = re.compile(r"\bto\s*$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|compared (?:with|to)|against|versus)\s*$", re.IGNORECASE)


def moved(view: View, spot: Spot) -> int | None:
    """1 for a rise, -1 for a fall, None where the words before the number state neither."""
    match = _MOVED.search(view.text[max(0, spot.start - 40) : spot.start])
    return None if match is None else 1 if match["up"] else -1


def comparison(view: View, spot: Spot, told: Figure | None) -> str | None:
    """year, quarter or opening; year where the earlier figure is told anyway."""
    start, end = view.sentence_start(spot.start), view.sentence_end(spot.end)
    words = view.text[start:end]
    for pattern, name in ((_QUARTER, "quarter"), (_OPENING, "opening"), (_YEAR, "year")):
        if pattern.search(words):
            return name
    return "year" if told is not None else None


def later(view: View, spot: Spot) -> Figure | None:
    """The amount after "to", else the nearest amount before in the sentence."""
    after = _following(view, spot, _TO)
    if after is not None:
        return after
    level = AMOUNTS | RATIOS
    before = (other for other in view.in_sentence_before(spot) if other.role == "level" and other.figure.unit in level)
    nearest = next(before, None)
    near = nearest is not None and len(view.text[nearest.end : spot.start]) <= 60
    return nearest.figure if nearest is not None and near else None


def earlier(view: View, spot: Spot) -> Figure | None:
    """The amount after "from" or "compared with"."""
    return _following(view, spot, _FROM)


def _following(view: View, spot: Spot, link: re.Pattern[str]) -> Figure | None:
    end = view.sentence_end(spot.end)
    for other in view.spots[spot.index + 1 : spot.index + 3]:
        if other.start < end and link.search(view.text[spot.end : other.start]):
            return other.figure
    return None
