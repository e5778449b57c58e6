"""All tables of a page: grids that are ruled first, then what stands in columns without them."""

from __future__ import annotations

from compliance_check.collect.pdf.bareborders import part_at_borders, part_at_names
from compliance_check.collect.pdf.borderless import build_table
from compliance_check.collect.pdf.cells import count_header_rows, ruled_table
from compliance_check.collect.pdf.filled import body_rows, header_grid
from compliance_check.collect.pdf.fills import Filled, cell_fills, find_filled, outside
from compliance_check.collect.pdf.grids import Grid
from compliance_check.collect.pdf.numerals import is_amount, is_number, is_wrapped_number
from compliance_check.collect.pdf.raw import RawCell, RawTable
from compliance_check.collect.pdf.regions import Region, find_regions
from compliance_check.collect.pdf.rowgroups import group_rows
from compliance_check.collect.pdf.rules import Box, Drawing, Edge
from compliance_check.collect.pdf.widenames import widen_names
from compliance_check.collect.pdf.words import FREE, Word, rows_of
from compliance_check.collect.pdf.wrapping import is_wrapped

WIDE = 8.0  # type sizes: a column so wide shows by its full lines that a text wraps


def find_ruled(grids: list[Grid], words: list[Word], drawing: Drawing) -> list[RawTable]:
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
            part_at_borders(table)
            part_at_names(table, grid.ys)
            table = _resplit(table, inside, drawing) or table
            if not table.header_rows:
                table.header_rows = count_header_rows(table)
            widen_names(table)
            tables.append(table)
        else:
            for word in inside:
                word.label = FREE
        first += len(grid.spans)
    return tables


def find_borderless(words: list[Word], drawing: Drawing, taken: list[Box]) -> tuple[list[RawTable], set[int]]:
    """The tables among finely parted free `words`, and the offsets of the characters that they hold.

    taken: boxes of ruled tables.
    """
    edges = [edge for edge in drawing.horizontal if not any(_within(edge, box) for box in taken)]
    tables: list[RawTable] = []
    used: set[int] = set()
    regions = _under_filled_headers(words, drawing, edges, taken)
    if regions:
        held = {id(word) for region in regions for word in region.words}
        words = [word for word in words if id(word) not in held]
    for region in regions + find_regions(words, edges, drawing.fills):
        table = build_table(region)
        if table is not None:
            tables.append(table)
            used.update(*(range(word.start, word.end) for word in region.words))
    return tables, used


def _under_filled_headers(words: list[Word], drawing: Drawing, edges: list[Edge], taken: list[Box]) -> list[Region]:
    """Regions below headers whose cells are filled one by one, with the columns that the fills draw."""
    regions = []
    for filled in find_filled(outside(cell_fills(drawing.fills), taken), [], words):
        bands = filled.bands()
        count = next((k for k, (_, _, is_filled) in enumerate(bands) if not is_filled), len(bands))
        head = Filled(filled.boxes, filled.xs, filled.ys[: count + 1])
        grid = header_grid(head)
        x0, y0, x1, y1 = grid.box
        inside = [w for w in words if x0 - 3 < w.x0 and w.x1 < x1 + 3 and w.centre > y0]
        below = body_rows(head, rows_of([w for w in words if w.centre > y1 and w.x0 < x1 and w.x1 > x0]))
        named = [w for w in inside if w.centre < y1]
        if len(below) < 2 or not named or any(is_amount(w.text) for w in named):
            continue
        bottom = max(w.y1 for row in below for w in row)
        members = [w for w in inside if w.centre <= bottom]
        by_cell: dict[int, list[Word]] = {}
        for word in named:
            by_cell.setdefault(grid.cell_at((word.x0 + word.x1) / 2, word.centre), []).append(word)
        table = ruled_table(grid, by_cell, 0)
        if table is None:
            continue
        inner = [edge for edge in edges if y1 - 2 < edge[0] < bottom + 4 and edge[1] < x1 and edge[2] > x0]
        region = Region(rows_of(members), (x0, y0, x1, bottom), inner, drawing.fills, grid.xs)
        region.header, region.header_rows, region.top = table.cells, table.rows, y1
        regions.append(region)
    return regions


def _within(edge: tuple[float, float, float], box: Box) -> bool:
    y, x0, x1 = edge
    return box[0] - 3 <= x0 and x1 <= box[2] + 3 and box[1] - 3 <= y <= box[3] + 3


def _is_frame(grid: Grid, words: list[Word]) -> bool:
    """Whether a grid of one column is a frame around prose, or around columns that are not ruled."""
    if len(grid.xs) > 2:
        return False
    rows = rows_of(words)
    return len(rows) > 2 * (len(grid.ys) - 1) or sum(len(row) > 1 for row in rows) > 1


def _resplit(table: RawTable, words: list[Word], drawing: Drawing) -> RawTable | None:
    """A grid with columns ruled and rows not: its rows are read as those of a borderless table."""
    tall = [cell for cell in table.cells if _holds_rows(cell) and _among_tall(cell, table)] or _tall_texts(table)
    if not tall or table.columns < 2:
        return None
    row = tall[0].row
    if all(cell.row == row and cell.row_span == 1 and cell.column_span == 1 for cell in tall):
        split = _split_row(table, row)
        if split is not None:
            return split
    edges = [edge for edge in drawing.horizontal if _within(edge, table.box)]
    # With spans in the grid its borders are those of the widest rows; the text may know more columns than are ruled.
    by_rules = build_table(Region(rows_of(words), table.box, edges, [], table.xs))
    by_text = build_table(Region(rows_of(words), table.box, edges, []))
    if by_text is not None and by_text.columns > table.columns:
        return by_text
    if by_rules is not None:
        by_rules.method = "ruled"
    return by_rules or by_text


def _holds_rows(cell: RawCell) -> bool:
    """Whether a cell holds numbers on several lines, as no single cell does unless it breaks one number."""
    texts = _line_texts(cell)
    return sum(is_number(text) for text in texts) > 1 and not is_wrapped_number(texts)


def _among_tall(cell: RawCell, table: RawTable) -> bool:
    """Whether most texts beside a cell take several lines too, as they do where a row holds rows of its own.

    A number that is broken takes several lines for another reason.
    """
    beside = [c for c in table.cells if c is not cell and c.lines and c.row <= cell.row < c.row + c.row_span]
    several = sum(len(c.lines) > 1 and not is_wrapped_number(_line_texts(c)) for c in beside)
    return 2 * several >= len(beside)


def _line_texts(cell: RawCell) -> list[str]:
    return ["".join(word.text for word in line) for line in cell.lines]


def _tall_texts(table: RawTable) -> list[RawCell]:
    """The cells of a small grid whose one row under the header holds many lines in every column.

    Many lines in a wide column may also be one text that wraps; in a narrow one every text does.
    """
    if table.rows > 3:
        return []
    tall = [cell for cell in table.cells if len(cell.lines) >= 3]
    row = tall[0].row if len(tall) >= 2 else -1
    beside = [cell for cell in table.cells if cell.row == row and cell.lines]
    if len(tall) < 2 or len(beside) != len(tall) or any(cell.row != row for cell in tall):
        return []
    size = tall[0].lines[0][0].size
    wide = [cell for cell in tall if table.xs[cell.column + cell.column_span] - table.xs[cell.column] > WIDE * size]
    return [] if wide and all(is_wrapped(cell, table.xs) for cell in wide) else tall


def _split_row(table: RawTable, row: int) -> RawTable | None:
    """The table with one ruled row parted into the rows that its text forms."""
    inside = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in inside):
        return None
    columns: list[list[Word]] = [[] for _ in range(table.columns)]
    for cell in inside:
        columns[cell.column] = [word for line in cell.lines for word in line]
    sizes = sorted(word.size for column in columns for word in column)
    rows = group_rows(columns, sizes[len(sizes) // 2])
    several = sum(len({block.column for block in blocks}) > 1 for blocks in rows)
    if len(rows) < 2 or several < 0.6 * len(rows):
        return None
    added = len(rows) - 1
    cells = [cell for cell in table.cells if cell.row < row]
    for number, blocks in enumerate(rows):
        for column in sorted({block.column for block in blocks}):
            lines = [line.words for block in blocks if block.column == column for line in block.lines]
            cells.append(RawCell(row + number, column, 1, 1, lines))
    for cell in table.cells:
        if cell.row > row:
            cell.row += added
            cells.append(cell)
    return RawTable("ruled", table.box, table.xs, table.rows + added, table.columns, cells)
