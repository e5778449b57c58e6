"""Columns of shares: 占比 against the amounts beside them and the total that they are shares of."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.matrix import CHANGE, SHARE, Matrix, interval_of, place_claim
from compliance_check.interval import Interval, exact
from compliance_check.model import Claim, Figure

_HUNDRED = exact(100)


def share_column_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Each share column against the amount column and the row that fit it best."""
    for column in matrix.columns:
        last = (matrix.grid.headers_of(column) or ("",))[-1]
        if not SHARE.search(last) or CHANGE.search(last):
            continue
        amounts = [c for c in matrix.levels if c in matrix.additive]
        amounts = sorted(amounts, key=lambda c: (c > column, abs(c - column)))[:4]
        totals = [row for row in matrix.rows if matrix.is_total(row)] or list(matrix.rows[:1])
        tested = [_test(matrix, column, amount, total) for amount in amounts for total in totals]
        best = max(tested, key=lambda item: (len(item[2]), -len(item[3])), default=None)
        if best is None:
            continue
        amount, total, holds, fails = best
        if len(holds) >= 2 and len(holds) >= len(fails):
            yield from _claims(reading, matrix, column, amount, total, sorted((*holds, *fails)))


def _test(matrix: Matrix, column: int, amount: int, total: int) -> tuple[int, int, list[int], list[int]]:
    holds: list[int] = []
    fails: list[int] = []
    whole = matrix.figure(total, amount)
    if whole is None or whole.value <= 0:
        return amount, total, holds, fails
    for row in matrix.rows:
        share, part = matrix.figure(row, column), matrix.figure(row, amount)
        if row == total or share is None or part is None or part.unit != whole.unit or not part.value:
            continue
        (holds if _is_share(share, part, whole) else fails).append(row)
    return amount, total, holds, fails


def _is_share(share: Figure, part: Figure, whole: Figure) -> bool:
    quotient: Interval = interval_of(part) / interval_of(whole) * _HUNDRED
    return quotient.meets(interval_of(share))


def _claims(reading: Reading, matrix: Matrix, column: int, amount: int, total: int, rows: list[int]) -> Iterator[Claim]:
    whole = matrix.figures[total, amount]
    for row in rows:
        share, part = matrix.figures[row, column], matrix.figures[row, amount]
        roles = {"part": [part.id], "whole": [whole.id], "stated": [share.id]}
        details = {"case": "share", "row": matrix.label(row), "column": matrix.header(column)}
        yield place_claim(reading, "table_share", share, roles, details)
