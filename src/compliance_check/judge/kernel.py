"""The whole rule set over all rows at once, in numpy: what is clear is decided here, what is close is left to `exact`.

Money is held in half fen (a two-decimal figure in yuan has a half width of one), so that its sums are exact in a
double up to 4.5e13 yuan. Every operation carries a bound of its own rounding error; a comparison whose two sides lie
nearer than that bound is UNDECIDED, and exact fractions decide it; so is every rule over words, with a wider tolerance,
or whose units do not fit (scaled money and unscaled numbers must not meet).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance_check.catalog import Check
from compliance_check.catalog.book import as_fraction
from compliance_check.catalog.expression import (
    Binary,
    Call,
    Comparison,
    Expression,
    Name,
    Negative,
    Number,
    Parameter,
    Word,
)
from compliance_check.judge.operands import Operand
from compliance_check.judge.ranges import (
    BROKEN,
    EPS,
    HOLDS,
    OPERATIONS,
    UNDECIDED,
    Range,
    call,
    compare,
    plus,
    size,
    times,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int8]

CONDITION_FAILS = 3
"""A code of a job besides those of a comparison."""
HALF_FEN = 200
"""Half fen in a yuan."""


@dataclass(frozen=True, slots=True)
class Job:
    """One rule on the rows at `rows` of the table; zeros: for each key, where a blank or absent row counts as 0."""

    check: Check
    day: dt.date | None
    rows: Sequence[int]
    zeros: Mapping[str, Sequence[int]]


def tabulate(rows: Sequence[Mapping[str, Operand]]) -> dict[str, Floats]:
    """The table of the rows' operands: columns `key:low` and `key:high`, NaN where a row has no such operand."""
    import numpy as np

    keys = dict.fromkeys(key for row in rows for key, operand in row.items() if operand.word is None)
    table: dict[str, Floats] = {}
    for key in keys:
        low, high = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
        for index, row in enumerate(rows):
            operand = row.get(key)
            if operand is not None and operand.word is None:
                low[index], high[index] = _bounds(operand)
        table[f"{key}:low"], table[f"{key}:high"] = low, high
    return table


def evaluate(table: Mapping[str, Floats], jobs: Sequence[Job]) -> list[Codes]:
    """For each job, a code per row of it: HOLDS, BROKEN, CONDITION_FAILS, or UNDECIDED."""
    import numpy as np

    with np.errstate(all="ignore"):
        return [_codes_or_none(table, job) for job in jobs]


def _codes_or_none(table: Mapping[str, Floats], job: Job) -> Codes:
    """The codes; all UNDECIDED for a rule that crashes, so that `exact` reports it and the others go on."""
    import numpy as np

    try:
        return _codes(table, job)
    except Exception:  # one metric serves all rules: what one of them raises would fail every other
        return np.zeros(len(job.rows), dtype=np.int8)


def _codes(table: Mapping[str, Floats], job: Job) -> Codes:
    import numpy as np

    undecided = np.zeros(len(job.rows), dtype=np.int8)
    if job.check.rule.tolerance != "printed-precision" or not job.check.units_fit:
        return undecided
    columns = _Columns(table, job)
    try:
        applies = [columns.certain(item) for item in job.check.formula.conditions]
        demands = [columns.possible(item) for item in job.check.formula.demands]
    except _NotNumericError:
        return undecided
    result = undecided
    holds = np.all([item == HOLDS for item in demands], axis=0)
    broken = np.any([item == BROKEN for item in demands], axis=0)
    result[holds] = HOLDS
    result[broken] = BROKEN
    if applies:
        result[np.any([item == UNDECIDED for item in applies], axis=0)] = UNDECIDED
        result[np.any([item == BROKEN for item in applies], axis=0)] = CONDITION_FAILS
    return result


class _NotNumericError(Exception):
    """A formula over words, or a parameter without an edition: `exact` knows what to say."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The ranges that one job's names have in its rows."""

    table: Mapping[str, Floats]
    job: Job

    def possible(self, comparison: Comparison) -> Codes:
        left, right = self.range(comparison.left), self.range(comparison.right)
        return compare(comparison.operator, left, right)

    def certain(self, comparison: Comparison) -> Codes:
        """HOLDS where the comparison is certain, BROKEN where it is not."""
        import numpy as np

        if comparison.operator == "=":
            raise _NotNumericError
        complement = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}[comparison.operator]
        codes = compare(complement, self.range(comparison.left), self.range(comparison.right))
        swapped = np.array([UNDECIDED, BROKEN, HOLDS], dtype=np.int8)
        return swapped[codes]

    def range(self, expression: Expression) -> Range:
        match expression:
            case Number(value=value):
                return self.constant(value)
            case Parameter(name=name):
                return self.parameter(name)
            case Name():
                return self.column(expression.key)
            case Negative(operand=operand):
                inner = self.range(operand)
                return Range(-inner.high, -inner.low, inner.error)
            case Binary(operator=operator, left=left, right=right):
                return OPERATIONS[operator](self.range(left), self.range(right))
            case Call(function="quadratic", arguments=arguments):
                return self.quadratic(arguments)
            case Call(function=function, arguments=arguments):
                return call(function, [self.range(argument) for argument in arguments])
            case Word():
                raise _NotNumericError

    def column(self, key: str) -> Range:
        import numpy as np

        if f"{key}:low" not in self.table and key not in self.job.zeros:
            raise _NotNumericError
        missing = np.full(len(self.job.rows), np.nan)
        rows = np.asarray(self.job.rows, dtype=np.intp)
        low = self.table[f"{key}:low"][rows] if f"{key}:low" in self.table else missing
        high = self.table[f"{key}:high"][rows] if f"{key}:high" in self.table else missing.copy()
        for position in self.job.zeros.get(key, ()):
            low[position] = high[position] = 0.0
        whole = (low == np.rint(low)) & (high == np.rint(high)) & (np.abs(low) < 2.0**53) & (np.abs(high) < 2.0**53)
        return Range(low, high, np.where(whole, 0.0, EPS * size(low, high)))

    def constant(self, value: Fraction) -> Range:
        import numpy as np

        number = np.full(len(self.job.rows), float(value))
        return Range(number, number, np.abs(number) * (0.0 if Fraction(float(value)) == value else EPS))

    def parameter(self, name: str) -> Range:
        quantity = self.job.check.parameter(name, self.job.day)
        if quantity is None or isinstance(quantity, str | tuple):
            raise _NotNumericError
        unit = self.job.check.rule.parameters[name].unit
        return self.constant(as_fraction(quantity, unit) * (HALF_FEN if unit == "CNY" else 1))

    def quadratic(self, arguments: tuple[Expression, ...]) -> Range:
        head = arguments[0]
        matrix = self.job.check.parameter(head.name, self.job.day) if isinstance(head, Parameter) else None
        if not isinstance(matrix, tuple):
            raise _NotNumericError
        vector = [self.range(argument) for argument in arguments[1:]]
        total = self.constant(Fraction(0))
        for i, row in enumerate(matrix):
            assert isinstance(row, tuple)
            extent = call("abs", [vector[i]])
            total = plus(total, times(self.constant(Fraction(row[i])), times(extent, extent)))
            for j in range(i):
                total = plus(total, times(self.constant(Fraction(2 * row[j])), times(vector[i], vector[j])))
        return call("sqrt", [total])


def _bounds(operand: Operand) -> tuple[float, float]:
    factor = HALF_FEN if operand.unit == "CNY" else 1
    low, high = operand.interval.low, operand.interval.high
    return (
        float("-inf") if low is None else float(low * factor),
        float("inf") if high is None else float(high * factor),
    )
