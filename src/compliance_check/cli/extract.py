"""`extract`: the figures, claims and sections of one document alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_check.cli.check import overrides, read_stdin
from compliance_check.cli.language import default_language
from compliance_check.cli.options import language_option, max_pages_option, option, reading_options

if TYPE_CHECKING:
    from compliance_check.model import Disclosure

LONGEST_CELL = 32_000
"""A spreadsheet refuses a file with a cell above 32,767 characters."""
COLUMNS = (
    "id",
    "concept",
    "label",
    "column",
    "raw",
    "value",
    "unit",
    "counter",
    "half_width",
    "qualifier",
    "period_start",
    "period_end",
    "scenario",
    "dimensions",
    "reading",
    "page",
    "line",
    "cell",
    "quote",
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@reading_options
@max_pages_option
@option(
    "--format",
    "format_name",
    type=click.Choice(["table", "csv", "json", "xlsx"]),
    default="table",
    help="输出格式 output format",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="输出文件 output file; 默认标准输出 default: stdout",
)
@language_option
def extract(path: Path, format_name: str, output: Path | None, language: str | None, **options: Any) -> int:
    """仅提取数字、陈述与章节 extract figures, claims and sections only.

    \b
    例 examples
      compliance-check extract 2025H1.docx
      compliance-check extract 2025H1.docx --format csv -o figures.csv
    """
    from compliance_check.cli import output as out

    if format_name == "xlsx" and output is None:
        raise click.UsageError("xlsx 须用 -o 指定文件。 xlsx needs a file: -o figures.xlsx.")
    disclosure = _disclosure(path, options)
    data = _render(disclosure, format_name, language or default_language())
    if output is None or str(output) == out.STDOUT:
        out.write_stdout(data)
    else:
        out.write(output, data)
        click.echo(str(output))
    return 0


def _disclosure(path: Path, options: dict[str, Any]) -> Disclosure:
    from compliance_check.collect import ReadOptions
    from compliance_check.pipeline import Checker, Settings

    reading = ReadOptions(media_type=options["media_type"], max_pages=options["max_pages"])
    settings = Settings(overrides=overrides(options), reading=reading, stdin=read_stdin)
    return Checker(settings).read(path)


def rows(disclosure: Disclosure) -> list[dict[str, str]]:
    """The figures as flat rows of text, amounts as exact decimals in base units."""
    from compliance_check.report.json import number

    found = []
    for figure in disclosure.figures:
        place, period = figure.location, figure.period
        cell = place.cell
        values: tuple[object, ...] = (
            figure.id,
            figure.concept,
            figure.label,
            figure.column,
            figure.raw,
            number(figure.value),
            figure.unit,
            figure.counter,
            number(figure.half_width),
            figure.qualifier.value,
            period.start if period else None,
            period.end if period else None,
            figure.scenario.value,
            "; ".join(f"{name}={text}" for name, text in figure.dimensions.items()),
            figure.reading.value,
            place.page,
            place.line,
            f"{cell.table}:{cell.row}:{cell.column}" if cell else None,
            place.quote,
        )
        found.append({name: "" if v is None else str(v) for name, v in zip(COLUMNS, values, strict=True)})
    return found


def _render(disclosure: Disclosure, format_name: str, language: str) -> bytes:
    if format_name == "json":
        return _json(disclosure)
    if format_name == "csv":
        return _csv(rows(disclosure))
    if format_name == "xlsx":
        return _xlsx(rows(disclosure))
    return _table(disclosure, language).encode()


def _json(disclosure: Disclosure) -> bytes:
    import json

    from compliance_check.model import Report, Run
    from compliance_check.report.json import to_json

    run = Run(started="", seconds=0.0, as_of=None, command=())
    report = Report(run=run, suites=(), disclosures=(disclosure,), judged={}, results=())
    documents: Any = to_json(report)["documents"]
    document = {key: value for key, value in documents[0].items() if key != "blocks"}
    claims = [claim.model_dump(mode="json") for claim in disclosure.claims]
    return (json.dumps({**document, "claims": claims}, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(found: list[dict[str, str]]) -> bytes:
    import csv
    import io

    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _harmless(text) for name, text in row.items()} for row in found)
    # The mark makes Excel read UTF-8 as what it is.
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _harmless(text: str) -> str:
    """Text that a spreadsheet would run as a formula, made text again; plain numbers stay numbers."""
    if text[:1] in "=+@\t\r" or (text[:1] == "-" and not text[1:].replace(".", "", 1).isdigit()):
        return "'" + text if text else text
    return text


def _xlsx(found: list[dict[str, str]]) -> bytes:
    import io

    from openpyxl import Workbook

    from compliance_check.report.visible import visible

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in found:
        sheet.append([visible(_harmless(text))[:LONGEST_CELL] for text in row.values()])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _table(disclosure: Disclosure, language: str) -> str:
    import io

    from rich.console import Console
    from rich.table import Table

    heads = {
        "zh": ("位置", "指标", "原文", "数值", "单位", "期间", "备注"),
        "en": ("place", "label", "printed", "value", "unit", "period", "notes"),
    }
    table = Table(*heads[language], show_lines=False)
    for row in rows(disclosure):
        place = f"p.{row['page']}" if row["page"] else (f":{row['line']}" if row["line"] else row["cell"])
        period = "..".join(part for part in (row["period_start"], row["period_end"]) if part)
        notes = " ".join(part for part in (row["concept"], row["dimensions"], row["qualifier"], row["reading"]) if part)
        cells = (place, row["label"], row["raw"], row["value"], row["unit"], period, notes)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    stream = io.StringIO()
    console = Console(file=stream, width=160)
    end = disclosure.period.end if disclosure.period else "?"
    console.print(f"{disclosure.entity or '?'} · {disclosure.kind or '?'} · {end}", markup=False)
    console.print(table)
    console.print(
        f"figures {len(disclosure.figures)} · claims {len(disclosure.claims)} · sections {len(disclosure.sections)}"
    )
    return stream.getvalue()
