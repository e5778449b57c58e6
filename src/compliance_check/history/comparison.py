"""Two disclosures side by side: for each fact that both state for their own period, the values and the change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compliance_check.model import Disclosure, Figure, Reading, Scenario

Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One concept in both. change: second less first; percent: of the first, None where that is zero or a ratio."""

    concept: str
    dimensions: tuple[tuple[str, str], ...]
    first: Figure | None
    second: Figure | None

    @property
    def change(self) -> Decimal | None:
        """Second less first, where both state the fact in one unit."""
        if self.first is None or self.second is None or self.first.unit != self.second.unit:
            return None
        return self.second.value - self.first.value

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of the first; None for ratios, whose change is in points."""
        change = self.change
        if change is None or self.first is None or not self.first.value or self.first.unit == "percent":
            return None
        return (change / abs(self.first.value) * 100).quantize(Decimal("0.01"))


def compare(first: Disclosure, second: Disclosure) -> tuple[Line, ...]:
    """The facts of either disclosure's own period, in the order of the second, then what only the first has."""
    a, b = _facts(first), _facts(second)
    return tuple(Line(*key, a.get(key), b.get(key)) for key in (*b, *(key for key in a if key not in b)))


def own_facts(disclosure: Disclosure) -> tuple[Figure, ...]:
    """The best statement of each fact of the disclosure's own period, in reading order."""
    return tuple(_facts(disclosure).values())


def _facts(disclosure: Disclosure) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for figure in disclosure.figures:
        if figure.concept is None or figure.scenario is Scenario.FORECAST or not _own(figure, disclosure):
            continue
        key = (figure.concept, tuple(sorted(figure.dimensions.items())))
        there = found.get(key)
        if there is None or _rank(figure) < _rank(there):
            found[key] = figure
    return found


def _own(figure: Figure, disclosure: Disclosure) -> bool:
    return figure.period is None or disclosure.period is None or figure.period.end == disclosure.period.end


def _rank(figure: Figure) -> tuple[bool, Decimal]:
    return figure.reading is Reading.DOUBTFUL, figure.half_width
