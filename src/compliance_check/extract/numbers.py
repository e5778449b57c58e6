"""Quantities in running text and in table cells: value, printed precision, unit, sign and qualifier.

The grammar, left to right: qualifier (约, 超, 近 ...), currency, sign, digits or Chinese numeral, scale (万, 亿), 余/+,
unit or counter, trailing qualifier (以上, 左右). Values are exact; `half_width` is half a unit of the last printed
digit, in the same base units. A whole number of things without a scale word is exact: 35 笔 cannot mean 34.6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance_check.extract import masks, numerals, qualifiers, units
from compliance_check.extract.units import Unit
from compliance_check.model import Qualifier

NO_VALUE = re.compile(r"^\s*(?:[-—–－―─/／]{1,3}|不适用|无|N/?A|n/?a|nil)\s*$")

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = r"(?:\s?[①-⑳]|(?<!(?<!\d)(?<!\d\.)10)\s?[⁰¹²³⁴-⁹](?:[,，、⁻]?[⁰¹²³⁴-⁹]){0,3})"
"""The circled or raised mark of a note behind a number; raised behind 10 it would be a power."""
_MARK_WITHIN = re.compile(rf"(?<=\d){_MARK}(?=\D)")
_MARK_AT_END = re.compile(rf"(?:(?<=[\d%）)])\s*(?:\*+|[†‡]|\[\d{{1,2}}\]|注\d?|（注\d?）)|(?<![mM米]){_MARK})$")

_CN = numerals.CHARACTERS
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BEFORE, _AFTER = qualifiers.BEFORE_PATTERN, qualifiers.AFTER_PATTERN
_CURRENCY = r"人民币|RMB|CNY|USD|HKD|EUR|US\$|HK\$|[¥￥$]"
_UNIT = units.UNIT_WORD.pattern
for _name in ("scale2", "scale", "money2", "money", "english", "ratio", "counter"):
    _UNIT = _UNIT.replace(f"(?P<{_name}>", f"(?P<u_{_name}>")
_STARTS = re.escape("".join(sorted({word[0] for word in qualifiers.BEFORE})))
# What one can begin with: most characters of a text can not, and need not be tried with every part of the grammar.
_FIRST = rf"(?=[{_STARTS}{_CN}人RCUHE¥￥$\-−－–百千万\d\s])"
QUANTITY = re.compile(
    rf"{_FIRST}(?P<before>{_BEFORE})?\s*(?P<currency>{_CURRENCY})?\s*(?P<sign>[-−－–](?=\d|[¥￥$]))?"
    rf"(?:(?P<per>百分之|千分之|万分之)\s*(?P<per_number>[{_CN}点]+|{_NUMBER})"
    rf"|(?P<digits>{_NUMBER})(?![\d])(?:{_MARK})?\s*(?P<scale>[十百千]?[万亿]{{1,2}}|[千百](?=[万亿元余多]))?(?P<extra>\s*[余多几]|\s*\+)?"
    rf"(?P<scale_b>[万亿]{{1,2}})?(?P<tail>\d+(?:\.\d+)?[千百]?万|\d+[千百])?"
    rf"|(?P<chinese>[{_CN}][{_CN}点]*)(?P<extra_c>余|多)?(?P<scale_c>[万亿]{{1,2}})?)"
    rf"(?:\s*(?P<unit>{_UNIT}))?(?P<plus>\s*\+)?(?P<after>\s*(?:{_AFTER}))?",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?:{_MARK})?\s*(?:[-—－–~～至到]|to)\s*$")
_MOVES_FROM = re.compile(
    r"(?<!ranging )(?<!ranges )(?<!ranged )(?<!range )(?<!varying )(?<!varies )(?<!vary )"
    r"\bfrom\s+(?:RMB|CNY|USD|HKD|EUR|US\$|HK\$|[¥￥$])?\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s*(?:名|位)?(?:[\u4e00-\u9fff]{0,7}?)(" + "|".join(units.COUNTED) + ")")
_IDIOMATIC = tuple("次起期口对部重组处度门本道步")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. start, end: from the sign or currency to the end of the unit, qualifiers left out.

    scale: what its own scale word stands for, 10,000 for 万; 1 where it has none.
    """

    start: int
    end: int
    value: Decimal
    half_width: Decimal
    unit: Unit | None
    qualifier: Qualifier = Qualifier.EXACT
    scale: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """Whether it has a scale word of its own."""
        return self.scale != 1

    def times(self, unit: Unit) -> Quantity:
        """The same number read in `unit`; only for a number that has no unit of its own."""
        half = self.half_width * unit.factor
        if (
            unit.name == "count"
            and not self.scaled
            and unit.factor == 1
            and self.value == self.value.to_integral_value()
        ):
            half = Decimal(0)
        return replace(self, value=self.value * unit.factor, half_width=half, unit=unit)


def scan(text: str) -> list[Quantity]:
    """All quantities of a running text, in order; a bare number (unit None) only where its digits are grouped."""
    hidden = masks.hide(text)
    found: list[Quantity] = []
    position = 0
    while match := QUANTITY.search(hidden, position):
        position = max(match.end(), match.start() + 1)
        quantity = _quantity(match, hidden)
        if quantity is not None:
            found.append(quantity)
    return _join_ranges(found, hidden)


def printed(text: str) -> str:
    """The number and unit of `text` without the mark of a note between them."""
    return _MARK_WITHIN.sub("", text)


def cell(text: str) -> Quantity | None:
    """The quantity that is all of a table cell, footnote marks and brackets for a negative aside; else None."""
    stripped = _MARK_AT_END.sub("", text.strip())
    body = re.sub(r"(?<=\d)\s+(?=[\d,.])|(?<=[,.])\s+(?=\d)", "", stripped)
    bracketed = re.fullmatch(r"[（(]\s*([\d,，.]+\s*[%％]?)\s*[)）]\s*([%％])?", body)
    if bracketed:
        body = "-" + bracketed[1] + (bracketed[2] or "")
    match = QUANTITY.fullmatch(body.lstrip("↑↓▲▼△▽+＋ "))
    if match is None or not (match["digits"] or match["per"] or (match["chinese"] and match["unit"])):
        return None
    if match["digits"] and re.match(r"0\d", match["digits"]):
        return None  # 053297 is a code, or the end of a number that lost its beginning
    quantity = _quantity(match, body, alone=True)
    if quantity is None:
        return None
    if body.startswith(("▼", "↓", "▽")):
        quantity = replace(quantity, value=-quantity.value)
    offset = len(text) - len(text.lstrip())
    return replace(quantity, start=offset, end=offset + len(stripped))


def _quantity(match: re.Match[str], text: str, alone: bool = False) -> Quantity | None:
    unit = _unit(match)
    parsed = _per(match) or _arabic(match) or _chinese(match, text, unit)
    if parsed is None:
        return None
    value, step, scale = parsed
    scaled = scale != 1
    if match["per"]:
        unit = Unit("permille" if match["per"] == "千分之" else "percent", printed=match["per"])
        if match["per"] == "万分之":
            value, step = value / 100, step / 100
    end = match.end("unit") if match["unit"] else _number_end(match)
    if unit is None:
        unit = _implied(match, text, scaled, end)
        if unit is None and not alone and not _speaks(match, text, scaled):
            return None
    factor = unit.factor if unit else Decimal(1)
    half = step / 2 * factor
    if unit is not None and unit.name == "count" and not scaled and factor == 1 and step == 1:
        half = Decimal(0)
    starts = [match.start(name) for name in ("currency", "sign", "per", "digits", "chinese") if match[name]]
    sign = -1 if match["sign"] and _is_sign(match, text, alone) else 1
    if match["sign"] and sign == 1:
        starts = [match.start(name) for name in ("currency", "per", "digits", "chinese") if match[name]]
    end = len(text[:end].rstrip())
    return Quantity(min(starts), end, sign * value * factor, half, unit, _qualifier(match), scale)


def _per(match: re.Match[str]) -> tuple[Decimal, Decimal, Decimal] | None:
    if not match["per"]:
        return None
    number = match["per_number"]
    if number[0].isdigit():
        value, step = numerals.arabic(number)
        return value, step, Decimal(1)
    value_or_none = numerals.chinese(number)
    if value_or_none is None:
        return None
    exponent = value_or_none.as_tuple().exponent
    return value_or_none, Decimal(1).scaleb(min(int(exponent), 0)), Decimal(1)


def _arabic(match: re.Match[str]) -> tuple[Decimal, Decimal, Decimal] | None:
    if not match["digits"]:
        return None
    value, step = numerals.arabic(match["digits"])
    word = (match["scale"] or "") + (match["scale_b"] or "")
    factor = Decimal(numerals.scale(word))
    value, step = value * factor, step * factor
    if match["tail"]:
        digits = re.match(r"[\d.]+", match["tail"])
        assert digits is not None
        more, step = numerals.arabic(digits.group())
        tail_factor = numerals.scale(match["tail"][digits.end() :])
        value, step = value + more * tail_factor, step * tail_factor
    return value, step, factor


def _chinese(match: re.Match[str], text: str, unit: Unit | None) -> tuple[Decimal, Decimal, Decimal] | None:
    """A Chinese numeral counts only where a unit follows, and 一个, 一种 and the like are not counts."""
    written = match["chinese"]
    if not written or unit is None or written.startswith("点"):
        return None
    before = text[max(match.start("chinese") - 1, 0) : match.start("chinese")]
    if before == "第" or (before and before in "之有统同另某每唯" and written == "一"):
        return None
    if len(written) > 1 and all(character in numerals.DIGITS for character in written):
        return None  # 唯一一家: two words, not eleven; digits read out one by one are years or codes
    words_only = all(character in numerals.SCALES for character in written)
    if words_only and not match["before"]:
        return None
    if unit.dimension in ("count", "time", "area") and not words_only and _idiom(written, unit):
        return None
    value = numerals.chinese(written)
    if value is None:
        return None
    factor = numerals.scale(match["scale_c"] or "")
    return value * factor, Decimal(0 if not words_only else 1), Decimal(1)


def _idiom(written: str, unit: Unit) -> bool:
    """一个, 三年, 两次, 二期: turns of speech far more often than figures."""
    return written == "一" or unit.dimension == "time" or (unit.counter or "") in _IDIOMATIC


def _unit(match: re.Match[str]) -> Unit | None:
    if not match["unit"]:
        if match["currency"]:
            return Unit(units.CURRENCIES.get(match["currency"].upper(), "CNY"), printed=match["currency"])
        return None
    unit = units.named(match["unit"])
    if unit is None or not match["currency"] or unit.dimension != "money":
        return unit
    return replace(unit, name=units.CURRENCIES.get(match["currency"].upper(), unit.name))


def _implied(match: re.Match[str], text: str, scaled: bool, end: int) -> Unit | None:
    """300+ 风险指标, 15 万职工家庭: the thing counted stands in for the counter."""
    if not (scaled or match["extra"] or match["plus"]):
        return None
    counted = _COUNTED.match(text, end)
    return Unit("count", counter=counted[1]) if counted else None


def _speaks(match: re.Match[str], text: str, scaled: bool) -> bool:
    """Whether a bare number is a statement at all, and not a name, a version or a list number."""
    digits = match["digits"] or ""
    if re.match(r"\s*(?:[-—－–~～至到]|to)\s*\d", text[_number_end(match) :]):
        return True
    return bool(scaled or "," in digits or "，" in digits or match["extra"] or match["plus"])


def _number_end(match: re.Match[str]) -> int:
    names = ("per_number", "tail", "scale_b", "extra", "scale", "digits", "scale_c", "extra_c", "chinese")
    return max(match.end(name) for name in names if match[name])


def _is_sign(match: re.Match[str], text: str, alone: bool) -> bool:
    """A minus sign, and not the dash of a range or of a name."""
    before = re.sub(r"(?<=[\d%])\s?[①-⑳]$", "", text[: match.start("sign")].rstrip()[-3:])[-1:]
    ends_a_number = (before.isascii() or before in _RAISED) and (before.isalnum() or before in ")%")
    return alone or not (before and (ends_a_number or before in "万亿元年月日％）"))


def _qualifier(match: re.Match[str]) -> Qualifier:
    more = bool(match["plus"] or match["extra"] or match["extra_c"])
    return qualifiers.named(match["before"], match["after"], more)


def _join_ranges(found: list[Quantity], text: str) -> list[Quantity]:
    """30-180天, 10万-30万元: two ends of one range; the first takes its unit from the second."""
    for index in range(len(found) - 1):
        low, high = found[index], found[index + 1]
        if not _RANGE.fullmatch(text, low.end, high.start) or high.unit is None:
            continue
        low = _scaled_alike(low, high, text)
        if low.unit is None:
            factor = high.unit.factor if not low.scaled or high.unit.dimension != "money" else Decimal(1)
            low = replace(low, value=low.value * factor, half_width=low.half_width * factor, unit=high.unit)
        from_to = " to" in text[low.end : high.start].lower() and _MOVES_FROM.search(text[: low.start])
        if from_to:
            found[index] = low  # a movement from one value to another, no range of one
        elif low.unit is not None and low.unit.name == high.unit.name:
            found[index] = replace(low, qualifier=Qualifier.AT_LEAST)
            found[index + 1] = replace(high, qualifier=Qualifier.AT_MOST)
    return [quantity for quantity in found if quantity.unit is not None or quantity.value >= 1000 or quantity.scaled]


def _scaled_alike(low: Quantity, high: Quantity, text: str) -> Quantity:
    """The low end of 10-30万元 in 万, as the high end is; not 8000-1万元, where it is the larger number."""
    if low.scaled or high.unit is None or not text[low.end - 1].isdigit():
        return low
    scale = high.scale
    if low.unit is not None:  # only a currency before it: RMB10-20 million
        scale *= high.unit.factor / low.unit.factor
    if scale == 1 or low.value > high.value / high.unit.factor / high.scale:
        return low
    return replace(low, value=low.value * scale, half_width=_half(low) * scale, scale=scale)


def _half(number: Quantity) -> Decimal:
    """Half a unit of its last printed digit, also of a whole number of things, which is exact without a scale word."""
    exponent = number.value.as_tuple().exponent
    return number.half_width or Decimal(1).scaleb(min(int(exponent), 0)) / 2
