"""Rules with their law, dates, parameters and messages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from compliance_check.model.base import Bilingual, Frozen


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
