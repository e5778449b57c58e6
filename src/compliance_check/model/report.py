"""What was judged: results with their arithmetic, and the report."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from compliance_check.model.base import Bilingual, Frozen
from compliance_check.model.disclosure import Disclosure, Period
from compliance_check.model.layout import Location
from compliance_check.model.rules import Citation, Outcome, Severity


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
