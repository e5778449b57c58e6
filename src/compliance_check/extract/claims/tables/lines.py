"""Sums along a table: one line (a row, or a column) as the sum of others, tested at every crosswise position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.matrix import Matrix, place_claim, telling, total_of
from compliance_check.interval import ZERO, Interval
from compliance_check.model import Claim, Figure


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

    def test(self, total: int, hypothesis: Sum, across: Iterable[int]) -> Tested:
        """Where a hypothesis holds and fails; positions that tell nothing are in neither."""
        holds: list[int] = []
        fails: list[int] = []
        for position in across:
            verdict = self._holds(total, hypothesis, position)
            if verdict is not None:
                (holds if verdict else fails).append(position)
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
        stated, own = self.figure(total, across), self.value(total, across)
        addends = [self.figure(line, across) for line in (*hypothesis.parts, *hypothesis.less)]
        if stated is None or own is None or sum(telling(item) for item in addends) < 2:
            return None
        units = {item.unit for item in (*addends, stated) if item is not None}
        if len(units) > 1:
            return None
        positive = [self.value(line, across) or ZERO for line in hypothesis.parts]
        negative = [-(self.value(line, across) or ZERO) for line in hypothesis.less]
        return total_of([*positive, *negative]).meets(own)

    def _ids(self, lines: Iterable[int], across: int) -> list[str]:
        figures = [self.figure(line, across) for line in lines]
        return [figure.id for figure in figures if figure is not None]

    def _place(self, line: int, across: int) -> tuple[int, int]:
        return (line, across) if self.by_row else (across, line)
