"""What every format says about a finding, worked out once from `report.json`: order, places, arithmetic in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from compliance_check.report.visible import one_line, shortened
from compliance_check.report.words import pick, word

Object = Mapping[str, Any]
_ADDRESSES = {
    r"body/p\[(\d+)\](?:$|/)": "paragraph_n",
    r"footnotes/footnote\[(\d+)\]": "footnote_n",
    r"endnotes/endnote\[(\d+)\]": "endnote_n",
    r"header\d*/": "page_header",
    r"footer\d*/": "page_footer",
}
_IN_CHART = "/chart["
SEVERITIES = ("error", "warning", "info")


def failures(report: Object, waived: bool = False) -> list[Object]:
    """The findings, the gravest first, then in the order of the report; either the open or the waived ones.

    What follows from another finding stands right behind it.
    """
    found = [r for r in report["results"] if r["outcome"] == "fail" and (r["waived"] is not None) == waived]
    listed = {result["fingerprint"] for result in found}
    roots = [result for result in found if result.get("follows") not in listed]
    roots.sort(key=lambda result: SEVERITIES.index(result["severity"]))
    return [one for root in roots for one in (root, *(r for r in found if r.get("follows") == root["fingerprint"]))]


def verdict(report: Object) -> str:
    """ "error", "warning", "info", "incomplete", "nothing" or "pass": the state that the headline names."""
    summary = report["summary"]
    for severity in SEVERITIES[:2]:
        if summary["findings"][severity]:
            return severity
    if not summary["outcomes"]["pass"] and not summary["outcomes"]["fail"]:
        return "nothing"
    unread = any(document["pages_unread"] for document in report["documents"])
    if summary["outcomes"]["error"] or summary["truncated"] or unread:
        return "incomplete"
    return "info" if summary["findings"]["info"] else "pass"


def headline(report: Object, language: str) -> str:
    """The verdict in one line."""
    state = verdict(report)
    count = report["summary"]["findings"].get(state, 0)
    line = word(f"verdict_{state}_1" if count == 1 and state != "info" else f"verdict_{state}", language, n=count)
    causes = sum(not r.get("follows") for r in failures(report) if r["severity"] == state)
    return line + word("causes", language, n=causes) if 0 < causes < count else line


def consequence(report: Object, language: str) -> str:
    """What follows from the verdict, in one sentence."""
    state = verdict(report)
    return word(f"do_{'pass' if state == 'info' else state}", language)


def limits(report: Object, language: str) -> list[str]:
    """What the verdict does not cover, a sentence each."""
    summary = report["summary"]
    outcomes = summary["outcomes"]
    out = []
    if outcomes["not_evaluable"]:
        out.append(word("limits", language, n=outcomes["not_evaluable"]))
    if outcomes["error"]:
        out.append(word("rule_errors", language, n=outcomes["error"]))
    if summary["figures"]["unchecked"]:
        out.append(word("figures_unchecked", language, n=summary["figures"]["unchecked"]))
    for document in report["documents"]:
        if document["pages_unread"]:
            out.append(word("unread", language, pages=", ".join(map(str, document["pages_unread"]))))
    if summary["truncated"]:
        out.append(word("truncated", language))
    return out


def section_of(document: Object, block: int | None) -> Object | None:
    """The innermost section that holds a block."""
    if block is None:
        return None
    holding = [s for s in document["sections"] if s["block"] <= block < max(s["end_block"], s["block"] + 1)]
    return max(holding, key=lambda section: (section["level"], section["block"]), default=None)


def section_title(section: Object) -> str:
    """The heading of a section as printed; its number ("6" for 第六节) is put before only where the title lacks it."""
    number, title = section["number"], str(section["title"])
    return f"{number} {title}" if number and not number.isdecimal() and number not in title else title


def place(location: Object, language: str) -> str:
    """A location in words: page, line, cell; the path where there is nothing better."""
    parts = []
    cell = location["cell"]
    if location["page"] is not None:
        parts.append(word("page_n", language, n=location["page"]))
    if location["line"] is not None:
        parts.append(word("line_n", language, n=location["line"]))
    path = location["path"] or ""
    if cell is not None and cell["sheet"] is not None:
        # The row and column of a cell count from the corner of its table, not of the sheet.
        name = path.rpartition("!")[2].partition("/")[0] or cell_name(cell["row"], cell["column"])
        parts = [word("sheet_cell", language, sheet=cell["sheet"], cell=name)]
    elif cell is not None and _IN_CHART not in path:
        parts.append(word("cell_n", language, t=cell["table"] + 1, r=cell["row"] + 1, c=cell["column"] + 1))
    if path and not parts:
        words = _path_words(path, language)
        parts += [] if words == path and _IN_CHART in path else [words]
    if _IN_CHART in path:
        parts.append(word("in_chart", language))
    return ("，" if language == "zh" else ", ").join(parts)


def _path_words(path: str, language: str) -> str:
    """A Word address in words where there are any: body/p[17] is paragraph 17."""
    for pattern, key in _ADDRESSES.items():
        match = re.match(pattern, path)
        if match:
            return word(key, language, n=match[1]) if match.groups() else word(key, language)
    return path.partition("/")[0] if "!" in path else path  # what lies over a sheet is found by its cell


def cell_name(row: int, column: int) -> str:
    """The spreadsheet name of a cell, from row and column counted from 0: (3, 1) is B4."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def period_words(period: Object | None, language: str) -> str:
    """A period in words."""
    if period is None:
        return ""
    if period["start"] is None:
        return word("instant", language, end=period["end"])
    return word("duration", language, start=period["start"], end=period["end"])


def message(result: Object, language: str) -> str:
    """The message of a result."""
    return pick(result["message"], language)


def explanation(result: Object, language: str) -> str | None:
    """Why a result is not evaluable, or None."""
    if result["explanation"] is not None:
        return pick(result["explanation"], language)
    return None if result["reason"] is None else str(result["reason"])


def place_and_quote(result: Object, index: int, report: Object, language: str) -> tuple[str, str]:
    """Where the location number `index` of a result is, section first, and what stands there."""
    location = result["locations"][index]
    anchor = result["anchors"][index] if index < len(result["anchors"]) else None
    document = next((d for d in report["documents"] if d["id"] == location["document"]), None)
    section = section_of(document, anchor["block"]) if document and anchor else None
    title = shortened(section_title(section), 24) if section else ""
    return " · ".join(filter(None, (title, place(location, language)))), location["quote"]


def law_lines(result: Object) -> list[str]:
    """The articles behind a result, with what they say."""
    out = []
    for citation in result["citation"]:
        quote = f"：“{one_line(citation['quote'])}”" if citation["quote"] else ""
        out.append(f"《{one_line(citation['instrument'])}》{citation['article'] or ''}{quote}")
    return out


def path_of(result: Object, report: Object, index: int = 0) -> str:
    """The file that the location number `index` of a result lies in, else the file the rule was applied to."""
    places = result["locations"]
    name = places[index]["document"] if index < len(places) else result["subject"]["document"]
    return next((str(d["path"]) for d in report["documents"] if d["id"] == name), "")
