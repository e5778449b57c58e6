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
        },
        ("kind", "case", "label", "whole_label", "compared", "move", "items", "base", "fits", "hint", "words"),
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
            "copied": "count",
            "decimals": "count",
            "usual": "count",
        },
        ("kind", "case", "label", "row", "column", "items"),
    ),
    "restatements": Columns({"first": "any", "second": "any"}, ("slip", "label", "factor", "reading")),
}
