"""Columns that state changes: 增减额, 增减%, 同比, 百分点, against the two columns that they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.matrix import CHANGE, SHARE, Matrix, interval_of, place_claim
from compliance_check.interval import Interval, exact
from compliance_check.model import Claim, Figure

_RATE_HEAD = re.compile(r"%|％|率|幅|比例|百分比|同比|环比|增速|growth|percent", re.IGNORECASE)
_AMOUNT_HEAD = re.compile(r"额|金额|数|amount|万元|亿元")
_POINTS_HEAD = re.compile(r"百分点|pp\b|bps?", re.IGNORECASE)
_MOST_LEVELS = 6
_HUNDRED = exact(100)
_ONE = exact(1)


@dataclass(frozen=True, slots=True)
class _Tested:
    later: int
    earlier: int
    mode: str
    holds: tuple[int, ...]
    fails: tuple[int, ...]


def change_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Each change column against the pair of columns that it fits best."""
    for column in matrix.columns:
        header = matrix.header(column)
        last = (matrix.grid.headers_of(column) or ("",))[-1]
        if column in matrix.levels or SHARE.search(last) or not CHANGE.search(header):
            continue
        best = _best(matrix, column, header)
        if best is not None and len(best.holds) >= max(1, len(best.fails)):
            yield from _claims(reading, matrix, column, best)


def _best(matrix: Matrix, column: int, header: str) -> _Tested | None:
    levels = [c for c in matrix.levels if c != column]
    levels = sorted(sorted(levels, key=lambda c: (abs(c - column), c))[:_MOST_LEVELS])
    modes = _modes(header)
    tested = [
        _test(matrix, column, later, earlier, mode) for later, earlier in permutations(levels, 2) for mode in modes
    ]
    known = [item for item in tested if item.holds or item.fails]
    return max(
        known, key=lambda t: (len(t.holds), -len(t.fails), t.later < t.earlier, -abs(t.later - column)), default=None
    )


def _modes(header: str) -> tuple[str, ...]:
    if _POINTS_HEAD.search(header):
        return ("points",)
    if _RATE_HEAD.search(header):
        return ("rate",)
    return ("amount",) if _AMOUNT_HEAD.search(header) else ("rate", "amount")


def _test(matrix: Matrix, column: int, later: int, earlier: int, mode: str) -> _Tested:
    holds: list[int] = []
    fails: list[int] = []
    for row in matrix.rows:
        stated, end, start = (matrix.figure(row, c) for c in (column, later, earlier))
        if stated is None or end is None or start is None or end.unit != start.unit:
            continue
        verdict = _holds(stated, end, start, mode)
        if verdict is not None:
            (holds if verdict else fails).append(row)
    return _Tested(later, earlier, mode, tuple(holds), tuple(fails))


def _holds(stated: Figure, later: Figure, earlier: Figure, mode: str) -> bool | None:
    """Whether a change fits; None where no rate exists or where a ratio leaves open which change is meant."""
    change = interval_of(stated)
    difference = interval_of(later) - interval_of(earlier)
    if stated.unit in ("percentage_point", "basis_point") or mode == "points":
        scale = exact(100) if stated.unit == "basis_point" else _ONE
        return (difference * scale).meets(change)
    if later.unit in ("percent", "permille"):
        return True if difference.meets(change) else _rate_holds(change, later, earlier)
    if mode == "rate":
        return _rate_holds(change, later, earlier)
    if stated.unit == "percent" or stated.value == later.value == 0:
        return None
    return difference.meets(change)


def _rate_holds(change: Interval, later: Figure, earlier: Figure) -> bool | None:
    start = interval_of(earlier)
    if start.low is None or start.low <= 0:
        return None
    return ((interval_of(later) / start - _ONE) * _HUNDRED).meets(change)


def _claims(reading: Reading, matrix: Matrix, column: int, tested: _Tested) -> Iterator[Claim]:
    for row in sorted((*tested.holds, *tested.fails)):
        stated, later, earlier = (matrix.figures[row, c] for c in (column, tested.later, tested.earlier))
        roles = {"later": [later.id], "earlier": [earlier.id], "stated": [stated.id]}
        details = {
            "case": _case(stated, later, earlier, tested.mode),
            "row": matrix.label(row),
            "column": matrix.header(column),
        }
        yield place_claim(reading, "table_change", stated, roles, details)


def _case(stated: Figure, later: Figure, earlier: Figure, mode: str) -> str:
    """rate, points or amount: what the change of one row is."""
    if stated.unit in ("percentage_point", "basis_point") or mode == "points":
        return "points"
    if later.unit in ("percent", "permille"):
        points = (interval_of(later) - interval_of(earlier)).meets(interval_of(stated))
        return "points" if points else "rate"
    return mode
