"""HTML tables in Markdown, as converters of office files and scans write them: cells with their row as source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from compliance_check.collect.lines import Mark, Physical, Span, reading, simplified
from compliance_check.collect.markdown_raised import RAISED, raised
from compliance_check.collect.tables import header_rows
from compliance_check.model import Cell, Line, Passage, Table

TABLE = re.compile(
    r"^[ \t]*<table\b[^>]*>(?P<body>(?:(?!<table\b).)*?)</table>[ \t]*$", re.DOTALL | re.MULTILINE | re.I
)
ROW = re.compile(r"<tr\b[^>]*>(?P<cells>.*?)(?:</tr>|(?=<tr\b)|\Z)", re.DOTALL | re.I)
CELL = re.compile(
    r"<t(?P<kind>[dh])\b(?P<attributes>[^>]*)>(?P<content>.*?)(?:</t[dh]>|(?=<t[dh]\b)|\Z)", re.DOTALL | re.I
)
SPAN = re.compile(r"\b(?P<name>row|col)span\s*=\s*[\"']?(?P<count>\d{1,3})", re.I)
UNREAD = re.compile(rf"{RAISED}|</?[A-Za-z][^<>]*>|\s*\n\s*|\*\*")
MAX_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table and the indices of the lines that it takes."""

    table: Table
    lines: range


def html_tables(text: str, lines: list[Physical]) -> list[HtmlTable]:
    """The tables between <table> at the start of a line and </table> at the end of one."""
    if "<table" not in text.lower():
        return []
    starts = [line.start for line in lines]
    found: list[HtmlTable] = []
    for match in TABLE.finditer(text):
        first = bisect_right(starts, match.start() + len(match[0]) - len(match[0].lstrip())) - 1
        last = bisect_right(starts, match.end() - 1) - 1
        made = table(text, match.span("body"), lines, range(first, last + 1))
        if made is not None:
            found.append(HtmlTable(made, range(first, last + 1)))
    return found


def table(text: str, body: Span, lines: list[Physical], taken: range) -> Table | None:
    """The block of a table whose rows stand in text[body]; None if there is no cell."""
    rows = list(ROW.finditer(text, *body))
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    start = lines[taken[0]].start
    for number, row in enumerate(rows):
        end = lines[taken[-1]].end if number == len(rows) - 1 else row.end()
        while start < end and text[start].isspace():
            start += 1
        column = 0
        for cell in CELL.finditer(text, *row.span("cells")):
            while (number, column) in covered:
                column += 1
            spans = {one["name"].lower(): max(int(one["count"]), 1) for one in SPAN.finditer(cell["attributes"])}
            height, width = min(spans.get("row", 1), len(rows) - number), spans.get("col", 1)
            covered |= {(number + down, column + right) for down in range(height) for right in range(width)}
            if len(covered) > MAX_CELLS:
                return None
            passage = cell_passage(text, (start, end), cell.span("content"), lines, taken)
            cells.append(Cell(passage, number, column, height, width, header=cell["kind"].lower() == "h"))
        start = end
    return finished(cells, len(rows))


def finished(cells: list[Cell], rows: int) -> Table | None:
    """The table of `cells`, with as many header rows as are marked, or else as its texts tell."""
    if not cells:
        return None
    columns = max(cell.column + cell.column_span for cell in cells)
    texts = [[""] * columns for _ in range(rows)]
    for cell in cells:
        texts[cell.row][cell.column] = cell.text
    body = {cell.row for cell in cells if not cell.header}
    marked = next((row for row in range(rows) if row in body), rows)
    return Table(cells=tuple(cells), rows=rows, columns=columns, header_rows=marked or header_rows(texts))


def cell_passage(text: str, source: Span, content: Span, lines: list[Physical], taken: range) -> Passage:
    """The passage of a cell: its reading text, the row as source, and the lines that the row stands on."""
    kept, read = reading(text[slice(*content)], unread)
    offsets: list[Span] = []
    length = 0
    for first, last in kept if kept is not None else ((0, content[1] - content[0]),):
        offsets.append((length, content[0] - source[0] + first))
        length += last - first
    places = [lines[at] for at in taken if lines[at].start < source[1] and lines[at].end > source[0]]
    marks = tuple(Line(max(line.start - source[0], 0), line=line.number) for line in places)
    return Passage(read, text[slice(*source)], simplified(offsets), marks)


def unread(piece: str) -> Iterable[Mark]:
    """Tags, strong marks, the line breaks of the source and the marks of notes; powers are shown raised."""
    for found in UNREAD.finditer(piece):
        yield from raised(found, piece) if found["lift"] is not None else ((*found.span(), ""),)
