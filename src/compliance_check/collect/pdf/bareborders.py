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
AT_ROW = 0.3  # type sizes from the middle of a row to that of its name


def part_at_borders(table: RawTable) -> None:
    """Part the cells over several columns whose words stand in these columns, as those of the other rows do."""
    cells: list[RawCell] = []
    for cell in table.cells:
        cells += _parts(cell, table.xs) if cell.column_span > 1 and cell.row_span == 1 else [cell]
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
        parts = rows_by_name(cell.lines, [(ys[k], ys[k + 1]) for k in rows], cell.lines[0][0].size)
        cells += [RawCell(cell.row + part.start, 0, len(part), 1, lines) for part, lines in parts] or [cell]
    table.cells = cells


def _is_one_name(cell: RawCell, table: RawTable, ys: list[float]) -> bool:
    """Whether the lines of a cell are one name that the column is too narrow for: close to each other, full, and not
    each at the height of a row's middle."""
    size = cell.lines[0][0].size
    heights = [line[0].centre for line in cell.lines]
    middles = [(ys[k] + ys[k + 1]) / 2 for k in range(cell.row, cell.row + cell.row_span)]
    if any(lower - upper > NAME_LINES * size for upper, lower in pairwise(heights)):
        return False
    if all(min(abs(height - middle) for middle in middles) < AT_ROW * size for height in heights):
        return False
    widest = max(_width(line) for other in table.cells if other.column == 0 for line in other.lines)
    return is_wrapped(cell, table.xs) or all(
        _width(upper) + _width(lower) / max(sum(len(word.text) for word in lower), 1) > widest
        for upper, lower in pairwise(cell.lines)
    )


def _width(line: list[Word]) -> float:
    return max(word.x1 for word in line) - line[0].x0


def _parts(cell: RawCell, xs: list[float]) -> list[RawCell]:
    """A cell for each column that `cell` spans; `cell` alone where its words are one text."""
    borders = xs[cell.column : cell.column + cell.column_span + 1]
    held: list[list[list[Word]]] = [[] for _ in borders[1:]]
    for line in cell.lines:
        columns = [sum(word.x0 + word.x1 > 2 * x for x in borders[1:-1]) for word in line]
        if len(set(columns)) < len(columns) or any(crosses(word, borders[1:-1]) for word in line):
            return [cell]
        for word, column in zip(line, columns, strict=True):
            held[column].append([word])
    used = [lines for lines in held if lines]
    values = any(is_value(word.text) for lines in used[1:] for (word,) in lines)
    if len(used) < 2 or not (values or len(used) == len(held) > 2):
        return [cell]
    return [RawCell(cell.row, cell.column + place, 1, 1, lines) for place, lines in enumerate(held)]
