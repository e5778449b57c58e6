"""Highlights with pop-up notes in a PDF, at the boxes of each finding (ISO 32000-2, 12.5.6.10 and 12.5.6.14).

Each highlight brings its own appearance, so that every reader shows it the same. Pages and their contents stay.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from compliance_check.report.annotate.notes import AUTHOR, Note

if TYPE_CHECKING:
    import pikepdf

Box = tuple[float, float, float, float]
COLOURS = {"error": (1.0, 0.62, 0.58), "warning": (1.0, 0.86, 0.47), "info": (0.66, 0.83, 1.0)}
_NOTE = (24.0, 24.0, 42.0, 42.0)
"""Where a note without a box goes: the top left corner of its page, in points."""


def mark(data: bytes, notes: Sequence[Note], instant: str, password: str = "") -> bytes:
    """The PDF with a highlight per note; a note whose place has no box becomes a small mark at the top of its page."""
    import pikepdf

    if not notes:
        return data
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        for number, note in enumerate(notes, 1):
            page = pdf.pages[min(max((note.location["page"] or 1) - 1, 0), len(pdf.pages) - 1)]
            box = note.location["bbox"]
            area = on_page(tuple(box) if box else _NOTE, page)
            _add(pdf, page, _highlight(pdf, page, note, area, f"compliance-check-{number}", instant))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, encryption=pdf.is_encrypted, fix_metadata_version=False)
        return out.getvalue()


def on_page(box: Box, page: pikepdf.Page) -> Box:
    """A box from the top left corner of the page as displayed, in the page's own coordinates."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    x0, y0, x1, y1 = box
    turn = _rotation(page.obj)
    if turn == 90:
        corners = (left + y0, bottom + x0, left + y1, bottom + x1)
    elif turn == 180:
        corners = (right - x1, bottom + y0, right - x0, bottom + y1)
    elif turn == 270:
        corners = (right - y1, top - x1, right - y0, top - x0)
    else:
        corners = (left + x0, top - y1, left + x1, top - y0)
    return corners


def _rotation(node: Any) -> int:
    """The page's rotation in degrees, which it can inherit."""
    for _ in range(50):
        if "/Rotate" in node:
            return int(node.Rotate) % 360
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def _highlight(pdf: pikepdf.Pdf, page: pikepdf.Page, note: Note, area: Box, name: str, instant: str) -> Any:
    from pikepdf import Array, Dictionary, Name, String

    x0, y0, x1, y1 = area
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            Rect=Array([x0, y0, x1, y1]),
            QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]),
            Contents=String(note.text),
            T=String(AUTHOR),
            NM=String(name),
            M=String(_date(instant)),
            CreationDate=String(_date(instant)),
            C=Array(list(COLOURS[note.severity])),
            F=4,
            P=page.obj,
            AP=Dictionary(N=_appearance(pdf, area, COLOURS[note.severity])),
        )
    )
    popup = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Popup,
        Rect=Array([x1 + 6, y0 - 110, x1 + 246, y1]),
        Parent=annotation,
        Open=False,
    )
    annotation.Popup = pdf.make_indirect(popup)
    return annotation


def _appearance(pdf: pikepdf.Pdf, area: Box, colour: tuple[float, float, float]) -> pikepdf.Stream:
    """A filled box that multiplies with the page, so that the text under it stays black."""
    from pikepdf import Array, Dictionary, Name, Stream

    x0, y0, x1, y1 = area
    fill = " ".join(f"{part:.3f}" for part in colour)
    stream = Stream(pdf, f"/Multiply gs {fill} rg {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f".encode())
    stream.Type = Name.XObject
    stream.Subtype = Name.Form
    stream.BBox = Array([x0, y0, x1, y1])
    stream.Resources = Dictionary(ExtGState=Dictionary(Multiply=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    stream.Group = Dictionary(S=Name.Transparency)
    return stream


def _add(pdf: pikepdf.Pdf, page: pikepdf.Page, annotation: Any) -> None:
    from pikepdf import Array

    if "/Annots" not in page.obj:
        page.obj.Annots = Array([])
    page.obj.Annots.append(annotation)
    page.obj.Annots.append(annotation.Popup)


def _date(instant: str) -> str:
    """2025-08-20T09:30:00Z as a PDF date."""
    return "D:" + "".join(char for char in instant if char.isdigit()) + "Z"
