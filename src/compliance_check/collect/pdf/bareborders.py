"""Cells whose borders are not drawn everywhere: many a style of Word draws them in every second row only, or around
none of the labels that stand for several rows."""

from __future__ import annotations

from itertools import pairwise

from compliance_check.collect.pdf.groupnames import rows_by_name
from compliance_check.collect.pdf.numerals import is_value
from compliance_check.collect.pdf.raw import RawCell, RawTable
from compliance_check.collect.pdf.words import Word, crosses
from compliance_check.collect.pdf.wrapping import is_wrapped

NAME_LINES = 2.4  # type sizes between two lines of a name that wraps
SAME_LEFT = 0.5  # points
AT_ROW = 0.3  # type sizes from the middle of a row to that of its name


def part_at_borders(table: RawTable) -> None:
    """Part the cells over several columns whose words stand in these columns, as those of the other rows do."""
    cells: list[RawCell] = []
    for cell in table.cells:
        cells += _parts(cell, table) if cell.column_span > 1 and cell.row_span == 1 else [cell]
    table.cells = cells


def part_at_names(table: RawTable, ys: list[float]) -> None:
    """Part the cells of the first column that hold several names, each for some of the rows that stand beside it.

    ys: the borders of the rows.
    """
    single = {cell.row for cell in table.cells if cell.column and cell.row_span == 1 and cell.lines}
    cells: list[RawCell] = []
    for cell in table.cells:
        rows = range(cell.row, cell.row + cell.row_span)
        alone = cell.column or cell.column_span > 1 or len(rows) < 2 or not cell.lines
        if alone or not single.issuperset(rows) or _is_one_name(cell, table, ys):
            cells.append(cell)
            continue
        parts = _by_members(cell, table, ys)
        parts = parts or rows_by_name(cell.lines, [(ys[k], ys[k + 1]) for k in rows], cell.lines[0][0].size)
        cells += [RawCell(cell.row + part.start, 0, len(part), 1, lines) for part, lines in parts] or [cell]
    table.cells = cells


def _by_members(cell: RawCell, table: RawTable, ys: list[float]) -> list[tuple[range, list[list[Word]]]]:
    """The rows of each name in a cell, and its lines, where the second column begins again with every group.

    The rows are counted from the first of the cell. Nothing where a group has no name.
    """
    members = {other.row: other.text for other in table.cells if other.column == 1}
    last = cell.row + cell.row_span
    starts = [row for row in range(cell.row, last) if members.get(row) and members[row] == members.get(cell.row)]
    groups = list(pairwise([*starts, last]))
    parts = [
        (range(a - cell.row, b - cell.row), [line for line in cell.lines if ys[a] < line[0].centre < ys[b]])
        for a, b in groups
    ]
    return parts if len(parts) > 1 and all(lines for _, lines in parts) else []


def _is_one_name(cell: RawCell, table: RawTable, ys: list[float]) -> bool:
    """Whether the lines of a cell are one name that the column is too narrow for: close to each other, full, and not
    each at the height of a row's middle."""
    size = cell.lines[0][0].size
    heights = [line[0].centre for line in cell.lines]
    middles = [(ys[k] + ys[k + 1]) / 2 for k in range(cell.row, cell.row + cell.row_span)]
    texts = ["".join(word.text for word in line) for line in cell.lines]
    if all(_breaks_word(upper, lower) for upper, lower in pairwise(texts)):
        return True
    if any(lower - upper > NAME_LINES * size for upper, lower in pairwise(heights)):
        return False
    if all(min(abs(height - middle) for middle in middles) < AT_ROW * size for height in heights):
        return False
    widest = max(_width(line) for other in table.cells if other.column == 0 for line in other.lines)
    return is_wrapped(cell, table.xs) or all(
        _width(upper) + _width(lower) / max(sum(len(word.text) for word in lower), 1) > widest
        for upper, lower in pairwise(cell.lines)
    )


def _begins_as_second(cell: RawCell, table: RawTable) -> bool:
    """Whether a cell's text begins where most texts of the second column do."""
    lefts = [c.lines[0][0].x0 for c in table.cells if c.lines and (c.column, c.column_span) == (1, 1)]
    return 2 * sum(abs(left - cell.lines[0][0].x0) < SAME_LEFT for left in lefts) > max(len(lefts), 2)


def _breaks_word(upper: str, lower: str) -> bool:
    """Whether a line of one letter or two goes on with the next one, in a column too narrow for a word: N, o."""
    return len(upper) < 3 and upper.isalpha() and not lower[0].isdigit() and not lower[0].isupper() and len(lower) < 3


def _width(line: list[Word]) -> float:
    return max(word.x1 for word in line) - line[0].x0


def _parts(cell: RawCell, table: RawTable) -> list[RawCell]:
    """A cell for each column that `cell` spans; `cell` alone where its words are one text.

    One text too stands in the second column alone where it begins as the other rows' texts there: 行次 is empty.
    """
    borders = table.xs[cell.column : cell.column + cell.column_span + 1]
    held: list[list[list[Word]]] = [[] for _ in borders[1:]]
    for line in cell.lines:
        columns = [sum(word.x0 + word.x1 > 2 * x for x in borders[1:-1]) for word in line]
        if len(set(columns)) < len(columns) or any(crosses(word, borders[1:-1]) for word in line):
            return [cell]
        for word, column in zip(line, columns, strict=True):
            held[column].append([word])
    used = [lines for lines in held if lines]
    values = any(is_value(word.text) for lines in used[1:] for (word,) in lines)
    inner = cell.column == 0 and len(used) == 1 and bool(held[1]) and _begins_as_second(cell, table)
    if not inner and (len(used) < 2 or not (values or len(used) == len(held) > 2)):
        return [cell]
    return [RawCell(cell.row, cell.column + place, 1, 1, lines) for place, lines in enumerate(held)]
