"""Words that a document is searched for: phrases of the document kinds, passages, and rows that say what was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from compliance_check.judge.aggregates import counted, same
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand
from compliance_check.model import Anchor, Bilingual, Disclosure, Furniture, Heading, Location, Section, Table

GAP = 30
"""Characters that "…" in a phrase stands for at most."""

MOST_PLACES = 8

_CONTENTS = re.compile(r"^(?:目录|目次|contents)(?:[|/]*(?:contents|目录))?$")
_SENTENCE = re.compile(r"[。；]|[，：:]$")
_LONGEST_ENTRY = 60
_TITLE = 6
"""A first line shorter than this is a year or a mark, no title."""


def folded(text: str) -> str:
    """`text` in one width and case, without spaces and marks of emphasis: the form in which words are compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("*", "").split())


@lru_cache(maxsize=512)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """The pattern of a phrase: its characters with any spaces between them, "…" for up to GAP within one sentence."""
    parts = [r"\s*".join(map(re.escape, "".join(piece.split()))) for piece in phrase.split("…")]
    return re.compile(rf"[^。；！？\n]{{0,{GAP}}}?".join(parts), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of body text or a table's cell, with its place."""

    anchor: Anchor
    text: str
    heading: bool = False

    def part(self, start: int, end: int) -> Anchor:
        """The place of a piece of it."""
        return self.anchor.model_copy(update={"start": start, "end": end})

    def sentence(self, start: int, end: int) -> str:
        """The sentence around text[start:end]."""
        low = max(self.text.rfind(mark, 0, start) for mark in "。；！？\n") + 1
        ends = [found for mark in "。；！？\n" if (found := self.text.find(mark, end)) >= 0]
        return self.text[low : min(ends, default=len(self.text))]


def texts_of(disclosure: Disclosure, sections: Sequence[Section] = ()) -> list[Text]:
    """The texts of the sections given (default: of the whole body), each once, in reading order.

    Without sections the table of contents is left out, not what else stands before the first heading: a report may
    say 关于本报告 before its first chapter.
    """
    found = []
    listed = frozenset() if sections else _contents(disclosure)
    for anchor, passage in disclosure.document.passages():
        if anchor.block not in listed and _inside(anchor.block, disclosure, sections):
            heading = isinstance(disclosure.document.blocks[anchor.block], Heading)
            found.append(Text(anchor, passage.text, heading))
    return found


def row(
    disclosure: Disclosure,
    words: dict[str, Bilingual | str],
    operands: dict[str, int],
    places: Sequence[Location] = (),
) -> Row:
    """A row about the whole document: `words` in one language are alike in both."""
    shown = {key: same(word) if isinstance(word, str) else word for key, word in words.items()}
    numbers: dict[str, Operand] = {key: counted(number) for key, number in operands.items()}
    return Row(
        document=disclosure.document.id,
        entity=disclosure.entity,
        period=disclosure.period,
        operands=numbers,
        reporting=False,
        words=shown,
        places=tuple(places[:MOST_PLACES]),
    )


def title_place(disclosure: Disclosure) -> tuple[Location, ...]:
    """The document's first words: what is missing everywhere is shown there."""
    lines = [(anchor, len(passage.text.strip())) for anchor, passage in islice(disclosure.document.passages(), 20)]
    first = next((anchor for anchor, length in lines if length >= _TITLE), lines[0][0] if lines else None)
    return (disclosure.document.locate(first),) if first else ()


def captions(disclosure: Disclosure) -> Iterator[str]:
    """The titles of tables and the names of sheets."""
    for block in disclosure.document.blocks:
        if isinstance(block, Table):
            yield from (text for text in (block.caption and block.caption.text, block.sheet) if text)


def _inside(block: int, disclosure: Disclosure, sections: Sequence[Section]) -> bool:
    if not sections:
        return not isinstance(disclosure.document.blocks[block], Furniture)
    return any(section.block <= block < section.end_block for section in sections)


def _contents(disclosure: Disclosure) -> frozenset[int]:
    """The lines of a table of contents that was not read as one: from 目录 to the first sentence or heading."""
    found: set[int] = set()
    first = disclosure.sections[0].block if disclosure.sections else 0
    for index, block in enumerate(disclosure.document.blocks[:first]):
        if isinstance(block, Table):
            continue
        text = block.passage.text
        if _CONTENTS.match(folded(text)):
            found.add(index)
        elif found and (_SENTENCE.search(text) or len(text) > _LONGEST_ENTRY):
            break
        elif found:
            found.add(index)
    return frozenset(found)
