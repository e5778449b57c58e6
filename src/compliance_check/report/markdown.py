"""Markdown: the summary that a pull request shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic
from compliance_check.report.visible import one_line, shortened
from compliance_check.report.words import pick, word

Object = Mapping[str, Any]
_SYNTAX = re.compile(r"[\\`*_\[\]|~]")
_AT_START = re.compile(r"^(\d*)(?=[-+>=.)])")
_ICONS = {"error": "❌", "warning": "⚠️", "info": "ℹ️", "pass": "✅", "incomplete": "❔", "nothing": "❔"}


def render(report: Object, language: str = "zh") -> str:
    """The report as GitHub-flavoured Markdown."""
    index = Index.of(report)
    out = [f"## {_ICONS[findings.verdict(report)]} {escaped(findings.headline(report, language))}", ""]
    out += [escaped(findings.consequence(report, language)), ""]
    out += [_subject(document, language) for document in report["documents"]]
    out += ["", *_counts(report, language), ""]
    for number, result in enumerate(findings.failures(report), 1):
        out += [*_finding(number, result, report, index, language), ""]
    out += _limits(report, language)
    return "\n".join(out).rstrip() + "\n"


def escaped(text: str) -> str:
    """Text of a stranger as Markdown that shows exactly this text: no markup, no HTML, no mention, no link."""
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
    line = line.replace("#", "&#35;").replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
    return _AT_START.sub(r"\1\\", _SYNTAX.sub(r"\\\g<0>", line))


def _subject(document: Object, language: str) -> str:
    parts = (document["entity"], findings.period_words(document["period"], language), document["path"])
    return "- " + " · ".join(escaped(part) for part in parts if part)


def _counts(report: Object, language: str) -> list[str]:
    numbers = report["summary"]
    pairs = [(key, numbers["findings"][key]) for key in findings.SEVERITIES]
    pairs += [(key, numbers["outcomes"][key]) for key in ("pass", "not_evaluable")]
    pairs += [(key, numbers["figures"][key]) for key in ("verified", "contradicted", "unchecked")]
    head = "| " + " | ".join(word(key, language) for key, _ in pairs) + " |"
    return [head, "|" + " ---: |" * len(pairs), "| " + " | ".join(str(number) for _, number in pairs) + " |"]


def _finding(number: int, result: Object, report: Object, index: Index, language: str) -> list[str]:
    severity = result["severity"]
    title = escaped(findings.message(result, language))
    out = [f"### {_ICONS[severity]} {number}. {title}", ""]
    for spot in range(len(result["locations"])):
        where, quote = findings.place_and_quote(result, spot, report, language)
        where = f"{findings.path_of(result, report, spot)} · {where}"
        out.append(f"- {escaped(where)}: “{escaped(shortened(quote, 160))}”")
    sums = arithmetic(result, index, language)
    if sums is not None:
        out += [f"- {escaped(sums.substituted)}"] + ([f"- {escaped(sums.words)}"] if sums.words else [])
    out += [f"- {word('law', language)}: {escaped(line)}" for line in findings.law_lines(result)]
    if result["advice"] is not None:
        out.append(f"- {word('advice', language)}: {escaped(pick(result['advice'], language))}")
    out.append(f"- `{result['rule']}` `{result['fingerprint']}`")
    return list(dict.fromkeys(out))


def _limits(report: Object, language: str) -> list[str]:
    open_rules = [r for r in report["results"] if r["outcome"] in ("not_evaluable", "error")]
    out = [f"- {escaped(limit)}" for limit in findings.limits(report, language)]
    for result in open_rules:
        reason = findings.explanation(result, language) or ""
        out.append(f"- `{result['rule']}` {escaped(reason or findings.message(result, language))}")
    if not out:
        return []
    return [f"<details><summary>{word('not_checked', language)}</summary>", "", *out, "", "</details>"]
