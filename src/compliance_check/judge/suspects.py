"""Which figure is the likely culprit: the one whose change alone would mend what is broken and break nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import Interval, exact
from compliance_check.judge.exact import CannotEvaluateError, Scope, value
from compliance_check.judge.explain import holds_with, label_of
from compliance_check.judge.gate import Task
from compliance_check.judge.misprints import misprint
from compliance_check.judge.results import Finding
from compliance_check.judge.wording import Style, join
from compliance_check.model import Bilingual, Outcome, Result, Severity

_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def with_suspects(findings: Sequence[Finding], results: Sequence[Result], vocabulary: Vocabulary) -> list[Result]:
    """The results, those of broken equations with the figures that alone could be wrong, and a likely misprint."""
    touching: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if _is_equation(finding):
            for figure in _figures(finding.task):
                touching[figure].append(finding)
    broken = [index for index, result in enumerate(results) if result.outcome is Outcome.FAIL]
    groups = _connected([index for index in broken if _is_equation(findings[index])], results)
    marked = list(results)
    for group in groups:
        able = {
            index: [figure for figure in results[index].figures if _mends(figure, findings[index], touching[figure])]
            for index in group
        }
        common = set.intersection(*(set(figures) for figures in able.values()))
        for index in group:
            suspects = [figure for figure in able[index] if not common or figure in common]
            marked[index] = _marked(results[index], suspects, findings[index], vocabulary)
        _fold(able, marked)
    return marked


def _fold(able: dict[int, list[str]], marked: list[Result]) -> None:
    """Findings that one and the same figure would mend have one cause: the gravest, most direct of them leads.

    The figure that mends most goes first; what it explains is set aside, and the next is looked for in the rest.
    """
    left = dict(able)
    while left:
        explained: dict[str, list[int]] = defaultdict(list)
        for index, figures in left.items():
            for figure in figures:
                explained[figure].append(index)
        cause = max(explained, key=lambda figure: len(explained[figure]), default=None)
        if cause is None or len(explained[cause]) < 2:
            return
        group = explained[cause]
        lead = min(group, key=lambda i: (_GRAVITY.index(marked[i].severity), marked[i].family == "restatement", i))
        for index in group:
            if index != lead:
                marked[index] = marked[index].model_copy(update={"follows": marked[lead].fingerprint})
            del left[index]


def _marked(result: Result, suspects: Sequence[str], finding: Finding, vocabulary: Vocabulary) -> Result:
    hint = None if finding.cause else _misprint_hint(suspects, finding, vocabulary)
    message = join(result.message, hint) if hint else result.message
    return result.model_copy(update={"suspects": tuple(suspects), "message": message})


def _connected(broken: Sequence[int], results: Sequence[Result]) -> list[list[int]]:
    """The broken equations in groups that share figures: one wrong figure may be behind each group."""
    groups: list[tuple[set[str], list[int]]] = []
    for index in broken:
        figures = set(results[index].figures)
        touched = [group for group in groups if group[0] & figures]
        for group in touched:
            groups.remove(group)
        members = [member for group in touched for member in group[1]]
        groups.append((figures.union(*(group[0] for group in touched)), sorted([*members, index])))
    return [members for _, members in groups]


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
    now, slope = task.operands[keys[0]].value, Fraction(0)
    for step in (max(abs(now) / 1000, Fraction(1, 1000)), *[max(abs(now) / 10**6, Fraction(1, 10**6))] * 3):
        here, there = _residual(broken, keys[0], now), _residual(broken, keys[0], now + step)
        if here is None or there is None or here == there:
            return None
        slope = (there - here) / step
        now = (now - here / slope).limit_denominator(10**9)
    return exact(now).widen(_slack(broken) / abs(slope))


def _slack(broken: Finding) -> Fraction:
    """How far apart the printed sides may be by rounding alone."""
    comparison, scope = broken.decision.comparison, broken.task.scope
    assert comparison is not None
    widths = [value(side, scope).width or Fraction(0) for side in (comparison.left, comparison.right)]
    return sum(widths, Fraction(0)) / 2


def _misprint_hint(suspects: Sequence[str], broken: Finding, vocabulary: Vocabulary) -> Bilingual | None:
    """A sentence on the one suspect that a slip of the pen explains; None where several or none could be it."""
    if broken.task.check.rule.family == "restatement":
        return None
    found = []
    for figure in suspects:
        needed, key = needed_value(figure, broken), _keys(figure, broken.task)[0]
        slip = misprint(broken.task.operands[key], needed) if needed else None
        if slip:
            found.append((key, *slip))
    if len(found) != 1:
        return None
    key, text, kind = found[0]
    operand = broken.task.operands[key]
    label, unit = label_of(key, operand, vocabulary), Style(operand.unit, operand.scale, 0)
    return Bilingual(
        zh=f"若{label.zh}应为 {text}{unit.suffix('zh')}（{kind.zh}），等式即成立。",
        en=f"If {label.en} should read {text}{unit.suffix('en')} ({kind.en}), it holds.",
    )


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
