"""The engine without great-expectations: the kernel and the exact arithmetic alone, for hooks that cannot wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from compliance_check.judge.decide import Decision, decide
from compliance_check.judge.gate import CONDITION, Task
from compliance_check.judge.kernel import CONDITION_FAILS, Job, evaluate, tabulate
from compliance_check.judge.ranges import BROKEN, HOLDS
from compliance_check.model import Outcome

FEW = 2000
"""Below so many tasks the exact arithmetic alone is quicker than the import of numpy."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tasks as the kernel wants them: the distinct rows, a job per rule, and for each job its tasks' numbers."""

    rows: list[Task]
    jobs: list[Job]
    members: list[list[int]]


def decisions(tasks: Sequence[Task]) -> list[Decision]:
    """A decision per task, in order."""
    if len(tasks) < FEW:
        return [decide(task) for task in tasks]
    batch = batched(tasks)
    codes = evaluate(tabulate([task.row.operands for task in batch.rows]), batch.jobs)
    found: list[Decision | None] = [None] * len(tasks)
    for members, job_codes in zip(batch.members, codes, strict=True):
        for member, code in zip(members, job_codes.tolist(), strict=True):
            found[member] = settle(tasks[member], code)
    return [item for item in found if item is not None]


def batched(tasks: Sequence[Task]) -> Batch:
    """The tasks grouped by rule and day over the table of their distinct rows."""
    position: dict[int, int] = {}
    rows: list[Task] = []
    for task in tasks:
        if id(task.row) not in position:
            position[id(task.row)] = len(rows)
            rows.append(task)
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, task in enumerate(tasks):
        groups[id(task.check), str(task.scope.day)].append(number)
    jobs = [_job([tasks[number] for number in members], position) for members in groups.values()]
    return Batch(rows, jobs, list(groups.values()))


def settle(task: Task, code: int) -> Decision:
    """The decision behind a code of the kernel; the exact one where the kernel could not tell, or which of several."""
    demands = task.check.formula.demands
    if code == HOLDS:
        return Decision(Outcome.PASS, demands[0])
    if code == BROKEN and len(demands) == 1:
        return Decision(Outcome.FAIL, demands[0])
    if code == CONDITION_FAILS and len(task.check.formula.conditions) == 1:
        return Decision(Outcome.NOT_APPLICABLE, task.check.formula.conditions[0], CONDITION)
    return decide(task)


def _job(tasks: Sequence[Task], position: dict[int, int]) -> Job:
    zeros: dict[str, list[int]] = defaultdict(list)
    for number, task in enumerate(tasks):
        for key, operand in task.operands.items():
            if operand.unit == "blank":
                zeros[key].append(number)
    first = tasks[0]
    return Job(first.check, first.scope.day, [position[id(task.row)] for task in tasks], zeros)
