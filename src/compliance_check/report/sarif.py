"""SARIF 2.1.0: every rule that ran with its help, a result per finding, a notification per rule that could not judge.

Standard: OASIS Static Analysis Results Interchange Format, version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic, pretty
from compliance_check.report.visible import one_line
from compliance_check.report.words import pick, word

Object = Mapping[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(report: Object, language: str = "zh", waived: bool = True) -> str:
    """The SARIF log. `waived`: whether waived findings stand in it, marked as suppressed."""
    index = Index.of(report)
    rules = _rules(report, language)
    positions = {rule["id"]: number for number, rule in enumerate(rules)}
    found = findings.failures(report) + (findings.failures(report, waived=True) if waived else [])
    run = {
        "tool": {
            "driver": {
                "name": report["tool"]["name"],
                "version": report["tool"]["version"],
                "language": "zh-CN" if language == "zh" else "en-US",
                "rules": rules,
            }
        },
        "language": "zh-CN" if language == "zh" else "en-US",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, positions, language)],
        "artifacts": [_artifact(document) for document in report["documents"]],
        "results": [_result(result, report, positions, index, language) for result in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rules(report: Object, language: str) -> list[dict[str, Any]]:
    """Every rule once, those without findings too: a clean log proves what was checked."""
    first = {result["rule"]: result for result in reversed(report["results"])}
    return [
        _rule(first[name], report["labels"].get(name), language)
        for name in dict.fromkeys(r["rule"] for r in report["results"])
    ]


def _rule(result: Object, title: Mapping[str, str] | None, language: str) -> dict[str, Any]:
    law = findings.law_lines(result)
    formula = pretty(result["calculation"]["expression"]) if result["calculation"] else ""
    about = " · ".join(filter(None, (word(result["family"], language), formula)))
    lines = [about, *(f"{word('law', language)}: {line}" for line in law)]
    if result["advice"] is not None:
        lines.append(f"{word('advice', language)}: {pick(result['advice'], language)}")
    return {
        "id": result["rule"],
        "name": result["name"],
        "shortDescription": {"text": one_line(pick(title, language) if title else f"{result['name']} · {about}")},
        "fullDescription": {"text": "\n".join(lines)},
        "help": {"text": "\n".join(lines), "markdown": "\n\n".join(lines)},
        "defaultConfiguration": {"level": _LEVELS[result["severity"]]},
        "properties": {
            "suite": result["suite"],
            "family": result["family"],
            "tags": [result["suite"], result["family"]],
        },
    }


def _invocation(report: Object, positions: Mapping[str, int], language: str) -> dict[str, Any]:
    gaps = [r for r in report["results"] if r["outcome"] in ("not_evaluable", "error")]
    return {
        "executionSuccessful": report["summary"]["outcomes"]["error"] == 0,
        "startTimeUtc": report["run"]["started"],
        "toolExecutionNotifications": [
            {
                "associatedRule": {"id": r["rule"], "index": positions[r["rule"]]},
                "level": "error" if r["outcome"] == "error" else "note",
                "message": {"text": one_line(findings.explanation(r, language) or findings.message(r, language))},
            }
            for r in gaps
        ],
    }


def _artifact(document: Object) -> dict[str, Any]:
    return {
        "location": {"uri": uri(document["path"])},
        "mimeType": document["media_type"],
        "hashes": {"sha-256": document["sha256"]},
    }


def uri(path: str) -> str:
    """A path as a URI reference: relative paths stay relative, absolute ones become file URIs."""
    forward = path.replace("\\", "/")
    if len(forward) > 1 and forward[1] == ":":
        forward = "/" + forward
    text = quote(forward.encode("utf-8", "replace"), safe="/")
    return f"file://{text}" if text.startswith("/") else text


def _result(
    result: Object, report: Object, positions: Mapping[str, int], index: Index, language: str
) -> dict[str, Any]:
    sums = arithmetic(result, index, language)
    text = " ".join(filter(None, (findings.message(result, language), sums.words if sums else None)))
    places = [_location(result, number, report, language) for number in range(len(result["locations"]))]
    out: dict[str, Any] = {
        "ruleId": result["rule"],
        "ruleIndex": positions[result["rule"]],
        "kind": "fail",
        "level": _LEVELS[result["severity"]],
        "message": {"text": one_line(text)},
        "locations": places[:1],
        "partialFingerprints": {"complianceCheck/v1": result["fingerprint"]},
        "suppressions": [],
    }
    if len(places) > 1:
        out["relatedLocations"] = [place | {"id": number} for number, place in enumerate(places[1:], 1)]
    if result["waived"] is not None:
        out["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": one_line(result["waived"]["reason"])}
        ]
    return out


def _location(result: Object, number: int, report: Object, language: str) -> dict[str, Any]:
    location = result["locations"][number]
    names = [document["id"] for document in report["documents"]]
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(findings.path_of(result, report, number))}}
    if location["document"] in names:
        physical["artifactLocation"]["index"] = names.index(location["document"])
    if location["line"] is not None:
        physical["region"] = {"startLine": location["line"], "snippet": {"text": location["quote"]}}
    where, quote_text = findings.place_and_quote(result, number, report, language)
    out: dict[str, Any] = {"physicalLocation": physical, "message": {"text": one_line(f"{where}: “{quote_text}”")}}
    if location["page"] is not None:
        # SARIF has no pages: the page is a logical place, its box a property.
        out["logicalLocations"] = [{"name": f"page {location['page']}", "kind": "page"}]
        out["properties"] = {"page": location["page"], "bbox": location["bbox"]}
    return out
