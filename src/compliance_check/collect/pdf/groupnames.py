"""Names that stand for several rows of a table without row rules: 流动性覆盖率 over 基本情景, 压力情景, 反向压力."""

from __future__ import annotations

from collections import Counter

from compliance_check.collect.pdf.numerals import is_value
from compliance_check.collect.pdf.raw import RawCell
from compliance_check.collect.pdf.rowgroups import lines_of
from compliance_check.collect.pdf.spread import Extent, blocks_of, spread
from compliance_check.collect.pdf.words import Word

LINES = 1.7  # type sizes between the lines of one name


def name_groups(columns: list[list[Word]]) -> bool:
    """Whether the first column names groups of rows: fewer names than rows, and what the second column names in one
    group it names in the next as well."""
    if len(columns) < 3 or not columns[0]:
        return False
    names, members = lines_of(columns[0]), lines_of(columns[1])
    rows = max(len(lines_of(column)) for column in columns[2:])
    if len(names) >= rows or len(members) != rows or any(line.number for line in [*names, *members]):
        return False
    texts = Counter(line.text for line in members)
    return sum(count > 1 for count in texts.values()) >= 0.5 * len(texts) and len(texts) > 1


def with_group_names(cells: list[RawCell], names: list[Word], size: float) -> list[RawCell]:
    """The cells with a cell in the first column for each name, over the rows that it stands for."""
    lines = lines_of(names)
    extents = [(min(w.y0 for w in line.words), max(w.y1 for w in line.words)) for line in lines]
    blocks = blocks_of(extents, LINES * size)
    rows = _row_extents(cells)
    if len(blocks) > len(rows):
        return cells
    labels = [(extents[block[0]][0], extents[block[-1]][1]) for block in blocks]
    starts = [*spread(labels, rows), len(rows)]
    return cells + [
        RawCell(starts[k], 0, starts[k + 1] - starts[k], 1, [lines[number].words for number in block])
        for k, block in enumerate(blocks)
    ]


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
