"""From the bytes of a PDF to a `Document`: opening, pages, notes on what could not be read."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compliance_check.collect.pdf import faults, overlays, scan
from compliance_check.collect.pdf.blocks import to_blocks
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.page import read_page
from compliance_check.collect.pdf.parallel import read_in_processes, worth_it
from compliance_check.collect.pdf.raw import PageTable, RawPage
from compliance_check.collect.progress import tell
from compliance_check.collect.source import Source
from compliance_check.model import Bilingual, Document, Page

TAIL = 4096  # bytes at the end in which a whole file says where its table of objects is

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage


def read(source: Source) -> Document:
    """The document in a PDF file; see `_read`. The collector of cyclic garbage would find none, and take a fifth of
    the time to look for it."""
    active = gc.isenabled()
    gc.disable()
    try:
        return _read(source)
    finally:
        if active:
            gc.enable()


def _read(source: Source) -> Document:
    """The document in a PDF file.

    Raises UnreadableError for a file that is no PDF, is damaged beyond repair, needs a password, has too many pages,
    or on none of whose pages anything can be read.
    """
    notes: list[Bilingual] = []
    with opened(source, notes) as pdf:
        count = len(pdf)
        notes += faults.notes_on_forms(pdf.get_formtype())
        if not count:
            raise faults.no_pages(source.path)
        if count > source.options.max_pages:
            raise faults.too_many_pages(source.path, count, source.options.max_pages)
        if worth_it(count, source.options.jobs):
            pages = read_in_processes(pdf, source, source.options.jobs)
        else:
            pages = list(told(read_pages(pdf, range(count), source.options.ocr), 1, count))
    if faults.REPAIRED in notes:  # an empty page may have lost its content
        for page in pages:
            page.fault = page.fault or ("" if page.items else "damaged")
    faulty = [page for page in pages if page.fault]
    if faulty and len(faulty) == sum(bool(page.items or page.fault) for page in pages):
        raise faults.nothing_readable(source.path, faulty)
    notes += faults.notes_on(faulty)
    notes += faults.notes_on_scans([page for page in pages if page.method == "ocr"])
    notes += faults.notes_on_hidden(pages)
    notes += faults.notes_on_annotations(pages)
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=to_blocks(pages),
        pages=tuple(
            Page(number=p.number, width=p.width, height=p.height, readable=not p.fault, method=p.method) for p in pages
        ),
        notes=tuple(notes),
    )


def read_pages(pdf: PdfDocument, numbers: range, ocr: str) -> Iterator[RawPage]:
    """The pages with the indices `numbers`, one after the other; `ocr` as in ReadOptions."""
    from pypdfium2 import PdfiumError

    for index in numbers:
        try:
            page = pdf[index]
        except PdfiumError:
            yield RawPage(index + 1, 0.0, 0.0, 0.0, fault="damaged", method="none")
            continue
        try:
            kinds = overlays.annotation_kinds(page)
            if overlays.shows_more(kinds):
                page, raw = _with_fields(pdf, page, index, ocr)
            else:
                raw = _read_page(page, index + 1, ocr)
            raw.marks = overlays.review_marks(kinds)
            yield raw
        except PdfiumError:
            yield RawPage(index + 1, 0.0, 0.0, 0.0, fault="damaged", method="none")
        finally:
            page.close()


def _with_fields(pdf: PdfDocument, page: PdfPage, index: int, ocr: str) -> tuple[PdfPage, RawPage]:
    """A page and what it holds, its fields drawn in, unless they only add empty boxes to it.

    Whether it is a scan is told without its fields.
    """
    from pypdfium2 import PdfiumError

    bare = read_page(page, index + 1)
    try:
        page = overlays.drawn_in(pdf, page, index)
    except PdfiumError:
        bare.lost = True
        return pdf[index], bare
    if bare.fault or ocr == "always":
        return page, _seen(page, bare, ocr)
    filled = read_page(page, bare.number)
    return page, filled if _letters(filled) > _letters(bare) else bare


def _letters(page: RawPage) -> int:
    """How many characters a page shows."""
    tables = [item for item in page.items if isinstance(item, PageTable)]
    lines = sum(len(item.source.replace(" ", "")) for item in page.items if isinstance(item, TextLine))
    return lines + sum(len(cell.text) for table in tables for cell in table.cells)


def told(pages: Iterator[RawPage], step: int, total: int) -> Iterator[RawPage]:
    """The `pages`, each of which stands for `step` of `total`; the progress is told."""
    for number, page in enumerate(pages, 1):
        tell(min(number * step, total), total)
        yield page


def _read_page(page: PdfPage, number: int, ocr: str) -> RawPage:
    if ocr == "always" and scan.available():
        return scan.read_scan(page, number)
    raw = read_page(page, number)
    return _seen(page, raw, ocr) if raw.fault else raw


def _seen(page: PdfPage, raw: RawPage, ocr: str) -> RawPage:
    """What optical reading finds on a page, `raw` where there is none or it finds nothing: then that is said."""
    if ocr == "never" or not scan.available():
        return raw
    seen = scan.read_scan(page, raw.number)
    seen.hidden = raw.hidden
    return seen if seen.items or ocr == "always" else raw


@contextmanager
def opened(source: Source, notes: list[Bilingual]) -> Iterator[PdfDocument]:
    """The file as a pdfium document, repaired if need be (then `notes` says so)."""
    import pypdfium2

    if b"%PDF-" not in source.data[:1024]:
        raise faults.not_a_pdf(source.path)
    try:
        pdf = pypdfium2.PdfDocument(source.data, password=source.options.password)
        if b"startxref" not in source.data[-TAIL:]:  # pdfium rebuilds the table of a cut file without a word
            notes.append(faults.REPAIRED)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise faults.locked(source.path, source.options.password is not None) from None
        pdf = pypdfium2.PdfDocument(_repaired(source))
        notes.append(faults.REPAIRED)
    try:
        yield pdf
    finally:
        pdf.close()


def _repaired(source: Source) -> bytes:
    """The file written anew by qpdf, which rebuilds a broken cross-reference table."""
    import pikepdf
    import pypdfium2

    try:
        with pikepdf.open(io.BytesIO(source.data), password=source.options.password or "") as pdf:
            if not len(pdf.pages):
                raise faults.damaged(source.path)
            out = io.BytesIO()
            pdf.save(out)
        data = out.getvalue()
        pypdfium2.PdfDocument(data).close()
    except pikepdf.PasswordError:
        raise faults.locked(source.path, source.options.password is not None) from None
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, RuntimeError):
        raise faults.damaged(source.path) from None
    return data
