"""A disclosure of 300 pages and 5,000 figures still makes a page that opens at once."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance_check.report.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES, ROWS, COLUMNS = 300, 9, 3


def grown(result: dict[str, Any]) -> dict[str, Any]:
    """The report with the document repeated into 300 pages of text and tables, and 300 findings."""
    large = copy.deepcopy(result)
    document = large["documents"][0]
    first = document["figures"][0]
    document["figures"], document["blocks"], document["sections"] = [], [], document["sections"][:1]
    for page in range(1, PAGES + 1):
        text = {
            "kind": "paragraph",
            "text": "报告期内公司经营稳健，各项指标均在监管要求之内。" * 8,
            "page": page,
            "line": None,
        }
        document["blocks"] += [text] * 4
        document["blocks"].append(_table(page, document, first))
    anchors = {figure["id"]: figure for figure in document["figures"]}
    results = [r for r in large["results"] if r["figures"] and r["outcome"] == "fail"]
    large["results"] = [_finding(results[n % len(results)], n, anchors) for n in range(300)]
    large["summary"]["figures"]["total"] = len(document["figures"])
    return large


def _table(page: int, document: dict[str, Any], first: dict[str, Any]) -> dict[str, Any]:
    cells = []
    for place in range(ROWS * COLUMNS):
        row, column = divmod(place, COLUMNS)
        text = f"{page * 1000 + place:,}.{place:02d}" if row and column else f"第 {row} 项"
        if row and column:
            name = f"d1.f{len(document['figures']) + 1}"
            anchor = {"block": len(document["blocks"]), "cell": place, "start": 0, "end": len(text)}
            location = first["location"] | {"page": page, "line": None, "quote": text}
            document["figures"].append(first | {"id": name, "raw": text, "anchor": anchor, "location": location})
        cells.append({"row": row, "column": column, "row_span": 1, "column_span": 1, "header": not row, "text": text})
    shape = {"rows": ROWS, "columns": COLUMNS, "header_rows": 1, "caption": None, "unit": "单位：万元", "sheet": None}
    return {"kind": "table", "page": page, "line": None, **shape, "cells": cells}


def _finding(result: dict[str, Any], number: int, figures: dict[str, Any]) -> dict[str, Any]:
    found = copy.deepcopy(result) | {"fingerprint": f"{number:032x}"}
    found["figures"] = [f"d1.f{number * 16 + n + 1}" for n in range(len(found["figures"]))]
    found["locations"] = [figures[name]["location"] for name in found["figures"]]
    found["anchors"] = [figures[name]["anchor"] for name in found["figures"]]
    if found["calculation"]:
        found["calculation"]["terms"] = []
    return found


def test_a_large_report_is_lean_and_opens_within_two_seconds(
    browser: Browser, result: dict[str, Any], tmp_path: Path
) -> None:
    large = grown(result)
    assert len(large["documents"][0]["figures"]) == 4800
    started = time.perf_counter()
    page_text = render(large, "zh")
    rendered = time.perf_counter() - started
    path = tmp_path / "large.html"
    path.write_text(page_text, encoding="utf-8")
    assert path.stat().st_size < 15_000_000
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        page.goto(path.as_uri())
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seconds.append(time.perf_counter() - started)
    print(f"{len(page_text) / 1e6:.1f} MB, rendered in {rendered:.2f} s, opened in {min(seconds):.2f} s")
    assert min(seconds) < 2
    page.keyboard.press("j")
    assert page.locator(".sheet .sel").count() > 0
    page.close()
