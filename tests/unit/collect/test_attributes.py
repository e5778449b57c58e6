"""Odd values of attributes: none of them stops a reader."""

from __future__ import annotations

import pytest
from office_files import docx, outline, p, read

from compliance_check.collect.attributes import character, integer


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 7 ", 7), ("", 1), (None, 1), ("-3", 1), ("²", 1), ("٣", 1), ("9" * 5000, 1), ("1.5", 1)],
)
def test_integer(text: str | None, number: int) -> None:
    assert integer(text, 1) == number


@pytest.mark.parametrize(
    ("code", "sign"), [(0x41, "A"), (0x0A, "\n"), (0x07, ""), (0xD800, "\ufffd"), (0x110000, "\ufffd")]
)
def test_character(code: int, sign: str) -> None:
    assert character(code) == sign


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "--1", ""])
def test_odd_numbers_in_a_word_file(odd: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{odd}"><w:start w:val="{odd}"/><w:lvlText w:val="%1."/>'
        f'<w:lvlRestart w:val="{odd}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="{odd}"><w:startOverride w:val="{odd}"/></w:lvlOverride></w:num>'
    )
    number = f'<w:numPr><w:ilvl w:val="{odd}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{odd}"/>'
    table = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{odd}"/></w:tcPr>{p("乙")}</w:tc></w:tr></w:tbl>'
    symbol = "<w:p><w:r><w:t>丙</w:t><w:sym w:char='110000'/><w:sym w:char='D800'/></w:r></w:p>"
    document = read(docx(p("甲", number) + table + symbol, numbering=numbering))
    assert [text[-1] for _, text in outline(document)] == ["甲", "\ufffd"]
