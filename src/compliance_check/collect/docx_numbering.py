"""Automatic numbers of Word paragraphs, as the reader sees them: 第一章, 一、, (一), 1.1, ①, •.

ECMA-376 Part 1, section 17.9: a paragraph names a list (w:num) and a level; the list's abstract numbering holds per
level a format, a start value and a pattern ("%1.%2") into which the counters of the levels are set. Lists of one
abstract numbering share its counters; a start override begins anew at the list's first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.docx_styles import W, toggle, value

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
BULLET = "•"
LONGEST_PATTERN = 255
"""Of Word itself; a longer one would be repeated at every paragraph of its list."""
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_TAIL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. restart: the level (from 0) whose advance starts this one again; -1: none does."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: the abstract numbering whose counters it moves, its levels, its start overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    by_style: dict[str, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and where their counters stand."""

    lists: dict[str, List]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: tuple[str, int | None] | None, style: str) -> tuple[str, str] | None:
        """Advance the list of a paragraph; (its number as printed, the number format), None without a number.

        number: (list id, level); the level may be left to the paragraph's style id.
        """
        if number is None or number[0] not in self.lists:
            return None
        entry = self.lists[number[0]]
        index = number[1] if number[1] is not None else entry.by_style.get(style, 0)
        level = entry.levels.get(index)
        if level is None:
            return None
        self._advance(number[0], entry, index)
        if level.form == "bullet":
            return _bullet(level.pattern), "bullet"
        return self._print(entry, level), level.form

    def _advance(self, identifier: str, entry: List, index: int) -> None:
        counters = self._counters.setdefault(entry.abstract, {})
        first = (identifier, index) not in self._begun
        self._begun.add((identifier, index))
        if first and index in entry.starts:
            counters[index] = entry.starts[index]
        else:
            counters[index] = counters.get(index, entry.levels[index].start - 1) + 1
        for higher in range(index):
            counters.setdefault(higher, entry.levels.get(higher, Level()).start)
        for deeper in range(index + 1, LEVELS):
            restart = entry.levels.get(deeper, Level()).restart
            if restart is None or index <= restart:
                counters.pop(deeper, None)

    def _print(self, entry: List, level: Level) -> str:
        counters = self._counters[entry.abstract]

        def place(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            other = entry.levels.get(index, Level())
            count = counters.get(index, other.start)
            # Word keeps the nought of "Section 1.01" even in legal numbers.
            return printed(count, "decimal" if level.legal and other.form != "decimalZero" else other.form)

        return _PLACE.sub(place, level.pattern).strip()


def read_numbering(root: _Element | None) -> Numbering:
    """The lists of word/numbering.xml."""
    if root is None:
        return Numbering({})
    abstracts = {element.get(W + "abstractNumId", ""): element for element in root.findall(W + "abstractNum")}
    by_link = {value(element, "styleLink"): key for key, element in abstracts.items()}
    lists: dict[str, List] = {}
    for element in root.findall(W + "num"):
        key = value(element, "abstractNumId") or ""
        link = value(abstracts[key], "numStyleLink") if key in abstracts else None
        key = by_link.get(link, key) if link else key
        if key in abstracts:
            lists[element.get(W + "numId", "")] = _read_list(key, abstracts[key], element)
    return Numbering(lists)


def _read_list(key: str, abstract: _Element, number: _Element) -> List:
    levels: dict[int, Level] = {}
    styles: dict[str, int] = {}
    starts: dict[int, int] = {}
    for element in abstract.findall(W + "lvl"):
        _read_level(element, levels, styles)
    for override in number.findall(W + "lvlOverride"):
        index = integer(override.get(W + "ilvl"), 0)
        for element in override.findall(W + "lvl"):
            _read_level(element, levels, styles)
        start = value(override, "startOverride")
        if start is not None:
            starts[index] = integer(start, 1)
            levels[index] = replace(levels.get(index, Level()), start=starts[index])
    return List(key, levels, starts, styles)


def _read_level(element: _Element, levels: dict[int, Level], styles: dict[str, int]) -> None:
    index = integer(element.get(W + "ilvl"), 0)
    form = element.find(f".//{W}numFmt")
    restart = value(element, "lvlRestart")
    levels[index] = Level(
        start=integer(value(element, "start"), 0),
        form="decimal" if form is None else form.get(W + "val", "decimal"),
        pattern=(value(element, "lvlText") or "")[:LONGEST_PATTERN],
        legal=bool(toggle(element, "isLgl")),
        restart=None if restart is None else integer(restart, 0) - 1,
    )
    style = value(element, "pStyle")
    if style:
        styles[style] = index


def printed(count: int, form: str) -> str:
    """A counter in a number format (w:numFmt); formats without a rule here come out as digits, as Word falls back."""
    writer = _FORMS.get(form)
    return writer(count) if writer and count >= 0 else str(count)


def chinese(count: int, digits: str = _DIGITS, units: str = "十百千", small_ten: bool = True) -> str:
    """A count below 10,000 in Chinese numerals: 十二, 二十, 一百零三 (chineseLegalSimplified: 壹拾贰)."""
    if count == 0 or count >= 10_000:
        return digits[0] if count == 0 else str(count)
    text, pending = "", False
    for place in (3, 2, 1, 0):
        digit = count // 10**place % 10
        if digit == 0:
            pending = bool(text)
            continue
        text += ("零" if pending else "") + digits[digit] + (units[place - 1] if place else "")
        pending = False
    return text[1:] if small_ten and 10 <= count < 20 else text


def _digit_by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _letters(count: int) -> str:
    """a … z, aa, bb … (Word repeats the letter)."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 780 else str(count)


def _roman(count: int) -> str:
    if count > 4999:
        return str(count)
    text = ""
    for worth, letters in _ROMAN + _ROMAN_TAIL:
        text += letters * (count // worth)
        count %= worth
    return text


def _cycle(signs: str, count: int) -> str:
    return signs[(count - 1) % len(signs)] if count else "0"


def _from_block(first: str, size: int, count: int) -> str:
    return chr(ord(first) + count - 1) if 1 <= count <= size else str(count)


def _ordinal(count: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 not in (11, 12, 13) else "th"
    return f"{count}{suffix}"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "none": lambda count: "",
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": lambda count: chinese(count, _LEGAL, "拾佰仟", small_ten=False),
    "ideographTraditional": lambda count: _cycle(_STEMS, count),
    "ideographZodiac": lambda count: _cycle(_BRANCHES, count),
    "decimalEnclosedCircle": lambda count: _from_block("①", 20, count),
    "decimalEnclosedCircleChinese": lambda count: _from_block("①", 20, count),
    "decimalEnclosedParen": lambda count: _from_block("⑴", 20, count),
    "decimalEnclosedFullstop": lambda count: _from_block("⒈", 20, count),
    "ideographEnclosedCircle": lambda count: _from_block("㊀", 10, count),
    "decimalFullWidth": lambda count: "".join(chr(ord("０") + int(digit)) for digit in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(ord("０") + int(digit)) for digit in str(count)),
}


def _bullet(pattern: str) -> str:
    """The sign of a bullet; signs of symbol fonts lie in the private use area and stand for some kind of dot."""
    return BULLET if not pattern or any("\ue000" <= sign <= "\uf8ff" for sign in pattern) else pattern
