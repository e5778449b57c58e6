"""The engine without great-expectations: the same decisions, for hooks that cannot wait for its import."""

from __future__ import annotations

from collections.abc import Sequence

from compliance_check.judge.decide import Decision, decide
from compliance_check.judge.gate import Task


def decisions(tasks: Sequence[Task]) -> list[Decision]:
    """A decision per task, in order."""
    return [decide(task) for task in tasks]
