"""The contract of `check`: exit codes, where output goes, one clear line for bad input, the same bytes twice."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance_check.cli.group import run

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "examples" / "half-year-2025.md"
BAD = ROOT / "examples" / "half-year-2025-six-errors.md"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COMPLIANCE_CHECK_ENGINE", "direct")
    monkeypatch.setenv("COMPLIANCE_CHECK_DEBUG", "1")
    monkeypatch.chdir(tmp_path)
    yield


def check(*arguments: str | Path) -> int:
    return run(["check", *map(str, arguments)])


def saved(path: str = "compliance-report/report.json") -> dict[str, object]:
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    assert isinstance(report, dict)
    return report


def test_a_clean_draft_is_zero_and_leaves_html_and_json() -> None:
    assert check(GOOD) == 0
    assert Path("compliance-report/report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert saved()["schema"] == "compliance-check/report/1"


def test_a_contradiction_is_one_whatever_the_format(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in ("json", "sarif", "junit", "text", "markdown"):
        assert check(BAD, "--format", name, "-o", "-") == 1
        out, err = capfdbinary.readouterr()
        assert out and err


def test_standard_output_holds_the_report_and_nothing_else(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    check(GOOD, "--format", "json", "-o", "-")
    out, err = capfdbinary.readouterr()
    assert json.loads(out)["documents"][0]["entity"] == "青禾财产保险股份有限公司"
    assert "没有发现矛盾".encode() in err


def test_the_gate_opens_and_closes_with_fail_on() -> None:
    assert check(BAD, "--fail-on", "never") == 0
    assert check(GOOD, "--fail-on", "info") in (0, 1)


def test_strict_is_four_when_a_rule_could_not_be_evaluated(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    lines = GOOD.read_text(encoding="utf-8").splitlines()
    draft.write_text("\n".join(line for line in lines if not line.startswith("| 最低资本 |")).replace("最低资本 ", ""))
    assert check(draft, "--strict") == 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.md", None, "不存在"),
        ("empty.md", b"", "空"),
        ("blank.md", b" \n\t\n", "没有"),
        ("noise.md", bytes(range(256)) * 40, ""),
        ("draft.exe", b"MZ\x00\x00" * 50, ""),
    ],
)
def test_bad_input_is_three_with_one_clear_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert check(path) == 3
    out, err = capfd.readouterr()
    assert not out
    assert len(err.strip().splitlines()) == 1
    assert name in err and words in err
    assert "Traceback" not in err
    assert not Path("compliance-report").exists()


def test_a_folder_without_documents_is_three(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert check(tmp_path / "folder") == 3
    assert len(capfd.readouterr().err.strip().splitlines()) == 1


def test_a_line_of_a_hundred_megabytes_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"1" * 100_000_000)
    assert check(path) == 3
    assert len(capfd.readouterr().err.strip().splitlines()) == 1


def test_several_files_have_a_report_each_and_an_index_and_three_wins(tmp_path: Path) -> None:
    assert check(GOOD, BAD, tmp_path / "missing.md", "-o", "out") == 3
    names = sorted(path.name for path in Path("out").iterdir())
    assert names == [
        "half-year-2025-six-errors.md.report.html",
        "half-year-2025-six-errors.md.report.json",
        "half-year-2025.md.report.html",
        "half-year-2025.md.report.json",
        "index.html",
    ]
    index = Path("out/index.html").read_text(encoding="utf-8")
    assert "missing.md" in index and "half-year-2025.md.report.html" in index


def test_one_format_to_a_named_file_and_several_to_a_folder() -> None:
    check(GOOD, "--format", "json", "-o", "result.json")
    assert saved("result.json")["results"]
    check(GOOD, "--format", "json", "--format", "sarif", "-o", "both")
    assert sorted(path.name for path in Path("both").iterdir()) == ["report.json", "report.sarif"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["x.md", "--nonsense"],
        ["x.md", "--format", "docx"],
        ["x.md", "-o", "-"],
        ["x.md", "--as-of", "June"],
        ["x.md", "--period", "2025H9"],
        ["-"],
        [str(GOOD), "--suite", "no/such"],
        [str(GOOD), "--kind", "novel"],
    ],
)
def test_a_wrong_command_line_is_two(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert check(*arguments) == 2
    err = capfd.readouterr().err
    assert err and "Traceback" not in err


def test_an_unwritable_place_is_two_and_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here first")
    assert check(GOOD, "-o", blocked / "sub" / "folder", "--format", "html", "--format", "json") == 2
    assert blocked.read_text() == "here first"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_the_same_input_gives_the_same_bytes_apart_from_the_run() -> None:
    reports = []
    for name in ("a.json", "b.json"):
        check(BAD, "--format", "json", "-o", name)
        report = saved(name)
        report.pop("run")
        reports.append(json.dumps(report, ensure_ascii=False))
    assert reports[0] == reports[1]


def test_overrides_are_taken_as_given() -> None:
    said = ["--entity", "某某保险", "--period", "2024H1", "--as-of", "2024-06-30"]
    check(GOOD, "--format", "json", "-o", "r.json", *said)
    document = saved("r.json")["documents"][0]  # type: ignore[index]
    assert document["entity"] == "某某保险"
    assert document["period"] == {"start": "2024-01-01", "end": "2024-06-30"}


def test_every_quote_of_a_failure_is_in_the_source_and_holds_a_figure() -> None:
    check(BAD, "--format", "json", "-o", "r.json")
    report = saved("r.json")
    source = BAD.read_text(encoding="utf-8")
    figures = {figure["id"]: figure for figure in report["documents"][0]["figures"]}  # type: ignore[index]
    failures = [result for result in report["results"] if result["outcome"] == "fail"]  # type: ignore[attr-defined]
    assert failures
    for result in failures:
        quotes = [place["quote"] for place in result["locations"]]
        assert quotes and all(quote in source for quote in quotes)
        printed = [figures[name]["raw"] for name in result["figures"] if name in figures]
        assert not printed or any(raw in quote for raw in printed for quote in quotes)


def test_a_saved_report_renders_again_byte_for_byte_and_verifies(capfd: pytest.CaptureFixture[str]) -> None:
    check(BAD)
    filed = Path("compliance-report/report.html")
    assert run(["report", "compliance-report/report.json", "-o", "again.html"]) == 0
    assert Path("again.html").read_bytes() == filed.read_bytes()
    assert run(["verify", str(filed), str(BAD)]) == 0
    assert run(["verify", str(filed), str(GOOD)]) == 1
    edited = filed.read_text(encoding="utf-8").replace("矛盾", "相符", 1)
    Path("edited.html").write_text(edited, encoding="utf-8")
    assert run(["verify", "edited.html", str(BAD)]) == 1


def test_every_command_has_help(capfd: pytest.CaptureFixture[str]) -> None:
    from compliance_check.cli.group import COMMANDS

    assert run(["--help"]) == 0
    out = capfd.readouterr().out
    for name in COMMANDS:
        assert name in out
        assert run([name, "--help"]) == 0
        assert capfd.readouterr().out


def test_english_when_asked(capfd: pytest.CaptureFixture[str]) -> None:
    check(GOOD, "--lang", "en")
    assert "没有发现矛盾" not in capfd.readouterr().out
    os.environ["LANG"] = "en_US.UTF-8"
    check("missing.md")
    assert capfd.readouterr().err.isascii()


def test_a_crash_is_one_line_and_never_a_pass(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COMPLIANCE_CHECK_DEBUG")
    monkeypatch.setattr("compliance_check.pipeline.judge", lambda *a, **k: 1 / 0)
    assert check(GOOD) == 3
    err = capfd.readouterr().err
    assert "ZeroDivisionError" in err and len(err.strip().splitlines()) == 1


SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="../shared with the five real documents is not here")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_the_real_documents_are_checked_and_rendered(seed: Path) -> None:
    expected = 1 if seed.name.startswith("002") else 0  # 002: complaint shares that no whole number of 98 can give
    assert check(seed) == expected
    assert saved()["documents"][0]["figures"]  # type: ignore[index]
