"""Every figure of a document, from its sentences and its tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from compliance_check.extract import numbers, periods, tables, unit_lines, units
from compliance_check.extract.cells import CellReader, is_division
from compliance_check.extract.concepts import Matcher
from compliance_check.extract.drafts import Draft, scenario_of, suited
from compliance_check.extract.prose import Reader, Statement, unit_fits
from compliance_check.extract.scopes import scopes
from compliance_check.extract.tables import NumberCell
from compliance_check.extract.units import Unit
from compliance_check.model import (
    Anchor,
    Blank,
    Document,
    Figure,
    Furniture,
    Heading,
    Passage,
    Period,
    Reading,
    Table,
)

TITLE_ROWS = 2  # of a table that may hold its title and its unit

_NUMBER_ONLY = re.compile(r"^[\s\d,.，%％‰+\-－—–万亿元个人件家次户笔款]+$")


class Figures:
    """Collects the figures of one document whose reporting period and names are known."""

    def __init__(self, document: Document, matcher: Matcher, reporting: Period | None, names: tuple[str, ...]) -> None:
        self.document = document
        self.matcher = matcher
        self.reporting = reporting
        self.reader = Reader(matcher, reporting, names)
        self.cells = CellReader(matcher, reporting)
        self.scopes = scopes(document, names)

    def collect(self) -> tuple[tuple[Figure, ...], tuple[Blank, ...]]:
        """All figures, numbered d1.f1 … in reading order, and the cells that say there is no value."""
        drafts = sorted(self._scoped(), key=lambda d: (d.anchor.block, d.anchor.cell or 0, d.anchor.start))
        figures: list[Figure] = []
        blanks: list[Blank] = []
        for draft in drafts:
            if draft.value is None:
                blanks.append(draft.blank(self.document))
            else:
                figures.append(draft.figure(self.document, len(figures) + 1))
        return tuple(figures), tuple(blanks)

    def _scoped(self) -> Iterator[Draft]:
        """The drafts with what their place in the document adds to their meaning."""
        for draft in self._drafts():
            period = suited(draft.period, draft.concept, self.reporting)
            yield replace(draft, period=period, dimensions={**draft.dimensions, **self.scopes[draft.anchor.block]})

    def _drafts(self) -> Iterator[Draft]:
        heading: Period | None = None
        section_unit: Unit | None = None
        above: Unit | None = None
        previous = ""
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, Furniture):
                continue
            if isinstance(block, Table):
                # One unit line stands over two tables with nothing between them.
                above = _unit_of(block, previous) or section_unit or above
                yield from self._table(index, block, above, heading)
                previous = ""
                continue
            above = None
            text = block.passage.text
            if isinstance(block, Heading):
                found = periods.find(text, None)
                heading = found[0].period if len(found) == 1 and found[0].period.start is not None else None
                section_unit = None
            unit = unit_lines.of_line(text)
            if unit is not None:
                section_unit = unit
                continue
            for draft in self._prose(index, text, heading, section_unit, previous):
                yield draft.seen(block.passage.confidence)
            previous = text if not isinstance(block, Heading) or len(text) < 30 else ""

    # ------------------------------------------------------------------------------------------------ sentences

    def _prose(
        self, index: int, text: str, heading: Period | None, section_unit: Unit | None, previous: str
    ) -> Iterator[Draft]:
        for statement in self.reader.read(text, heading or self.reporting):
            statement = self._labelled_before(text, statement, previous)
            quantity = statement.quantity
            if quantity.unit is None and section_unit is not None and _needs(statement, section_unit):
                quantity = quantity.times(section_unit)
            anchor = Anchor(block=index, start=quantity.start, end=quantity.end)
            dimensions = _dimensions(statement)
            concept = statement.concept
            unit, doubt = quantity.unit, None
            if unit is None and concept is not None and concept.measure == "count":
                unit = Unit("count")
            reading = Reading.LIKELY if unit is None or quantity.unit is None else Reading.CERTAIN
            yield Draft(
                anchor=anchor,
                raw=numbers.printed(text[quantity.start : quantity.end]),
                label=statement.label,
                column=None,
                concept=concept,
                dimensions=dimensions,
                period=statement.period,
                scenario=scenario_of(text[max(quantity.start - 30, 0) : quantity.end + 12]),
                value=quantity.value,
                half_width=quantity.half_width,
                unit=unit,
                qualifier=quantity.qualifier,
                reading=reading,
                doubt=doubt,
            )

    def _labelled_before(self, text: str, statement: Statement, previous: str) -> Statement:
        """A lone number under its label (an infographic: 综合偿付能力充足率为 / 171.68%) takes the label."""
        if statement.concept is not None or not _NUMBER_ONLY.match(text) or not previous or len(previous) > 40:
            return statement
        concept = self.matcher.match(re.sub(r"[为达：:]+\s*$", "", previous))
        if concept is None:
            found = [m for m in self.matcher.find(previous) if previous[m.end :].strip(" 为达：:") == ""]
            concept = found[-1].concept if found else None
        unit = statement.quantity.unit
        if concept is None or unit is None or not unit_fits(concept, unit.dimension):
            return statement
        return Statement(statement.quantity, previous.strip(), concept, (), "", statement.period, "level")

    # ------------------------------------------------------------------------------------------------ tables

    def _table(self, index: int, table: Table, table_unit: Unit | None, heading: Period | None) -> Iterator[Draft]:
        caption = table.caption.text if table.caption else ""
        captioned = periods.find(caption, None)
        context = captioned[0].period if captioned else heading or self.reporting
        read: set[int] = set()
        words: set[str] = set()
        numbered = list(tables.number_cells(table))
        divided = is_division(numbered)
        for number in numbered:
            read.add(number.index)
            words.update((*number.labels, *number.headers))
            yield self._cell(index, number, table_unit, context, divided)
        for cell_index, cell in enumerate(table.cells):
            # What names a number states none: 未来3个月流动性覆盖率 is a label, not three months.
            if (
                cell_index not in read
                and cell.text.strip() not in words
                and any(map(str.isdigit, cell.text))
                and len(cell.text) > 6
            ):
                yield from self._sentences_in_cell(index, cell_index, cell.passage, context)

    def _sentences_in_cell(self, index: int, cell: int, passage: Passage, context: Period | None) -> Iterator[Draft]:
        for draft in self._prose(index, passage.text, context, None, ""):
            if draft.unit is not None:
                anchor = draft.anchor.model_copy(update={"cell": cell})
                yield replace(draft, anchor=anchor).seen(passage.confidence)

    def _cell(
        self, index: int, number: NumberCell, table_unit: Unit | None, context: Period | None, divided: bool
    ) -> Draft:
        quantity = number.quantity
        head = " ".join(number.headers)
        concept, dimensions = self.cells.meaning(number, divided)
        unit, doubt = self.cells.unit(number, table_unit, concept)
        period = self.cells.period(number, context)
        if concept is not None and period is not context and period is not None and period.start is None:
            concept = self.matcher.balance(concept)
        passage = number.cell.passage
        text = passage.text
        start, end = (quantity.start, quantity.end) if quantity else (0, len(text))
        value, half, reading = None, Decimal(0), Reading.CERTAIN
        if quantity is not None:
            sized = quantity if unit is None or unit is quantity.unit else quantity.times(unit)
            value, half = sized.value, sized.half_width
        if doubt is not None:
            reading = Reading.DOUBTFUL
        elif unit is None:
            reading = Reading.LIKELY
        draft = Draft(
            anchor=Anchor(block=index, start=start, end=end, cell=number.index),
            raw=numbers.printed(text[start:end].strip()),
            label=number.label or head,
            column=head or None,
            concept=concept,
            dimensions=dimensions,
            period=period,
            scenario=scenario_of(head),
            value=value,
            half_width=half,
            unit=unit,
            qualifier=quantity.qualifier if quantity else "exact",
            reading=reading,
            doubt=doubt,
        )
        return draft.seen(passage.confidence)


def _unit_of(table: Table, previous: str) -> Unit | None:
    """The unit that a table's own unit line, its caption, its first rows or the line above it state."""
    line = table.unit.text if table.unit else ""
    # The axis of a chart just says 亿元.
    if own := unit_lines.of_line(line) or units.named(line) or units.of_header(line):
        return own
    caption = table.caption.text if table.caption else ""
    titles = [cell.text for cell in table.cells if cell.row < TITLE_ROWS and 1 < cell.column_span == table.columns]
    said = units.of_header(caption) or next(filter(None, map(unit_lines.of_line, (caption, *titles))), None)
    return said or unit_lines.of_line(previous)


def _needs(statement: Statement, unit: Unit) -> bool:
    return statement.concept is None or unit_fits(statement.concept, unit.dimension)


def _dimensions(statement: Statement) -> dict[str, str]:
    concept = statement.concept
    if concept is None:
        return {} if statement.role == "level" else {"role": statement.role}
    extra = {"modifier": "".join(statement.modifiers)} if statement.modifiers else {}
    scope = {"scope": statement.scope} if statement.scope else {}
    return {**concept.dimensions, **extra, **scope}
