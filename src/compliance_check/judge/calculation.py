"""The arithmetic of a verdict, laid open: every term as printed, both sides, residual, tolerance, detection limit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.catalog.expression import Comparison, Parameter, walk
from compliance_check.catalog.units import is_percent
from compliance_check.interval import Interval, exact, to_decimal
from compliance_check.judge.exact import CannotEvaluateError, Scope, names_of, value
from compliance_check.judge.gate import Task
from compliance_check.judge.operands import SCALES, Operand
from compliance_check.judge.wording import Style, printed_text, style_of
from compliance_check.model import Calculation, Term


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of the deciding comparison: as intervals, as the printed figures put in, and how to write them."""

    comparison: Comparison
    left: Interval
    right: Interval
    left_printed: Fraction | None
    right_printed: Fraction | None
    style: Style
    percent: bool

    @property
    def residual(self) -> Fraction | None:
        """Left less right, of the printed figures."""
        if self.left_printed is None or self.right_printed is None:
            return None
        return self.left_printed - self.right_printed

    @property
    def tolerance(self) -> Fraction | None:
        """How far apart printed sides can be by rounding alone: half the width of both."""
        widths = [_half_width(self.left), _half_width(self.right)]
        return None if None in widths else sum((width for width in widths if width is not None), Fraction(0))


def sides(task: Task, comparison: Comparison, vocabulary: Vocabulary) -> Sides:
    """The sides of `comparison` on the task's row."""
    percent = is_percent(comparison, task.check, vocabulary)
    operands = [task.operands[name.key] for name in names_of(comparison) if name.key in task.operands]
    if any(operand.unit in SCALES for operand in operands) and len({operand.unit for operand in operands}) == 1:
        percent = True
    left, right = printed_sides(task, comparison)
    return Sides(
        comparison,
        value(comparison.left, task.scope),
        value(comparison.right, task.scope),
        left,
        right,
        style_of(operands, percent),
        percent,
    )


def printed_sides(task: Task, comparison: Comparison) -> tuple[Fraction | None, Fraction | None]:
    """What both sides make with the figures exactly as printed; None where that cannot be computed."""
    values = {
        key: task.scope.values[key] if operand.word else exact(operand.value) for key, operand in task.operands.items()
    }
    scope = Scope(task.check, task.scope.day, values)
    try:
        return value(comparison.left, scope).middle(), value(comparison.right, scope).middle()
    except CannotEvaluateError:
        return None, None


def calculation(task: Task, found: Sides) -> Calculation:
    """The trace of a verdict in base units: percent points for shares, yuan for money."""
    base = Fraction(1, 100) if found.percent else Fraction(1)
    residual, tolerance = found.residual, found.tolerance
    limit = None if residual is None or tolerance is None else abs(residual) + tolerance
    return Calculation(
        expression=plain_formula(task),
        left=_bounds(found.left, base),
        right=_bounds(found.right, base),
        residual=_decimal(residual, base),
        tolerance=_decimal(tolerance, base),
        detection_limit=_decimal(limit, base),
        unit="percent" if found.percent else found.style.unit,
        terms=(*_terms(task), *_parameters(task)),
    )


def plain_formula(task: Task) -> str:
    """The formula as people read it; which of its rows were absent is said by the terms."""
    return task.check.rule.formula.replace("?", "").replace("「", "").replace("」", "")


def _terms(task: Task) -> list[Term]:
    """The names as the formula writes them, so that a reader can put the printed figures in their places."""
    terms = []
    for name in task.check.formula.names:
        operand = task.operands.get(name.key)
        if operand is None:
            continue
        low, high = _bounds(task.scope.values[name.key], SCALES.get(operand.unit, Fraction(1)))
        written = f"opening.{name.text}" if name.prior else name.text
        terms.append(Term(name=written, printed=_printed(operand), low=low, high=high, figure=operand.figure))
    return terms


def _printed(operand: Operand) -> str:
    return f"{operand.printed} (= 0)" if operand.unit == "blank" else printed_text(operand, "zh")


def _parameters(task: Task) -> list[Term]:
    """The scalar parameters used, with their edition's value."""
    terms = []
    nodes = walk(*task.check.formula.conditions, *task.check.formula.demands)
    for name in dict.fromkeys(node.name for node in nodes if isinstance(node, Parameter)):
        quantity = task.scope.parameter(name)
        if isinstance(quantity, tuple):
            continue
        unit = task.check.rule.parameters[name].unit
        suffix = {"percent": "%", "CNY": " 元"}.get(unit, "")
        rank = task.check.rank(quantity) if isinstance(quantity, str) else None
        number = Decimal(rank.numerator) if rank is not None else Decimal(quantity)
        terms.append(Term(name=f"@{name}", printed=f"{quantity}{suffix}", low=number, high=number))
    return terms


def _bounds(interval: Interval, base: Fraction) -> tuple[Decimal, Decimal]:
    low = Decimal("-Infinity") if interval.low is None else to_decimal(interval.low / base)
    high = Decimal("Infinity") if interval.high is None else to_decimal(interval.high / base)
    return low, high


def _decimal(number: Fraction | None, base: Fraction) -> Decimal | None:
    return None if number is None else to_decimal(number / base)


def _half_width(interval: Interval) -> Fraction | None:
    return None if interval.low is None or interval.high is None else (interval.high - interval.low) / 2
