"""Which figure is the likely culprit: the one whose change alone would mend what is broken and break nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from compliance_check.interval import Interval, exact
from compliance_check.judge.exact import CannotEvaluateError, Scope, value
from compliance_check.judge.explain import holds_with
from compliance_check.judge.gate import Task
from compliance_check.judge.results import Finding
from compliance_check.model import Outcome, Result


def with_suspects(findings: Sequence[Finding], results: Sequence[Result]) -> list[Result]:
    """The results, those of broken equations with the figures that alone could be wrong."""
    touching: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if _is_equation(finding):
            for figure in _figures(finding.task):
                touching[figure].append(finding)
    marked = []
    for finding, result in zip(findings, results, strict=True):
        if result.outcome is Outcome.FAIL and _is_equation(finding):
            suspects = tuple(figure for figure in result.figures if _mends(figure, finding, touching[figure]))
            result = result.model_copy(update={"suspects": suspects})
        marked.append(result)
    return marked


def _mends(figure: str, broken: Finding, touching: Sequence[Finding]) -> bool:
    """Whether another value of `figure` mends `broken` and every other broken rule on it, and breaks none."""
    needed = needed_value(figure, broken)
    if needed is None:
        return False
    return all(holds_with(other.task, dict.fromkeys(_keys(figure, other.task), needed)) for other in touching)


def needed_value(figure: str, broken: Finding) -> Interval | None:
    """What `figure` would have to be for the broken equation to hold: where a line through two points crosses zero.

    Exact for what is linear in the figure; the caller tests the answer, so that a curve yields no false one.
    """
    task = broken.task
    keys = _keys(figure, task)
    if len(keys) != 1:
        return None
    now, there = task.operands[keys[0]].value, None
    step = max(abs(now) / 1000, Fraction(1, 1000))
    for _ in range(4):
        here, there = _residual(broken, keys[0], now), _residual(broken, keys[0], now + step)
        if here is None or there is None or here == there:
            return None
        if here == 0:
            break
        now = (now - here * step / (there - here)).limit_denominator(10**9)
        step = max(abs(now) / 10**6, Fraction(1, 10**6))
    half = (task.scope.values[keys[0]].width or Fraction(0)) / 2
    return exact(now).widen(half)


def _residual(finding: Finding, key: str, now: Fraction) -> Fraction | None:
    task, comparison = finding.task, finding.decision.comparison
    assert comparison is not None
    if task.operands[key].word:
        return None
    values = {
        name: task.scope.values[name] if operand.word else exact(operand.value)
        for name, operand in task.operands.items()
    }
    scope = Scope(task.check, task.scope.day, {**values, key: exact(now)})
    try:
        difference = value(comparison.left, scope) - value(comparison.right, scope)
    except CannotEvaluateError:
        return None
    return difference.middle()


def _is_equation(finding: Finding) -> bool:
    comparison = finding.decision.comparison
    return comparison is not None and comparison.operator == "=" and not finding.truncated


def _figures(task: Task) -> list[str]:
    return list(dict.fromkeys(operand.figure for operand in task.operands.values() if operand.figure))


def _keys(figure: str, task: Task) -> list[str]:
    return [key for key, operand in task.operands.items() if operand.figure == figure]
