"""The likely culprit of broken equations, and the misprint that explains it."""

from __future__ import annotations

from compliance_check.catalog import RuleBook
from compliance_check.judge import judge
from compliance_check.model import Disclosure, Result
from tests.unit.judge.conftest import Make

FACTS = {
    "认可资产": "612,480.35 万元",
    "认可负债": "473,115.90 万元",
    "实际资本": "139,364.45 万元",
    "最低资本": "68,000.00 万元",
    "综合偿付能力溢额": "71,364.45 万元",
    "综合偿付能力充足率": "204.95%",
}


def failed(disclosure: Disclosure, book: RuleBook) -> dict[str, Result]:
    return {result.rule: result for result in judge([disclosure], book, engine="direct") if result.outcome == "fail"}


def suspected(disclosure: Disclosure, result: Result) -> set[str]:
    return {figure.label for figure in disclosure.figures if figure.id in result.suspects}


def test_the_figure_that_all_broken_rules_share_is_the_suspect(make: Make, book: RuleBook) -> None:
    disclosure = make({**FACTS, "实际资本": "193,364.45 万元"})
    results = failed(disclosure, book)
    assert set(results) == {"SOL101", "SOL121", "SOL131"}
    for result in results.values():
        assert suspected(disclosure, result) == {"实际资本"}
    assert "139,364.45 万元（相邻两位数字互换）" in results["SOL101"].message.zh
    assert "139,364.45 ten thousand yuan (two neighbouring digits changed places)" in results["SOL121"].message.en


def test_a_figure_that_a_passing_rule_holds_is_no_suspect(make: Make, book: RuleBook) -> None:
    """Assets and liabilities stand in one equation only; actual capital is held by its surplus and ratio."""
    disclosure = make({**FACTS, "认可资产": "612,480.95 万元"})
    results = failed(disclosure, book)
    assert set(results) == {"SOL101"}
    assert suspected(disclosure, results["SOL101"]) == {"认可资产", "认可负债"}
    # 612,480.95 for 612,480.35 is one digit; 473,116.50 for 473,115.90 would be three.
    assert "应为 612,480.35 万元（一位数字之差）" in results["SOL101"].message.zh


def test_a_ratio_points_at_the_figure_under_the_line(make: Make, book: RuleBook) -> None:
    disclosure = make({**FACTS, "最低资本": "86,000.00 万元"})
    results = failed(disclosure, book)
    assert set(results) == {"SOL121", "SOL131"}
    assert all(suspected(disclosure, result) == {"最低资本"} for result in results.values())


def test_two_independent_errors_are_two_groups(make: Make, book: RuleBook) -> None:
    disclosure = make({**FACTS, "认可资产": "612,480.95 万元", "综合偿付能力充足率": "240.95%"})
    results = failed(disclosure, book)
    assert suspected(disclosure, results["SOL131"]) == {"综合偿付能力充足率"}
    assert suspected(disclosure, results["SOL101"]) == {"认可资产", "认可负债"}


def test_a_unit_slip_is_named_and_its_figure_suspected(make: Make, book: RuleBook) -> None:
    disclosure = make({**FACTS, "实际资本": "139,364.45 元"})
    results = failed(disclosure, book)
    assert "实际资本小了 10^4 倍" in results["SOL101"].message.zh
    assert suspected(disclosure, results["SOL101"]) == {"实际资本"}
