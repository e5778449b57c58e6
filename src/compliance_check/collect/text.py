"""Plain text. Where it carries Markdown (headings, strong marks, pipe tables) it is read as Markdown."""

from __future__ import annotations

import re

from compliance_check.collect import encoding, refusals
from compliance_check.collect.source import Source
from compliance_check.collect.structure import Marks, blocks
from compliance_check.model import Document

LARGEST = 32_000_000
LONGEST_LINE = 1_000_000
MOST_LINES = 300_000
MARKDOWN_SIGNS = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"\*\*[^*\n]+\*\*"),
    re.compile(r"^[ \t]*<table\b", re.MULTILINE),
    re.compile(r"^ {0,3}\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?$", re.MULTILINE),
)


def read(source: Source) -> Document:
    """The document in a plain text; raises UnreadableError for binary content and for lines without end."""
    text = decoded(source)
    if any(sign.search(text) for sign in MARKDOWN_SIGNS):
        from compliance_check.collect.markdown import marks

        return document(source, text, marks(text, underlined=False))
    return document(source, text, Marks())


def decoded(source: Source) -> str:
    """The text of the file, within the limits of size and line length."""
    if len(source.data) > LARGEST:
        raise refusals.too_large(source.path, len(source.data), LARGEST)
    text = encoding.decode(source.data, source.path)
    if text.count("\n") > MOST_LINES or text.count("\r") > MOST_LINES:
        raise refusals.too_many_lines(source.path, MOST_LINES)
    if len(text) > LONGEST_LINE:
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
            if len(line) > LONGEST_LINE:
                raise refusals.line_too_long(source.path, number, LONGEST_LINE)
    return text


def document(source: Source, text: str, marks: Marks) -> Document:
    """The document of `text` under the marks of its markup."""
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=blocks(text, marks),
    )
