"""Raised digits: mostly a note's mark, which is no part of the figure before it; else a power, as in m² and 10⁸."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
UNREAD = "\u200b"
"""Stands for a character that is not read: one of no width, which no passage shows."""

LONGEST_POWER = 4
TAIL = 4
"""How many characters tell what stands before a raised one."""

_RAISE = str.maketrans("0123456789０１２３４５６７８９-−–+", 2 * DIGITS + "⁻⁻⁻⁺")
_NUMBERS = r"\d{1,2}(?:\s*[,，、\-–~]\s*\d{1,2})*"
_NOTE_MARK = re.compile(
    rf"\s*(?:(?:[\[(（〔]\s*(?:注\s*)?(?:\d{{1,3}}|{_NUMBERS})\s*[\])）〕])+|[,，、]?{_NUMBERS}[,，、)）]?"
    r"|[*†‡※①-⑳]+|注\s*\d{0,2})\s*"
)
_MARKED = re.compile(rf" *[\[(（〔]?[{DIGITS}]+(?:[,，、][{DIGITS}]+)*[\])）〕]?")
_POWER = re.compile(r"(?:[mM米]|(?<![A-Za-z])[A-Za-z]|(?<!\d)(?<!\d\.)10)\s*$")


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

    >>> note_marks("为97,231.28¹万元，面积5m²"), note_marks("100¹200")
    ([(10, 11)], [])
    """
    found = (match.span() for match in _MARKED.finditer(text))
    return [
        (start, end)
        for start, end in found
        if _POWER.search(text, 0, start) is None and not _joins(text[:start], text[end:])
    ]


def shown(before: str, raised: str, after: str = "") -> str:
    """What is read of `raised`: nothing of a note's mark, a power as raised digits, other words as they are.

    A mark between two figures stays, raised: without it they would be one.

    >>> shown("97,231.28", "1", "万元"), shown("1.2×10", "8", "元"), shown("100", "1", "200")
    ('', '⁸', '¹')
    """
    if is_note_mark(before, raised) and not _joins(before, after):
        return ""
    return as_raised(raised) if len(raised.strip()) <= LONGEST_POWER else raised


def _joins(before: str, after: str) -> bool:
    """Whether two figures would be one without the mark between them."""
    return before[-1:].isdecimal() and after[:1].isdecimal()


def read_of(parts: Sequence[tuple[str, bool]]) -> str | None:
    """What is read of (text, whether it is raised), UNREAD standing for what is not; None if all is read as it is.

    What is raised as a whole is no mark: it stands beside nothing.
    """
    if not any(raised for _, raised in parts) or not any(text.strip() for text, raised in parts if not raised):
        return None
    joined = [("".join(text for text, _ in run), raised) for raised, run in groupby(parts, key=itemgetter(1))]
    read: list[str] = []
    for index, (text, raised) in enumerate(joined):
        before = "".join(piece[-TAIL:] for piece in read[-TAIL:]).replace(UNREAD, "")
        after = joined[index + 1][0] if index + 1 < len(joined) else ""
        read.append((shown(before, text, after) or UNREAD * len(text)) if raised else text)
    return "".join(read)


def replaced(piece: str, marks: Iterable[tuple[int, int, str]]) -> str:
    """`piece` with what is read instead of it, one character for one."""
    changes = [mark for mark in marks if mark[2]]
    if not changes:
        return piece
    signs = list(piece)
    for start, end, instead in changes:
        signs[start:end] = instead
    return "".join(signs)
