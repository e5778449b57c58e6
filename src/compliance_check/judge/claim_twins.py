"""The same claim told twice: a number no concept names, in sentences of several documents that share their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from compliance_check.judge.past import Past
from compliance_check.judge.stated import Statement
from compliance_check.model import Disclosure, Figure

SHARED_CONTEXT = 4
"""Characters that two sentences share around the same number before they are taken for one claim."""

LONGEST_CONTEXT = 240

MOST_CANDIDATES = 20
"""Figures of one amount that are looked at: 100 % stands everywhere."""

_BREAKS = re.compile(r"[\d,.，．%％。、；：;:|“”（）()]+")
_SPACE = re.compile(r"\s+")
_FILLERS = re.compile(r"累计|同比|共计|合计|目前|截至|已经|公司|本社|我们|[共已达约超近的了]")


def claim_twins(past: Past) -> Iterator[tuple[Figure, Statement, list[str]]]:
    """Figures of the document now judged, each with another document's statement of the same claim, and the words that
    the two sentences share: the same number of the same things, or another number of the same things."""
    told: dict[object, list[Statement]] = defaultdict(list)
    for facts in (*past.beside, *past.earlier):
        for item in unnamed(facts.disclosure):
            for key in _claim_keys(item):
                told[key].append(Statement(facts.disclosure, item))
    for figure in unnamed(past.now.disclosure):
        others = [statement for key in _claim_keys(figure) for statement in told.get(key, ())]
        for other in others[:MOST_CANDIDATES]:
            shared = shared_words(figure, other.figure)
            if shared:
                yield figure, other, shared
                break


def unnamed(disclosure: Disclosure) -> Iterable[Figure]:
    """The figures of sentences that no concept names and that are no bare numbers of money or time."""
    return (
        item
        for item in disclosure.figures
        if item.concept is None and item.anchor.cell is None and item.unit in {"count", "percent"} and item.value > 2
    )


def _claim_keys(figure: Figure) -> Iterator[object]:
    """What two figures have in common that may be one claim: the amount, or what is counted and when."""
    counter = _counter(figure)
    yield figure.value, figure.unit, counter
    label = _telling_label(figure)
    if len(label) >= SHARED_CONTEXT and figure.period is not None:
        yield label, figure.period, figure.unit, counter


def _telling_label(figure: Figure) -> str:
    return _FILLERS.sub("", _SPACE.sub("", figure.label))


def _counter(figure: Figure) -> str:
    return {"款": "种", "名": "人", "位": "人"}.get(figure.counter or "", figure.counter or "")


def shared_words(one: Figure, other: Figure) -> list[str]:
    """The two longest runs of words that the quotes of two figures share, numbers aside."""
    parts, text = _context(one), "|".join(_context(other))
    found: list[str] = []
    for _ in range(2):
        best = _longest_shared(parts, text)
        if len(best) < SHARED_CONTEXT:
            break
        found.append(best)
        parts = [piece for part in parts for piece in part.split(best)]
    return found


def _context(figure: Figure) -> list[str]:
    """The words around a figure, without numbers: 百万人次 is one."""
    quote = _SPACE.sub("", figure.location.quote)
    for number in (_SPACE.sub("", figure.raw) + (figure.counter or ""), _SPACE.sub("", figure.raw)):
        quote = quote.replace(number, "|")
    return [part for part in _BREAKS.split(quote[:LONGEST_CONTEXT]) if len(part) >= SHARED_CONTEXT]


def _longest_shared(parts: Sequence[str], text: str) -> str:
    best = ""
    for part in parts:
        for start in range(len(part)):
            end = start + len(best) + 1
            while end <= len(part) and part[start:end] in text:
                best = part[start:end]
                end += 1
    return best
