"""Claims of multiples and of turns: 是上年同期的 3 倍, 翻番, 扭亏为盈."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from compliance_check.interval import Interval, exact
from compliance_check.judge.aggregates import same
from compliance_check.judge.claim_rows import Source, label_of
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand, dimension
from compliance_check.model import Claim

ONE_DECIMAL = Fraction(1, 20)
"""A doubling is told of 1.95 and more: of what is twice as much to the first decimal."""


def multiple_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """The quotient of two figures against the multiple told; the earlier figure that fits is taken."""
    later = source.role(claim, "later")[0]
    earlier = [
        item for item in source.role(claim, "earlier") if item.interval.low is not None and item.interval.low > 0
    ]
    if not earlier or dimension(later.unit) != dimension(earlier[0].unit):
        return
    worded = claim.details["case"] == "worded"
    factor = _worded(claim) if worded else source.role(claim, "stated")[0]
    fitting = (item for item in earlier if (later.interval / item.interval).meets(factor.interval))
    operands = {"later": later, "earlier": next(fitting, earlier[0]), "factor": factor}
    words = {"label": label_of(later), "words": same(claim.details.get("words", factor.printed))}
    yield source.row(claim, claim.details["case"], operands, words, source.period(claim, "later"))


def turn_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A turn to profit or to loss against the signs of both figures."""
    earlier, later = source.role(claim, "earlier")[0], source.role(claim, "later")[0]
    words = {"label": label_of(later), "words": same(claim.details["words"])}
    operands = {"earlier": earlier, "later": later}
    yield source.row(claim, claim.details["case"], operands, words, source.period(claim, "later"))


def _worded(claim: Claim) -> Operand:
    """翻番: twice as much or more, but not four times; 近翻番: from one and a half; 翻番有余: more than twice."""
    factor = Fraction(claim.details["factor"])
    bounds = {
        "plain": Interval(factor - ONE_DECIMAL, factor * 2, high_open=True),
        "near": Interval(factor * Fraction(3, 4), factor * Fraction(5, 4)),
        "over": Interval(factor, None, low_open=True),
    }[claim.details["shade"]]
    blank = Operand(
        exact(1), exact(1), factor, "times", Fraction(1), 2, claim.details["words"], location=claim.location
    )
    return replace(blank, interval=bounds, cut=bounds)
