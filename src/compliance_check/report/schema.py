"""The shape of `report.json` as pydantic models: its JSON Schema comes from them, saved reports are read by them.

Every object is closed, so that a typing mistake in an edited report is noticed; a later edition of the schema that
adds keys says so in the changelog, and a later program reads an earlier report because added keys have defaults.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import ConfigDict, Field

from compliance_check.report.schema_document import (
    Amount,
    Anchor,
    Closed,
    Count,
    Day,
    Document,
    Location,
    Period,
    Words,
)

Family = Literal[
    "identity", "ratio", "threshold", "movement", "rollforward", "share", "growth", "total", "count", "granularity",
    "bound", "direction", "restatement", "cross_document", "section", "structure", "wording", "date",
]  # fmt: skip
Severity = Literal["error", "warning", "info"]


class Tool(Closed):
    name: str
    version: str


class Run(Closed):
    started: str
    seconds: float
    as_of: Day | None
    command: list[str]


class Suite(Closed):
    id: str
    version: str
    sha256: str
    rules: Count


class Subject(Closed):
    document: str
    entity: str | None
    period: Period | None


class Term(Closed):
    name: str
    printed: str
    low: Amount | None
    high: Amount | None
    figure: str | None


class Calculation(Closed):
    """The arithmetic of a verdict in base units: both sides as closed bounds, null where there is none."""

    expression: str
    left: tuple[Amount | None, Amount | None] | None
    right: tuple[Amount | None, Amount | None] | None
    residual: Amount | None
    tolerance: Amount | None
    detection_limit: Amount | None
    unit: str | None = None
    terms: list[Term] = Field(default=[])


class Effective(Closed):
    from_: Day | None = Field(alias="from")
    to: Day | None


class Citation(Closed):
    instrument: str
    article: str | None
    quote: str | None
    effective: Effective
    confirmed: bool = True


class Waiver(Closed):
    reason: str
    by: str
    approved_by: str | None = None
    until: Day | None = None


class TrendPoint(Closed):
    """One value of a questioned figure's past."""

    end: str
    value: Amount
    unit: str
    printed: str
    source: str


class Result(Closed):
    """One rule on one subject; passes too. `anchors` stand beside `locations`, null where the place is not laid out."""

    rule: str
    name: str
    suite: str
    family: Family
    outcome: Literal["pass", "fail", "not_applicable", "not_evaluable", "error"]
    severity: Severity
    reason: str | None
    subject: Subject
    message: Words
    calculation: Calculation | None
    citation: list[Citation]
    locations: list[Location]
    figures: list[str]
    suspects: list[str]
    fingerprint: str
    waived: Waiver | None
    advice: Words | None = None
    explanation: Words | None = None
    anchors: list[Anchor | None] = Field(default=[])
    trend: list[TrendPoint] = Field(default=[])
    follows: str | None = None


class Outcomes(Closed):
    pass_: Count = Field(alias="pass")
    fail: Count
    not_applicable: Count
    not_evaluable: Count
    error: Count


class Findings(Closed):
    error: Count
    warning: Count
    info: Count


class Figures(Closed):
    total: Count
    verified: Count
    contradicted: Count
    unchecked: Count


class Summary(Closed):
    outcomes: Outcomes
    findings: Findings
    figures: Figures
    complete: bool
    truncated: bool
    waived: Count = 0


class ReportFile(Closed):
    """What one run found out, passes included. Amounts are decimal strings in base units."""

    model_config = ConfigDict(extra="forbid", title="compliance-check report")

    schema_: Literal["compliance-check/report/1"] = Field(alias="schema")
    tool: Tool
    run: Run
    suites: list[Suite]
    documents: list[Document]
    results: list[Result]
    summary: Summary
    labels: dict[str, Words] = Field(default={})


def json_schema() -> bytes:
    """The JSON Schema of `report.json`, as kept in schemas/json/report-1.schema.json."""
    schema = ReportFile.model_json_schema(by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
