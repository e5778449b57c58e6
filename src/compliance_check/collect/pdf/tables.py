"""All tables of a page: grids that are ruled first, then what stands in columns without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.borderless import build_table
from compliance_check.collect.pdf.cells import count_header_rows, ruled_table
from compliance_check.collect.pdf.grids import Grid
from compliance_check.collect.pdf.raw import RawTable
from compliance_check.collect.pdf.regions import Region, find_regions
from compliance_check.collect.pdf.rules import Box, Drawing
from compliance_check.collect.pdf.words import FREE, Word, rows_of

if TYPE_CHECKING:
    from compliance_check.collect.pdf.characters import Characters


def find_ruled(grids: list[Grid], words: list[Word], characters: Characters, drawing: Drawing) -> list[RawTable]:
    """The tables with a ruled grid. Words of what turns out to be a mere box become free words."""
    by_cell: dict[int, list[Word]] = {}
    for word in words:
        if word.label != FREE:
            by_cell.setdefault(word.label, []).append(word)
    tables, first = [], 0
    for grid in grids:
        inside = [word for label in range(first, first + len(grid.spans)) for word in by_cell.get(label, ())]
        table = None if _is_frame(grid, inside) else ruled_table(grid, by_cell, first)
        if table is not None:
            table = _resplit(table, inside, characters, drawing) or table
            if not table.header_rows:
                table.header_rows = count_header_rows(table)
            tables.append(table)
        else:
            for word in inside:
                word.label = FREE
        first += len(grid.spans)
    return tables


def find_borderless(
    words: list[Word], characters: Characters, drawing: Drawing, taken: list[Box]
) -> tuple[list[RawTable], set[int]]:
    """The tables among free `words`, and the ids of the words that they hold. taken: boxes of ruled tables."""
    edges = [edge for edge in drawing.horizontal if not any(_within(edge, box) for box in taken)]
    tables: list[RawTable] = []
    used: set[int] = set()
    for region in find_regions(words, edges, drawing.fills):
        table = build_table(region, characters)
        if table is not None:
            tables.append(table)
            used.update(id(word) for word in region.words)
    return tables, used


def _within(edge: tuple[float, float, float], box: Box) -> bool:
    y, x0, x1 = edge
    return box[0] - 3 <= x0 and x1 <= box[2] + 3 and box[1] - 3 <= y <= box[3] + 3


def _is_frame(grid: Grid, words: list[Word]) -> bool:
    """Whether a grid of one column is a frame around prose rather than a table."""
    if len(grid.xs) > 2:
        return False
    lines = len(rows_of(words))
    return lines > 2 * (len(grid.ys) - 1)


def _resplit(table: RawTable, words: list[Word], characters: Characters, drawing: Drawing) -> RawTable | None:
    """A grid without rules between its rows (only columns are ruled): read its rows as those of a borderless table."""
    if table.rows > 3 or table.columns < 2:
        return None
    tallest = max(table.cells, key=lambda cell: len(cell.lines))
    counts = [len(cell.lines) for cell in table.cells if cell.row == tallest.row and cell.row_span == tallest.row_span]
    if len(tallest.lines) < 3 or sum(count >= 0.5 * len(tallest.lines) for count in counts) < 2:
        return None
    edges = [edge for edge in drawing.horizontal if _within(edge, table.box)]
    found = build_table(Region(rows_of(words), table.box, edges, []), characters)
    if found is None or found.columns < table.columns:
        return None
    return found
