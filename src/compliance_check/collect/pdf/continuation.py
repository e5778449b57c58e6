"""Tables that go on over the next page: joined, without the header that is repeated there."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from compliance_check.collect.pdf.cells import count_header_rows
from compliance_check.collect.pdf.cutrows import cut_cells, is_blank, lengthen, merge_cut, names_values_above
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.numerals import is_value
from compliance_check.collect.pdf.raw import PageCell, PageTable, RawCell, RawTable
from compliance_check.collect.pdf.words import Word

SHIFT = 4.0  # points by which the columns' borders of the two parts may differ, after moving one onto the other
LOOSE = 14.0  # points, where no vertical rule tells the border
SIDEWAYS = 60.0  # points by which a whole page may be shifted (inner and outer margins)


def goes_on(upper: PageTable, lower: PageTable) -> bool:
    """Whether `lower`, first on its page, continues `upper`, last on the page before."""
    if not upper.cells or not lower.cells:
        return False
    if upper.method == lower.method == "ruled":
        # Two tables of their own have words between them; rules at the same places without any are one table.
        return _common_borders(upper, lower) is not None
    if upper.columns != lower.columns:
        return False
    if repeated_rows(upper, lower):
        return True
    return (_same_borders(upper, lower) or _share_gaps(upper, lower)) and not _names_columns_differently(upper, lower)


def repeated_rows(upper: PageTable, lower: PageTable) -> int:
    """How many rows at the top of `lower` repeat the header of `upper`."""
    count = 0
    for row in range(max(upper.header_rows, 1)):
        texts = _row_texts(lower, row)
        if not texts or texts != _row_texts(upper, row):
            break
        count += 1
    return count if count == max(upper.header_rows, 1) else 0


def join(upper: PageTable, lower: PageTable) -> tuple[PageTable, list[list[TextLine]]]:
    """One table of both parts, and the lines of each cell of the header that the lower part repeats."""
    if upper.columns != lower.columns:
        borders = _common_borders(upper, lower) or upper.xs
        shift = lower.xs[0] - upper.xs[0]
        upper, lower = _refined(upper, borders), _refined(lower, [x + shift for x in borders])
    skip = repeated_rows(upper, lower)
    pairs = cut_cells(upper, lower, skip)
    cut = bool(pairs) or is_blank(lower, skip) or names_values_above(upper, lower, skip)
    lengthen(upper, lower, skip, cut)
    merge_cut(pairs)
    merged = {id(cell) for _, cell in pairs}
    moved = [
        PageCell(cell.row - skip + upper.rows - cut, cell.column, cell.row_span, cell.column_span, cell.lines)
        for cell in lower.cells
        if cell.row >= skip and id(cell) not in merged
    ]
    rows = upper.rows + lower.rows - skip - cut
    repeated = [cell.lines for cell in lower.cells if cell.row < skip]
    empty = upper.empty + [
        (row - skip + upper.rows - cut, c, h, w) for row, c, h, w in lower.empty if row >= skip + cut
    ]
    # The box and borders of the last part: the next page's part is compared with these.
    cells = upper.cells + moved
    joined = PageTable(upper.method, lower.box, lower.xs, rows, lower.columns, upper.header_rows, cells, empty)
    if upper.method == "ruled" and not any(is_value(cell.text) for cell in upper.cells):
        joined.header_rows = count_header_rows(_as_read(joined))  # the page ended before the first values
    return joined, repeated


def _as_read(table: PageTable) -> RawTable:
    """The table as it was before its words were made into lines."""
    cells = [RawCell(*place, []) for place in table.empty]
    for cell in table.cells:
        lines = [[Word(line.source, line.x0, line.y0, line.x1, line.y1, 0, 0)] for line in cell.lines]
        cells.append(RawCell(cell.row, cell.column, cell.row_span, cell.column_span, lines))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RawTable("ruled", table.box, table.xs, table.rows, table.columns, cells)


def extended(table: PageTable, cells: list[PageCell], rows: int, cut: bool) -> PageTable:
    """The table with `rows` further rows, whose `cells` are numbered from 0; `cut`: the first goes on with the last."""
    names = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows} if cut else {}
    moved = []
    for cell in cells:
        if cell.row == 0 and cell.column in names:
            names[cell.column].lines = names[cell.column].lines + cell.lines
        else:
            row = cell.row + table.rows - cut
            moved.append(PageCell(row, cell.column, cell.row_span, cell.column_span, cell.lines))
    count = table.rows + rows - cut
    return PageTable(
        table.method, table.box, table.xs, count, table.columns, table.header_rows, table.cells + moved, table.empty
    )


def _common_borders(upper: PageTable, lower: PageTable) -> list[float] | None:
    """The borders of both parts, in the place of the upper one; None unless one part has all those of the other.

    Rows of one table may have fewer columns than others, and those on the next page may all be such rows.
    """
    shift = lower.xs[0] - upper.xs[0]
    moved = [x - shift for x in lower.xs]
    if abs(shift) > SIDEWAYS or abs(moved[-1] - upper.xs[-1]) > SHIFT:
        return None
    few, many = sorted((upper.xs, moved), key=len)
    return many if all(abs(x - many[_nearest(many, x)]) <= SHIFT for x in few) else None


def _refined(table: PageTable, borders: list[float]) -> PageTable:
    """The table with its columns told by `borders`, which hold its own."""
    places = [_nearest(borders, x) for x in table.xs]
    if len(set(places)) < len(places):
        return table
    cells = [
        PageCell(
            cell.row, places[cell.column], cell.row_span, _width(cell.column, cell.column_span, places), cell.lines
        )
        for cell in table.cells
    ]
    empty = [(row, places[column], height, _width(column, width, places)) for row, column, height, width in table.empty]
    columns = len(borders) - 1
    return PageTable(table.method, table.box, borders, table.rows, columns, table.header_rows, cells, empty)


def _width(column: int, span: int, places: list[int]) -> int:
    return places[column + span] - places[column]


def _nearest(values: list[float], value: float) -> int:
    place = bisect_left(values, value)
    if place == len(values) or (place and value - values[place - 1] <= values[place] - value):
        return place - 1
    return place


def _same_borders(upper: PageTable, lower: PageTable) -> bool:
    """Whether the columns' borders agree, apart from a shift of the whole page (inner and outer margins)."""
    shift = lower.xs[0] - upper.xs[0]
    if abs(shift) > SIDEWAYS:
        return False
    shift = 0.0 if abs(shift) <= LOOSE else shift
    inner = zip(upper.xs[1:-1], lower.xs[1:-1], strict=True)
    return all(abs(b - a - shift) <= LOOSE for a, b in inner)


def _share_gaps(upper: PageTable, lower: PageTable) -> bool:
    """Whether the texts of both parts keep the same gaps between the columns free, wherever their borders were told."""
    filled: list[list[tuple[float, float]]] = [[] for _ in range(upper.columns)]
    for table in (upper, lower):
        for cell in table.cells:
            if cell.column_span == 1:
                filled[cell.column] += [(line.x0, line.x1) for line in cell.lines]
    if not all(filled):
        return False
    return all(max(x1 for _, x1 in left) < min(x0 for x0, _ in right) for left, right in pairwise(filled))


def _row_texts(table: PageTable, row: int) -> list[tuple[int, str]]:
    return sorted(
        (cell.column, "".join(line.source.replace(" ", "") for line in cell.lines))
        for cell in table.cells
        if cell.row == row
    )


def _names_columns_differently(upper: PageTable, lower: PageTable) -> bool:
    """Whether both parts have a header of their own, so that they are two tables of one shape."""
    if not upper.header_rows or not lower.header_rows:
        return False
    named = {cell.column for cell in lower.cells if cell.row < lower.header_rows and cell.column}
    return len(named) >= 0.5 * (lower.columns - 1)  # otherwise the first rows only lack values
