"""Operands that no single figure is: sums, negatives, counts of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from compliance_check.interval import Interval, exact
from compliance_check.judge.operands import Operand
from compliance_check.model import Bilingual, Location, Reading

_READINGS = [Reading.CERTAIN, Reading.LIKELY, Reading.DOUBTFUL]


def summed(operands: Sequence[Operand], times: Sequence[int] = ()) -> Operand:
    """The sum of like operands, each counted `times` often; printed as the sum it is."""
    factors = list(times) or [1] * len(operands)
    parts = [operand.interval * exact(factor) for operand, factor in zip(operands, factors, strict=True)]
    cuts = [operand.cut * exact(factor) for operand, factor in zip(operands, factors, strict=True)]
    texts = [text for operand, factor in zip(operands, factors, strict=True) for text in [operand.printed] * factor]
    first = operands[0]
    return Operand(
        interval=reduce(Interval.__add__, parts),
        cut=reduce(Interval.__add__, cuts),
        value=sum((operand.value * factor for operand, factor in zip(operands, factors, strict=True)), Fraction(0)),
        unit=first.unit,
        scale=first.scale,
        decimals=max(operand.decimals for operand in operands),
        printed=shortened(texts),
        label=first.label,
        reading=max((operand.reading for operand in operands), key=_READINGS.index),
    )


def negated(operand: Operand) -> Operand:
    """The operand with the other sign: what 下降 8.66% says of a growth."""
    return replace(operand, interval=-operand.interval, cut=-operand.cut, value=-operand.value)


def counted(number: int, location: Location | None = None, label: str = "") -> Operand:
    """A whole number of things."""
    quantity = exact(number)
    return Operand(
        interval=quantity,
        cut=quantity,
        value=Fraction(number),
        unit="count",
        scale=Fraction(1),
        decimals=0,
        printed=str(number),
        label=label,
        location=location,
    )


def shortened(texts: Sequence[str], most: int = 8) -> str:
    """a + b + c, the middle left out of a long one."""
    if len(texts) <= most:
        return " + ".join(texts)
    return " + ".join([*texts[: most - 3], "…", *texts[-2:]])


def same(text: str) -> Bilingual:
    """Words that are alike in both languages: quotations, numbers, keys."""
    return Bilingual(zh=text, en=text)
