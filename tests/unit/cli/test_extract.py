"""`extract`: every format can be written, whatever characters a draft holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.cli.group import run


@pytest.mark.parametrize("form", ["table", "csv", "json", "xlsx"])
def test_control_characters_in_a_draft(form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPLIANCE_CHECK_DEBUG", "1")
    Path("draft.md").write_text("# 报告\n\n实际资本\x08为 97,231.28 万元。\n", encoding="utf-8")
    assert run(["extract", "draft.md", "--format", form, "-o", "figures"]) == 0
    assert Path("figures").stat().st_size
