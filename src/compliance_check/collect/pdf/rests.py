"""Lines of one column; the rests of numbers that it was too narrow for are no numbers of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from compliance_check.collect.pdf.numerals import (
    BROKEN,
    is_broken_amount,
    is_value,
    is_wrapped_number,
    may_be_piece,
)
from compliance_check.collect.pdf.words import Word, rows_of

NEAREST = 0.9  # of the least distance of two numbers: doubtful rests stand closer than that

MOST = 4  # lines of one number


@dataclass(slots=True)
class Line:
    """A line of one cell's text; `rest`: it ends the number that the line above begins."""

    words: list[Word]
    text: str
    x0: float
    x1: float
    centre: float
    number: bool
    rest: bool = False


def lines_of(words: list[Word]) -> list[Line]:
    """The lines that the words of one column form."""
    lines = []
    for row in rows_of(words):
        text = row[0].text if len(row) == 1 else "".join(word.text for word in row)
        x1 = row[0].x1 if len(row) == 1 else max(word.x1 for word in row)
        centre = row[0].centre if len(row) == 1 else sum(word.centre for word in row) / len(row)
        lines.append(Line(row, text, row[0].x0, x1, centre, is_value(text)))
    return lines


def mark_rests(columns: list[list[Line]], longest: float, before: Sequence[str] = ()) -> None:
    """Mark the lines that are the rest of the number above, at most `longest` below it, as no numbers.

    What may as well be two values, a dash over an amount or 12.3 over 5%, is one number only where it is set closer
    than any two numbers are. before: the texts that stand above the columns, if any do.
    """
    doubtful: list[list[Line]] = []
    for number, column in enumerate(columns):
        if _join_ordinals(column, before[number] if before else ""):
            continue
        if not any(may_be_piece(line.text) for line in column):
            continue  # of a broken number one piece at least is no number of its own
        place = 0
        while place < len(column):
            pieces, certain = _pieces(column, place, longest)
            if certain:
                _join(pieces)
            elif len(pieces) > 1:
                doubtful.append(pieces)
            place += len(pieces)
    if not doubtful:
        return
    rests = {id(line) for pieces in doubtful for line in pieces[1:]}
    nearest = NEAREST * min((_least(column, rests) for column in columns), default=inf)
    for pieces in doubtful:
        if all(lower.centre - upper.centre < nearest < inf for upper, lower in itertools.pairwise(pieces)):
            _join(pieces)


def _pieces(column: list[Line], place: int, longest: float) -> tuple[list[Line], bool]:
    """The most lines from `place` on that may be one number, and whether they can be nothing else."""
    found, certain = column[place : place + 1], False
    if not _is_figure(column[place]):
        return found, certain
    end, most = place + 1, min(len(column), place + MOST)
    while end < most and _is_figure(column[end]) and column[end].centre - column[end - 1].centre <= longest:
        end += 1
        texts = [line.text for line in column[place:end]]
        if is_broken_amount(texts):
            found, certain = column[place:end], True
        elif not certain and is_wrapped_number(texts):
            found = column[place:end]
    return found, certain


def _join_ordinals(column: list[Line], before: str) -> bool:
    """Join the figures of ordinals from 10 on in a column one figure wide: 1 to 9, then 1 over 0, 1 over 1.

    That its lines count from one row to the next shows them. before: the text above the column.
    """
    texts = [line.text for line in column]
    if len(texts) < 2 or not all(text.isdecimal() and len(text) < 3 for text in texts):
        return False
    first = int(before) + 1 if before.isdecimal() else int(texts[0])
    pieces, place, number = list[list[Line]](), 0, first
    while place < len(texts):
        count = next((n for n in (1, 2, 3) if "".join(texts[place : place + n]) == str(number)), 0)
        if not count:
            return False
        pieces.append(column[place : place + count])
        place, number = place + count, number + 1
    for lines in pieces:
        _join(lines)
    return True


def _is_figure(line: Line) -> bool:
    return BROKEN.issuperset(line.text)


def _join(pieces: list[Line]) -> None:
    pieces[0].number = True
    for line in pieces[1:]:
        line.number, line.rest = False, True


def _least(column: list[Line], rests: set[int]) -> float:
    """The least distance of two numbers of a column of which neither is the rest of one."""
    heads = [line.centre for line in column if line.number and id(line) not in rests]
    return min((lower - upper for upper, lower in itertools.pairwise(heads)), default=inf)
