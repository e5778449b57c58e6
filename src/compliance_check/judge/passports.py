"""The frame `passports`: one fact as several documents state it, with every statement's place and precision.

A row's `first` is the statement most others agree with, `second` one that does not, or the least precise of those that
do; the words list all. What the roll-forward compares already has no passport.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance_check.catalog import Vocabulary
from compliance_check.judge.claim_twins import claim_twins
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import dimension
from compliance_check.judge.past import SUMMARY, Dimensions, Fact, Facts, Past
from compliance_check.judge.rollforward import SOLVENCY, comparable, label_of
from compliance_check.judge.stated import Statement, listed, quoted
from compliance_check.model import Bilingual, Figure, Period, Qualifier, Reading

LOOSE = ("scope", "modifier")
"""Dimensions that carry words of a sentence; longer ones than the name of a line of business set no fact apart."""

LONGEST_SCOPE = 6


def passports(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """The facts and repeated claims that at least two documents state."""
    rows: list[Row] = []
    for past in behind:
        rows += _facts(past, vocabulary)
        for figure, other, shared in claim_twins(past):
            words = {"basis": _word("claim"), "label": _word("“" + "”“".join(shared) + "”")}
            rows += _rows(past, figure.period, [Statement(past.now.disclosure, figure), other], words)
    return Frame("passports", tuple(rows))


def _facts(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    others = [_by_core(facts) for facts in (*past.beside, *past.earlier)]
    for key, fact in _by_core(past.now).items():
        found = [Statement(fact.disclosure, fact.figure)]
        for facts in others:
            other = facts.get(key)
            if other is not None and not _is_carried(past, fact, other) and _alike(fact.figure, other.figure):
                found.append(Statement(other.disclosure, other.figure))
        if len(found) > 1:
            concept = vocabulary.get(fact.concept)
            words = {"basis": _word(_basis(fact, found)), "label": label_of(_bare(fact), concept)}
            yield from _rows(past, fact.period, found, words)


def core(dimensions: Dimensions) -> Dimensions:
    """The dimensions that set a fact apart."""
    return tuple((key, value) for key, value in dimensions if key not in LOOSE or 1 < len(value) <= LONGEST_SCOPE)


def _by_core(facts: Facts) -> dict[tuple[str, Dimensions, Period], Fact]:
    """The facts by what they are about; of two that differ in loose words only, the one without them."""
    found: dict[tuple[str, Dimensions, Period], Fact] = {}
    for fact in sorted(facts.actual.values(), key=lambda item: len(item.dimensions)):
        found.setdefault((fact.concept, core(fact.dimensions), fact.period), fact)
    return found


def _is_carried(past: Past, fact: Fact, other: Fact) -> bool:
    """Whether the roll-forward lays these two side by side."""
    earlier = any(facts.disclosure is other.disclosure for facts in past.earlier)
    own = other.disclosure.period
    return (
        earlier
        and own is not None
        and own.end == other.period.end
        and comparable(past.now.disclosure, other.disclosure, fact.concept)
    )


def _basis(fact: Fact, found: Sequence[Statement]) -> str:
    """How surely the statements are of one thing: solvency, accounts, or other (bases may differ)."""
    kinds = {item.disclosure.kind for item in found}
    unaudited = SUMMARY in kinds and len(kinds) > 1 and (fact.period.end.month, fact.period.end.day) == (12, 31)
    if unaudited:
        return "other"
    if fact.concept in SOLVENCY:
        return "solvency" if all(_is_plain(item.figure) for item in found) else "stated"
    money = fact.figure.unit == "CNY"
    return "other" if money and SUMMARY in kinds and len(kinds) > 1 else "stated"


def _is_plain(figure: Figure) -> bool:
    return figure.qualifier is Qualifier.EXACT and figure.reading is Reading.CERTAIN


def _bare(fact: Fact) -> Fact:
    return replace(fact, dimensions=core(fact.dimensions))


def _rows(past: Past, period: Period | None, found: Sequence[Statement], words: dict[str, Bilingual]) -> Iterator[Row]:
    """A row per statement that disagrees with the reference; one row if none does."""
    operands = [item.operand for item in found]
    votes = [sum(one.interval.meets(other.interval) for other in operands) for one in operands]
    first = max(range(len(found)), key=lambda index: (votes[index], -index))
    apart = [i for i in range(len(found)) if not operands[i].interval.meets(operands[first].interval)]
    rest = [i for i in range(len(found)) if i != first]
    # One finding of two drafts is enough: it belongs to the document that states it, or to both as one row.
    for second in apart or [max(rest, key=lambda index: operands[index].interval.width or 0)]:
        yield Row(
            document=past.now.disclosure.document.id,
            entity=past.now.disclosure.entity,
            period=period,
            operands={"first": operands[first], "second": operands[second]},
            reporting=False,
            words={
                **words,
                "here": quoted(found[first]),
                "there": quoted(found[second]),
                "statements": listed(found),
                "count": _word(str(len(found))),
            },
            places=tuple(item.figure.location for item in found),
            figures=tuple(item.figure.id for item in found),
        )


def _alike(one: Figure, other: Figure) -> bool:
    return dimension(one.unit) == dimension(other.unit)


def _word(text: str) -> Bilingual:
    return Bilingual(zh=text, en=text)
