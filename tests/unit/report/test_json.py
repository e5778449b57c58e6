from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_check.errors import UnreadableError
from compliance_check.report.json import dumps, number, to_json
from compliance_check.report.reader import load
from compliance_check.report.schema import json_schema

from .fixture import LABELS, report

SCHEMA_FILE = Path(__file__).parents[3] / "schemas" / "json" / "report-1.schema.json"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("972312800.00", "972312800"),
        ("208.710", "208.71"),
        ("1E+8", "100000000"),
        ("-0.00", "0"),
        ("0.0050", "0.005"),
        ("-12345678901234567890123456789.10", "-12345678901234567890123456789.1"),
    ],
)
def test_number_is_plain_and_exact(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=8))
def test_number_never_changes_the_value(value: Decimal) -> None:
    text = number(value)
    assert Decimal(text) == value
    assert "E" not in text


def test_keys_of_the_contract_stand_first_and_in_order() -> None:
    result = to_json(report(), LABELS)
    assert list(result)[:7] == ["schema", "tool", "run", "suites", "documents", "results", "summary"]
    document = result["documents"][0]
    assert list(document)[:12] == [
        "id", "path", "sha256", "media_type", "pages", "language", "kind", "entity", "period", "figures", "sections",
        "notes",
    ]  # fmt: skip
    assert list(document["figures"][0])[:16] == [
        "id", "concept", "label", "raw", "value", "unit", "half_width", "qualifier", "scenario", "period", "entity",
        "dimensions", "location", "standing", "checked_by", "reading",
    ]  # fmt: skip
    assert list(result["results"][0])[:16] == [
        "rule", "name", "suite", "family", "outcome", "severity", "reason", "subject", "message", "calculation",
        "citation", "locations", "figures", "suspects", "fingerprint", "waived",
    ]  # fmt: skip


def test_summary_counts_open_findings_and_figures() -> None:
    summary = to_json(report())["summary"]
    assert summary["outcomes"] == {"pass": 3, "fail": 9, "not_applicable": 1, "not_evaluable": 1, "error": 1}
    assert summary["findings"] == {"error": 4, "warning": 3, "info": 1}
    assert summary["waived"] == 1
    assert summary["complete"] is False
    assert sum(summary["figures"][key] for key in ("verified", "contradicted", "unchecked")) == 28


def test_anchors_hold_what_they_point_at() -> None:
    result = to_json(report())
    document = result["documents"][0]

    def text(anchor: dict[str, int]) -> str:
        block = document["blocks"][anchor["block"]]
        holder = block if anchor["cell"] is None else block["cells"][anchor["cell"]]
        return holder["text"][anchor["start"] : anchor["end"]]

    assert all(text(figure["anchor"]) == figure["raw"] for figure in document["figures"])
    listed = next(r for r in result["results"] if r["rule"] == "CON130")
    assert [text(anchor) for anchor in listed["anchors"]] == ["三款产品"]
    assert "furniture" not in {block["kind"] for block in document["blocks"]}


def test_written_report_fits_the_schema_and_reads_back_to_the_same_bytes() -> None:
    data = dumps(to_json(report(), LABELS))
    jsonschema.validate(json.loads(data), json.loads(json_schema()))
    assert dumps(load(data)) == data


def test_published_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_bytes() == json_schema(), "write it anew with schema.json_schema()"


def test_same_report_same_bytes() -> None:
    assert dumps(to_json(report(), LABELS)) == dumps(to_json(report(), dict(reversed(LABELS.items()))))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "not a JSON file"),
        (b"[" * 100_000, "not a JSON file"),
        (b"[]", "this file says nothing"),
        (b'{"schema": "compliance-check/report/9"}', "compliance-check/report/9"),
        (b'{"schema": "compliance-check/report/1"}', "tool does not fit the schema"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        load(data, "old.json")
    assert words in caught.value.line("en")
    assert caught.value.line("zh").startswith("old.json: ")
    assert "\n" not in caught.value.line("zh")


def test_edited_amount_is_refused() -> None:
    edited = to_json(report())
    edited["documents"][0]["figures"][0]["value"] = "about 5"
    with pytest.raises(UnreadableError, match=r"documents\.0\.figures\.0\.value"):
        load(dumps(edited))
