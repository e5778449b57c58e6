"""Both engines give the same results on every rule case; the kernel never contradicts the exact arithmetic."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance_check.catalog import RuleBook
from compliance_check.catalog.book import Check
from compliance_check.catalog.cases import load_cases
from compliance_check.catalog.formula import FormulaParser
from compliance_check.interval import Interval
from compliance_check.judge import engine_direct, judge
from compliance_check.judge.cases import disclosure_of
from compliance_check.judge.decide import decide
from compliance_check.judge.engine_direct import batched, settle
from compliance_check.judge.exact import Scope
from compliance_check.judge.frames import Row
from compliance_check.judge.gate import Task
from compliance_check.judge.kernel import evaluate, tabulate
from compliance_check.judge.operands import Operand
from compliance_check.judge.ranges import UNDECIDED
from compliance_check.model import Rule
from compliance_check.pipeline import Checker, Settings

RULES = Path(__file__).parents[2] / "rules"
PARSER = FormulaParser()


def test_every_rule_case_has_the_same_results_with_both_engines(book: RuleBook) -> None:
    read = Checker(Settings()).read_case
    for path in sorted(RULES.rglob("*.yaml")):
        file, source = load_cases(path)
        for index, case in enumerate(file.cases):
            # A text makes rows of every frame: two cases of each of its rules are as good as ten, and ten take minutes.
            if case.text is not None and index > 1:
                continue
            disclosures = [disclosure_of(case, book.vocabulary, source, index, read)]
            assert judge(disclosures, book, case.as_of, "gx") == judge(disclosures, book, case.as_of, "direct"), (
                case.name
            )


def test_the_kernel_of_the_direct_engine_changes_no_result(book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    file, source = load_cases(RULES / "c-ross-2" / "solvency" / "SOL101.yaml")
    disclosures = [disclosure_of(case, book.vocabulary, source, index) for index, case in enumerate(file.cases)]
    disclosures = [
        item.model_copy(update={"document": item.document.model_copy(update={"id": f"d{number}"})})
        for number, item in enumerate(disclosures, 1)
    ]
    exact = judge(disclosures, book, engine="direct")
    monkeypatch.setattr(engine_direct, "FEW", 0)
    assert judge(disclosures, book, engine="direct") == exact


def a_rule(formula: str, **parameters: object) -> Rule:
    return Rule.model_validate(
        {
            "id": "TRY1",
            "name": "trial",
            "title": {"zh": "试", "en": "trial"},
            "family": "identity",
            "severity": "error",
            "formula": formula,
            "parameters": parameters,
            "citation": [{"instrument": "x"}],
            "message": {"fail": {"zh": "不", "en": "no"}},
            "advice": {"zh": "查", "en": "check"},
        }
    )


MATRIX = {"values": [{"value": [["1", "0.2"], ["0.2", "1"]]}]}
FORMULAS = [
    ("a - b = c", {}),
    ("a + b + c = 0", {}),
    ("c / a = a / b", {}),
    ("a <= b", {}),
    ("a < b", {}),
    ("a >= @m", {"m": {"unit": "CNY", "values": [{"value": "1000.5"}]}}),
    ("if a > b then c > a", {}),
    ("abs(a - b) <= @s * c", {"s": {"unit": "percent", "values": [{"value": 30}]}}),
    ("max(a, b) - min(a, b, c) = c", {}),
    ("sqrt(a * a + b * b) >= c", {}),
    ("c = quadratic(@R, a, b)", {"R": MATRIX}),
]
CHECKS = [Check(a_rule(text, **more), "try", PARSER.parse(text, lambda name: name), "x:1") for text, more in FORMULAS]

amounts = st.integers(-(10**15), 10**15)
small = st.integers(-30, 30)
widths = st.sampled_from([Fraction(0), Fraction(1, 200), Fraction(50), Fraction(5 * 10**7)])


@st.composite
def operands(draw: st.DrawFn) -> Operand:
    value = Fraction(draw(st.one_of(amounts, small)), 100)
    half = draw(widths)
    interval = Interval(value - half, value + half, draw(st.booleans()) and half > 0, draw(st.booleans()) and half > 0)
    if draw(st.integers(0, 9)) == 0:
        interval = Interval(value, None, True)
    return Operand(interval, interval, value, "CNY", Fraction(1), 2, str(value))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.fixed_dictionaries({"a": operands(), "b": operands(), "c": operands()}), min_size=1, max_size=4))
def test_the_kernel_never_contradicts_the_exact_verdict(rows: list[dict[str, Operand]]) -> None:
    tasks = [
        Task(check, row, Scope(check, None, {key: item.interval for key, item in row.operands.items()}), row.operands)
        for check in CHECKS
        for row in [Row("d1", None, None, items) for items in rows]
    ]
    batch = batched(tasks)
    codes = evaluate(tabulate([task.row.operands for task in batch.rows]), batch.jobs)
    for members, own in zip(batch.members, codes, strict=True):
        for member, code in zip(members, own.tolist(), strict=True):
            if code != UNDECIDED:
                assert settle(tasks[member], code).outcome == decide(tasks[member]).outcome, tasks[
                    member
                ].check.rule.formula


def test_the_kernel_decides_what_is_clear() -> None:
    """An undecided answer is always right and never useful: ordinary amounts must be decided."""

    def operand(value: int) -> Operand:
        cell = Interval(Fraction(value) - 50, Fraction(value) + 50, False, True)
        return Operand(cell, cell, Fraction(value), "CNY", Fraction(10**4), 2, str(value))

    row = Row("d1", None, None, {"a": operand(6_124_803_500), "b": operand(4_731_159_000), "c": operand(1_393_644_500)})
    tasks = [
        Task(CHECKS[0], row, Scope(CHECKS[0], None, {k: v.interval for k, v in row.operands.items()}), row.operands)
    ]
    codes = evaluate(tabulate([row.operands]), batched(tasks).jobs)
    assert settle(tasks[0], int(codes[0][0])).outcome == "pass"
    assert codes[0][0] != UNDECIDED


QUIET = """
import logging, os, sys, tempfile, warnings
show = warnings.showwarning
before = set(os.listdir(tempfile.gettempdir()))
from pathlib import Path
from compliance_check.catalog import load_book
from compliance_check.judge import engine_direct, judge
from compliance_check.judge.cases import disclosure_of, load_cases
book = load_book()
file, source = load_cases(Path(sys.argv[1]))
results = judge([disclosure_of(file.cases[0], book.vocabulary, source, 0)], book, None, "gx")
assert "great_expectations" in sys.modules and results
assert warnings.showwarning is show, "warnings were moved to logging"
assert not logging.getLogger().handlers, "a handler was left behind"
assert sys.modules.get("pyarrow", 1) is not None and sys.modules.get("sqlalchemy", 1) is not None
import sqlalchemy
from scipy import stats
assert stats.norm.cdf(0) == 0.5
left = [name.lower() for name in set(os.listdir(tempfile.gettempdir())) - before]
assert not [name for name in left if "gx" in name or "great" in name], left
"""


@pytest.mark.slow
def test_the_gx_engine_is_silent_and_leaves_nothing_behind(tmp_path: Path) -> None:
    case = RULES / "c-ross-2" / "solvency" / "SOL101.yaml"
    done = subprocess.run(
        [sys.executable, "-c", QUIET, str(case)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
