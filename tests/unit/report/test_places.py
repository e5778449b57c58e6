from __future__ import annotations

from typing import Any

import pytest

from compliance_check.report.findings import cell_name, place, section_title


def location(**parts: Any) -> dict[str, Any]:
    return {
        "document": "d1",
        "page": None,
        "line": None,
        "bbox": None,
        "cell": None,
        "path": None,
        "quote": "x",
    } | parts


CELL = {"table": 1, "row": 3, "column": 1, "sheet": None}


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        ({"page": 3}, "第 3 页", "page 3"),
        ({"line": 21, "cell": CELL}, "第 21 行，表 2（第 4 行第 2 列）", "line 21, table 2 (row 4, column 2)"),
        ({"cell": CELL | {"sheet": "主表"}, "path": "主表!B4"}, "工作表 主表 B4", "sheet 主表, B4"),
        ({"cell": CELL | {"sheet": "主表"}, "path": "主表!C6"}, "工作表 主表 C6", "sheet 主表, C6"),
        ({"path": "body/p[17]"}, "正文第 17 段", "paragraph 17"),
        ({"path": "body/p[17]/txbxContent[1]/p[2]"}, "正文第 17 段", "paragraph 17"),
        ({"cell": CELL, "path": "body/p[3]/chart[1]/ser[1]/tx"}, "正文第 3 段，图表中", "paragraph 3, in a chart"),
        ({"path": "主表!B4/chart[1]/title"}, "主表!B4，图表中", "主表!B4, in a chart"),
        ({"path": "主表!B4/txBody[1]/p[2]"}, "主表!B4", "主表!B4"),
        ({"path": "footnotes/footnote[3]/p[1]"}, "脚注 3", "footnote 3"),
        ({"path": "header1/p[1]"}, "页眉", "page header"),
        (
            {"path": "body/sdt[1]/sdtContent[1]/p[2]"},
            "body/sdt[1]/sdtContent[1]/p[2]",
            "body/sdt[1]/sdtContent[1]/p[2]",
        ),
        ({}, "", ""),
    ],
)
def test_places_are_told_in_words(parts: dict[str, Any], zh: str, en: str) -> None:
    assert (place(location(**parts), "zh"), place(location(**parts), "en")) == (zh, en)


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (3, 1, "B4"), (0, 26, "AA1"), (9, 701, "ZZ10"), (0, 702, "AAA1")]
)
def test_cells_have_spreadsheet_names(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


@pytest.mark.parametrize(
    ("number", "title", "shown"),
    [
        ("6", "第六节 偿付能力", "第六节 偿付能力"),
        ("第六节", "偿付能力", "第六节 偿付能力"),
        ("", "摘要", "摘要"),
        ("(一)", "(一) 概况", "(一) 概况"),
    ],
)
def test_section_titles_carry_their_printed_number_once(number: str, title: str, shown: str) -> None:
    assert section_title({"number": number, "title": title}) == shown
