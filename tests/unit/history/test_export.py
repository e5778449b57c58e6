"""Export and comparison."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from compliance_check.history import open_store
from compliance_check.history.comparison import compare
from compliance_check.history.export import COLUMNS, export
from tests.unit.history.disclosures import disclosure


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_every_figure_leaves_exactly(tmp_path: Path, form: str) -> None:
    with open_store(str(tmp_path / "s.sqlite3"), write=True) as store:
        store.add(disclosure())
        store.add(disclosure(("7.00",)))
        data = export(store.walk(store.editions(), step=1), form)
    rows = _rows(data, form)
    assert [row["value"] for row in rows] == [
        "972312800.00",
        "1000.0",
        "1234567890123456789900.00",
        "70000.00",
    ]
    assert [row["current"] for row in rows] == ["no"] * 3 + ["yes"]
    assert list(rows[0]) == list(COLUMNS)


def _rows(data: bytes, form: str) -> list[dict[str, str]]:
    if form == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    if form == "json":
        found: list[dict[str, str]] = json.loads(data)
        return found
    parquet = pytest.importorskip("pyarrow.parquet")
    rows: list[dict[str, str]] = parquet.read_table(io.BytesIO(data)).to_pylist()
    return rows


def test_a_label_cannot_become_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    item = disclosure(("1",))
    hostile = item.figures[0].model_copy(update={"label": '=HYPERLINK("x")'})
    with open_store(str(tmp_path / "s.sqlite3"), write=True) as store:
        store.add(item.model_copy(update={"figures": (hostile,)}))
        (row,) = _rows(export(store.walk(store.editions()), "csv"), "csv")
    assert row["label"].startswith("'=")


def test_two_disclosures_side_by_side() -> None:
    first, second = disclosure(("100",)), disclosure(("120",))
    (line,) = compare(first, second)
    assert (line.concept, line.change, line.percent) == ("actual_capital", Decimal(200000), Decimal("20.00"))
    alone = second.figures[0].model_copy(update={"concept": "minimum_capital"})
    missing, only = compare(second.model_copy(update={"figures": (alone,)}), second)
    assert (missing.concept, missing.first) == ("actual_capital", None)
    assert (only.concept, only.second, only.change) == ("minimum_capital", None, None)
