"""A figure as an operand: the interval that its printed digits and words allow, in natural units.

Natural units make formulas read as the law does: money in yuan, a share of 100 % is 1, 2.08 倍 is 2.08.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from compliance_check.interval import ZERO, Interval, exact, printed, truncated
from compliance_check.model import Bilingual, Blank, Figure, Location, Qualifier, Reading, TextFact

SCALES: dict[str, Fraction] = {
    "percent": Fraction(1, 100),
    "percentage_point": Fraction(1, 100),
    "permille": Fraction(1, 1000),
    "basis_point": Fraction(1, 10000),
}
"""Units whose figures are not in natural units, and what one of them is worth."""

MONEY_WORDS: dict[int, Bilingual] = {
    1: Bilingual(zh="元", en="yuan"),
    10**3: Bilingual(zh="千元", en="thousand yuan"),
    10**4: Bilingual(zh="万元", en="ten thousand yuan"),
    10**6: Bilingual(zh="百万元", en="million yuan"),
    10**8: Bilingual(zh="亿元", en="hundred million yuan"),
}


@dataclass(frozen=True, slots=True)
class Operand:
    """What a name of a formula stands for in one row.

    interval, cut: what the print can mean if the author rounded, and if he cut digits off. value: as printed.
    unit: the figure's unit. scale: how many natural units one printed unit is (万元: 10000). decimals: printed ones.
    word: of a rating; such an operand has no interval of its own.
    """

    interval: Interval
    cut: Interval
    value: Fraction
    unit: str
    scale: Fraction
    decimals: int
    printed: str
    figure: str | None = None
    label: str = ""
    reading: Reading = Reading.CERTAIN
    word: str | None = None
    location: Location | None = None
    block: int | None = None
    in_table: bool = False


_NOTHING = Operand(ZERO, ZERO, Fraction(0), "blank", Fraction(1), 0, "—")


def from_figure(figure: Figure) -> Operand:
    """The operand that a figure is."""
    natural = SCALES.get(figure.unit, Fraction(1))
    scale, decimals = _print_scale(figure, natural)
    return Operand(
        interval=_scaled(_qualified(figure, printed(figure.value, figure.half_width)), natural),
        cut=_scaled(_qualified(figure, truncated(figure.value, figure.half_width)), natural),
        value=Fraction(figure.value) * natural,
        unit=figure.unit,
        scale=scale,
        decimals=decimals,
        printed=figure.raw.strip(),
        figure=figure.id,
        label=figure.label,
        reading=figure.reading,
        location=figure.location,
        block=figure.anchor.block,
        in_table=figure.anchor.cell is not None,
    )


def from_blank(blank: Blank) -> Operand:
    """The zero that some rules read into a cell printed as "-"."""
    return replace(
        _NOTHING,
        printed=blank.raw.strip() or "-",
        label=blank.label,
        location=blank.location,
        block=blank.anchor.block,
        in_table=blank.anchor.cell is not None,
    )


def absent_row() -> Operand:
    """The zero of an optional row that a table does not have."""
    return _NOTHING


def from_word(fact: TextFact) -> Operand:
    """The operand that a rating is: a word, ranked by the scale of the rule that asks."""
    return replace(
        _NOTHING,
        unit="word",
        printed=fact.value.strip(),
        figure=fact.id,
        label=fact.label,
        word=unicodedata.normalize("NFKC", fact.value).strip(),
        location=fact.location,
        block=fact.anchor.block,
        in_table=fact.anchor.cell is not None,
    )


def as_percent(operand: Operand) -> Operand:
    """A bare number under a header of rates or shares (增幅, 占比) as the percentage that it is."""
    if operand.unit != "none":
        return operand
    hundredth = SCALES["percent"]
    return replace(
        operand,
        interval=operand.interval * exact(hundredth),
        cut=operand.cut * exact(hundredth),
        value=operand.value * hundredth,
        unit="percent",
        scale=hundredth,
    )


def dimension(unit: str) -> str:
    """What kind of quantity a unit measures; operands are comparable within one kind."""
    return "pure" if unit in SCALES or unit == "times" else unit


def _qualified(figure: Figure, cell: Interval) -> Interval:
    value = Fraction(figure.value)
    match figure.qualifier:
        case Qualifier.ABOUT:
            return cell.widen(Fraction(figure.half_width) * 2)
        case Qualifier.OVER:
            return Interval(value, None, low_open=True)
        case Qualifier.AT_LEAST:
            return Interval(value, None)
        case Qualifier.UNDER | Qualifier.NEARLY:
            return Interval(None, value, high_open=True)
        case Qualifier.AT_MOST:
            return Interval(None, value)
        case _:
            return cell


def _scaled(interval: Interval, factor: Fraction) -> Interval:
    return interval if factor == 1 else interval * exact(factor)


def _print_scale(figure: Figure, natural: Fraction) -> tuple[Fraction, int]:
    """How many natural units one printed unit is, and the printed decimals; from the digits as printed."""
    digits = _number(figure.raw)
    if not digits or not figure.value:
        return natural if natural != 1 else _likely_scale(figure), 2
    scale = abs(Fraction(figure.value) / Fraction(digits)) * natural
    exponent = digits.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return scale, decimals


def _number(raw: str) -> Decimal | None:
    text = unicodedata.normalize("NFKC", raw)
    kept = "".join(char for char in text if char in "0123456789.")
    try:
        return Decimal(kept) if kept else None
    except InvalidOperation:
        return None


def _likely_scale(figure: Figure) -> Fraction:
    return Fraction(10**4) if figure.unit == "CNY" and figure.half_width >= 50 else Fraction(1)
