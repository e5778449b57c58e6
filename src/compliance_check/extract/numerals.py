"""Written numbers to exact values: 488,353.40, 三十五, 贰佰叁拾万, 二〇二五, 1亿2千万.

Arabic digits keep their printed precision; Chinese numerals are exact. No library is used here: of the candidates
measured, none read 488,353.40万元 and negative numbers alike (docs/decisions/0003-own-number-grammar.md).
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "貳": 2,
    "陸": 6,
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SCALES = {**TENS, **MYRIADS}
CHARACTERS = "".join(DIGITS) + "".join(SCALES) + "廿卅"


def arabic(digits: str) -> tuple[Decimal, Decimal]:
    """The value of "97,231.28" and the worth of one unit of its last digit (0.01)."""
    plain = digits.replace(",", "").replace("，", "")
    value = Decimal(plain)
    places = len(plain.partition(".")[2])
    return value, Decimal(1).scaleb(-places)


def scale(word: str) -> int:
    """The factor that a run of scale characters stands for: 万 -> 10^4, 百万 -> 10^6, 万亿 -> 10^12, "" -> 1."""
    factor = 1
    for character in word:
        factor *= SCALES[character]
    return factor


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral (三十五万, 二〇二五, 一百零三点五), None where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    whole, point, fraction = text.partition("点")
    if point:
        tail = fraction.rstrip("".join(SCALES))
        if not tail or any(character not in DIGITS for character in tail):
            return None
        head = chinese(whole)
        if head is None:
            return None
        decimals = Decimal("0." + "".join(str(DIGITS[character]) for character in tail))
        return (head + decimals) * scale(fraction[len(tail) :])
    if text and all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    return _positional(text)


def _positional(text: str) -> Decimal | None:
    """十, 百, 千 multiply the digit before them; 万, 亿 multiply all of the group before them."""
    total = group = digit = 0
    last = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TENS:
            group += (digit or 1) * TENS[character]
            digit, last = 0, TENS[character]
        elif character in MYRIADS:
            factor = MYRIADS[character]
            group += digit
            if factor == 10**8:
                total = ((total + group) or 1) * factor
            else:
                total += (group or 1) * factor
            group, digit, last = 0, 0, factor
        else:
            return None
    if digit and last >= 100 and text[-2:-1] in SCALES:
        digit *= last // 10  # 一百五 is 150, 三万五 is 35,000
    return Decimal(total + group + digit) if text else None
