"""Places in a document, and the small records of its layout: lines, passages, cells.

Slotted dataclasses and not pydantic models, because a 300-page PDF holds a hundred thousand of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from compliance_check.model.base import Frozen

SENTENCE_ENDS = "。；！？\n"

BBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, from the top left corner of the page as it is displayed."""


class CellAddress(Frozen):
    """A cell: the table's running number in the document, row and column from 0, the sheet's name in a workbook."""

    table: int
    row: int
    column: int
    sheet: str | None = None


class Location(Frozen):
    """One place in one document; `quote` is an exact piece of the source."""

    document: str
    page: int | None = None
    line: int | None = None
    bbox: BBox | None = None
    cell: CellAddress | None = None
    path: str | None = None
    quote: str


class Anchor(Frozen):
    """A span of reading text: the block's index in `Document.blocks`, in a table also the cell's index in `cells`."""

    block: int
    start: int
    end: int
    cell: int | None = None


@dataclass(frozen=True, slots=True, init=False)
class Line:
    """A physical line under a passage.

    start: offset in the passage's `source` at which the line begins.
    edges: for PDF, float32 bytes: the left edge of each character of the line, then the right edge of the last one.
    """

    start: int
    line: int | None = None
    page: int | None = None
    bbox: BBox | None = None
    edges: bytes | None = None

    def __init__(
        self,
        start: int,
        line: int | None = None,
        page: int | None = None,
        bbox: BBox | None = None,
        edges: bytes | None = None,
    ) -> None:
        # What dataclass writes for a frozen class takes 2.5 times as long, a twentieth of reading a PDF. So below.
        _line_start(self, start)
        _line_line(self, line)
        _line_page(self, page)
        _line_bbox(self, bbox)
        _line_edges(self, edges)

    def __reduce__(self) -> tuple[object, ...]:
        # Pickled field by field, a long document would take longer to hand over than to read. So below.
        return (Line, (self.start, self.line, self.page, self.bbox, self.edges))


def _setters(record: type) -> list[Callable[[object, object], None]]:
    """What fills the slots of a frozen record, in the order of its fields."""
    return [vars(record)[name].__set__ for name in record.__dataclass_fields__]  # type: ignore[attr-defined]


_line_start, _line_line, _line_page, _line_bbox, _line_edges = _setters(Line)


@dataclass(frozen=True, slots=True, init=False)
class Passage:
    """A run of reading text together with the exact source it came from.

    text: what a person reads: wrapped lines joined, compatibility characters folded one to one.
    source: the exact piece of the source, line breaks and all.
    offsets: (offset in text, offset in source) at which a one-to-one stretch begins; empty means the identity.
    lines: the physical lines of the source, in order; empty where the format has none.
    path: the address in a docx, xlsx or html file ("/body/p[12]", "Sheet1!B4", an XPath).
    confidence: of an optical reading, 0 to 1; None where the text is certain.
    """

    text: str
    source: str
    offsets: tuple[tuple[int, int], ...] = ()
    lines: tuple[Line, ...] = ()
    path: str | None = None
    confidence: float | None = None

    def __init__(
        self,
        text: str,
        source: str,
        offsets: tuple[tuple[int, int], ...] = (),
        lines: tuple[Line, ...] = (),
        path: str | None = None,
        confidence: float | None = None,
    ) -> None:
        _passage_text(self, text)
        _passage_source(self, source)
        _passage_offsets(self, offsets)
        _passage_lines(self, lines)
        _passage_path(self, path)
        _passage_confidence(self, confidence)

    def __reduce__(self) -> tuple[object, ...]:
        return (Passage, (self.text, self.source, self.offsets, self.lines, self.path, self.confidence))

    def source_offset(self, offset: int) -> int:
        """The offset in `source` of the character at `offset` of `text`."""
        if not self.offsets:
            return offset
        index = bisect_right(self.offsets, offset, key=lambda pair: pair[0]) - 1
        text_start, source_start = self.offsets[max(index, 0)]
        return source_start + offset - text_start

    def source_slice(self, start: int, end: int) -> str:
        """The exact source of text[start:end]."""
        if end <= start:
            return ""
        return self.source[self.source_offset(start) : self.source_offset(end - 1) + 1]

    def line_at(self, offset: int) -> Line | None:
        """The physical line that holds the character at `offset` of `text`."""
        if not self.lines:
            return None
        position = self.source_offset(offset)
        index = bisect_right(self.lines, position, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)]

    def sentence(self, start: int, end: int, longest: int = 160) -> tuple[int, int]:
        """The span of the sentence around text[start:end], at most about `longest` characters."""
        low = max((self.text.rfind(mark, 0, start) for mark in SENTENCE_ENDS), default=-1) + 1
        low = max(low, start - longest)
        ends = [found for mark in SENTENCE_ENDS if (found := self.text.find(mark, end)) >= 0]
        high = min(min(ends, default=len(self.text) - 1) + 1, end + longest)
        while low < start and self.text[low].isspace():
            low += 1
        return low, max(high, end)

    def bbox(self, start: int, end: int) -> BBox | None:
        """The box around text[start:end], as far as it stands on the first of its lines; None without geometry."""
        line = self.line_at(start)
        if line is None or line.bbox is None or end <= start:
            return line.bbox if line else None
        if line.edges is None:
            return line.bbox
        edges = array("f", line.edges)
        first = self.source_offset(start) - line.start
        last = min(self.source_offset(end - 1) - line.start + 1, len(edges) - 1)
        if not 0 <= first < last:
            return line.bbox
        return (round(edges[first], 2), line.bbox[1], round(edges[last], 2), line.bbox[3])


_passage_text, _passage_source, _passage_offsets, _passage_lines, _passage_path, _passage_confidence = _setters(Passage)


@dataclass(frozen=True, slots=True, init=False)
class Cell:
    """A table cell at (row, column), from 0, covering `row_span` by `column_span` places.

    exact: the stored number behind a displayed one (spreadsheets), in the unit displayed; None elsewhere.
    """

    passage: Passage
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    exact: Decimal | None = None

    def __init__(
        self,
        passage: Passage,
        row: int,
        column: int,
        row_span: int = 1,
        column_span: int = 1,
        header: bool = False,
        exact: Decimal | None = None,
    ) -> None:
        _cell_passage(self, passage)
        _cell_row(self, row)
        _cell_column(self, column)
        _cell_row_span(self, row_span)
        _cell_column_span(self, column_span)
        _cell_header(self, header)
        _cell_exact(self, exact)

    def __reduce__(self) -> tuple[object, ...]:
        place = (self.row, self.column, self.row_span, self.column_span)
        return (Cell, (self.passage, *place, self.header, self.exact))

    @property
    def text(self) -> str:
        """The reading text."""
        return self.passage.text


_cell_passage, _cell_row, _cell_column, _cell_row_span, _cell_column_span, _cell_header, _cell_exact = _setters(Cell)
