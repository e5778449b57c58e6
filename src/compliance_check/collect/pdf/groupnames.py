"""Names that stand for several rows of a table without row rules: 流动性覆盖率 over 基本情景, 压力情景, 反向压力."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import inf

from compliance_check.collect.pdf.numerals import is_value
from compliance_check.collect.pdf.raw import RawCell
from compliance_check.collect.pdf.rests import Line, lines_of, mark_rests
from compliance_check.collect.pdf.spread import Extent, blocks_of, spread
from compliance_check.collect.pdf.words import Word

LINES = 1.7  # type sizes between the lines of one name
FEWER = 0.7  # of the rows: more names stand for a row each


def name_groups(columns: list[list[Word]]) -> int:
    """How many columns at the left name groups of rows: fewer names than rows, and what the column after them names in
    one group it names in the next as well."""
    if len(lines_of(columns[0])) >= max((len(column) for column in columns[2:]), default=0):
        return 0  # no column has more lines than words
    found = [lines_of(column) for column in columns]
    mark_rests(found[2:], inf)
    rows = max(map(_rows, found[2:]), default=0)
    count = next((k for k, lines in enumerate(found) if len(lines) >= rows), 0)
    if not 0 < count < len(columns) - 1 or len(found[count]) != rows or not all(found[:count]):
        return 0
    if any(line.number for lines in found[: count + 1] for line in lines):
        return 0
    if any(len(lines) > FEWER * rows for lines in found[:count]):
        return 0
    texts = Counter(line.text for line in found[count])
    return count if sum(number > 1 for number in texts.values()) >= 0.5 * len(texts) and len(texts) > 1 else 0


def _rows(column: list[Line]) -> int:
    """How many rows the lines of a column may be: its numbers, without the rests of broken ones."""
    return sum(line.number for line in column) or len(column)


def with_group_names(cells: list[RawCell], names: list[list[Word]], size: float) -> list[RawCell]:
    """The cells with a cell for each name in the columns at the left, over the rows that it stands for."""
    rows = _row_extents(cells)
    named = [
        RawCell(part.start, column, len(part), 1, lines)
        for column, words in enumerate(names)
        for part, lines in rows_by_name([line.words for line in lines_of(words)], rows, size)
    ]
    return cells + named


def rows_by_name(lines: list[list[Word]], rows: list[Extent], size: float) -> list[tuple[range, list[list[Word]]]]:
    """For each name in `lines` the numbers of the `rows` that it stands for, and its lines; nothing where there are
    more names than rows. size: of the type."""
    extents = [(min(word.y0 for word in line), max(word.y1 for word in line)) for line in lines]
    names = blocks_of(extents, LINES * size)
    if len(names) > len(rows):
        return []
    starts = spread([(extents[name[0]][0], extents[name[-1]][1]) for name in names], rows)
    held = [[lines[number] for number in name] for name in names]
    return [(range(a, b), own) for (a, b), own in zip(pairwise([*starts, len(rows)]), held, strict=True)]


def _row_extents(cells: list[RawCell]) -> list[Extent]:
    """The heights at which the text of each row begins and ends, by the cells that hold values."""
    found: dict[int, Extent] = {}
    for cell in cells:
        words = [word for line in cell.lines for word in line]
        y0, y1 = min(word.y0 for word in words), max(word.y1 for word in words)
        low, high = found.get(cell.row, (y0, y1))
        if is_value(cell.text) or cell.row not in found:
            found[cell.row] = (min(low, y0), max(high, y1))
    return [found[row] for row in sorted(found)]
