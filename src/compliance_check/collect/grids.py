"""Which lines form a table, and the table block that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass

from compliance_check.collect import table_heads
from compliance_check.collect.lines import Physical, Span, Unread, reading, simplified, without
from compliance_check.collect.tables import (
    PIPES,
    RULE,
    aligned,
    header_rows,
    is_caption,
    is_numeric,
    is_unit,
    piped,
    tabbed,
    unit_at,
)
from compliance_check.collect.wrapping import WIDE_COLUMN, WIDEST, ended
from compliance_check.model import Cell, Line, Passage, Table

LABEL_WIDTH = 40
TITLE_LINES = 2
UNIT_GAP = 3
BLANK = " \t\u3000"
Divide = Callable[[str], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the index of its line, the line's source with the tabs at its ends, and its cells as spans of it."""

    line: int
    start: int
    source: str
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rows, and the lines that title it and give its unit; `lines` are all its lines."""

    rows: tuple[Row, ...]
    caption: int | None
    unit: int | None
    lines: tuple[int, ...]


def grids(
    text: str, lines: list[Physical], taken: Container[int], marked: Container[int], titles: Container[int]
) -> list[Grid]:
    """The tables among `lines`.

    taken: lines that are furniture. marked, titles: those that Markdown calls table rows and headings.
    """
    found: list[Grid] = []
    index = 0
    while index < len(lines):
        rows = [] if index in taken else rows_at(text, lines, index, taken, marked)
        if rows:
            found.append(with_title(lines, rows, free_above(rows, taken, titles, found)))
            index = rows[-1].line
        index += 1
    return found


def rows_at(text: str, lines: list[Physical], index: int, taken: Container[int], marked: Container[int]) -> list[Row]:
    """The rows of the table that begins at `index`; empty where none does."""
    line = lines[index]
    if index in marked or line.text.startswith(PIPES):
        return enough(collect(text, lines, index, taken, piped), 1 if index in marked else 2)
    if "\t" in text[line.start : line.end] and unit_at(line) is None:
        return enough(collect(text, lines, index, taken, tabbed), 2)
    if "  " in line.text:
        return unmistakable(collect(text, lines, index, taken, aligned), lines)
    return []


def collect(text: str, lines: list[Physical], index: int, taken: Container[int], divide: Divide) -> list[Row]:
    """The rows from `index` on that `divide` finds: as many cells in each, or no blank line between them."""
    rows = [row(text, index, lines[index], divide)]
    for following in range(index + 1, len(lines)):
        line = lines[following]
        if following in taken and RULE.fullmatch(line.text) and line.gap == 0:
            continue
        if following in taken or line.gap > (lines[rows[1].line].gap if len(rows) > 1 else 1):
            break
        after = row(text, following, line, divide)
        same = len(after.cells) == len(rows[-1].cells)
        label = divide is tabbed and not after.cells and is_label(text, lines, following, len(rows[-1].cells))
        if label:
            after = Row(following, line.start, text[line.start : line.end], ((0, line.end - line.start),))
        if not after.cells or (line.gap and not same) or (divide is aligned and not same):
            break
        rows.append(after)
    return rows


def row(text: str, index: int, line: Physical, divide: Divide) -> Row:
    """The line as a row; without cells where it is not divided."""
    start, end = line.start, line.end
    if divide is tabbed:
        while start and text[start - 1] in BLANK:
            start -= 1
        while end < len(text) and text[end] in BLANK:
            end += 1
    return Row(index, start, text[start:end], divide(text[start:end]))


def is_label(text: str, lines: list[Physical], index: int, columns: int) -> bool:
    """Whether an undivided line between two rows is a row with a label alone ("其中：")."""
    if index + 1 >= len(lines) or lines[index].gap or lines[index + 1].gap or lines[index].width > LABEL_WIDTH:
        return False
    return len(row(text, index + 1, lines[index + 1], tabbed).cells) == columns and not is_unit(lines[index])


def enough(rows: list[Row], least: int) -> list[Row]:
    """`rows` if they are at least `least` and most have two columns or more, else nothing."""
    usual, _ = Counter(len(row.cells) for row in rows).most_common(1)[0]
    return rows if len(rows) >= least and usual >= 2 else []


def unmistakable(rows: list[Row], lines: list[Physical]) -> list[Row]:
    """`rows` if they are a table beyond doubt: three or more, a label first and numbers after it below the header."""
    if len(rows) < 3 or len(rows[0].cells) < 2:
        return []
    texts = [cell_texts(row) for row in rows]
    below = texts[header_rows(texts) :]
    sure = all(not is_numeric(row[0]) and all(is_numeric(text) for text in row[1:]) for row in below)
    return rows if sure else []


def cell_texts(row: Row) -> list[str]:
    """The texts of the cells, folded."""
    return [reading(row.source[start:end], lambda _: ())[1] for start, end in row.cells]


def free_above(rows: list[Row], taken: Container[int], titles: Container[int], found: list[Grid]) -> int:
    """The first line above the rows that may belong to their table: no furniture, heading or earlier table between."""
    end = found[-1].lines[-1] if found else -1
    first = rows[0].line
    for above in range(first - 1, max(end, first - 1 - TITLE_LINES), -1):
        if above in taken or above in titles:
            break
        first = above
    return first


def begins(lines: list[Physical], index: int) -> bool:
    """Whether a line cannot be the rest of the line before it."""
    before = lines[index - 1] if index else None
    return before is None or lines[index].gap > 1 or not WIDE_COLUMN <= before.width <= WIDEST or ended(before.text)


def with_title(lines: list[Physical], rows: list[Row], above: int) -> Grid:
    """The rows with the caption and the unit line directly before them, from the line `above` on."""
    caption = unit = None
    first = rows[0].line
    while first > above and lines[first].gap <= UNIT_GAP:
        if unit is None and caption is None and unit_at(lines[first - 1]) is not None:
            unit = first - 1
            caption = unit if is_caption(lines[unit]) else None
        elif caption is None and is_caption(lines[first - 1], unit is not None and begins(lines, first - 1)):
            caption = first - 1
        else:
            break
        first -= 1
    return Grid(tuple(rows), caption, unit, (*range(first, rows[0].line), *(row.line for row in rows)))


def table(lines: list[Physical], grid: Grid, unread: Unread, titles: dict[int, Passage]) -> Table:
    """The block of a grid; `titles` holds the passages of its caption and unit lines."""
    unit = titles.get(grid.unit) if grid.unit is not None else None
    if unit is not None and grid.unit is not None:
        unit = without(unit, unit_at(lines[grid.unit]) or 0)
    cells: list[Cell] = []
    for number, one in enumerate(grid.rows):
        places = (Line(0, line=lines[one.line].number),)
        for column, (start, end) in enumerate(one.cells):
            passage = cell_passage(one.source, start, end, unread, places)
            cells.append(Cell(passage, number, column))
    texts: list[list[str]] = [[] for _ in grid.rows]
    for cell in cells:
        texts[cell.row].append(cell.text)
    headers = table_heads.header_rows(cells, len(grid.rows)) if header_rows(texts) else 0
    return Table(
        cells=table_heads.mark_headers(table_heads.spread(cells, headers), headers),
        rows=len(grid.rows),
        columns=max(len(one.cells) for one in grid.rows),
        header_rows=headers,
        caption=titles.get(grid.caption) if grid.caption is not None else None,
        unit=unit,
    )


def cell_passage(source: str, start: int, end: int, unread: Unread, places: tuple[Line, ...]) -> Passage:
    """The passage of the cell source[start:end]; its source is the whole row, so that a quote shows the row."""
    kept, text = reading(source[start:end], unread)
    offsets: list[Span] = []
    length = 0
    for first, last in kept if kept is not None else ((0, end - start),):
        offsets.append((length, start + first))
        length += last - first
    return Passage(text, source, simplified(offsets), places)
