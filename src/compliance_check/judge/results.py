"""Decisions put into words: a Result with message, calculation, law, places and fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.judge.calculation import Sides, calculation, plain_formula, sides
from compliance_check.judge.decide import Decision
from compliance_check.judge.explain import Cause
from compliance_check.judge.fingerprints import fingerprint
from compliance_check.judge.gate import Refusal, Task, is_forecast
from compliance_check.judge.wording import Style, fill, join, labelled, period_text, pick, printed_text
from compliance_check.model import (
    Bilingual,
    Calculation,
    Location,
    Outcome,
    Reading,
    Result,
    Severity,
    Subject,
)

_RANK = [Severity.INFO, Severity.WARNING, Severity.ERROR]

DOUBTFUL = Bilingual(
    zh="所依据的数字识别存疑，可能是读取错误，请先核对原文。",
    en="A figure it rests on was read with doubt: this is likely a reading error; compare with the original first.",
)
TRUNCATED = Bilingual(
    zh="仅当作者截去尾数（而非四舍五入）时成立",
    en="holds only if the author cut the last digits off instead of rounding",
)
_HOLDS = Bilingual(zh="：成立。", en=": holds.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A task with its decision, and what could explain a failure."""

    task: Task
    decision: Decision
    cause: Cause | None = None
    truncated: bool = False


def result_of(finding: Finding, vocabulary: Vocabulary) -> Result:
    """The result of an evaluated task."""
    task, decision = finding.task, finding.decision
    found = sides(task, decision.comparison, vocabulary) if decision.comparison else None
    judged = decision.outcome in {Outcome.PASS, Outcome.FAIL}
    rule = task.check.rule
    return Result(
        rule=rule.id,
        name=rule.name,
        suite=task.check.suite,
        family=rule.family,
        outcome=decision.outcome,
        severity=_severity(finding),
        reason=TRUNCATED if finding.truncated else decision.reason,
        subject=Subject(document=task.row.document, entity=task.row.entity, period=task.row.period),
        message=_message(finding, found, vocabulary),
        advice=rule.advice if decision.outcome is Outcome.FAIL else None,
        calculation=calculation(task, found) if found and judged else _names_only(task),
        citation=rule.citation,
        locations=_locations(task),
        figures=tuple(dict.fromkeys((*labelled(task.operands), *task.row.figures))),
        fingerprint=_fingerprint(task, decision),
        trend=task.row.trend if decision.outcome is Outcome.FAIL else (),
    )


def refusal_result(refusal: Refusal) -> Result:
    """The result of a rule that gave no verdict."""
    rule, row = refusal.check.rule, refusal.row
    entity, period = (row.entity, row.period) if row else (None, None)
    dimensions = row.dimensions if row else ()
    scenario = (row.scenario.value,) if row else ()
    return Result(
        rule=rule.id,
        name=rule.name,
        suite=refusal.check.suite,
        family=rule.family,
        outcome=refusal.outcome,
        severity=refusal.check.severity,
        reason=refusal.reason,
        subject=Subject(document=refusal.document, entity=entity, period=period),
        message=_no_verdict(rule.title, refusal.reason),
        citation=rule.citation,
        fingerprint=fingerprint(rule.id, entity, period, dimensions, (*scenario, refusal.outcome.value)),
    )


def least(*severities: Severity) -> Severity:
    """The mildest of the severities."""
    return min(severities, key=_RANK.index)


def _severity(finding: Finding) -> Severity:
    task = finding.task
    if finding.truncated:
        return Severity.INFO
    readings = {operand.reading for operand in task.operands.values()}
    unsure = {Reading.DOUBTFUL, Reading.LIKELY} if task.check.rule.family == "restatement" else {Reading.DOUBTFUL}
    if is_forecast(task.row) or readings & unsure or _inside_one_table(task):
        return least(task.check.severity, Severity.WARNING)
    return task.check.severity


def _inside_one_table(task: Task) -> bool:
    """Whether two statements stand in rows of one table, where a heading may well set them apart."""
    operands = list(task.operands.values())
    tables = {operand.block if operand.in_table else None for operand in operands}
    return task.check.rule.family == "restatement" and len(operands) > 1 and len(tables) == 1 and None not in tables


def _message(finding: Finding, found: Sides | None, vocabulary: Vocabulary) -> Bilingual:
    task, decision = finding.task, finding.decision
    rule = task.check.rule
    words = _Words(task, found, vocabulary)
    if decision.outcome is Outcome.FAIL:
        message = fill(rule.message.fail, words.word)
        for more in (finding.cause.text if finding.cause else None, DOUBTFUL if _doubtful(task) else None):
            message = join(message, more) if more else message
        return message
    if decision.outcome is Outcome.PASS:
        if rule.message.passed:
            return fill(rule.message.passed, words.word)
        return join(rule.title, _HOLDS, gap="")
    return _no_verdict(rule.title, decision.reason)


def _no_verdict(title: Bilingual, reason: Bilingual | None) -> Bilingual:
    if reason is None:
        return title
    return Bilingual(zh=f"{title.zh}：{reason.zh}。", en=f"{title.en}: {reason.en}.")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the placeholders of a message stand for."""

    task: Task
    found: Sides | None
    vocabulary: Vocabulary

    def word(self, name: str, language: str) -> str:
        operand = self._operand(name)
        if operand is not None:
            return operand if isinstance(operand, str) else printed_text(self.task.operands[operand[0]], language)
        if name in self.task.row.words:
            return pick(self.task.row.words[name], language)
        if name in self.task.check.rule.parameters:
            return self._parameter(name, language)
        if name == "period":
            return period_text(self.task.row.period, language)
        if name == "entity":
            return self.task.row.entity or ("本公司" if language == "zh" else "the company")
        if name == "document":
            return self.task.row.document
        return self._side(name, language)

    def _operand(self, name: str) -> tuple[str] | str | None:
        for used in self.task.check.formula.names:
            concept = self.vocabulary.get(used.column)
            labels = {used.text, used.column} | ({concept.label.zh, concept.label.en} if concept else set())
            prefix = "opening." if used.prior else ""
            if name in {prefix + label for label in labels}:
                return (used.key,) if used.key in self.task.operands else "—"
        return None

    def _parameter(self, name: str, language: str) -> str:
        quantity = self.task.scope.parameter(name)
        unit = self.task.check.rule.parameters[name].unit
        yuan = " 元" if language == "zh" else " yuan"
        return f"{quantity}{ {'percent': '%', 'CNY': yuan}.get(unit, '') }"

    def _side(self, name: str, language: str) -> str:
        found = self.found
        if found is None:
            return "—"
        style = found.style
        if name in {"residual", "tolerance"} and style.unit == "percent":
            style = Style("percentage_point", style.scale, style.decimals)
        amounts: dict[str, Fraction | None] = {
            "left": found.left_printed,
            "right": found.right_printed,
            "residual": None if found.residual is None else abs(found.residual),
            "tolerance": found.tolerance,
        }
        amount = amounts[name]
        return "—" if amount is None else style.write(amount, language, extra=2)


def _doubtful(task: Task) -> bool:
    return any(operand.reading is Reading.DOUBTFUL for operand in task.operands.values())


def _names_only(task: Task) -> Calculation:
    return Calculation(expression=plain_formula(task))


def _locations(task: Task) -> tuple[Location, ...]:
    found: list[Location] = []
    for operand in task.operands.values():
        if operand.location is not None:
            found.append(operand.location)
    return tuple(dict.fromkeys((*found, *task.row.places)))


def _fingerprint(task: Task, decision: Decision) -> str:
    label = task.row.words.get("label")
    values = [f"{key}={operand.printed}/{operand.value}" for key, operand in sorted(task.operands.items())]
    extra = [task.row.scenario.value, decision.outcome.value, label.en if label else ""]
    return fingerprint(task.check.rule.id, task.row.entity, task.row.period, task.row.dimensions, [*extra, *values])
