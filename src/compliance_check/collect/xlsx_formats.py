"""Number formats of spreadsheets: what a stored number looks like in its cell (ECMA-376 Part 1, 18.8.30 and 18.8.31).

The figure that a disclosure states is the displayed one: 97231.2847 under "#,##0.00" is 97,231.28. Besides the text,
the stored number is handed on in the unit displayed: percent points under "0.00%", 万元 under "0!.0,".
Exponents and fractions (#?/?) are shown as plain numbers; "General" is not cut to the width of the column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache

from compliance_check.collect.xlsx_built_in import GENERAL
from compliance_check.collect.xlsx_dates import show_date

SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet keeps and shows at most 15 significant digits of a number."""
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
LARGEST_EXPONENT = 30
_NEXT_TO_NOTHING = Decimal("1E-60")
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
"""Sections that stand for the long date and the time of the system, whatever else they hold."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<skip>_.|\*.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[DBNum(?P<dbnum>\d)\]|\[(?P<condition>[<>=]{1,2}\s*-?[\d.]+)\]|(?P<other>\[[^\]]*\])"
    r"|(?P<general>General|G/通用格式)|(?P<ampm>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|g+|b+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<fraction>/)|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"([<>=]{1,2})\s*(-?[\d.]+)")
_NOUGHT = re.compile(r"\D*0[0,.]*\D*")
_SIGNED = re.compile(r"[-−–△▲(（]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as its cell shows it. exact: the stored number in the displayed unit, None for a date.

    only_colour: that it is negative is told by colour alone; the text has got a minus sign for it.
    """

    text: str
    exact: Decimal | None
    only_colour: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format: its tokens (kind, text), and the condition it is for."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def for_negative(self) -> bool:
        """Whether the condition lets negative numbers alone through."""
        sign, bound = self.condition or ("", Decimal())
        return "<" in sign and ">" not in sign and (bound < 0 or (bound == 0 and sign == "<"))

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of the kinds occurs."""
        return any(kind in kinds for kind, _ in self.tokens)


def show(stored: str, code: str, from_1904: bool = False) -> Shown | None:
    """What a cell with the stored number `stored` and the format `code` shows; None if `stored` is no number."""
    try:
        number = SIGNIFICANT.create_decimal(stored.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() > LARGEST_EXPONENT:
        return None
    if number and abs(number) < _NEXT_TO_NOTHING:
        number = _NEXT_TO_NOTHING.copy_sign(number)
    parts = sections(code)
    section, natural = _choose(parts, number)
    if section.has("date", "elapsed", "ampm"):
        text = show_date(number, section.tokens, from_1904)
        return Shown(text, None) if text else Shown(general(number), _tidy(number))
    if section.has("general", "exponent", "fraction", "text") or not section.tokens:
        text = _around(section, general(abs(number))) if section.tokens else ""
    else:
        text, number = _layout(section, number)
    # Excel sets no minus sign before a number that it rounds to nought.
    sign = "-" if number < 0 and natural and not _NOUGHT.fullmatch(text) else ""
    unsigned = number < 0 and not natural and bool(text.strip()) and not _SIGNED.search(text)
    return Shown((sign or ("-" if unsigned else "")) + text.strip(), _tidy(number), unsigned)


def _of_system(code: str) -> str:
    first, semicolon, rest = code.partition(";")
    return _SYSTEM.get(first[:8].upper(), first) + semicolon + rest


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format code; at most the first four count."""
    parts: list[Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(_of_system(code) or GENERAL):
        kind, text = _token(match)
        if kind == "literal" and text == ";":
            parts.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "condition" and (found := _CONDITION.fullmatch(text)) and text.count(".") <= 1:
            condition = (found[1], Decimal(found[2]))
        elif kind not in ("other", "condition"):
            tokens.append((kind, text))
    return (*parts, Section(tuple(tokens), condition))[:4]


def _token(match: re.Match[str]) -> tuple[str, str]:
    kind = match.lastgroup or "literal"
    text = match[kind]
    if kind in ("quoted", "escaped", "currency"):
        return "fixed", text
    if kind == "skip":
        return "fixed", " " if text[0] == "_" else ""
    return kind, text


def _choose(parts: Sequence[Section], number: Decimal) -> tuple[Section, bool]:
    """The part for a number, and whether a negative number still needs its minus sign."""
    if any(part.condition for part in parts):
        for part in parts:
            if part.condition and _holds(number, *part.condition):
                # Of a part for negative numbers alone the minus sign is its own affair.
                return part, len(parts) == 1 or not part.for_negative
        rest = [part for part in parts if part.condition is None]
        return (rest[0] if rest else sections(GENERAL)[0]), True
    if number < 0 and len(parts) > 1:
        return parts[1], False
    return (parts[2] if number == 0 and len(parts) > 2 else parts[0]), True


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    """The condition of a format part."""
    smaller, equal, larger = "<" in sign, "=" in sign, ">" in sign
    if smaller and larger:
        return number != bound
    return (smaller and number < bound) or (equal and number == bound) or (larger and number > bound)


def _layout(section: Section, number: Decimal) -> tuple[str, Decimal]:
    """The digits set into their places, and the number in the displayed unit."""
    kinds = [kind for kind, _ in section.tokens]
    places = [index for index, kind in enumerate(kinds) if kind == "digit"]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    whole = [index for index in places if index < point]
    decimals = [index for index in places if index > point]
    scaling = sum(_commas_after(kinds, group[-1]) for group in (whole, decimals) if group)
    if not places:
        return "".join(text for kind, text in section.tokens if kind in ("fixed", "literal", "percent")), number
    scaled = _WIDE.multiply(number, Decimal(10) ** (2 * kinds.count("percent") - 3 * scaling))
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(decimals)), context=_WIDE)
    integer, _, fraction = format(rounded, "f").partition(".")
    grouped = any(kind == "comma" for kind in kinds[whole[0] : whole[-1]]) if whole else False
    filled = _fill_whole(section, whole, integer.lstrip("0"), grouped) | _fill_decimals(section, decimals, fraction)
    text = "".join(
        filled.get(i, "") if kind == "digit" else _plain(kind, text) for i, (kind, text) in enumerate(section.tokens)
    )
    return text, scaled.scaleb(-_digits_after_literal_point(section, whole), context=_WIDE)


def _commas_after(kinds: Sequence[str], index: int) -> int:
    """The commas right after a place, each of which shows thousands."""
    count = 0
    while index + 1 + count < len(kinds) and kinds[index + 1 + count] == "comma":
        count += 1
    return count


def _fill_whole(section: Section, places: list[int], digits: str, grouped: bool) -> dict[int, str]:
    """The integer digits from the right; what is left over goes before the first place."""
    filled: dict[int, str] = {}
    position = 0
    for index in reversed(places):
        optional = section.tokens[index][1] != "0"
        digit = digits[-1] if digits else "" if optional else "0"
        digits = digits[:-1]
        gap = "," if grouped and digit and position and position % 3 == 0 else ""
        filled[index] = digit + gap
        position += 1 if digit else 0
    for digit in reversed(digits) if places else ():
        gap = "," if grouped and position % 3 == 0 else ""
        filled[places[0]] = digit + gap + filled[places[0]]
        position += 1
    return filled


def _fill_decimals(section: Section, places: list[int], digits: str) -> dict[int, str]:
    """The decimals; zeros at the end only where the format demands them."""
    kept = len(digits.rstrip("0"))
    for number, index in enumerate(places):
        if section.tokens[index][1] == "0":
            kept = max(kept, number + 1)
    return {index: digits[number] if number < kept else "" for number, index in enumerate(places)}


def _digits_after_literal_point(section: Section, whole: list[int]) -> int:
    """The places after a point that is mere decoration: "0!.0," shows ten thousands."""
    for index, (kind, text) in enumerate(section.tokens):
        if kind == "fixed" and text == "." and whole and whole[0] < index:
            return sum(1 for place in whole if place > index)
    return 0


def _tidy(number: Decimal) -> Decimal:
    """The number without zeros at the end of its decimals, never in powers of ten."""
    tidy = number.normalize(_WIDE)
    return tidy.quantize(Decimal(1), context=_WIDE) if tidy.as_tuple().exponent > 0 else tidy  # type: ignore[operator]


def _plain(kind: str, text: str) -> str:
    return text if kind in ("fixed", "literal", "point", "percent") else ""


def _around(section: Section, text: str) -> str:
    """A number without places of its own, between the literals of its part."""
    done = False
    pieces: list[str] = []
    slash = next((i for i, (kind, _) in enumerate(section.tokens) if kind == "fraction"), len(section.tokens))
    for index, (kind, piece) in enumerate(section.tokens):
        if index > slash and kind == "literal" and piece.isdigit():
            continue  # the denominator of "# ?/4"
        if kind in ("general", "text", "digit", "point", "exponent", "fraction", "comma"):
            pieces.append("" if done else text)
            done = True
        else:
            pieces.append(_plain(kind, piece))
    return "".join(pieces)


def general(number: Decimal) -> str:
    """A number in the format General: whole numbers in full, others in at most ten digits."""
    if number == number.to_integral_value():
        return format(number.quantize(Decimal(1), context=_WIDE), "f")
    decimals = max(10 - max(number.adjusted() + 1, 1), 0) if number.adjusted() >= -5 else 15
    shown = number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    text = format(shown, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
