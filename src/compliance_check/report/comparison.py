"""What changed between two runs, as text and as a page. Takes lists of report.json results by kind of change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compliance_check.report.html import content_policy, environment, part
from compliance_check.report.visible import one_line

Parts = Mapping[str, Sequence[Mapping[str, Any]]]
TITLES = {
    "new": {"zh": "新增", "en": "New"},
    "fixed": {"zh": "已更正", "en": "Fixed"},
    "unchanged": {"zh": "未变", "en": "Unchanged"},
}


def render_text(parts: Parts, language: str) -> str:
    """A line per finding under its kind of change."""
    lines = []
    for name, results in parts.items():
        lines.append(f"{TITLES[name][language]} {len(results)}")
        for result in results:
            lines.append(f"  {result['severity']:<8} {result['rule']:<10} {one_line(result['message'][language])}")
    return "\n".join(lines) + "\n"


def render_html(parts: Parts, language: str) -> str:
    """A self-contained page in both languages."""
    style = part("report.css")
    page = environment(language).get_template("comparison.html.j2")
    return page.render(language=language, style=style, policy=content_policy(style, ""), parts=parts, titles=TITLES)
