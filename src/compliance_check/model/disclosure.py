"""What a document states: figures, words, claims, sections, and the disclosure that they make."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from compliance_check.model.base import Bilingual, Frozen
from compliance_check.model.document import Document
from compliance_check.model.layout import Anchor, Location


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
