"""Cases on a text: the document beside the case file, the pieces exchanged, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.catalog.cases import load_cases
from compliance_check.errors import RuleFileError

FILE = "rule: QSS101\ncases:\n  - name: one\n    document: {document}\n    replace: {{'{old}': 乙}}\n    expect: fail\n"


def case_file(folder: Path, document: str = "it.md", old: str = "甲") -> Path:
    (folder / "it.md").write_text("# 甲\n\n甲和丙", encoding="utf-8")
    path = folder / "QSS101.yaml"
    path.write_text(FILE.format(document=document, old=old), encoding="utf-8")
    return path


def test_the_text_is_the_document_with_every_piece_exchanged(tmp_path: Path) -> None:
    file, _ = load_cases(case_file(tmp_path))
    assert file.cases[0].text == "# 乙\n\n乙和丙"


def test_a_piece_that_does_not_stand_there_is_an_error_and_not_an_empty_test(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="丁"):
        load_cases(case_file(tmp_path, old="丁"))


def test_a_missing_document_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"other\.md"):
        load_cases(case_file(tmp_path, document="other.md"))
