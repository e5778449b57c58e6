"""Where the table of contents says that headings stand: their order, and their page numbers where pages are printed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compliance_check.judge.sections import longest_rise
from compliance_check.judge.structure.contents import Entry, contents, key_of
from compliance_check.judge.structure.headings import out_of_order
from compliance_check.judge.structure.observations import Oddity, passages, shortened
from compliance_check.model import Anchor, Disclosure, Furniture, Heading, Table

_PAGE = re.compile(r"(?:[.·…‥_\-—－]{2,}|\s{2,}|\t)\s*(?P<page>\d{1,4})\s*$")
_PRINTED = re.compile(r"^\D{0,8}?(?P<page>\d{1,4})(?:\s*[/／]\s*\d{1,4}|\s*页?\s*共\s*\d{1,4}\s*页)?\D{0,4}$")
_LONGEST_TITLE = 60
_FEWEST = 3
_SURE = 4, 5
"""The share of the numbered pages that must be numbered in step, for a printed number to be told of every page."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the contents and the one heading that bears its words: the block, and the printed page if known."""

    entry: Entry
    block: int
    title: str
    page: int | None


def order_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Entries that stand at another place among the entries than their headings among the headings."""
    places = _places(disclosure, None)
    if len(places) <= _FEWEST or out_of_order(disclosure):
        return
    pages = [_page_of(disclosure, place.block) for place in places]
    # On pages, columns and frames are read in no certain order; there the page decides.
    ranks = pages if all(page is not None for page in pages) else [place.block for place in places]
    # Two headings on one page are in order: what is equal rises by its place.
    kept = longest_rise([(rank or 0) * len(places) + index for index, rank in enumerate(ranks)])
    moved = [place for index, place in enumerate(places) if index not in kept]
    if moved and len(moved) * 3 <= len(places):
        anchors = [anchor for p in moved for anchor in (p.entry.anchor, _anchor(p))]
        yield Oddity(tuple(anchors), "、".join(f"“{shortened(place.title)}”" for place in moved))


def page_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Entries whose heading stands on another printed page, all in one finding."""
    offset = page_offset(disclosure)
    if offset is None:
        return
    stated = {entry.anchor: page for entry in contents(disclosure) if (page := _stated_page(disclosure, entry))}
    found = _pages_of_titles(disclosure, offset)
    right = {e.anchor for e in contents(disclosure) if e.anchor in stated and stated[e.anchor] in found.get(e.key, ())}
    wrong = [p for p in _places(disclosure, offset) if p.entry.anchor in stated and p.entry.anchor not in right]
    # Where hardly any entry agrees, the pages are numbered otherwise than the contents count them.
    if wrong and len(right) >= 2:
        anchors = [anchor for place in wrong for anchor in (place.entry.anchor, _anchor(place))]
        items = (
            f"“{shortened(place.title)}”目录为第 {stated[place.entry.anchor]} 页，实为第 {place.page} 页"
            for place in wrong
        )
        yield Oddity(tuple(anchors), "；".join(items), str(len(wrong)))


def page_offset(disclosure: Disclosure) -> int | None:
    """How many pages of the file stand before the printed page 1, as nearly all printed numbers tell; None: unknown."""
    offsets: Counter[int] = Counter()
    for block in disclosure.document.blocks:
        if isinstance(block, Furniture) and block.role == "page_number" and block.passage.lines:
            page, match = block.passage.lines[0].page, _PRINTED.match(block.passage.text.strip())
            if page is not None and match:
                offsets[page - int(match["page"])] += 1
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    share, of = _SURE
    return offset if count >= _FEWEST and count * of >= offsets.total() * share else None


def _places(disclosure: Disclosure, offset: int | None) -> list[Place]:
    """The entries whose words exactly one heading bears, and no other entry; by number and title, else by title."""
    entries = contents(disclosure)
    blocks = [(i, b.passage.text) for i, b in enumerate(disclosure.document.blocks) if isinstance(b, Heading)]
    whole, titles = (
        _bearing((block, text, _folded(text)) for block, text in blocks),
        _bearing((block, text, key_of(text)) for block, text in blocks),
    )
    found = []
    for entry in entries:
        headings = whole.get(_folded(entry.title)) or titles.get(entry.key, [])
        if len(headings) == 1 and sum(other.title == entry.title for other in entries) == 1:
            block, title = headings[0]
            page = _page_of(disclosure, block)
            found.append(Place(entry, block, title, None if page is None or offset is None else page - offset))
    taken = Counter(place.block for place in found)
    return [p for p in found if taken[p.block] == 1 and (offset is None or p.page is not None)]


def _bearing(named: Iterable[tuple[int, str, str]]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for block, text, key in named:
        found.setdefault(key, []).append((block, text))
    return found


def _folded(title: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title)).lower()


def _pages_of_titles(disclosure: Disclosure, offset: int) -> dict[str, set[int]]:
    """The printed pages on which each title stands, as a heading or as a line of its own."""
    found: dict[str, set[int]] = {}
    for passage in passages(disclosure):
        page = _page_of(disclosure, passage.block)
        if page is not None and len(passage.text) <= _LONGEST_TITLE:
            found.setdefault(key_of(passage.text), set()).add(page - offset)
    return found


def _stated_page(disclosure: Disclosure, entry: Entry) -> int | None:
    match = _PAGE.search(disclosure.document.passage(entry.anchor).text)
    return int(match["page"]) if match else None


def _page_of(disclosure: Disclosure, block: int) -> int | None:
    item = disclosure.document.blocks[block]
    lines = () if isinstance(item, Table) else item.passage.lines
    return lines[0].page if lines else None


def _anchor(place: Place) -> Anchor:
    return Anchor(block=place.block, start=0, end=len(place.title))
