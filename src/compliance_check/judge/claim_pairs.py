"""Claims about two figures and what relates them: shares, growths, directions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from compliance_check.interval import exact
from compliance_check.judge.aggregates import negated
from compliance_check.judge.claim_rows import Source, label_of
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand, dimension
from compliance_check.model import Bilingual, Claim

COMPARED = {
    "span": Bilingual(zh="", en=""),
    "year": Bilingual(zh="同比", en="on the year before"),
    "quarter": Bilingual(zh="环比", en="on the quarter before"),
    "opening": Bilingual(zh="较上年末", en="on the end of last year"),
}
MOVES = {"rise": Bilingual(zh="增长", en="a rise of"), "fall": Bilingual(zh="下降", en="a fall of")}
HUNDRED_PERCENT = Operand(exact(1), exact(1), Fraction(1), "percent", Fraction(1, 100), 0, "100%")
NO_HINT = Bilingual(zh="", en="")
AS_POINTS = Bilingual(
    zh="（若按百分点理解则成立：百分比与百分点可能混用）",
    en=" (as percentage points it would hold: percent and percentage points may be confused)",
)
AS_RATE = Bilingual(
    zh="（若按百分比理解则成立：百分比与百分点可能混用）",
    en=" (as a percentage it would hold: percent and percentage points may be confused)",
)
INVERSE = Bilingual(
    zh="（若以后一数为基数则成立：基数可能取反）", en=" (with the later figure as the base it would hold)"
)
OTHER_SIGN = Bilingual(zh="（若方向相反则成立）", en=" (in the other direction it would hold)")


def share_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """The share against the base that fits, or else against the likeliest one, which is named."""
    part, stated = source.role(claim, "part")[0], source.role(claim, "stated")[0]
    wholes = [
        whole for whole in source.role(claim, "whole") if whole.interval.low is not None and whole.interval.low > 0
    ]
    if not wholes:
        return
    whole = next((item for item in wholes if _is_share(part, item, stated)), wholes[0])
    base = claim.details.get("base")
    sure = base == "named" or (base != "smaller" and len({item.value for item in wholes}) == 1)
    words = {"label": label_of(part), "whole_label": label_of(whole)}
    operands = {"part": part, "whole": whole, "share": stated}
    yield source.row(claim, "certain" if sure else "assumed", operands, words, source.period(claim, "part"))


def growth_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A rate of growth against the earlier figure."""
    later, growth = source.role(claim, "later")[0], _signed(source, claim)
    earlier = [item for item in source.role(claim, "earlier") if item.value > 0 and item.interval.low != 0]
    if not earlier or dimension(later.unit) != dimension(earlier[0].unit):
        return
    chosen = next((item for item in earlier if _grew(item, later, growth)), earlier[0])
    if growth.unit == "times" and growth.value > 1 and (later.interval / chosen.interval).meets(growth.interval):
        return  # 增长 2 倍 is often said of a growth to twice the amount
    words = {
        "label": _named(claim, later, chosen),
        "compared": COMPARED[claim.details["comparison"]],
        "move": MOVES[claim.details["direction"]],
        "hint": _hint(chosen, later, growth),
    }
    operands = {"later": later, "earlier": chosen, "growth": growth}
    yield source.row(claim, claim.details.get("base", "found"), operands, words, source.period(claim, "later"))


def points_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A change in percentage points against the two ratios."""
    later, points = source.role(claim, "later")[0], _signed(source, claim)
    earlier = [item for item in source.role(claim, "earlier") if dimension(item.unit) == "pure"]
    if not earlier or dimension(later.unit) != "pure":
        return
    chosen = next((item for item in earlier if (later.interval - item.interval).meets(points.interval)), earlier[0])
    hint = NO_HINT
    if not (later.interval - chosen.interval).meets(points.interval):
        hint = AS_RATE if _grew(chosen, later, points) else NO_HINT
    words = {
        "label": _named(claim, later, chosen),
        "compared": COMPARED[claim.details["comparison"]],
        "move": MOVES[claim.details["direction"]],
        "hint": hint,
    }
    operands = {"later": later, "earlier": chosen, "points": points}
    yield source.row(claim, claim.details.get("base", "found"), operands, words, source.period(claim, "later"))


def again_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """Two statements of the growth of one amount."""
    first, second = source.role(claim, "first")[0], source.role(claim, "second")[0]
    second = second if claim.details.get("same") == "yes" else negated(second)
    of = source.role(claim, "of")[0]
    yield source.row(
        claim, "again", {"first": first, "second": second}, {"label": label_of(of)}, source.period(claim, "of")
    )


def _named(claim: Claim, later: Operand, earlier: Operand) -> Bilingual:
    """The thing that grew; in 由 a 增至 b its name stands before the earlier figure."""
    if claim.details["comparison"] != "span":
        return label_of(later)
    return label_of(replace(earlier, label=re.sub(r"(?:由|从|自)$", "", earlier.label)))


def direction_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A rise or fall against its two ends."""
    earlier, later = source.role(claim, "earlier")[0], source.role(claim, "later")[0]
    words = {"label": label_of(later), "move": MOVES[claim.details["direction"]]}
    yield source.row(
        claim,
        claim.details["direction"],
        {"earlier": earlier, "later": later},
        words,
        source.period(claim, "later"),
    )


def share_moves_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A share said to rise or fall, against the growth of the part and of the whole."""
    part, whole = source.role(claim, "part")[0], source.role(claim, "whole")[0]
    part = negated(part) if claim.details["part_sign"] == "-1" else part
    whole = negated(whole) if claim.details["whole_sign"] == "-1" else whole
    amounts = source.role(claim, "of")
    words = {
        "label": Bilingual(zh=claim.details["words"], en=claim.details["words"]),
        "words": Bilingual(zh=claim.details["words"], en=claim.details["words"]),
    }
    operands = {"part_growth": part, "whole_growth": whole}
    yield source.row(claim, claim.details["direction"], operands, words, source.period(claim, "of"), amounts)


def bound_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """A figure against what it cannot exceed: 100%, or the whole that it is a part of."""
    value = source.role(claim, "value")[0]
    limits = source.role(claim, "limit") or [HUNDRED_PERCENT]
    words = {"label": label_of(value), "whole_label": label_of(limits[0])}
    operands = {"value": value, "limit": limits[0]}
    yield source.row(claim, claim.details["case"], operands, words, source.period(claim, "value"))


def average_rows(source: Source, claim: Claim) -> Iterator[Row]:
    """An average against the amount and the number that it is said of."""
    amount, count, stated = (source.role(claim, name)[0] for name in ("amount", "count", "stated"))
    operands = {"amount": amount, "number": count, "average": stated}
    yield source.row(claim, "average", operands, {"label": label_of(stated)}, source.period(claim, "stated"))


def _is_share(part: Operand, whole: Operand, stated: Operand) -> bool:
    return (part.interval / whole.interval).meets(stated.interval)


def _signed(source: Source, claim: Claim) -> Operand:
    stated = source.role(claim, "stated")[0]
    return negated(stated) if claim.details["direction"] == "fall" else stated


def _grew(earlier: Operand, later: Operand, growth: Operand) -> bool:
    return bool(earlier.value) and (later.interval / earlier.interval - exact(1)).meets(growth.interval)


def _hint(earlier: Operand, later: Operand, growth: Operand) -> Bilingual:
    """What else the author may have meant by a growth that does not hold."""
    if _grew(earlier, later, growth):
        return NO_HINT
    if dimension(later.unit) == "pure" and (later.interval - earlier.interval).meets(growth.interval):
        return AS_POINTS
    if later.value > 0 and _grew(later, earlier, negated(growth)):
        return INVERSE
    return OTHER_SIGN if _grew(earlier, later, negated(growth)) else NO_HINT
