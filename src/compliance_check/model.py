"""Every domain type, from the bytes of a draft to the audit report. No I/O, no logic beyond the types' own.

The stages hand these on in one direction: `Document` (collect) -> `Disclosure` (extract) -> `Result` (judge) ->
`Report` (report). Amounts are exact `Decimal`s in base units: yuan for money, percent points for ratios, pieces for
counts. The small layout records (`Line`, `Passage`, `Cell`) are slotted dataclasses and not pydantic models, because
a 300-page PDF holds a hundred thousand of them; everything that leaves the program is a frozen pydantic model.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """The base of all records: immutable, and no key that the type does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Frozen):
    """A sentence for the user, in Chinese and in English."""

    zh: str
    en: str


# ---------------------------------------------------------------------------------------------- places and layout

SENTENCE_ENDS = "。；！？\n"

BBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, from the top left corner of the page as it is displayed."""


class CellAddress(Frozen):
    """A cell: the table's running number in the document, row and column from 0, the sheet's name in a workbook."""

    table: int
    row: int
    column: int
    sheet: str | None = None


class Location(Frozen):
    """One place in one document; `quote` is an exact piece of the source."""

    document: str
    page: int | None = None
    line: int | None = None
    bbox: BBox | None = None
    cell: CellAddress | None = None
    path: str | None = None
    quote: str


class Anchor(Frozen):
    """A span of reading text: the block's index in `Document.blocks`, in a table also the cell's index in `cells`."""

    block: int
    start: int
    end: int
    cell: int | None = None


@dataclass(frozen=True, slots=True, init=False)
class Line:
    """A physical line under a passage.

    start: offset in the passage's `source` at which the line begins.
    edges: for PDF, float32 bytes: the left edge of each character of the line, then the right edge of the last one.
    """

    start: int
    line: int | None = None
    page: int | None = None
    bbox: BBox | None = None
    edges: bytes | None = None

    def __init__(
        self,
        start: int,
        line: int | None = None,
        page: int | None = None,
        bbox: BBox | None = None,
        edges: bytes | None = None,
    ) -> None:
        # What dataclass writes for a frozen class takes 2.5 times as long, a twentieth of reading a PDF. So below.
        _line_start(self, start)
        _line_line(self, line)
        _line_page(self, page)
        _line_bbox(self, bbox)
        _line_edges(self, edges)

    def __reduce__(self) -> tuple[object, ...]:
        # Pickled field by field, a long document would take longer to hand over than to read. So below.
        return (Line, (self.start, self.line, self.page, self.bbox, self.edges))


def _setters(record: type) -> list[Callable[[object, object], None]]:
    """What fills the slots of a frozen record, in the order of its fields."""
    return [vars(record)[name].__set__ for name in record.__dataclass_fields__]  # type: ignore[attr-defined]


_line_start, _line_line, _line_page, _line_bbox, _line_edges = _setters(Line)


@dataclass(frozen=True, slots=True, init=False)
class Passage:
    """A run of reading text together with the exact source it came from.

    text: what a person reads: wrapped lines joined, compatibility characters folded one to one.
    source: the exact piece of the source, line breaks and all.
    offsets: (offset in text, offset in source) at which a one-to-one stretch begins; empty means the identity.
    lines: the physical lines of the source, in order; empty where the format has none.
    path: the address in a docx, xlsx or html file ("/body/p[12]", "Sheet1!B4", an XPath).
    confidence: of an optical reading, 0 to 1; None where the text is certain.
    """

    text: str
    source: str
    offsets: tuple[tuple[int, int], ...] = ()
    lines: tuple[Line, ...] = ()
    path: str | None = None
    confidence: float | None = None

    def __init__(
        self,
        text: str,
        source: str,
        offsets: tuple[tuple[int, int], ...] = (),
        lines: tuple[Line, ...] = (),
        path: str | None = None,
        confidence: float | None = None,
    ) -> None:
        _passage_text(self, text)
        _passage_source(self, source)
        _passage_offsets(self, offsets)
        _passage_lines(self, lines)
        _passage_path(self, path)
        _passage_confidence(self, confidence)

    def __reduce__(self) -> tuple[object, ...]:
        return (Passage, (self.text, self.source, self.offsets, self.lines, self.path, self.confidence))

    def source_offset(self, offset: int) -> int:
        """The offset in `source` of the character at `offset` of `text`."""
        if not self.offsets:
            return offset
        index = bisect_right(self.offsets, offset, key=lambda pair: pair[0]) - 1
        text_start, source_start = self.offsets[max(index, 0)]
        return source_start + offset - text_start

    def source_slice(self, start: int, end: int) -> str:
        """The exact source of text[start:end]."""
        if end <= start:
            return ""
        return self.source[self.source_offset(start) : self.source_offset(end - 1) + 1]

    def line_at(self, offset: int) -> Line | None:
        """The physical line that holds the character at `offset` of `text`."""
        if not self.lines:
            return None
        position = self.source_offset(offset)
        index = bisect_right(self.lines, position, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)]

    def sentence(self, start: int, end: int, longest: int = 160) -> tuple[int, int]:
        """The span of the sentence around text[start:end], at most about `longest` characters."""
        low = max((self.text.rfind(mark, 0, start) for mark in SENTENCE_ENDS), default=-1) + 1
        low = max(low, start - longest)
        ends = [found for mark in SENTENCE_ENDS if (found := self.text.find(mark, end)) >= 0]
        high = min(min(ends, default=len(self.text) - 1) + 1, end + longest)
        while low < start and self.text[low].isspace():
            low += 1
        return low, max(high, end)

    def bbox(self, start: int, end: int) -> BBox | None:
        """The box around text[start:end], as far as it stands on the first of its lines; None without geometry."""
        line = self.line_at(start)
        if line is None or line.bbox is None or end <= start:
            return line.bbox if line else None
        if line.edges is None:
            return line.bbox
        edges = array("f", line.edges)
        first = self.source_offset(start) - line.start
        last = min(self.source_offset(end - 1) - line.start + 1, len(edges) - 1)
        if not 0 <= first < last:
            return line.bbox
        return (round(edges[first], 2), line.bbox[1], round(edges[last], 2), line.bbox[3])


_passage_text, _passage_source, _passage_offsets, _passage_lines, _passage_path, _passage_confidence = _setters(Passage)


@dataclass(frozen=True, slots=True, init=False)
class Cell:
    """A table cell at (row, column), from 0, covering `row_span` by `column_span` places.

    exact: the stored number behind a displayed one (spreadsheets), in the unit displayed; None elsewhere.
    """

    passage: Passage
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    exact: Decimal | None = None

    def __init__(
        self,
        passage: Passage,
        row: int,
        column: int,
        row_span: int = 1,
        column_span: int = 1,
        header: bool = False,
        exact: Decimal | None = None,
    ) -> None:
        _cell_passage(self, passage)
        _cell_row(self, row)
        _cell_column(self, column)
        _cell_row_span(self, row_span)
        _cell_column_span(self, column_span)
        _cell_header(self, header)
        _cell_exact(self, exact)

    def __reduce__(self) -> tuple[object, ...]:
        place = (self.row, self.column, self.row_span, self.column_span)
        return (Cell, (self.passage, *place, self.header, self.exact))

    @property
    def text(self) -> str:
        """The reading text."""
        return self.passage.text


_cell_passage, _cell_row, _cell_column, _cell_row_span, _cell_column_span, _cell_header, _cell_exact = _setters(Cell)


class Heading(Frozen):
    """A heading; level 1 is the highest. `number` is its printed number ("第六节", "(一)", "1.1"), `title` the rest."""

    kind: Literal["heading"] = "heading"
    passage: Passage
    level: int
    number: str = ""
    title: str


class Paragraph(Frozen):
    kind: Literal["paragraph"] = "paragraph"
    passage: Passage


class ListItem(Frozen):
    """An item of a list, `marker` ("-", "1.", "一是") apart from the text."""

    kind: Literal["list_item"] = "list_item"
    passage: Passage
    marker: str = ""


class Table(Frozen):
    """A table. `header_rows` counts the rows at the top that name columns; `unit` is the unit line bound to it."""

    kind: Literal["table"] = "table"
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int = 0
    caption: Passage | None = None
    unit: Passage | None = None
    sheet: str | None = None
    method: Literal["exact", "ruled", "borderless", "ocr"] = "exact"


class Furniture(Frozen):
    """What the page carries and the text does not: running header, footer, page number, table of contents line."""

    kind: Literal["furniture"] = "furniture"
    passage: Passage
    role: Literal["header", "footer", "page_number", "contents", "note"] = "footer"


Block = Heading | Paragraph | ListItem | Table | Furniture


class Page(Frozen):
    """A page's size in points as displayed, and whether its text could be read."""

    number: int
    width: float
    height: float
    readable: bool = True
    method: Literal["text", "ocr", "none"] = "text"


class Document(Frozen):
    """What collect hands on: the blocks of one file in reading order."""

    id: str
    path: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Bilingual, ...] = ()

    def passage(self, anchor: Anchor) -> Passage:
        """The passage that an anchor points into."""
        block = self.blocks[anchor.block]
        if isinstance(block, Table):
            assert anchor.cell is not None, "an anchor into a table names its cell"
            return block.cells[anchor.cell].passage
        return block.passage

    @cached_property
    def table_numbers(self) -> dict[int, int]:
        """The running number of each table, by its block."""
        tables = (index for index, block in enumerate(self.blocks) if isinstance(block, Table))
        return {block: number for number, block in enumerate(tables)}

    def locate(self, anchor: Anchor) -> Location:
        """The place of an anchor; the quote is the sentence around it, or the whole source of a table cell."""
        passage = self.passage(anchor)
        start, end = passage.sentence(anchor.start, anchor.end)
        line = passage.line_at(anchor.start)
        block = self.blocks[anchor.block]
        address = None
        if isinstance(block, Table) and anchor.cell is not None:
            start, end = 0, len(passage.text)
            table = self.table_numbers[anchor.block]
            cell = block.cells[anchor.cell]
            address = CellAddress(table=table, row=cell.row, column=cell.column, sheet=block.sheet)
        return Location(
            document=self.id,
            page=line.page if line else None,
            line=line.line if line else None,
            bbox=passage.bbox(anchor.start, anchor.end),
            cell=address,
            path=passage.path,
            quote=passage.source.strip() if address else passage.source_slice(start, end),
        )

    def passages(self) -> Iterator[tuple[Anchor, Passage]]:
        """Every passage of the body with the anchor that covers it, in reading order."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                for number, cell in enumerate(block.cells):
                    yield Anchor(block=index, start=0, end=len(cell.text), cell=number), cell.passage
            elif not isinstance(block, Furniture):
                yield Anchor(block=index, start=0, end=len(block.passage.text)), block.passage


# ---------------------------------------------------------------------------------------------- figures and claims


class Period(Frozen):
    """An instant (`start` is None) or a duration, both ends included."""

    start: dt.date | None = None
    end: dt.date


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"  # 约
    OVER = "over"  # 超, 突破, 以上, +
    AT_LEAST = "at_least"  # 不低于, 至少
    UNDER = "under"  # 不足, 以下
    AT_MOST = "at_most"  # 不超过, 至多
    NEARLY = "nearly"  # 近


class Scenario(StrEnum):
    ACTUAL = "actual"
    FORECAST = "forecast"
    RESTATED = "restated"
    UNAUDITED = "unaudited"


class Reading(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Figure(Frozen):
    """A printed number and what it says.

    value, half_width: base units; half_width is half a unit of the last printed digit.
    unit: "CNY", "USD", "HKD", "percent", "permille", "percentage_point", "basis_point", "times", "count", "second",
      "minute", "hour", "day", "month", "year", "square_metre", "none" (a bare number whose unit nothing tells).
    counter: what a count counts, as printed (件, 人次, 家).
    label: the row label, or the words of the sentence that name the figure, as printed.
    column: the column header as printed, in a table.
    anchor: where the digits stand in the reading text; `location.quote` holds them.
    doubt: why a reading is not certain.
    """

    id: str
    concept: str | None = None
    label: str
    column: str | None = None
    raw: str
    value: Decimal
    unit: str
    counter: str | None = None
    half_width: Decimal
    qualifier: Qualifier = Qualifier.EXACT
    period: Period | None = None
    scenario: Scenario = Scenario.ACTUAL
    entity: str | None = None
    dimensions: dict[str, str] = Field(default_factory=dict)
    location: Location
    anchor: Anchor
    reading: Reading = Reading.CERTAIN
    doubt: Bilingual | None = None


class Blank(Frozen):
    """A cell that says that there is no value ("-", "—", "/", "不适用"); some rules read it as zero, none as a pass."""

    concept: str | None
    label: str
    column: str | None = None
    raw: str
    period: Period | None = None
    scenario: Scenario = Scenario.ACTUAL
    dimensions: dict[str, str] = Field(default_factory=dict)
    location: Location
    anchor: Anchor


class TextFact(Frozen):
    """A disclosed value that is a word: a rating class (BB), an audit opinion (标准无保留意见), a company name."""

    id: str
    concept: str
    label: str
    value: str
    period: Period | None = None
    location: Location
    anchor: Anchor


class Claim(Frozen):
    """A relation that the text itself states, tied to the figures it relates.

    kind: share, growth, direction, total, count, granularity, bound ...
    roles: role name -> figure ids ("part": ["d1.f3"], "whole": ["d1.f2"], "stated": ["d1.f4"]).
    details: role-free words the judgement needs ("comparison": "同比", "open_ended": "yes").
    """

    id: str
    kind: str
    roles: dict[str, tuple[str, ...]]
    details: dict[str, str] = Field(default_factory=dict)
    location: Location
    anchor: Anchor


class Section(Frozen):
    """A section of the document, from its heading to the next of its level or above.

    empty: nothing but headings follows. answered_none: the body says 无 / 不适用 / 未发生.
    """

    title: str
    level: int
    number: str = ""
    empty: bool = False
    answered_none: bool = False
    location: Location
    block: int
    end_block: int


class Disclosure(Frozen):
    """A document understood: whose it is, of what kind, for which period, and every figure in it."""

    document: Document
    language: Literal["zh", "en"]
    kind: str | None = None
    entity: str | None = None
    entity_names: tuple[str, ...] = ()
    company_type: str | None = None
    period: Period | None = None
    figures: tuple[Figure, ...] = ()
    blanks: tuple[Blank, ...] = ()
    text_facts: tuple[TextFact, ...] = ()
    claims: tuple[Claim, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Bilingual, ...] = ()


# ---------------------------------------------------------------------------------------------- catalog


class Concept(Frozen):
    """A thing that disclosures state: an entry of the vocabulary under schemas/concepts/.

    measure: money, ratio, count, multiple, duration_time, rating, text.
    period_type: instant, duration.
    balance: the concept that the same label means beside a date (其他综合收益 in a balance sheet).
    """

    id: str
    label: Bilingual
    aliases: tuple[str, ...] = ()
    measure: Literal["money", "ratio", "count", "multiple", "time", "rating", "text"]
    period_type: Literal["instant", "duration"]
    sign: Literal["any", "non_negative"] = "any"
    balance: str | None = None
    dimensions: dict[str, str] = Field(default_factory=dict)


class SectionTemplate(Frozen):
    """A section that a document kind has, with the headings it is accepted under.

    demand: whether a confirmed clause demands it, or it is only commonly disclosed.
    exempt: company types that need not have it. none: whether 无 or 不适用 is an answer.
    """

    id: str
    title: Bilingual
    accept: tuple[str, ...] = ()
    demand: Literal["law", "practice"] = "law"
    exempt: tuple[str, ...] = ()
    none: bool = False


class StatementTemplate(Frozen):
    """Something that a document kind says, or must not say, and the words by which it is recognised.

    group: the rules' name for statements judged alike. within: the sections to look in; none is the whole body.
    phrases: any of them; "…" stands for up to thirty characters of one sentence, spaces do not matter.
    words: Latin words, found only where no other letter adjoins (a rating: BB).
    twice: phrases that count as two (均为).
    concepts: a figure of one of these says it too. items: a table of this many rows in the section says it too.
    unless: phrases that, in the same sentence, make it something else; without: anywhere in its sections.
    needs: it counts only where one of these is lacking in the same paragraph.
    only, exempt: the company types it is asked of, and those it is not.
    """

    id: str
    group: str
    title: Bilingual
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    items: int | None = None
    within: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()


class ColumnTemplate(Frozen):
    """A column that a table must have: by the words of its header, or by what its figures are.

    role: current, prior (an earlier instant or period), forecast, cumulative (from 1 January).
    """

    title: Bilingual
    accept: tuple[str, ...] = ()
    role: Literal["current", "prior", "forecast", "cumulative"]


class TableTemplate(Frozen):
    """A table that a document kind has, known by the concepts in its rows, with the columns it must have.

    rows: a table with figures of at least half of them is the one.
    """

    id: str
    title: Bilingual
    within: tuple[str, ...] = ()
    rows: tuple[str, ...]
    columns: tuple[ColumnTemplate, ...]


class DocumentKind(Frozen):
    """A kind of disclosure under schemas/documents/: how it is recognised, and the suites it asks for."""

    id: str
    label: Bilingual
    titles: tuple[str, ...]
    marks: tuple[str, ...] = ()
    suites: tuple[str, ...]
    sections: tuple[SectionTemplate, ...] = ()
    statements: tuple[StatementTemplate, ...] = ()
    tables: tuple[TableTemplate, ...] = ()


class Body(Frozen):
    """A body that changed its name: the name in use between two dates (both included), and the one that followed.

    since, until: None is open. follows: the present name; None for the present one itself.
    """

    names: tuple[str, ...] = Field(min_length=1)
    since: dt.date | None = None
    until: dt.date | None = None
    follows: str | None = None


class Slip(Frozen):
    """A slip of the pen that is wrong wherever it stands.

    wrong: a regular expression. right: the words to write instead. beside: a word that the document must also have.
    """

    wrong: str = Field(min_length=2)
    right: str = Field(min_length=1)
    beside: str | None = None


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUABLE = "not_evaluable"
    ERROR = "error"


class Effective(Frozen):
    """The dates a rule or a parameter is in force; None is open. Both ends included."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether `day` lies within the dates."""
        return (self.start is None or self.start <= day) and (self.to is None or day <= self.to)


class Citation(Frozen):
    """The article of law behind a rule; `confirmed` says that the text was seen in a source."""

    instrument: str
    article: str | None = None
    quote: str | None = None
    effective: Effective = Effective()
    confirmed: bool = True


class Applies(Frozen):
    """Where a rule applies; an empty list is "everywhere".

    documents: document kinds. company_types, not_company_types: property, life, reinsurer, mutual, captive …
    states: concepts; the rule applies only to a document that states at least one of them.
    unless_states: concepts; the rule does not apply to a document that states one of them (a better rule does).
    """

    documents: tuple[str, ...] = ()
    company_types: tuple[str, ...] = ()
    not_company_types: tuple[str, ...] = ()
    regime: str | None = None
    states: tuple[str, ...] = ()
    unless_states: tuple[str, ...] = ()


Quantity = Decimal | str | tuple[Decimal, ...] | tuple[tuple[Decimal, ...], ...]
"""A number, a word (of the rule's scale), a vector or a matrix."""


class DatedValue(Effective):
    """One edition of a parameter: its value between two dates, and the clause that sets it."""

    value: Quantity
    citation: Citation | None = None


class Parameter(Frozen):
    """A number of law: its unit ("percent": 100 means 100 %), and its editions."""

    unit: Literal["percent", "CNY", "count", "none", "word"] = "none"
    values: tuple[DatedValue, ...] = Field(min_length=1)


class Message(Frozen):
    """What a report says; {name}, {left}, {right}, {residual} and the frame's words stand for what was found."""

    passed: Bilingual | None = Field(default=None, alias="pass")
    fail: Bilingual

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Deactivated(Frozen):
    """Since when, until when and why a rule is switched off."""

    since: dt.date | None = None
    until: dt.date | None = None
    reason: str


class Rule(Frozen):
    """One rule of the book, as its YAML says it.

    frame: the rows it is applied to; select: only rows whose words are these.
    when: a condition; where it does not hold the rule does not apply.
    scale: words in rising order, for formulas over ratings.
    blank_is_zero: a cell printed as "-" counts as 0.
    tolerance: printed-precision is half a last printed digit for each figure; last-digit is a whole one, for figures
      that were themselves computed from rounded ones.
    """

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Bilingual
    family: Literal[
        "identity",
        "ratio",
        "threshold",
        "movement",
        "rollforward",
        "share",
        "growth",
        "total",
        "count",
        "granularity",
        "bound",
        "direction",
        "restatement",
        "cross_document",
        "section",
        "structure",
        "wording",
        "date",
    ]
    severity: Severity
    frame: str = "facts"
    select: dict[str, str] = Field(default_factory=dict)
    applies: Applies = Applies()
    effective: Effective = Effective()
    formula: str
    when: str | None = None
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    scale: tuple[str, ...] = ()
    blank_is_zero: bool = False
    tolerance: Literal["printed-precision", "last-digit"] = "printed-precision"
    citation: tuple[Citation, ...] = Field(min_length=1)
    message: Message
    advice: Bilingual
    aliases: tuple[str, ...] = ()
    deactivated: Deactivated | None = None


# ---------------------------------------------------------------------------------------------- results and report


class Subject(Frozen):
    """What one rule was applied to."""

    document: str
    entity: str | None = None
    period: Period | None = None


Bound = Annotated[Decimal, Field(allow_inf_nan=True)]
"""An end of an interval; infinite where nothing bounds it (超 451 万人)."""


class Term(Frozen):
    """One name of a formula as it was read: `printed` is the figure's text, `figure` its id (None for a parameter)."""

    name: str
    printed: str
    low: Bound
    high: Bound
    figure: str | None = None


class Calculation(Frozen):
    """The arithmetic of a verdict, in base units: both sides as closed bounds, the smallest error it could have seen.

    terms: the formula's names in order, each with the printed text and the bounds it stands for.
    """

    expression: str
    left: tuple[Bound, Bound] | None = None
    right: tuple[Bound, Bound] | None = None
    residual: Decimal | None = None
    tolerance: Decimal | None = None
    detection_limit: Decimal | None = None
    unit: str | None = None
    terms: tuple[Term, ...] = ()


class Waiver(Frozen):
    """Who accepted a finding, why, and until when."""

    reason: str
    by: str
    approved_by: str | None = None
    until: dt.date | None = None


class TrendPoint(Frozen):
    """One value of a questioned figure's past: as which document stated it for which day or period's end."""

    end: dt.date
    value: Decimal
    unit: str
    printed: str
    source: str


class Result(Frozen):
    """One rule on one subject; passes too.

    trend: the figure's past and present, in order of time.
    follows: the fingerprint of the finding that has the same root cause and tells it best.
    """

    rule: str
    name: str
    suite: str
    family: str
    outcome: Outcome
    severity: Severity
    reason: Bilingual | None = None
    subject: Subject
    message: Bilingual
    advice: Bilingual | None = None
    calculation: Calculation | None = None
    citation: tuple[Citation, ...] = ()
    locations: tuple[Location, ...] = ()
    figures: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    fingerprint: str
    waived: Waiver | None = None
    trend: tuple[TrendPoint, ...] = ()
    follows: str | None = None


class Standing(StrEnum):
    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    UNCHECKED = "unchecked"


class SuiteUse(Frozen):
    """A suite that was run: the hash of its files makes the rule version provable."""

    id: str
    version: str
    sha256: str
    rules: int


class Judged(Frozen):
    """A figure's standing after all rules."""

    standing: Standing
    checked_by: tuple[str, ...] = ()


class Run(Frozen):
    """When and how; the only part of a report that differs between two runs on the same input."""

    started: str
    seconds: float
    as_of: dt.date | None
    command: tuple[str, ...]


class Report(Frozen):
    """Everything one run found out; each output format is a view of it."""

    run: Run
    suites: tuple[SuiteUse, ...]
    disclosures: tuple[Disclosure, ...]
    judged: dict[str, Judged]
    results: tuple[Result, ...]
