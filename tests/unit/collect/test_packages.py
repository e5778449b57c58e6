"""Office packages as other programs write them: other namespaces, other names of the parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from mutations import SENTENCE, word, workbook
from office_files import repacked, rows, strict, tables

from compliance_check.collect import media, read_bytes


def backslashes(name: str, content: bytes) -> tuple[str, bytes]:
    return name.replace("/", "\\").lower(), content


def elsewhere(name: str, content: bytes) -> tuple[str, bytes]:
    """Word on the web calls the main part document2.xml; a workbook's parts may lie in any folder."""
    for old, new in (("word/document.xml", "word/document2.xml"), ("document.xml.rels", "document2.xml.rels")):
        name = name.replace(old, new)
    content = content.replace(b"word/document.xml", b"word/document2.xml").replace(
        b"xl/workbook.xml", b"book/workbook.xml"
    )
    return name.replace("xl/", "book/"), content.replace(b"/xl/", b"/book/")


@pytest.mark.parametrize("change", [strict, backslashes, elsewhere])
def test_packages_of_other_programs(change: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    document = read_bytes(repacked(word(), change), "draft.docx", "d1")
    assert document.media_type == media.DOCX
    assert SENTENCE in [block.passage.text for block in document.blocks if block.kind == "paragraph"]
    assert rows(tables(document)[0])[0] == ["项目", "本季度末", "上季度末"]
    table = tables(read_bytes(repacked(workbook(), change), "draft.xlsx", "d1"))[0]
    assert rows(table)[1] == ["实际资本", "97,231.28", "208.71%"]
