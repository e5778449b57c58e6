"""Sums along a table: one line (a row, or a column) as the sum of others, tested at every crosswise position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Inexact

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.matrix import Matrix, interval_of, place_claim, telling, total_of
from compliance_check.interval import ZERO, Interval
from compliance_check.model import Claim, Figure

_EXACT = Context(prec=10_000, traps=[Inexact])
"""No figure has so many digits that a sum would be rounded."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A hypothesis: the lines that a total line adds up; `less` are taken away. name: how it was thought of."""

    parts: tuple[int, ...]
    less: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tested:
    """A hypothesis with the crosswise positions where it holds and where it does not."""

    hypothesis: Sum
    holds: tuple[int, ...]
    fails: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a table (by_row), or its columns."""

    matrix: Matrix
    by_row: bool

    def figure(self, line: int, across: int) -> Figure | None:
        """The figure on a line at a crosswise position."""
        return self.matrix.figure(*self._place(line, across))

    def value(self, line: int, across: int) -> Interval | None:
        """What stands there, zero for a mark for none."""
        return self.matrix.value(*self._place(line, across))

    def test(self, total: int, hypothesis: Sum, across: Iterable[int], most: int | None = None) -> Tested:
        """Where a hypothesis holds and fails; positions that tell nothing are in neither.

        most: with more failures than these it is given up, and the positions after the last are not looked at.
        """
        holds: list[int] = []
        fails: list[int] = []
        for position in across:
            verdict = self._holds(total, hypothesis, position)
            if verdict is not None:
                (holds if verdict else fails).append(position)
            if most is not None and len(fails) > most:
                break
        return Tested(hypothesis, tuple(holds), tuple(fails))

    def best(self, total: int, hypotheses: Sequence[Sum], across: Sequence[int]) -> Tested | None:
        """The hypothesis that holds most often, the first of equals."""
        tested = [self.test(total, hypothesis, across) for hypothesis in hypotheses]
        tried = [item for item in tested if item.holds or item.fails]
        return max(tried, key=lambda item: (len(item.holds), -len(item.fails)), default=None)

    def claims(self, reading: Reading, kind: str, total: int, tested: Tested, case: str) -> Iterator[Claim]:
        """One claim for each position where the hypothesis was tested."""
        for position in sorted((*tested.holds, *tested.fails)):
            stated = self.figure(total, position)
            if stated is None:
                continue
            roles = {
                "stated": [stated.id],
                "parts": self._ids(tested.hypothesis.parts, position),
                "less": self._ids(tested.hypothesis.less, position),
            }
            row, column = self._place(total, position)
            details = {"case": case, "row": self.matrix.label(row), "column": self.matrix.header(column)}
            yield place_claim(reading, kind, stated, roles, details)

    def _holds(self, total: int, hypothesis: Sum, across: int) -> bool | None:
        stated = self.figure(total, across)
        if stated is None:
            return None
        parts = [self.figure(line, across) for line in hypothesis.parts]
        less = [self.figure(line, across) for line in hypothesis.less]
        if sum(telling(item) for item in (*parts, *less)) < 2:
            return None
        if any(item is not None and item.unit != stated.unit for item in (*parts, *less)):
            return None
        if _too_far(stated, parts, less):
            return False
        positive = [self.value(line, across) or ZERO for line in hypothesis.parts]
        negative = [-(self.value(line, across) or ZERO) for line in hypothesis.less]
        return total_of([*positive, *negative]).meets(interval_of(stated))

    def _ids(self, lines: Iterable[int], across: int) -> list[str]:
        figures = [self.figure(line, across) for line in lines]
        return [figure.id for figure in figures if figure is not None]

    def _place(self, line: int, across: int) -> tuple[int, int]:
        return (line, across) if self.by_row else (across, line)


def _too_far(stated: Figure, parts: Iterable[Figure | None], less: Iterable[Figure | None]) -> bool:
    """Whether no rounding could bridge the difference: what nearly all hypotheses end with, and told in a fraction of
    the time that sums of intervals take."""
    difference, slack = stated.value, stated.half_width
    for item in parts:
        if item is not None:
            difference = _EXACT.subtract(difference, item.value)
            slack = _EXACT.add(slack, item.half_width)
    for item in less:
        if item is not None:
            difference = _EXACT.add(difference, item.value)
            slack = _EXACT.add(slack, item.half_width)
    return _EXACT.abs(difference) > slack
