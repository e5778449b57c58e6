"""Markdown: markdown-it-py finds headings, list items and tables; the rest is read as the text it is.

Paragraphs keep the structure of plain text below Markdown's own, because drafts number their headings (第六节, 一、)
without marking them. Strong marks are taken away wherever they stand: CommonMark leaves a pair open that closes
between a Chinese punctuation mark and a character, and no reader wants to see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from compliance_check.collect.lines import Mark
from compliance_check.collect.markdown_raised import RAISED, raised
from compliance_check.collect.source import Source
from compliance_check.collect.structure import Marks
from compliance_check.model import Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

INLINE = re.compile(
    rf"{RAISED}|"
    r"(?P<heading>^#{1,6}[ \t]+|[ \t]+#+$)"
    r"|(?P<quote>^(?:>[ \t]?)+)"
    r"|(?P<strong>\*{2,3}|~~|(?<!\w)__(?=\S)|(?<=\S)__(?!\w))"
    r"|(?P<emphasis>(?<![\w*\\])\*(?=[^\s*][^*]*[^\s*]\*(?!\w))|(?<=[^\s*\\])\*(?![\w*]))"
    r"|(?P<code>`+)"
    r"|!?\[(?P<label>[^\[\]]*)\](?P<target>\([^()\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<escape>\\)(?=[!-/:-@\[-`{-~])"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
)
SIGN = re.compile(r"[*_~`\[\\<>#^]")
LONGEST_UNDERLINED = 60


def read(source: Source) -> Document:
    """The document in a Markdown text; raises UnreadableError as the text reader does."""
    from compliance_check.collect.text import decoded, document

    text = decoded(source)
    return document(source, text, marks(text, underlined=True))


@cache
def parser() -> MarkdownIt:
    """The block parser of CommonMark with tables. Indented code is off: drafts indent their paragraphs."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "reference"])
    made.core.ruler.disable(["inline"])
    return made


def marks(text: str, underlined: bool) -> Marks:
    """What Markdown says of the lines of `text`; `underlined`: a line of dashes below makes a short line a heading."""
    levels: dict[int, int] = {}
    items: set[int] = set()
    rows: set[int] = set()
    content = ""
    tokens = parser().parse(text)
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        first, last = token.map[0] + 1, token.map[1]
        if token.type == "heading_open":
            content = tokens[index + 1].content
            if token.markup.startswith("#") or (underlined and len(content) <= LONGEST_UNDERLINED):
                levels[first] = int(token.tag[1:])
        elif token.type == "list_item_open":
            items.add(first)
        elif token.type == "table_open":
            rows.update(range(first, last + 1))
    return Marks(levels, frozenset(items), frozenset(rows), unread, markup=True)


def unread(piece: str) -> Iterable[Mark]:
    """The spans of a line that are marks and no text, and the powers, which are shown raised."""
    if not SIGN.search(piece):
        return
    for found in INLINE.finditer(piece):
        if found["target"] is not None:
            yield found.start(), found.start("label"), ""
            yield found.end("label"), found.end(), ""
        elif found["lift"] is not None:
            yield from raised(found, piece)
        else:
            yield *found.span(), ""
