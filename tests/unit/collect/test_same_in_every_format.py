"""One disclosure in every format that can be written here gives the same figures."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from compliance_check import catalog, collect
from compliance_check.extract.disclosure import Knowledge, disclose

TITLE = "海河财产保险股份有限公司2025年第2季度偿付能力报告摘要"
SENTENCE = "截至2025年6月30日，公司实际资本为97,231.28万元，综合偿付能力充足率为208.71%。"
UNIT = "单位：万元"
ROWS = [
    ["项目", "本季度末数", "", "上季度末数", ""],
    ["", "账面价值", "认可价值", "账面价值", "认可价值"],
    ["现金及流动性管理工具", "1,234.50", "1,234.50", "(20.00)", "0.00"],
    ["固定资产", "88.80", "-", "77.70", "66.60"],
]
MERGED = [(0, 1), (0, 3)]


def text() -> bytes:
    return "\n\n".join([TITLE, SENTENCE, UNIT, "\n".join("\t".join(row) for row in ROWS)]).encode()


def markdown() -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    table = "\n".join([lines[0], "|" + "---|" * len(ROWS[0]), *lines[1:]])
    return f"# {TITLE}\n\n{SENTENCE}\n\n{UNIT}\n\n{table}\n".encode()


def html() -> bytes:
    rows = []
    for r, row in enumerate(ROWS):
        cells = [
            f"<td colspan={2 if (r, c) in MERGED else 1}>{cell}</td>"
            for c, cell in enumerate(row)
            if (r, c - 1) not in MERGED
        ]
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return f"<h1>{TITLE}</h1><p>{SENTENCE}</p><p>{UNIT}</p><table>{''.join(rows)}</table>".encode()


def word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    for line in (SENTENCE, UNIT):
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    for r, c in MERGED:
        table.cell(r, c).merge(table.cell(r, c + 1))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in ([TITLE], [SENTENCE], [], [UNIT], *ROWS):
        sheet.append([_stored(cell) for cell in line])
    for row in sheet.iter_rows(min_row=7):
        for cell in row[1:]:
            cell.number_format = "#,##0.00;(#,##0.00)"
    for r, c in MERGED:
        sheet.merge_cells(start_row=r + 5, end_row=r + 5, start_column=c + 1, end_column=c + 2)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _stored(text: str) -> str | float | None:
    """The cell's number with digits that the format hides, or its text."""
    try:
        number = float(text.strip("()").replace(",", ""))
    except ValueError:
        return text or None
    return (-number if text.startswith("(") else number) + 0.0004


def figures(data: bytes, name: str) -> list[tuple[object, ...]]:
    vocabulary = catalog.load_vocabulary()
    found = disclose(collect.read_bytes(data, name, "d1"), Knowledge.of(vocabulary.concepts, catalog.load_kinds()))
    assert found.period is not None
    return [
        (f.concept, f.value, f.unit, f.half_width, f.period, f.dimensions.get("column"), f.scenario)
        for f in found.figures
    ]


@pytest.mark.parametrize(
    ("name", "make"), [("a.md", markdown), ("a.txt", text), ("a.html", html), ("a.docx", word), ("a.xlsx", workbook)]
)
def test_same_figures(name: str, make: object) -> None:
    assert callable(make)
    found = figures(make(), name)
    assert len(found) == 9
    assert found == figures(markdown(), "a.md")
