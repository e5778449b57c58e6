"""The frame `claims`: a row per relation that the text states, with the figures that it relates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge import claim_lists, claim_multiples, claim_orders, claim_pairs
from compliance_check.judge.claim_rows import Source
from compliance_check.judge.frames import Frame, Row
from compliance_check.model import Claim, Disclosure

BUILDERS: dict[str, Callable[[Source, Claim], Iterator[Row]]] = {
    "share": claim_pairs.share_rows,
    "growth": claim_pairs.growth_rows,
    "growth_points": claim_pairs.points_rows,
    "growth_again": claim_pairs.again_rows,
    "multiple": claim_multiples.multiple_rows,
    "turn": claim_multiples.turn_rows,
    "peak": claim_orders.peak_rows,
    "trend": claim_orders.trend_rows,
    "rank": claim_orders.rank_rows,
    "table_rank": claim_orders.rank_rows,
    "mean": claim_orders.mean_rows,
    "direction": claim_pairs.direction_rows,
    "share_moves": claim_pairs.share_moves_rows,
    "total": claim_lists.total_rows,
    "hundred": claim_lists.hundred_rows,
    "granularity": claim_lists.granularity_rows,
    "count": claim_lists.count_rows,
    "bound": claim_pairs.bound_rows,
    "average": claim_pairs.average_rows,
}
"""How the rows of each kind of claim are made."""


def claims(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of all claims, in document order."""
    rows: list[Row] = []
    for disclosure in disclosures:
        source = Source(disclosure)
        for claim in disclosure.claims:
            if claim.kind in BUILDERS:
                rows += BUILDERS[claim.kind](source, claim)
    return Frame("claims", tuple(rows))
