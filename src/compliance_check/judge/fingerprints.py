"""The fingerprint of a result: one rule, one thing, the same values give the same one, wherever they are printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from compliance_check.model import Period


def fingerprint(
    rule: str, entity: str | None, period: Period | None, dimensions: Iterable[tuple[str, str]], values: Iterable[str]
) -> str:
    """16 hexadecimal digits over the rule, whose figures and when, and the names and values compared."""
    dates = f"{period.start}/{period.end}" if period else ""
    parts = [rule, entity or "", dates, *(f"{key}={value}" for key, value in dimensions), *values]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
