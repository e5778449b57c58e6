"""Cell notes in a workbook. Charts, macros, formats and all other parts stay as they are.

A note is a comment in a comments part of the sheet and a shape in its VML drawing (ECMA-376 part 1, 18.7; part 4, 19).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance_check.report.annotate.notes import AUTHOR, Note
from compliance_check.report.annotate.package import OFFICE, Package

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{" + OFFICE + "}"
VML = "urn:schemas-microsoft-com:vml"
EXCEL = "urn:schemas-microsoft-com:office:excel"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_LEGACY = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_EMPTY_DRAWING = (
    f'<xml xmlns:v="{VML}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{EXCEL}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")


def mark(data: bytes, notes: Sequence[Note], instant: str) -> bytes:
    """The workbook with a note at each cell that findings concern; several findings at one cell share it."""
    if not notes:
        return data
    package = Package(data)
    book = package.main("xl/workbook.xml")
    sheets = _sheets(package, book)
    grouped: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        grouped.setdefault(_place(note, sheets), []).append(note)
    for (part, cell), here in grouped.items():
        _note(package, part, cell, "\n\n".join(note.text for note in here))
    return package.save()


def _sheets(package: Package, book: str) -> dict[str, str]:
    """Sheet name -> part, in the order of the workbook."""
    parts = dict(package.related(book, "worksheet"))
    sheets = package.xml(book).iter(S + "sheet")
    return {sheet.get("name", ""): parts[sheet.get(R + "id", "")] for sheet in sheets if sheet.get(R + "id") in parts}


def _place(note: Note, sheets: dict[str, str]) -> tuple[str, str]:
    """The sheet's part and the cell of a note: the first cell of the first sheet where its place is not told."""
    path = note.location["path"] or ""
    name, _, cell = path.rpartition("!")
    name = name.strip("'").replace("''", "'")
    match = _CELL.match(cell)
    if name not in sheets or match is None:
        return next(iter(sheets.values())), "A1"
    return sheets[name], match[1] + match[2]


def _note(package: Package, part: str, cell: str, text: str) -> None:
    comments = _comments(package, part)
    author = _author(comments)
    listing = comments.find(S + "commentList")
    assert listing is not None
    existing = next((c for c in listing if c.get("ref") == cell), None)
    if existing is not None:
        _append_text(existing, "\n\n" + text)
        return
    from lxml import etree

    comment = etree.SubElement(listing, S + "comment", {"ref": cell, "authorId": str(author)})
    etree.SubElement(comment, S + "text")
    _append_text(comment, text)
    _shape(_drawing(package, part), cell)


def _append_text(comment: _Element, text: str) -> None:
    from lxml import etree

    holder = comment.find(S + "text")
    assert holder is not None
    plain = holder.find(S + "t")
    if plain is not None:  # a text of one piece becomes the first of several
        holder.remove(plain)
        etree.SubElement(holder, S + "r").append(plain)
    run = etree.SubElement(holder, S + "r")
    etree.SubElement(run, S + "t", {SPACE: "preserve"}).text = text


def _comments(package: Package, part: str) -> _Element:
    known = package.related(part, "comments")
    if known:
        return package.xml(known[0][1])
    name = package.free("xl/comments{}.xml")
    root = package.add(name, f'<comments xmlns="{S[1:-1]}"><authors/><commentList/></comments>', _COMMENTS)
    package.relate(part, name, "comments")
    return root


def _author(comments: _Element) -> int:
    from lxml import etree

    authors = comments.find(S + "authors")
    assert authors is not None
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, S + "author").text = AUTHOR
        names.append(AUTHOR)
    return names.index(AUTHOR)


def _drawing(package: Package, part: str) -> _Element:
    """The VML drawing of a sheet, a new one if it has none."""
    from lxml import etree

    sheet = package.xml(part)
    legacy = sheet.find(S + "legacyDrawing")
    parts = dict(package.related(part, "vmlDrawing"))
    if legacy is not None and legacy.get(R + "id") in parts:
        return package.xml(parts[str(legacy.get(R + "id"))])
    package.declare("vml", _DRAWING)
    name = package.free("xl/drawings/vmlDrawing{}.vml")
    root = package.add(name, _EMPTY_DRAWING, _DRAWING)
    legacy = etree.Element(S + "legacyDrawing", {R + "id": package.relate(part, name, "vmlDrawing")})
    later = next((child for child in sheet if str(child.tag).rpartition("}")[2] in _AFTER_LEGACY), None)
    if later is None:
        sheet.append(legacy)
    else:
        later.addprevious(legacy)
    return root


def _shape(drawing: _Element, cell: str) -> None:
    """The yellow box of a note, hidden until the pointer rests on the cell."""
    from compliance_check.report.annotate.package import parse

    match = _CELL.match(cell)
    assert match is not None
    column, row = _column(match[1]), int(match[2]) - 1
    number = sum(1 for _ in drawing.iter(f"{{{VML}}}shape")) + 9001
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 6}, 15, {row + 10}, 4"
    drawing.append(
        parse(
            f'<v:shape xmlns:v="{VML}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{EXCEL}" '
            f'id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
            'style="position:absolute;margin-left:59pt;margin-top:1pt;width:320pt;height:160pt;z-index:1;visibility:hidden">'
            '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>".encode()
        )
    )


def _column(letters: str) -> int:
    """The column's number from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
