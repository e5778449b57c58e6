"""Broken rule files: each is refused in one clear line that holds the words promised in its first comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.catalog import Vocabulary, load_files, load_vocabulary
from compliance_check.errors import RuleFileError

FILES = sorted((Path(__file__).parent / "rules").glob("*.yaml"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_rule_file_is_refused_at_its_line(path: Path, vocabulary: Vocabulary) -> None:
    expected, promised = (line.split(": ", 1)[1] for line in path.read_text("utf-8").splitlines()[:2])
    with pytest.raises(RuleFileError) as caught:
        load_files([path], vocabulary)
    error = caught.value
    assert error.where == f"{path}:{expected}", error.line("en")
    for words in promised.split("; "):
        assert words in error.line("en")
    assert "\n" not in error.line("zh")
    assert error.todo.zh
    assert error.todo.en
