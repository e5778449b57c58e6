"""Where a location stands in the reading text that the report lays out."""

from __future__ import annotations

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

    def find_json(self, place: Location, figures: Sequence[str] = ()) -> Json | None:
        """Where a location stands: at one of `figures` (ids) that has it, else at its quote, else None."""
        known = (self._stated[name] for name in figures if name in self._stated)
        anchor = next((item.anchor for item in known if item.location == place), None) or self._search(place)
        return None if anchor is None else self.anchor_json(anchor)

    def _search(self, place: Location) -> Anchor | None:
        """The nearest passage whose source holds the quote, on the same line, page or path where one is named."""
        found = [
            (_distance(place, passage), _within(anchor, passage, place.quote))
            for anchor, passage in self._document.passages()
            if place.quote and place.quote in passage.source
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None


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
