"""Unit analysis: what the sides of a formula measure. Yuan compared with percent is a slip of the rule's author."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compliance_check.catalog.book import Check
from compliance_check.catalog.columns import FRAME_COLUMNS
from compliance_check.catalog.expression import Binary, Call, Comparison, Expression, Name, Negative, Number, Parameter
from compliance_check.catalog.vocabulary import Vocabulary
from compliance_check.model import Bilingual

BASES = {"money": "CNY", "count": "count", "time": "time", "rating": "word", "text": "word"}
"""Measure -> base unit; ratios and multiples are pure numbers."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A product of base units. free: fits everything (a literal 0, a column of any measure). percent: shown as one."""

    powers: tuple[tuple[str, Fraction], ...] = ()
    free: bool = False
    percent: bool = False

    def times(self, other: Kind, sign: int) -> Kind:
        """The kind of a product (sign 1) or quotient (-1)."""
        if self.free or other.free:
            return Kind(free=True)
        powers = dict(self.powers)
        for base, power in other.powers:
            powers[base] = powers.get(base, Fraction(0)) + sign * power
        return Kind(tuple(sorted((base, power) for base, power in powers.items() if power)))

    def fits(self, other: Kind) -> bool:
        """Whether the two can be added or compared."""
        return self.free or other.free or self.powers == other.powers

    def text(self) -> Bilingual:
        """The kind in words."""
        if not self.powers:
            return Bilingual(zh="比率或纯数", en="a ratio or pure number")
        names = " × ".join(base if power == 1 else f"{base}^{power}" for base, power in self.powers)
        return Bilingual(zh=names, en=names)


class UnitError(Exception):
    """Two kinds of quantity that a formula adds or compares."""

    def __init__(self, left: Kind, right: Kind) -> None:
        a, b = left.text(), right.text()
        self.what = Bilingual(zh=f"单位不符：{a.zh} 与 {b.zh}", en=f"units do not fit: {a.en} with {b.en}")
        super().__init__(self.what.en)


def unit_error(check: Check, vocabulary: Vocabulary) -> UnitError | None:
    """The first misfit of units in the rule's formula, or None."""
    try:
        for comparison in (*check.formula.conditions, *check.formula.demands):
            kinds_of(comparison, check, vocabulary)
    except UnitError as error:
        return error
    return None


def kinds_of(comparison: Comparison, check: Check, vocabulary: Vocabulary) -> tuple[Kind, Kind]:
    """The kinds of the two sides. Raises UnitError when they do not fit."""
    left, right = kind_of(comparison.left, check, vocabulary), kind_of(comparison.right, check, vocabulary)
    return _same(left, right), right


def is_percent(comparison: Comparison, check: Check, vocabulary: Vocabulary) -> bool:
    """Whether the sides are shares, which people read in percent."""
    try:
        left = kind_of(comparison.left, check, vocabulary)
        right = kind_of(comparison.right, check, vocabulary)
    except UnitError:
        return False
    return left.percent or right.percent


def kind_of(expression: Expression, check: Check, vocabulary: Vocabulary) -> Kind:
    """What an expression measures. Raises UnitError."""
    match expression:
        case Number(value=value):
            return Kind(free=value == 0)
        case Name(column=column):
            return _of_measure(_measure(column, check, vocabulary))
        case Parameter(name=name):
            return _of_parameter(check.rule.parameters[name].unit)
        case Negative(operand=operand):
            return kind_of(operand, check, vocabulary)
        case Binary(operator=operator, left=left, right=right):
            a, b = kind_of(left, check, vocabulary), kind_of(right, check, vocabulary)
            if operator in "+-":
                return _same(a, b)
            return a.times(b, 1 if operator == "*" else -1)
        case Call(function=function, arguments=arguments):
            return _call(function, [kind_of(item, check, vocabulary) for item in arguments])
        case _:
            return Kind((("word", Fraction(1)),))


def _call(function: str, kinds: list[Kind]) -> Kind:
    if function == "sqrt":
        return Kind(tuple((base, power / 2) for base, power in kinds[0].powers), kinds[0].free)
    # The matrix of a quadratic form is a table of pure numbers.
    items = kinds[1:] if function == "quadratic" else kinds
    result = items[0]
    for item in items[1:]:
        result = _same(result, item)
    return result


def _same(a: Kind, b: Kind) -> Kind:
    if not a.fits(b):
        raise UnitError(a, b)
    kept = b if a.free else a
    return Kind(kept.powers, kept.free, a.percent or b.percent)


def _measure(column: str, check: Check, vocabulary: Vocabulary) -> str:
    frame = FRAME_COLUMNS.get(check.rule.frame)
    if frame is not None:
        return frame.measures.get(column, "any")
    concept = vocabulary.get(column)
    return concept.measure if concept else "any"


def _of_measure(measure: str) -> Kind:
    if measure == "any":
        return Kind(free=True)
    base = BASES.get(measure)
    return Kind(((base, Fraction(1)),)) if base else Kind(percent=measure == "ratio")


def _of_parameter(unit: str) -> Kind:
    if unit in {"CNY", "count", "word"}:
        return Kind(((unit, Fraction(1)),))
    return Kind(percent=unit == "percent")
