"""Frames of what must carry over from one publication to the next.

rollforward: a prior-period value in this document (`now`) and the value then published (`then`).
accumulation: the year so far, the year so far a quarter ago, and the quarter.
quarters: the four quarters as published and the year.
forecast: what last quarter's summary forecast, and what came.
audit: a year-end figure after the audit (`now`) and before it (`then`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, dimension
from compliance_check.judge.past import (
    ANNUAL,
    SUMMARY,
    Fact,
    Facts,
    Past,
    months_of,
    quarter_before,
    source_of,
)
from compliance_check.judge.wording import printed_text
from compliance_check.model import Bilingual, Concept, Disclosure, Period, Scenario, Table, TrendPoint

SOLVENCY = frozenset(
    """
    actual_capital core_capital ancillary_capital core_tier1_capital core_tier2_capital ancillary_tier1_capital
    ancillary_tier2_capital minimum_capital quantified_minimum_capital control_risk_minimum_capital
    life_risk_minimum_capital non_life_risk_minimum_capital market_risk_minimum_capital credit_risk_minimum_capital
    core_solvency_surplus comprehensive_solvency_surplus core_solvency_ratio comprehensive_solvency_ratio
    admitted_assets admitted_liabilities
    """.split()
)
"""Concepts of the solvency rules: one definition in every document. Accounts may differ by basis (R1 article 7)."""

ACCOUNTS = frozenset({ANNUAL, "half-year-operating-report"})
"""Kinds that state the same accounts."""

AUDITED = {
    "actual_capital": "amount",
    "minimum_capital": "amount",
    "comprehensive_solvency_ratio": "ratio",
    "core_solvency_ratio": "ratio",
}
"""Rule 15, article 13: what a change by the audit makes a supplement for."""

_RESTATED = re.compile(r"追溯(?:调整|重述)|重述|会计政策变更|(?:前期)?差错更正|restate", re.IGNORECASE)
YES, NO = Bilingual(zh="yes", en="yes"), Bilingual(zh="no", en="no")

Rows = Callable[[Past, Vocabulary], Iterator[Row]]


def rollforward(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Prior-period values beside those published then."""
    return _frame("rollforward", _carried, behind, vocabulary)


def accumulation(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """The quarter beside the difference of the years so far."""
    return _frame("accumulation", _accumulated, behind, vocabulary)


def quarters(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """The year beside its four quarters."""
    return _frame("quarters", _four_quarters, behind, vocabulary)


def forecast(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """What came beside what was forecast."""
    return _frame("forecast", _forecast, behind, vocabulary)


def audit(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Year-end figures after and before the audit."""
    return _frame("audit", _audited, behind, vocabulary)


def comparable(one: Disclosure, other: Disclosure, concept: str) -> bool:
    """Whether two documents state `concept` on one basis."""
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or concept in SOLVENCY or kinds <= ACCOUNTS


def row_of(past: Past, fact: Fact, operands: Mapping[str, Operand], words: Mapping[str, Bilingual]) -> Row:
    """A row about `fact`, with the words that all these frames share."""
    return Row(
        document=past.now.disclosure.document.id,
        entity=past.now.disclosure.entity,
        period=fact.period,
        operands=operands,
        dimensions=fact.dimensions,
        reporting=False,
        words=words,
        trend=_trend(past, fact),
    )


def _trend(past: Past, fact: Fact) -> tuple[TrendPoint, ...]:
    """The figure as earlier disclosures stated it for their own periods, and as this one does now."""
    series = past.series(fact.concept, fact.dimensions, months_of(fact.period))
    points = [earlier for day, earlier in series.items() if day < fact.period.end]
    return tuple(
        TrendPoint(
            end=item.period.end,
            value=item.figure.value,
            unit=item.figure.unit,
            printed=printed_text(item.operand, "zh"),
            source=source_of(item.disclosure).zh,
        )
        for item in (*points, fact)
        if points and item.figure.unit == fact.figure.unit
    )


SCOPES = {("consolidation", "company"): Bilingual(zh="母公司", en="the company alone")}
"""Dimensions whose members are no words of the document."""


def label_of(fact: Fact, concept: Concept | None) -> Bilingual:
    """The concept's name, with the dimensions that set the fact apart."""
    name = concept.label if concept else Bilingual(zh=fact.figure.label, en=fact.figure.label)
    details = [SCOPES.get(item, Bilingual(zh=item[1], en=item[1])) for item in fact.dimensions]
    if not details:
        return name
    zh, en = "、".join(item.zh for item in details), ", ".join(item.en for item in details)
    return Bilingual(zh=f"{name.zh}（{zh}）", en=f"{name.en} ({en})")


def _frame(name: str, rows: Rows, behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    return Frame(name, tuple(row for past in behind for row in rows(past, vocabulary)))


def _carried(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    own = past.now.disclosure.period
    noted = _notes_restatement(past.now.disclosure)
    for fact in past.now.actual.values():
        if own is None or fact.period.end >= own.end:
            continue
        then = past.published(fact.concept, fact.dimensions, fact.period)
        if then is None or not comparable(past.now.disclosure, then.disclosure, fact.concept) or not _alike(fact, then):
            continue
        restated = noted or fact.figure.scenario is Scenario.RESTATED
        words = {
            "relation": _relation(past, fact, then),
            "restated": YES if restated else NO,
            "year_end": YES if fact.period.end.month == 12 else NO,
            "label": label_of(fact, vocabulary.get(fact.concept)),
            "source": source_of(then.disclosure),
        }
        yield row_of(past, fact, {"now": fact.operand, "then": then.operand}, words)


def _relation(past: Past, fact: Fact, then: Fact) -> Bilingual:
    own = past.now.disclosure.period
    assert own is not None
    if past.now.disclosure.kind == then.disclosure.kind == SUMMARY:
        name = "last-quarter"
    elif fact.period.start is None and own.start and fact.period.end == own.start - dt.timedelta(days=1):
        name = "opening"
    else:
        name = "comparative"
    return Bilingual(zh=name, en=name)


def _accumulated(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    for fact in past.now.own():
        start, end = fact.period.start, fact.period.end
        if start is None or (start.month, start.day) != (1, 1) or not _adds_up(fact, vocabulary):
            continue
        before = quarter_before(end)
        quarter = past.now.actual.get((fact.concept, fact.dimensions, Period(start=before + dt.timedelta(1), end=end)))
        if before.year != end.year or quarter is None:
            continue
        previous = past.published(fact.concept, fact.dimensions, Period(start=start, end=before))
        if previous is None or not comparable(past.now.disclosure, previous.disclosure, fact.concept):
            continue
        operands = {"cumulative": fact.operand, "previous": previous.operand, "quarter": quarter.operand}
        if len({dimension(item.unit) for item in operands.values()}) == 1:
            words = {
                "label": label_of(fact, vocabulary.get(fact.concept)),
                "source": source_of(previous.disclosure),
            }
            yield row_of(past, fact, operands, words)


def _four_quarters(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    for fact in past.now.own():
        if months_of(fact.period) != 12 or fact.period.end.month != 12 or not _adds_up(fact, vocabulary):
            continue
        found = past.series(fact.concept, fact.dimensions, 3)
        parts = [found.get(dt.date(fact.period.end.year, month, day)) for month, day in ((3, 31), (6, 30), (9, 30))]
        last = Period(start=dt.date(fact.period.end.year, 10, 1), end=fact.period.end)
        parts.append(past.now.actual.get((fact.concept, fact.dimensions, last)) or found.get(fact.period.end))
        complete = [part for part in parts if part is not None]
        if len(complete) < 4 or not all(_alike(part, fact) for part in complete):
            continue
        names = ("first", "second", "third", "fourth")
        operands = {name: part.operand for name, part in zip(names, complete, strict=True)}
        words = {"label": label_of(fact, vocabulary.get(fact.concept)), "source": source_of(complete[0].disclosure)}
        yield row_of(past, fact, {**operands, "year": fact.operand}, words)


def _forecast(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    for fact in past.now.own():
        made = [
            facts.forecast[key]
            for facts in past.earlier
            if (key := (fact.concept, fact.dimensions, fact.period)) in facts.forecast
        ]
        if made and fact.concept in SOLVENCY and _alike(fact, made[-1]) and made[-1].figure.value:
            words = {
                "label": label_of(fact, vocabulary.get(fact.concept)),
                "source": source_of(made[-1].disclosure),
            }
            yield row_of(past, fact, {"now": fact.operand, "forecast": made[-1].operand}, words)


def _audited(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    """An annual report beside the summary of the fourth quarter, or the next summary's comparative column beside it."""
    for fact in past.now.actual.values():
        if fact.concept not in AUDITED or fact.dimensions or (fact.period.end.month, fact.period.end.day) != (12, 31):
            continue
        then = _unaudited(past, fact)
        if then is not None and _alike(fact, then):
            kind = AUDITED[fact.concept]
            words = {
                "measure": Bilingual(zh=kind, en=kind),
                "label": label_of(fact, vocabulary.get(fact.concept)),
                "source": source_of(then.disclosure),
            }
            yield row_of(past, fact, {"now": fact.operand, "then": then.operand}, words)


def _unaudited(past: Past, fact: Fact) -> Fact | None:
    if past.now.disclosure.kind not in {ANNUAL, SUMMARY}:
        return None
    for facts in (*past.beside, *past.earlier):
        if facts.disclosure.kind == SUMMARY and _ends(facts, fact.period.end):
            return facts.actual.get((fact.concept, fact.dimensions, fact.period))
    return None


def _ends(facts: Facts, day: dt.date) -> bool:
    return facts.disclosure.period is not None and facts.disclosure.period.end == day


def _alike(one: Fact, other: Fact) -> bool:
    return dimension(one.figure.unit) == dimension(other.figure.unit)


def _adds_up(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether amounts of several periods sum: a ratio's do not, and an average's neither."""
    concept = vocabulary.get(fact.concept)
    return concept is not None and concept.measure in {"money", "count"} and not fact.concept.startswith("average")


def _notes_restatement(disclosure: Disclosure) -> bool:
    for block in disclosure.document.blocks:
        if isinstance(block, Table):
            if any(cell.header and _RESTATED.search(cell.text) for cell in block.cells):
                return True
        elif _RESTATED.search(block.passage.text):
            return True
    return False
