"""Operands that no figure states: counts of cells, changes, medians; each stands at the place it is about."""

from __future__ import annotations

from fractions import Fraction

from compliance_check.interval import Interval, exact, to_decimal
from compliance_check.judge.operands import Operand
from compliance_check.judge.wording import round_half_up
from compliance_check.model import Reading


def counted(number: int, at: Operand) -> Operand:
    """A number of things, standing where `at` stands."""
    return _operand(exact(number), Fraction(number), "none", Fraction(1), 0, str(number), at)


def share(interval: Interval, value: Fraction, at: Operand | None) -> Operand:
    """A relative change or a share (1 is 100 %), written in percent with one decimal."""
    text = f"{round_half_up(to_decimal(value * 100), 1):+f}%"
    return _operand(interval, value, "percent", Fraction(1, 100), 1, text, at)


def _operand(
    interval: Interval, value: Fraction, unit: str, scale: Fraction, decimals: int, text: str, at: Operand | None
) -> Operand:
    return Operand(
        interval=interval,
        cut=interval,
        value=value,
        unit=unit,
        scale=scale,
        decimals=decimals,
        printed=text,
        figure=at.figure if at else None,
        label=at.label if at else "",
        reading=at.reading if at else Reading.CERTAIN,
        location=at.location if at else None,
        block=at.block if at else None,
        in_table=at.in_table if at else False,
    )
