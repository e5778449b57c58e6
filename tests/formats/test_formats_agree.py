"""The same disclosure as text, HTML, Word, Excel, PDF and scan gives the figures and findings of the Markdown file."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from writers import WRITERS, write

from compliance_check.collect.pdf import scan
from compliance_check.model import Outcome, Report, Severity
from compliance_check.pipeline import Checker, Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
SCAN_DIFFERS: dict[str, tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]] = {
    # Of the two core ratios that differ the table's is read with less confidence and so gives way to that of the prose,
    # which is the wrong one. What differs is a warning where one of the two statements rests on a doubtful reading.
    "half-year-2025-six-errors": (
        Counter({("GEN101", "error"): 1, ("GEN102", "error"): 1, ("PRO101", "error"): 1}),
        Counter(
            {
                ("GEN101", "warning"): 1,
                ("GEN102", "warning"): 1,
                ("PRO101", "warning"): 1,
                ("SOL132", "error"): 1,
            }
        ),
    )
}
"""What a scan does not find that the Markdown file does, and what it finds besides: (rule, severity)."""
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


def graded(report: Report) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.severity.value) for one in report.results if one.outcome is Outcome.FAIL)


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_scan_says_the_same(name: str, tmp_path: Path) -> None:
    if not scan.available():
        pytest.skip("the extra is not installed: pip install 'compliance-check[ocr]'")
    markdown = EXAMPLES / f"{name}.md"
    expected = checker().check([markdown])
    found = checker().check([write(markdown, tmp_path, "-scan.pdf")])
    assert {page.method for page in found.disclosures[0].document.pages} == {"ocr"}
    assert found.disclosures[0].entity == expected.disclosures[0].entity
    assert found.disclosures[0].kind == expected.disclosures[0].kind
    assert found.disclosures[0].period == expected.disclosures[0].period
    missing, extra = figures(expected) - figures(found), figures(found) - figures(expected)
    assert (missing, extra) == (Counter(), Counter())
    assert (graded(expected) - graded(found), graded(found) - graded(expected)) == SCAN_DIFFERS.get(
        name, (Counter(), Counter())
    )
