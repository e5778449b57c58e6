"""Text in drawings (DrawingML): shapes, titles of charts, and the points of a SmartArt graphic in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.passages import LINE_BREAK, PARAGRAPH_BREAK
from compliance_check.collect.raised import UNREAD, read_of

if TYPE_CHECKING:
    from lxml.etree import _Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_WRITTEN = ("node", "asst")
"""The kinds of SmartArt points that hold text of the author; the others are lines between them and the like."""


def rich_text(body: _Element | None, fields: Mapping[str, str] | None = None) -> str:
    """The text of an element that holds a:p, paragraphs joined by a line end; fields: what a:fld of a type shows."""
    if body is None:
        return ""
    return PARAGRAPH_BREAK.join(paragraph_text(paragraph, fields) for paragraph in body.iterfind(A + "p"))


def paragraph_text(paragraph: _Element, fields: Mapping[str, str] | None = None) -> str:
    """The text of an a:p; formulas (a14:m) and raised marks of notes are passed over."""
    parts: list[tuple[str, bool]] = []
    for child in paragraph:
        if child.tag == A + "br":
            parts.append((LINE_BREAK, False))
        elif child.tag in (A + "r", A + "fld"):
            text = child.findtext(A + "t") or ""
            shown = (fields or {}).get(child.get("type", ""), text) if child.tag == A + "fld" else text
            parts.append((shown, _is_raised(child)))
    return (read_of(parts) or "".join(text for text, _ in parts)).replace(UNREAD, "")


def _is_raised(run: _Element) -> bool:
    properties = run.find(A + "rPr")
    return properties is not None and integer(properties.get("baseline", "").rstrip("%"), 0) > 0


def smart_art(root: _Element) -> Iterator[tuple[int, str]]:
    """(the place of its dgm:pt from 1, text) of the points of a SmartArt graphic that hold text, from the top down."""
    points = {point.get("modelId", ""): (n, point) for n, point in enumerate(root.iterfind(f".//{DGM}pt"), 1)}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in root.iterfind(f".//{DGM}cxn"):
        if link.get("type", "parOf") == "parOf":
            entry = (integer(link.get("srcOrd"), 0), link.get("destId", ""))
            below.setdefault(link.get("srcId", ""), []).append(entry)
    waiting = [name for name, (_, point) in reversed(points.items()) if point.get("type") == "doc"]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in points:
            continue
        seen.add(name)
        waiting.extend(child for _, child in sorted(below.get(name, []), reverse=True))
        yield from _written(*points[name])
    for name, (number, point) in points.items():
        if name not in seen:
            yield from _written(number, point)


def _written(number: int, point: _Element) -> Iterator[tuple[int, str]]:
    text = rich_text(point.find(DGM + "t"))
    if text.strip() and point.get("type", "node") in _WRITTEN:
        yield number, text
