"""What is shown on a page without being part of it: form fields, typed-on text and stamps; review marks are counted.

pdfium's text of a page holds none of them. Drawn into a copy of the page in memory, they are read like all else: in
place, and in the cells of the tables that a form draws around its fields. Buttons and ticks are left off: a tick is a
character of a symbol font that would be read as a digit. What reviewers add - highlights, notes, their pop-ups - is no
text of the disclosure.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

HIDDEN = 0x01 | 0x02 | 0x20  # invisible, hidden, no view (ISO 32000-1, table 165)
SMALLEST = 0.01  # the scale at which a page is drawn for what drawing does to its annotations


def annotation_kinds(page: PdfPage) -> list[int]:
    """The kind of every annotation of a page that is shown."""
    import pypdfium2.raw as raw

    kinds = []
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        with _annotation(page, place) as annotation:
            if not raw.FPDFAnnot_GetFlags(annotation) & HIDDEN:
                kinds.append(raw.FPDFAnnot_GetSubtype(annotation))
    return kinds


def review_marks(kinds: list[int]) -> int:
    """How many of the annotations are marks of reviewers: highlights, struck or underlined words, notes, insertions."""
    import pypdfium2.raw as raw

    marks = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY}
    marks |= {raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET}
    return sum(kind in marks for kind in kinds)


def shows_more(kinds: list[int]) -> bool:
    """Whether fields, typed-on text or stamps are among the annotations."""
    return not _shown_kinds().isdisjoint(kinds)


def drawn_in(pdf: PdfDocument, page: PdfPage, index: int) -> PdfPage:
    """The page again, its fields, typed-on text and stamps part of it; `page` is closed.

    Raises PdfiumError where pdfium fails.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    page.close()
    if pdf.formenv is None:
        logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # on forms of kinds that it cannot fill in
        pdf.init_forms()  # makes the appearance of fields that have none, where the file asks for it
    page = pdf[index]
    if _leave_shown(pdf, page):
        page.render(scale=SMALLEST, may_draw_forms=False).close()  # makes the appearance of typed-on text
    failed = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL
    page.close()
    if failed:
        raise pypdfium2.PdfiumError("annotations cannot be drawn into the page")
    return pdf[index]


def _leave_shown(pdf: PdfDocument, page: PdfPage) -> bool:
    """Take off the page all annotations but those that are text of it; whether one of these has no appearance."""
    import pypdfium2.raw as raw

    shown = _shown_kinds()
    bare = False
    for place in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        with _annotation(page, place) as annotation:
            keep = raw.FPDFAnnot_GetSubtype(annotation) in shown and not raw.FPDFAnnot_GetFlags(annotation) & HIDDEN
            keep = keep and not _is_button(pdf, annotation)
            bare |= keep and not raw.FPDFAnnot_HasKey(annotation, b"AP")
        if not keep:
            raw.FPDFPage_RemoveAnnot(page, place)
    return bare


def _is_button(pdf: PdfDocument, annotation: Any) -> bool:
    """Whether an annotation is a button, a check box or a radio button."""
    import pypdfium2.raw as raw

    if pdf.formenv is None:  # fields without a form around them
        kind = (raw.FPDF_WCHAR * 4)()
        raw.FPDFAnnot_GetStringValue(annotation, b"FT", kind, 2 * len(kind))
        return [chr(code) for code in kind[:3]] == ["B", "t", "n"]
    buttons = (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
    return raw.FPDFAnnot_GetFormFieldType(pdf.formenv, annotation) in buttons


def _shown_kinds() -> set[int]:
    import pypdfium2.raw as raw

    return {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP}


@contextmanager
def _annotation(page: PdfPage, place: int) -> Iterator[Any]:
    import pypdfium2.raw as raw

    annotation = raw.FPDFPage_GetAnnot(page, place)
    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
