"""Which lines of a table without row rules make up one row: labels and explanations wrap, numbers do not.

In each column, lines closer than some pitch form one block; blocks of different columns that overlap in height form
one row. The pitch is the largest at which no row would hold two numbers of one column. Where a table has no numbers,
or no space between its rows, a line counts as wrapped when the first piece of the next one would not have fitted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from compliance_check.collect.pdf.breaks import first_piece
from compliance_check.collect.pdf.rests import Line, lines_of, mark_rests
from compliance_check.collect.pdf.words import Word

STEP = 0.6  # points: pitches closer than this are one pitch
ROWS = 0.97  # of the least distance of two numbers: at more than that a line is one of the next row
EVEN = 1.25
SAME_HEIGHT = 0.3  # of the type size: numbers no further apart stand in one row
REACH = 0.2  # of the smallest pitch: how far a block reaches beyond the middle of its outer lines
LONGEST = 2.8  # of the type size: no line of one cell follows at a greater distance
SPACIOUS = 2.5  # of the type size: at a greater one the lines must look wrapped
PLAUSIBLE = 0.6  # share of a pitch's line pairs that must look wrapped
AROUND = 0.3  # of the type size: so little off the middle of a name's two lines stand its values
STARTS_ITEM = re.compile(
    r"^(?:其中|减[：:]|加[：:]|注|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．)）]|[•·●■□])"
)
SMALL_WORD = re.compile(r"(?:^| )[a-z]")


@dataclass(slots=True)
class Block:
    """Lines of one column that belong together, from height `low` to `high`."""

    column: int
    lines: list[Line]
    low: float
    high: float


def group_rows(columns: list[list[Word]], size: float, before: Sequence[str] = ()) -> list[list[Block]]:
    """The rows of a table body, each as its blocks. `columns[k]` holds the words of column k.

    before: the texts above the columns, where the body is the rest of a table.
    """
    lines = [lines_of(words) for words in columns]
    _level(lines, size)
    size = max(size, _name_size(lines))
    mark_rests(lines, LONGEST * size, before)
    pairs = [(upper, lower) for column in lines for upper, lower in itertools.pairwise(column) if not lower.rest]
    pitches = [lower.centre - upper.centre for upper, lower in pairs]
    reach = REACH * min(pitches, default=size)
    tight = _tight_pitch(lines, pairs, pitches, size, reach)
    rows = _rows(lines, tight, reach)
    return join_around(rows if tight else _join_wrapped(rows, lines, size), size)


def _name_size(lines: list[list[Line]]) -> float:
    """The height of the type of most names; that of figures may be lower."""
    sizes = sorted(line.words[0].size for column in lines for line in column if not line.number)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _level(lines: list[list[Line]], size: float) -> None:
    """Put the numbers of one row at one height: the font of a dash or of a Chinese sign may be higher or lower."""
    numbers = sorted((line for column in lines for line in column if line.number), key=lambda line: line.centre)
    rows: list[list[Line]] = []
    for line in numbers:
        if rows and line.centre - rows[-1][0].centre < SAME_HEIGHT * size:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        if len(row) > 2:
            height = row[len(row) // 2].centre
            for line in row:
                line.centre = height


def _tight_pitch(
    lines: list[list[Line]], pairs: list[tuple[Line, Line]], pitches: list[float], size: float, reach: float
) -> float:
    """The largest pitch at which one line continues another; 0 where none does."""
    single = min(
        (pitch for (upper, lower), pitch in zip(pairs, pitches, strict=True) if upper.number and lower.number),
        default=inf,
    )
    close = sorted(pitch for pitch in pitches if pitch < min(single - STEP, ROWS * single, LONGEST * size))
    tight, place, first = 0.0, 0, inf
    plausible = _plausible_pairs(lines)
    while place < len(close):
        end = place
        while end + 1 < len(close) and close[end + 1] - close[end] <= STEP:
            end += 1
        low, high = close[place] - 0.01, close[end] + 0.01
        looks = [
            (id(upper), id(lower)) in plausible
            for (upper, lower), pitch in zip(pairs, pitches, strict=True)
            if low <= pitch <= high
        ]
        wrapped = sum(looks) >= PLAUSIBLE * len(looks)
        if single == inf and high >= max(pitches):
            break  # every line stands at this distance: nothing tells rows from wrapped lines, so each is a row
        if not wrapped and (single == inf or high > SPACIOUS * size or not _stands_out(pairs, pitches, high)):
            break
        if low > EVEN * first or _clash(_rows(lines, high, reach)):
            break  # the lines of one cell are evenly spaced, but for the fonts in them
        tight, place, first = high, end + 1, min(first, low)
    return tight


def _stands_out(pairs: list[tuple[Line, Line]], pitches: list[float], high: float) -> bool:
    """Whether names also follow each other at a greater distance: otherwise each stands in a row of its own."""
    return any(
        pitch > 1.1 * high and not (upper.number and lower.number)
        for (upper, lower), pitch in zip(pairs, pitches, strict=True)
    )


def _plausible_pairs(lines: list[list[Line]]) -> set[tuple[int, int]]:
    """Pairs of lines of which the second looks like the wrapped rest of the first."""
    found = set()
    for column in lines:
        if len(column) < 2:
            continue
        widest = max(line.x1 - line.x0 for line in column)
        right = max(line.x1 for line in column)
        for upper, lower in itertools.pairwise(column):
            begins = STARTS_ITEM.match(lower.text) or _names_another(upper, lower)
            if not begins and not (upper.number and lower.number) and _would_not_fit(upper, lower, widest, right):
                found.add((id(upper), id(lower)))
    return found


def _would_not_fit(upper: Line, lower: Line, widest: float, right: float) -> bool:
    """Whether the first unbreakable piece of `lower` was too wide for the rest of the line above."""
    per_character = (lower.x1 - lower.x0) / max(len(lower.text), 1)
    needed = (first_piece(lower.text) + 0.5) * per_character
    return upper.x1 - upper.x0 + needed > widest or upper.x1 + needed > right


def _reaches_border(upper: Line, lower: Line, column: list[Line]) -> bool:
    """Whether a line ends where the widest ones of its column do, and the next one begins where it began."""
    each = (upper.x1 - upper.x0) / max(len(upper.text), 1)
    return upper.x1 > max(line.x1 for line in column) - 2.5 * each and abs(upper.x0 - lower.x0) < 1.5 * each


def _names_another(upper: Line, lower: Line) -> bool:
    """Whether a Latin text begins with a capital below one whose words do not: it names something of its own."""
    return lower.text[:1].isupper() and SMALL_WORD.search(upper.text) is not None


def _rows(lines: list[list[Line]], tight: float, reach: float) -> list[list[Block]]:
    """Blocks of lines at most `tight` apart, gathered into rows by their overlap in height."""
    blocks: list[Block] = []
    for number, column in enumerate(lines):
        for line in column:
            last = blocks[-1] if blocks and blocks[-1].column == number else None
            if last and (line.rest or line.centre - last.lines[-1].centre <= tight):
                last.lines.append(line)
                last.high = line.centre + reach
            else:
                blocks.append(Block(number, [line], line.centre - reach, line.centre + reach))
    blocks.sort(key=lambda block: block.low)
    rows: list[list[Block]] = []
    bottom = -inf
    for block in blocks:
        if block.low > bottom:
            rows.append([])
            bottom = block.high
        rows[-1].append(block)
        bottom = max(bottom, block.high)
    return rows


def _clash(rows: list[list[Block]]) -> bool:
    """Whether a row holds two numbers of one column."""
    for row in rows:
        seen: set[int] = set()
        for block in row:
            for line in block.lines:
                if line.number:
                    if block.column in seen:
                        return True
                    seen.add(block.column)
    return False


def join_around(rows: list[list[Block]], size: float) -> list[list[Block]]:
    """Join the first and the last line of a name that stand at equal distances above and below its row of values."""
    joined = rows[:1]
    for row in rows[1:]:
        if len(joined) > 1 and _encloses(joined[-2], joined[-1], row, size):
            upper = {block.column: block for block in joined.pop(-2)}
            for block in row:
                upper[block.column].lines += block.lines
                upper[block.column].high = block.high
            joined[-1] += upper.values()
            continue
        joined.append(row)
    return joined


def _encloses(above: list[Block], row: list[Block], below: list[Block], size: float) -> bool:
    """Whether two rows of single lines without a number are in the columns that the row between them leaves empty."""
    columns = {block.column for block in above}
    if columns != {block.column for block in below} or columns & {block.column for block in row}:
        return False
    if any(len(block.lines) > 1 or block.lines[0].number for block in [*above, *below]):
        return False
    values = [block.lines[0].centre for block in row if len(block.lines) == 1 and block.lines[0].number]
    first, last = above[0].lines[0].centre, below[0].lines[0].centre
    begins = any(STARTS_ITEM.match(block.lines[0].text) for block in below)
    return (
        bool(values)
        and not begins
        and last - first <= LONGEST * size
        and all(abs(first + last - 2 * value) < AROUND * size for value in values)
    )


def _join_wrapped(rows: list[list[Block]], lines: list[list[Line]], size: float) -> list[list[Block]]:
    """Where wrapped lines stand no closer than rows do: join a row that only continues cells of the row above."""
    plausible: set[tuple[int, int]] | None = None
    joined = rows[:1]
    for row in rows[1:]:
        above = {block.column: block for block in joined[-1]}
        if len(row) < len(above) and all(
            block.column in above and not block.lines[0].number and not STARTS_ITEM.match(block.lines[0].text)
            for block in row
        ):
            plausible = _plausible_pairs(lines) if plausible is None else plausible
            links = [(above[block.column].lines[-1], block.lines[0]) for block in row]
            near = all(lower.centre - upper.centre <= 1.6 * size for upper, lower in links)
            shorter = all(len(lower.text) <= len(upper.text) for upper, lower in links)
            near &= not any(_names_another(upper, lower) for upper, lower in links)
            near &= all(
                _reaches_border(upper, lower, lines[block.column])
                for block, (upper, lower) in zip(row, links, strict=True)
            )
            if near and shorter and all((id(upper), id(lower)) in plausible for upper, lower in links):
                for block in row:
                    above[block.column].lines += block.lines
                    above[block.column].high = block.high
                continue
        joined.append(row)
    return joined
