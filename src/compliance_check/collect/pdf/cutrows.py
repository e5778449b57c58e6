"""Rows that the end of a page cuts in two: the rest of their cells' text stands at the top of the next page."""

from __future__ import annotations

from compliance_check.collect.pdf.breaks import first_piece
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.numerals import is_value, is_wrapped_number
from compliance_check.collect.pdf.paragraphs import ends_sentence
from compliance_check.collect.pdf.raw import PageCell, PageTable
from compliance_check.collect.pdf.rowgroups import STARTS_ITEM

PADDING = 0.6  # type sizes left and right between a ruled cell's border and the longest line that fits
NARROW = 5.0  # type sizes: a cell so narrow

Cut = list[tuple[PageCell, PageCell]]
"""A cell of the last row, and the cell of the next page that holds the rest of its text."""


def cut_cells(upper: PageTable, lower: PageTable, first: int) -> Cut:
    """The pairs of cells that are one cell each, if the row `first` of `lower` is the rest of the last row of `upper`.

    It is, when every text in it goes on with a text above that could not have ended there.
    """
    last = {cell.column: cell for cell in upper.cells if cell.row + cell.row_span == upper.rows}
    rest = [cell for cell in lower.cells if cell.row == first]
    pairs = [(last[cell.column], cell) for cell in rest if cell.column in last]
    if not pairs or len(pairs) < len(rest):
        return []
    certain = [_counts_on(above, cell, upper) or _ends_number(above, cell) for above, cell in pairs]
    if upper.method != "ruled" or lower.method != "ruled":
        return pairs if all(certain) else []  # no border tells how far a text may reach
    going = all(
        sure or (any(certain) and not _begins(above, cell)) or _goes_on(above, cell, upper.xs)
        for sure, (above, cell) in zip(certain, pairs, strict=True)
    )
    return pairs if going else []


def _ends_number(above: PageCell, cell: PageCell) -> bool:
    return is_wrapped_number([line.source for line in (*above.lines, *cell.lines)])


def _begins(above: PageCell, cell: PageCell) -> bool:
    """Whether a cell's text is no rest of the one above."""
    before, after = above.lines[-1].source, cell.lines[0].source
    if is_value(before) or is_value(after) or above.column_span != cell.column_span:
        return True
    return ends_sentence(before) or STARTS_ITEM.match(after) is not None


def _counts_on(above: PageCell, cell: PageCell, upper: PageTable) -> bool:
    """Whether the figures of two cells are one ordinal: the one after the last ordinal of the column above them."""
    before = [c.text for c in upper.cells if c.column == above.column and c.row < above.row]
    last, text = before[-1] if before else "", above.text + cell.text
    return last.isdecimal() and text.isdecimal() and int(text) == int(last) + 1


def _goes_on(above: PageCell, cell: PageCell, xs: list[float]) -> bool:
    """Whether the text of `cell` is the rest of that of `above`: its first piece did not fit on the line before it."""
    if above.column_span != cell.column_span:
        return False
    before, after = above.lines[-1], cell.lines[0]
    if is_value(before.source) and is_value(after.source):
        return False
    width = xs[above.column + above.column_span] - xs[above.column]
    if width < NARROW * before.size and len(above.lines) < 2:
        return False  # hardly any name leaves room for more in so narrow a cell
    if ends_sentence(before.source) or STARTS_ITEM.match(after.source):
        return False
    if len(above.lines) > 1:  # the cell's own lines show how far to the right its text may go
        width = min(width, max(line.x1 for line in above.lines) - before.x0 + 2 * PADDING * before.size)
    return is_full(before, after, width)


def is_full(before: TextLine, after: TextLine, width: float) -> bool:
    """Whether the first piece of `after` would not have fitted behind `before` in a cell of this width."""
    each = (after.x1 - after.x0) / max(len(after.source), 1)
    return before.x1 - before.x0 + first_piece(after.source) * each > width - 2 * PADDING * before.size


def is_blank(lower: PageTable, first: int) -> bool:
    """Whether the row `first` holds nothing, as the part of a row does whose text all stands on the page before."""
    return first + 1 < lower.rows and not any(cell.row <= first < cell.row + cell.row_span for cell in lower.cells)


def names_values_above(upper: PageTable, lower: PageTable, first: int) -> bool:
    """Whether the row `first` of `lower` is the name alone of the last row of `upper`, which holds values alone.

    So a page ends that has room for the values, which stand in the middle of their row, but not for the lines of the
    name beside them.
    """
    last = [cell for cell in upper.cells if cell.row <= upper.rows - 1 < cell.row + cell.row_span]
    rest = [cell for cell in lower.cells if cell.row == first]
    if not last or len(rest) != 1 or rest[0].column or rest[0].row_span > 1 or rest[0].column_span > 1:
        return False
    name = rest[0].text
    if is_value(name) or name.endswith(("：", ":", "。")):
        return False
    return all(cell.column and cell.row_span == 1 and is_value(cell.text) for cell in last)


def merge_cut(cut: Cut) -> None:
    """Put the two parts of each cell together."""
    for above, cell in cut:
        above.lines = above.lines + cell.lines
        above.row_span += cell.row_span - 1


def lengthen(upper: PageTable, lower: PageTable, first: int, is_cut: bool) -> None:
    """Let cells that span rows reach over the page: their rest stands empty at the top of the next one.

    Of cells one row high there the first column's alone, and that of names in the columns right after it: an empty
    place among values says nothing.
    """
    last = {(cell.column, cell.column_span): cell for cell in upper.cells if cell.row + cell.row_span == upper.rows}
    after = 0  # the columns before it are all reached over the page
    for row, column, height, width in sorted(lower.empty):
        above = last.get((column, width))
        if row != first or above is None or is_value(above.lines[0].source):
            continue
        in_body = above.row >= max(upper.header_rows, 1)
        if height > 1 or (column == after and in_body and (column or above.row_span > 1)):
            above.row_span += height - is_cut
            after = column + width if column == after else after
