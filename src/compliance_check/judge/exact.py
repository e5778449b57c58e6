"""The exact verdict: a formula over one row, by interval arithmetic in fractions.

A comparison is possible when some values inside the intervals satisfy it, and certain when all do. A rule fails when
a demand is impossible; it applies only where every condition is certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import reduce

from compliance_check.catalog.book import Check, as_fraction
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
    walk,
)
from compliance_check.interval import ZERO, Interval, exact, largest, smallest, square_root
from compliance_check.model import Bilingual, Quantity


class Verdict(Enum):
    """What a formula says of one row."""

    HOLDS = "holds"
    BROKEN = "broken"
    CONDITION_FAILS = "condition fails"


class CannotEvaluateError(Exception):
    """Why a formula has no value on a row, in both languages."""

    def __init__(self, reason: Bilingual) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True, slots=True)
class Scope:
    """The values that a formula's names have: intervals by key, and the rule's parameters on the day."""

    check: Check
    day: dt.date | None
    values: Mapping[str, Interval]

    def parameter(self, name: str) -> Quantity:
        """The parameter's edition in force. Raises CannotEvaluateError when there is none."""
        value = self.check.parameter(name, self.day)
        if value is None:
            raise CannotEvaluateError(
                Bilingual(
                    zh=f"参数 {name} 在该日期没有有效版本", en=f"the parameter {name} has no edition on that date"
                )
            )
        return value


def verdict(scope: Scope) -> tuple[Verdict, Comparison]:
    """The verdict, and the comparison that decides it: the first broken demand, else the first demand.

    Raises CannotEvaluateError when a divisor can be zero, or a root be that of a negative quantity.
    """
    formula = scope.check.formula
    for condition in formula.conditions:
        if not certain(condition, scope):
            return Verdict.CONDITION_FAILS, condition
    for demand in formula.demands:
        if not possible(demand, scope):
            return Verdict.BROKEN, demand
    return Verdict.HOLDS, formula.demands[0]


def possible(comparison: Comparison, scope: Scope) -> bool:
    """Whether some values inside the intervals satisfy the comparison."""
    return _possible(comparison.operator, value(comparison.left, scope), value(comparison.right, scope))


def certain(comparison: Comparison, scope: Scope) -> bool:
    """Whether all values inside the intervals satisfy the comparison."""
    left, right = value(comparison.left, scope), value(comparison.right, scope)
    if comparison.operator == "=":
        return left == right and left.bounded and left.low == left.high
    complement = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}[comparison.operator]
    return not _possible(complement, left, right)


def value(expression: Expression, scope: Scope) -> Interval:
    """The interval of an expression. Raises CannotEvaluateError."""
    match expression:
        case Number(value=number):
            return exact(number)
        case Name():
            return scope.values[expression.key]
        case Parameter(name=name):
            return _parameter(name, scope)
        case Word(text=text):
            return exact(_rank(text, scope.check))
        case Negative(operand=operand):
            return -value(operand, scope)
        case Binary(operator=operator, left=left, right=right):
            return _binary(operator, value(left, scope), value(right, scope))
        case Call(function="quadratic", arguments=arguments):
            return _quadratic(arguments, scope)
        case Call(function=function, arguments=arguments):
            return _call(function, [value(argument, scope) for argument in arguments])


def _possible(operator: str, left: Interval, right: Interval) -> bool:
    match operator:
        case "=":
            return left.meets(right)
        case "<=":
            return right.can_reach(left)
        case ">=":
            return left.can_reach(right)
        case "<":
            return right.can_exceed(left)
        case _:
            return left.can_exceed(right)


def _binary(operator: str, left: Interval, right: Interval) -> Interval:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            try:
                return left / right
            except ZeroDivisionError:
                raise CannotEvaluateError(Bilingual(zh="除数可能为零", en="the divisor can be zero")) from None


def _call(function: str, values: list[Interval]) -> Interval:
    match function:
        case "min":
            return smallest(values)
        case "max":
            return largest(values)
        case "sum":
            return reduce(Interval.__add__, values)
        case "abs":
            return abs(values[0])
        case _:
            return _root(values[0])


def _root(radicand: Interval) -> Interval:
    try:
        return square_root(radicand)
    except ValueError:
        raise CannotEvaluateError(Bilingual(zh="根号下为负数", en="the root of a negative quantity")) from None


def _quadratic(arguments: tuple[Expression, ...], scope: Scope) -> Interval:
    """√(x R xᵀ); squares are taken as squares, so that a sign-free term does not widen the result."""
    head = arguments[0]
    assert isinstance(head, Parameter)
    matrix = _matrix(scope.parameter(head.name))
    vector = [value(argument, scope) for argument in arguments[1:]]
    total = ZERO
    for i, row in enumerate(matrix):
        size = abs(vector[i])
        total = total + exact(row[i]) * (size * size)
        for j in range(i):
            total = total + exact(2 * row[j]) * (vector[i] * vector[j])
    return _root(total)


def _matrix(quantity: Quantity) -> list[list[Fraction]]:
    assert isinstance(quantity, tuple)
    return [[Fraction(cell) for cell in row] for row in quantity if isinstance(row, tuple)]


def _parameter(name: str, scope: Scope) -> Interval:
    quantity = scope.parameter(name)
    if isinstance(quantity, str):
        return exact(_rank(quantity, scope.check))
    assert not isinstance(quantity, tuple)
    return exact(as_fraction(quantity, scope.check.rule.parameters[name].unit))


def _rank(word: str, check: Check) -> Fraction:
    rank = check.rank(word)
    if rank is None:
        raise CannotEvaluateError(
            Bilingual(zh=f"“{word}”不在等级序列中", en=f"“{word}” is not on the scale of this rule")
        )
    return rank


def names_of(comparison: Comparison) -> list[Name]:
    """The names of one comparison, each once."""
    found = {node.key: node for node in walk(comparison) if isinstance(node, Name)}
    return list(found.values())
