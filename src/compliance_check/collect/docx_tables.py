"""Word tables: cells with their spans, tables within cells, and the walk over paragraphs, tables, rows and cells.

Paths: each step is the local name of a child element and its number among the siblings of that name, from 1
("body/tbl[2]/tr[3]/tc[1]/p[1]", "body/sdt[1]/sdtContent[1]/p[2]"). A cell's passage holds all its paragraphs, joined by
"\\n" in `source`, and bears the path of the cell: the k-th "\\n"-separated piece is its k-th paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect import table_heads
from compliance_check.collect.attributes import integer
from compliance_check.collect.docx_drawings import steps
from compliance_check.collect.docx_styles import W, toggle, value
from compliance_check.collect.docx_text import MC
from compliance_check.collect.passages import Piece, compose
from compliance_check.model import Cell, Passage, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRANSPARENT = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_CONTENT = {W + name for name in ("p", "tbl", "tr", "tc")}
MAX_SPAN = 1000
"""Word itself allows 63 columns; a span beyond this is damage."""


@dataclass(slots=True)
class _Growing:
    """A cell while its rows are still being read."""

    passage: Passage
    row: int
    column: int
    columns: int
    rows: int = 1


@dataclass(slots=True)
class TableContent:
    """A table, and what its cells contain besides text: (element, path) of inner tables and of what is anchored."""

    table: Table
    inner: list[tuple[_Element, str]] = field(default_factory=list)


ReadPiece = Callable[["_Element"], tuple[Piece, tuple["_Element", ...]]]
"""Reads a w:p: its piece of text and the text boxes anchored in it."""


def children(parent: _Element, path: str) -> Iterator[tuple[_Element, str]]:
    """The paragraphs, tables, rows or cells directly under `parent`, through content controls and the like."""
    counts: Counter[str] = Counter()
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        counts[name] += 1
        step = f"{path}/{name}[{counts[name]}]"
        if child.tag in _CONTENT:
            yield child, step
        elif child.tag in _TRANSPARENT:
            yield from children(child, step)
        elif child.tag == MC + "AlternateContent" and len(child):
            yield from children(child[0], f"{step}/{child[0].tag.rpartition('}')[2]}[1]")


def read_table(element: _Element, path: str, read_piece: ReadPiece) -> TableContent:
    """A w:tbl. Rows whose deletion waits to be accepted are left out."""
    content = TableContent(Table(cells=(), rows=0, columns=0))
    cells: list[_Growing] = []
    open_cells: dict[int, _Growing] = {}
    declared = row = 0
    for line, step in children(element, path):
        properties = line.find(W + "trPr")
        if line.tag != W + "tr" or (properties is not None and properties.find(W + "del") is not None):
            continue
        if properties is not None and toggle(properties, "tblHeader") and declared == row:
            declared += 1
        _read_row(line, step, row, cells, open_cells, content, read_piece)
        row += 1
    content.table = _table(cells, row, declared)
    return content


def _read_row(
    line: _Element,
    path: str,
    row: int,
    cells: list[_Growing],
    open_cells: dict[int, _Growing],
    content: TableContent,
    read_piece: ReadPiece,
) -> None:
    column = _skipped(line, "gridBefore")
    for element, step in children(line, path):
        if element.tag != W + "tc":
            continue
        properties = element.find(W + "tcPr")
        span = max(min(integer(None if properties is None else value(properties, "gridSpan"), 1), MAX_SPAN), 1)
        merge = None if properties is None else properties.find(W + "vMerge")
        above = open_cells.get(column)
        if merge is not None and merge.get(W + "val", "continue") == "continue" and above is not None:
            above.rows = row - above.row + 1
        elif properties is not None and _continues_left(properties) and cells and cells[-1].row == row:
            cells[-1].columns += span
        else:
            cell = _Growing(_cell_passage(element, step, content, read_piece), row, column, span)
            cells.append(cell)
            for place in range(column, column + span):
                open_cells.pop(place, None)
            if merge is not None:
                open_cells[column] = cell
        column += span


def _cell_passage(element: _Element, path: str, content: TableContent, read_piece: ReadPiece) -> Passage:
    pieces: list[Piece] = []
    for child, step in children(element, path):
        if child.tag == W + "tbl":
            content.inner.append((child, step))
        elif child.tag == W + "p":
            piece, boxes = read_piece(child)
            pieces.append(piece)
            content.inner.extend(steps(boxes, step))
    return compose(pieces or [Piece("")], path, tight=True)


def _table(cells: list[_Growing], rows: int, declared: int) -> Table:
    done = [Cell(cell.passage, cell.row, cell.column, cell.rows, cell.columns) for cell in cells]
    columns = max((cell.column + cell.column_span for cell in done), default=0)
    header = declared if declared < rows else 0
    header = header or table_heads.header_rows(done, rows)
    caption, unit = table_heads.title_rows(done, columns)
    marked = table_heads.mark_headers(done, header)
    return Table(cells=marked, rows=rows, columns=columns, header_rows=header, caption=caption, unit=unit)


def _continues_left(properties: _Element) -> bool:
    """The old way to merge cells of a row."""
    merge = properties.find(W + "hMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _skipped(line: _Element, name: str) -> int:
    properties = line.find(W + "trPr")
    return 0 if properties is None else min(integer(value(properties, name), 0), MAX_SPAN)
