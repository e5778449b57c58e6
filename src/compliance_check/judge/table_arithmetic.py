"""The frame `tables`: a row per relation between cells of one table, asserted by its labels or found in its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from compliance_check.catalog import Vocabulary
from compliance_check.judge.aggregates import counted, negated, same, summed
from compliance_check.judge.claim_rows import Source, label_of
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, as_percent
from compliance_check.judge.table_folding import NOTHING_MORE, Related, folded
from compliance_check.model import Bilingual, Claim, Disclosure


def tables(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of all tables, in document order."""
    rows: list[Row] = []
    for disclosure in disclosures:
        source = Source(disclosure)
        rows += folded(
            [
                Related(claim, row)
                for claim in disclosure.claims
                if claim.kind in BUILDERS
                for row in BUILDERS[claim.kind](source, claim)
            ]
        )
    return Frame("tables", tuple(rows))


def _sum_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A line against the sum of others: totals, levels, flows and sums found in the numbers."""
    total = source.role(claim, "stated")[0]
    parts = [*source.role(claim, "parts"), *(negated(item) for item in source.role(claim, "less"))]
    if parts:
        operands = {"total": total, "sum": summed(parts)}
        yield source.row(claim, claim.details["case"], operands, _words(claim), source.period(claim, "stated"), parts)


def _change_rows(source: Source, claim: Claim) -> Iterator[Row]:
    later, earlier, stated = (source.role(claim, name)[0] for name in ("later", "earlier", "stated"))
    case = claim.details["case"]
    name = {"rate": "growth", "points": "points", "amount": "amount"}[case]
    change = as_percent(stated) if case != "amount" else stated
    operands = {"later": later, "earlier": earlier, name: change}
    yield source.row(claim, case, operands, _words(claim), source.period(claim, "later"))


def _share_rows(source: Source, claim: Claim) -> Iterator[Row]:
    part, whole, stated = (source.role(claim, name)[0] for name in ("part", "whole", "stated"))
    operands = {"part": part, "whole": whole, "share": as_percent(stated)}
    yield source.row(claim, "share", operands, _words(claim), source.period(claim, "part"))


def _copy_rows(source: Source, claim: Claim) -> Iterator[Row]:
    first, second = source.role(claim, "first"), source.role(claim, "second")
    operands = {"copied": counted(int(claim.details["count"]), claim.location)}
    yield source.row(claim, "copy", operands, _words(claim), None, _alternating(first, second))


def _decimals_rows(source: Source, claim: Claim) -> Iterator[Row]:
    stated, others = source.role(claim, "stated")[0], source.role(claim, "others")
    operands = {"decimals": counted(stated.decimals, stated.location), "usual": counted(int(claim.details["usual"]))}
    words = {**_words(claim), "items": same(stated.printed)}
    yield source.row(claim, "decimals", operands, words, source.period(claim, "stated"), [stated, *others])


def _average_rows(source: Source, claim: Claim) -> Iterator[Row]:
    amount, number, stated = (source.role(claim, name)[0] for name in ("amount", "count", "stated"))
    things = counted(int(claim.details["number"]), number.location)
    operands = {"amount": amount, "number": replace(things, figure=number.figure), "average": stated}
    yield source.row(claim, "quotient", operands, _words(claim), source.period(claim, "stated"))


def _mean_rows(source: Source, claim: Claim) -> Iterator[Row]:
    stated, parts = source.role(claim, "stated")[0], source.role(claim, "parts")
    smallest, largest = (pick(parts, key=lambda item: item.value) for pick in (min, max))
    operands = {"average": stated, "smallest": smallest, "largest": largest}
    yield source.row(claim, claim.details["case"], operands, _words(claim), source.period(claim, "stated"), parts)


def _part_rows(source: Source, claim: Claim) -> Iterator[Row]:
    part, whole = source.role(claim, "part")[0], source.role(claim, "whole")[0]
    words = {**_words(claim), "items": label_of(whole)}
    yield source.row(claim, claim.details["case"], {"part": part, "whole": whole}, words, source.period(claim, "part"))


def _twin_rows(source: Source, claim: Claim) -> Iterator[Row]:
    first, second = source.role(claim, "first")[0], source.role(claim, "second")[0]
    operands = {"first": first, "second": second}
    yield source.row(claim, "twin", operands, _words(claim), source.period(claim, "second"))


def _words(claim: Claim) -> dict[str, Bilingual]:
    row, column = claim.details.get("row", ""), claim.details.get("column", "")
    return {"label": same(row or column), "row": same(row), "column": same(column), "more": NOTHING_MORE}


def _alternating(first: Sequence[Operand], second: Sequence[Operand]) -> list[Operand]:
    return [operand for pair in zip(first, second, strict=True) for operand in pair]


BUILDERS: dict[str, Callable[[Source, Claim], Iterator[Row]]] = {
    "table_total": _sum_rows,
    "table_level": _sum_rows,
    "table_flow": _sum_rows,
    "table_found": _sum_rows,
    "table_change": _change_rows,
    "table_share": _share_rows,
    "table_average": _average_rows,
    "table_mean": _mean_rows,
    "table_part": _part_rows,
    "table_twin": _twin_rows,
    "table_copy": _copy_rows,
    "table_decimals": _decimals_rows,
}
"""How the rows of each kind of relation are made."""
