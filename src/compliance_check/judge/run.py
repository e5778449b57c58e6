"""One run: frames, gate, engine, words. The order of the results depends on rules and subjects alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from compliance_check.catalog import Check, RuleBook, Vocabulary
from compliance_check.judge.decide import Decision
from compliance_check.judge.explain import cause, holds_if_cut
from compliance_check.judge.frames import Row, builders, history_builders
from compliance_check.judge.gate import Planned, Refusal, Task, plan
from compliance_check.judge.past import pasts
from compliance_check.judge.readings import with_readings
from compliance_check.judge.results import Finding, refusal_result, result_of
from compliance_check.judge.suspects import with_suspects
from compliance_check.model import Disclosure, Outcome, Result

ENGINES: dict[str, str] = {
    "gx": "compliance_check.judge.engine_gx",
    "direct": "compliance_check.judge.engine_direct",
}

Concern = Callable[[Disclosure], frozenset[str]]


def run(
    disclosures: Sequence[Disclosure],
    book: RuleBook,
    as_of: dt.date | None,
    engine: str,
    suites: Concern | None,
    earlier: Sequence[Disclosure] = (),
) -> tuple[Result, ...]:
    """See `judge.judge`."""
    rows = _rows(disclosures, earlier, book.checks, book.vocabulary)
    planned = _plan(disclosures, rows, book, as_of, suites)
    tasks = [item for item in planned if isinstance(item, Task)]
    decisions: list[Decision] = import_module(ENGINES[engine]).decisions(tasks)
    findings = _findings(list(zip(tasks, decisions, strict=True)), book.vocabulary)
    results = [result_of(finding, book.vocabulary) for finding in findings]
    results = with_readings(findings, with_suspects(findings, results, book.vocabulary))
    results += [refusal_result(item) for item in planned if isinstance(item, Refusal)]
    return tuple(sorted(results, key=_order))


def _plan(
    disclosures: Sequence[Disclosure],
    rows: Mapping[tuple[str, str], list[Row]],
    book: RuleBook,
    as_of: dt.date | None,
    suites: Concern | None,
) -> list[Planned]:
    planned: list[Planned] = []
    for disclosure in disclosures:
        concerned = suites(disclosure) if suites else None
        for check in book.checks:
            if concerned is None or check.suite in concerned:
                own = rows.get((check.rule.frame, disclosure.document.id), [])
                planned += plan(check, disclosure, own, as_of, book.vocabulary)
    return planned


def _rows(
    disclosures: Sequence[Disclosure], earlier: Sequence[Disclosure], checks: Sequence[Check], vocabulary: Vocabulary
) -> dict[tuple[str, str], list[Row]]:
    """The rows of each frame that some rule asks for, by frame and document."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    known, looking_back = builders(), history_builders()
    names = list(dict.fromkeys(check.rule.frame for check in checks))
    behind = pasts(disclosures, earlier, vocabulary) if looking_back.keys() & set(names) else []
    for name in names:
        frame = looking_back[name](behind, vocabulary) if name in looking_back else known[name](disclosures, vocabulary)
        for row in frame.rows:
            found[name, row.document].append(row)
    return found


def _findings(decided: Sequence[tuple[Task, Decision]], vocabulary: Vocabulary) -> list[Finding]:
    """Failures explained: who cuts digits off is told so, once nothing else in the document speaks against it."""
    rounding = _rounding_documents(decided)
    findings = []
    for task, decision in decided:
        if decision.outcome is not Outcome.FAIL or decision.comparison is None:
            findings.append(Finding(task, decision))
        elif _is_equation(decision) and _may_cut(task, rounding) and holds_if_cut(task):
            findings.append(Finding(task, Decision(Outcome.PASS, decision.comparison), truncated=True))
        else:
            findings.append(Finding(task, decision, cause(task, decision.comparison, vocabulary)))
    return findings


def _rounding_documents(decided: Sequence[tuple[Task, Decision]]) -> set[str]:
    """Documents in which some equation holds by rounding and would not hold by truncation."""
    failing = {task.row.document for task, decision in decided if decision.outcome is Outcome.FAIL}
    return {
        task.row.document
        for task, decision in decided
        if task.row.document in failing
        and decision.outcome is Outcome.PASS
        and _is_equation(decision)
        and not holds_if_cut(task)
    }


def _may_cut(task: Task, rounding: set[str]) -> bool:
    if task.check.rule.family == "restatement":
        # A sentence may quote 4.89 for the table's 4.896; two equally precise statements may not differ.
        return len({operand.interval.width for operand in task.operands.values()}) > 1
    return task.row.document not in rounding


def _is_equation(decision: Decision) -> bool:
    return decision.comparison is not None and decision.comparison.operator == "="


def _order(result: Result) -> tuple[str, ...]:
    period = result.subject.period
    dates = (str(period.end), str(period.start or "")) if period else ("", "")
    return (result.rule, result.subject.document, result.subject.entity or "", *dates, result.fingerprint)
