from __future__ import annotations

import re

from compliance_check.report.comparison import render_html, render_text
from compliance_check.report.index import render_index
from compliance_check.report.json import to_json

from .fixture import LABELS, report


def test_index_lists_the_worst_first_and_links_to_each_report() -> None:
    found = to_json(report(), LABELS)
    clean = to_json(report(), LABELS)
    clean["results"] = []
    clean["summary"] = clean["summary"] | {"findings": {"error": 0, "warning": 0, "info": 0}}
    entries = [("a.md", clean, "a.html"), ("b <i>.md", found, "b 1.html"), ("c.pdf", None, "c.pdf: 需要密码")]
    page = render_index(entries, "zh").decode()
    assert page.index("c.pdf: 需要密码") < page.index("b &lt;i&gt;.md") < page.index("a.md")
    assert 'href="b%201.html"' in page
    assert "3 份文件" in page and "3 documents" in page
    assert "<i>" not in page


def test_comparison_counts_and_lists_what_changed() -> None:
    results = to_json(report())["results"]
    parts = {"new": results[:2], "fixed": results[2:3], "unchanged": []}
    page = render_html(parts, "en")
    headline = re.sub("<[^>]*>", " ", page[page.index("<h1>") : page.index("</h1>")]).split()
    assert headline == ["新增", "New", "2", "·", "已更正", "Fixed", "1", "·", "未变", "Unchanged", "0"]
    assert page.count("<code>") == 3
    text = render_text(parts, "zh")
    assert text.startswith("新增 2\n")
    assert "已更正 1\n" in text and "未变 0\n" in text
