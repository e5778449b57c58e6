"""One percentage at two precisions of which the short one is cut, not rounded: 26.51% at one place, 26% at another.

For figures that no concept names; of the others the restatements are compared, which grant an author the cut too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher

from compliance_check.judge.structure.observations import Oddity
from compliance_check.model import Disclosure, Figure, Qualifier

_EMPTY = re.compile(r"同比|环比|较上年|上年|同期|增长|下降|提升|比例|占比|比重|达到?|率|为|[\W\d_]+")
_SHARED = 5
"""Characters that two labels share before they may name one thing."""

_MOST = 400


def cut_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """The pairs, one finding each; None where no percentage of a sentence is unnamed."""
    figures = [figure for figure in disclosure.figures if _is_open(figure)][:_MOST]
    if len(figures) < 2:
        return None
    return list(_pairs(figures))


def _pairs(figures: list[Figure]) -> Iterator[Oddity]:
    for short in figures:
        for long in figures:
            if _places(short) < _places(long) and short.anchor.block != long.anchor.block and _is_cut(short, long):
                shared = _shared(short.label, long.label)
                if shared and _same_day(short, long):
                    yield Oddity((long.anchor, short.anchor), f"{shared}：{long.raw}", short.raw)


def _same_day(short: Figure, long: Figure) -> bool:
    """Whether both are of one date, as far as they say: a report on two years speaks of the last one too."""
    return short.period is None or long.period is None or short.period.end == long.period.end


def _is_open(figure: Figure) -> bool:
    plain = figure.concept is None and figure.anchor.cell is None and figure.qualifier is Qualifier.EXACT
    return plain and figure.unit == "percent" and figure.value > 2


def _places(figure: Figure) -> int:
    exponent = figure.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _is_cut(short: Figure, long: Figure) -> bool:
    step = Decimal(1).scaleb(-_places(short))
    cut = long.value.quantize(step, rounding=ROUND_DOWN) == short.value
    return cut and long.value.quantize(step, rounding=ROUND_HALF_UP) != short.value


def _shared(one: str, other: str) -> str:
    """The words that two labels share; "" where each says something of its own of the same length (华东…, 华南…)."""
    first, second = _EMPTY.sub("", one), _EMPTY.sub("", other)
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    before = first[: match.a], second[: match.b]
    parallel = len(before[0]) == len(before[1]) and before[0] != before[1]
    ends_alike = len(first) - match.a == match.size and len(second) - match.b == match.size
    return first[match.a : match.a + match.size] if match.size >= _SHARED and ends_alike and not parallel else ""
