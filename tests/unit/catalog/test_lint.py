"""Lint: each fault a loader must accept is named; the shipped rule book has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.catalog import Vocabulary, load_book, load_files, load_kinds, load_vocabulary
from compliance_check.catalog.cases import load_cases
from compliance_check.catalog.lint import lint

RULE = """suite: try/it
version: "1"
title: {{zh: 试, en: trial}}
rules:
  - id: TRY1
    name: trial-rule
    title: {{zh: 检查, en: a check}}
    family: identity
    severity: error
    formula: {formula}
    citation: [{{instrument: 某规则, confirmed: {confirmed}}}]
    message: {{fail: {{zh: 不符, en: {english}}}}}
    advice: {{zh: 请核对, en: Check it}}
    {more}
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"formula": "认可资产 = 综合偿付能力充足率"}, "units do not fit"),
        ({"formula": "认可资产 + 1 = 实际资本"}, "units do not fit"),
        ({"formula": "认可资产 * 认可负债 = 实际资本"}, "CNY^2"),
        ({"confirmed": "false"}, "unconfirmed"),
        ({"english": "不符"}, "translation"),
        ({"more": "effective: {from: 2024-01-01, to: 2023-12-31}"}, "never applies"),
        ({"more": "applies: {documents: [newspaper]}"}, "no kind of document newspaper"),
        ({"more": "applies: {documents: [half-year-operating-report]}"}, "asks for the suite"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, vocabulary: Vocabulary, change: dict[str, str], words: str) -> None:
    values = {
        "formula": "认可资产 - 认可负债 = 实际资本",
        "confirmed": "true",
        "english": "wrong",
        "more": "",
        **change,
    }
    file = tmp_path / "it.yaml"
    file.write_text(RULE.format(**values), encoding="utf-8")
    notices = lint(load_files([file], vocabulary), load_kinds())
    assert any(words in notice.what.en for notice in notices), [notice.what.en for notice in notices]
    assert all(notice.where.startswith(f"{file}:5") for notice in notices)


def test_missing_cases_are_listed(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "it.yaml"
    more = "effective: {from: 2024-01-01}"
    file.write_text(
        RULE.format(formula="认可资产 - 认可负债 = 实际资本", confirmed="true", english="wrong", more=more),
        encoding="utf-8",
    )
    (notice,) = lint(load_files([file], vocabulary), cases=[])
    assert "pass, fail, not_evaluable, not_applicable on 2023-12-31" in notice.what.en


def test_two_rules_of_one_meaning_are_named(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = RULE.format(formula="认可资产 - 认可负债 = 实际资本", confirmed="true", english="wrong", more="")
    head, one = text.split("rules:\n")
    other = one.replace("TRY1", "TRY2").replace("认可资产", "admitted_assets")
    file = tmp_path / "it.yaml"
    file.write_text(f"{head}rules:\n{one}{other}", encoding="utf-8")
    (notice,) = lint(load_files([file], vocabulary))
    assert notice.rule == "TRY2"
    assert "the same as TRY1" in notice.what.en


def test_the_shipped_rule_book_is_clean(vocabulary: Vocabulary) -> None:
    tests = Path(__file__).parents[2]
    cases = [load_cases(path)[0] for path in sorted((tests / "rules").rglob("*.yaml"))]
    book = load_book(vocabulary=vocabulary)
    # Facts make no rows of the frames read from text: tests/documents covers those rules.
    by_text = {
        check.rule.id
        for check in book.checks
        if check.rule.frame not in {"facts", "restatements", "sections", "statements", "names"}
    }
    notices = lint(book, load_kinds(), cases, tested=by_text)
    assert [f"{notice.where} {notice.rule}: {notice.what.en}" for notice in notices] == []
