"""The frame `statements`: what a document kind must say or must not say, and the columns its tables must have.

Rows by their word `kind`: "said" (one per statement asked of the company: how often it stands in its sections; the
words found are its places, of an absent one the heading of the section or the document's first words) and "columns"
(one per table found: how many columns it lacks). A statement whose sections the document does not have makes no row:
the missing section is a finding already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.sections import Standing, plain_title, standings_of
from compliance_check.judge.wanted import Text, folded, phrase_pattern, row, texts_of, title_place
from compliance_check.model import (
    Anchor,
    Bilingual,
    Blank,
    ColumnTemplate,
    Disclosure,
    DocumentKind,
    Figure,
    Location,
    Scenario,
    Section,
    StatementTemplate,
    Table,
    TableTemplate,
    TextFact,
)

_SHORT_OF = 0.5
"""A table belongs to a template when it states this share of the template's rows."""


def statements(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each Chinese disclosure whose kind has statements or tables."""
    found: list[Row] = []
    for disclosure in disclosures:
        kind = vocabulary.kind(disclosure.kind)
        if kind is not None and disclosure.language == "zh":
            standings = standings_of(disclosure, vocabulary)
            found += _said_rows(disclosure, kind, standings)
            found += _column_rows(disclosure, kind, standings)
    return Frame("statements", tuple(found))


def _said_rows(disclosure: Disclosure, kind: DocumentKind, standings: Sequence[Standing]) -> Iterator[Row]:
    groups: dict[str, list[tuple[Row, bool]]] = defaultdict(list)
    texts: dict[tuple[int, ...], list[Text]] = {}
    for statement in kind.statements:
        if disclosure.company_type in statement.exempt:
            continue
        if statement.only and disclosure.company_type not in statement.only:
            continue
        held = [section for section in _sections(statement.within, standings) if not section.empty]
        if held or not statement.within:  # A missing or empty section is a finding of its own.
            none = bool(held) and all(section.answered_none for section in held)
            places = tuple(section.block for section in held)
            if places not in texts:
                texts[places] = texts_of(disclosure, held)
            groups[statement.group].append((_said_row(disclosure, statement, held, texts[places]), none))
    for rows in groups.values():
        # 无 answers for all of a group; 未发生重大融资 names one of them, and leaves the others open.
        if not all(none and row.operands["found"].value == 0 for row, none in rows):
            yield from (row for row, _ in rows)


def _said_row(
    disclosure: Disclosure, statement: StatementTemplate, held: Sequence[Section], texts: Sequence[Text]
) -> Row:
    # A rating may be read both ways: what counts it more often is taken, not the sum.
    anchors = max(_by_phrase(texts, statement), _by_concept(disclosure, statement, held), key=len)
    if not anchors and statement.items is not None:
        anchors = _by_items(disclosure, statement.items, held)
    if not anchors:
        anchors = _by_title(disclosure, statement)
    places = [disclosure.document.locate(anchor) for anchor in anchors]
    missing = [section.location for section in held[:1]] or list(title_place(disclosure))
    sentences = dict.fromkeys(_shortened(place.quote) for place in places)
    words: dict[str, Bilingual | str] = {
        "kind": "said",
        "group": statement.group,
        "statement": statement.id,
        "label": statement.title,
        "items": "；".join(list(sentences)[:3]),
        "where": held[0].title.strip() if held else "",
        **_quarter(disclosure),
    }
    return row(disclosure, words, {"found": len(anchors)}, places or missing)


def _by_title(disclosure: Disclosure, statement: StatementTemplate) -> list[Anchor]:
    """The sections elsewhere whose very title says it: an audit report printed before the accounts."""
    return [
        Anchor(block=section.block, start=0, end=len(section.title))
        for section in disclosure.sections
        if plain_title(section.title) in statement.phrases and not section.empty
    ]


def _by_phrase(texts: Sequence[Text], statement: StatementTemplate) -> list[Anchor]:
    """The places of the statement's phrases, none over another; those that `unless` makes something else left out."""
    found: list[Anchor] = []
    unless = [phrase_pattern(phrase) for phrase in statement.unless]
    if any(True for phrase in statement.without for text in texts for _ in _matches(phrase, text.text)):
        return []
    for text in texts:
        if statement.needs and all(phrase_pattern(phrase).search(text.text) for phrase in statement.needs):
            continue
        end = 0
        for start, stop in sorted(_spans(statement, text.text)):
            if start >= end and not any(other.search(text.sentence(start, stop)) for other in unless):
                found.append(text.part(start, stop))
                end = stop
        found += [text.part(*match.span()) for phrase in statement.twice for match in _matches(phrase, text.text)]
    return found


def _spans(statement: StatementTemplate, text: str) -> Iterator[tuple[int, int]]:
    for phrase in statement.phrases:
        yield from (match.span() for match in _matches(phrase, text))
    for word in statement.words:
        yield from (match.span() for match in re.finditer(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text))


def _matches(phrase: str, text: str) -> Iterator[re.Match[str]]:
    return phrase_pattern(phrase).finditer(text)


def _by_concept(disclosure: Disclosure, statement: StatementTemplate, held: Sequence[Section]) -> list[Anchor]:
    """The figures, blanks and words of the statement's concepts in its sections, for the reporting period or none."""
    if not statement.concepts:
        return []
    items: list[Figure | Blank | TextFact] = [*disclosure.figures, *disclosure.blanks, *disclosure.text_facts]
    return [
        item.anchor
        for item in items
        if item.concept in statement.concepts and (not held or any(_in(item.anchor, section) for section in held))
    ]


def _by_items(disclosure: Disclosure, wanted: int, held: Sequence[Section]) -> list[Anchor]:
    """The tables of the sections that have the rows wanted."""
    return [
        Anchor(block=index, start=0, end=len(block.cells[0].text), cell=0)
        for index, block in enumerate(disclosure.document.blocks)
        if isinstance(block, Table)
        and block.rows - block.header_rows >= wanted
        and any(section.block <= index < section.end_block for section in held)
    ]


def _column_rows(disclosure: Disclosure, kind: DocumentKind, standings: Sequence[Standing]) -> Iterator[Row]:
    for template in kind.tables:
        held = _sections(template.within, standings)
        pieces = _pieces(disclosure, template, held) if held else []
        lacking = [column for column in template.columns if not _has_column(disclosure, pieces, column)]
        if not pieces or len(lacking) == len(template.columns) or not any(_headed(disclosure, i) for i in pieces):
            continue  # Where no header could be read, nothing can be said of it.
        words: dict[str, Bilingual | str] = {
            "kind": "columns",
            "statement": template.id,
            "group": "columns",
            "label": template.title,
            "items": Bilingual(
                zh="、".join(column.title.zh for column in lacking),
                en=", ".join(column.title.en for column in lacking),
            ),
            "where": held[0].title.strip(),
            **_quarter(disclosure),
        }
        yield row(disclosure, words, {"found": len(lacking)}, _table_places(disclosure, pieces[0]))


def _pieces(disclosure: Disclosure, template: TableTemplate, held: Sequence[Section]) -> list[int]:
    """The blocks of the tables in the sections that state the template's rows; [] where they state less than half.

    A table may go on, without its header, on the next page; so all that hold some of the rows are one.
    """
    stated: dict[int, set[str]] = {}
    for item in _stated(disclosure):
        if item.concept in template.rows and item.anchor.cell is not None and any(_in(item.anchor, s) for s in held):
            stated.setdefault(item.anchor.block, set()).add(str(item.concept))
    enough = len(set().union(*stated.values())) >= _SHORT_OF * len(template.rows)
    return sorted(stated) if enough else []


def _headed(disclosure: Disclosure, index: int) -> bool:
    """Whether the table's first row is a header: no figure stands in it."""
    table = disclosure.document.blocks[index]
    assert isinstance(table, Table)
    figures = (item.anchor.cell for item in _stated(disclosure) if item.anchor.block == index)
    return all(cell is None or table.cells[cell].row > 0 for cell in figures)


def _has_column(disclosure: Disclosure, pieces: Sequence[int], column: ColumnTemplate) -> bool:
    """Whether some header says so (liquidity tables also name quarters at the left), or some figure is of that kind."""
    tables = [disclosure.document.blocks[index] for index in pieces]
    heads = [
        folded(cell.text)
        for table in tables
        if isinstance(table, Table)
        for cell in table.cells
        if cell.row < max(table.header_rows, 1) or cell.header or cell.column == 0
    ]
    if any(folded(name) in head for name in column.accept for head in heads):
        return True
    return any(_plays(item, column.role, disclosure) for item in _stated(disclosure) if item.anchor.block in pieces)


def _stated(disclosure: Disclosure) -> list[Figure | Blank]:
    return [*disclosure.figures, *disclosure.blanks]


def _plays(item: Figure | Blank, role: str, disclosure: Disclosure) -> bool:
    """Whether a cell's own period and scenario make its column the one wanted, whatever the header's words."""
    if role == "forecast":
        return item.scenario is Scenario.FORECAST
    own, period = disclosure.period, item.period
    if own is None or period is None or item.scenario is Scenario.FORECAST:
        return False
    if role == "prior":
        return period.end < own.end
    if role == "cumulative":
        return period.start is not None and (period.start.month, period.start.day) == (1, 1) and period.end == own.end
    return period.end == own.end and (period.start is None or period.start == own.start)


def _table_places(disclosure: Disclosure, index: int) -> list[Location]:
    """The cells of the table's header, at least the first cell."""
    table = disclosure.document.blocks[index]
    assert isinstance(table, Table)
    heads = [number for number, cell in enumerate(table.cells) if cell.row == 0 and cell.text.strip()] or [0]
    return [
        disclosure.document.locate(Anchor(block=index, start=0, end=len(table.cells[number].text), cell=number))
        for number in heads
    ]


def _sections(ids: Sequence[str], standings: Sequence[Standing]) -> list[Section]:
    return [standing.section for standing in standings if standing.template.id in ids and standing.section]


def _in(anchor: Anchor, section: Section) -> bool:
    return section.block <= anchor.block < section.end_block


def _quarter(disclosure: Disclosure) -> dict[str, Bilingual | str]:
    """Which quarter the document reports, and whether half-year or annual accounts go with it ("" where unknown)."""
    month = disclosure.period.end.month if disclosure.period else 0
    quarter = month // 3 if month and month % 3 == 0 else 0
    closing = "" if not quarter else "yes" if quarter in (2, 4) else "no"
    return {"quarter": str(quarter) if quarter else "", "closing": closing}


def _shortened(text: str, most: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most] + "…"
