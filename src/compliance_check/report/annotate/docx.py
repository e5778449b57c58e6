"""Review comments in a Word document, at the exact characters of each finding.

`Location.path` names the paragraph or the cell ("body/tbl[2]/tr[3]/tc[1]": local names, each numbered among its
siblings of that name). Runs are split where a figure begins or ends inside one; no character is changed. What stands in
a drawing (a text box, a chart) takes no comment of its own: it goes on the drawing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance_check.report.annotate.docx_comments import SPACE, W, comments_of, next_id, write
from compliance_check.report.annotate.docx_raised import is_raised, raising_styles
from compliance_check.report.annotate.notes import Note, find
from compliance_check.report.annotate.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\v",
    W + "cr": "\v",
    W + "noBreakHyphen": "-",
    W + "sym": "\ufffc",
}
_PASSED_OVER = {W + name for name in ("del", "moveFrom", "drawing", "pict", "object", "rPr", "pPr", "tbl")}
_DRAWINGS = (W + "drawing", W + "pict", W + "object")
_IN_DRAWING = re.compile(r"/(?:txbxContent|chart|relIds|textpath|txBody)\[")
_STEP = re.compile(r"([^\[/]+)\[(\d+)\]")


def mark(data: bytes, notes: Sequence[Note], instant: str) -> bytes:
    """The document with a comment per note. A note whose place takes no comment goes to the first paragraph."""
    package = Package(data)
    main = package.main("word/document.xml")
    body = package.xml(main).find(W + "body")
    assert body is not None, "the reader has refused documents without a body"
    first = next(body.iter(W + "p"), None)
    if first is None or not notes:
        return data
    comments, styles = comments_of(package, main), raising_styles(package, main)
    for identity, note in enumerate(notes, next_id(comments)):
        write(comments, identity, note, instant)
        path, inner = _parted(note.location["path"] or "")
        place = _element(body, path)
        if place is None or inner:
            _attach(first if place is None else place, str(identity), _drawn(place))
        else:
            _attach(place, str(identity), _target_runs(place, note, styles))
    return package.save()


def _parted(path: str) -> tuple[str, bool]:
    """The path of the paragraph that holds a drawing, for one into it, and whether it is one."""
    match = _IN_DRAWING.search(path)
    return (path[: match.start()], True) if match else (path, False)


def _drawn(place: _Element | None) -> list[_Element]:
    """The runs of a place that hold drawings."""
    return [] if place is None else [run for run in _runs(place) if next(run.iter(*_DRAWINGS), None) is not None]


def _element(body: _Element, path: str) -> _Element | None:
    """The paragraph or cell at a path."""
    if not path.startswith("body/"):
        return None
    found: _Element | None = body
    for step in path.split("/")[1:]:
        match = _STEP.fullmatch(step)
        if match is None or found is None:
            return None
        same = [child for child in found if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == match[1]]
        found = same[int(match[2]) - 1] if int(match[2]) <= len(same) else None
    return found


def _attach(place: _Element, identity: str, runs: Sequence[_Element] = ()) -> None:
    """The comment's range: around the runs given, or around all of the place."""
    runs = runs or [piece[0] for piece in _pieces(place)]
    if not runs:
        paragraph = place if place.tag == W + "p" else next(place.iter(W + "p"))
        runs = [_new_run(paragraph)]
    start, end = _tag("commentRangeStart", identity), _tag("commentRangeEnd", identity)
    runs[0].addprevious(start)
    runs[-1].addnext(end)
    reference = _tag("r", None)
    reference.append(_tag("commentReference", identity))
    end.addnext(reference)


def _target_runs(place: _Element, note: Note, styles: frozenset[str]) -> list[_Element]:
    pieces = _pieces(place)
    raised = {run for run, _, _ in pieces if is_raised(run, styles)}
    source = "".join(text for _, _, text in pieces)
    # The mark of a note is no part of the figure that it stands at, or in.
    figures = "".join(" " * len(text) if run in raised else text for run, _, text in pieces)
    span = find(note.target, note.occurrence, figures) or find(note.target, note.occurrence, source)
    if span is None:
        return []
    for offset in span:
        _cut(place, offset)
    out: list[_Element] = []
    position = 0
    for run, _, text in _pieces(place):
        if span[0] <= position and position + len(text) <= span[1] and text and (not out or out[-1] is not run):
            out.append(run)
        position += len(text)
    return out


def _pieces(place: _Element) -> list[tuple[_Element, _Element, str]]:
    """The visible text of a place, as (run, element in the run, text); paragraphs are joined by a line end."""
    out: list[tuple[_Element, _Element, str]] = []
    paragraphs = [place] if place.tag == W + "p" else [p for p in place.iter(W + "p") if _owner(p) is place]
    for number, paragraph in enumerate(paragraphs):
        if number and out:
            run, element, text = out[-1]
            out[-1] = (run, element, text + "\n")
        for run in _runs(paragraph):
            out += [(run, child, _shown(child)) for child in run if _shown(child)]
    return out


def _owner(paragraph: _Element) -> _Element | None:
    parent = paragraph.getparent()
    while parent is not None and parent.tag not in (W + "tc", W + "txbxContent"):
        parent = parent.getparent()
    return parent


def _runs(parent: _Element) -> list[_Element]:
    out = []
    for child in parent:
        if child.tag == W + "r":
            out.append(child)
        elif child.tag not in _PASSED_OVER and isinstance(child.tag, str):
            out += _runs(child)
    return out


def _shown(element: _Element) -> str:
    return (element.text or "") if element.tag == W + "t" else _SIGNS.get(str(element.tag), "")


def _cut(place: _Element, offset: int) -> None:
    """Let a run end at `offset` of the place's text, if one goes over it."""
    position = 0
    for run, element, text in _pieces(place):
        if position < offset < position + len(text.rstrip("\n")):
            _split(run, element, offset - position)
            return
        if offset == position and element is not next(child for child in run if child.tag != W + "rPr"):
            _split(run, element, 0)
            return
        position += len(text)


def _split(run: _Element, element: _Element, at: int) -> None:
    """Two runs of one: what stands before character `at` of `element`, and the rest with the same properties."""
    rest = _tag("r", None)
    properties = run.find(W + "rPr")
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    following = list(element.itersiblings())
    if at:
        text = element.text or ""
        second = copy.deepcopy(element)
        element.text, second.text = text[:at], text[at:]
        for half in (element, second):
            half.set(SPACE, "preserve")
        rest.append(second)
    else:
        rest.append(element)
    rest.extend(following)
    run.addnext(rest)


def _new_run(paragraph: _Element) -> _Element:
    run = _tag("r", None)
    paragraph.append(run)
    return run


def _tag(name: str, identity: str | None) -> _Element:
    from lxml import etree

    return etree.Element(W + name, {} if identity is None else {W + "id": identity}, nsmap={"w": W[1:-1]})
