"""Other ways to read a doubtful figure: characters that optical readers confuse, and a decimal point that was lost.

An alternative is named only if with it every rule that looked at the figure would hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from compliance_check.interval import exact
from compliance_check.judge.explain import holds_with
from compliance_check.judge.gate import Task
from compliance_check.judge.operands import Operand
from compliance_check.judge.results import Finding
from compliance_check.judge.wording import join
from compliance_check.model import Bilingual, Outcome, Reading, Result

CONFUSED = {"1": "7", "7": "1", "3": "8", "8": "36", "0": "6", "6": "08", "5": "6"}
"""Digits that printed forms make alike."""

LOST_POINT_PLACES = (2, 1)
"""Decimals that an amount is usually printed with, and a rate."""

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading: the text, and what the operand's interval is multiplied by and moved by."""

    text: str
    factor: Fraction
    shift: Fraction


def with_readings(findings: Sequence[Finding], results: Sequence[Result]) -> list[Result]:
    """The results; failures that rest on a doubtful figure name the readings with which everything would hold."""
    touching: dict[str, list[Task]] = defaultdict(list)
    for finding in findings:
        if finding.decision.outcome in (Outcome.PASS, Outcome.FAIL):
            for operand in finding.task.operands.values():
                if operand.figure and operand.reading is Reading.DOUBTFUL:
                    touching[operand.figure].append(finding.task)
    marked = list(results)
    for index, finding in enumerate(findings):
        if touching and finding.decision.outcome is Outcome.FAIL:
            hints = [hint for operand in _doubtful(finding.task) if (hint := _hint(operand, touching))]
            message = reduce(join, hints, results[index].message)
            marked[index] = results[index].model_copy(update={"message": message})
    return marked


def alternatives(operand: Operand) -> Iterator[Alternative]:
    """The other readings of a printed number, one change each."""
    digits = [place for place, character in enumerate(operand.printed) if character.isdigit()]
    plain = "".join(character for character in operand.printed if character.isdigit() or character == ".")
    if not digits or plain.count(".") > 1 or not Fraction(plain.strip(".") or 0):
        return
    unit = operand.value / Fraction(plain.strip("."))
    point = operand.printed.find(".")
    whole = sum(place < point for place in digits) if point >= 0 else len(digits)
    for order, place in enumerate(digits):
        for other in CONFUSED.get(operand.printed[place], ""):
            difference = int(other) - int(operand.printed[place])
            worth = Fraction(10) ** (whole - 1 - order)
            text = operand.printed[:place] + other + operand.printed[place + 1 :]
            yield Alternative(text, Fraction(1), difference * worth * unit)
    for places in LOST_POINT_PLACES:
        if point < 0 and len(digits) > places:
            cut = digits[-places]
            text = operand.printed[:cut] + "." + operand.printed[cut:]
            yield Alternative(text, Fraction(1, 10**places), Fraction(0))


def _doubtful(task: Task) -> list[Operand]:
    return [operand for operand in task.operands.values() if operand.figure and operand.reading is Reading.DOUBTFUL]


def _hint(operand: Operand, touching: dict[str, list[Task]]) -> Bilingual | None:
    assert operand.figure is not None
    fitting = [
        f"“{alternative.text}”"
        for alternative in alternatives(operand)
        if all(_holds(task, operand.figure, alternative) for task in touching[operand.figure])
    ][:MOST_NAMED]
    if not fitting:
        return None
    return Bilingual(
        zh=f"若“{operand.printed}”实为{'或'.join(fitting)}，涉及它的规则全部成立。",
        en=f"If “{operand.printed}” is really {' or '.join(fitting)}, every rule that looks at it holds.",
    )


def _holds(task: Task, figure: str, alternative: Alternative) -> bool:
    changed = {
        key: task.scope.values[key] * exact(alternative.factor) + exact(alternative.shift)
        for key, operand in task.operands.items()
        if operand.figure == figure and key in task.scope.values
    }
    return bool(changed) and holds_with(task, changed)
