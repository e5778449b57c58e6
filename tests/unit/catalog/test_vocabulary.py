"""Concepts and document kinds are loaded strictly and found by each of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.catalog import load_kinds, load_vocabulary
from compliance_check.errors import RuleFileError

ENTRY = """
- id: {id}
  label: {{zh: {zh}, en: {en}}}
  aliases: [{alias}]
  measure: money
  period_type: instant
"""


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_concept_is_found_by_id_label_and_alias(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", ENTRY.format(id="actual_capital", zh="实际资本", en="actual capital", alias="实际资本额"))
    vocabulary = load_vocabulary(tmp_path)
    assert vocabulary.get("actual_capital") is not None
    for name in ("actual_capital", "实际资本", "实际 资本", "Actual Capital", "实际资本额"):
        assert vocabulary.find(name) is vocabulary.get("actual_capital")
    assert vocabulary.find("资本") is None
    assert vocabulary.nearest("实际资木") == "实际资本"


def test_a_proper_name_beats_an_alias(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.yaml",
        ENTRY.format(id="a", zh="甲", en="first", alias="乙") + ENTRY.format(id="b", zh="乙", en="second", alias="丙"),
    )
    found = load_vocabulary(tmp_path).find("乙")
    assert found is not None
    assert found.id == "b"


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (ENTRY.format(id="a", zh="甲", en="x", alias="z") * 2, ":8", "the id a is taken by"),
        ("- id: a\n  label: {zh: 甲, en: x}\n  mesure: money\n  period_type: instant\n", ":3", "Did you mean measure?"),
        ("- id: a\n  label: {zh: 甲}\n  measure: money\n  period_type: instant\n", ":2", "en is missing"),
        ("- id: a\n  label: {zh: 甲, en: x}\n  measure: cash\n  period_type: instant\n", ":3", "money, ratio"),
        (
            "- id: 12\n  label: {zh: 甲, en: x}\n  measure: money\n  period_type: instant\n",
            ":1",
            "put numbers in quotes",
        ),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(tmp_path: Path, text: str, where: str, words: str) -> None:
    write(tmp_path, "a.yaml", text)
    with pytest.raises(RuleFileError) as caught:
        load_vocabulary(tmp_path)
    assert caught.value.where.endswith(where)
    assert words in caught.value.line("en")


def test_a_kind_is_a_file_of_its_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        "k.yaml",
        "id: k\nlabel: {zh: 报告, en: report}\ntitles: [经营情况报告]\nsuites: [c-ross-2/solvency]\n",
    )
    (kind,) = load_kinds(tmp_path)
    assert kind.suites == ("c-ross-2/solvency",)
