"""One thing over time: the figures of a concept for periods of one length, as far as the document is of one mind."""

from __future__ import annotations

from collections.abc import Sequence

from compliance_check.extract.claims.passages import Reading, exact_reading
from compliance_check.interval import printed
from compliance_check.model import Figure, Period

_CLOSE = 5
"""Quarters differ by a day or two in length, and so do years."""


def own_figure(reading: Reading, concept: str, dimensions: dict[str, str] | None = None) -> Figure | None:
    """The figure of a concept for the reporting period; None where the document states none, or several that differ."""
    own = reading.reporting
    if own is None:
        return None
    known = [f for f in _like(reading, concept, dimensions or {}) if f.period and f.period.end == own.end]
    known = [f for f in known if f.period and (f.period.start is None or f.period.start == own.start)]
    return known[0] if known and _of_one_mind(known) else None


def history(reading: Reading, later: Figure) -> list[Figure]:
    """The figures of the same thing for earlier periods of the same length, oldest first, one for each period.

    A period that the document states in two ways (of the group and of the parent, perhaps) is left out.
    """
    if later.concept is None or later.period is None:
        return []
    by_period: dict[Period, list[Figure]] = {}
    for figure in _like(reading, later.concept, later.dimensions):
        period = figure.period
        if period and period.end < later.period.end and figure.unit == later.unit and same_length(period, later.period):
            by_period.setdefault(period, []).append(figure)
    agreed = {period: figures[0] for period, figures in by_period.items() if _of_one_mind(figures)}
    return [agreed[period] for period in sorted(agreed, key=lambda item: item.end)]


def same_length(first: Period, second: Period) -> bool:
    """Whether two periods are both instants, or spans of one length."""
    if first.start is None or second.start is None:
        return first.start is second.start
    return abs((first.end - first.start).days - (second.end - second.start).days) <= _CLOSE


def same_season(first: Period, second: Period) -> bool:
    """Whether two periods end at the same time of the year."""
    return (first.end.month, first.end.day) == (second.end.month, second.end.day)


def _like(reading: Reading, concept: str, dimensions: dict[str, str]) -> list[Figure]:
    return [
        figure
        for figure in reading.by_concept.get(concept, [])
        if figure.dimensions == dimensions and figure.scenario.value == "actual" and figure.reading.value != "doubtful"
    ]


def _of_one_mind(figures: Sequence[Figure]) -> bool:
    exact = [printed(figure.value, figure.half_width) for figure in figures if exact_reading(figure)]
    return all(first.meets(second) for first in exact for second in exact)
