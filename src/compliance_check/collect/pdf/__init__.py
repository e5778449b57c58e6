"""PDF: born digital pages by their characters and rules, scanned pages by optical reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance_check.collect.source import Source
    from compliance_check.model import Document


def read(source: Source) -> Document:
    """The document in a PDF file; raises UnreadableError as `reader.read` does."""
    from compliance_check.collect.pdf.reader import read as read_pdf

    return read_pdf(source)
