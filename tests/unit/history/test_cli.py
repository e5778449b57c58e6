"""The commands of `history`, from the command line to the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance_check.cli.group import run

EXAMPLES = Path(__file__).parents[3] / "examples"
COMPANY = "青禾财产保险股份有限公司"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COMPLIANCE_CHECK_LANG", "en")
    return str(tmp_path / "history.sqlite3")


def test_add_list_show_compare_remove(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLES / name) for name in ("half-year-2025.md", "solvency-summary-2025Q2.md")]
    assert run(["history", "add", *files, "--history", store]) == 0
    assert "added 1: " + COMPANY in capsys.readouterr().out
    assert run(["history", "list", COMPANY, "--format", "json", "--history", store]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert {entry["kind"] for entry in entries} == {"half-year-operating-report", "solvency-quarterly-summary"}
    assert run(["history", "show", COMPANY, "--concept", "实际资本", "--format", "json", "--history", store]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {row["concept"] for row in shown} == {"actual_capital"}
    assert len(shown) == 2
    assert run(["history", "compare", "1", files[1], "--format", "json", "--history", store]) == 0
    lines = {line["concept"]: line for line in json.loads(capsys.readouterr().out) if not line["dimensions"]}
    assert lines["actual_capital"]["change"] == "+0.00"
    assert run(["history", "remove", "2", "--history", store]) == 0
    assert run(["history", "remove", "2", "--history", store]) == 2


def test_one_bad_file_keeps_the_others_in_and_shows_in_the_exit_code(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(EXAMPLES / "half-year-2025.md")
    assert run(["history", "add", "nowhere.md", good, "--history", store]) == 3
    said = capsys.readouterr()
    assert "nowhere.md" in said.err
    assert "added 1" in said.out


def test_export_to_a_file_and_to_standard_output(
    store: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["history", "add", str(EXAMPLES / "half-year-2025.md"), "--history", store]) == 0
    capfdbinary.readouterr()
    assert run(["history", "export", "--history", store]) == 0
    written = capfdbinary.readouterr().out
    assert written.startswith(b"\xef\xbb\xbfentry,entity,")
    target = tmp_path / "figures.csv"
    assert run(["history", "export", "-o", str(target), "--history", store]) == 0
    assert target.read_bytes() == written


@pytest.mark.parametrize("command", [["list"], ["show", COMPANY], ["export"], ["remove", "1"]])
def test_without_a_store_reading_is_an_error_of_use(store: str, command: list[str]) -> None:
    assert run(["history", *command, "--history", store]) in {2}


def test_help_loads_neither_the_database_nor_the_engine() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from compliance_check.cli.group import run; run(['history', '--help']);"
        "bad = {'sqlalchemy', 'alembic', 'great_expectations', 'numpy'} & set(sys.modules); assert not bad, bad"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[3] / "src"), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
