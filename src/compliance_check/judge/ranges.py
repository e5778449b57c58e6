"""Interval arithmetic over numpy arrays, each range with a bound of its own rounding error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int8]

UNDECIDED, HOLDS, BROKEN = 0, 1, 2
"""What a comparison comes to in one row."""

EPS = 2.0**-50
"""Four times the relative rounding error of one double operation."""


@dataclass(frozen=True, slots=True)
class Range:
    """Lower and upper bounds, and how far rounding may have moved them."""

    low: Floats
    high: Floats
    error: Floats


def compare(operator: str, left: Range, right: Range) -> Codes:
    """HOLDS where some values satisfy the comparison, BROKEN where none do, UNDECIDED near the boundary.

    An unbounded side (超 451 万) has an infinite margin, and so is always left to the exact arithmetic.
    """
    import numpy as np

    match operator:
        case "=":
            room = np.minimum(left.high - right.low, right.high - left.low)
        case "<=" | "<":
            room = right.high - left.low
        case _:
            room = left.high - right.low
    margin = left.error + right.error + EPS * (size(left.low, left.high) + size(right.low, right.high))
    codes = np.zeros(len(room), dtype=np.int8)
    codes[room > margin] = HOLDS
    codes[room < -margin] = BROKEN
    return codes


def plus(a: Range, b: Range) -> Range:
    """The sums."""
    low, high = a.low + b.low, a.high + b.high
    return Range(low, high, a.error + b.error + _rounding(low, high))


def minus(a: Range, b: Range) -> Range:
    """The differences."""
    low, high = a.low - b.high, a.high - b.low
    return Range(low, high, a.error + b.error + _rounding(low, high))


def times(a: Range, b: Range) -> Range:
    """The products, from their corner values."""
    import numpy as np

    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = np.minimum.reduce(corners), np.maximum.reduce(corners)
    spread = size(a.low, a.high) * b.error + size(b.low, b.high) * a.error + a.error * b.error
    return Range(low, high, spread + EPS * size(low, high))


def over(a: Range, b: Range) -> Range:
    """The quotient; NaN, which decides nothing, where the divisor comes near zero."""
    import numpy as np

    nearest = np.minimum(np.abs(b.low), np.abs(b.high))
    unsafe = (b.low <= 0) & (b.high >= 0) | (nearest <= 2 * b.error)
    corners = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = np.minimum.reduce(corners), np.maximum.reduce(corners)
    error = (a.error + size(low, high) * b.error) / (nearest - b.error) + EPS * size(low, high)
    return Range(np.where(unsafe, np.nan, low), np.where(unsafe, np.nan, high), error)


OPERATIONS = {"+": plus, "-": minus, "*": times, "/": over}


def call(function: str, items: list[Range]) -> Range:
    """min, max, sum, abs or sqrt of the items."""
    import numpy as np

    error = np.maximum.reduce([item.error for item in items])
    lows, highs = [item.low for item in items], [item.high for item in items]
    match function:
        case "min":
            return Range(np.minimum.reduce(lows), np.minimum.reduce(highs), error)
        case "max":
            return Range(np.maximum.reduce(lows), np.maximum.reduce(highs), error)
        case "sum":
            total = items[0]
            for item in items[1:]:
                total = plus(total, item)
            return total
        case "abs":
            straddles = (lows[0] < 0) & (highs[0] > 0)
            a, b = np.abs(lows[0]), np.abs(highs[0])
            return Range(np.where(straddles, 0.0, np.minimum(a, b)), np.maximum(a, b), error)
        case _:
            return _root(items[0])


def _root(item: Range) -> Range:
    """The root; where the radicand comes near zero the error of its root is unknown, and nothing is decided."""
    import numpy as np

    low, high = np.sqrt(np.maximum(item.low, 0.0)), np.sqrt(item.high)
    safe = item.low > 4 * item.error
    return Range(np.where(safe, low, np.nan), high, item.error / np.where(safe, low, 1.0) + EPS * high)


def size(low: Floats, high: Floats) -> Floats:
    """The largest magnitude between the bounds."""
    import numpy as np

    return np.maximum(np.abs(low), np.abs(high))


def _rounding(low: Floats, high: Floats) -> Floats:
    """The rounding error of a sum: none where it is a whole number that a double holds."""
    import numpy as np

    whole = (low == np.rint(low)) & (high == np.rint(high)) & (size(low, high) < 2.0**53)
    return np.where(whole, 0.0, EPS * size(low, high))
