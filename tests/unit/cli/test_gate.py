"""Waivers, baselines, differences, configuration and init, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compliance_check.cli.group import run

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "examples" / "half-year-2025.md"
BAD = ROOT / "examples" / "half-year-2025-six-errors.md"


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COMPLIANCE_CHECK_ENGINE", "direct")
    monkeypatch.setenv("COMPLIANCE_CHECK_DEBUG", "1")
    monkeypatch.chdir(tmp_path)


def check(*arguments: str | Path) -> int:
    return run(["check", *map(str, arguments)])


def saved(name: str = "r.json") -> dict[str, Any]:
    report: dict[str, Any] = json.loads(Path(name).read_text(encoding="utf-8"))
    return report


def findings(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [result for result in report["results"] if result["outcome"] == "fail"]


def errors(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [result for result in findings(report) if result["severity"] == "error" and not result["waived"]]


def waive_all(report: dict[str, Any], *extra: str) -> None:
    for result in errors(report):
        assert run(["waive", result["fingerprint"], "--reason", "已与财务部核对", "--by", "王敏", *extra]) == 0


def test_waived_findings_open_the_gate_and_stay_visible() -> None:
    assert check(BAD, "--format", "json", "-o", "r.json") == 1
    waive_all(saved())
    assert check(BAD, "--format", "json", "-o", "r.json", "--waivers", "compliance-waivers.yaml") == 0
    waived = [result for result in findings(saved()) if result["waived"]]
    assert waived
    assert waived[0]["waived"]["by"] == "王敏"
    assert saved()["summary"]["findings"]["error"] == 0


def test_a_changed_figure_ends_its_waiver_and_leaves_it_unused() -> None:
    check(BAD, "--format", "json", "-o", "r.json")
    waive_all(saved())
    Path("draft.md").write_text(BAD.read_text(encoding="utf-8").replace("442,170.63", "442,170.64"), encoding="utf-8")
    assert check("draft.md", "--format", "json", "-o", "r.json", "--waivers", "compliance-waivers.yaml") == 1
    assert "GATE102" in {result["rule"] for result in findings(saved())}


def test_an_expired_waiver_is_void_and_said() -> None:
    check(BAD, "--format", "json", "-o", "r.json")
    waive_all(saved(), "--until", "2020-01-31")
    assert check(BAD, "--format", "json", "-o", "r.json", "--waivers", "compliance-waivers.yaml") == 1
    assert "GATE101" in {result["rule"] for result in findings(saved())}


def test_a_waiver_without_reason_is_void_and_said() -> None:
    Path("w.yaml").write_text("waivers:\n- fingerprint: 0123456789abcdef\n  by: 王敏\n", encoding="utf-8")
    check(GOOD, "--format", "json", "-o", "r.json", "--waivers", "w.yaml")
    assert [result["rule"] for result in findings(saved()) if result["suite"] == "gate/waivers"] == ["GATE103"]


@pytest.mark.parametrize("text", ["waivers: nothing\n", "- x\n", "waivers:\n  - a: [\n"])
def test_a_file_that_is_no_waiver_file_is_two(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("w.yaml").write_text(text, encoding="utf-8")
    assert check(GOOD, "--waivers", "w.yaml") == 2
    assert "w.yaml" in capfd.readouterr().err


def test_the_same_finding_is_not_waived_twice() -> None:
    assert run(["waive", "0123456789abcdef", "--reason", "理由充分", "--by", "王敏"]) == 0
    assert run(["waive", "0123456789abcdef", "--reason", "理由充分", "--by", "王敏"]) == 2
    assert run(["waive", "not-hex", "--reason", "理由充分", "--by", "王敏"]) == 2


def test_only_new_findings_gate_against_a_baseline(capfd: pytest.CaptureFixture[str]) -> None:
    check(BAD, "--format", "json", "-o", "old.json")
    assert check(BAD, "--baseline", "old.json") == 0
    assert "新增 0" in capfd.readouterr().out
    worse = BAD.read_text(encoding="utf-8").replace("438,215.92", "438,251.92")
    Path("worse.md").write_text(worse, encoding="utf-8")
    assert check("worse.md", "--baseline", "old.json") == 1


def test_diff_names_what_is_new_and_what_is_fixed(capfd: pytest.CaptureFixture[str]) -> None:
    check(GOOD, "--format", "json", "-o", "good.json")
    check(BAD, "--format", "json", "-o", "bad.json")
    capfd.readouterr()
    assert run(["diff", "good.json", "bad.json"]) == 1
    assert "SOL121" in capfd.readouterr().out
    assert run(["diff", "bad.json", "good.json", "--format", "html", "-o", "d.html"]) == 0
    page = Path("d.html").read_text(encoding="utf-8")
    assert "已更正" in page and "default-src" in page


def test_the_file_gives_defaults_and_the_command_line_goes_before(capfd: pytest.CaptureFixture[str]) -> None:
    Path("compliance-check.toml").write_text('fail-on = "never"\nformat = ["json"]\noutput = "from-file.json"\n')
    assert check(BAD) == 0
    assert Path("from-file.json").exists()
    assert check(BAD, "--fail-on", "error") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('fail_on = "never"\n', "fail-on"),
        ('fail-on = "sometimes"\n', "fail-on"),
        ("jobs = 0\n", "jobs"),
        ("= broken\n", "TOML"),
    ],
)
def test_a_wrong_configuration_is_two_and_says_where(text: str, words: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("compliance-check.toml").write_text(text)
    assert check(GOOD) == 2
    err = capfd.readouterr().err
    assert "compliance-check.toml" in err and words in err
    assert len(err.strip().splitlines()) == 1


def test_init_writes_what_works_and_overwrites_nothing() -> None:
    Path("compliance-check.toml").write_text('fail-on = "never"\n')
    assert run(["init"]) == 0
    assert Path("compliance-check.toml").read_text() == 'fail-on = "never"\n'
    assert Path(".pre-commit-config.yaml").exists() and Path(".github/workflows/compliance-check.yml").exists()
    Path("compliance-check.toml").unlink()
    assert run(["init"]) == 0
    assert check(GOOD) == 0


def test_files_checked_together_share_one_report() -> None:
    check(GOOD, ROOT / "examples" / "solvency-summary-2025Q2.md", "--together", "--format", "json", "-o", "r.json")
    assert len(saved()["documents"]) == 2


def test_processes_of_their_own_give_the_same_reports() -> None:
    files = [GOOD, BAD, ROOT / "examples" / "solvency-summary-2025Q2.md", Path("missing.md")]
    codes = [
        check(*files, "--format", "json", "-o", folder, "--jobs", jobs) for folder, jobs in (("a", "1"), ("b", "3"))
    ]
    assert codes == [3, 3]
    names = sorted(path.name for path in Path("a").glob("*.json"))
    assert len(names) == 3
    for name in names:
        one, other = saved(f"a/{name}"), saved(f"b/{name}")
        one.pop("run"), other.pop("run")
        assert one == other
