"""Markdown."""

from __future__ import annotations

from compliance_check.collect import text
from compliance_check.collect.source import Source
from compliance_check.model import Document


def read(source: Source) -> Document:
    """The document in a Markdown text; raises UnreadableError for binary content."""
    return text.read(source)
