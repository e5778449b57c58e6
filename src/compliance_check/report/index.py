"""The index page over the reports of one run: a line per input, the worst first, unreadable inputs among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from compliance_check.report import findings
from compliance_check.report.html import content_policy, environment, part

Entry = tuple[str, Mapping[str, Any] | None, str]
"""A path as given, its report.json object and the name of its report; if unreadable, None and the error line."""

_ORDER = ("unreadable", "error", "warning", "incomplete", "nothing", "info", "pass")


def render_index(entries: Sequence[Entry], language: str) -> bytes:
    """The page in both languages, `language` first. Report names are links relative to the page."""
    lines = [_line(path, report, target) for path, report, target in entries]
    lines.sort(key=lambda line: (_ORDER.index(str(line["state"])), str(line["path"])))
    style = part("report.css")
    page = environment(language).get_template("index.html.j2")
    return page.render(language=language, style=style, policy=content_policy(style, ""), lines=lines).encode()


def _line(path: str, report: Mapping[str, Any] | None, target: str) -> dict[str, object]:
    if report is None:
        return {"path": path, "state": "unreadable", "error": target}
    document = report["documents"][0]
    return {
        "path": path,
        "state": findings.verdict(report),
        "link": quote(target),
        "entity": document["entity"],
        "period": document["period"],
        "headline": {"zh": findings.headline(report, "zh"), "en": findings.headline(report, "en")},
        "findings": report["summary"]["findings"],
    }
