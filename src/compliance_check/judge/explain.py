"""What could lie behind a broken equation: a unit slip, a sign, a digit, or an author who cuts digits off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.catalog.expression import Comparison
from compliance_check.interval import Interval, exact
from compliance_check.judge.exact import CannotEvaluateError, Scope, Verdict, value, verdict
from compliance_check.judge.gate import Task
from compliance_check.judge.operands import Operand
from compliance_check.model import Bilingual

SLIPS = (4, -4, 8, -8, 3, -3, 1, -1, 2, -2)
"""Powers of ten by which a figure can be off when its unit, or a digit, was lost."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One figure whose change alone would make the equation hold, and how it may have gone wrong."""

    key: str
    text: Bilingual


def holds_with(task: Task, changed: Mapping[str, Interval]) -> bool:
    """Whether the rule holds once some values are replaced."""
    scope = Scope(task.check, task.scope.day, {**task.scope.values, **changed})
    try:
        return verdict(scope)[0] is Verdict.HOLDS
    except CannotEvaluateError:
        return False


def holds_if_cut(task: Task) -> bool:
    """Whether the rule holds if the author cut digits off everywhere instead of rounding."""
    return holds_with(task, {key: operand.cut for key, operand in task.operands.items() if not operand.word})


def cause(task: Task, comparison: Comparison, vocabulary: Vocabulary) -> Cause | None:
    """The likeliest single slip behind a broken equation; None when no figure alone explains it in a known way."""
    if comparison.operator != "=" or task.check.rule.family == "restatement":
        return None  # of two statements either could be the slip; the rule on unit slips names the factor itself
    return next(iter([*_unit_slips(task, comparison, vocabulary), *_signs(task, vocabulary)]), None)


def _unit_slips(task: Task, comparison: Comparison, vocabulary: Vocabulary) -> Iterator[Cause]:
    gap = _gap(task, comparison)
    for power in SLIPS:
        for key, operand in _changeable(task):
            changed = task.scope.values[key] * exact(Fraction(10) ** -power)
            # A small figure blown up is so vague that everything holds with it: that explains nothing.
            vague = gap is None or changed.width is None or changed.width >= gap
            if not vague and holds_with(task, {key: changed}):
                label = label_of(key, operand, vocabulary)
                factor = f"10^{abs(power)}"
                more = ("大", "large") if power > 0 else ("小", "small")
                yield Cause(
                    key,
                    Bilingual(
                        zh=f"若{label.zh}{more[0]}了 {factor} 倍（单位或位数有误），等式即成立。",
                        en=f"If {label.en} is {factor} times too {more[1]} (a slip of unit or digit), it holds.",
                    ),
                )


def _gap(task: Task, comparison: Comparison) -> Fraction | None:
    """How far the two sides are apart at least."""
    left, right = value(comparison.left, task.scope), value(comparison.right, task.scope)
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return None
    return max(left.low - right.high, right.low - left.high)


def _signs(task: Task, vocabulary: Vocabulary) -> Iterator[Cause]:
    for key, operand in _changeable(task):
        if holds_with(task, {key: -task.scope.values[key]}):
            label = label_of(key, operand, vocabulary)
            yield Cause(
                key,
                Bilingual(
                    zh=f"若{label.zh}的正负号相反，等式即成立。", en=f"If the sign of {label.en} is reversed, it holds."
                ),
            )


def _changeable(task: Task) -> list[tuple[str, Operand]]:
    return [(key, item) for key, item in task.operands.items() if item.figure and not item.word and item.value]


def label_of(key: str, operand: Operand, vocabulary: Vocabulary) -> Bilingual:
    """What to call an operand: its concept, or else the figure as printed."""
    concept = vocabulary.get(key.removeprefix("opening."))
    prior = key.startswith("opening.")
    if concept is None:
        return Bilingual(zh=f"“{operand.printed}”", en=f"“{operand.printed}”")
    return Bilingual(
        zh=("期初" if prior else "") + concept.label.zh, en=("opening " if prior else "") + concept.label.en
    )
