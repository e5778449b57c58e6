"""Numbers and messages as a person reads them: in the unit that the document printed, 97,231.28 万元."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from string import Formatter

from compliance_check.interval import to_decimal
from compliance_check.judge.operands import MONEY_WORDS, SCALES, Operand
from compliance_check.model import Bilingual, Period

UNIT_WORDS: dict[str, Bilingual] = {
    "percent": Bilingual(zh="%", en="%"),
    "percentage_point": Bilingual(zh=" 个百分点", en=" percentage points"),
    "permille": Bilingual(zh="‰", en="‰"),
    "basis_point": Bilingual(zh=" 个基点", en=" basis points"),
    "times": Bilingual(zh=" 倍", en=" times"),
    "USD": Bilingual(zh=" 美元", en=" US dollars"),
    "HKD": Bilingual(zh=" 港元", en=" Hong Kong dollars"),
}


_UNIT_IN_ENGLISH = re.compile(r"million|billion|thousand|yuan|\b(?:mn|bn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """How the amounts of one comparison are written: unit, what one unit is worth, decimals of the printed figures."""

    unit: str
    scale: Fraction
    decimals: int

    def write(self, value: Fraction, language: str, extra: int = 0) -> str:
        """`value` (natural units) in this style, with up to `extra` further decimals if it needs them."""
        number = to_decimal(value / self.scale)
        places = self.decimals
        while places < self.decimals + extra and number != round_half_up(number, places):
            places += 1
        return f"{round_half_up(number, places):,.{places}f}{self.suffix(language)}"

    def suffix(self, language: str) -> str:
        """The unit's word."""
        if self.unit == "CNY":
            words = MONEY_WORDS.get(int(self.scale)) if self.scale.denominator == 1 else None
            return " " + pick(words or MONEY_WORDS[1], language)
        word = UNIT_WORDS.get(self.unit)
        return pick(word, language) if word else ""


def style_of(operands: Iterable[Operand], percent: bool) -> Style:
    """The style in which the two sides of a comparison over `operands` are written.

    percent: whether the sides are shares; then the ratio among the operands sets the decimals, else the money does.
    """
    items = [operand for operand in operands if operand.unit not in {"blank", "word"}]
    if percent:
        ratios = [operand for operand in items if operand.unit in SCALES or operand.unit == "times"]
        return Style("percent", Fraction(1, 100), max((operand.decimals for operand in ratios), default=2))
    if not items:
        return Style("none", Fraction(1), 0)
    first = max(items, key=lambda operand: (operand.unit == "CNY", operand.scale))
    scale = first.scale if first.unit != "CNY" or _is_money_scale(first.scale) else Fraction(1)
    decimals = max(operand.decimals + _shift(operand.scale, scale) for operand in items if operand.unit == first.unit)
    return Style(first.unit, scale, max(decimals, 0))


_NUMBER_BEFORE_CHINESE = re.compile(r"([-+−(（]?\d[\d,，.]*[)）]?)\s*[十百千万亿]*(?:人民币)?元$")


def printed_text(operand: Operand, language: str) -> str:
    """The figure as printed, with its unit: 97,231.28 万元, 208.71%, BB."""
    if operand.word is not None or operand.unit == "blank":
        return operand.printed
    scale = operand.scale
    if operand.unit == "CNY" and not _is_money_scale(scale):
        return Style("CNY", Fraction(1), 2).write(operand.value, language)
    suffix = Style(operand.unit, scale, 0).suffix(language)
    text = operand.printed
    if language == "en" and operand.figure and (number := _NUMBER_BEFORE_CHINESE.match(text)):
        return number[1] + suffix  # the unit is said once, in the reader's language
    return text if suffix.strip() in text or _UNIT_IN_ENGLISH.search(text) else text + suffix


def fill(template: Bilingual, words: Callable[[str, str], str]) -> Bilingual:
    """A message with its placeholders replaced by words(placeholder, language)."""

    def filled(text: str, language: str) -> str:
        parts = Formatter().parse(text)
        return "".join(before + (words(name, language) if name else "") for before, name, _, _ in parts)

    return Bilingual(zh=filled(template.zh, "zh"), en=filled(template.en, "en"))


def period_text(period: Period | None, language: str) -> str:
    """2025-06-30, or 2025-01-01 to 2025-06-30."""
    if period is None:
        return "报告期" if language == "zh" else "the reporting period"
    if period.start is None:
        return str(period.end)
    return f"{period.start}{' 至 ' if language == 'zh' else ' to '}{period.end}"


def pick(text: Bilingual, language: str) -> str:
    """The text in one language."""
    return text.zh if language == "zh" else text.en


def join(first: Bilingual, second: Bilingual, gap: str = " ") -> Bilingual:
    """Two sentences, one after the other."""
    return Bilingual(zh=first.zh + second.zh, en=first.en + gap + second.en)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """`number` to `places` decimals."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def labelled(operands: Mapping[str, Operand]) -> list[str]:
    """The ids of the figures behind `operands`, each once."""
    return list(dict.fromkeys(operand.figure for operand in operands.values() if operand.figure))


def _is_money_scale(scale: Fraction) -> bool:
    return scale.denominator == 1 and int(scale) in MONEY_WORDS


def _shift(own: Fraction, target: Fraction) -> int:
    """How many more decimals a figure needs when it is written in a unit larger by a power of ten."""
    ratio, places = target / own, 0
    while ratio >= 10:
        ratio, places = ratio / 10, places + 1
    return places
