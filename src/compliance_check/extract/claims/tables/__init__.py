"""The arithmetic of tables: relations that labels assert and relations that the numbers themselves show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.averages import average_claims
from compliance_check.extract.claims.tables.changes import change_claims
from compliance_check.extract.claims.tables.discovered import discovered_claims
from compliance_check.extract.claims.tables.flows import flow_claims
from compliance_check.extract.claims.tables.levels import level_claims
from compliance_check.extract.claims.tables.matrix import Matrix, matrices
from compliance_check.extract.claims.tables.parts import part_claims
from compliance_check.extract.claims.tables.printing import copy_claims, decimals_claims
from compliance_check.extract.claims.tables.shares import share_column_claims
from compliance_check.extract.claims.tables.totals import total_claims
from compliance_check.extract.claims.tables.twins import twin_claims
from compliance_check.model import Claim

GRAMMARS: tuple[Callable[[Reading, Matrix], Iterator[Claim]], ...] = (
    total_claims,
    level_claims,
    change_claims,
    share_column_claims,
    flow_claims,
    average_claims,
    part_claims,
    copy_claims,
    decimals_claims,
)


def table_claims(reading: Reading) -> Iterator[Claim]:
    """Every relation of every table; what a label asserts is not discovered a second time."""
    known = list(matrices(reading))
    for matrix in known:
        asserted = [claim for grammar in GRAMMARS for claim in grammar(reading, matrix)]
        yield from asserted
        yield from discovered_claims(reading, matrix, asserted)
    yield from twin_claims(reading, known)
