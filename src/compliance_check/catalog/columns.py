"""The columns of the frames that are not the vocabulary's: what a formula over such a frame may name.

A frame builder in `judge` must fill what stands here; `rules lint` compares units by the measures given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal["money", "ratio", "count", "multiple", "time", "rating", "text", "any"]


@dataclass(frozen=True, slots=True)
class Columns:
    """measures: column -> what it measures ("any": whatever the row's subject does). words: keys of `select`."""

    measures: dict[str, Measure]
    words: tuple[str, ...] = ()


FACTS = "facts"

_MOVE = ("label", "moved", "is", "was", "before", "explanation", "source")
"""What every question about a change can say."""

FRAME_COLUMNS: dict[str, Columns] = {
    "claims": Columns(
        {
            "part": "any",
            "whole": "any",
            "share": "ratio",
            "later": "any",
            "earlier": "any",
            "growth": "ratio",
            "points": "ratio",
            "first": "any",
            "second": "any",
            "sum": "any",
            "total": "any",
            "shares": "ratio",
            "part_growth": "ratio",
            "whole_growth": "ratio",
            "impossible": "count",
            "announced": "count",
            "listed": "count",
            "value": "any",
            "limit": "any",
            "amount": "any",
            "number": "ratio",
            "average": "any",
            "factor": "ratio",
            "peer": "any",
            "smallest": "any",
            "largest": "any",
        },
        (
            "kind",
            "case",
            "label",
            "whole_label",
            "compared",
            "move",
            "items",
            "base",
            "fits",
            "hint",
            "words",
            "when",
            "before",
            "certain",
        ),
    ),
    "tables": Columns(
        {
            "sum": "any",
            "total": "any",
            "part": "any",
            "whole": "any",
            "share": "ratio",
            "later": "any",
            "earlier": "any",
            "growth": "ratio",
            "points": "ratio",
            "amount": "any",
            "number": "ratio",
            "average": "any",
            "smallest": "any",
            "largest": "any",
            "first": "any",
            "second": "any",
            "copied": "count",
            "decimals": "count",
            "usual": "count",
        },
        ("kind", "case", "label", "row", "column", "items", "more"),
    ),
    "structure": Columns({"found": "count"}, ("kind", "items", "other", "label")),
    "wording": Columns({"found": "count"}, ("kind", "items", "other", "label")),
    "sections": Columns(
        {
            "present": "multiple",
            "expected": "multiple",
            "empty": "multiple",
            "none": "multiple",
            "misplaced": "multiple",
        },
        ("kind", "demand", "sure", "label", "after", "items"),
    ),
    "statements": Columns(
        {"found": "multiple"}, ("kind", "group", "statement", "quarter", "closing", "label", "items", "where")
    ),
    "names": Columns({"found": "multiple"}, ("kind", "items", "other", "day", "label")),
    "restatements": Columns({"first": "any", "second": "any"}, ("slip", "label", "factor", "reading")),
    "accumulation": Columns({"cumulative": "any", "previous": "any", "quarter": "any"}, ("label", "source")),
    "audit": Columns({"now": "any", "then": "any"}, ("measure", "label", "source")),
    "drivers": Columns(
        {"now": "any", "then": "any", "driver_now": "any", "driver_then": "any"},
        ("pair", "driver", "driver_change", *_MOVE),
    ),
    "events": Columns({"first": "any", "second": "any"}, ("kind", "label", "here", "there", "statements")),
    "forecast": Columns({"now": "any", "forecast": "any"}, ("label", "source")),
    "movement": Columns(
        {"now": "any", "then": "any", "repeated": "any"},
        ("cause", "basis", "concept", "material", "own", "factor", *_MOVE),
    ),
    "near_names": Columns({"found": "count"}, ("items", "label", "source")),
    "own_history": Columns(
        {"change": "ratio", "median": "ratio", "spread": "ratio"}, ("basis", "cause", "points", *_MOVE)
    ),
    "passports": Columns({"first": "any", "second": "any"}, ("basis", "label", "here", "there", "statements", "count")),
    "quarters": Columns(
        {"first": "any", "second": "any", "third": "any", "fourth": "any", "year": "any"}, ("label", "source")
    ),
    "rollforward": Columns({"now": "any", "then": "any"}, ("relation", "restated", "year_end", "label", "source")),
    "time_order": Columns({"stated": "any", "reported": "any"}, ("kind", "label", "what")),
    "copies": Columns(
        {"same": "count", "slipped": "count", "total": "count"}, ("labels", "factor", "before", "source", "label")
    ),
}
