"""The working paper (底稿): a workbook with a row per check and columns for the reviewer."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic
from compliance_check.report.visible import visible
from compliance_check.report.words import pick, word
from compliance_check.report.zipped import steady

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Object = Mapping[str, Any]
Value = str | int | Decimal | None
_LONGEST_CELL = 32_000
_WIDTHS = {
    "message": 52,
    "places": 40,
    "quote": 40,
    "law": 40,
    "formula": 36,
    "substituted": 36,
    "label": 24,
    "number": 8,
    "outcome": 10,
    "severity": 9,
    "family": 11,
}
_FILLS = {"error": "F8D9D5", "warning": "FBEBC8", "info": "DCE9F5", "pass": "DFF0E4"}


def render(report: Object, language: str = "zh") -> bytes:
    """The workbook: checks, figures, and what the run was. Amounts are numbers in base units (yuan, percent points)."""
    from openpyxl import Workbook

    index = Index.of(report)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = word("work_checks", language)
    _fill(
        sheet,
        _check_columns(language),
        (_check(n, r, report, index, language) for n, r in enumerate(_ordered(report), 1)),
    )
    _colour(sheet, _ordered(report))
    figures = book.create_sheet(word("figures", language))
    _fill(
        figures, _figure_columns(language), (_figure(f, d, language) for d in report["documents"] for f in d["figures"])
    )
    about = book.create_sheet(word("summary", language))
    _fill(about, [("label", word("name", language)), ("message", word("value", language))], _about(report, language))
    return _saved(book, report["run"]["started"])


def _saved(book: Workbook, instant: str) -> bytes:
    out = io.BytesIO()
    book.properties.creator = "compliance-check"
    book.save(out)
    return steady(out.getvalue(), instant)


def _ordered(report: Object) -> list[Object]:
    order = ("error", "not_evaluable", "pass", "not_applicable")
    others = sorted((r for r in report["results"] if r["outcome"] != "fail"), key=lambda r: order.index(r["outcome"]))
    return findings.failures(report) + findings.failures(report, waived=True) + others


def _fill(sheet: Worksheet, columns: list[tuple[str, str]], rows: Iterable[list[Value]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, (key, title) in enumerate(columns, 1):
        cell = sheet.cell(row=1, column=number)
        cell.value = title
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="ECEAE5")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(key, 15)
    for row, values in enumerate(rows, 2):
        for number, value in enumerate(values, 1):
            _put(sheet, row, number, value)
        sheet.row_dimensions[row].height = _height(columns, values)
    sheet.freeze_panes = "C2" if len(columns) > 4 else "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1 + len(columns) // 11
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = "A:B"


def _height(columns: list[tuple[str, str]], values: list[Value]) -> float:
    """A row's height in points for its longest wrapped cell; not every program works it out by itself."""
    lines = [1]
    for (key, _), value in zip(columns, values, strict=False):
        for paragraph in str(value or "").split("\n"):
            width = sum(2 if ord(char) > 0x2E80 else 1 for char in paragraph)
            lines.append(-(-width // (_WIDTHS.get(key, 15) - 1)))
    return min(15.0 * max(lines), 240.0)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    from openpyxl.styles import Alignment

    if value is None:
        return
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        # Explicitly a string: text of the document that begins with "=" must not become a formula.
        cell.value = visible(value)[:_LONGEST_CELL]
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
        cell.number_format = "#,##0" if value == int(value) else "#,##0.######"
        cell.alignment = Alignment(vertical="top")


def _colour(sheet: Worksheet, results: list[Object]) -> None:
    from openpyxl.styles import PatternFill

    for row, result in enumerate(results, 2):
        key = result["severity"] if result["outcome"] == "fail" else result["outcome"]
        if key in _FILLS:
            sheet.cell(row=row, column=3).fill = PatternFill("solid", fgColor=_FILLS[key])


def _check_columns(language: str) -> list[tuple[str, str]]:
    keys = ["number", "rule", "outcome", "severity", "family", "suite", "entity", "period", "message", "formula"]
    keys += ["substituted", "left_low", "left_high", "right_low", "right_high", "residual", "tolerance"]
    keys += ["detection_limit", "unit", "file", "places", "quote", "law", "advice", "reason_gap", "waived"]
    keys += ["fingerprint", "conclusion", "reviewed", "date"]
    return [(key, word(key, language)) for key in keys]


def _check(number: int, result: Object, report: Object, index: Index, language: str) -> list[Value]:
    sums = arithmetic(result, index, language)
    calculation = result["calculation"] or {}
    sides = [*(calculation.get("left") or (None, None)), *(calculation.get("right") or (None, None))]
    rest = [calculation.get(key) for key in ("residual", "tolerance", "detection_limit")]
    places = [findings.place_and_quote(result, i, report, language) for i in range(len(result["locations"]))]
    waived = result["waived"]
    outcome = "rule_error" if result["outcome"] == "error" else result["outcome"]
    return [
        number,
        result["rule"],
        word(outcome, language),
        word(result["severity"], language),
        word(result["family"], language),
        result["suite"],
        result["subject"]["entity"],
        findings.period_words(result["subject"]["period"], language),
        findings.message(result, language),
        sums.expression if sums else None,
        sums.substituted if sums else None,
        *(None if side is None else Decimal(side) for side in (*sides, *rest)),
        calculation.get("unit"),
        findings.path_of(result, report),
        "\n".join(dict.fromkeys(where for where, _ in places)),
        "\n".join(dict.fromkeys(quote for _, quote in places)),
        "\n".join(findings.law_lines(result)),
        pick(result["advice"], language) if result["advice"] else None,
        findings.explanation(result, language),
        f"{waived['reason']} ({waived['by']})" if waived else None,
        result["fingerprint"],
    ]


def _figure_columns(language: str) -> list[tuple[str, str]]:
    keys = ["number", "label", "column", "printed", "value", "unit", "precision", "concept", "period", "scenario"]
    keys += ["standing", "checked_by", "reading", "file", "where", "quote"]
    return [(key, word(key, language)) for key in keys]


def _figure(figure: Object, document: Object, language: str) -> list[Value]:
    return [
        figure["id"],
        figure["label"],
        figure["column"],
        figure["raw"],
        Decimal(figure["value"]),
        figure["counter"] or figure["unit"],
        Decimal(figure["half_width"]),
        figure["concept"],
        findings.period_words(figure["period"], language),
        word(figure["scenario"], language),
        word(figure["standing"], language),
        ", ".join(figure["checked_by"]),
        word(figure["reading"], language),
        document["path"],
        findings.place(figure["location"], language),
        figure["location"]["quote"],
    ]


def _about(report: Object, language: str) -> list[list[Value]]:
    rows: list[list[Value]] = [
        [word("verdict", language), findings.headline(report, language)],
        [word("tool", language), f"{report['tool']['name']} {report['tool']['version']}"],
        [word("as_of", language), report["run"]["as_of"]],
    ]
    rows += [[word("not_checked", language), limit] for limit in findings.limits(report, language)]
    rows += [[word("file", language), f"{d['path']} · SHA-256 {d['sha256']}"] for d in report["documents"]]
    rows += [
        [word("suite", language), f"{s['id']} {s['version']} · {s['rules']} · SHA-256 {s['sha256']}"]
        for s in report["suites"]
    ]
    return rows
