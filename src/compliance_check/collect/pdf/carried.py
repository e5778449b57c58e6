"""Rows that a table without rules carries over to the next page: too few there to look like a table of their own."""

from __future__ import annotations

from array import array
from bisect import bisect
from itertools import pairwise
from math import inf

from compliance_check.collect.pdf.continuation import extended
from compliance_check.collect.pdf.cutrows import cut_cells
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.numerals import is_number, is_wrapped_number
from compliance_check.collect.pdf.raw import PageCell, PageTable
from compliance_check.collect.pdf.rowgroups import group_rows
from compliance_check.collect.pdf.words import Word

EDGE = 0.5  # points by which a character may stand over a column's border
OUTSIDE = 3.0  # points by which it may stand over the table's
LOOSE = 1.0  # type sizes, where the table's border is only what its widest text reached so far
MOST_GAP = 2.5  # type sizes between two rows
EVEN = 1.2  # times what most rows keep, where that is more
TIGHT = 1.3  # type sizes between the lines of one row
OPENING, CLOSING = "（【《", "）】》"

Piece = tuple[int, TextLine]
"""A column, and what a line holds of it."""


def carry_over(table: PageTable, lines: list[TextLine]) -> tuple[PageTable, int]:
    """The table with the rows that `lines`, from the top of the next page, hold; and how many lines these are."""
    taken: list[list[Piece]] = []
    count, pitch = 0, EVEN * _row_pitch(table)
    for place, line in enumerate(lines):
        if place and not 0 < line.y0 - lines[place - 1].y0 < max(MOST_GAP * line.size, pitch):
            break
        pieces = _pieces(line, table.xs, OUTSIDE if table.method == "ruled" else LOOSE * line.size)
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
    cells, rows = _cells([piece for pieces in taken[:count] for piece in pieces], table.columns, before)
    part = PageTable(table.method, table.box, table.xs, rows, table.columns, 0, cells, [])
    cut = _is_cut(table, cells) or bool(cut_cells(table, part, 0))
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


def _pieces(line: TextLine, xs: list[float], outside: float) -> list[Piece]:
    """The line parted at the columns' borders; nothing where a character stands on one, or `outside` beyond them."""
    if line.edges is None or line.x0 < xs[0] - outside or line.x1 > xs[-1] + outside:
        return []
    lefts = array("f", line.edges)
    inked = [_inked(line.source[place], lefts[place], lefts[place + 1]) for place in range(len(line.source))]
    pieces: list[Piece] = []
    start = 0
    while start < len(line.source):
        column = min(max(bisect(xs, inked[start][0] + EDGE) - 1, 0), len(xs) - 2)
        end = start
        while end < len(line.source) and (line.source[end] == " " or inked[end][0] + EDGE < xs[column + 1]):
            if line.source[end] != " " and inked[end][1] - EDGE > max(xs[column + 1], inked[end][0] + EDGE):
                return []
            end += 1
        text = line.source[start:end].rstrip()
        if text:
            pieces.append((column, _part(line, lefts, start, start + len(text))))
        start = end if end > start else start + 1
    return pieces


def _inked(character: str, left: float, right: float) -> tuple[float, float]:
    """Where a character's ink is: a full-width bracket leaves half of its place empty."""
    middle = (left + right) / 2
    return (middle if character in OPENING else left, middle if character in CLOSING else right)


def _part(line: TextLine, lefts: array[float], start: int, end: int) -> TextLine:
    x0, x1 = lefts[start], lefts[end]
    box = (round(x0, 2), line.box[1], round(x1, 2), line.box[3])
    edges = lefts[start : end + 1].tobytes()
    text = line.source[start:end]
    return TextLine(text, line.page, box, edges, x0, line.y0, x1, line.y1, line.left, line.right, line.confidence)


def _cells(pieces: list[Piece], columns: int, before: list[str]) -> tuple[list[PageCell], int]:
    """The cells that the pieces form, rows told by the text's own spacing; and how many rows these are.

    before: the last text of each column on the page before.
    """
    words: list[list[Word]] = [[] for _ in range(columns)]
    for number, (column, piece) in enumerate(pieces):
        words[column].append(Word(piece.source, piece.x0, piece.y0, piece.x1, piece.y1, number, number + 1))
    rows = group_rows(words, pieces[0][1].size, before)
    cells = []
    for row, blocks in enumerate(rows):
        for column in sorted({block.column for block in blocks}):
            parts = [
                word.start for block in blocks if block.column == column for ln in block.lines for word in ln.words
            ]
            cells.append(PageCell(row, column, 1, 1, [pieces[part][1] for part in parts]))
    return cells, len(rows)
