"""Numbers of `report.json` written for people: grouped digits, the unit in which the document prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

SCALES = {
    Decimal(1): ("元", "yuan"),
    Decimal(1000): ("千元", "thousand yuan"),
    Decimal(10000): ("万元", "ten thousand yuan"),
    Decimal(1000000): ("百万元", "million yuan"),
    Decimal(100000000): ("亿元", "hundred million yuan"),
}
UNITS = {
    "CNY": ("元", "yuan"),
    "USD": ("美元", "US dollars"),
    "HKD": ("港元", "Hong Kong dollars"),
    "percent": ("%", "%"),
    "permille": ("‰", "‰"),
    "percentage_point": ("个百分点", "percentage points"),
    "basis_point": ("个基点", "basis points"),
    "times": ("倍", "times"),
    "count": ("", ""),
    "second": ("秒", "seconds"),
    "minute": ("分钟", "minutes"),
    "hour": ("小时", "hours"),
    "day": ("天", "days"),
    "month": ("个月", "months"),
    "year": ("年", "years"),
    "square_metre": ("平方米", "square metres"),
    "none": ("", ""),
}
_DIGITS = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
_LONGEST_FRACTION = 6


def grouped(text: str, digits: int = _LONGEST_FRACTION) -> str:
    """A plain decimal with thousands separators; a fraction longer than `digits` is rounded for display."""
    value = Decimal(text)
    if len(text.partition(".")[2]) > digits:
        with localcontext() as context:
            context.prec = 60
            value = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
            text = format(value, "f")
            value = Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
    return f"{value:,f}"


def digits_for(tolerance: str | None, unit: str | None, scale: Decimal) -> int:
    """How many decimals tell a difference that matters: two significant digits of the tolerance, from two to six."""
    value = Decimal(tolerance or 0) / (scale if unit == "CNY" else 1)
    return min(max(1 - value.adjusted(), 2), _LONGEST_FRACTION) if value else _LONGEST_FRACTION


def scale_of(figure: Mapping[str, Any]) -> Decimal:
    """How many base units one unit of the printed digits is: 10000 for 97,231.28 in a table in 万元; 1 if unclear."""
    match = _DIGITS.search(figure["raw"])
    if match is None:
        return Decimal(1)
    printed = Decimal(re.sub("[,，]", "", match.group()))
    if not printed:
        return Decimal(1)
    with localcontext() as context:
        context.prec = 60
        ratio = abs(Decimal(figure["value"])) / printed
    return next((scale for scale in SCALES if scale == ratio), Decimal(1))


def common_scale(figures: Iterable[Mapping[str, Any]]) -> Decimal:
    """The scale that money is shown in beside these figures: that of most of them, else 1."""
    scales = [scale_of(figure) for figure in figures if figure["unit"] == "CNY"]
    return max(scales, key=lambda scale: (scales.count(scale), -scale), default=Decimal(1))


def scaled(text: str, unit: str | None, scale: Decimal, digits: int = _LONGEST_FRACTION) -> str:
    """The digits of an amount, money divided by `scale`, with at most so many decimals."""
    if unit != "CNY" or scale == 1:
        return grouped(text, digits)
    with localcontext() as context:
        context.prec = 60
        return grouped(format(Decimal(text) / scale, "f"), digits)


def unit_name(unit: str | None, language: str, scale: Decimal = Decimal(1), counter: str | None = None) -> str:
    """The unit as people write it; counts by what they count."""
    if unit == "CNY":
        names = SCALES.get(scale, SCALES[Decimal(1)])
    elif unit == "count" and counter:
        names = (counter, counter)
    else:
        names = UNITS.get(unit or "none", (unit or "", unit or ""))
    return names[0] if language == "zh" else names[1]


def with_unit(number: str, unit: str) -> str:
    """Number and unit, a space between them unless the unit is a sign."""
    return f"{number}{unit}" if unit in ("%", "‰", "") else f"{number} {unit}"
