"""Comparing two runs: which findings are new, which are fixed, which stand unchanged.

Findings are told apart by fingerprint (rule, company, period, values), never by line or page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The findings of two report.json objects, waived ones aside; each list is in the order of its report."""

    new: tuple[Object, ...]
    fixed: tuple[Object, ...]
    unchanged: tuple[Object, ...]

    def gating(self, levels: tuple[str, ...]) -> bool:
        """Whether a new finding has one of these severities."""
        return any(result["severity"] in levels for result in self.new)


def compare(before: Object, after: Object) -> Comparison:
    """What changed from one report to another."""
    earlier, later = _findings(before), _findings(after)
    return Comparison(
        new=tuple(result for key, result in later.items() if key not in earlier),
        fixed=tuple(result for key, result in earlier.items() if key not in later),
        unchanged=tuple(result for key, result in later.items() if key in earlier),
    )


def _findings(report: Object) -> dict[str, Object]:
    return {
        result["fingerprint"]: result
        for result in report["results"]
        if result["outcome"] == "fail" and result["waived"] is None
    }
