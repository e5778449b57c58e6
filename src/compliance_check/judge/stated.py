"""A figure as one of several statements of one fact: what it says, and how a person quotes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from compliance_check.interval import Interval
from compliance_check.judge.operands import SCALES, Operand, from_figure
from compliance_check.judge.wording import printed_text
from compliance_check.model import Bilingual, Disclosure, Figure, Location, Qualifier

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in a document, as one of several statements of a fact."""

    disclosure: Disclosure
    figure: Figure

    @property
    def operand(self) -> Operand:
        """The operand, 超 and 近 read as people mean them: within one unit of the last digit that is not zero."""
        operand = from_figure(self.figure)
        interval = natural(self.figure)
        return operand if interval is None else replace(operand, interval=interval, cut=interval)


def natural(figure: Figure) -> Interval | None:
    """超 362 万 is 362 to 363 万, 近 5 万 is 4 to 5 万; None for a figure without such a word."""
    step = _last_step(figure.value)
    value = Fraction(figure.value)
    bounds = {
        Qualifier.OVER: (value, value + step),
        Qualifier.AT_LEAST: (value, value + step),
        Qualifier.NEARLY: (value - step, value),
        Qualifier.UNDER: (value - step, value),
        Qualifier.AT_MOST: (value - step, value),
    }.get(figure.qualifier)
    if bounds is None:
        return None
    scale = SCALES.get(figure.unit, Fraction(1))
    return Interval(bounds[0] * scale, bounds[1] * scale)


def _last_step(value: Decimal) -> Fraction:
    """One unit of the last digit that is not zero: 10 of 450, 0.1 of 5.8."""
    if not value:
        return Fraction(0)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(10) ** exponent


def quoted(item: Statement) -> Bilingual:
    """A statement with its document and place."""
    place = item.figure.location
    zh = f"{item.disclosure.document.path}{_place(place, 'zh')}“{_short(place.quote)}”"
    en = f"{item.disclosure.document.path}{_place(place, 'en')} “{_short(place.quote)}”"
    return Bilingual(zh=zh, en=en)


def listed(found: Sequence[Statement]) -> Bilingual:
    """The statements one after the other: what each says, and where."""

    def said(item: Statement, language: str) -> str:
        place = item.disclosure.document.path + _place(item.figure.location, language)
        return f"{_about(item.figure, language)}{printed_text(item.operand, language)}（{place}）"

    return Bilingual(zh="；".join(said(i, "zh") for i in found), en="; ".join(said(i, "en") for i in found))


def _about(figure: Figure, language: str) -> str:
    zh, en = {
        Qualifier.ABOUT: ("约", "about "),
        Qualifier.OVER: ("超", "over "),
        Qualifier.AT_LEAST: ("不低于", "at least "),
        Qualifier.NEARLY: ("近", "nearly "),
        Qualifier.UNDER: ("不足", "under "),
        Qualifier.AT_MOST: ("不超过", "at most "),
    }.get(figure.qualifier, ("", ""))
    return zh if language == "zh" else en


def _place(place: Location, language: str) -> str:
    if place.page is not None:
        return f"第{place.page}页" if language == "zh" else f" p. {place.page}"
    if place.line is not None:
        return f"第{place.line}行" if language == "zh" else f" line {place.line}"
    return ""


def _short(quote: str) -> str:
    plain = _SPACE.sub("", quote) if not quote.isascii() else " ".join(quote.split())
    return plain if len(plain) <= 60 else plain[:60] + "…"
