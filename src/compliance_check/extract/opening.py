"""The beginning of a document, where it says what it is: cover lines, running titles, the first sentences."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from compliance_check.model import Document, Furniture, Heading, Table

_COVER_BLOCKS = 15
_COVER_LINE = 60
"""A cover line is short; a longer passage is a sentence already."""

_SENTENCE = re.compile(r"[。；;！？]")
_CONTENTS = re.compile(r"(?:\.{3,}|·{3,}|…{1,}|-{4,}|\s)\s*\d{1,3}$")


def folded(text: str) -> str:
    """`text` in one width and case, without spaces and markdown stars: the form in which titles are compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("**", "").split())


def cover_lines(document: Document) -> tuple[str, ...]:
    """The short lines at the beginning, up to the table of contents or the first sentence after three lines."""
    lines: list[str] = []
    for block in document.blocks[:_COVER_BLOCKS]:
        if isinstance(block, Furniture):
            continue
        if isinstance(block, Table):
            lines += _table_titles(block)
            continue
        text = block.passage.text.strip()
        if folded(text[:20]).startswith(("目录", "contents", "目次")):
            break
        if len(text) > _COVER_LINE or _SENTENCE.search(text) or _CONTENTS.search(text):
            if len(lines) >= 3:
                break
            continue
        lines.append(text)
    return tuple(lines)


def _table_titles(table: Table) -> list[str]:
    """The caption and the rows above the header that hold one text alone: where a spreadsheet has its title."""
    lines = [table.caption.text.strip()] if table.caption else []
    for row in range(min(3, table.rows)):
        texts = [cell.text.strip() for cell in table.cells if cell.row == row and cell.text.strip()]
        if len(texts) == 1 and len(texts[0]) <= _COVER_LINE:
            lines.append(texts[0])
    return lines


def titles(document: Document) -> tuple[str, ...]:
    """The cover lines, each also joined to the one or two after it, because a title is often set on several lines."""
    lines = cover_lines(document)
    joined = [" ".join(lines[i : i + n]) for n in (1, 2, 3) for i in range(len(lines) - n + 1)]
    return tuple(joined)


def running_titles(document: Document) -> tuple[str, ...]:
    """The texts of running headers and footers, each once."""
    texts = [
        block.passage.text.strip()
        for block in document.blocks
        if isinstance(block, Furniture) and block.role in ("header", "footer")
    ]
    return tuple(dict.fromkeys(text for text in texts if len(text) <= _COVER_LINE))


def file_title(document: Document) -> str:
    """The file's name without its folder and ending."""
    return PurePath(document.path.replace("\\", "/")).stem


def opening_text(document: Document, limit: int = 4000) -> str:
    """The first `limit` characters of the body, passages joined so that a name cut by a line end is whole again."""
    parts: list[str] = []
    size = 0
    for _, passage in document.passages():
        text = passage.text.strip()
        ended = not parts or parts[-1][-1:] in "。；：:！？" or len(parts[-1]) < 12
        parts.append(("\n" if ended else "") + text)
        size += len(text)
        if size >= limit:
            break
    return "".join(parts)[:limit]


def headings(document: Document) -> tuple[str, ...]:
    """The titles of all headings, in order."""
    return tuple(block.title or block.passage.text for block in document.blocks if isinstance(block, Heading))
