"""Formulas in mathematical notation keep the meaning of what the author wrote."""

from __future__ import annotations

import pytest

from compliance_check.catalog import Vocabulary, load_book, load_vocabulary
from compliance_check.catalog.book import Check
from compliance_check.catalog.formula import FormulaParser
from compliance_check.catalog.resolve import resolver
from compliance_check.report.rulebook.notation import notation


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def check() -> Check:
    return load_book(["c-ross-2/solvency"]).checks[0]


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("认可资产 - (认可负债 + 实际资本) = 0", "认可资产 − (认可负债 + 实际资本) = 0"),
        ("认可资产 - (认可负债 - 实际资本) = 0", "认可资产 − (认可负债 − 实际资本) = 0"),
        ("认可资产 / (认可负债 + 实际资本) <= 0.5", "认可资产 ÷ (认可负债 + 实际资本) ≤ 0.5"),
        ("if 认可资产 > 0 then abs(上期.净资产) >= sqrt(4)", "若 认可资产 > 0 则 |期初净资产| ≥ √(4)"),
        ("-(认可资产 + 认可负债) = max(实际资本, 0)", "−(认可资产 + 认可负债) = max(实际资本, 0)"),
    ],
)
def test_notation(check: Check, vocabulary: Vocabulary, formula: str, written: str) -> None:
    parsed = FormulaParser().parse(formula, resolver("facts", vocabulary))
    changed = Check(check.rule, check.suite, parsed, check.where)
    assert notation(changed, vocabulary, "zh") == written
