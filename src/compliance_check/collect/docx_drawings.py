"""What is anchored in a Word paragraph besides its text: text boxes, charts, SmartArt, lettering, pictures, objects.

Each has the path of its paragraph with a step more, numbered among those of its name in the paragraph:
"body/p[3]/txbxContent[1]", "body/p[3]/chart[1]/ser[2]/val/pt[1]", "body/p[3]/relIds[1]/pt[4]" (SmartArt),
"body/p[3]/textpath[1]" (WordArt of the old kind), "body/p[3]/txBody[1]/p[1]" (a drawing pasted in).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect.archive import Package
from compliance_check.collect.charts import read_chart
from compliance_check.collect.docx_styles import W
from compliance_check.collect.drawing_text import DGM, A, paragraph_text, smart_art
from compliance_check.collect.passages import Piece, compose
from compliance_check.errors import UnreadableError
from compliance_check.model import Block, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT_BOX = W + "txbxContent"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
SMART_ART = DGM + "relIds"
LETTERING = "{urn:schemas-microsoft-com:vml}textpath"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_HELD = (TEXT_BOX, CHART, NEW_CHART, SMART_ART, LETTERING, A + "txBody", PICTURE, OLD_PICTURE, OBJECT)


def held(drawing: _Element) -> list[_Element]:
    """What a w:drawing, w:pict or w:object holds; what stands in a text box belongs to its own paragraph there.

    The picture of an object shows what is in the object.
    """
    found = [element for element in drawing.iter(*_HELD) if not _nested(element, drawing)]
    objects = any(element.tag == OBJECT for element in found)
    return [element for element in found if not (objects and element.tag == OLD_PICTURE)]


def steps(elements: Iterable[_Element], path: str) -> Iterator[tuple[_Element, str]]:
    """The elements with their paths, under that of their paragraph."""
    counts: Counter[str] = Counter()
    for element in elements:
        name = str(element.tag).rpartition("}")[2]
        counts[name] += 1
        yield element, f"{path}/{name}[{counts[name]}]"


@dataclass(slots=True)
class Drawings:
    """Reads what is no text box, and keeps account of what has to be said of it.

    relations: those of the part being read. The lists name places by the text before them: charts that show no values,
    charts and SmartArt that could not be read, pictures, objects; `programs` are those that the objects belong to.
    """

    package: Package
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    programs: set[str] = field(default_factory=set)

    def blocks(self, element: _Element, path: str, before: str) -> tuple[Block, ...]:
        """The blocks that an element makes; before: the text that it follows."""
        if element.tag == CHART:
            return self._chart(element, path, before)
        if element.tag == SMART_ART:
            return self._smart_art(element, path, before)
        if element.tag == LETTERING:
            return _paragraphs([(element.get("string", ""), path)])
        if element.tag == A + "txBody":
            lines = enumerate(element.iterfind(A + "p"), 1)
            return _paragraphs((paragraph_text(line), f"{path}/p[{number}]") for number, line in lines)
        if element.tag == NEW_CHART:
            self.unread.append(before)
        elif element.tag == OBJECT:
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
        chart = read_chart(root, path)
        if chart.silent:
            self.silent.append(chart.title or before)
        return chart.blocks

    def _smart_art(self, element: _Element, path: str, before: str) -> tuple[Block, ...]:
        root = self._part(element.get(RELATIONS + "dm", ""))
        if root is None:
            self.unread.append(before)
            return ()
        return _paragraphs((text, f"{path}/pt[{number}]") for number, text in smart_art(root))

    def _part(self, identity: str) -> _Element | None:
        """The part of a relation; None where it is missing or damaged, which Word shows as an empty frame."""
        try:
            return self.package.xml(self.relations.get(identity, ("", ""))[1])
        except UnreadableError:
            return None


def _paragraphs(pieces: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    return tuple(Paragraph(passage=compose([Piece(text)], path)) for text, path in pieces if text.strip())


def _nested(element: _Element, drawing: _Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not drawing:
        if parent.tag in (TEXT_BOX, FALLBACK):
            return True
        parent = parent.getparent()
    return False
