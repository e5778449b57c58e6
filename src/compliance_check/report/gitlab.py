"""GitLab Code Quality: the findings as the JSON list that a merge request shows.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from compliance_check.report import findings
from compliance_check.report.visible import one_line

Object = Mapping[str, Any]
_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def render(report: Object, language: str = "zh") -> str:
    """The open findings. Formats without lines (PDF, DOCX, XLSX) name the place in the description."""
    seen: Counter[str] = Counter()
    issues = [_issue(result, report, language, seen) for result in findings.failures(report)]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(result: Object, report: Object, language: str, seen: Counter[str]) -> dict[str, Any]:
    first = result["locations"][0] if result["locations"] else None
    description = findings.message(result, language)
    if first is not None and first["line"] is None:
        description = f"{findings.place(first, language)}: {description}"
    path = findings.path_of(result, report)
    key = f"{path}\n{result['fingerprint']}"
    seen[key] += 1
    # GitLab drops issues that share a fingerprint: the same finding twice in one file gets a number.
    again = f"\n{seen[key]}" if seen[key] > 1 else ""
    return {
        "description": one_line(description),
        "check_name": result["rule"],
        "fingerprint": hashlib.sha256((key + again).encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[result["severity"]],
        "location": {"path": path.replace("\\", "/"), "lines": {"begin": (first and first["line"]) or 1}},
    }
