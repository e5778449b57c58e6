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


def name_groups(columns: list[list[Word]]) -> bool:
    """Whether the first column names groups of rows: fewer names than rows, and what the second column names in one
    group it names in the next as well."""
    if len(columns) < 3 or not columns[0]:
        return False
    names, members = lines_of(columns[0]), lines_of(columns[1])
    values = [lines_of(column) for column in columns[2:]]
    mark_rests(values, inf)
    rows = max(_rows(column) for column in values)
    if len(names) >= rows or len(members) != rows or any(line.number for line in [*names, *members]):
        return False
    texts = Counter(line.text for line in members)
    return sum(count > 1 for count in texts.values()) >= 0.5 * len(texts) and len(texts) > 1


def _rows(column: list[Line]) -> int:
    """How many rows the lines of a column may be: its numbers, without the rests of broken ones."""
    return sum(line.number for line in column) or len(column)


def with_group_names(cells: list[RawCell], names: list[Word], size: float) -> list[RawCell]:
    """The cells with a cell in the first column for each name, over the rows that it stands for."""
    parts = rows_by_name([line.words for line in lines_of(names)], _row_extents(cells), size)
    return cells + [RawCell(rows.start, 0, len(rows), 1, lines) for rows, lines in parts]


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
