"""Excel workbooks (.xlsx, .xlsm): sheets as tables of what their cells show, with the stored numbers behind.

A sheet is cut into tables at empty rows and columns; the lines above a table become its title, its unit line and
paragraphs. `Passage.path` is the address of a cell ("资产负债表!B4", the name in quotes where Excel sets them too),
`Cell.exact` the stored number in the unit displayed. Hidden rows, columns and sheets are read, and said. Shapes and
charts follow the cells of their sheet (see `xlsx_drawings`), headers and footers of the printed page are furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compliance_check.collect import table_heads
from compliance_check.collect.drawing_notes import notes_on_drawings
from compliance_check.collect.outline import title_of
from compliance_check.collect.passages import Piece, compose
from compliance_check.collect.source import Source
from compliance_check.collect.xlsx_cells import Cells, address, read_cells
from compliance_check.collect.xlsx_drawings import SheetDrawings
from compliance_check.collect.xlsx_layout import Area, Place, Region, regions
from compliance_check.collect.xlsx_margins import margins
from compliance_check.collect.xlsx_notes import notes_on
from compliance_check.collect.xlsx_parts import Sheet, read_workbook
from compliance_check.model import Block, Cell, Document, Heading, Paragraph, Passage, Table

LONGEST_TITLE = 60
DENSE = 4
"""A table keeps its empty cells as long as they are at most this many times the others."""
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_SENTENCE_END = ("。", "；", "：", ":", ";", "，")


def read(source: Source) -> Document:
    """The document in a workbook. Raises UnreadableError for what is damaged, encrypted, too large or no workbook."""
    workbook = read_workbook(source.data, source.path)
    sheets = [(sheet, read_cells(workbook, sheet)) for sheet in workbook.sheets]
    return document_of(source, sheets, SheetDrawings(workbook.package))


def document_of(
    source: Source, sheets: Sequence[tuple[Sheet, Cells]], drawings: SheetDrawings | None = None
) -> Document:
    """The document that the sheets of a workbook make."""
    blocks: list[Block] = []
    for sheet, cells in sheets:
        made = _Sheet(sheet, cells)
        blocks += made.blocks()
        blocks += drawings.blocks(sheet, made.prefix) if drawings else ()
        blocks += margins(cells, made.prefix)
    notes = [note for sheet, cells in sheets for note in notes_on(sheet, cells)]
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=tuple(blocks),
        notes=(*notes, *(notes_on_drawings(drawings.drawings) if drawings else ())),
    )


@dataclass(slots=True)
class _Sheet:
    """A sheet on its way to blocks."""

    sheet: Sheet
    cells: Cells
    prefix: str = field(init=False)
    places: list[Place] = field(init=False)

    def __post_init__(self) -> None:
        self.places = sorted(self.cells.at)
        name = self.sheet.name
        self.prefix = name if _PLAIN_NAME.fullmatch(name) else "'" + name.replace("'", "''") + "'"

    def blocks(self) -> Iterator[Block]:
        """The sheet's name as a heading, where it says something, then its regions."""
        found = regions(self.cells)
        name = self.sheet.name.strip()
        level = 1
        if found and name and not _DEFAULT_NAME.fullmatch(name):
            yield self._heading(compose([Piece(self.sheet.name)], f"{self.prefix}!"), 1)
            level = 2
        for region in found:
            yield from self._region(region, level)

    def _region(self, region: Region, level: int) -> Iterator[Block]:
        lines = [self._passage(place) for place in region.above]
        unit = next((line for line in lines if table_heads.is_unit_line(line.text)), None) if region.table else None
        title = (
            next((line for line in lines if line is not unit and self._is_title(line)), None) if region.table else None
        )
        for line in lines:
            if line is title:
                yield self._heading(line, level)
            elif line is not unit:
                yield Paragraph(passage=line)
        if region.table is not None:
            yield self._table(region.table, title, unit)
        for place in region.below:
            yield Paragraph(passage=self._passage(place))

    def _table(self, area: Area, caption: Passage | None, unit: Passage | None) -> Table:
        rows, columns = area.bottom - area.top + 1, area.right - area.left + 1
        cells = [self._cell(place, area) for place in self._places(area)]
        header = table_heads.header_rows(cells, rows)
        return Table(
            cells=table_heads.mark_headers(cells, header),
            rows=rows,
            columns=columns,
            header_rows=header,
            caption=caption,
            unit=unit,
            sheet=self.sheet.name,
        )

    def _places(self, area: Area) -> Sequence[Place]:
        """The places of a table that are cells of their own, row by row; the empty ones only where it is dense."""
        start, end = bisect_left(self.places, (area.top, 0)), bisect_left(self.places, (area.bottom + 1, 0))
        used = [place for place in self.places[start:end] if area.left <= place[1] <= area.right]
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) > (DENSE + 1) * len(used):
            return used
        covered: set[Place] = set()
        for place in used:
            if place in self.cells.merged and place not in covered:  # merged areas of an honest file never overlap
                covered.update(self._covered(place, area))
        every = [(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)]
        return [place for place in every if place in self.cells.at or place not in covered]

    def _covered(self, place: Place, area: Area) -> Iterator[Place]:
        rows, columns = self._span(place, area)
        for row in range(place[0], place[0] + rows):
            for column in range(place[1], place[1] + columns):
                if (row, column) != place:
                    yield row, column

    def _span(self, place: Place, area: Area) -> tuple[int, int]:
        rows, columns = self.cells.merged.get(place, (1, 1))
        return min(rows, area.bottom - place[0] + 1), min(columns, area.right - place[1] + 1)

    def _cell(self, place: Place, area: Area) -> Cell:
        shown = self.cells.at.get(place)
        rows, columns = self._span(place, area)
        exact = shown.exact if shown else None
        return Cell(self._passage(place), place[0] - area.top, place[1] - area.left, rows, columns, exact=exact)

    def _passage(self, place: Place) -> Passage:
        shown = self.cells.at.get(place)
        piece = (shown.piece if shown else None) or Piece(shown.text if shown else "")
        return compose([piece], f"{self.prefix}!{address(*place)}", tight=True)

    def _is_title(self, line: Passage) -> bool:
        return len(line.text) <= LONGEST_TITLE and not line.text.endswith(_SENTENCE_END)

    def _heading(self, passage: Passage, level: int) -> Heading:
        number, title = title_of(passage.text)
        return Heading(passage=passage, level=level, number=number, title=title)
