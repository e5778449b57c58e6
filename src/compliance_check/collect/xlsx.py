"""Excel workbooks (.xlsx, .xlsm): sheets as tables of what their cells show, with the stored numbers behind.

A sheet is cut into tables at empty rows and columns; the lines above a table become its title, its unit line and
paragraphs. `Passage.path` is the address of a cell ("资产负债表!B4", the name in quotes where Excel sets them too),
`Cell.exact` the stored number in the unit displayed. Hidden rows, columns and sheets are read, and said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compliance_check.collect import table_heads
from compliance_check.collect.outline import title_of
from compliance_check.collect.passages import Piece, compose
from compliance_check.collect.source import Source
from compliance_check.collect.xlsx_cells import Cells, address, read_cells
from compliance_check.collect.xlsx_layout import Area, Place, Region, regions
from compliance_check.collect.xlsx_parts import Sheet, read_workbook
from compliance_check.model import Bilingual, Block, Cell, Document, Heading, Paragraph, Passage, Table

LONGEST_TITLE = 60
DENSE = 4
"""A table keeps its empty cells as long as they are at most this many times the others."""
NAMED_AT_MOST = 5
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_SENTENCE_END = ("。", "；", "：", ":", ";", "，")


def read(source: Source) -> Document:
    """The document in a workbook. Raises UnreadableError for what is damaged, encrypted, too large or no workbook."""
    workbook = read_workbook(source.data, source.path)
    return document_of(source, [(sheet, read_cells(workbook, sheet)) for sheet in workbook.sheets])


def document_of(source: Source, sheets: Sequence[tuple[Sheet, Cells]]) -> Document:
    """The document that the sheets of a workbook make."""
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=tuple(block for sheet, cells in sheets for block in _Sheet(sheet, cells).blocks()),
        notes=tuple(note for sheet, cells in sheets for note in _notes(sheet, cells)),
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
        return compose([Piece(shown.text if shown else "")], f"{self.prefix}!{address(*place)}", tight=True)

    def _is_title(self, line: Passage) -> bool:
        return len(line.text) <= LONGEST_TITLE and not line.text.endswith(_SENTENCE_END)

    def _heading(self, passage: Passage, level: int) -> Heading:
        number, title = title_of(passage.text)
        return Heading(passage=passage, level=level, number=number, title=title)


def _notes(sheet: Sheet, cells: Cells) -> Iterator[Bilingual]:
    """What a reader of the sheet has to know: hidden parts, and cells that do not show what they stand for."""
    name = sheet.name
    rows = len({row for row, _ in cells.at} & cells.hidden_rows)
    columns = sum(
        any(low <= column <= high for low, high in cells.hidden_columns) for column in {c for _, c in cells.at}
    )
    if sheet.hidden and cells.at:
        yield Bilingual(
            zh=f"工作表“{name}”处于隐藏状态，已一并读取", en=f"sheet “{name}” is hidden; it was read like the others"
        )
    if rows or columns:
        yield Bilingual(
            zh=f"工作表“{name}”有 {rows} 行、{columns} 列处于隐藏状态，已一并读取",
            en=f"sheet “{name}” has {rows} hidden rows and {columns} hidden columns; they were read like the others",
        )
    if cells.uncalculated:
        count, where = len(cells.uncalculated), _named(cells.uncalculated)
        yield Bilingual(
            zh=f"工作表“{name}”有 {count} 个公式没有计算结果（{where}），按空白读取；请用 Excel 打开并保存后再试",
            en=f"sheet “{name}” has {count} formulas without a result ({where}), read as blank; save it in Excel",
        )
    if cells.failed:
        count, where = len(cells.failed), _named(cells.failed)
        yield Bilingual(
            zh=f"工作表“{name}”有 {count} 个单元格显示错误值（{where}）",
            en=f"sheet “{name}” has {count} cells that show an error ({where})",
        )
    if cells.lost:
        count, where = len(cells.lost), _named(cells.lost)
        yield Bilingual(
            zh=f"工作表“{name}”有 {count} 个单元格的文字在文件中缺失（{where}），按空白读取；请重新导出",
            en=f"sheet “{name}” has {count} cells whose text is missing in the file ({where}); export it again",
        )
    if cells.red_only:
        count, where = len(cells.red_only), _named(cells.red_only)
        yield Bilingual(
            zh=f"工作表“{name}”有 {count} 个负数仅以颜色表示（{where}），已按负数读取",
            en=f"sheet “{name}” shows {count} negative numbers by colour alone ({where}); they were read as negative",
        )


def _named(places: Sequence[Place]) -> str:
    return ", ".join(address(*place) for place in places[:NAMED_AT_MOST]) + (
        " …" if len(places) > NAMED_AT_MOST else ""
    )
