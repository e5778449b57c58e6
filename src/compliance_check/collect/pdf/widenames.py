"""Names over groups of columns that no line shows: at the left or the right of its group, a name stands in the grid
over one of the columns, and the cells beside it are empty."""

from __future__ import annotations

from itertools import pairwise

from compliance_check.collect.pdf.raw import RawCell, RawTable


def widen_names(table: RawTable) -> None:
    """Let names over columns reach over their groups, where the names under them are the same in every group."""
    for row in range(table.header_rows - 1):
        single = [cell for cell in table.cells if cell.column_span == 1]
        upper = {cell.column: cell for cell in single if cell.row == row and cell.row_span == 1}
        lower = {cell.column: cell.text for cell in single if cell.row == row + 1}
        named = [column for column, cell in sorted(upper.items()) if cell.lines]
        size = named[1] - named[0] if len(named) > 1 else 0
        if size < 2 or any(right - left != size for left, right in pairwise(named)):
            continue
        starts = [start for start in range(named[0] - size + 1, named[0] + 1) if _repeats(start, named, upper, lower)]
        if len(starts) == 1:
            _widen(table, named, starts[0], size, upper)


def _repeats(start: int, named: list[int], upper: dict[int, RawCell], lower: dict[int, str]) -> bool:
    """Whether groups from `start` on, one for each column in `named`, have the same names, all different, below."""
    size = named[1] - named[0]
    columns = range(start, start + size * len(named))
    if any(column not in upper or not lower.get(column) for column in columns):
        return False
    groups = [[lower[column] for column in columns[place : place + size]] for place in range(0, len(columns), size)]
    return all(group == groups[0] for group in groups) and len(set(groups[0])) == size


def _widen(table: RawTable, named: list[int], start: int, size: int, upper: dict[int, RawCell]) -> None:
    covered = {id(upper[column]) for column in range(start, start + size * len(named)) if column not in named}
    for place, column in enumerate(named):
        upper[column].column, upper[column].column_span = start + place * size, size
    table.cells = [cell for cell in table.cells if id(cell) not in covered]
