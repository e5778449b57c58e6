"""What every claim grammar reads: the passages of a document with the figures that stand in them, in order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from compliance_check.extract.concepts import Matcher
from compliance_check.model import (
    Anchor,
    Claim,
    Document,
    Figure,
    Furniture,
    Heading,
    Period,
    Section,
    Table,
)

CLAUSE_MARKS = "，。；！？,;：:（）()\n"
SENTENCE_MARKS = "。！？\n"
AMOUNTS = frozenset({"CNY", "USD", "HKD", "EUR", "JPY", "MOP", "count"})
RATIOS = frozenset({"percent", "permille"})
LEVELS = AMOUNTS | RATIOS | {"times"}
"""Units of values that can rise and fall."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A printed number in a passage. figures: all that it states (two names may share one number); text around it."""

    figures: tuple[Figure, ...]
    index: int

    @property
    def figure(self) -> Figure:
        """The first figure that the number states."""
        return self.figures[0]

    @property
    def id(self) -> str:
        """The first figure's id."""
        return self.figure.id

    @property
    def start(self) -> int:
        """Where its digits begin in the passage."""
        return self.figure.anchor.start

    @property
    def end(self) -> int:
        """Where its unit ends in the passage."""
        return self.figure.anchor.end

    @property
    def role(self) -> str:
        """level, share or change, as the reader of sentences saw it."""
        return self.figure.dimensions.get("role", "level")


@dataclass(frozen=True, slots=True)
class View:
    """A passage of prose and its numbers.

    number: its place among the views. section: the block of the last heading before it, -1 before the first.
    """

    number: int
    block: int
    text: str
    spots: tuple[Spot, ...]
    heading: bool
    section: int

    def clause_start(self, position: int) -> int:
        """Where the clause around `position` begins."""
        return _after_last(self.text, CLAUSE_MARKS, position)

    def sentence_start(self, position: int) -> int:
        """Where the sentence around `position` begins."""
        return _after_last(self.text, SENTENCE_MARKS, position)

    def sentence_end(self, position: int) -> int:
        """Where the sentence around `position` ends."""
        ends = [found for mark in SENTENCE_MARKS if (found := self.text.find(mark, position)) >= 0]
        return min(ends, default=len(self.text))

    def clause_before(self, spot: Spot) -> str:
        """The words of its clause that stand before a number."""
        return self.text[self.clause_start(spot.start) : spot.start]

    def in_sentence_before(self, spot: Spot) -> list[Spot]:
        """The numbers of the sentence that stand before one, nearest first."""
        start = self.sentence_start(spot.start)
        return [other for other in reversed(self.spots[: spot.index]) if other.start >= start]


@dataclass(frozen=True)
class Reading:
    """One document, ready for the claim grammars."""

    document: Document
    figures: tuple[Figure, ...]
    matcher: Matcher
    reporting: Period | None
    sections: tuple[Section, ...]

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The passages of the body outside tables, in reading order."""
        placed: dict[int, dict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for figure in self.figures:
            if figure.anchor.cell is None:
                placed[figure.anchor.block][figure.anchor.start].append(figure)
        found: list[View] = []
        section = -1
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, Table | Furniture):
                continue
            heading = isinstance(block, Heading)
            section = index if heading else section
            groups = sorted(placed[index].items()) if index in placed else []
            spots = tuple(Spot(tuple(group), number) for number, (_, group) in enumerate(groups))
            found.append(View(len(found), index, block.passage.text, spots, heading, section))
        return tuple(found)

    @cached_property
    def by_concept(self) -> dict[str, list[Figure]]:
        """The figures of each concept, in reading order."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.concept:
                found[figure.concept].append(figure)
        return dict(found)

    @cached_property
    def by_id(self) -> dict[str, Figure]:
        """The figures by id."""
        return {figure.id: figure for figure in self.figures}

    def claim(
        self,
        kind: str,
        anchor: Anchor,
        roles: Mapping[str, Sequence[str]],
        details: dict[str, str] | None = None,
    ) -> Claim:
        """A claim, not yet numbered, standing at `anchor`."""
        return Claim(
            id="",
            kind=kind,
            roles={name: tuple(dict.fromkeys(ids)) for name, ids in roles.items()},
            details=details or {},
            location=self.document.locate(anchor),
            anchor=anchor,
        )


def spots(reading: Reading) -> Iterator[tuple[View, Spot]]:
    """Every number in prose with its passage."""
    for view in reading.views:
        for spot in view.spots:
            yield view, spot


def exact_reading(figure: Figure) -> bool:
    """Whether the number stands for itself: no 约, 超, 近."""
    return figure.qualifier.value == "exact"


def narrowing(figure: Figure) -> str:
    """What makes the figure a part of its concept: line of business, scope, modifier; "" for the whole."""
    keys = ("scope", "modifier", "line", "channel", "row", "column", "segment")
    return "/".join(figure.dimensions[key] for key in keys if figure.dimensions.get(key))


def joined(text: str) -> str:
    """The text without blanks, for comparing words."""
    return re.sub(r"\s+", "", text)


def _after_last(text: str, marks: str, position: int) -> int:
    """The offset after the last of `marks` before `position`; a comma, point or colon between digits is none."""
    for place in range(position - 1, -1, -1):
        if text[place] in marks:
            digits = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
            if not (digits and text[place] in ",，:："):
                return place + 1
    return 0
