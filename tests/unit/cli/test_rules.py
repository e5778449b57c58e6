"""The rule book for people: generated files are up to date, `rules show` prints the page, `rules lint` names faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.cli.group import run
from compliance_check.cli.pages import rule_pages, schemas

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return rule_pages()


def _stale(files: dict[str, str]) -> list[str]:
    return [
        name
        for name, text in files.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text
    ]


def test_the_pages_are_those_of_the_rules(pages: dict[str, str]) -> None:
    assert _stale(pages) == [], "run: make docs"
    on_disk = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "rules").rglob("*.md")}
    assert on_disk - set(pages) == set(), "pages of rules that are gone; run: make docs"


def test_the_schemas_are_those_of_the_models() -> None:
    assert _stale(schemas()) == [], "run: make docs"


def test_the_manual_is_that_of_the_commands() -> None:
    from compliance_check.cli.manual import pages as manual

    assert _stale({f"docs/commands/{name}": text for name, text in manual().items()}) == [], "run: make docs"


def test_a_page_has_its_headings_in_order(pages: dict[str, str]) -> None:
    text = pages["docs/rules/c-ross-2/capital-tiers/CAP121.md"]
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert [heading.split(" · ")[1] for heading in headings] == [
        "What it demands",
        "Law",
        "Formula",
        "Tolerance and detection limit",
        "Applies to",
        "A worked passing example",
        "A worked failing example",
        "Message",
        "What to do",
        "History of the rule",
    ]
    assert "limit（2022-01-01 – 2023-09-09）= 35%" in text
    assert "第四十一条（二）" in text
    assert "40,000.03" in text  # the failing example, with its numbers


def test_an_article_is_checked_or_said_not_to_be(pages: dict[str, str]) -> None:
    text = pages["docs/rules/coverage.md"]
    assert "[SOL101](c-ross-2/solvency/SOL101.md)" in text
    assert "not checked, because" in text


@pytest.mark.parametrize(("language", "words"), [("zh", "## 不通过的算例"), ("en", "## A worked failing example")])
def test_show_prints_the_page(language: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "sol101", "--lang", language]) == 0
    output = capsys.readouterr().out
    assert words in output
    assert "612,480.37 万元" in output


def test_lint_names_a_fault_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        """suite: own/suite
version: "1"
title: {zh: 自有, en: own}
rules:
  - id: OWN1
    name: own-rule
    title: {zh: 检查, en: a check}
    family: identity
    severity: error
    formula: 认可资产 = 综合偿付能力充足率
    citation: [{instrument: 内部规定}]
    message: {fail: {zh: 不符, en: wrong}}
    advice: {zh: 请核对, en: Check it}
""",
        encoding="utf-8",
    )
    assert run(["rules", "lint", str(file), "--lang", "en"]) == 1
    assert f"{file}:5: error: OWN1: units do not fit" in capsys.readouterr().out
