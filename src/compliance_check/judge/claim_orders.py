"""Claims about order: a high or low among all periods, a trend, the first of a list, an average among its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from compliance_check.judge.aggregates import same
from compliance_check.judge.claim_rows import Source, label_of
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand
from compliance_check.judge.wording import period_text
from compliance_check.model import Bilingual, Claim


def peak_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A high against the largest, a low against the smallest of the earlier figures."""
    later, others = source.role(claim, "later")[0], source.role(claim, "others")
    low = claim.details["case"] == "low"
    farthest = _extreme(others, low)
    words = {
        "label": label_of(later),
        "words": same(claim.details["words"]),
        "when": _when(source, farthest),
        "certain": same("yes" if _in_one_row(source, later, farthest) else "no"),
    }
    operands = {"later": later, "earlier": farthest}
    yield source.row(claim, claim.details["case"], operands, words, source.period(claim, "later"))


def trend_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A trend against the step that contradicts it most, or the last one."""
    steps = source.role(claim, "steps")
    falling = claim.details["case"] == "fall"
    pairs = list(pairwise(steps))
    wrong = [(a, b) for a, b in pairs if not (a if falling else b).interval.can_exceed((b if falling else a).interval)]
    earlier, later = wrong[0] if wrong else pairs[-1]
    words = {
        "label": label_of(steps[-1]),
        "words": same(claim.details["words"]),
        "when": _when(source, later),
        "before": _when(source, earlier),
    }
    operands = {"earlier": earlier, "later": later}
    yield source.row(claim, claim.details["case"], operands, words, source.period(claim, "steps"), steps)


def rank_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """What is called the highest or lowest against the farthest of those that it is compared with."""
    value, peers = source.role(claim, "value")[0], source.role(claim, "peers")
    peer = _extreme(peers, claim.details["case"] == "lowest")
    words = {"label": label_of(value), "whole_label": label_of(peer), "words": same(claim.details["words"])}
    operands = {"value": value, "peer": peer}
    yield source.row(claim, claim.details["case"], operands, words, source.period(claim, "value"), peers)


def mean_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """An average against the smallest and the largest of its parts."""
    stated, parts = source.role(claim, "stated")[0], source.role(claim, "parts")
    operands = {"average": stated, "smallest": _extreme(parts, True), "largest": _extreme(parts, False)}
    words = {"label": label_of(stated), "items": same("、".join(part.printed for part in reversed(parts)))}
    yield source.row(claim, "mean", operands, words, source.period(claim, "stated"), parts)


def _extreme(others: Sequence[Operand], low: bool) -> Operand:
    return min(others, key=lambda item: item.value) if low else max(others, key=lambda item: item.value)


def _in_one_row(source: Source, later: Operand, other: Operand) -> bool:
    """Whether the row of a table that states one figure states the other too: both are of one scope beyond doubt."""
    first, second = (source.figures[item.figure] if item.figure else None for item in (later, other))
    there = second.location.cell if second else None
    if first is None or second is None or there is None:
        return False
    beside = (
        figure
        for figure in source.figures.values()
        if figure.anchor.block == second.anchor.block and figure.location.cell and figure.location.cell.row == there.row
    )
    return any(
        figure.concept == first.concept
        and figure.period == first.period
        and source.operand(figure.id).interval.meets(later.interval)
        for figure in beside
    )


def _when(source: Source, operand: Operand) -> Bilingual:
    period = source.figures[operand.figure].period if operand.figure else None
    return Bilingual(zh=period_text(period, "zh"), en=period_text(period, "en"))
