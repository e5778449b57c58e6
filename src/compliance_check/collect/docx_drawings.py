"""What is anchored in a Word paragraph besides its text: text boxes, charts, SmartArt, lettering, pictures, objects.

Each has the path of its paragraph with a step more, numbered among those of its name in the paragraph:
"body/p[3]/txbxContent[1]", "body/p[3]/chart[1]/ser[2]/val/pt[1]", "body/p[3]/relIds[1]/pt[4]" (SmartArt),
"body/p[3]/textpath[1]" (WordArt of the old kind), "body/p[3]/txBody[1]/p[1]" (a drawing pasted in).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compliance_check.collect.docx_styles import W
from compliance_check.collect.drawing_text import A
from compliance_check.collect.drawings import (
    CHART,
    FALLBACK,
    LETTERING,
    NEW_CHART,
    OBJECT,
    OLD_PICTURE,
    PICTURE,
    SMART_ART,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT_BOX = W + "txbxContent"
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


def _nested(element: _Element, drawing: _Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not drawing:
        if parent.tag in (TEXT_BOX, FALLBACK):
            return True
        parent = parent.getparent()
    return False
