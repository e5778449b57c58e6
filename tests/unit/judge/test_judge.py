"""Judgement as a whole: outcomes, order, crashes, fingerprints, standing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from compliance_check.catalog import Check, RuleBook, Suite
from compliance_check.catalog.expression import Comparison, Formula, Name, Number
from compliance_check.judge import judge
from compliance_check.judge.standing import standing
from compliance_check.model import (
    Applies,
    Citation,
    Deactivated,
    Disclosure,
    Location,
    Outcome,
    Period,
    Result,
    Severity,
    Standing,
)
from tests.unit.judge.conftest import Make

GOOD = {"认可资产": "612,480.35 万元", "认可负债": "473,115.90 万元", "实际资本": "139,364.45 万元"}
BAD = {**GOOD, "实际资本": "139,364.47 万元"}


def only(book: RuleBook, rule: str, **changes: object) -> RuleBook:
    """The book with one rule, changed."""
    (check,) = book.find(rule)
    changed = replace(check, rule=check.rule.model_copy(update=changes))
    return with_check(book, changed)


def with_check(book: RuleBook, check: Check) -> RuleBook:
    suite = book.suites[0]
    return RuleBook((Suite(suite.id, suite.version, suite.title, suite.sha256, (check,)),), book.vocabulary)


def first(disclosure: Disclosure, book: RuleBook, as_of: dt.date | None = None) -> Result:
    (result,) = judge([disclosure], book, as_of, "direct")
    return result


def test_every_rule_has_a_result(make: Make, book: RuleBook) -> None:
    results = judge([make(GOOD)], book, engine="direct")
    assert {result.rule for result in results} == {check.rule.id for check in book.checks}


def test_results_are_sorted_and_the_same_whatever_the_order_of_the_documents(make: Make, book: RuleBook) -> None:
    one = make(GOOD)
    two = one.model_copy(update={"document": one.document.model_copy(update={"id": "d2"})})
    forward, backward = judge([one, two], book, engine="direct"), judge([two, one], book, engine="direct")
    assert forward == backward
    keys = [(result.rule, result.subject.document) for result in forward]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"deactivated": Deactivated(since=dt.date(2025, 1, 1), reason="under review")}, "under review"),
        ({"applies": Applies(documents=("annual-report",))}, "kind of document"),
        ({"applies": Applies(company_types=("life",))}, "type of company"),
    ],
)
def test_a_rule_that_does_not_apply_says_why(
    make: Make, book: RuleBook, changes: dict[str, object], words: str
) -> None:
    result = first(make(BAD), only(book, "SOL101", **changes))
    assert result.outcome is Outcome.NOT_APPLICABLE
    assert result.reason is not None
    assert words in result.reason.en


def test_an_expired_deactivation_does_not_switch_off(make: Make, book: RuleBook) -> None:
    off = Deactivated(since=dt.date(2024, 1, 1), until=dt.date(2025, 6, 29), reason="x")
    assert first(make(BAD), only(book, "SOL101", deactivated=off)).outcome is Outcome.FAIL


def test_unconfirmed_law_is_at_most_a_warning(make: Make, book: RuleBook) -> None:
    hearsay = (Citation(instrument="某规则", confirmed=False),)
    assert first(make(BAD), only(book, "SOL101", citation=hearsay)).severity is Severity.WARNING
    assert first(make(BAD), only(book, "SOL101")).severity is Severity.ERROR


def test_a_crashing_rule_is_an_outcome_and_stops_nothing(make: Make, book: RuleBook) -> None:
    (check,) = book.find("SOL101")
    # A parameter that the rule does not have: the loader would refuse it, so only a defect could bring it here.
    broken = replace(check, formula=Formula("x", (Comparison("?", Name("admitted_assets", "x"), Number(None, "x")),)))  # type: ignore[arg-type]
    suite = book.suites[0]
    both = RuleBook((Suite(suite.id, "1", suite.title, "", (broken, *book.find("SOL112"))),), book.vocabulary)
    for engine in ("direct", "gx"):
        outcomes = {r.rule: r.outcome for r in judge([make({**GOOD, "最低资本": "1.00 万元"})], both, None, engine)}  # type: ignore[arg-type]
        assert outcomes == {"SOL101": Outcome.ERROR, "SOL112": Outcome.PASS}


def test_the_fingerprint_knows_values_and_not_places(make: Make, book: RuleBook) -> None:
    disclosure = make(BAD)
    moved = disclosure.model_copy(
        update={
            "figures": tuple(
                figure.model_copy(update={"location": Location(document="d1", line=7, quote=figure.raw)})
                for figure in disclosure.figures
            )
        }
    )
    rule = only(book, "SOL101")
    assert first(moved, rule).fingerprint == first(disclosure, rule).fingerprint
    assert first(make({**BAD, "实际资本": "139,364.48 万元"}), rule).fingerprint != first(disclosure, rule).fingerprint
    assert len(first(disclosure, rule).fingerprint) == 16


def test_the_calculation_lays_the_arithmetic_open(make: Make, book: RuleBook) -> None:
    calculation = first(make(BAD), only(book, "SOL101")).calculation
    assert calculation is not None
    assert calculation.left == (Decimal("1393644400"), Decimal("1393644600"))
    assert calculation.right == (Decimal("1393644650"), Decimal("1393644750"))
    assert (calculation.residual, calculation.tolerance) == (Decimal(-200), Decimal(150))
    assert [(term.name, term.printed) for term in calculation.terms] == [
        ("认可资产", "612,480.35 万元"),
        ("认可负债", "473,115.90 万元"),
        ("实际资本", "139,364.47 万元"),
    ]


def test_shares_are_laid_open_in_percent_points(make: Make, book: RuleBook) -> None:
    calculation = first(make({"核心偿付能力充足率": "49.99%"}), only(book, "SOL151")).calculation
    assert calculation is not None
    assert calculation.unit == "percent"
    assert calculation.left == (Decimal("49.985"), Decimal("49.995"))
    assert calculation.right == (Decimal(50), Decimal(50))


def test_an_absent_row_that_counts_as_zero_is_said(make: Make, book: RuleBook) -> None:
    facts = {"核心一级资本": "125,000.15 万元", "附属一级资本": "14,364.30 万元", "实际资本": "139,364.45 万元"}
    calculation = first(make(facts), only(book, "SOL102")).calculation
    assert calculation is not None
    assert ("核心二级资本", "— (= 0)") in [(term.name, term.printed) for term in calculation.terms]


def test_without_a_period_the_law_in_force_today_judges(make: Make, book: RuleBook) -> None:
    undated = make(BAD).model_copy(update={"period": None})
    undated = undated.model_copy(
        update={"figures": tuple(f.model_copy(update={"period": None}) for f in undated.figures)}
    )
    assert first(undated, only(book, "SOL101")).outcome is Outcome.FAIL


def test_a_prior_column_with_one_gap_is_mentioned_and_with_two_is_not(make: Make, book: RuleBook) -> None:
    rule = only(book, "SOL101")
    one = judge([make(GOOD, prior={"认可资产": "1.00 万元", "认可负债": "0.40 万元"})], rule, engine="direct")
    assert [result.outcome for result in one] == [Outcome.NOT_EVALUABLE, Outcome.PASS]
    assert one[0].subject.period == Period(end=dt.date(2024, 12, 31))
    two = judge([make(GOOD, prior={"认可资产": "1.00 万元"})], rule, engine="direct")
    assert [result.outcome for result in two] == [Outcome.PASS]


def test_standing(make: Make, book: RuleBook) -> None:
    disclosure = make({**BAD, "最低资本": "68,000.00 万元", "总资产": "620,000.00 万元", "总负债": "480,000.00 万元",
                       "净资产": "140,000.00 万元", "核心偿付能力充足率": "45.00%"})  # fmt: skip
    results = judge([disclosure], book, engine="direct")
    judged = standing([disclosure], results)
    by_label = {figure.label: judged[figure.id] for figure in disclosure.figures}
    assert by_label["认可资产"].standing is Standing.CONTRADICTED
    assert by_label["净资产"].standing is Standing.VERIFIED
    assert "ACC101" in by_label["净资产"].checked_by
    # A ratio below its threshold is a breach, not a misprint; one that is merely positive is not verified.
    assert by_label["核心偿付能力充足率"].standing is Standing.UNCHECKED
    assert by_label["最低资本"].standing is Standing.UNCHECKED
