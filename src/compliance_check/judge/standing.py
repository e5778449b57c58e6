"""Each figure's standing after all rules: verified by arithmetic, contradicted by it, or not checked at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from compliance_check.model import Disclosure, Judged, Outcome, Result, Severity, Standing

VERIFYING = frozenset({"identity", "ratio", "restatement", "total", "share", "growth", "rollforward", "cross_document"})
"""Families whose pass ties a figure to another; a ratio above its threshold says nothing about its own digits."""

CONTRADICTING = VERIFYING | {"count", "granularity", "bound", "direction"}
"""Families whose failure casts doubt on the figures; a breach of a threshold is no misprint."""


def standing(disclosures: Sequence[Disclosure], results: Sequence[Result]) -> dict[str, Judged]:
    """The standing of every figure and rating, by id, with the rules that looked at it."""
    checked: dict[str, set[str]] = defaultdict(set)
    verified: set[str] = set()
    contradicted: set[str] = set()
    for result in results:
        if result.outcome not in {Outcome.PASS, Outcome.FAIL}:
            continue
        for figure in result.figures:
            checked[figure].add(result.rule)
        if result.outcome is Outcome.PASS and result.family in VERIFYING and not result.reason:
            verified.update(result.figures)
        if result.outcome is Outcome.FAIL and result.family in CONTRADICTING and result.severity is not Severity.INFO:
            contradicted.update(result.figures)
    ids = [item.id for disclosure in disclosures for item in disclosure.figures]
    ids += [item.id for disclosure in disclosures for item in disclosure.text_facts]
    return {
        item: Judged(standing=_of(item, verified, contradicted), checked_by=tuple(sorted(checked.get(item, ()))))
        for item in ids
    }


def _of(figure: str, verified: set[str], contradicted: set[str]) -> Standing:
    if figure in contradicted:
        return Standing.CONTRADICTED
    return Standing.VERIFIED if figure in verified else Standing.UNCHECKED
