"""A part of a table on another page, read by what the other part shows: the header that both have, and the columns."""

from __future__ import annotations

from array import array

from compliance_check.collect.pdf.continuation import LOOSE, SIDEWAYS, repeated_rows
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.pieces import Piece, cells_of, part_of, pieces_of
from compliance_check.collect.pdf.raw import PageCell, PageTable

SAME_HEIGHT = 2.0  # points
ASIDE = 1.5  # points by which a label may stand aside from where it is repeated

Part = tuple[PageTable, list[TextLine]]
"""A part of a table, and the lines it consists of."""


def part_under(header: list[PageCell], rows: int, lines: list[TextLine], count: int, xs: list[float]) -> Part | None:
    """The table whose header, of `rows` rows, the first `count` of `lines` are; its rows are told by their spacing."""
    columns, pieces = len(xs) - 1, list[Piece]()
    for line in lines[count:]:
        own = pieces_of(line, xs, line.size)
        if not own:
            return None
        pieces += own
    cells, more = cells_of(pieces, columns, [""] * columns) if pieces else ([], 0)
    for cell in cells:
        cell.row += rows
    box = (xs[0], lines[0].y0, xs[-1], lines[-1].y1)
    return PageTable("borderless", box, xs, rows + more, columns, rows, header + cells), lines


def page_shift(lines: list[TextLine], cells: list[PageCell]) -> float:
    """By how much the page of `lines` is shifted against that of `cells`, which begin where the lines begin."""
    places = [line.x0 for cell in cells for line in cell.lines]
    shift = min((line.x0 for line in lines), default=0.0) - min(places, default=0.0)
    return shift if LOOSE < abs(shift) <= SIDEWAYS else 0.0


def repeated_lines(lines: list[TextLine], table: PageTable) -> int:
    """How many of `lines`, from the first on, hold the text of the table's header and nothing else."""
    head = "".join(cell.text for cell in table.cells if cell.row < table.header_rows)
    count, seen = 0, ""
    while count < len(lines) and len(seen) < len(head):
        seen += lines[count].source.replace(" ", "")
        count += 1
    return count if sorted(seen) == sorted(head) else 0


def repeated_part(lines: list[TextLine], table: PageTable, xs: list[float] | None = None) -> Part | None:
    """The part of `table` that `lines` hold, if they begin with its header. xs: the borders between its columns."""
    count = repeated_lines(lines, table)
    if not count:
        return None
    head = [cell for cell in table.cells if cell.row < table.header_rows]
    shift = page_shift(lines[:count], head)
    cells = []
    for cell in head:
        parts = [_found(line, lines[:count], shift) for line in cell.lines]
        whole = [part for part in parts if part is not None]
        if len(whole) < len(parts):
            return None
        cells.append(PageCell(cell.row, cell.column, cell.row_span, cell.column_span, whole))
    return part_under(cells, table.header_rows, lines, count, xs or [x + shift for x in table.xs])


def _found(label: TextLine, lines: list[TextLine], shift: float) -> TextLine | None:
    """The part of one of `lines` that has the text of `label` at its place."""
    text = label.source.replace(" ", "")
    for line in lines:
        lefts = array("f", line.edges or b"")
        for start, left in enumerate(lefts[: len(line.source)]):
            if line.source[start] == text[0] and abs(left - label.x0 - shift) < ASIDE:
                end = start + 1
                while end < len(line.source) and line.source[start:end].replace(" ", "") != text:
                    end += 1
                if line.source[start:end].replace(" ", "") == text:
                    return part_of(line, lefts, start, end)
    return None


def same_columns(upper: PageTable, lower: PageTable) -> tuple[PageTable, PageTable]:
    """Both parts of a table, the one that shows less of its columns read by the header that both have.

    So a page that has room for a single row lets columns run together. Where the other part cannot be read so, its own
    header may hold too much: the rest of a row at the top of a page looks like a part of the header.
    """
    if lower.columns == upper.columns and repeated_rows(upper, lower):
        return upper, lower
    swapped = _shown(lower) < _shown(upper)
    less, more = (lower, upper) if swapped else (upper, lower)
    part = _reread(less, more)
    if part is not None:
        less = part
    elif less.columns == more.columns:
        more = _reread(more, less) or more
    return (more, less) if swapped else (less, more)


def _shown(table: PageTable) -> tuple[int, int, int]:
    """How much a part shows of its columns."""
    return table.columns, sum(cell.row < table.header_rows for cell in table.cells), table.rows


def _reread(table: PageTable, like: PageTable) -> PageTable | None:
    """The part `table` with the header of the other, and with its own borders where these are as many."""
    part = repeated_part(lines_of(table), like, table.xs if table.columns == like.columns else None)
    return part[0] if part else None


def lines_of(table: PageTable) -> list[TextLine]:
    """The lines of a table from top to bottom, each with all that stands at its height; none in sideways pages."""
    rows: list[list[TextLine]] = []
    for line in sorted((line for cell in table.cells for line in cell.lines), key=lambda line: line.y0):
        if rows and line.y0 - rows[-1][0].y0 < SAME_HEIGHT:
            rows[-1].append(line)
        else:
            rows.append([line])
    if any(line.edges is None for row in rows for line in row):
        return []
    return [_beside(sorted(row, key=lambda line: line.x0)) for row in rows]


def _beside(lines: list[TextLine]) -> TextLine:
    """Lines at one height as a single one, with a space between them."""
    first, last = lines[0], lines[-1]
    box = (first.box[0], min(line.box[1] for line in lines), last.box[2], max(line.box[3] for line in lines))
    edges = b"".join(line.edges or b"" for line in lines)  # the right edge of each is the left one of the space
    y0, y1 = min(line.y0 for line in lines), max(line.y1 for line in lines)
    text = " ".join(line.source for line in lines)
    return TextLine(text, first.page, box, edges, first.x0, y0, last.x1, y1, first.left, first.right)
