"""What the catalog knows of the world: concepts, sections, statements, tables, document kinds, bodies."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from compliance_check.model.base import Bilingual, Frozen


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
