"""Names over groups of columns and of rows: what stands below or beside them belongs to them."""

from __future__ import annotations

from figure_samples import figures, spelled

from compliance_check.extract.tables import number_cells
from compliance_check.model import Cell, Passage, Table


def table(rows: list[list[str]], header_rows: int) -> Table:
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text != "<":
                span = 1 + next((k for k, t in enumerate(texts[column + 1 :]) if t != "<"), len(texts) - column - 1)
                cells.append(Cell(Passage(text, text), row, column, 1, span, row < header_rows))
    return Table(cells=tuple(cells), rows=len(rows), columns=len(rows[0]), header_rows=header_rows)


def test_a_relative_period_below_another_is_that_period_s() -> None:
    rows = [
        ["指标", "本季度", "<", "上年同期", "<"],
        ["", "当季", "本年累计", "当季", "本年累计"],
        ["综合成本率", "98.63%", "97.42%", "99.18%", "99.60%"],
    ]
    assert [spelled(f)[3] for f in figures(table(rows, 2))] == [
        "2025-04-01..2025-06-30",
        "2025-01-01..2025-06-30",
        "2024-04-01..2024-06-30",
        "2024-01-01..2024-06-30",
    ]


def labels(rows: list[list[str]]) -> dict[str, tuple[str, ...]]:
    return {number.cell.text: number.labels for number in number_cells(table(rows, 1))}


def test_a_row_without_the_group_s_name_belongs_to_the_group_above() -> None:
    found = labels(
        [
            ["指标", "情景", "期限", "本季度末"],
            ["流动性覆盖率", "基本情景（LCR1）", "未来3个月", "120.1%"],
            ["", "", "未来12个月", "121.1%"],
            ["", "压力情景（LCR2）", "未来3个月", "122.1%"],
            ["合计", "", "", "123.1%"],
            ["", "", "合计", "124.1%"],
        ]
    )
    assert found["121.1%"] == ("流动性覆盖率", "基本情景（LCR1）", "未来12个月")
    assert found["122.1%"] == ("流动性覆盖率", "压力情景（LCR2）", "未来3个月")
    assert found["123.1%"] == ("合计",) and found["124.1%"] == ("合计",)


def test_the_first_row_of_a_table_may_hold_its_unit() -> None:
    rows = [["（人民币百万元）", "<", "<"], ["项目", "期末数", "期初数"], ["实际资本", "174.43", "166.48"]]
    assert [spelled(f)[1:3] for f in figures(table(rows, 2))] == [("174430000", "CNY"), ("166480000", "CNY")]


def test_the_sign_of_the_currency_leaves_the_size_of_the_unit_alone() -> None:
    rows = [["（人民币百万元）", "<"], ["项目", "期末数"], ["实际资本", "¥174.43"]]
    assert [spelled(f)[1:3] for f in figures(table(rows, 2))] == [("174430000", "CNY")]
