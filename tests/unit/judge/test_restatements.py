"""Statements of one fact: who agrees with whom, and one finding for one wrong value."""

from __future__ import annotations

from compliance_check.catalog import RuleBook
from compliance_check.judge import judge
from compliance_check.judge.operands import from_figure
from compliance_check.judge.restatements import agreeing, restatements, slip
from compliance_check.model import Anchor, CellAddress, Disclosure, Location, Outcome, Result
from tests.unit.judge.conftest import Make


def results(disclosure: Disclosure, book: RuleBook) -> list[Result]:
    found = judge([disclosure], book.only(["general/restatement"]), engine="direct")
    return [result for result in found if result.outcome in {Outcome.PASS, Outcome.FAIL}]


def test_one_wrong_value_at_three_places_is_one_finding(make: Make, book: RuleBook) -> None:
    wrong = "612,490.35 万元"
    disclosure = make(
        {"认可资产": ["612,480.35 万元", "61.25 亿元", "612,480.35 万元", "61.2 亿元", wrong, wrong, wrong]}
    )
    passed, failed = sorted(results(disclosure, book), key=lambda result: result.outcome == "fail")
    assert failed.outcome is Outcome.FAIL
    assert len(failed.figures) == 4  # the reference and the three
    assert len(passed.figures) == 4


def test_a_coarse_figure_does_not_reconcile_two_that_differ(make: Make, book: RuleBook) -> None:
    """61 亿元 agrees with each of the two others, and they do not agree with each other."""
    disclosure = make({"认可资产": ["612,480.35 万元", "61 亿元", "612,490.35 万元"]})
    assert Outcome.FAIL in [result.outcome for result in results(disclosure, book)]


def test_statements_that_hold_in_pairs_but_not_together_are_not_one_group(make: Make) -> None:
    figures = make({"认可资产": ["6.0 亿元", "6.04 亿元", "5.96 亿元"]}).figures
    groups = agreeing([from_figure(figure) for figure in figures])
    assert [len(group) for group in groups] == [2, 1]


def test_unit_slips(make: Make) -> None:
    def power(one: str, other: str) -> int | None:
        first, second = (from_figure(figure) for figure in make({"认可资产": [one, other]}).figures)
        return slip(first, second)

    assert power("612,480.35 万元", "612,480.35 亿元") == 4
    assert power("612,480.35 万元", "612,480.35 元") == -4
    assert power("612,480.35 万元", "6.12 亿元") == -1
    assert power("612,480.35 万元", "700,000.00 万元") is None
    assert power("612,480.35 万元", "超 6 亿元") is None


def in_cell(disclosure: Disclosure, rows: tuple[int, int]) -> Disclosure:
    """The two statements as cells of one table, in these rows and side by side."""
    figures = tuple(
        figure.model_copy(
            update={
                "anchor": Anchor(block=3, start=0, end=1, cell=index),
                "location": Location(document="d1", quote=figure.raw, cell=CellAddress(table=0, row=row, column=index)),
            }
        )
        for index, (figure, row) in enumerate(zip(disclosure.figures, rows, strict=True))
    )
    return disclosure.model_copy(update={"figures": figures})


def test_cells_side_by_side_are_not_compared(make: Make, book: RuleBook) -> None:
    disclosure = make({"认可资产": ["612,480.35 万元", "500,000.00 万元"]})
    assert restatements([in_cell(disclosure, (4, 4))], book.vocabulary).rows == ()


def test_rows_of_one_table_are_told_apart_by_something_unread(make: Make, book: RuleBook) -> None:
    """账面原值 and 累计折旧 both have a row 期初余额: in two real annual reports all 45 such questions were false."""
    disclosure = make({"认可资产": ["612,480.35 万元", "500,000.00 万元"]})
    assert results(in_cell(disclosure, (4, 9)), book) == []


def test_an_undated_figure_is_not_compared(make: Make, book: RuleBook) -> None:
    disclosure = make({"认可资产": ["612,480.35 万元", "500,000.00 万元"]})
    first, second = disclosure.figures
    undated = second.model_copy(update={"period": None})
    assert results(disclosure.model_copy(update={"figures": (first, undated)}), book) == []
