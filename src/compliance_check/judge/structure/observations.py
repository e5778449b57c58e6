"""What the checks of structure and wording hand on: something odd, the exact places, and the words that name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compliance_check.judge.aggregates import counted, same
from compliance_check.judge.frames import Row
from compliance_check.model import Anchor, Bilingual, Disclosure, Furniture, Heading, ListItem, Paragraph, Table

MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that needs a look: its places, the words at issue, and what they are held against."""

    anchors: tuple[Anchor, ...]
    items: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of body text: its block, its text, whether it is a heading, and what marks it in a list."""

    block: int
    text: str
    heading: bool
    marker: str = ""

    def anchor(self, start: int = 0, end: int | None = None) -> Anchor:
        """The place of a piece of it."""
        return Anchor(block=self.block, start=start, end=len(self.text) if end is None else end)


def passages(disclosure: Disclosure) -> list[Passage]:
    """The text of the body outside tables, in reading order."""
    return [
        Passage(
            index,
            block.passage.text,
            isinstance(block, Heading),
            block.marker if isinstance(block, ListItem) else "",
        )
        for index, block in enumerate(disclosure.document.blocks)
        if isinstance(block, Heading | Paragraph | ListItem) and not isinstance(block, Table | Furniture)
    ]


def rows(disclosure: Disclosure, kind: str, found: Iterable[Oddity]) -> list[Row]:
    """A row per oddity; a row that says that there is none where the check was made and found nothing."""
    oddities = list(found)
    if not oddities:
        return [_row(disclosure, kind, None)]
    return [_row(disclosure, kind, oddity) for oddity in oddities]


def _row(disclosure: Disclosure, kind: str, oddity: Oddity | None) -> Row:
    anchors: Sequence[Anchor] = oddity.anchors if oddity else ()
    items = oddity.items if oddity else ""
    words: dict[str, Bilingual] = {"kind": same(kind), "items": same(items), "label": same(items)}
    words["other"] = same(oddity.other if oddity else "")
    return Row(
        document=disclosure.document.id,
        entity=disclosure.entity,
        period=disclosure.period,
        operands={"found": counted(len(anchors) or (1 if oddity else 0))},
        reporting=False,
        words=words,
        places=tuple(disclosure.document.locate(anchor) for anchor in anchors[:MOST_PLACES]),
    )


def shortened(text: str, most: int = 40) -> str:
    """A text cut to a readable length."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most] + "…"
