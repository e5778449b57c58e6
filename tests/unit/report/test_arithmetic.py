from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_check.report.amounts import digits_for, grouped, scale_of, scaled
from compliance_check.report.arithmetic import Index, arithmetic, pretty

Result = dict[str, Any]


def figure(name: str, raw: str, value: str, unit: str = "CNY", concept: str | None = None) -> dict[str, Any]:
    return {"id": name, "raw": raw, "value": value, "unit": unit, "counter": None, "concept": concept, "label": name}


def result(expression: str, terms: list[tuple[str, str, str]], outcome: str = "fail", **more: Any) -> Result:
    calculation = {
        "expression": expression,
        "left": ["599999000", "600001000"],
        "right": ["660000000", "660000000"],
        "residual": "-60000000",
        "tolerance": "1000",
        "detection_limit": "61000",
        "unit": "CNY",
        "terms": [{"name": n, "printed": p, "low": "1", "high": "2", "figure": f} for n, p, f in terms],
    }
    return {"outcome": outcome, "suspects": [], "figures": [], "calculation": calculation | more}


FIGURES = {
    "f1": figure("f1", "60,000.00 万元", "600000000", concept="actual_capital"),
    "f2": figure("f2", "6.6", "660000000"),
}
INDEX = Index(FIGURES, {"actual_capital": {"zh": "实际资本", "en": "Actual capital"}})


def test_roles_and_concepts_are_named_in_the_readers_language() -> None:
    found = result("part / whole = share", [("part", "6", "f1"), ("whole", "10", "f2"), ("share", "66%", "f2")])
    assert arithmetic(found, INDEX, "zh").expression == "部分 ÷ 整体 = 占比"  # type: ignore[union-attr]
    found = result("实际资本 - x = y", [("实际资本", "6", "f1")])
    assert arithmetic(found, INDEX, "en").expression == "Actual capital − x = y"  # type: ignore[union-attr]
    assert arithmetic(found, INDEX, "zh").substituted == "6 − x = y"  # type: ignore[union-attr]


def test_numbers_of_a_rule_are_named_and_conditions_read_as_sentences() -> None:
    terms = [("实际资本", "6", "f1"), ("@minimum", "5", ""), ("@attention", "7", "")]
    found = result("if 实际资本 >= @minimum then 实际资本 >= @attention", terms)
    sums = arithmetic(found, INDEX, "zh")
    assert sums is not None
    assert sums.expression == "若 实际资本 ≥ 监管下限 则 实际资本 ≥ 关注线"
    assert sums.substituted == "若 6 ≥ 5 则 6 ≥ 7"


def test_a_name_that_stands_twice_takes_its_figures_in_turn() -> None:
    found = result("first = second", [("实际资本", "60,000", "f1"), ("实际资本", "66,000", "f2")])
    sums = arithmetic(found, INDEX, "zh")
    assert sums is not None
    assert sums.expression == "实际资本 = 实际资本"
    assert sums.substituted == "60,000 = 66,000"


def test_longer_names_win_over_their_parts() -> None:
    terms = [("growth", "3%", "f1"), ("part_growth", "5%", "f2")]
    assert arithmetic(result("part_growth > growth", terms), INDEX, "zh").substituted == "5% > 3%"  # type: ignore[union-attr]


def test_amounts_stand_in_the_unit_and_to_the_digits_that_matter() -> None:
    sums = arithmetic(result("a = b", [("a", "1", "f1"), ("b", "2", "f2")]), INDEX, "zh")
    assert sums is not None
    assert sums.left == "59,999.9 万元 ~ 60,000.1 万元"
    assert sums.right == "66,000 万元"
    assert sums.residual == "6,000 万元"
    assert sums.words is not None
    assert sums.words.startswith("左边在 59,999.9 万元 与 60,000.1 万元 之间，右边为 66,000 万元，没有共同的取值")


def test_detection_limit_is_told_of_passes_only() -> None:
    assert arithmetic(result("a = b", []), INDEX, "zh").detection_limit is None  # type: ignore[union-attr]
    assert arithmetic(result("a = b", [("a", "1", "f1")], "pass"), INDEX, "zh").detection_limit == "6.1 万元"  # type: ignore[union-attr]


def test_to_suspect_everything_is_to_suspect_nothing() -> None:
    terms = [("a", "1", "f1"), ("b", "2", "f2")]
    everything = result("a = b", terms) | {"suspects": ["f1", "f2"]}
    one = result("a = b", terms) | {"suspects": ["f2"]}
    assert [t.suspect for t in arithmetic(everything, INDEX, "zh").terms] == [False, False]  # type: ignore[union-attr]
    assert [t.suspect for t in arithmetic(one, INDEX, "zh").terms] == [False, True]  # type: ignore[union-attr]


def test_an_open_end_is_said() -> None:
    sums = arithmetic(result("a >= b", [], left=["1", None]), INDEX, "en")
    assert sums is not None and sums.left is not None and sums.left.endswith("~ no bound")


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("abs(a - b) <= 3 * c", "绝对值(a − b) ≤ 3 × c"),
        ("sum = total", "sum = total"),
        ("max (a, b) / 2", "取大 (a, b) ÷ 2"),
    ],
)
def test_formulas_are_written_as_people_write(formula: str, shown: str) -> None:
    assert pretty(formula) == shown


@pytest.mark.parametrize(
    ("raw", "value", "scale"),
    [
        ("97,231.28", "972312800", 10000),
        ("9.73 亿元", "973000000", 100000000),
        ("三十五万", "350000", 1),
        ("0.00", "0", 1),
    ],
)
def test_scale_is_that_of_the_printed_digits(raw: str, value: str, scale: int) -> None:
    assert scale_of({"raw": raw, "value": value}) == scale


@pytest.mark.parametrize(
    ("tolerance", "unit", "scale", "digits"),
    [
        ("150", "CNY", 10000, 3),
        ("0.01", "percent", 1, 3),
        ("0", "percent", 1, 6),
        (None, None, 1, 6),
        ("100", None, 1, 2),
    ],
)
def test_digits_follow_the_tolerance(tolerance: str | None, unit: str | None, scale: int, digits: int) -> None:
    assert digits_for(tolerance, unit, Decimal(scale)) == digits


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4))
def test_grouping_and_scaling_keep_exact_amounts(value: Decimal) -> None:
    text = format(value, "f")
    assert Decimal(grouped(text).replace(",", "")) == value
    assert Decimal(scaled(text, "CNY", Decimal(10000), 12).replace(",", "")) * 10000 == value
