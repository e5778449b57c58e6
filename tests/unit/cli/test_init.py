"""What `init` writes really runs: the hook under pre-commit, the commands of the CI snippets as they stand."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance_check.cli.group import run

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "examples" / "half-year-2025.md"
BAD = ROOT / "examples" / "half-year-2025-six-errors.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COMPLIANCE_CHECK_ENGINE", "direct")
    (tmp_path / "drafts").mkdir()
    assert run(["init"]) == 0
    return tmp_path


def commands(text: str) -> list[list[str]]:
    """The lines of a snippet that call the tool."""
    found: list[list[str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
        elif isinstance(node, str) and node.startswith("compliance-check "):
            found.append(shlex.split(node)[1:])

    walk(yaml.safe_load(text))
    return found


@pytest.mark.parametrize("name", [".github/workflows/compliance-check.yml", "compliance-check.gitlab-ci.yml"])
@pytest.mark.parametrize(("draft", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_commands_of_the_snippets_gate_the_drafts(project: Path, name: str, draft: Path, code: int) -> None:
    shutil.copy(draft, project / "drafts")
    calls = commands((project / name).read_text(encoding="utf-8"))
    assert len(calls) == 1
    assert run(calls[0]) == code
    assert list((project / "compliance-report").iterdir())


def test_the_hook_stops_a_bad_draft_under_pre_commit(project: Path) -> None:
    pytest.importorskip("pre_commit")
    binaries = project / "bin"
    binaries.mkdir()
    shim = binaries / "compliance-check"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compliance_check "$@"\n')
    shim.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(project / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)

    call("git", "init", "-q")
    shutil.copy(GOOD, project / "drafts")
    call("git", "add", "drafts", ".pre-commit-config.yaml")
    passed = call(sys.executable, "-m", "pre_commit", "run", "compliance-check")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    shutil.copy(BAD, project / "drafts")
    call("git", "add", "drafts")
    stopped = call(sys.executable, "-m", "pre_commit", "run", "compliance-check")
    assert stopped.returncode == 1, stopped.stdout + stopped.stderr
    assert "half-year-2025-six-errors.md" in stopped.stdout
