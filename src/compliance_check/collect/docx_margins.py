"""Headers and footers: whatever stands in them, tables and text boxes too, is furniture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from compliance_check.model import Block, Furniture, Passage, Table


def furniture(blocks: Iterable[Block], role: Literal["header", "footer"]) -> Iterator[Furniture]:
    """Every passage of the blocks that shows something, once."""
    seen: set[int] = set()
    for passage in (passage for block in blocks for passage in _passages(block)):
        if passage.text and id(passage) not in seen:  # a title row of a table is its caption as well
            seen.add(id(passage))
            yield Furniture(passage=passage, role=role)


def _passages(block: Block) -> Iterator[Passage]:
    if isinstance(block, Table):
        yield from (passage for passage in (block.caption, block.unit) if passage is not None)
        yield from (cell.passage for cell in block.cells)
    else:
        yield block.passage
