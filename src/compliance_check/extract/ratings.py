"""Disclosed values that are words: rating classes such as 风险综合评级 BB."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract import periods
from compliance_check.extract.concepts import Matcher
from compliance_check.extract.tables import Grid
from compliance_check.model import Anchor, Document, Furniture, Period, Table, TextFact

RATING = re.compile(
    r"(?<![A-Za-z])(?P<class>AAA|AA|A|BBB|BB|B|C|D)(?![A-Za-z])\s*(?:类|级|等)?(?P<above>\s*[及或]?以上)?"
)
_REACH = 40
"""How many characters after the words 风险综合评级 its class may stand: within one clause, not a page away."""


def text_facts(document: Document, matcher: Matcher, reporting: Period | None) -> tuple[TextFact, ...]:
    """Every rating that the document states, in reading order; "B类及以上" comes out as "B+" (B or above)."""
    found = [*_in_prose(document, matcher, reporting), *_in_tables(document, matcher, reporting)]
    found.sort(key=lambda fact: (fact.anchor.block, fact.anchor.cell or 0, fact.anchor.start))
    return tuple(fact.model_copy(update={"id": f"{document.id}.t{n}"}) for n, fact in enumerate(found, 1))


def _in_prose(document: Document, matcher: Matcher, reporting: Period | None) -> Iterator[TextFact]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table | Furniture):
            continue
        text = block.passage.text
        when = periods.find(text, reporting) if "评级" in text or "rating" in text.lower() else []
        for mention in matcher.find(text):
            if mention.concept.measure != "rating":
                continue
            clause = re.split(r"[。；;！？]", text[mention.end :], maxsplit=1)[0][:_REACH]
            match = RATING.search(clause)
            if match is None:
                continue
            anchor = Anchor(block=index, start=mention.end + match.start(), end=mention.end + match.end("class"))
            before = [m.period for m in when if m.end <= anchor.start]
            yield _fact(
                document,
                anchor,
                mention.concept.id,
                text[mention.start : mention.end],
                match,
                before[-1] if before else None,
            )


def _in_tables(document: Document, matcher: Matcher, reporting: Period | None) -> Iterator[TextFact]:
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        grid = Grid.of(block)
        for number, cell in enumerate(block.cells):
            match = RATING.fullmatch(cell.text.strip())
            if match is None or cell.row < grid.header_rows:
                continue
            words = (*reversed(grid.labels_of(cell.row, cell.column)), *reversed(grid.headers_of(cell.column)))
            concept = next((c for word in words if (c := matcher.match(word)) and c.measure == "rating"), None)
            if concept is None:
                continue
            period = next((p for word in words if (p := periods.of_header(word, reporting))), None)
            anchor = Anchor(block=index, start=0, end=len(cell.text), cell=number)
            yield _fact(document, anchor, concept.id, words[0], match, period)


def _fact(
    document: Document, anchor: Anchor, concept: str, label: str, match: re.Match[str], period: Period | None
) -> TextFact:
    return TextFact(
        id="",
        concept=concept,
        label=label,
        value=match["class"] + ("+" if match["above"] else ""),
        period=period,
        location=document.locate(anchor),
        anchor=anchor,
    )
