"""The decision on one task; a rule that crashes is an outcome of its own and never stops the run."""

from __future__ import annotations

from dataclasses import dataclass

from compliance_check.catalog.expression import Comparison
from compliance_check.judge.exact import CannotEvaluateError, Verdict, verdict
from compliance_check.judge.gate import CONDITION, Task
from compliance_check.model import Bilingual, Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome, the comparison that decided it, and why there is no verdict."""

    outcome: Outcome
    comparison: Comparison | None = None
    reason: Bilingual | None = None


_OUTCOMES = {
    Verdict.HOLDS: (Outcome.PASS, None),
    Verdict.BROKEN: (Outcome.FAIL, None),
    Verdict.CONDITION_FAILS: (Outcome.NOT_APPLICABLE, CONDITION),
}


def decide(task: Task) -> Decision:
    """The exact decision on `task`."""
    try:
        found, comparison = verdict(task.scope)
    except CannotEvaluateError as error:
        return Decision(Outcome.NOT_EVALUABLE, reason=error.reason)
    except Exception as error:  # one broken rule must not cost the reader all the others
        name = type(error).__name__
        return Decision(
            Outcome.ERROR, reason=Bilingual(zh=f"规则计算出错：{name}", en=f"the rule crashed: {name}: {error}")
        )
    outcome, reason = _OUTCOMES[found]
    return Decision(outcome, comparison, reason)
