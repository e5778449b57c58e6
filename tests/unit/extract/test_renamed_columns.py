"""Tables whose body names the columns anew: flows above, levels at the end of the period below."""

from __future__ import annotations

from compliance_check.extract.tables import number_cells
from compliance_check.model import Cell, Passage, Table

ROWS = [
    ["主要会计数据", "2024年", "2023年"],
    ["营业收入", "1,200.50", "1,100.20"],
    ["", "2024年末", "2023年末"],
    ["净资产", "5,300.10", "5,000.00"],
    ["总资产", "9,300.10", "8,700.00"],
]


def table(rows: list[list[str]]) -> Table:
    cells = [
        Cell(Passage(text, text), row, column, 1, 1, row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
    return Table(cells=tuple(cells), rows=len(rows), columns=len(rows[0]), header_rows=1)


def headers(rows: list[list[str]]) -> dict[str, tuple[str, ...]]:
    return {number.cell.text: number.headers for number in number_cells(table(rows))}


def test_numbers_below_new_names_stand_under_these() -> None:
    found = headers(ROWS)
    assert found["1,200.50"] == ("2024年",) and found["1,100.20"] == ("2023年",)
    assert found["5,300.10"] == ("2024年末",) and found["8,700.00"] == ("2023年末",)


def test_words_in_one_column_of_values_name_nothing() -> None:
    rows = [*ROWS[:2], ["现金流量", "见附注", ""], *ROWS[3:]]
    assert headers(rows)["5,300.10"] == ("2024年",)
    rows = [*ROWS[:2], ["现金流量", "不适用", "不适用"], *ROWS[3:]]
    assert headers(rows)["5,300.10"] == ("2024年",)


def test_a_column_of_notes_names_no_row() -> None:
    rows = [["项目", "附注", "2024年"], ["货币资金", "七、1", "905.44"], ["应收账款", "七、5", "1,204.10"]]
    assert [number.label for number in number_cells(table(rows))] == ["货币资金", "应收账款"]
