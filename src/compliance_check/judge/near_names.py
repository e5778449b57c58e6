"""The frame `near_names`: names of one thing that differ in a character from one document of a company to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.aggregates import counted, same
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.past import Past, source_of
from compliance_check.judge.phrases.names import named, pairs, side_by_side
from compliance_check.model import Anchor, Bilingual, Disclosure

MOST_PLACES = 4
"""Places of a name that are shown in each document."""

Names = dict[str, list[Anchor]]


def near_names(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """A row per pair of documents: the pairs of names, each of which stands in one of the two documents alone."""
    rows: list[Row] = []
    known: dict[str, Names] = {}

    def names_of(disclosure: Disclosure) -> Names:
        if disclosure.document.id not in known:
            known[disclosure.document.id] = named(disclosure)
        return known[disclosure.document.id]

    for past in behind:
        now = past.now.disclosure
        for facts in (*past.beside, *past.earlier):
            here, there = names_of(now), names_of(facts.disclosure)
            if here and there:
                rows += _rows(now, facts.disclosure, here, there)
    return Frame("near_names", tuple(rows))


def _rows(now: Disclosure, other: Disclosure, here: Names, there: Names) -> Iterator[Row]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    # Of a name that both documents use, a variant is a finding inside the document that has both.
    union = [*(name for name in here if name not in there), *(name for name in there if name not in here)]
    for first, second, edit in pairs(union):
        one, two = (first, second) if first in here else (second, first)
        if one in here and two in there and not any(_listed(names, one, two) for names in (here, there)):
            found[edit].append((one, two))
    for group in found.values():
        yield _row(now, other, here, there, group)
    if not found:
        yield _row(now, other, here, there, [])


def _listed(names: Names, one: str, two: str) -> bool:
    return side_by_side(names.get(one, []), names.get(two, []))


def _row(now: Disclosure, other: Disclosure, here: Names, there: Names, group: list[tuple[str, str]]) -> Row:
    places = [now.document.locate(anchor) for one, _ in group for anchor in here[one][:MOST_PLACES]]
    places += [other.document.locate(anchor) for _, two in group for anchor in there[two][:MOST_PLACES]]
    items = "；".join(f"“{one}”与“{two}”" for one, two in group)
    words: dict[str, Bilingual] = {"items": same(items), "label": same(items), "source": source_of(other)}
    return Row(
        document=now.document.id,
        entity=now.entity,
        period=now.period,
        operands={"found": counted(len(group))},
        reporting=False,
        words=words,
        places=tuple(places),
    )
