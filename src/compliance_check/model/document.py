"""A document as read: blocks in reading order, furniture apart, pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from compliance_check.model.base import Bilingual, Frozen
from compliance_check.model.layout import Anchor, Cell, CellAddress, Location, Passage


class Heading(Frozen):
    """A heading; level 1 is the highest. `number` is its printed number ("第六节", "(一)", "1.1"), `title` the rest."""

    kind: Literal["heading"] = "heading"
    passage: Passage
    level: int
    number: str = ""
    title: str


class Paragraph(Frozen):
    kind: Literal["paragraph"] = "paragraph"
    passage: Passage


class ListItem(Frozen):
    """An item of a list, `marker` ("-", "1.", "一是") apart from the text."""

    kind: Literal["list_item"] = "list_item"
    passage: Passage
    marker: str = ""


class Table(Frozen):
    """A table. `header_rows` counts the rows at the top that name columns; `unit` is the unit line bound to it.

    method: how its cells were told apart; "chart": they are what the labels of a chart show.
    """

    kind: Literal["table"] = "table"
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int = 0
    caption: Passage | None = None
    unit: Passage | None = None
    sheet: str | None = None
    method: Literal["exact", "ruled", "borderless", "ocr", "chart"] = "exact"


class Furniture(Frozen):
    """What the page carries and the text does not: running header, footer, page number, table of contents line."""

    kind: Literal["furniture"] = "furniture"
    passage: Passage
    role: Literal["header", "footer", "page_number", "contents", "note"] = "footer"


Block = Heading | Paragraph | ListItem | Table | Furniture


class Page(Frozen):
    """A page's size in points as displayed, and whether its text could be read."""

    number: int
    width: float
    height: float
    readable: bool = True
    method: Literal["text", "ocr", "none"] = "text"


class Document(Frozen):
    """What collect hands on: the blocks of one file in reading order."""

    id: str
    path: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Bilingual, ...] = ()

    def passage(self, anchor: Anchor) -> Passage:
        """The passage that an anchor points into."""
        block = self.blocks[anchor.block]
        if isinstance(block, Table):
            assert anchor.cell is not None, "an anchor into a table names its cell"
            return block.cells[anchor.cell].passage
        return block.passage

    @cached_property
    def table_numbers(self) -> dict[int, int]:
        """The running number of each table, by its block; charts come after what the reader calls tables."""
        found = [
            (block.method == "chart", index) for index, block in enumerate(self.blocks) if isinstance(block, Table)
        ]
        tables = (index for _, index in sorted(found))
        return {block: number for number, block in enumerate(tables)}

    def locate(self, anchor: Anchor) -> Location:
        """The place of an anchor; the quote is the sentence around it, or the whole source of a table cell."""
        passage = self.passage(anchor)
        start, end = passage.sentence(anchor.start, anchor.end)
        line = passage.line_at(anchor.start)
        block = self.blocks[anchor.block]
        address = None
        if isinstance(block, Table) and anchor.cell is not None:
            start, end = 0, len(passage.text)
            table = self.table_numbers[anchor.block]
            cell = block.cells[anchor.cell]
            address = CellAddress(table=table, row=cell.row, column=cell.column, sheet=block.sheet)
        return Location(
            document=self.id,
            page=line.page if line else None,
            line=line.line if line else None,
            bbox=passage.bbox(anchor.start, anchor.end),
            cell=address,
            path=passage.path,
            quote=passage.source.strip() if address else passage.source_slice(start, end),
        )

    def passages(self) -> Iterator[tuple[Anchor, Passage]]:
        """Every passage of the body with the anchor that covers it, in reading order."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                for number, cell in enumerate(block.cells):
                    yield Anchor(block=index, start=0, end=len(cell.text), cell=number), cell.passage
            elif not isinstance(block, Furniture):
                yield Anchor(block=index, start=0, end=len(block.passage.text)), block.passage
