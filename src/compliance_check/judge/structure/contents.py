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
_BULLET = re.compile(r"\s*[-·•●*▪■◆]\s*\S")
_LIKE = 0.7
_LONGEST_TITLE = 40
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, its title without number and page."""

    anchor: Anchor
    title: str
    key: str


def contents_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """All entries that no heading matches, in one finding: the renamed with their likeliest heading, the missing alone.

    None where nothing was compared: the contents are too short, the headings were not recognised, or the document
    ends before its contents do. What was not compared does not agree.
    """
    entries = contents(disclosure)
    headings = {key_of(section.title): section.title for section in disclosure.sections}
    texts = {key_of(p.text) for p in passages(disclosure) if len(p.text) <= _LONGEST_TITLE}
    known = {*headings, *texts}
    matched = [entry.key in known for entry in entries]
    if len(entries) < 3 or sum(matched) * 4 < len(entries):
        return None  # the headings were not recognised, or the file holds a part of the document only
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
        return None
    return [*_renamed(renamed), *(_missing(missing) if len(missing) * 4 <= len(entries) else ())]


def bulleted_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """Entries of a bulleted contents that no heading bears, though the entries beside them are headings in the text.

    For documents whose contents are not compared as a whole: an excerpt lacks whole groups of entries, but not one
    among its fellows. A last entry of a group counts only where the text goes on to another group. None: no such group.
    """
    if contents_oddities(disclosure) is not None:
        return None
    blocks = {key_of(section.title): section.block for section in disclosure.sections}
    texts = {key_of(p.text) for p in passages(disclosure) if len(p.text) <= _LONGEST_TITLE}
    groups = [group for group in _bulleted(disclosure) if len(group) > 2 and sum(e.key in blocks for e in group) > 1]
    free = {key: title for key, title in blocks.items() if all(key != e.key for group in groups for e in group)}
    found = [
        entry
        for group in groups
        for entry in _lacking(group, blocks, {e.key for other in groups if other is not group for e in other})
        if entry.key not in texts and not _nearest(entry, {key: key for key in free})
    ]
    return list(_missing(found)) if groups else None


def _lacking(group: list[Entry], blocks: dict[str, int], others: set[str]) -> Iterator[Entry]:
    """The entries of a group without a heading whose neighbours in the group have one."""
    last = max(blocks[entry.key] for entry in group if entry.key in blocks)
    goes_on = any(blocks[key] > last for key in others if key in blocks)
    for place, entry in enumerate(group):
        beside = [group[i].key in blocks for i in (place - 1, place + 1) if 0 <= i < len(group)]
        inner = 0 < place < len(group) - 1 or (goes_on and place > 0)
        if entry.key not in blocks and inner and all(beside):
            yield entry


def _bulleted(disclosure: Disclosure) -> list[list[Entry]]:
    """The runs of contents lines that begin with a bullet."""
    groups: list[list[Entry]] = [[]]
    for entry in contents(disclosure):
        block = disclosure.document.blocks[entry.anchor.block]
        assert isinstance(block, Furniture)
        follows = groups[-1] and entry.anchor.block == groups[-1][-1].anchor.block + 1
        if not _BULLET.match(block.passage.text) or not follows:
            groups.append([])
        if _BULLET.match(block.passage.text):
            groups[-1].append(entry)
    return [group for group in groups if group]


def _renamed(renamed: list[tuple[Entry, str]]) -> Iterator[Oddity]:
    if renamed:
        yield Oddity(
            tuple(entry.anchor for entry, _ in renamed),
            "；".join(f"目录“{entry.title}”／正文“{title}”" for entry, title in renamed),
            "renamed",
        )


def _missing(missing: list[Entry]) -> Iterator[Oddity]:
    if missing:
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
