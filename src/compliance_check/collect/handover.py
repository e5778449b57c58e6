"""A document on its way out of the child process that read it: plain tuples and dictionaries, put together again here.

Pickled object by object, a document of 300 pages takes a tenth of its reading time to hand over. As plain values it
takes half of that, and what comes out of the child is validated like any other input. It is sent in parts, so that the
parent puts one together while the child takes the next apart, and neither holds the whole of it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap
from operator import attrgetter
from typing import Any

from compliance_check.model import (
    Cell,
    Document,
    Furniture,
    Heading,
    Line,
    ListItem,
    Page,
    Paragraph,
    Passage,
    Table,
)

PART = 256  # blocks
_BLOCKS = {"heading": Heading, "paragraph": Paragraph, "list_item": ListItem, "table": Table, "furniture": Furniture}
_PASSAGES = ("passage", "caption", "unit")
_line_values = attrgetter("start", "line", "page", "bbox", "edges")
_cell_values = attrgetter("row", "column", "row_span", "column_span", "header", "exact")
_Plain = dict[str, Any]


def pack(document: Document) -> Iterator[Any]:
    """The document in parts of plain values: its fields, then lists of blocks."""
    yield _fields(document) | {"blocks": (), "pages": [_fields(page) for page in document.pages]}
    for start in range(0, len(document.blocks), PART):
        yield [_packed(block) for block in document.blocks[start : start + PART]]


def unpack(parts: Iterator[Any]) -> Document:
    """The document that `pack` took apart. Raises for anything else, whatever the error."""
    fields = next(parts)
    pages = tuple([Page(**page) for page in fields["pages"]])
    blocks = tuple([_unpacked(block) for part in parts for block in part])
    return Document(**fields | {"blocks": blocks, "pages": pages})


def _fields(record: Any) -> _Plain:
    """The fields of a model, without what it has cached."""
    values = record.__dict__
    return {name: values[name] for name in type(record).model_fields}


def _packed(block: Any) -> _Plain:
    fields = dict(block.__dict__)
    for name in _PASSAGES:
        if fields.get(name) is not None:
            fields[name] = _taken_apart(fields[name])
    if "cells" in fields:
        fields["cells"] = [(_taken_apart(cell.passage), _cell_values(cell)) for cell in fields["cells"]]
    return fields


def _unpacked(fields: _Plain) -> Any:
    for name in _PASSAGES:
        if fields.get(name) is not None:
            fields[name] = _put_together(*fields[name])
    if "cells" in fields:
        fields["cells"] = tuple([Cell(_put_together(*passage), *values) for passage, values in fields["cells"]])
    return _BLOCKS[fields["kind"]](**fields)


def _taken_apart(passage: Passage) -> tuple[object, ...]:
    """A passage's values; None for a text that is the same as its source."""
    text = None if passage.text == passage.source else passage.text
    lines = list(map(_line_values, passage.lines))
    return (text, passage.source, passage.offsets, lines, passage.path, passage.confidence)


def _put_together(
    text: str | None, source: str, offsets: Any, lines: list[Any], path: str | None, confidence: float | None
) -> Passage:
    records = tuple(starmap(Line, lines))
    return Passage(source if text is None else text, source, offsets, records, path, confidence)
