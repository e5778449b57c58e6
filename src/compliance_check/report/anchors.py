"""Where a location stands in the reading text that the report lays out."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from compliance_check.model import Anchor, Furniture
from compliance_check.report.blocks import Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance_check.model import Claim, Disclosure, Figure, Location, Passage, TextFact


class Places:
    """Finds, for the locations of one disclosure, the block, the cell and the characters that the report marks."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._document = disclosure.document
        body = (0 if isinstance(block, Furniture) else 1 for block in self._document.blocks)
        self._shown = list(accumulate(body, initial=0))
        self._stated: dict[str, Figure | TextFact | Claim] = {item.id: item for item in disclosure.figures}
        self._stated |= {item.id: item for item in disclosure.text_facts}
        self._stated |= {item.id: item for item in disclosure.claims}

    def shown(self, block: int) -> int:
        """The index of a block among those that are laid out (furniture is not)."""
        return self._shown[min(block, len(self._shown) - 1)]

    def anchor_json(self, anchor: Anchor) -> Json:
        """The anchor in the numbering of the laid-out blocks."""
        return {
            "block": self.shown(anchor.block),
            "cell": anchor.cell,
            "start": anchor.start,
            "end": anchor.end,
        }

    def find_json(self, places: Sequence[Location], figures: Sequence[str] = ()) -> list[Json]:
        """Where each location stands: at one of `figures` (ids) that has it, else at its quote, else None."""
        items = [self._stated[name] for name in figures if name in self._stated]
        known = {_key(item.location): item.anchor for item in reversed(items)}
        anchors = [known.get(_key(place)) or self._search(place) for place in places]
        return [None if anchor is None else self.anchor_json(anchor) for anchor in anchors]

    def _search(self, place: Location) -> Anchor | None:
        """The nearest passage whose source holds the quote, on the same path, line or page where one is named."""
        if not place.quote:
            return None
        for candidates in (self._near(place), self._all):
            found = [pair for pair in candidates if place.quote in pair[1].source]
            if found:
                anchor, passage = min(found, key=lambda pair: _distance(place, pair[1]))
                return _within(anchor, passage, place.quote)
        return None

    @cached_property
    def _all(self) -> list[tuple[Anchor, Passage]]:
        return list(self._document.passages())

    @cached_property
    def _by_place(self) -> dict[object, list[tuple[Anchor, Passage]]]:
        """The passages by their paths (text) and their line numbers."""
        out: dict[object, list[tuple[Anchor, Passage]]] = {}
        for pair in self._all:
            for key in {pair[1].path, *(line.line for line in pair[1].lines)} - {None}:
                out.setdefault(key, []).append(pair)
        return out

    def _near(self, place: Location) -> list[tuple[Anchor, Passage]]:
        return self._by_place.get(place.path if place.path is not None else place.line, [])


def _key(place: Location) -> tuple[object, ...]:
    cell = place.cell
    address = None if cell is None else (cell.table, cell.row, cell.column, cell.sheet)
    return (place.document, place.page, place.line, place.bbox, address, place.path, place.quote)


def _distance(place: Location, passage: Passage) -> tuple[int, int]:
    """How far a passage lies from a place: 0 on the same path, else pages, then lines."""
    if place.path is not None and place.path == passage.path:
        return (0, 0)
    lines = passage.lines
    pages = min((abs((place.page or 0) - (line.page or 0)) for line in lines), default=0)
    rows = min((abs((place.line or 0) - (line.line or 0)) for line in lines), default=0)
    return (pages + (1 if place.path else 0), rows)


def _within(anchor: Anchor, passage: Passage, quote: str) -> Anchor:
    """The part of a passage that the quote covers."""
    first = passage.source.index(quote)
    last = first + len(quote) - 1
    text = range(len(passage.text))
    inside = [i for i in text if first <= passage.source_offset(i) <= last]
    if not inside:
        return anchor
    return Anchor(block=anchor.block, cell=anchor.cell, start=inside[0], end=inside[-1] + 1)
