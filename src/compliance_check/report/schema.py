"""The shape of `report.json` as pydantic models: its JSON Schema comes from them, saved reports are read by them.

Every object is closed, so that a typing mistake in an edited report is noticed; a later edition of the schema that
adds keys says so in the changelog, and a later program reads an earlier report because added keys have defaults.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SCHEMA: Literal["compliance-check/report/1"] = "compliance-check/report/1"

Amount = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
Family = Literal[
    "identity", "ratio", "threshold", "movement", "rollforward", "share", "growth", "total", "count", "granularity",
    "bound", "direction", "restatement", "cross_document", "section", "structure", "wording", "date",
]  # fmt: skip
Severity = Literal["error", "warning", "info"]
Standing = Literal["verified", "contradicted", "unchecked"]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Words(Closed):
    zh: str
    en: str


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


class Period(Closed):
    start: Day | None
    end: Day


class CellAddress(Closed):
    table: int
    row: int
    column: int
    sheet: str | None


class Location(Closed):
    """A place in a document: `page` and `line` from 1, `bbox` in points from the top left, `quote` exact source."""

    document: str
    page: int | None
    line: int | None
    bbox: tuple[float, float, float, float] | None
    cell: CellAddress | None
    path: str | None
    quote: str


class Anchor(Closed):
    """A place in `blocks`: characters start to end of a block's text, or of the text of its cell number `cell`."""

    block: Count
    cell: int | None
    start: Count
    end: Count


class Figure(Closed):
    """A printed number; `value` and `half_width` in base units (yuan, percent points, pieces)."""

    id: str
    concept: str | None
    label: str
    raw: str
    value: Amount
    unit: str
    half_width: Amount
    qualifier: Literal["exact", "about", "over", "at_least", "under", "at_most", "nearly"]
    scenario: Literal["actual", "forecast", "restated", "unaudited"]
    period: Period | None
    entity: str | None
    dimensions: dict[str, str]
    location: Location
    standing: Standing
    checked_by: list[str]
    reading: Literal["certain", "likely", "doubtful"]
    column: str | None = None
    counter: str | None = None
    doubt: Words | None = None
    anchor: Anchor


class TextFact(Closed):
    id: str
    concept: str
    label: str
    value: str
    period: Period | None
    location: Location
    anchor: Anchor


class Section(Closed):
    title: str
    level: int
    number: str
    empty: bool
    location: Location
    answered_none: bool = False
    block: Count
    end_block: Count


class Heading(Closed):
    kind: Literal["heading"]
    text: str
    page: int | None
    line: int | None
    level: int
    number: str


class Paragraph(Closed):
    kind: Literal["paragraph"]
    text: str
    page: int | None
    line: int | None


class ListItem(Closed):
    kind: Literal["list_item"]
    text: str
    page: int | None
    line: int | None
    marker: str


class Cell(Closed):
    row: Count
    column: Count
    row_span: int
    column_span: int
    header: bool
    text: str


class Table(Closed):
    kind: Literal["table"]
    page: int | None
    line: int | None
    rows: Count
    columns: Count
    header_rows: Count
    caption: str | None
    unit: str | None
    sheet: str | None
    cells: list[Cell]


Block = Annotated[Heading | Paragraph | ListItem | Table, Field(discriminator="kind")]


class PageImage(Closed):
    """A picture of a page (PNG, base64)."""

    page: Count
    png: str


class Document(Closed):
    id: str
    path: str
    sha256: Digest
    media_type: str
    pages: int | None
    language: Literal["zh", "en"]
    kind: str | None
    entity: str | None
    period: Period | None
    figures: list[Figure]
    sections: list[Section]
    notes: list[str]
    remarks: list[Words] = []
    pages_unread: list[int] = []
    page_sizes: list[tuple[float, float]] = []
    text_facts: list[TextFact] = []
    blocks: list[Block]
    page_images: list[PageImage] = []


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
    terms: list[Term] = []


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
    anchors: list[Anchor | None] = []


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
    labels: dict[str, Words] = {}


def json_schema() -> bytes:
    """The JSON Schema of `report.json`, as kept in schemas/json/report-1.schema.json."""
    schema = ReportFile.model_json_schema(by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
