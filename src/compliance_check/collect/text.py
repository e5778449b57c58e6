"""Plain text."""

from __future__ import annotations

import re

from compliance_check.collect import encoding
from compliance_check.collect.folding import fold
from compliance_check.collect.source import Source
from compliance_check.model import Block, Document, Heading, Line, Paragraph, Passage

HEADING = re.compile(
    r"(#{1,6}|第[一二三四五六七八九十]+[部节章]分?|[一二三四五六七八九十]+、|"
    r"[(（][一二三四五六七八九十]+[)）])\s*(.*)"
)


def read(source: Source) -> Document:
    """The document in a plain text; raises UnreadableError for binary content."""
    blocks: list[Block] = []
    for number, line in enumerate(encoding.decode(source.data, source.path).splitlines(), 1):
        piece = line.strip()
        if not piece:
            continue
        passage = Passage(fold(piece), piece, lines=(Line(0, line=number),))
        found = HEADING.match(piece)
        if found and len(piece) < 40 and not piece.endswith(("。", "；")):
            blocks.append(Heading(passage=passage, level=1, number=found[1], title=found[2]))
        else:
            blocks.append(Paragraph(passage=passage))
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=tuple(blocks),
    )
