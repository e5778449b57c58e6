"""The frame `facts`: a row per document, entity, period, scenario and dimensions; the columns are concepts.

Several places may state one fact. The best of them feeds the row (a table before prose, a certain reading before a
doubtful one, an exact figure before an approximate one, more digits before fewer); the others meet it in the frame
`restatements`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, from_blank, from_figure, from_word
from compliance_check.model import (
    Blank,
    Concept,
    Disclosure,
    Figure,
    Period,
    Qualifier,
    Reading,
    Scenario,
    TextFact,
)

Group = tuple[str | None, Scenario, tuple[tuple[str, str], ...]]
"""Entity, scenario and dimensions: what rows have in common whose columns are periods of one thing."""

MEASURES: dict[str, frozenset[str]] = {
    "money": frozenset({"CNY", "USD", "HKD", "none"}),
    "ratio": frozenset({"percent", "permille", "percentage_point", "basis_point", "times"}),
    "multiple": frozenset({"percent", "times"}),
    "count": frozenset({"count", "none"}),
    "time": frozenset({"second", "minute", "hour", "day", "month", "year"}),
}
"""The units in which a concept of each measure can be stated; another unit means that the label misled."""

_READINGS = [Reading.CERTAIN, Reading.LIKELY, Reading.DOUBTFUL]


def facts(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The frame of all disclosures, in their order."""
    return Frame("facts", tuple(row for item in disclosures for row in _Cells(item, vocabulary).rows()))


def statements(disclosure: Disclosure, vocabulary: Vocabulary) -> dict[tuple[Group, Period | None, str], list[Figure]]:
    """The figures that state one fact, best first, by entity, scenario, dimensions, period and concept."""
    found: dict[tuple[Group, Period | None, str], list[Figure]] = defaultdict(list)
    for figure in disclosure.figures:
        concept = vocabulary.get(figure.concept) if figure.concept else None
        if concept is None or figure.unit not in MEASURES.get(concept.measure, frozenset()):
            continue
        group = (_entity(figure.entity, disclosure), figure.scenario, _dimensions(figure.dimensions, concept))
        found[group, _period(figure.period, concept, disclosure), concept.id].append(figure)
    return {key: sorted(items, key=preference) for key, items in found.items()}


def preference(figure: Figure) -> tuple[object, ...]:
    """The order in which statements of one fact are believed."""
    return (
        _READINGS.index(figure.reading),
        figure.anchor.cell is None,
        figure.qualifier is not Qualifier.EXACT,
        figure.half_width,
        figure.anchor.block,
        figure.anchor.cell or 0,
        figure.anchor.start,
    )


@dataclass
class _Cells:
    """One disclosure's facts, sorted into instants and durations of each group."""

    disclosure: Disclosure
    vocabulary: Vocabulary
    instants: dict[Group, dict[dt.date | None, dict[str, Operand]]] = field(default_factory=dict)
    durations: dict[Group, dict[Period, dict[str, Operand]]] = field(default_factory=dict)
    blanks: dict[tuple[Group, Period | None], dict[str, Operand]] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        for (group, period, concept), figures in statements(self.disclosure, self.vocabulary).items():
            self._put(group, period, concept, from_figure(figures[0]))
        for fact in self.disclosure.text_facts:
            self._put_word(fact)
        for blank in self.disclosure.blanks:
            self._put_blank(blank)
        tables = self._tables()
        groups = sorted({*self.instants, *self.durations}, key=repr)
        return [row for group in groups for row in self._group_rows(group, tables)]

    def _put(self, group: Group, period: Period | None, concept: str, operand: Operand) -> None:
        if period is None or period.start is None:
            ends = self.instants.setdefault(group, {})
            ends.setdefault(period.end if period else None, {}).setdefault(concept, operand)
        else:
            self.durations.setdefault(group, {}).setdefault(period, {}).setdefault(concept, operand)

    def _put_word(self, fact: TextFact) -> None:
        concept = self.vocabulary.get(fact.concept)
        if concept is not None and concept.measure == "rating":
            group = (self.disclosure.entity, Scenario.ACTUAL, ())
            self._put(group, _period(fact.period, concept, self.disclosure), concept.id, from_word(fact))

    def _put_blank(self, blank: Blank) -> None:
        concept = self.vocabulary.get(blank.concept) if blank.concept else None
        if concept is not None:
            group = (self.disclosure.entity, blank.scenario, _dimensions(blank.dimensions, concept))
            period = _period(blank.period, concept, self.disclosure)
            self.blanks.setdefault((group, period), {}).setdefault(concept.id, from_blank(blank))

    def _tables(self) -> dict[str, frozenset[int]]:
        """The tables that have a row for each concept, whatever the column."""
        found: dict[str, set[int]] = defaultdict(set)
        items: Iterable[Figure | Blank] = (*self.disclosure.figures, *self.disclosure.blanks)
        for item in items:
            if item.concept and item.anchor.cell is not None:
                found[item.concept].add(item.anchor.block)
        return {concept: frozenset(blocks) for concept, blocks in found.items()}

    def _group_rows(self, group: Group, tables: Mapping[str, frozenset[int]]) -> list[Row]:
        instants, durations = self.instants.get(group, {}), self.durations.get(group, {})
        rows = []
        for end in sorted(instants, key=lambda day: day or dt.date.min):
            period = Period(end=end) if end else None
            earlier = max((day for day in instants if day and end and day < end), default=None)
            opening = instants[earlier] if earlier else {}
            rows.append(self._row(group, period, instants[end], opening, tables))
        for period in sorted(durations, key=lambda item: (item.end, item.start or dt.date.min)):
            operands = {**instants.get(period.end, {}), **durations[period]}
            opening = {**_opening_instants(period, instants), **_prior_duration(period, durations)}
            rows.append(self._row(group, period, operands, opening, tables))
        return rows

    def _row(
        self,
        group: Group,
        period: Period | None,
        operands: Mapping[str, Operand],
        opening: Mapping[str, Operand],
        tables: Mapping[str, frozenset[int]],
    ) -> Row:
        entity, scenario, dimensions = group
        duration = period is not None and period.start is not None
        blanks = dict(self.blanks.get((group, period), {}))
        if duration and period is not None:
            blanks = {**self.blanks.get((group, Period(end=period.end)), {}), **blanks}
        return Row(
            document=self.disclosure.document.id,
            entity=entity,
            period=period,
            operands={**operands, **{f"opening.{key}": item for key, item in opening.items()}},
            scenario=scenario,
            dimensions=dimensions,
            grain="any" if period is None else "duration" if duration else "instant",
            reporting=self._is_reporting(group, period),
            blanks=blanks,
            tables=tables,
        )

    def _is_reporting(self, group: Group, period: Period | None) -> bool:
        entity, scenario, dimensions = group
        own = self.disclosure.period
        if entity != self.disclosure.entity or dimensions or scenario is Scenario.FORECAST:
            return False
        if period is None or own is None:
            return period is None
        return period.end == own.end and period.start in {None, own.start}


def _entity(name: str | None, disclosure: Disclosure) -> str | None:
    return disclosure.entity if name is None or name in disclosure.entity_names else name


def _dimensions(dimensions: Mapping[str, str], concept: Concept) -> tuple[tuple[str, str], ...]:
    own = concept.dimensions.items()
    return tuple(sorted(item for item in dimensions.items() if item not in own))


def _period(period: Period | None, concept: Concept, disclosure: Disclosure) -> Period | None:
    """The period of a fact as its concept has it: an instant has no start; a duration without one borrows it."""
    own = disclosure.period
    if period is None:
        period = own
    if period is None or concept.period_type == "instant":
        return period and Period(end=period.end)
    if period.start is None and own is not None and own.end == period.end:
        return own
    return period


def _opening_instants(period: Period, instants: Mapping[dt.date | None, dict[str, Operand]]) -> dict[str, Operand]:
    assert period.start is not None
    # 期初 is printed as the first day of the period or as the last day before it.
    return {**instants.get(period.start, {}), **instants.get(period.start - dt.timedelta(days=1), {})}


def _prior_duration(period: Period, durations: Mapping[Period, dict[str, Operand]]) -> dict[str, Operand]:
    """The same months of the year before, else the stretch of equal length that ends where this one starts."""
    assert period.start is not None
    months = _months(period)
    before = [item for item in durations if item.start and item.end < period.start and _months(item) == months]
    year_ago = [item for item in before if item.end.year == period.end.year - 1 and item.end.month == period.end.month]
    adjoining = [item for item in before if item.end == period.start - dt.timedelta(days=1)]
    chosen = next(iter([*year_ago, *adjoining]), None)
    return durations[chosen] if chosen else {}


def _months(period: Period) -> int:
    assert period.start is not None
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
