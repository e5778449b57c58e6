"""The table of contents against the headings: entries that have none, and headings that bear other words."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Anchor, Disclosure, Furniture

_TAIL = re.compile(r"[\s.·…‥_\-—－]*\d{0,4}\s*$")
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+(?:部分|[章节编篇])|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)*[、.．]?)\s*"
)
_HEAD = re.compile(r"^(?:目录|目次|contents)", re.IGNORECASE)
_LIKE = 0.7
_LONGEST_TITLE = 40
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, its title without number and page."""

    anchor: Anchor
    title: str
    key: str


def contents_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """All entries that no heading matches, in one finding: the renamed with their likeliest heading, the missing alone.

    Silent where the headings themselves were not recognised, or where the document ends before its contents do.
    """
    entries = contents(disclosure)
    headings = {key_of(section.title): section.title for section in disclosure.sections}
    texts = {key_of(p.text) for p in passages(disclosure) if len(p.text) <= _LONGEST_TITLE}
    known = {*headings, *texts}
    matched = [entry.key in known for entry in entries]
    if len(entries) < 3 or sum(matched) * 4 < len(entries):
        return  # the headings were not recognised, or the file holds a part of the document only
    listed = {entry.key for entry in entries}
    free = {key: title for key, title in headings.items() if key not in listed}
    lines = {key_of(p.text): p.text for p in passages(disclosure) if 4 <= len(p.text) <= _LONGEST_TITLE // 2}
    pairs = [
        (entry, _nearest(entry, free) or _nearest(entry, lines))
        for entry, good in zip(entries, matched, strict=True)
        if not good
    ]
    renamed = [(entry, title) for entry, title in pairs if title]
    missing = [entry for entry, title in pairs if not title]
    if (sum(matched) + len(renamed)) * 2 < len(entries):
        return
    if renamed:
        yield Oddity(
            tuple(entry.anchor for entry, _ in renamed),
            "；".join(f"目录“{entry.title}”／正文“{title}”" for entry, title in renamed),
            "renamed",
        )
    if missing and len(missing) * 4 <= len(entries):
        yield Oddity(
            tuple(entry.anchor for entry in missing), "；".join(f"“{entry.title}”" for entry in missing), "missing"
        )


def contents(disclosure: Disclosure) -> list[Entry]:
    """The entries of the table of contents."""
    entries = []
    for index, block in enumerate(disclosure.document.blocks):
        if isinstance(block, Furniture) and block.role == "contents":
            text = block.passage.text
            title = _TAIL.sub("", text).strip(" -·•●*\t")
            key = key_of(title)
            if key and not _HEAD.match(title):
                entries.append(Entry(Anchor(block=index, start=0, end=len(text)), title, key))
    return entries


def key_of(title: str) -> str:
    """The words of a title: no number, no blanks, no punctuation."""
    folded = _NUMBER.sub("", unicodedata.normalize("NFKC", title).strip(" -·•●*"))
    return re.sub(r"[\W_]+", "", folded).lower()


def _nearest(entry: Entry, headings: dict[str, str]) -> str:
    """The heading whose words are most like an entry's; "" when none is."""
    best, score = "", _LIKE
    for key, title in headings.items():
        if len(key) < _SHORTEST or len(entry.key) < _SHORTEST:
            continue
        matcher = difflib.SequenceMatcher(None, entry.key, key, autojunk=False)
        common = sum(block.size for block in matcher.get_matching_blocks() if block.size >= 2)
        ratio = common / min(len(entry.key), len(key))
        if ratio > score or (ratio == score and not best):
            best, score = title, ratio
    return best
