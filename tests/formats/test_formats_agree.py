"""The same disclosure as text, HTML, Word, Excel and PDF gives the figures and the findings of the Markdown file."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from writers import WRITERS, write

from compliance_check.model import Outcome, Report, Severity
from compliance_check.pipeline import Checker, Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("half-year-2025", "half-year-2025-six-errors", "solvency-summary-2025Q2")


@cache
def checker() -> Checker:
    return Checker(Settings(engine="direct"))


def figures(report: Report) -> Counter[tuple[str, ...]]:
    """What each figure says: concept, value, unit, period, scenario."""
    return Counter(
        (figure.concept, f"{figure.value.normalize():f}", figure.unit, str(figure.period), figure.scenario.value)
        for figure in report.disclosures[0].figures
        if figure.concept
    )


def findings(report: Report) -> Counter[str]:
    return Counter(
        result.rule for result in report.results if result.outcome is Outcome.FAIL and result.severity is Severity.ERROR
    )


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_format_says_the_same(name: str, suffix: str, tmp_path: Path) -> None:
    markdown = EXAMPLES / f"{name}.md"
    expected = checker().check([markdown])
    found = checker().check([write(markdown, tmp_path, suffix)])
    assert found.disclosures[0].entity == expected.disclosures[0].entity
    assert found.disclosures[0].kind == expected.disclosures[0].kind
    assert found.disclosures[0].period == expected.disclosures[0].period
    missing, extra = figures(expected) - figures(found), figures(found) - figures(expected)
    assert (missing, extra) == (Counter(), Counter())
    assert findings(found) == findings(expected)
