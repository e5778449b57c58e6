"""What a text says of its own figures: relations stated in sentences, each tied to the figures it relates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compliance_check.extract.claims.among import among_claims
from compliance_check.extract.claims.bounds import bound_claims
from compliance_check.extract.claims.counts import count_claims, section_count_claims
from compliance_check.extract.claims.direction import direction_claims
from compliance_check.extract.claims.distribution import hundred_claims
from compliance_check.extract.claims.granularity import granularity_claims
from compliance_check.extract.claims.growth import growth_claims
from compliance_check.extract.claims.means import mean_claims
from compliance_check.extract.claims.multiples import multiple_claims
from compliance_check.extract.claims.neighbours import neighbour_claims
from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.peaks import peak_claims
from compliance_check.extract.claims.ranks import rank_claims
from compliance_check.extract.claims.share import share_claims
from compliance_check.extract.claims.table_ranks import table_rank_claims
from compliance_check.extract.claims.tables import table_claims
from compliance_check.extract.claims.totals import total_claims
from compliance_check.extract.claims.turns import turn_claims
from compliance_check.extract.concepts import Matcher
from compliance_check.model import Claim, Document, Figure, Period, Section

GRAMMARS: tuple[Callable[[Reading], Iterator[Claim]], ...] = (
    share_claims,
    growth_claims,
    total_claims,
    neighbour_claims,
    hundred_claims,
    granularity_claims,
    multiple_claims,
    turn_claims,
    direction_claims,
    peak_claims,
    rank_claims,
    table_rank_claims,
    mean_claims,
    bound_claims,
    among_claims,
    count_claims,
    section_count_claims,
    table_claims,
)


def claims_of(
    document: Document,
    figures: Sequence[Figure],
    matcher: Matcher,
    reporting: Period | None,
    sections: Sequence[Section],
) -> tuple[Claim, ...]:
    """Every claim of a document, numbered d1.c1 … in reading order within each grammar's kind."""
    reading = Reading(document, tuple(figures), matcher, reporting, tuple(sections))
    found = [claim for grammar in GRAMMARS for claim in grammar(reading)]
    ordered = sorted(found, key=lambda claim: (claim.anchor.block, claim.anchor.start, claim.kind))
    return tuple(
        claim.model_copy(update={"id": f"{document.id}.c{number}"}) for number, claim in enumerate(ordered, start=1)
    )
