"""The alias file."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_check.errors import RuleFileError
from compliance_check.history.entities import load_entities

FILE = """\
entities:
  - name: 青禾财产保险股份有限公司
    short_names: [青禾财险]
    former_names: [{name: 禾苗农业保险股份有限公司, until: 2023-01-01}]
    codes: ["000777", 91110000MA01ABCD2X]
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "entities.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_name_leads_to_the_present_one(tmp_path: Path) -> None:
    book = load_entities(_write(tmp_path, FILE))
    for name in ("青禾财险", "禾苗农业保险股份有限公司", "000777", "91110000ma01abcd2x"):
        assert book.full_name(name) == "青禾财产保险股份有限公司"
    assert book.full_name("蓝湾人寿") == "蓝湾人寿"
    assert len(book.keys("青禾财险")) == 5


def test_without_a_file_every_name_is_its_own(tmp_path: Path) -> None:
    assert load_entities(tmp_path / "none.yaml").keys("蓝湾人寿") == {"蓝湾人寿"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("companies: []\n", "entities:"),
        (FILE + "  - name: 青禾财险\n", "entities.yaml:6.*already means"),
        ("entities:\n  - short_names: [甲]\n", "entities.yaml:2"),
        ("entities:\n  - name: 甲乙\n    colour: red\n", "entities.yaml:3"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RuleFileError, match=says):
        load_entities(_write(tmp_path, text))
