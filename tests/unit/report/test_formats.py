from __future__ import annotations

import copy
import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from compliance_check.report import FORMATS, file_name, render
from compliance_check.report.json import to_json
from compliance_check.report.reader import load

from .fixture import LABELS, report

ALL = ["json", *FORMATS]


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return load(render(to_json(report(), LABELS), "json", "zh"))


def hostile(result: dict[str, Any]) -> dict[str, Any]:
    """The report with words in every text field that each format could trip over."""
    changed = copy.deepcopy(result)
    words = '=1+1 | <b>x</b> ]]> \x00\x1b[31m \u202e `code` "q" @all ::error:: %0A\r\nnext #1 ![x](http://x)'
    for finding in changed["results"]:
        finding["message"] = {"zh": words, "en": words}
        finding["advice"] = finding["explanation"] = {"zh": words, "en": words}
        for place in finding["locations"]:
            place["quote"] = words
    changed["documents"][0]["path"] = "草稿 A,b:c%\u202e.md"
    changed["documents"][0]["entity"] = words
    for figure in changed["documents"][0]["figures"]:
        figure["label"] = figure["column"] = words
    return changed


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_gives_the_same_bytes_twice(name: str, language: str, result: dict[str, Any]) -> None:
    assert render(result, name, language) == render(copy.deepcopy(result), name, language)


@pytest.mark.parametrize("name", [n for n in ALL if n != "json"])
def test_no_format_lets_invisible_characters_through(name: str, result: dict[str, Any]) -> None:
    data = render(hostile(result), name, "zh")
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(entry) for entry in archive.namelist())
    if name == "html":
        data = data[: data.index(b'<script type="application/json"')]
    assert b"\x00" not in data
    assert b"\x1b" not in data
    if name not in ("sarif", "gitlab"):  # these name the file and the source text exactly, for programs
        assert "\u202e".encode() not in data


def test_file_names_differ() -> None:
    assert len({file_name(name) for name in ALL}) == len(ALL)


def test_sarif_meets_the_requirements_of_the_standard(result: dict[str, Any]) -> None:
    log = json.loads(render(result, "sarif", "en"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {r["rule"] for r in result["results"]}
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["level"] in ("error", "warning", "note")
        assert found["message"]["text"]
        (place,) = found["locations"]
        physical = place["physicalLocation"]
        assert (
            run["artifacts"][physical["artifactLocation"]["index"]]["location"]["uri"]
            == physical["artifactLocation"]["uri"]
        )
        assert physical["region"]["startLine"] >= 1
        assert found["partialFingerprints"]["complianceCheck/v1"]
        ids = [related["id"] for related in found.get("relatedLocations", [])]
        assert ids == list(range(1, len(ids) + 1))
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert {note["associatedRule"]["id"] for note in notes} == {"SOL103", "CON199"}
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_marks_or_omits_waived_findings(result: dict[str, Any]) -> None:
    with_waived = json.loads(render(result, "sarif", "zh"))["runs"][0]["results"]
    without = json.loads(render(result, "sarif", "zh", waived=False))["runs"][0]["results"]
    assert [r["ruleId"] for r in with_waived if r["suppressions"]] == ["CON121"]
    assert len(with_waived) == len(without) + 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/年报 1.md", "drafts/%E5%B9%B4%E6%8A%A5%201.md"),
        ("/tmp/a.md", "file:///tmp/a.md"),
        ("C:\\drafts\\a.md", "file:///C%3A/drafts/a.md"),
        ("sub\\a.md", "sub/a.md"),
    ],
)
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    from compliance_check.report.sarif import uri as to_uri

    assert to_uri(path) == uri


def test_junit_counts_what_it_lists(result: dict[str, Any]) -> None:
    root = ET.fromstring(render(result, "junit", "zh"))
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["c-ross-2/solvency", "disclosure/self-consistency"]
    for suite in suites:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    assert root.get("tests") == str(len(result["results"]))
    assert root.get("failures") == "7"
    assert root.get("errors") == "1"
    assert len(root.findall(".//skipped")) == 3  # not evaluable, not applicable, waived


def test_junit_survives_hostile_text(result: dict[str, Any]) -> None:
    root = ET.fromstring(render(hostile(result), "junit", "zh"))
    failure = root.find(".//failure")
    assert failure is not None and "<b>x</b> ]]> ␀␛[31m ⟨U+202E⟩" in failure.get("message", "")


def test_gitlab_issues_are_complete_and_unique(result: dict[str, Any]) -> None:
    twice = copy.deepcopy(result)
    twice["results"].append(twice["results"][0])
    issues = json.loads(render(twice, "gitlab", "zh"))
    assert len(issues) == 9
    assert len({issue["fingerprint"] for issue in issues}) == 9
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1


def test_github_commands_are_one_line_each_and_escaped(result: dict[str, Any]) -> None:
    lines = render(hostile(result), "github", "zh").decode().splitlines()
    assert len(lines) == 8
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert "file=草稿 A%2Cb%3Ac%25⟨U+202E⟩.md,line=21,title=SOL102 comprehensive-surplus-identity::" in lines[0]
    assert "%250A next" in lines[0]


def test_markdown_shows_document_text_as_text(result: dict[str, Any]) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(render(hostile(result), "markdown", "zh").decode())
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "<img" not in page
    assert "<code>code</code>" not in page
    assert "<table>" in page
    assert page.count("<h3>") == 8


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "1. b",
        "12) c",
        "> d",
        "+ e",
        "=== f",
        "# g",
        "a_b_ *c* ~~d~~ `e`",
        "|x|",
        "<b>",
        "[l](u)",
        "&lt;",
        "2025-06-30",
    ],
)
def test_markdown_text_comes_out_as_it_went_in(text: str) -> None:
    import html

    from markdown_it import MarkdownIt

    from compliance_check.report.markdown import escaped

    page = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(text))
    assert html.unescape(page.removeprefix("<p>").removesuffix("</p>\n")) == text
    assert page.startswith("<p>")
    assert "<" not in page[3:-5]


def test_text_holds_findings_rules_and_gaps(result: dict[str, Any]) -> None:
    text = render(result, "text", "en").decode()
    assert "4 contradictions or breaches found" in text
    assert "SOL103 core-surplus-identity: Not evaluable (Core capital is not disclosed)" in text
    assert "Left side: 50,644.02 ten thousand yuan ~ 50,644.04 ten thousand yuan" in text
    assert "CON121 The shares do not add up (四舍五入所致)" in text


def test_workbook_has_a_row_per_check_and_no_formula(result: dict[str, Any]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(render(hostile(result), "xlsx", "zh")))
    sheet = book["底稿"]
    assert sheet.max_row == len(result["results"]) + 1
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    head = [cell.value for cell in sheet[1]]
    assert head[-3:] == ["复核结论", "复核人", "日期"]
    row = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert row["规则"] == "SOL102"
    assert (row["左边下限"], row["左边上限"], row["相差"]) == (506440200, 506440400, -10000000)
    assert "f" not in {cell.data_type for each in book for line in each.iter_rows() for cell in line}
    assert book["数字"].max_row == 29


def test_clean_report_is_said_to_be_clean(result: dict[str, Any]) -> None:
    clean = copy.deepcopy(result)
    clean["results"] = [r for r in clean["results"] if r["outcome"] == "pass"]
    clean["summary"]["outcomes"] = {"pass": 3, "fail": 0, "not_applicable": 0, "not_evaluable": 0, "error": 0}
    clean["summary"]["findings"] = {"error": 0, "warning": 0, "info": 0}
    assert "没有发现矛盾" in render(clean, "text", "zh").decode()
    assert "没有发现矛盾" in render(clean, "html", "zh").decode()
    assert render(clean, "github", "zh") == b""
    assert json.loads(render(clean, "gitlab", "zh")) == []
    assert json.loads(render(clean, "sarif", "zh"))["runs"][0]["results"] == []


def test_a_report_without_any_verdict_is_no_pass(result: dict[str, Any]) -> None:
    empty = copy.deepcopy(result)
    empty["results"] = []
    empty["summary"]["outcomes"] = dict.fromkeys(empty["summary"]["outcomes"], 0)
    empty["summary"]["findings"] = {"error": 0, "warning": 0, "info": 0}
    assert "没有可核对的内容" in render(empty, "text", "zh").decode()
    assert "没有发现矛盾" not in render(empty, "html", "zh").decode()
