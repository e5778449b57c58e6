"""Drawings in Word documents and workbooks: charts, SmartArt, shapes with text, and what of them cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect.archive import Package
from compliance_check.collect.chart_new import read_new_chart
from compliance_check.collect.charts import Known, is_unit, nothing_known, read_chart
from compliance_check.collect.drawing_text import DGM, A, paragraph_text, smart_art
from compliance_check.collect.passages import Piece, compose
from compliance_check.errors import UnreadableError
from compliance_check.model import Block, Paragraph, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
SMART_ART = DGM + "relIds"
LETTERING = "{urn:schemas-microsoft-com:vml}textpath"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"


@dataclass(slots=True)
class Drawings:
    """Reads charts, SmartArt and shapes, and keeps account of what has to be said of it.

    relations: those of the part being read. known: see `charts.Known`. The lists name places, by the text before them
    or the cell: charts that show no values, charts and SmartArt that could not be read, pictures, objects;
    `programs` are those that the objects belong to.
    """

    package: Package
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    known: Known = nothing_known
    silent: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    programs: set[str] = field(default_factory=set)

    def blocks(self, element: _Element, path: str, before: str) -> tuple[Block, ...]:
        """The blocks that an element makes; before: the text that it follows."""
        if element.tag in (CHART, NEW_CHART):
            return self._chart(element, path, before)
        if element.tag == SMART_ART:
            return self._smart_art(element, path, before)
        if element.tag == LETTERING:
            return _paragraphs([(element.get("string", ""), path)])
        if str(element.tag).endswith("}txBody"):
            return _lines(element, path)
        if element.tag == OBJECT:
            self.objects.append(before)
            self.programs.add(element.get("ProgID", "") or "?")
        else:
            self.pictures.append(before)
        return ()

    def _chart(self, element: _Element, path: str, before: str) -> tuple[Block, ...]:
        root = self._part(element.get(RELATIONS + "id", ""))
        if root is None:
            self.unread.append(before)
            return ()
        chart = (read_chart if element.tag == CHART else read_new_chart)(root, path, self.known)
        if chart.silent:
            self.silent.append(chart.title or before)
        return _with_unit(chart.blocks, self._laid_over(element, path))

    def _laid_over(self, element: _Element, path: str) -> tuple[Paragraph, ...]:
        """The texts that are laid over a chart as shapes of their own."""
        part = self.relations[element.get(RELATIONS + "id", "")][1]
        over = (target for kind, target in self.package.relations(part).values() if kind == "chartUserShapes")
        roots = (root for target in over if (root := self.package.xml(target)) is not None)
        shapes = (shape for root in roots for shape in root.iter("{*}txBody"))
        return tuple(line for n, shape in enumerate(shapes, 1) for line in _lines(shape, f"{path}/txBody[{n}]"))

    def _smart_art(self, element: _Element, path: str, before: str) -> tuple[Block, ...]:
        root = self._part(element.get(RELATIONS + "dm", ""))
        if root is None:
            self.unread.append(before)
            return ()
        return _paragraphs((text, f"{path}/pt[{number}]") for number, text in smart_art(root))

    def _part(self, identity: str) -> _Element | None:
        """The part of a relation; None where it is missing or damaged, which shows as an empty frame."""
        try:
            return self.package.xml(self.relations.get(identity, ("", ""))[1])
        except UnreadableError:
            return None


def _with_unit(blocks: tuple[Block, ...], over: tuple[Paragraph, ...]) -> tuple[Block, ...]:
    """The blocks of a chart with the texts laid over it; one that names a unit is that of its values."""
    unit = next((line.passage for line in over if is_unit(line.passage)), None)
    if unit is None or not any(isinstance(block, Table) and block.unit is None for block in blocks):
        return (*over, *blocks)
    bound = (
        block.model_copy(update={"unit": unit}) if isinstance(block, Table) and block.unit is None else block
        for block in blocks
    )
    return (*(line for line in over if line.passage is not unit), *bound)


def _lines(body: _Element, path: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a shape."""
    lines = enumerate(body.iterfind(A + "p"), 1)
    return _paragraphs((paragraph_text(line), f"{path}/p[{number}]") for number, line in lines)


def _paragraphs(pieces: Iterable[tuple[str, str]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(passage=compose([Piece(text)], path)) for text, path in pieces if text.strip())
