"""Tables that go on over the next page: joined, without the header that is repeated there."""

from __future__ import annotations

from compliance_check.collect.pdf.raw import PageCell, PageTable

SHIFT = 4.0  # points by which the columns' borders of the two parts may differ, after moving one onto the other
LOOSE = 14.0  # points, where no vertical rule tells the border


def goes_on(upper: PageTable, lower: PageTable) -> bool:
    """Whether `lower`, first on its page, continues `upper`, last on the page before."""
    if upper.columns != lower.columns or not upper.cells or not lower.cells:
        return False
    if not _same_borders(upper, lower):
        return False
    repeated = repeated_rows(upper, lower)
    if repeated:
        return True
    return lower.header_rows == 0 or not _names_columns_differently(upper, lower)


def repeated_rows(upper: PageTable, lower: PageTable) -> int:
    """How many rows at the top of `lower` repeat the header of `upper`."""
    count = 0
    for row in range(max(upper.header_rows, 1)):
        texts = _row_texts(lower, row)
        if not texts or texts != _row_texts(upper, row):
            break
        count += 1
    return count if count == max(upper.header_rows, 1) else 0


def join(upper: PageTable, lower: PageTable) -> PageTable:
    """One table of both parts."""
    skip = repeated_rows(upper, lower)
    moved = [
        PageCell(cell.row - skip + upper.rows, cell.column, cell.row_span, cell.column_span, cell.lines)
        for cell in lower.cells
        if cell.row >= skip
    ]
    rows = upper.rows + lower.rows - skip
    # The box and borders of the last part: the next page's part is compared with these.
    return PageTable(upper.method, lower.box, lower.xs, rows, upper.columns, upper.header_rows, upper.cells + moved)


def _same_borders(upper: PageTable, lower: PageTable) -> bool:
    """Whether the columns' borders agree, apart from a shift of the whole page (inner and outer margins)."""
    ruled = upper.method == lower.method == "ruled"
    tolerance = SHIFT if ruled else LOOSE
    shift = lower.xs[0] - upper.xs[0]
    if abs(shift) > 60:
        return False
    if ruled:
        return all(abs(b - a - shift) <= tolerance for a, b in zip(upper.xs, lower.xs, strict=True))
    shift = 0.0 if abs(shift) <= tolerance else shift
    inner = zip(upper.xs[1:-1], lower.xs[1:-1], strict=True)
    return all(abs(b - a - shift) <= tolerance for a, b in inner)


def _row_texts(table: PageTable, row: int) -> list[tuple[int, str]]:
    return [
        (cell.column, "".join(line.source.replace(" ", "") for line in cell.lines))
        for cell in table.cells
        if cell.row == row
    ]


def _names_columns_differently(upper: PageTable, lower: PageTable) -> bool:
    """Whether both parts have a header of their own, so that they are two tables of one shape."""
    return upper.header_rows > 0 and lower.header_rows > 0
