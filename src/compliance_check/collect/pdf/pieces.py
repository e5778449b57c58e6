"""Lines of text parted at the borders of a table's columns, and the rows and cells that the pieces form."""

from __future__ import annotations

from array import array
from bisect import bisect

from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.raw import PageCell
from compliance_check.collect.pdf.rowgroups import group_rows
from compliance_check.collect.pdf.words import Word

EDGE = 0.5  # points by which a character may stand over a column's border
OPENING, CLOSING = "（【《", "）】》"

Piece = tuple[int, TextLine]
"""A column, and what a line holds of it."""


def pieces_of(line: TextLine, xs: list[float], outside: float) -> list[Piece]:
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
            pieces.append((column, part_of(line, lefts, start, start + len(text))))
        start = end if end > start else start + 1
    return pieces


def _inked(character: str, left: float, right: float) -> tuple[float, float]:
    """Where a character's ink is: a full-width bracket leaves half of its place empty."""
    middle = (left + right) / 2
    return (middle if character in OPENING else left, middle if character in CLOSING else right)


def part_of(line: TextLine, lefts: array[float], start: int, end: int) -> TextLine:
    """What source[start:end] of a line is, as a line; `lefts` are the edges of its characters."""
    x0, x1 = lefts[start], lefts[end]
    box = (round(x0, 2), line.box[1], round(x1, 2), line.box[3])
    edges = lefts[start : end + 1].tobytes()
    text = line.source[start:end]
    return TextLine(text, line.page, box, edges, x0, line.y0, x1, line.y1, line.left, line.right, line.confidence)


def cells_of(pieces: list[Piece], columns: int, before: list[str]) -> tuple[list[PageCell], int]:
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
