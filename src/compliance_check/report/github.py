"""GitHub Actions annotations: one workflow command per finding.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic
from compliance_check.report.visible import one_line

Object = Mapping[str, Any]
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Object, language: str = "zh") -> str:
    """A line per finding; nothing for a clean report."""
    index = Index.of(report)
    return "".join(f"{_command(result, report, index, language)}\n" for result in findings.failures(report))


def _command(result: Object, report: Object, index: Index, language: str) -> str:
    first = result["locations"][0] if result["locations"] else None
    values = {"file": findings.path_of(result, report)}
    if first is not None and first["line"] is not None:
        values["line"] = str(first["line"])
    values["title"] = f"{result['rule']} {result['name']}"
    properties = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    parts = [findings.message(result, language)]
    if first is not None and first["line"] is None:
        parts.append(findings.place(first, language))
    sums = arithmetic(result, index, language)
    if sums is not None:
        parts.append(sums.substituted)
    return f"::{_LEVELS[result['severity']]} {properties}::{_data(' | '.join(parts))}"


def _data(text: str) -> str:
    """The message: `%` and line ends are the only signs that the runner reads in it."""
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return one_line(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
