"""The parts of a formula, once parsed: small frozen records that the judgement walks over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A literal: 2, 0.5."""

    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A literal word, compared on the rule's scale: "B"."""

    text: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """`@name`: a dated parameter of the rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """A column of the frame (a concept id in `facts`).

    prior: `opening.名`, the value of the previous comparable column.
    optional: `名?`, zero where the table that states the others has no such row.
    text: as the author wrote it.
    """

    column: str
    text: str
    prior: bool = False
    optional: bool = False

    @property
    def key(self) -> str:
        """The operand's key in a row."""
        return f"opening.{self.column}" if self.prior else self.column


@dataclass(frozen=True, slots=True)
class Negative:
    """-x."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """x + y, x - y, x * y, x / y."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """min, max, sum, abs, sqrt, or quadratic(@R, a, b, …) = √(x R xᵀ)."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Word | Parameter | Name | Negative | Binary | Call


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and one of = <= >= < >."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Formula:
    """What a rule demands: every comparison of `demands`, wherever every comparison of `conditions` holds."""

    text: str
    demands: tuple[Comparison, ...]
    conditions: tuple[Comparison, ...] = ()

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of the formula, each once, in the order they are written; the conditions' first."""
        return names_in(*self.conditions, *self.demands)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters used, each once."""
        nodes = walk(*self.conditions, *self.demands)
        return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Parameter)))


def names_in(*roots: Expression | Comparison) -> tuple[Name, ...]:
    """The names below `roots`; one that is optional in one place only is required."""
    found: dict[str, Name] = {}
    for node in walk(*roots):
        if isinstance(node, Name) and (node.key not in found or (found[node.key].optional and not node.optional)):
            found[node.key] = node
    return tuple(found.values())


def walk(*roots: Expression | Comparison) -> Iterator[Expression]:
    """Every expression below `roots`, left to right."""
    for root in roots:
        match root:
            case Comparison(left=left, right=right):
                yield from walk(left, right)
            case Binary(left=left, right=right):
                yield root
                yield from walk(left, right)
            case Negative(operand=operand):
                yield root
                yield from walk(operand)
            case Call(arguments=arguments):
                yield root
                yield from walk(*arguments)
            case _:
                yield root
