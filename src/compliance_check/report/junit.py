"""JUnit XML: one test case per rule and subject, as CI servers show test results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index
from compliance_check.report.text import finding_lines
from compliance_check.report.visible import visible
from compliance_check.report.words import word

Object = Mapping[str, Any]


def render(report: Object, language: str = "zh") -> str:
    """A test suite per rule suite. Findings fail (a remark of severity info does not), gaps and waivers are skipped."""
    index = Index.of(report)
    root = ET.Element("testsuites", {"name": report["tool"]["name"], "time": _seconds(report)})
    names = list(dict.fromkeys([suite["id"] for suite in report["suites"]] + [r["suite"] for r in report["results"]]))
    for name in names:
        suite = ET.SubElement(root, "testsuite", {"name": name, "timestamp": report["run"]["started"][:19]})
        for result in report["results"]:
            if result["suite"] == name:
                _case(suite, result, report, index, language)
        _count(suite)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, result: Object, report: Object, index: Index, language: str) -> None:
    name = f"{result['rule']} {result['name']}"
    case = ET.SubElement(suite, "testcase", {"classname": visible(_class(result, report)), "name": name, "time": "0"})
    outcome, message = result["outcome"], visible(findings.message(result, language))
    reason = findings.explanation(result, language)
    lines = "\n".join(visible(line) for line in finding_lines(1, result, report, index, language))
    if outcome == "fail" and result["waived"] is not None:
        ET.SubElement(
            case, "skipped", {"message": f"{word('waived', language)}: {visible(result['waived']['reason'])}"}
        )
    elif outcome == "fail" and result["severity"] != "info":
        ET.SubElement(case, "failure", {"type": result["severity"], "message": message}).text = lines
    elif outcome == "fail":
        ET.SubElement(case, "system-out").text = lines
    elif outcome == "error":
        ET.SubElement(case, "error", {"type": "rule", "message": visible(reason or message)})
    elif outcome != "pass":
        ET.SubElement(case, "skipped", {"message": f"{word(outcome, language)}: {visible(reason or message)}"})


def _class(result: Object, report: Object) -> str:
    path = next((d["path"] for d in report["documents"] if d["id"] == result["subject"]["document"]), "")
    return f"{path}#{result['suite']}"


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite)))
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(1 for case in suite if case.find(tag) is not None)))


def _seconds(report: Object) -> str:
    return f"{report['run']['seconds']:.3f}"
