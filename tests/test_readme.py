"""What the README tells people to type works as it stands there, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance_check.cli.group import COMMANDS, run

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_rule_and_the_cases_of_the_readme_work(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    rule, cases = re.findall(r"```yaml\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    for folder, file, text in (("our-rules", "house.yaml", rule), ("our-cases", "OUR101.yaml", cases)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["rules", "test", "our-cases", "--rules", "our-rules"]) == 0
    assert "2 passed, 0 failed" in capfd.readouterr().out


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_command_named_in_the_readme_exists(name: str) -> None:
    named = set(re.findall(r"^(?:\.venv/bin/)?compliance-check (\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    assert named and named <= set(COMMANDS)
