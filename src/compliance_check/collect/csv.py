"""Comma and tab separated tables: encoding and delimiter found out, one table, every cell with its line.

The standard library's sniffer takes the thousands comma of "1,234.50" for a delimiter; here the delimiter is the one
under which most records have the same number of fields. Records are read by the standard library's own csv module.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from compliance_check.collect import encoding, facts, refusals, table_heads
from compliance_check.collect.facts_table import Whose
from compliance_check.collect.passages import Piece, compose
from compliance_check.collect.source import Source
from compliance_check.model import Block, Cell, Document, Heading, Line, Paragraph, Passage, Table

DELIMITERS = "\t,;|，"
SAMPLE_RECORDS = 200
MAX_CELLS = 1_000_000
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its fields, and the line of the file on which it begins, from 1."""

    line: int
    fields: tuple[str, ...]


def read(source: Source) -> Document:
    """The document in a .csv or .tsv file. Raises UnreadableError for binary content and for too many cells."""
    text = encoding.decode(source.data, source.path)
    records = [record for record in _records(text, delimiter(text)) if any(record.fields)]
    if sum(len(record.fields) for record in records) > MAX_CELLS:
        raise refusals.too_large(source.path, len(source.data), len(source.data))
    return _facts(records, source) or Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=tuple(blocks_of(records)),
    )


def delimiter(text: str) -> str:
    """The character that parts the fields.

    >>> delimiter("项目;金额\\n资本;1,234.50\\n负债;2,345.60")
    ';'
    """
    best, best_score = ",", (0.0, 0)
    for candidate in DELIMITERS:
        widths = []
        for record in _records(text, candidate):
            if record.fields and any(record.fields):
                widths.append(len(record.fields))
            if len(widths) >= SAMPLE_RECORDS:
                break
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            continue
        score = (max(wide.values()) / len(widths), -DELIMITERS.index(candidate))
        if score > best_score:
            best, best_score = candidate, score
    return best


def blocks_of(records: list[Record]) -> Iterator[Block]:
    """Title lines, a unit line, and the table: the lines before the first with several fields stand above it."""
    lines: list[Passage] = []
    start = 0
    while start < len(records) and _is_line(records[start]):
        lines.extend(_passage(text, records[start].line) for text in records[start].fields if text.strip())
        start += 1
    body = records[start:]
    end = len(body)
    while end and sum(bool(text.strip()) for text in body[end - 1].fields) == 1 and _is_remark(body[end - 1]):
        end -= 1
    unit = next((line for line in lines if table_heads.is_unit_line(line.text)), None) if end else None
    for number, line in enumerate(lines):
        if line is unit:
            continue
        if number == 0 and end and len(line.text) <= LONGEST_TITLE:
            yield Heading(passage=line, level=1, title=line.text)
        else:
            yield Paragraph(passage=line)
    if end:
        yield _table(body[:end], lines[0] if lines and lines[0] is not unit else None, unit)
    for record in body[end:]:
        yield Paragraph(passage=_passage(next(filter(str.strip, record.fields)), record.line))


def _facts(records: list[Record], source: Source) -> Document | None:
    """The document of facts where the first record names the columns of facts."""
    if len(records) < 2 or not facts.is_header(records[0].fields):
        return None
    header, *rest = records
    return facts.document(source, [facts.entry_of(header.fields, r.fields, r.line) for r in rest], Whose())


def _records(text: str, separator: str) -> Iterator[Record]:
    """The records of a text; a broken quotation ends the reading of quotations, not of the text."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in rows:
            yield Record(line, tuple(row))
            line = rows.line_num + 1
    except csv.Error:
        for number, rest in enumerate(text.splitlines()[line - 1 :], line):
            yield Record(number, tuple(rest.split(separator)))


def _table(records: list[Record], caption: Passage | None, unit: Passage | None) -> Table:
    columns = max(_width(record) for record in records)
    cells = [
        Cell(_passage(record.fields[column] if column < len(record.fields) else "", record.line), row, column)
        for row, record in enumerate(records)
        for column in range(columns)
    ]
    header = table_heads.header_rows(cells, len(records))
    marked = table_heads.mark_headers(table_heads.spread(cells, header), header)
    return Table(cells=marked, rows=len(records), columns=columns, header_rows=header, caption=caption, unit=unit)


def _width(record: Record) -> int:
    """The fields up to the last that is not empty."""
    return max((index + 1 for index, text in enumerate(record.fields) if text.strip()), default=0)


def _is_line(record: Record) -> bool:
    """Whether a record is a line above the table: a single text, or texts of which one is a unit line."""
    texts = [text for text in record.fields if text.strip()]
    if any(table_heads.is_value(text) for text in texts):
        return False
    return len(texts) == 1 or any(map(table_heads.is_unit_line, texts))


def _is_remark(record: Record) -> bool:
    text = next(filter(str.strip, record.fields)).strip()
    return not table_heads.is_value(text) and (len(text) > 25 or text.startswith(("注", "备注", "说明", "Note")))


def _passage(text: str, line: int) -> Passage:
    return compose([Piece(text)], None, tight=True, lines=(Line(0, line=line),))
