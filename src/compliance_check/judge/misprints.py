"""Slips of the pen: two printed numbers that differ by one digit, or by two neighbours in the wrong order."""

from __future__ import annotations

from decimal import Decimal

from compliance_check.interval import Interval
from compliance_check.judge.operands import Operand
from compliance_check.model import Bilingual

MOST_CANDIDATES = 20
_DIGIT = Bilingual(zh="一位数字之差", en="one digit differs")
_SWAP = Bilingual(zh="相邻两位数字互换", en="two neighbouring digits changed places")


def misprint(operand: Operand, needed: Interval) -> tuple[str, Bilingual] | None:
    """The figure that one wrong digit, or two in the wrong order, may have been printed for; None if there is none."""
    if needed.low is None or needed.high is None:
        return None
    unit = operand.scale / 10**operand.decimals
    printed = abs(operand.value / unit)
    low, high = sorted((abs(needed.low / unit), abs(needed.high / unit)))
    if printed.denominator != 1 or high - low > MOST_CANDIDATES or needed.low * needed.high < 0:
        return None
    candidates = [(_slip(str(printed), str(number)), number) for number in range(-int(-low // 1), int(high // 1) + 1)]
    fitting = [(kind, number) for kind, number in candidates if kind]
    if len(fitting) != 1:
        return None
    kind, number = fitting[0]
    sign = "-" if operand.value < 0 else ""
    return f"{sign}{Decimal(number).scaleb(-operand.decimals):,f}", kind or _DIGIT


def _slip(printed: str, meant: str) -> Bilingual | None:
    if len(printed) != len(meant):
        return None
    differing = [index for index in range(len(printed)) if printed[index] != meant[index]]
    if len(differing) == 1:
        return _DIGIT
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        first, second = differing
        return _SWAP if (printed[first], printed[second]) == (meant[second], meant[first]) else None
    return None
