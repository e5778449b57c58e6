"""The counts at the end of `report.json`, by which gates and headlines decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.report.blocks import Json

if TYPE_CHECKING:
    from compliance_check import model


def summary(report: model.Report) -> dict[str, Json]:
    """Outcomes, open findings by severity, figures by standing, and whether everything could be judged."""
    results = report.results
    outcomes = {
        o: sum(1 for r in results if r.outcome == o)
        for o in ("pass", "fail", "not_applicable", "not_evaluable", "error")
    }
    open_findings = [r for r in results if r.outcome == "fail" and r.waived is None]
    findings = {s: sum(1 for r in open_findings if r.severity == s) for s in ("error", "warning", "info")}
    standings = [
        judged.standing if (judged := report.judged.get(f.id)) else "unchecked"
        for d in report.disclosures
        for f in d.figures
    ]
    figures = {"total": len(standings)} | {
        s: sum(1 for x in standings if x == s) for s in ("verified", "contradicted", "unchecked")
    }
    unread = any(not page.readable for d in report.disclosures for page in d.document.pages)
    return {
        "outcomes": dict(outcomes),
        "findings": dict(findings),
        "figures": dict(figures),
        "complete": not (outcomes["error"] or outcomes["not_evaluable"] or unread),
        "truncated": False,
        "waived": outcomes["fail"] - len(open_findings),
    }
