"""The laid-out reading text in `report.json`: what the HTML page shows as the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from compliance_check.model import Furniture, Heading, ListItem, Table

if TYPE_CHECKING:
    from compliance_check.model import Block, Cell, Document, Passage

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def blocks_json(document: Document) -> list[Json]:
    """The blocks in reading order, furniture (running heads, page numbers) left out."""
    return [_block(block) for block in document.blocks if not isinstance(block, Furniture)]


def _block(block: Block) -> dict[str, Json]:
    if isinstance(block, Table):
        return _table(block)
    out: dict[str, Json] = {"kind": block.kind, "text": block.passage.text, **_where(block.passage)}
    if isinstance(block, Heading):
        out |= {"level": block.level, "number": block.number}
    if isinstance(block, ListItem):
        out |= {"marker": block.marker}
    return out


def _table(table: Table) -> dict[str, Json]:
    first = table.caption or table.unit or (table.cells[0].passage if table.cells else None)
    where: dict[str, Json] = {"page": None, "line": None} if first is None else _where(first)
    return {
        "kind": "table",
        **where,
        "rows": table.rows,
        "columns": table.columns,
        "header_rows": table.header_rows,
        "caption": table.caption.text if table.caption else None,
        "unit": table.unit.text if table.unit else None,
        "sheet": table.sheet,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> dict[str, Json]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "header": cell.header,
        "text": cell.text,
    }


def _where(passage: Passage) -> dict[str, Json]:
    line = passage.lines[0] if passage.lines else None
    return {"page": line.page if line else None, "line": line.line if line else None}
