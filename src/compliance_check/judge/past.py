"""What was published before and beside a disclosure: its facts by concept and period, ready to be laid beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from compliance_check.catalog import Vocabulary
from compliance_check.judge.facts import statements
from compliance_check.judge.operands import Operand, from_figure
from compliance_check.model import Bilingual, Disclosure, Figure, Period, Scenario

Dimensions = tuple[tuple[str, str], ...]

SUMMARY = "solvency-quarterly-summary"
ANNUAL = "annual-disclosure"

SHORTEST_NAME = 4
"""Characters of a short name that identifies a company by itself: 本公司 never does."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The best statement of one fact in one document."""

    disclosure: Disclosure
    concept: str
    dimensions: Dimensions
    period: Period
    figure: Figure

    @property
    def operand(self) -> Operand:
        """The fact as an operand."""
        return from_figure(self.figure)


Key = tuple[str, Dimensions, Period]


@dataclass(eq=False)
class Facts:
    """The facts of one disclosure about its own company, by scenario; two are the same only if they are one."""

    disclosure: Disclosure
    actual: dict[Key, Fact] = field(default_factory=dict)
    forecast: dict[Key, Fact] = field(default_factory=dict)

    @staticmethod
    def of(disclosure: Disclosure, vocabulary: Vocabulary) -> Facts:
        """The facts of `disclosure` that have a period."""
        facts = Facts(disclosure)
        for (group, period, concept), figures in statements(disclosure, vocabulary).items():
            entity, scenario, dimensions = group
            if period is None or entity != disclosure.entity:
                continue
            fact = Fact(disclosure, concept, dimensions, period, figures[0])
            target = facts.forecast if scenario is Scenario.FORECAST else facts.actual
            target.setdefault((concept, dimensions, period), fact)
        return facts

    def own(self) -> Iterator[Fact]:
        """The facts of the period that the disclosure reports on."""
        reported = self.disclosure.period
        for fact in self.actual.values():
            if reported is not None and fact.period.end == reported.end:
                yield fact


@dataclass(frozen=True)
class Past:
    """A disclosure with the others of the same company: those of earlier periods, and those of the same one."""

    now: Facts
    earlier: tuple[Facts, ...]
    beside: tuple[Facts, ...]

    def published(self, concept: str, dimensions: Dimensions, period: Period) -> Fact | None:
        """The fact as the disclosure of that very period stated it; one of the same kind before one of another."""
        found = self._own_facts.get((concept, dimensions, months_of(period)), {}).get(period.end, [])
        same = [fact for fact in found if fact.period == period]
        return min(same, key=self._is_other_kind, default=None)

    def series(self, concept: str, dimensions: Dimensions, months: int) -> dict[dt.date, Fact]:
        """The fact period by period as the disclosures of each period stated it, `months` long (0: instants)."""
        found = self._own_facts.get((concept, dimensions, months), {})
        return {day: min(facts, key=self._is_other_kind) for day, facts in sorted(found.items())}

    def _is_other_kind(self, fact: Fact) -> bool:
        return fact.disclosure.kind != self.now.disclosure.kind

    @cached_property
    def _own_facts(self) -> dict[tuple[str, Dimensions, int], dict[dt.date, list[Fact]]]:
        """What each earlier disclosure stated of its own period, by concept, dimensions, months and last day."""
        found: dict[tuple[str, Dimensions, int], dict[dt.date, list[Fact]]] = {}
        for facts in self.earlier:
            for fact in facts.own():
                key = (fact.concept, fact.dimensions, months_of(fact.period))
                found.setdefault(key, {}).setdefault(fact.period.end, []).append(fact)
        return found


def pasts(disclosures: Sequence[Disclosure], earlier: Sequence[Disclosure], vocabulary: Vocabulary) -> list[Past]:
    """For each disclosure that has company and period, what stands before and beside it."""
    judged = {item.document.sha256 for item in disclosures}
    # A draft that was published meanwhile must not be compared with itself.
    others = [item for item in latest(earlier) if item.document.sha256 not in judged]
    # By id, so that which of two documents bears their common finding does not depend on the order they came in.
    own = sorted(disclosures, key=lambda item: item.document.id)
    known = [Facts.of(item, vocabulary) for item in (*own, *others)]
    found = []
    for position, now in enumerate(known[: len(disclosures)]):
        reported = now.disclosure.period
        same = [facts for facts in known if facts is not now and same_company(facts.disclosure, now.disclosure)]
        dated = [(facts, facts.disclosure.period.end) for facts in same if facts.disclosure.period]
        end = reported.end if reported else None
        before = [facts for facts, day in dated if end and day < end]
        # Of two drafts judged together each would else meet the other twice.
        later = {id(facts) for facts in known[position + 1 : len(disclosures)]}
        earlier_ids = {id(facts) for facts in before}
        beside = [facts for facts in same if id(facts) not in later | earlier_ids]
        found.append(Past(now, tuple(before), tuple(beside)))
    return found


def latest(disclosures: Sequence[Disclosure]) -> list[Disclosure]:
    """The disclosures without those that a later one of the same company, kind and period replaces."""
    found: dict[object, Disclosure] = {}
    for item in disclosures:
        known = item.entity and item.kind and item.period
        found[(item.entity, item.kind, item.period) if known else item.document.id] = item
    return list(found.values())


def same_company(one: Disclosure, other: Disclosure) -> bool:
    """Whether both are disclosures of one company, by full name or by a name that one gives itself."""
    if one.entity is None or other.entity is None:
        return False
    return one.entity == other.entity or _called(one.entity, other) or _called(other.entity, one)


def months_of(period: Period) -> int:
    """The whole months of a duration; 0 of an instant."""
    if period.start is None:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def quarter_before(day: dt.date) -> dt.date:
    """The last day of the quarter before the one that `day` ends."""
    return dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - dt.timedelta(days=1)


def year_before(day: dt.date) -> dt.date:
    """The same day of the year before."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def source_of(disclosure: Disclosure) -> Bilingual:
    """A document as a message calls it: its file, and of the store also which entry and edition it is."""
    if not disclosure.document.blocks and disclosure.notes:
        return disclosure.notes[0]
    return Bilingual(zh=disclosure.document.path, en=disclosure.document.path)


def _called(name: str, other: Disclosure) -> bool:
    return len(name) >= SHORTEST_NAME and name in other.entity_names
