"""Claims about lists: totals, shares that make 100%, shares that whole numbers must reach, counts of things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compliance_check.interval import Interval
from compliance_check.judge.aggregates import counted, same, summed
from compliance_check.judge.claim_rows import Source, label_of
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand
from compliance_check.model import Anchor, Bilingual, Claim

LARGEST_BASE = 2000
"""The largest whole number tried when a base is sought that all shares of a list fit."""

FEWEST_FOR_ERROR = 3
FARTHEST_ERROR = Fraction(11, 10)
"""Shares that make far more than 100% are rather of two wholes than a slip in one."""


def total_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A stated total against the sum of what the sentence lists."""
    total, parts = source.role(claim, "stated")[0], source.role(claim, "parts")
    case = "open" if claim.details.get("open_ended") == "yes" else "closed"
    if case == "closed" and claim.details.get("link") == "among":
        near = len(parts) >= 3 and summed(parts).value * 10 >= total.value * 9
        case = "among" if near else "open"
    words = {"label": label_of(total), "items": same(" + ".join(part.printed for part in parts))}
    yield source.row(claim, case, {"total": total, "sum": summed(parts)}, words, source.period(claim, "stated"), parts)


def hundred_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """Shares of one whole against 100%: more is impossible for a partition, less leaves something unnamed."""
    shares = source.role(claim, "shares")
    times = [int(number) for number in claim.details["times"].split(",")]
    total = summed(shares, times)
    if claim.details["partition"] != "yes" and not Fraction(97, 100) <= total.value <= Fraction(103, 100):
        return
    over = total.interval.low is not None and total.interval.low > 1
    case = "over" if over else "open" if claim.details["open_ended"] == "yes" else "closed"
    if over and (claim.details["partition"] != "yes" or total.value > FARTHEST_ERROR):
        case = "loose"
    again = source.role(claim, "again")
    words = {"items": same(total.printed), "label": same("")}
    yield source.row(claim, case, {"shares": total}, words, None, [*shares, *again])


def granularity_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """Shares against the whole numbers that some stated base allows: the base that fits most of them is taken."""
    shares = source.role(claim, "shares")
    bases = list({item.value: item for item in source.role(claim, "base")}.values())
    telling = [base for base in bases if _tells(base, shares)]
    if not telling:
        return
    base = min(telling, key=lambda item: len(_impossible(shares, int(item.value))))
    wrong = _impossible(shares, int(base.value))
    fits = [n for n in range(2, LARGEST_BASE + 1) if not _impossible(shares, n)][:3] if wrong else []
    distinct = list(dict.fromkeys(share.printed for share in wrong))
    fitting = Bilingual(zh="、".join(map(str, fits)) or "无", en=", ".join(map(str, fits)) or "none")
    words = {"label": label_of(base), "base": same(base.printed), "items": same("、".join(distinct)), "fits": fitting}
    many = "many" if len(distinct) >= FEWEST_FOR_ERROR else "few"
    operands = {"impossible": counted(len(distinct)), "whole": base}
    yield source.row(claim, many if wrong else "many", operands, words, None, [base, *(wrong or shares)])


def count_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A number of things announced against the number listed."""
    case = {"yes": "complete", "section": "section"}.get(claim.details["complete"], "likely")
    block = claim.details.get("block")
    document = source.disclosure.document
    there = document.locate(Anchor(block=int(block), start=0, end=1)) if block else claim.location
    operands = {
        "announced": counted(int(claim.details["stated"]), claim.location),
        "listed": counted(int(claim.details["listed"]), there),
    }
    yield source.row(claim, case, operands, {"items": same(claim.details["items"]), "label": same("")})


def reachable(share: Interval, base: int) -> bool:
    """Whether some whole number of `base` things is that share (GRIM; Brown & Heathers 2017)."""
    low, high = share.low, share.high
    if low is None or high is None:
        return True
    first = -(-low * base // 1)
    return any(share.contains(Fraction(number) / base) for number in (first, first + 1))


def _impossible(shares: Sequence[Operand], base: int) -> list[Operand]:
    """The shares that no whole number of `base` things makes, whether the author rounded or cut."""
    return [share for share in shares if not reachable(share.interval, base) and not reachable(share.cut, base)]


def _tells(base: Operand, shares: Sequence[Operand]) -> bool:
    """Whether the base is small enough for the printed digits to rule anything out."""
    low, high = shares[0].interval.low, shares[0].interval.high
    return low is not None and high is not None and (high - low) * Fraction(base.value) < Fraction(1, 2)
