"""The frame `passports`: one fact as several documents state it, with every statement's place and precision.

A row's `first` is the statement most others agree with, `second` one that does not, or the least precise of those that
do; the words list all. What the roll-forward compares already has no passport.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import Interval
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import SCALES, Operand, dimension, from_figure
from compliance_check.judge.past import SUMMARY, Dimensions, Fact, Facts, Past
from compliance_check.judge.rollforward import SOLVENCY, comparable, label_of
from compliance_check.judge.wording import printed_text
from compliance_check.model import Bilingual, Disclosure, Figure, Location, Period, Qualifier, Reading

LOOSE = ("scope", "modifier")
"""Dimensions that carry words of a sentence; longer ones than the name of a line of business set no fact apart."""

LONGEST_SCOPE = 6

SHARED_CONTEXT = 4
"""Characters that two sentences share around the same number before they are taken for one claim."""

LONGEST_CONTEXT = 240

MOST_CANDIDATES = 20
"""Figures of one amount that are looked at: 100 % stands everywhere."""

_BREAKS = re.compile(r"[\d,.，．%％。、；：;:|“”（）()]+")
_SPACE = re.compile(r"\s+")
_FILLERS = re.compile(r"累计|同比|共计|合计|目前|截至|已经|公司|本社|我们|[共已达约超近的了]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in a document, as one of several statements of a fact."""

    disclosure: Disclosure
    figure: Figure

    @property
    def operand(self) -> Operand:
        """The operand, 超 and 近 read as people mean them: within one unit of the last digit that is not zero."""
        operand = from_figure(self.figure)
        interval = natural(self.figure)
        return operand if interval is None else replace(operand, interval=interval, cut=interval)


def passports(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """The facts and repeated claims that at least two documents state."""
    rows: list[Row] = []
    for past in behind:
        rows += _facts(past, vocabulary)
        rows += _claims(past)
    return Frame("passports", tuple(rows))


def natural(figure: Figure) -> Interval | None:
    """超 362 万 is 362 to 363 万, 近 5 万 is 4 to 5 万; None for a figure without such a word."""
    step = _last_step(figure.value)
    value = Fraction(figure.value)
    bounds = {
        Qualifier.OVER: (value, value + step),
        Qualifier.AT_LEAST: (value, value + step),
        Qualifier.NEARLY: (value - step, value),
        Qualifier.UNDER: (value - step, value),
        Qualifier.AT_MOST: (value - step, value),
    }.get(figure.qualifier)
    if bounds is None:
        return None
    scale = SCALES.get(figure.unit, Fraction(1))
    return Interval(bounds[0] * scale, bounds[1] * scale)


def _last_step(value: Decimal) -> Fraction:
    """One unit of the last digit that is not zero: 10 of 450, 0.1 of 5.8."""
    if not value:
        return Fraction(0)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(10) ** exponent


def _facts(past: Past, vocabulary: Vocabulary) -> Iterator[Row]:
    others = [_by_core(facts) for facts in (*past.beside, *past.earlier)]
    for key, fact in _by_core(past.now).items():
        found = [Statement(fact.disclosure, fact.figure)]
        for facts in others:
            other = facts.get(key)
            if other is not None and not _is_carried(past, fact, other) and _alike(fact.figure, other.figure):
                found.append(Statement(other.disclosure, other.figure))
        if len(found) > 1:
            concept = vocabulary.get(fact.concept)
            words = {"basis": _word(_basis(fact, found)), "label": label_of(_bare(fact), concept)}
            yield from _rows(past, fact.period, found, words)


def core(dimensions: Dimensions) -> Dimensions:
    """The dimensions that set a fact apart."""
    return tuple((key, value) for key, value in dimensions if key not in LOOSE or 1 < len(value) <= LONGEST_SCOPE)


def _by_core(facts: Facts) -> dict[tuple[str, Dimensions, Period], Fact]:
    """The facts by what they are about; of two that differ in loose words only, the one without them."""
    found: dict[tuple[str, Dimensions, Period], Fact] = {}
    for fact in sorted(facts.actual.values(), key=lambda item: len(item.dimensions)):
        found.setdefault((fact.concept, core(fact.dimensions), fact.period), fact)
    return found


def _is_carried(past: Past, fact: Fact, other: Fact) -> bool:
    """Whether the roll-forward lays these two side by side."""
    earlier = any(facts.disclosure is other.disclosure for facts in past.earlier)
    own = other.disclosure.period
    return (
        earlier
        and own is not None
        and own.end == other.period.end
        and comparable(past.now.disclosure, other.disclosure, fact.concept)
    )


def _basis(fact: Fact, found: Sequence[Statement]) -> str:
    """How surely the statements are of one thing: solvency, accounts, or other (bases may differ)."""
    kinds = {item.disclosure.kind for item in found}
    unaudited = SUMMARY in kinds and len(kinds) > 1 and (fact.period.end.month, fact.period.end.day) == (12, 31)
    if unaudited:
        return "other"
    if fact.concept in SOLVENCY:
        return "solvency" if all(_is_plain(item.figure) for item in found) else "stated"
    money = fact.figure.unit == "CNY"
    return "other" if money and SUMMARY in kinds and len(kinds) > 1 else "stated"


def _is_plain(figure: Figure) -> bool:
    return figure.qualifier is Qualifier.EXACT and figure.reading is Reading.CERTAIN


def _bare(fact: Fact) -> Fact:
    return replace(fact, dimensions=core(fact.dimensions))


def _rows(past: Past, period: Period | None, found: Sequence[Statement], words: dict[str, Bilingual]) -> Iterator[Row]:
    """A row per statement that disagrees with the reference; one row if none does."""
    operands = [item.operand for item in found]
    votes = [sum(one.interval.meets(other.interval) for other in operands) for one in operands]
    first = max(range(len(found)), key=lambda index: (votes[index], -index))
    apart = [i for i in range(len(found)) if not operands[i].interval.meets(operands[first].interval)]
    rest = [i for i in range(len(found)) if i != first]
    # One finding of two drafts is enough: it belongs to the document that states it, or to both as one row.
    for second in apart or [max(rest, key=lambda index: operands[index].interval.width or 0)]:
        yield Row(
            document=past.now.disclosure.document.id,
            entity=past.now.disclosure.entity,
            period=period,
            operands={"first": operands[first], "second": operands[second]},
            reporting=False,
            words={
                **words,
                "here": quoted(found[first]),
                "there": quoted(found[second]),
                "statements": _listed(found),
                "count": _word(str(len(found))),
            },
            places=tuple(item.figure.location for item in found),
            figures=tuple(item.figure.id for item in found),
        )


def _claims(past: Past) -> Iterator[Row]:
    """The same number of the same things in sentences that share their words, and other numbers of the same things."""
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
                words = {"basis": _word("claim"), "label": _word("“" + "”“".join(shared) + "”")}
                yield from _rows(past, figure.period, [Statement(past.now.disclosure, figure), other], words)
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


def quoted(item: Statement) -> Bilingual:
    """A statement with its document and place."""
    place = item.figure.location
    zh = f"{item.disclosure.document.path}{_place(place, 'zh')}“{_short(place.quote)}”"
    en = f"{item.disclosure.document.path}{_place(place, 'en')} “{_short(place.quote)}”"
    return Bilingual(zh=zh, en=en)


def _listed(found: Sequence[Statement]) -> Bilingual:
    def said(item: Statement, language: str) -> str:
        place = item.disclosure.document.path + _place(item.figure.location, language)
        return f"{_about(item.figure, language)}{printed_text(item.operand, language)}（{place}）"

    return Bilingual(zh="；".join(said(i, "zh") for i in found), en="; ".join(said(i, "en") for i in found))


def _about(figure: Figure, language: str) -> str:
    zh, en = {
        Qualifier.ABOUT: ("约", "about "),
        Qualifier.OVER: ("超", "over "),
        Qualifier.AT_LEAST: ("不低于", "at least "),
        Qualifier.NEARLY: ("近", "nearly "),
        Qualifier.UNDER: ("不足", "under "),
        Qualifier.AT_MOST: ("不超过", "at most "),
    }.get(figure.qualifier, ("", ""))
    return zh if language == "zh" else en


def _place(place: Location, language: str) -> str:
    if place.page is not None:
        return f"第{place.page}页" if language == "zh" else f" p. {place.page}"
    if place.line is not None:
        return f"第{place.line}行" if language == "zh" else f" line {place.line}"
    return ""


def _short(quote: str) -> str:
    plain = _SPACE.sub("", quote) if not quote.isascii() else " ".join(quote.split())
    return plain if len(plain) <= 60 else plain[:60] + "…"


def _alike(one: Figure, other: Figure) -> bool:
    return dimension(one.unit) == dimension(other.unit)


def _word(text: str) -> Bilingual:
    return Bilingual(zh=text, en=text)
