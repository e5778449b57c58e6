"""Cells of a ruled grid, from the words that stand in it."""

from __future__ import annotations

from compliance_check.collect.pdf.grids import Grid
from compliance_check.collect.pdf.numerals import BLANK, NUMBER, ORDINAL, YEAR, are_values, is_value
from compliance_check.collect.pdf.raw import RawCell, RawTable
from compliance_check.collect.pdf.words import Word, rows_of

LONGEST_NAME = 30  # characters of a column's name in a table of text


def ruled_table(grid: Grid, words: dict[int, list[Word]], first: int) -> RawTable | None:
    """The table that `grid` rules; `words` by cell label, the grid's cells numbered from `first`. None if empty."""
    cells = []
    filled = 0
    for number, (row, column, height, width) in enumerate(grid.spans):
        inside = words.get(first + number, [])
        filled += bool(inside)
        cells.append(RawCell(row, column, height, width, _lines(inside)))
    if not filled:
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RawTable("ruled", grid.box, grid.xs, len(grid.ys) - 1, len(grid.xs) - 1, cells)


def _lines(words: list[Word]) -> list[list[Word]]:
    return [words] if len(words) == 1 else rows_of(words)


def count_header_rows(table: RawTable) -> int:
    """How many rows at the top of `table` name columns: those before the first row with a value."""
    if table.rows < 2:
        return 0
    texts: list[list[RawCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.lines:
            texts[cell.row].append(cell)
    first = _first_value_row(texts, table.columns)
    spanned = _spanned_rows(table, texts)
    if first is None:
        return max(spanned, _text_header(table, texts))
    count = max(min(first, _last_naming_row(texts, first)), spanned if spanned <= first else 0)
    return next((row for row in range(1, count) if not _opens(table, texts, row - 1)), count)


def _opens(table: RawTable, texts: list[list[RawCell]], row: int) -> bool:
    """Whether a row of the header leaves something to the next one: a merged cell, or a column without a name."""
    named = {cell.column for cell in texts[row]}
    return any(
        (cell.row == row and (cell.column_span > 1 or (cell.column and cell.column not in named)))
        or (cell.row <= row < cell.row + cell.row_span - 1)
        for cell in table.cells
    )


def _first_value_row(texts: list[list[RawCell]], columns: int) -> int | None:
    for row, cells in enumerate(texts):
        right = [cell.text for cell in cells if cell.column]
        # Where one column holds the values, a bare number is one and no number of a column.
        if are_values(right) or (columns == 2 and any(NUMBER.fullmatch(t) and not YEAR.fullmatch(t) for t in right)):
            return row
        numbered = any(cell.column == 0 and ORDINAL.fullmatch(cell.text) for cell in cells)
        if row and numbered and any(BLANK.fullmatch(text) for text in right):
            return row
    for row, cells in enumerate(texts):
        values = [cell for cell in cells if cell.column and is_value(cell.text)]
        if row and values:
            return row
    return None


def _last_naming_row(texts: list[list[RawCell]], first: int) -> int:
    """Rows before `first` without the trailing ones that only hold the name of the section that follows."""
    while first > 1 and len(texts[first - 1]) == 1 and texts[first - 1][0].column == 0:
        if texts[first - 1][0].row_span > 1:
            break
        first -= 1
    return first


def _spanned_rows(table: RawTable, texts: list[list[RawCell]]) -> int:
    """The rows that the first row's tallest cell covers, if the first row also spans columns."""
    if not texts[0]:
        return 0
    tall = max(cell.row_span for cell in texts[0])
    wide = max(cell.column_span for cell in texts[0])
    return tall if tall > 1 and 1 < wide < table.columns else 0


def _text_header(table: RawTable, texts: list[list[RawCell]]) -> int:
    """A table of text: one header row when every column is named there in a few words."""
    named = sum(cell.column_span for cell in texts[0])
    level = len({cell.row_span for cell in texts[0]}) < 2  # otherwise the tall cell names a group of rows
    if table.columns < 2 or named < table.columns or not level:
        return 0
    centred = all(_is_centred(cell, table.xs) for cell in texts[0])
    longest = LONGEST_NAME if table.columns > 2 or centred else 16
    if any(len(cell.text) > longest or cell.text.endswith(("。", "；", "：")) for cell in texts[0]):
        return 0
    if table.columns == 2 and centred:
        return int(not all(_is_centred(cell, table.xs) for row in texts[1:] for cell in row))
    return int(table.columns > 2 or not _is_form(table, texts))


def _is_centred(cell: RawCell, xs: list[float]) -> bool:
    """Whether a cell's text stands in its middle, with white on both sides."""
    left, right = xs[cell.column], xs[cell.column + cell.column_span]
    words = [word for line in cell.lines for word in line]
    before, after = min(w.x0 for w in words) - left, right - max(w.x1 for w in words)
    return abs(before - after) < words[0].size and before > 1.5 * words[0].size


def _is_form(table: RawTable, texts: list[list[RawCell]]) -> bool:
    """Two columns of which the first only names what the second holds."""
    right = [len(cell.text) for row in texts for cell in row if cell.column == 1]
    left = [len(cell.text) for row in texts for cell in row if cell.column == 0]
    if not right or not left:
        return False
    return max(left) <= 20 and max(right) > 2 * max(4, len(texts[0][-1].text))
