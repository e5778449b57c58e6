"""One page: its characters, rules, tables and lines, in reading order. Knows nothing of the other pages."""

from __future__ import annotations

from bisect import bisect_left
from math import ceil
from typing import TYPE_CHECKING, Literal

from compliance_check.collect.pdf.characters import Characters, read_characters
from compliance_check.collect.pdf.columns import Zone, find_zones
from compliance_check.collect.pdf.filled import choose, overlap, to_grid
from compliance_check.collect.pdf.fills import cell_fills, find_filled, sides
from compliance_check.collect.pdf.grids import Grid, find_grids
from compliance_check.collect.pdf.hidden import without_hidden
from compliance_check.collect.pdf.justified import join_justified
from compliance_check.collect.pdf.lines import UNKNOWN, TextLine, make_line
from compliance_check.collect.pdf.quality import find_fault
from compliance_check.collect.pdf.raw import PageCell, PageTable, RawPage, RawTable
from compliance_check.collect.pdf.rows import UNIT_LINE
from compliance_check.collect.pdf.rules import Drawing, read_drawing
from compliance_check.collect.pdf.tables import find_borderless, find_ruled
from compliance_check.collect.pdf.words import FREE, Word, find_words, label_characters, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

TABLE = -2  # label of the word without text that stands for the first ruled table; the next one's is one less
SHORT_LINE = 12.0  # type sizes: narrower lines say nothing about the width of their column
LEAST_LONG = 5  # longer lines that show where the text of a zone begins and ends
PICTURED = (0.08, 0.8)  # of a page: less is a logo, more a background, or a scan with its text behind
FULL_LINES = 0.4  # of the longer lines reach the right border of running text


def read_page(page: PdfPage, number: int) -> RawPage:
    """What `page`, the `number`-th, holds."""
    characters = read_characters(page)
    drawing = read_drawing(page, characters.frame)
    width, height = characters.frame.displayed_size
    characters = without_hidden(page, characters, drawing)
    raw = RawPage(number, round(width, 2), round(height, 2), characters.frame.reading_size[1])
    raw.hidden = characters.hidden
    raw.fault = find_fault(characters, drawing)
    if raw.fault:
        raw.method = "none"
        return raw
    raw.items = layout(characters, drawing, number)
    raw.pictured = PICTURED[0] < drawing.image_area / max(width * height, 1) < PICTURED[1]
    return raw


def layout(
    characters: Characters, drawing: Drawing, number: int, method: Literal["ocr"] | None = None
) -> list[TextLine | PageTable]:
    """The lines and tables of a page in reading order."""
    grids = all_grids(characters, drawing)
    labels, columns = label_characters(characters, grids)
    words = find_words(characters, labels, columns if grids else None)
    ruled = find_ruled(grids, words, drawing)
    free = [word for word in words if word.label == FREE]
    fine = _Fine(characters, labels, words)
    markers = [Word("", *table.box, 0, 0, TABLE - place) for place, table in enumerate(ruled)]
    items: list[TextLine | PageTable] = []
    for zone in find_zones(free + markers, characters.frame.reading_size[0]):
        items += _zone_items(zone, ruled, fine, characters, drawing, number)
    if method:
        for item in items:
            if isinstance(item, PageTable):
                item.method = method
    return items


class _Fine:
    """The free characters of a page as finely parted words, found when a zone first asks for them."""

    def __init__(self, characters: Characters, labels: NDArray[np.int32], words: list[Word]) -> None:
        self.characters, self.labels, self.words = characters, labels, words
        self.found: list[Word] | None = None
        self.starts: list[int] = []

    def within(self, words: list[Word]) -> list[Word]:
        """The fine words that `words` consist of."""
        if self.found is None:
            self.found = free_words(self.characters, self.labels, self.words)
            self.starts = [word.start for word in self.found]
        parts: list[Word] = []
        for word in words:
            parts += self.found[bisect_left(self.starts, word.start) : bisect_left(self.starts, word.end)]
        return parts


def free_words(characters: Characters, labels: NDArray[np.int32], words: list[Word]) -> list[Word]:
    """All free characters as finely parted words; those of grids that turned out to be frames are free too."""
    for word in words:
        if word.label == FREE:
            labels[word.start : word.end] = FREE
    return join_justified(find_words(characters, labels, fine=True), characters.text)


def all_grids(characters: Characters, drawing: Drawing) -> list[Grid]:
    """The grids that rules draw, and those that the backgrounds of cells draw."""
    grids = find_grids(drawing.horizontal, drawing.vertical)
    cells = cell_fills(drawing.fills) if len(drawing.fills) > 3 else []
    if not cells:
        return grids
    words = find_words(characters, label_characters(characters, [])[0])
    groups = find_filled(cells, [grid.box for grid in grids], words)
    found = [to_grid(group, words, characters, drawing.horizontal) for group in groups]
    grids, filled = choose(grids, [grid for grid in found if grid is not None])
    flat, upright = sides(cells, grids)
    if flat or upright:
        grids = find_grids(drawing.horizontal + flat, drawing.vertical + upright)
        grids = [grid for grid in grids if not any(overlap(grid, other) for other in filled)]
    return grids + filled


def _zone_items(
    zone: Zone,
    ruled: list[RawTable],
    fine: _Fine,
    characters: Characters,
    drawing: Drawing,
    number: int,
) -> list[TextLine | PageTable]:
    """The lines and tables of one zone, from top to bottom."""
    inside = [ruled[TABLE - word.label] for word in zone.words if word.label <= TABLE]
    words = [word for word in zone.words if word.label == FREE] if inside else zone.words
    rows = rows_of(words)
    borderless: list[RawTable] = []
    if sum(len(row) > 1 for row in rows) > 1:  # otherwise nothing stands side by side
        borderless, used = find_borderless(fine.within(words), drawing, [table.box for table in inside])
        if used:
            rows = rows_of([word for word in words if used.isdisjoint(range(word.start, word.end))])
    lines: list[TextLine] = []
    heights: dict[int, float] = {}  # of the row, so that what stands beside each other is read from the left
    for row in rows:
        for part in _parts(row):
            lines.append(make_line(part, characters, number))
            heights[id(lines[-1])] = row[0].centre
    _set_borders(lines)
    tables = [_page_table(table, characters, number) for table in inside + borderless]
    if not tables:
        return list(lines)
    items: list[TextLine | PageTable] = [*lines, *tables]
    return sorted(
        items, key=lambda one: (one.box[1], one.box[0]) if isinstance(one, PageTable) else (heights[id(one)], one.x0)
    )


def _parts(row: list[Word]) -> list[list[Word]]:
    """A row of words as one line; a unit line beside a caption is a line of its own."""
    if len(row) < 2:
        return [row]
    cut = next((place for place, word in enumerate(row) if place and UNIT_LINE.match(word.text)), None)
    return [row] if cut is None else [row[:cut], row[cut:]]


def _set_borders(lines: list[TextLine]) -> None:
    """Give every line the left and right border of the text it stands in; none where few lines would show it."""
    long = [line for line in lines if line.x1 - line.x0 > SHORT_LINE * (line.y1 - line.y0)]
    left = right = UNKNOWN
    if len(long) >= LEAST_LONG:
        ends = sorted(line.x1 for line in long)
        # Not the outermost end: a punctuation mark may hang over the border.
        last = ends[ceil(0.8 * (len(ends) - 1))]
        if sum(abs(line.x1 - last) < 1.5 * line.size for line in long) >= FULL_LINES * len(long):
            left, right = min(line.x0 for line in long), last
    for line in lines:
        line.left, line.right = left, right


def _page_table(table: RawTable, characters: Characters, number: int) -> PageTable:
    """The table with its words made into lines, its empty cells apart."""
    cells, empty = [], []
    for cell in table.cells:
        place = (cell.row, cell.column, cell.row_span, cell.column_span)
        if cell.lines:
            cells.append(PageCell(*place, [make_line(line, characters, number) for line in cell.lines]))
        else:
            empty.append(place)
    return PageTable(table.method, table.box, table.xs, table.rows, table.columns, table.header_rows, cells, empty)
