"""Exact intervals: what a printed figure can mean, and the arithmetic of such meanings.

A figure printed as 97,231.28 万元 stands for every amount that rounds to it: [97,231.275, 97,231.285) 万元. The end
away from zero is open, because rounding half away from zero (the usage of accounts, GB/T 8170 for ties aside) takes
it to the next figure; the other end is closed. Bounds are `Fraction`s, so that quotients are as exact as sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from itertools import product


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between `low` and `high`; None is unbounded. Each end may be open."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval from {self.low} down to {self.high}")

    def __neg__(self) -> Interval:
        return Interval(_negate(self.high), _negate(self.low), self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _plus(self.low, other.low),
            _plus(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self == ZERO or other == ZERO:
            return ZERO
        for one, point in ((self, other), (other, self)):
            if point.low is not None and point.low == point.high:
                return _scaled(one, point.low)
        if not (self.bounded and other.bounded):
            return _times_unbounded(self, other)
        return _corners((a * b, a_open or b_open) for (a, a_open), (b, b_open) in product(self._ends(), other._ends()))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient. Raises ZeroDivisionError when the divisor can be zero."""
        if other.contains(Fraction(0)) or other.low == 0 or other.high == 0:
            raise ZeroDivisionError("the divisor can be zero")
        if not (self.bounded and other.bounded):
            return self * _reciprocal(other)
        return _corners((a / b, a_open or b_open) for (a, a_open), (b, b_open) in product(self._ends(), other._ends()))

    def __abs__(self) -> Interval:
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        flipped = -self
        if self.high is None or flipped.high is None:
            return Interval(Fraction(0), None)
        high, is_open = max((self.high, not self.high_open), (flipped.high, not flipped.high_open))
        return Interval(Fraction(0), high, False, not is_open)

    @property
    def bounded(self) -> bool:
        """Whether both bounds exist."""
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """The distance of the bounds, or None."""
        return None if self.low is None or self.high is None else self.high - self.low

    def contains(self, value: Fraction) -> bool:
        """Whether `value` lies inside."""
        above = self.low is None or self.low < value or (self.low == value and not self.low_open)
        below = self.high is None or value < self.high or (self.high == value and not self.high_open)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both: the test of an equation."""
        return self.can_reach(other) and other.can_reach(self)

    def intersection(self, other: Interval) -> Interval | None:
        """The values in both; None when they do not meet."""
        if not self.meets(other):
            return None
        # max for lows, and its mirror image for highs: the narrower bound wins, and an open end over a closed one.
        low = max(((i.low, i.low_open) for i in (self, other) if i.low is not None), default=(None, False))
        high = min(((i.high, not i.high_open) for i in (self, other) if i.high is not None), default=(None, True))
        return Interval(low[0], high[0], low[1], not high[1])

    def can_reach(self, other: Interval) -> bool:
        """Whether some value of self is at least some value of other: the test of self >= other."""
        if self.high is None or other.low is None or self.high > other.low:
            return True
        return self.high == other.low and not self.high_open and not other.low_open

    def can_exceed(self, other: Interval) -> bool:
        """Whether some value of self is greater than some value of other: the test of self > other."""
        return self.high is None or other.low is None or self.high > other.low

    def widen(self, amount: Fraction) -> Interval:
        """The interval with both ends moved outwards by `amount`."""
        return Interval(
            None if self.low is None else self.low - amount,
            None if self.high is None else self.high + amount,
            self.low_open,
            self.high_open,
        )

    def middle(self) -> Fraction | None:
        """The centre, or the only bound, or None."""
        if self.low is None or self.high is None:
            return self.low if self.high is None else self.high
        return (self.low + self.high) / 2

    def _ends(self) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]]:
        assert self.low is not None and self.high is not None
        return (self.low, self.low_open), (self.high, self.high_open)


def exact(value: Decimal | Fraction | int) -> Interval:
    """The interval that holds `value` alone."""
    fraction = Fraction(value)
    return Interval(fraction, fraction)


def printed(value: Decimal, half_width: Decimal) -> Interval:
    """What a figure printed as `value`, half a last digit being `half_width`, can mean: half rounds away from zero."""
    if not half_width:
        return exact(value)
    low, high = Fraction(value - half_width), Fraction(value + half_width)
    return Interval(low, high, low_open=value <= 0, high_open=value >= 0)


def truncated(value: Decimal, half_width: Decimal) -> Interval:
    """What the same figure can mean if its author cut the digits off instead of rounding."""
    if not half_width:
        return exact(value)
    unit = Fraction(half_width) * 2
    middle = Fraction(value)
    if value > 0:
        return Interval(middle, middle + unit, False, True)
    if value < 0:
        return Interval(middle - unit, middle, True, False)
    return Interval(-unit, unit, True, True)


def smallest(intervals: Iterable[Interval]) -> Interval:
    """min() of quantities: each bound is the least of theirs."""
    return _extreme(list(intervals), least=True)


def largest(intervals: Iterable[Interval]) -> Interval:
    """max() of quantities."""
    return _extreme(list(intervals), least=False)


def square_root(interval: Interval) -> Interval:
    """The root of a non-negative quantity, rounded outwards in the 40th digit. Raises ValueError below zero."""
    if interval.high is not None and interval.high < 0:
        raise ValueError("the root of a negative quantity")
    low = max(interval.low or Fraction(0), Fraction(0))
    high = None if interval.high is None else _root(interval.high, ROUND_CEILING)
    return Interval(_root(low, ROUND_FLOOR), high)


def to_decimal(value: Fraction, digits: int = 28) -> Decimal:
    """A decimal of at most `digits` significant digits, for display: exact whenever the fraction is a short decimal."""
    return Context(prec=digits).divide(Decimal(value.numerator), Decimal(value.denominator))


ZERO = exact(0)


def _scaled(interval: Interval, factor: Fraction) -> Interval:
    """The interval times one number: an unbounded side stays unbounded, the other keeps its bound."""
    if factor < 0:
        return _scaled(-interval, -factor)
    return Interval(
        None if interval.low is None else interval.low * factor,
        None if interval.high is None else interval.high * factor,
        interval.low_open,
        interval.high_open,
    )


def _negate(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _corners(corners: Iterable[tuple[Fraction, bool]]) -> Interval:
    # A bound that any closed corner reaches is closed, hence the order of the flags in the two keys.
    items = list(corners)
    low = min(items)
    high = max(items, key=lambda corner: (corner[0], not corner[1]))
    return Interval(low[0], high[0], low[1], high[1])


def _times_unbounded(a: Interval, b: Interval) -> Interval:
    """Products with an unbounded factor: only the sign-definite case keeps a bound."""
    if a.low is not None and b.low is not None and a.low >= 0 and b.low >= 0:
        high = None if a.high is None or b.high is None else a.high * b.high
        return Interval(a.low * b.low, high, a.low_open or b.low_open)
    return Interval(None, None)


def _reciprocal(interval: Interval) -> Interval:
    def inverse(bound: Fraction | None) -> Fraction:
        return Fraction(0) if bound is None else 1 / bound

    return Interval(
        inverse(interval.high),
        inverse(interval.low),
        interval.high_open or interval.high is None,
        interval.low_open or interval.low is None,
    )


def _extreme(items: list[Interval], least: bool) -> Interval:
    if not least:
        return -_extreme([-item for item in items], least=True)
    if not items:
        raise ValueError("min or max of nothing")
    highs = [(item.high, item.high_open) for item in items if item.high is not None]
    # A bound reached by any open end is open for the least high; for lows, one closed end suffices.
    high = min(highs, key=lambda pair: (pair[0], not pair[1])) if highs else None
    lows = [item.low for item in items]
    low = None if None in lows else min((i.low, i.low_open) for i in items if i.low is not None)
    return Interval(
        None if low is None else low[0],
        None if high is None else high[0],
        low is not None and low[1],
        high is not None and high[1],
    )


def _root(value: Fraction, rounding: str) -> Fraction:
    context = Context(prec=40, rounding=rounding)
    root = context.divide(Decimal(value.numerator), Decimal(value.denominator)).sqrt(context)
    # sqrt() itself rounds half even: step outwards once unless the root is exact.
    if Fraction(root) ** 2 != value:
        root = context.next_plus(root) if rounding == ROUND_CEILING else context.next_minus(root)
    return Fraction(root)
