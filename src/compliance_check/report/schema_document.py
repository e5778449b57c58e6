"""The documents inside `report.json`: places, figures, sections, laid-out blocks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Amount = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
Standing = Literal["verified", "contradicted", "unchecked"]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Words(Closed):
    zh: str
    en: str


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
