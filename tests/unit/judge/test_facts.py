"""The frame of facts: which statement feeds a row, how periods join, what opening means."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from compliance_check.catalog import RuleBook
from compliance_check.judge.facts import facts
from compliance_check.judge.frames import Row
from compliance_check.model import Disclosure, Figure, Period, Qualifier, Reading, Scenario
from tests.unit.judge.conftest import Make

HALF_YEAR = Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 6, 30))
LAST_HALF_YEAR = Period(start=dt.date(2024, 1, 1), end=dt.date(2024, 6, 30))
OPENING = Period(end=dt.date(2024, 12, 31))
CLOSING = Period(end=dt.date(2025, 6, 30))


def one_row(disclosure: Disclosure, book: RuleBook, period: Period) -> Row:
    (row,) = [row for row in facts([disclosure], book.vocabulary).rows if row.period == period]
    return row


def with_figures(disclosure: Disclosure, *figures: Figure) -> Disclosure:
    return disclosure.model_copy(update={"figures": (*disclosure.figures, *figures)})


def other(disclosure: Disclosure, **changes: object) -> Figure:
    return disclosure.figures[0].model_copy(update={"id": "d1.f99", **changes})


@pytest.mark.parametrize(
    "better",
    [
        {"half_width": Decimal(5), "raw": "9.999"},
        {"half_width": Decimal(5000), "raw": "10"},
    ],
)
def test_more_digits_win(make: Make, book: RuleBook, better: dict[str, object]) -> None:
    disclosure = make({"认可资产": "10.0 万元"})
    both = with_figures(disclosure, other(disclosure, **better))
    finer = min(both.figures, key=lambda figure: figure.half_width)
    assert one_row(both, book, CLOSING).operands["admitted_assets"].figure == finer.id


def test_a_table_wins_over_prose_and_certainty_over_both(make: Make, book: RuleBook) -> None:
    disclosure = make({"认可资产": ["10.0 万元", "10.000 万元"]})
    table, prose = disclosure.figures
    assert one_row(disclosure, book, CLOSING).operands["admitted_assets"].figure == table.id
    doubted = table.model_copy(update={"reading": Reading.DOUBTFUL})
    changed = disclosure.model_copy(update={"figures": (doubted, prose)})
    assert one_row(changed, book, CLOSING).operands["admitted_assets"].figure == prose.id


def test_an_exact_figure_wins_over_an_approximate_one(make: Make, book: RuleBook) -> None:
    disclosure = make({"认可资产": "约 10.00 万元"})
    exact = other(disclosure, qualifier=Qualifier.EXACT, half_width=Decimal(5000))
    both = with_figures(disclosure, exact)
    assert one_row(both, book, CLOSING).operands["admitted_assets"].figure == "d1.f99"


def test_a_unit_that_does_not_fit_the_concept_is_no_fact(make: Make, book: RuleBook) -> None:
    assert facts([make({"认可资产": "12.5%"})], book.vocabulary).rows == ()


def test_instants_join_the_durations_that_end_with_them(make: Make, book: RuleBook) -> None:
    disclosure = make({"净利润": "3.00 万元", "净资产": "10.00 万元"}, prior={"净资产": "7.00 万元"})
    row = one_row(disclosure, book, HALF_YEAR)
    assert row.operands["net_profit"].printed == "3.00"
    assert row.operands["net_assets"].printed == "10.00"
    assert row.operands["opening.net_assets"].printed == "7.00"
    assert row.reporting


def test_opening_of_an_instant_is_the_earlier_column(make: Make, book: RuleBook) -> None:
    disclosure = make({"净资产": "10.00 万元"}, prior={"净资产": "7.00 万元"})
    assert one_row(disclosure, book, CLOSING).operands["opening.net_assets"].printed == "7.00"
    assert "opening.net_assets" not in one_row(disclosure, book, OPENING).operands


def test_opening_of_a_duration_is_the_same_months_of_last_year(make: Make, book: RuleBook) -> None:
    disclosure = make({"净利润": "3.00 万元"})
    last = other(disclosure, period=LAST_HALF_YEAR, raw="2.00", value=Decimal(20000))
    second = Period(start=dt.date(2024, 7, 1), end=dt.date(2024, 12, 31))
    between = other(disclosure, id="d1.f98", period=second, raw="2.50", value=Decimal(25000))
    row = one_row(with_figures(disclosure, last, between), book, HALF_YEAR)
    assert row.operands["opening.net_profit"].printed == "2.00"


def test_scenario_entity_and_dimensions_have_rows_of_their_own(make: Make, book: RuleBook) -> None:
    disclosure = make({"净资产": "10.00 万元"})
    more = [
        other(disclosure, scenario=Scenario.FORECAST),
        other(disclosure, id="d1.f98", entity="另一家公司"),
        other(disclosure, id="d1.f97", dimensions={"scope": "group"}),
    ]
    rows = facts([with_figures(disclosure, *more)], book.vocabulary).rows
    assert len(rows) == 4
    assert [row.operands["net_assets"].figure for row in rows if row.reporting] == ["d1.f1"]


def test_a_short_name_of_the_company_is_the_company(make: Make, book: RuleBook) -> None:
    disclosure = make({"净资产": "10.00 万元"})
    named = disclosure.model_copy(update={"entity_names": ("示例保险",)})
    also = with_figures(named, other(disclosure, entity="示例保险", concept="total_assets"))
    (row,) = facts([also], book.vocabulary).rows
    assert set(row.operands) == {"net_assets", "total_assets"}
