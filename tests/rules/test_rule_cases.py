"""Every case under tests/rules comes out as it was worked out by hand, with both engines alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.catalog import RuleBook, load_book
from compliance_check.judge.cases import run_cases
from compliance_check.pipeline import Checker, Settings

FILES = sorted(Path(__file__).parent.rglob("*.yaml"))


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Settings())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cases(path: Path, book: RuleBook, checker: Checker) -> None:
    outcomes = run_cases([path], book, read=checker.read_case)
    wrong = [f"{item.where} {item.case.name}: {item.found}" for item in outcomes if not item.passed]
    assert not wrong, "\n".join(wrong)
