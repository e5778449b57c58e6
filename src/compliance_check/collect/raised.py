"""Raised digits: mostly a note's mark, which is no part of the figure before it; else a power, as in m² and 10⁸."""

from __future__ import annotations

import re

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISE = str.maketrans("0123456789", DIGITS)
_NOTE_MARK = re.compile(
    r"\s*(?:[\[(（〔]\s*(?:注\s*)?\d{1,3}\s*[\])）〕]|\d{1,2}(?:[,，、]\d{1,2})*|[*†‡①-⑳]|注\s*\d{0,2})\s*"
)
_MARKED = re.compile(rf" *[\[(（〔]?[{DIGITS}]+(?:[,，、][{DIGITS}]+)*[\])）〕]?")
_POWER = re.compile(r"(?:[mM米]|(?<![A-Za-z])[A-Za-z]|(?<![\d.,，])10)\s*$")


def is_note_mark(before: str, raised: str) -> bool:
    """Whether `raised`, set higher than the text `before` it, points to a note and is not read.

    >>> is_note_mark("97,231.28", "1"), is_note_mark("5 m", "2"), is_note_mark("1.2×10", "8")
    (True, False, False)
    """
    return _NOTE_MARK.fullmatch(raised) is not None and _POWER.search(before) is None


def as_raised(text: str) -> str:
    """`text` with its digits as the raised ones, one for one."""
    return text.translate(_RAISE)


def note_marks(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` that are marks of notes, in raised digits with or without brackets around them.

    >>> note_marks("为97,231.28¹万元，面积5m²")
    [(10, 11)]
    """
    found = (match.span() for match in _MARKED.finditer(text))
    return [(start, end) for start, end in found if _POWER.search(text, 0, start) is None]
