"""Columns of shares: 占比 against the amounts beside them and the total that they are shares of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.matrix import CHANGE, SHARE, Matrix, interval_of, place_claim
from compliance_check.interval import Interval, exact
from compliance_check.model import Claim, Figure

_HUNDRED = exact(100)
_WHOLE = Decimal(100)


def share_column_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Each share column against the amount column and the row that fit it best."""
    for column in matrix.columns:
        last = (matrix.grid.headers_of(column) or ("",))[-1]
        if not SHARE.search(last) or CHANGE.search(last):
            continue
        amounts = [c for c in matrix.levels if c in matrix.additive]
        amounts = sorted(amounts, key=lambda c: (c > column, abs(c - column)))[:4]
        tested = [_test(matrix, column, amount) for amount in amounts]
        best = max(tested, key=lambda item: (len(item.bases), -len(item.fails)), default=None)
        if best is not None and len(best.bases) >= 2 and len(best.bases) >= len(best.fails):
            yield from _claims(reading, matrix, column, best)


@dataclass(frozen=True, slots=True)
class _Tested:
    """A column of amounts: the total of which each row states its share, and the rows whose share fits no total."""

    amount: int
    bases: dict[int, int]
    fails: tuple[int, ...]

    def base_of(self, row: int) -> int:
        """The total that a row should be a share of: its own, else that of the nearest row that has one."""
        return self.bases[min(self.bases, key=lambda other: abs(other - row))]


def _test(matrix: Matrix, column: int, amount: int) -> _Tested:
    """Each row against every total; a table of several groups has a 小计 for each, and a share is of one of them."""
    totals = matrix.totals or matrix.rows[:1]
    bases: dict[int, int] = {}
    fails: list[int] = []
    for row in matrix.rows:
        share, part = matrix.figure(row, column), matrix.figure(row, amount)
        if share is None or part is None or not part.value or (row in totals and share.value == _WHOLE):
            continue
        wholes = {t: whole for t in totals if t != row and (whole := _whole(matrix, t, amount, part)) is not None}
        fitting = [total for total, whole in wholes.items() if _is_share(share, part, whole)]
        if fitting:
            bases[row] = min(fitting, key=lambda total: (total < row, abs(total - row)))
        elif wholes:
            fails.append(row)
    tested = _Tested(amount, bases, tuple(fails))
    levelled = [row for row in fails if bases and _is_levelled(matrix, column, tested, row)]
    return _Tested(amount, bases, tuple(row for row in fails if row not in levelled))


def _is_levelled(matrix: Matrix, column: int, tested: _Tested, row: int) -> bool:
    """Whether a share is off by no more than the unit of its last digit in a column whose total is stated as 100%.

    Authors make such a column add up by changing last digits (尾差调整).
    """
    base = tested.base_of(row)
    share, part, whole = (
        matrix.figures[place] for place in ((row, column), (row, tested.amount), (base, tested.amount))
    )
    levelled = matrix.figure(base, column)
    if levelled is None or levelled.value != _WHOLE:
        return False
    return _is_share(share.model_copy(update={"half_width": share.half_width * 3}), part, whole)


def _whole(matrix: Matrix, total: int, amount: int, part: Figure) -> Figure | None:
    whole = matrix.figure(total, amount)
    return whole if whole is not None and whole.value > 0 and whole.unit == part.unit else None


def _is_share(share: Figure, part: Figure, whole: Figure) -> bool:
    quotient: Interval = interval_of(part) / interval_of(whole) * _HUNDRED
    return quotient.meets(interval_of(share))


def _claims(reading: Reading, matrix: Matrix, column: int, tested: _Tested) -> Iterator[Claim]:
    for row in sorted((*tested.bases, *tested.fails)):
        share, part = matrix.figures[row, column], matrix.figures[row, tested.amount]
        whole = matrix.figures[tested.base_of(row), tested.amount]
        roles = {"part": [part.id], "whole": [whole.id], "stated": [share.id]}
        details = {"case": "share", "row": matrix.label(row), "column": matrix.header(column)}
        yield place_claim(reading, "table_share", share, roles, details)
