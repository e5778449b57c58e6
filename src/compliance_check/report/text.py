"""Plain text: the findings in full, then every rule with its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic
from compliance_check.report.visible import one_line, shortened
from compliance_check.report.words import pick, word

Object = Mapping[str, Any]


def render(report: Object, language: str = "zh") -> str:
    """The report as plain lines without colour."""
    index = Index.of(report)
    out = [word("title", language)]
    for document in report["documents"]:
        out += _document(report, document, language)
    out += ["", findings.headline(report, language), findings.consequence(report, language)]
    out += [f"- {limit}" for limit in findings.limits(report, language)]
    for number, result in enumerate(findings.failures(report), 1):
        out += ["", *finding_lines(number, result, report, index, language)]
    waived = findings.failures(report, waived=True)
    if waived:
        out += ["", word("waived_findings", language)]
        out += [
            f"- {r['rule']} {one_line(findings.message(r, language))} ({one_line(r['waived']['reason'])})"
            for r in waived
        ]
    out += ["", word("rules", language)]
    out += [_rule(result, report["labels"].get(result["rule"]), language) for result in report["results"]]
    return "\n".join(out) + "\n"


def _document(report: Object, document: Object, language: str) -> list[str]:
    label = report["labels"].get(document["kind"] or "")
    kind = pick(label, language) if label else document["kind"]
    pairs = [
        ("file", document["path"]),
        ("entity", document["entity"]),
        ("kind", kind),
        ("period", findings.period_words(document["period"], language)),
        ("sha256", document["sha256"]),
    ]
    notes = [f"- {one_line(pick(remark, language))}" for remark in document["remarks"]]
    return [f"{word(key, language)}: {one_line(value or word('unknown', language))}" for key, value in pairs] + notes


def finding_lines(number: int, result: Object, report: Object, index: Index, language: str) -> list[str]:
    """One finding: severity, message, places, arithmetic, law, advice, a line each."""
    out = [f"{number}. [{word(result['severity'], language)}] {one_line(findings.message(result, language))}"]
    for spot in range(len(result["locations"])):
        where, quote = findings.place_and_quote(result, spot, report, language)
        out.append(f"   {where}: “{shortened(quote, 160)}”")
    sums = arithmetic(result, index, language)
    if sums is not None:
        out += [f"   {line}" for line in sums.lines(language)]
    out += [f"   {word('law', language)}: {line}" for line in findings.law_lines(result)]
    if result["advice"] is not None:
        out.append(f"   {word('advice', language)}: {one_line(pick(result['advice'], language))}")
    out.append(f"   {result['rule']} {result['fingerprint']}")
    return out


def _rule(result: Object, title: Mapping[str, str] | None, language: str) -> str:
    outcome = word("rule_error" if result["outcome"] == "error" else result["outcome"], language)
    reason = findings.explanation(result, language)
    return f"{result['rule']} {one_line(pick(title, language)) if title else result['name']}: {outcome}" + (
        f" ({one_line(reason)})" if reason else ""
    )
