"""The summary for the terminal: verdict, findings with place and arithmetic, counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic
from compliance_check.report.visible import one_line, shortened
from compliance_check.report.words import pick, word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Object = Mapping[str, Any]
STYLES = {"error": "bold red", "warning": "yellow", "info": "blue", "pass": "bold green"}
MARKS = {"error": "✗", "warning": "!", "info": "i", "pass": "✓", "incomplete": "?", "nothing": "?"}
_MOST = 50
_UNBREAKABLE = re.compile(r"(?:[\x21-\x7e]+|[^\x21-\x7e])[，。；：、）”！？]*\s*")


def summary(report: Object, language: str, console: Console) -> None:
    """Prints the summary of a report.json object in `language` ("zh" or "en") to `console`."""
    from rich.text import Text

    index = Index.of(report)
    found = findings.failures(report)
    for document in report["documents"][:1]:
        parts = [
            document["entity"],
            _kind(report, document, language),
            findings.period_words(document["period"], language),
        ]
        console.print(Text(" · ".join(one_line(p) for p in parts if p) or one_line(document["path"]), style="bold"))
    listed = {result["fingerprint"] for result in found}
    for number, result in enumerate(found[:_MOST], 1):
        if result.get("follows") in listed:
            message = one_line(findings.message(result, language))
            _print(console, Text(f"  ↳ {word('same_cause', language)} {number}  {message}", style="dim"))
            continue
        console.print()
        for line in _finding(number, result, report, index, language):
            _print(console, line)
    if len(found) > _MOST:
        console.print(Text(f"… +{len(found) - _MOST}"))
    console.print()
    state = findings.verdict(report)
    _print(
        console, Text(f"{MARKS[state]} {findings.headline(report, language)}", style=STYLES.get(state, "bold yellow"))
    )
    _print(console, Text(f"  {findings.consequence(report, language)}"))
    for limit in findings.limits(report, language):
        _print(console, Text(f"  ○ {limit}", style="dim"))
    for text in counts(report, language):
        _print(console, Text("  " + text))


def _print(console: Console, line: Text) -> None:
    """Prints a line, wrapped with a hanging indent: Chinese may break anywhere, a number or an English word nowhere.

    rich breaks at spaces alone, which throws a long Chinese sentence whole onto the next line.
    """
    from rich.cells import cell_len

    plain = line.plain
    indent = len(plain) - len(plain.lstrip()) or 2
    cuts, used = [], 0
    for match in _UNBREAKABLE.finditer(plain):
        width = cell_len(match.group().rstrip())
        if used + width > console.width and used > indent:
            cuts.append(match.start())
            used = indent
        used += cell_len(match.group())
    for number, part in enumerate(line.divide(cuts)):
        part.rstrip()
        if number:
            part.pad_left(indent)
        console.print(part, overflow="fold", highlight=False)


def counts(report: Object, language: str) -> list[str]:
    """The counts of rules and of figures, a line each."""
    numbers = report["summary"]
    pairs = [(key, numbers["findings"][key]) for key in findings.SEVERITIES]
    pairs += [("pass", numbers["outcomes"]["pass"])]
    pairs += [(key, numbers["figures"][key]) for key in ("verified", "contradicted", "unchecked")]
    rules = " · ".join(f"{word(key, language)} {n}" for key, n in pairs[:4])
    figures = " · ".join(f"{word(key, language)} {n}" for key, n in pairs[4:])
    return [rules, f"{word('figures', language)} {numbers['figures']['total']}: {figures}"]


def _kind(report: Object, document: Object, language: str) -> str | None:
    label = report["labels"].get(document["kind"] or "")
    return pick(label, language) if label else document["kind"]


def _finding(number: int, result: Object, report: Object, index: Index, language: str) -> list[Text]:
    from rich.text import Text

    severity = result["severity"]
    head = Text(f"{MARKS[severity]} {word(severity, language)} {number}  ", style=STYLES[severity])
    head.append(one_line(findings.message(result, language)), style="default")
    lines = [head]
    places = (findings.place_and_quote(result, i, report, language) for i in range(len(result["locations"])))
    for where, quote in dict.fromkeys(places):
        lines.append(Text(f"    {where}: “{shortened(quote, 40)}”", style="dim"))
    sums = arithmetic(result, index, language)
    if sums is not None:
        lines.append(Text(f"    {sums.substituted}"))
        if sums.residual is not None and sums.tolerance is not None:
            words = [f"{word(key, language)} {getattr(sums, key)}" for key in ("residual", "tolerance")]
            lines.append(Text("    " + (" · ".join(words))))
    law = [f"{c['instrument']}{c['article'] or ''}" for c in result["citation"][:1]]
    lines.append(Text("    " + " · ".join([result["rule"], *law]), style="dim"))
    return lines
