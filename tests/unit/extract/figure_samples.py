"""Small documents for tests, built from model types without a reader."""

from __future__ import annotations

import datetime as dt
from functools import cache

from compliance_check.catalog import load_vocabulary
from compliance_check.extract.concepts import Matcher
from compliance_check.extract.figures import Figures
from compliance_check.model import Block, Cell, Document, Figure, Heading, Paragraph, Passage, Period, Table

HALF = Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 6, 30))


@cache
def matcher() -> Matcher:
    return Matcher(load_vocabulary().concepts)


def passage(text: str) -> Passage:
    return Passage(text, text)


def paragraph(text: str) -> Paragraph:
    return Paragraph(passage=passage(text))


def heading(title: str, level: int = 1) -> Heading:
    return Heading(passage=passage(title), level=level, title=title)


def table(*rows: str, unit: str | None = None, header_rows: int = 1) -> Table:
    """A table from lines with cells between bars; an empty cell is left out."""
    split = [[cell.strip() for cell in row.split("|")] for row in rows]
    cells = tuple(
        Cell(passage(text), r, c, header=r < header_rows)
        for r, row in enumerate(split)
        for c, text in enumerate(row)
        if text
    )
    return Table(
        cells=cells,
        rows=len(split),
        columns=max(map(len, split)),
        header_rows=header_rows,
        unit=passage(unit) if unit else None,
    )


def document(*blocks: Block) -> Document:
    return Document(id="d1", path="test.md", sha256="0" * 64, media_type="text/markdown", blocks=blocks)


def figures(
    *blocks: Block, reporting: Period | None = HALF, names: tuple[str, ...] = ("本公司",)
) -> tuple[Figure, ...]:
    found, _ = Figures(document(*blocks), matcher(), reporting, names).collect()
    return found


def spelled(figure: Figure) -> tuple[str | None, str, str, str]:
    """(concept, value in base units without trailing zeros, unit, period)."""
    period = "" if figure.period is None else f"{figure.period.start or ''}..{figure.period.end}"
    return figure.concept, f"{figure.value.normalize():f}", figure.unit, period
