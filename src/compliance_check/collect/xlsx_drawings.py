"""What lies over the cells of a sheet: text boxes and other shapes, charts, SmartArt, pictures.

`Passage.path` goes on from the cell at the upper left corner: "指标!B4/txBody[1]/p[1]", "指标!D2/chart[1]/title".
Values, names and titles that a chart takes from cells of the workbook, and shapes that show a cell, are not read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from compliance_check.collect.archive import Package
from compliance_check.collect.attributes import integer
from compliance_check.collect.drawings import CHART, FALLBACK, NEW_CHART, SMART_ART, Drawings
from compliance_check.collect.xlsx_cells import address
from compliance_check.collect.xlsx_parts import Sheet
from compliance_check.errors import UnreadableError
from compliance_check.model import Block, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_HELD = (XDR + "txBody", CHART, NEW_CHART, SMART_ART, XDR + "pic")


def is_in_workbook(formula: str) -> bool:
    """Whether a formula names cells of this workbook ("[0]" too), not of another one or of none any more."""
    return "[" not in formula.replace("[0]", "") and "#REF!" not in formula


class SheetDrawings:
    """Reads the drawings of one sheet after the other; `drawings` keeps account of what is to be said."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.drawings = Drawings(package, known=is_in_workbook)

    def blocks(self, sheet: Sheet, prefix: str) -> Iterator[Block]:
        """What lies over a sheet; prefix: its name as in addresses."""
        counts: Counter[str] = Counter()
        for root, relations in self._roots(sheet):
            self.drawings.relations = relations
            for anchor in root:
                cell = f"{prefix}!{_corner(anchor)}"
                for element in _held(anchor):
                    name = str(element.tag).rpartition("}")[2]
                    counts[name] += 1
                    for block in self.drawings.blocks(element, f"{cell}/{name}[{counts[name]}]", cell):
                        yield _on(sheet, block)

    def _roots(self, sheet: Sheet) -> Iterator[tuple[_Element, dict[str, tuple[str, str]]]]:
        """The drawings of a sheet with their relations; damaged ones are dropped, as Excel does."""
        with suppress(UnreadableError):
            for kind, part in self.package.relations(sheet.part).values():
                if kind == "drawing" and (root := self.package.xml(part)) is not None:
                    yield root, self.package.relations(part)


def _on(sheet: Sheet, block: Block) -> Block:
    return block.model_copy(update={"sheet": sheet.name}) if isinstance(block, Table) else block


def _corner(anchor: _Element) -> str:
    """The cell under the upper left corner."""
    row, column = anchor.findtext(f"{XDR}from/{XDR}row"), anchor.findtext(f"{XDR}from/{XDR}col")
    return address(integer(row, 0), integer(column, 0))


def _held(anchor: _Element) -> Iterator[_Element]:
    """What an anchor holds and shows."""
    if not isinstance(anchor.tag, str):
        return
    for element in anchor.iter(*_HELD):
        above = list(element.iterancestors())
        if any(parent.tag == FALLBACK for parent in above):
            continue
        shape = element if element.tag == XDR + "pic" else element.getparent()
        linked = "" if shape is None else shape.get("textlink", "")
        if not any(_is_hidden(parent) for parent in (element, *above)) and not (linked and is_in_workbook(linked)):
            yield element


def _is_hidden(shape: _Element) -> bool:
    """Whether a shape, or a group or frame around one, is hidden."""
    name = shape[0].find(XDR + "cNvPr") if len(shape) else None  # its properties come first
    return name is not None and name.get("hidden") in ("1", "true")
