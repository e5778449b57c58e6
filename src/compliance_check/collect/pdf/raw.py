"""A page as it was read, before the pages are put together: plain records that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.rules import Box
from compliance_check.collect.pdf.words import Word


@dataclass(slots=True)
class RawCell:
    """A cell: where it stands and its lines of words, from top to bottom."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[list[Word]]

    @property
    def text(self) -> str:
        """The words run together, for judging shapes only."""
        return "".join(word.text for line in self.lines for word in line)


@dataclass(slots=True)
class RawTable:
    """A table on one page. xs: the borders between its columns."""

    method: Literal["ruled", "borderless", "ocr"]
    box: Box
    xs: list[float]
    rows: int
    columns: int
    cells: list[RawCell] = field(default_factory=list)
    header_rows: int = 0


@dataclass(slots=True)
class PageTable:
    """A table with the text of its cells as lines; `box` in the reading frame.

    empty: (row, column, row span, column span) of the cells without text.
    """

    method: Literal["ruled", "borderless", "ocr"]
    box: Box
    xs: list[float]
    rows: int
    columns: int
    header_rows: int
    cells: list[PageCell]
    empty: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class PageCell:
    """A cell's place and lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[TextLine]

    @property
    def text(self) -> str:
        """The lines run together, for judging shapes only."""
        return "".join(line.source.replace(" ", "") for line in self.lines)


@dataclass(slots=True)
class RawPage:
    """A page on its own: lines and tables in reading order.

    width, height: as displayed. frame_height: of the reading frame, in which lines and tables have their places.
    fault: why the page cannot be read ("empty", "garbled", "curves"), or "".
    marks: those of reviewers on it. lost: whether its form fields could not be read.
    pictured: whether a picture takes up much of it. hidden: how many of its characters nobody sees.
    """

    number: int
    width: float
    height: float
    frame_height: float
    items: list[TextLine | PageTable] = field(default_factory=list)
    fault: str = ""
    method: Literal["text", "ocr", "none"] = "text"
    marks: int = 0
    lost: bool = False
    pictured: bool = False
    hidden: int = 0
