"""The gate before the arithmetic: does a rule apply to a document, and to which rows; what is missing.

Absent data never passes. A rule is not_applicable when its dates, kind or company type exclude the document, or the
document states none of its names; it is not_evaluable when some names stand there and others do not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compliance_check.catalog import Check, Vocabulary
from compliance_check.catalog.columns import FACTS, FRAME_COLUMNS
from compliance_check.catalog.expression import Name, names_in
from compliance_check.interval import Interval, exact
from compliance_check.judge.exact import CannotEvaluateError, Scope, certain
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand, absent_row, dimension
from compliance_check.model import Bilingual, Disclosure, Outcome, Scenario


@dataclass(frozen=True, slots=True)
class Task:
    """A rule to be evaluated on a row. operands: those of its names, in formula order; assumed: zeros among them."""

    check: Check
    row: Row
    scope: Scope
    operands: Mapping[str, Operand]
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a rule gives no verdict on a document or row."""

    check: Check
    document: str
    outcome: Outcome
    reason: Bilingual
    row: Row | None = None


Planned = Task | Refusal


def plan(
    check: Check, disclosure: Disclosure, rows: Sequence[Row], as_of: dt.date | None, vocabulary: Vocabulary
) -> list[Planned]:
    """What to evaluate of one rule on one document, whose rows in the rule's frame are `rows`."""
    day = as_of or (disclosure.period.end if disclosure.period else None)
    excluded = _exclusion(check, disclosure, day)
    if excluded is not None:
        return [Refusal(check, disclosure.document.id, Outcome.NOT_APPLICABLE, excluded)]
    chosen = [row for row in rows if _selected(check, row)]
    if check.rule.frame != FACTS:
        planned: list[Planned] = [_task(check, row, day, vocabulary, _missing(check, row)) for row in chosen]
        return planned or [Refusal(check, disclosure.document.id, Outcome.NOT_APPLICABLE, _NOTHING)]
    return _FactsPlan(check, disclosure, chosen, day, vocabulary).planned()


CONDITION = Bilingual(zh="规则的前提条件不成立", en="the condition of the rule does not hold")
_NOTHING = Bilingual(zh="文件中没有此规则所检查的内容", en="the document holds nothing that this rule checks")


@dataclass(frozen=True, slots=True)
class _FactsPlan:
    check: Check
    disclosure: Disclosure
    rows: Sequence[Row]
    day: dt.date | None
    vocabulary: Vocabulary

    def planned(self) -> list[Planned]:
        stated = {key for row in self.rows for key in (*row.operands, *row.blanks)}
        absent = self._absent(stated)
        if absent is not None:
            return [self._refuse(Outcome.NOT_APPLICABLE, absent)]
        grain = self._grain()
        rows = [row for row in self.rows if row.grain in {grain, "any"}]
        found: list[Planned] = []
        for row in rows:
            if not row.reporting:
                found += self._other_row(row)
        found += self._reporting_rows([row for row in rows if row.reporting])
        return found or [self._refuse(Outcome.NOT_APPLICABLE, self._not_for_this_period())]

    def _absent(self, stated: set[str]) -> Bilingual | None:
        """Why the rule does not concern the document at all, or None."""
        if self.check.states and not stated.intersection(self.check.states):
            return _states_none(self.check.states, self.vocabulary)
        better = [concept for concept in self.check.unless_states if concept in stated]
        if better:
            labels = _labels(better, self.vocabulary)
            return Bilingual(
                zh=f"文件披露了{labels.zh}，由更直接的规则检查",
                en=f"the document states {labels.en}, which a more direct rule checks",
            )
        columns = [name.column for name in self.check.required]
        if columns and not stated.intersection(columns):
            return _states_none(tuple(dict.fromkeys(columns)), self.vocabulary)
        return None

    def _grain(self) -> str:
        concepts = [self.vocabulary.get(name.column) for name in self.check.formula.names]
        durations = any(concept is not None and concept.period_type == "duration" for concept in concepts)
        return "duration" if durations else "instant"

    def _other_row(self, row: Row) -> list[Planned]:
        """A prior, forecast or dimensional row: a verdict if it is complete, a word only if one name is missing."""
        missing = _missing(self.check, row)
        if not missing:
            return [_task(self.check, row, self.day, self.vocabulary, missing)]
        present = [name for name in self.check.required if name.key in row.operands]
        if len(missing) == 1 and len(present) > 1 and not missing[0].prior and not row.dimensions:
            return [_task(self.check, row, self.day, self.vocabulary, missing)]
        return []

    def _reporting_rows(self, rows: Sequence[Row]) -> list[Planned]:
        complete = [row for row in rows if not _missing(self.check, row)]
        if complete:
            return [_task(self.check, row, self.day, self.vocabulary, ()) for row in complete]
        scored = [
            (sum(_operand(name, self.check, row) is not None for name in self.check.required), row) for row in rows
        ]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is None or best[0] == 0:
            return []
        return [_task(self.check, best[1], self.day, self.vocabulary, _missing(self.check, best[1]))]

    def _not_for_this_period(self) -> Bilingual:
        labels = _labels([name.column for name in self.check.required], self.vocabulary)
        return Bilingual(
            zh=f"文件未就报告期披露{labels.zh}", en=f"the document does not state {labels.en} for its own period"
        )

    def _refuse(self, outcome: Outcome, reason: Bilingual) -> Refusal:
        return Refusal(self.check, self.disclosure.document.id, outcome, reason)


def _task(check: Check, row: Row, day: dt.date | None, vocabulary: Vocabulary, missing: Sequence[Name]) -> Planned:
    def refuse(reason: Bilingual) -> Refusal:
        return Refusal(check, row.document, Outcome.NOT_EVALUABLE, reason, row)

    if missing and not _condition_may_hold(check, row, day):
        return Refusal(check, row.document, Outcome.NOT_APPLICABLE, CONDITION, row)
    if missing and all(name.prior for name in missing) and row.reporting:
        labels = _labels([name.key for name in missing], vocabulary)
        none = Bilingual(zh=f"文件未列示{labels.zh}", en=f"the document does not state {labels.en}")
        return Refusal(check, row.document, Outcome.NOT_APPLICABLE, none, row)
    if missing:
        labels = _labels([name.key for name in missing], vocabulary)
        return refuse(Bilingual(zh=f"缺少：{labels.zh}", en=f"missing: {labels.en}"))
    operands = {name.key: _operand(name, check, row) for name in check.formula.names}
    found = {key: operand for key, operand in operands.items() if operand is not None}
    off_scale = [operand.printed for operand in found.values() if operand.word and check.rank(operand.word) is None]
    if off_scale:
        return refuse(Bilingual(zh=f"“{off_scale[0]}”不在等级序列中", en=f"“{off_scale[0]}” is not on the scale"))
    mixed = _mixed_units(check, found, vocabulary)
    if mixed:
        return refuse(Bilingual(zh=f"单位不一致：{mixed}", en=f"stated in different units: {mixed}"))
    assumed = frozenset(key for key, operand in found.items() if operand.figure is None)
    return Task(check, row, Scope(check, day, _intervals(check, found)), found, assumed)


def _condition_may_hold(check: Check, row: Row, day: dt.date | None) -> bool:
    """False only if the conditions can be evaluated and one is not certain: then what is missing does not matter."""
    names = names_in(*check.formula.conditions)
    operands = {name.key: _operand(name, check, row) for name in names}
    found = {key: operand for key, operand in operands.items() if operand is not None}
    if not names or len(found) < len(names):
        return True
    scope = Scope(check, day, _intervals(check, found))
    try:
        return all(certain(condition, scope) for condition in check.formula.conditions)
    except CannotEvaluateError:
        return True


def _intervals(check: Check, operands: Mapping[str, Operand]) -> dict[str, Interval]:
    return {
        key: exact(check.rank(operand.word) or 0) if operand.word else _allowed(check, operand)
        for key, operand in operands.items()
    }


def _allowed(check: Check, operand: Operand) -> Interval:
    if check.rule.tolerance == "printed-precision" or operand.interval.width is None:
        return operand.interval
    return operand.interval.widen(operand.interval.width / 2)


def _missing(check: Check, row: Row) -> list[Name]:
    names = check.formula.names
    optional = [name for name in names if name.optional]
    if optional and not any(name.key in row.operands or name.column in row.blanks for name in optional):
        # A table that has none of the optional rows is no breakdown that merely leaves out a zero.
        return [name for name in names if name.optional or _operand(name, check, row) is None]
    return [name for name in names if _operand(name, check, row) is None]


def _operand(name: Name, check: Check, row: Row) -> Operand | None:
    """The operand of a name: as stated, or the zero that the rule reads into a blank or an absent optional row."""
    stated = row.operands.get(name.key)
    if stated is not None:
        return stated
    if name.column in row.blanks and not name.prior:
        return row.blanks[name.column] if check.rule.blank_is_zero else None
    if name.optional and _row_is_absent(name, check, row):
        return absent_row()
    return None


def _row_is_absent(name: Name, check: Check, row: Row) -> bool:
    """Whether the tables that state the other names have no row of this name in any column."""
    others = (row.operands.get(other.key) for other in check.formula.names if other.key != name.key)
    tables = {operand.block for operand in others if operand is not None and operand.in_table}
    return bool(tables) and not tables.intersection(row.tables.get(name.column, frozenset()))


def _mixed_units(check: Check, operands: Mapping[str, Operand], vocabulary: Vocabulary) -> str:
    """The units of money that the formula would mix, as a list; empty when there is one at most."""
    units: set[str] = {parameter.unit for parameter in check.rule.parameters.values() if parameter.unit == "CNY"}
    for name in check.formula.names:
        operand = operands.get(name.key)
        if (
            operand is None
            or operand.unit == "blank"
            or _measure(name.column, check, vocabulary) not in {"money", "any"}
        ):
            continue
        units.add(dimension(operand.unit))
    return ", ".join(sorted(units)) if len(units) > 1 else ""


def _measure(column: str, check: Check, vocabulary: Vocabulary) -> str:
    frame = FRAME_COLUMNS.get(check.rule.frame)
    if frame is not None:
        return frame.measures.get(column, "any")
    concept = vocabulary.get(column)
    return concept.measure if concept else "any"


def _selected(check: Check, row: Row) -> bool:
    return all(key in row.words and row.words[key].en == wanted for key, wanted in check.rule.select.items())


def _exclusion(check: Check, disclosure: Disclosure, day: dt.date | None) -> Bilingual | None:
    """Why the rule's dates, kinds or company types leave the document out, or None."""
    rule, applies = check.rule, check.rule.applies
    off = rule.deactivated
    if off and (day is None or ((off.since is None or off.since <= day) and (off.until is None or day <= off.until))):
        return Bilingual(zh=f"规则已停用：{off.reason}", en=f"the rule is switched off: {off.reason}")
    if not check.in_force(day):
        dates = f"{rule.effective.start or '…'} – {rule.effective.to or '…'}"
        return Bilingual(zh=f"{day} 不在规则有效期内（{dates}）", en=f"not in force on {day} (in force {dates})")
    if applies.documents and disclosure.kind not in applies.documents:
        return Bilingual(
            zh=f"不适用于此类文件（{disclosure.kind or '类型未知'}）",
            en=f"not for this kind of document ({disclosure.kind or 'unknown kind'})",
        )
    kind = disclosure.company_type
    if (applies.company_types and kind not in applies.company_types) or (kind and kind in applies.not_company_types):
        return Bilingual(
            zh=f"不适用于此类公司（{kind or '类型未知'}）",
            en=f"not for this type of company ({kind or 'unknown type'})",
        )
    return None


def _states_none(columns: tuple[str, ...], vocabulary: Vocabulary) -> Bilingual:
    labels = _labels(columns, vocabulary)
    return Bilingual(zh=f"文件未披露{labels.zh}", en=f"the document states none of {labels.en}")


def _labels(keys: Iterable[str], vocabulary: Vocabulary) -> Bilingual:
    zh, en = [], []
    for key in keys:
        column = key.removeprefix("opening.")
        concept = vocabulary.get(column)
        prior = key != column
        zh.append(("期初" if prior else "") + (concept.label.zh if concept else column))
        en.append(("opening " if prior else "") + (concept.label.en if concept else column))
    return Bilingual(zh="、".join(zh), en=", ".join(en))


def is_forecast(row: Row) -> bool:
    """Whether the row's figures are forecasts, which break no law."""
    return row.scenario is Scenario.FORECAST
