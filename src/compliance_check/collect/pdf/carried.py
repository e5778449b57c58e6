"""Rows that a table without rules carries over to the next page: too few there to look like a table of their own."""

from __future__ import annotations

from itertools import pairwise
from math import inf

from compliance_check.collect.pdf.continuation import extended
from compliance_check.collect.pdf.cutrows import cut_cells, names_values_above
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.numerals import is_number, is_wrapped_number
from compliance_check.collect.pdf.pieces import Piece, cells_of, pieces_of
from compliance_check.collect.pdf.raw import PageCell, PageTable

OUTSIDE = 3.0  # points by which a character may stand over the table's
LOOSE = 1.0  # type sizes, where the table's border is only what its widest text reached so far
MOST_GAP = 2.5  # type sizes between two rows
EVEN = 1.2  # times what most rows keep, where that is more
TIGHT = 1.3  # type sizes between the lines of one row


def carry_over(table: PageTable, lines: list[TextLine]) -> tuple[PageTable, int]:
    """The table with the rows that `lines`, from the top of the next page, hold; and how many lines these are."""
    taken: list[list[Piece]] = []
    count, pitch = 0, EVEN * _row_pitch(table)
    for place, line in enumerate(lines):
        if place and not 0 < line.y0 - lines[place - 1].y0 < max(MOST_GAP * line.size, pitch):
            break
        pieces = pieces_of(line, table.xs, OUTSIDE if table.method == "ruled" else LOOSE * line.size)
        if not pieces:
            break
        taken.append(pieces)
        if pieces[0][0] < pieces[-1][0] and any(column and is_number(piece.source) for column, piece in pieces):
            count = place + 1
        elif not place and _end_numbers(table, pieces):
            count = 1
    if not count:
        return table, 0
    if count < len(taken) and _is_rest(taken[count - 1], taken[count]):
        count += 1
    above = {cell.column: cell.text for cell in sorted(table.cells, key=lambda cell: cell.row)}
    before = [above.get(column, "") for column in range(table.columns)]
    cells, rows = cells_of([piece for pieces in taken[:count] for piece in pieces], table.columns, before)
    part = PageTable(table.method, table.box, table.xs, rows, table.columns, 0, cells, [])
    cut = _is_cut(table, cells) or names_values_above(table, part, 0) or bool(cut_cells(table, part, 0))
    return extended(table, cells, rows, cut), count


def _end_numbers(table: PageTable, pieces: list[Piece]) -> bool:
    """Whether all pieces of a line are the rests of numbers that the last row breaks off."""
    last = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows}
    return all(
        column in last and is_wrapped_number([*(line.source for line in last[column].lines), piece.source])
        for column, piece in pieces
    )


def _row_pitch(table: PageTable) -> float:
    """The distance of most rows from the next one; 0 where one row is all there is."""
    tops: dict[int, float] = {}
    for cell in table.cells:
        tops[cell.row] = min(cell.lines[0].y0, tops.get(cell.row, inf))
    steps = sorted(lower - upper for (_, upper), (_, lower) in pairwise(sorted(tops.items())))
    return steps[len(steps) // 2] if steps else 0.0


def _is_rest(row: list[Piece], label: list[Piece]) -> bool:
    """Whether a name right below a row of values is the rest of that row's own."""
    below, above = label[-1], row[0][1]
    return below[0] == 0 and below[1].y0 - above.y0 < TIGHT * above.size


def _is_cut(table: PageTable, cells: list[PageCell]) -> bool:
    """Whether the page ended within a row: the name stands before the break, and the values behind it."""
    last = {cell.column for cell in table.cells if cell.row + cell.row_span == table.rows}
    first = [cell for cell in cells if cell.row == 0]
    named = any(cell.column == 0 and is_number(cell.lines[0].source) for cell in first)
    values = [cell.lines[0].y0 for cell in first if cell.column]
    names = [cell.lines[0].y0 for cell in first if not cell.column]
    return last == {0} and not named and bool(values) and (not names or min(names) > min(values) + 1)
