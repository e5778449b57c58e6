"""Frames: everything judged is a row, and every rule is one formula over the rows of one frame.

A builder turns disclosures into the rows of its frame; the registry below names them all. A row's operands are what
formulas name; its words are what `select` filters on and messages may say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from compliance_check.catalog import Vocabulary
from compliance_check.judge.operands import Operand
from compliance_check.model import Bilingual, Disclosure, Location, Period, Scenario, TrendPoint

if TYPE_CHECKING:
    from compliance_check.judge.past import Past


@dataclass(frozen=True, slots=True)
class Row:
    """One subject and its operands by key (a column, or `opening.` and a column).

    period: what the row is about; grain: whether its columns are those of an instant or of a duration.
    reporting: the document's own period, entity and scenario, where missing names are worth a word.
    blanks: cells that say "no value". elsewhere: optional columns that the row's own tables state in other rows.
    unit: of the columns whose measure is "any".
    trend: the past of the figure in question, for people to look at.
    places, figures: where else the row stands, and what else it is about, besides its operands (the addends of a sum).
    """

    document: str
    entity: str | None
    period: Period | None
    operands: Mapping[str, Operand]
    scenario: Scenario = Scenario.ACTUAL
    dimensions: tuple[tuple[str, str], ...] = ()
    grain: Literal["instant", "duration", "any"] = "any"
    reporting: bool = True
    blanks: Mapping[str, Operand] = field(default_factory=dict)
    tables: Mapping[str, frozenset[int]] = field(default_factory=dict)
    words: Mapping[str, Bilingual] = field(default_factory=dict)
    places: tuple[Location, ...] = ()
    figures: tuple[str, ...] = ()
    trend: tuple[TrendPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of one kind, all documents of the run together."""

    name: str
    rows: tuple[Row, ...]


Builder = Callable[[Sequence[Disclosure], Vocabulary], Frame]

HistoryBuilder = Callable[[Sequence["Past"], Vocabulary], Frame]
"""From the disclosures judged, each with what was published before and beside it, to the frame's rows."""


def builders() -> dict[str, Builder]:
    """The builder of each frame, by the name that rules call it."""
    from compliance_check.judge.claims import claims
    from compliance_check.judge.facts import facts
    from compliance_check.judge.names import names
    from compliance_check.judge.phrases import wording
    from compliance_check.judge.restatements import restatements
    from compliance_check.judge.sections import sections
    from compliance_check.judge.statements import statements
    from compliance_check.judge.structure import structure
    from compliance_check.judge.table_arithmetic import tables

    return {
        "facts": facts,
        "restatements": restatements,
        "claims": claims,
        "tables": tables,
        "sections": sections,
        "statements": statements,
        "names": names,
        "structure": structure,
        "wording": wording,
    }


def history_builders() -> dict[str, HistoryBuilder]:
    """The builders that look at earlier and sibling disclosures too."""
    from compliance_check.judge.events import events
    from compliance_check.judge.movement import movement
    from compliance_check.judge.near_names import near_names
    from compliance_check.judge.own_history import own_history
    from compliance_check.judge.passports import passports
    from compliance_check.judge.rollforward import accumulation, audit, forecast, quarters, rollforward
    from compliance_check.judge.time_order import time_order
    from compliance_check.judge.whole_tables import copies, drivers

    return {
        "accumulation": accumulation,
        "audit": audit,
        "copies": copies,
        "drivers": drivers,
        "events": events,
        "forecast": forecast,
        "movement": movement,
        "near_names": near_names,
        "own_history": own_history,
        "passports": passports,
        "quarters": quarters,
        "rollforward": rollforward,
        "time_order": time_order,
    }
