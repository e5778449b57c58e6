"""The values that the page's template shows: findings with their excerpts, counts, documents, rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from compliance_check.report import amounts, findings
from compliance_check.report.arithmetic import Arithmetic, Index, arithmetic
from compliance_check.report.layout import MarkedDocument
from compliance_check.report.trend import trend
from compliance_check.report.visible import visible

Object = Mapping[str, Any]


def page_values(report: Object) -> dict[str, Any]:
    """Everything the template needs beside the fixed words."""
    index = Index.of(report)
    open_findings = findings.failures(report)
    numbered = list(enumerate(open_findings, 1))
    documents = [MarkedDocument.build(document, numbered) for document in report["documents"]]
    by_id = {marked.document["id"]: marked for marked in documents}
    rows = [row for document in report["documents"] for row in _figures(document)]
    return {
        "report": report,
        "state": findings.verdict(report),
        "headline": {x: findings.headline(report, x) for x in ("zh", "en")},
        "consequence": {x: findings.consequence(report, x) for x in ("zh", "en")},
        "limits": list(zip(findings.limits(report, "zh"), findings.limits(report, "en"), strict=True)),
        "chart": _chart(report["summary"]["figures"]),
        "suites": _suites(report),
        "findings": [_finding(number, result, index, by_id) for number, result in numbered],
        "waived": findings.failures(report, waived=True),
        "documents": documents,
        "rules": _rules(report, index),
        "figure_rows": rows,
        "unchecked": [row for row in rows if row["figure"]["standing"] == "unchecked"],
        "labels": report["labels"],
    }


def _chart(counts: Object) -> list[dict[str, Any]]:
    """The segments of the ring: the share of each standing in percent of the circle and where it begins."""
    total = counts["total"] or 1
    out, begin = [], 0.0
    for standing in ("verified", "contradicted", "unchecked"):
        share = round(100 * counts[standing] / total, 3)
        out.append({"standing": standing, "count": counts[standing], "share": share, "begin": round(-begin, 3)})
        begin += share
    return out


def _suites(report: Object) -> list[dict[str, Any]]:
    """Per suite, how many results of each outcome."""
    out = []
    for suite in report["suites"]:
        results = [r for r in report["results"] if r["suite"] == suite["id"]]
        names = ("pass", "fail", "not_evaluable", "error", "not_applicable")
        out.append({"suite": suite, "counts": {n: sum(r["outcome"] == n for r in results) for n in names}})
    return out


def _finding(number: int, result: Object, index: Index, documents: Mapping[str, MarkedDocument]) -> dict[str, Any]:
    main = documents.get(result["subject"]["document"])
    places = _places(result, documents)
    first = next((p for p in places if p["section"] is not None), None)
    return {
        "number": number,
        "id": f"f-{result['fingerprint'][:16]}-{number}",
        "result": result,
        "places": places,
        "section": first["section"] if first else None,
        "arithmetic": {x: arithmetic(result, index, x) for x in ("zh", "en")},
        "path": main.document["path"] if main else "",
        "trend": trend(result),
        "follows": result.get("follows"),
    }


def _places(result: Object, documents: Mapping[str, MarkedDocument]) -> list[dict[str, Any]]:
    """The places of a finding, those in one block together, each with the excerpt that shows it."""
    groups: dict[tuple[str, int], list[int]] = {}
    loose: list[int] = []
    for index, location in enumerate(result["locations"]):
        anchor = result["anchors"][index] if index < len(result["anchors"]) else None
        if anchor is None or location["document"] not in documents:
            loose.append(index)
        else:
            groups.setdefault((location["document"], anchor["block"]), []).append(index)
    strong = set(result["figures"])
    out = []
    for (name, block), indexes in groups.items():
        marked = documents[name]
        anchors = [result["anchors"][i] for i in indexes]
        section = findings.section_of(marked.document, block)
        out.append(
            {
                "locations": [result["locations"][i] for i in indexes],
                "document": marked.document,
                "target": f"{name}-b{block}",
                "section": section,
                "excerpt": marked.excerpt(block, anchors, strong),
            }
        )
    for index in loose:
        location = result["locations"][index]
        excerpt = Markup("<p><mark class=w>{}</mark></p>").format(visible(location["quote"]))
        document = documents[location["document"]].document if location["document"] in documents else None
        out.append({"locations": [location], "document": document, "target": None, "section": None, "excerpt": excerpt})
    return out


def _rules(report: Object, index: Index) -> list[dict[str, Any]]:
    """All results, what needs attention first, else in the order of the report; passes with their arithmetic."""
    order = ("fail", "error", "not_evaluable", "pass", "not_applicable")
    results = sorted(report["results"], key=lambda result: order.index(result["outcome"]))
    return [{"result": result, "sums": _passed_sums(result, index)} for result in results]


def _passed_sums(result: Object, index: Index) -> dict[str, Arithmetic] | None:
    if result["outcome"] != "pass":
        return None
    zh, en = arithmetic(result, index, "zh"), arithmetic(result, index, "en")
    return None if zh is None or en is None else {"zh": zh, "en": en}


def _figures(document: Object) -> list[dict[str, Any]]:
    titles = _section_titles(document)
    return [
        {
            "figure": figure,
            "scale": amounts.scale_of(figure) if figure["unit"] == "CNY" else 1,
            "section": titles.get(figure["anchor"]["block"], ""),
        }
        for figure in document["figures"]
    ]


def _section_titles(document: Object) -> dict[int, str]:
    """The title of the innermost section of every block: written from the highest level down, the deepest stays."""
    titles: dict[int, str] = {}
    for section in sorted(document["sections"], key=lambda section: (section["level"], section["block"])):
        titles |= dict.fromkeys(range(section["block"], section["end_block"]), findings.section_title(section))
    return titles
