"""The store's figures as one flat table: CSV and Parquet for analysts, JSON for programs. Amounts stay exact text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from compliance_check.history import missing_extra
from compliance_check.history.records import Edition
from compliance_check.model import Disclosure, Figure

FORMATS = ("csv", "json", "parquet")

COLUMNS = (
    "entry", "entity", "kind", "report_start", "report_end", "edition", "current", "sha256", "path", "figure",
    "concept", "label", "column", "raw", "value", "unit", "half_width", "qualifier", "period_start", "period_end",
    "scenario", "dimensions", "reading", "page", "line", "quote",
)  # fmt: skip
"""The columns of every format, in order; all but the first and the counts of places are text."""

NUMBERS = frozenset({"entry", "edition", "page", "line"})


def export(pairs: Iterable[tuple[Edition, Disclosure]], form: str) -> bytes:
    """The figures of stored disclosures as `form` (of FORMATS). Raises UsageError when Parquet is not installed."""
    rows = (row for edition, disclosure in pairs for row in _rows(edition, disclosure))
    return {"csv": _csv, "json": _json, "parquet": _parquet}[form](rows)


def _rows(edition: Edition, disclosure: Disclosure) -> Iterator[dict[str, object]]:
    own = {
        "entry": edition.id,
        "entity": edition.entity,
        "kind": edition.kind,
        "report_start": _text(edition.period.start),
        "report_end": _text(edition.period.end),
        "edition": edition.edition,
        "current": "yes" if edition.current else "no",
        "sha256": edition.sha256,
        "path": edition.path,
    }
    for figure in disclosure.figures:
        yield {**own, **_figure(figure)}


def _figure(figure: Figure) -> dict[str, object]:
    period = figure.period
    return {
        "figure": figure.id,
        "concept": figure.concept,
        "label": figure.label,
        "column": figure.column,
        "raw": figure.raw,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "half_width": f"{figure.half_width:f}",
        "qualifier": figure.qualifier.value,
        "period_start": _text(period.start) if period else None,
        "period_end": _text(period.end) if period else None,
        "scenario": figure.scenario.value,
        "dimensions": json.dumps(figure.dimensions, ensure_ascii=False, sort_keys=True) if figure.dimensions else None,
        "reading": figure.reading.value,
        "page": figure.location.page,
        "line": figure.location.line,
        "quote": figure.location.quote,
    }


def _csv(rows: Iterable[dict[str, object]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _unarmed(value) for key, value in row.items()})
    return stream.getvalue().encode("utf-8-sig")


def _unarmed(value: object) -> object:
    """Text of a document that a spreadsheet would run as a formula is kept text."""
    risky = isinstance(value, str) and value[:1] in {"=", "+", "@", "\t", "\r"}
    return f"'{value}" if risky else value


def _json(rows: Iterable[dict[str, object]]) -> bytes:
    return (json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n").encode()


def _parquet(rows: Iterable[dict[str, object]]) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise missing_extra(error.name or "pyarrow") from None
    schema = pa.schema([(name, pa.int64() if name in NUMBERS else pa.string()) for name in COLUMNS])
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows), schema=schema), stream)
    return stream.getvalue()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
