"""A figure before it is numbered: what it says, where it stands, and how sure the reading is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance_check.extract import periods
from compliance_check.extract.units import Unit
from compliance_check.model import Anchor, Bilingual, Blank, Concept, Document, Figure, Period, Reading, Scenario

_FORECAST = re.compile(r"预测|预计|预算|计划|目标|forecast|budget|projected", re.IGNORECASE)
_UNAUDITED = re.compile(r"未经审计|未审计|unaudited", re.IGNORECASE)
_RESTATED = re.compile(r"重述|追溯调整|经调整|已调整|restated", re.IGNORECASE)
_UNCLEAR = Bilingual(zh="光学识别的置信度低", en="the optical reading is of low confidence")

OCR_DOUBTFUL_BELOW = 0.95
"""An optical reading below this confidence is doubtful; above it is likely, never certain.

The engine's errors that were measured, lost decimal points, came with a confidence of 0.955 to 0.997.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it is numbered; `value` is None for a cell that says there is no value."""

    anchor: Anchor
    raw: str
    label: str
    column: str | None
    concept: Concept | None
    dimensions: dict[str, str]
    period: Period | None
    scenario: Scenario
    value: Decimal | None
    half_width: Decimal
    unit: Unit | None
    qualifier: str
    reading: Reading
    doubt: Bilingual | None

    def seen(self, confidence: float | None) -> Draft:
        """The draft as it is sure in a passage that was read optically with `confidence`; None: in any other."""
        if confidence is None:
            return self
        if confidence < OCR_DOUBTFUL_BELOW:
            return replace(self, reading=Reading.DOUBTFUL, doubt=self.doubt or _UNCLEAR)
        return replace(self, reading=Reading.LIKELY) if self.reading is Reading.CERTAIN else self

    def figure(self, document: Document, number: int) -> Figure:
        """The figure that the draft is, the `number`th of its document."""
        assert self.value is not None
        return Figure(
            id=f"{document.id}.f{number}",
            concept=self.concept.id if self.concept else None,
            label=self.label,
            column=self.column,
            raw=self.raw,
            value=self.value,
            unit=self.unit.name if self.unit else "none",
            counter=self.unit.counter if self.unit else None,
            half_width=self.half_width,
            qualifier=self.qualifier,
            period=self.period,
            scenario=self.scenario,
            dimensions=self.dimensions,
            location=document.locate(self.anchor),
            anchor=self.anchor,
            reading=self.reading,
            doubt=self.doubt,
        )

    def blank(self, document: Document) -> Blank:
        """The mark for no value that the draft is."""
        return Blank(
            concept=self.concept.id if self.concept else None,
            label=self.label,
            column=self.column,
            raw=self.raw,
            period=self.period,
            scenario=self.scenario,
            dimensions=self.dimensions,
            location=document.locate(self.anchor),
            anchor=self.anchor,
        )


def scenario_of(words: str) -> Scenario:
    """What the words around a figure say it is: a forecast, unaudited, restated; else actual."""
    if _FORECAST.search(words):
        return Scenario.FORECAST
    if _UNAUDITED.search(words):
        return Scenario.UNAUDITED
    return Scenario.RESTATED if _RESTATED.search(words) else Scenario.ACTUAL


def suited(period: Period | None, concept: Concept | None, reporting: Period | None) -> Period | None:
    """The period as the concept takes it: an instant for a stock, a duration for a flow."""
    if period is None or concept is None:
        return period
    if concept.period_type == "instant":
        return Period(end=period.end)
    if period.start is None and reporting is not None and reporting.start is not None:
        if period.end == reporting.end:
            return reporting
        earlier = periods.shift_years(reporting, -1)
        if period.end == earlier.end:
            return earlier
        return Period(start=period.end.replace(month=1, day=1), end=period.end)
    return period
