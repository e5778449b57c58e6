"""The frame `movement`: each figure of the reporting period beside its predecessor, and what the change looks like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import to_decimal
from compliance_check.judge.explanations import Explanations
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, dimension
from compliance_check.judge.past import (
    Fact,
    Past,
    months_of,
    quarter_before,
    source_of,
    year_before,
)
from compliance_check.judge.rollforward import NO, YES, comparable, label_of, row_of
from compliance_check.judge.synthetic import counted
from compliance_check.judge.wording import printed_text, round_half_up
from compliance_check.model import Bilingual, Concept, Period, Qualifier, Scenario

POWERS = (1, 2, 3, 4, 5, 6, 8)
"""Powers of ten that a unit slip is: a digit too many, 百, 千, 万, 百万, 亿."""

NEAR = Fraction(2)
"""A slip or a flipped sign leaves the amount within this factor of what it would have been."""

TELLING_DIGITS = 5
"""Digits from which on two equal or transposed numbers are hardly chance."""

FEWEST_POINTS = 8
"""Points of a company's own past from which on it is its own measure."""

FEWEST_CELLS = 5
"""Comparable figures from which on a table can be called a copy of the last one."""

CONSTANT = frozenset(
    """
    registered_capital share_capital initial_operating_funds capital_reserve other_equity_instruments bonds_payable
    ancillary_tier1_capital ancillary_tier2_capital core_tier2_capital ancillary_capital
    ancillary_tier1_subordinated_debt ancillary_tier1_capital_bonds ancillary_tier1_convertible_debt
    core_tier2_preference_shares statutory_deposits goodwill land_use_rights
    """.split()
)
"""What stays the same from quarter to quarter by its nature: issued debt, paid-in capital, deposits by law."""

FREE = frozenset({"context", "row", "column", "scope"})
"""Dimensions in free words: the lines of a note or of an unlisted breakdown move as they please."""

ERRATIC = frozenset(
    f"{activity}_cash_{way}" for activity in ("investing", "financing") for way in ("inflow", "outflow")
)
"""Flows never below zero that come and go with single transactions."""

SHARE_OF_CAPITAL = Fraction(1, 100)
"""An amount below this share of the minimum capital moves no ratio anybody looks at."""


@dataclass(frozen=True, slots=True)
class Move:
    """A figure, its predecessor, and how far apart they stand: "quarter", "year", or "other"."""

    now: Fact
    then: Fact
    basis: str


def movement(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Each figure of the reporting period beside its predecessor, with what the change looks like."""
    rows: list[Row] = []
    for past in behind:
        explanations = Explanations.of(past.now.disclosure)
        found = list(moves(past))
        whole = {id(move) for table in by_table(found) if is_copy(table) or is_slip(table) for move in table}
        for move in found:
            row = _movement_row(past, move, vocabulary.get(move.now.concept), explanations)
            # A whole table that was copied or slipped is one finding of its own.
            rows.append(replace(row, words={**row.words, "cause": word("table")}) if id(move) in whole else row)
    return Frame("movement", tuple(rows))


def moves(past: Past) -> Iterator[Move]:
    """The figures of the reporting period that have a predecessor of the same kind of quantity."""
    for fact in past.now.own():
        if FREE & dict(fact.dimensions).keys():
            continue
        found = _predecessor(past, fact)
        if found is None:
            continue
        then, basis = found
        if dimension(fact.figure.unit) != dimension(then.figure.unit) or not (_plain(fact) and _plain(then)):
            continue
        if comparable(past.now.disclosure, then.disclosure, fact.concept):
            yield Move(fact, then, basis)


def by_table(found: Sequence[Move]) -> list[list[Move]]:
    """The moves of tables with enough telling figures to be judged as a whole."""
    tables: dict[int, list[Move]] = {}
    for move in found:
        figure = move.now.figure
        if figure.anchor.cell is not None and is_telling(move.now) and move.now.concept not in CONSTANT:
            tables.setdefault(figure.anchor.block, []).append(move)
    return [table for table in tables.values() if len(table) >= FEWEST_CELLS]


def is_copy(table: Sequence[Move]) -> bool:
    """Whether every figure is its predecessor to the last digit."""
    return all(move.now.operand.value == move.then.operand.value for move in table)


def is_slip(table: Sequence[Move]) -> bool:
    """Whether every figure is the same power of ten away from its predecessor."""
    powers = {slip_power(move.now.operand, move.then.operand) for move in table}
    return len(powers) == 1 and 0 not in powers


def _predecessor(past: Past, fact: Fact) -> tuple[Fact, str] | None:
    """The same months a year ago for a flow, last quarter's end for a balance; this document's own column first."""
    period = fact.period
    if period.start is None:
        candidates = [
            ("quarter", Period(end=quarter_before(period.end))),
            ("year", Period(end=year_before(period.end))),
        ]
        candidates.append(("other", Period(end=dt.date(period.end.year - 1, 12, 31))))
    else:
        candidates = [("year", Period(start=year_before(period.start), end=year_before(period.end)))]
        if months_of(period) == 3:
            end = period.start - dt.timedelta(days=1)
            candidates.append(("quarter", Period(start=quarter_before(end) + dt.timedelta(days=1), end=end)))
    for basis, before in candidates:
        own = past.now.actual.get((fact.concept, fact.dimensions, before))
        then = own or past.published(fact.concept, fact.dimensions, before)
        if then is not None:
            return then, basis
    return None


def _plain(fact: Fact) -> bool:
    """A number that stands for itself: 超 451 万 moved by nobody knows how much."""
    return fact.figure.qualifier in {Qualifier.EXACT, Qualifier.ABOUT} and fact.figure.scenario is not Scenario.FORECAST


def _movement_row(past: Past, move: Move, concept: Concept | None, explanations: Explanations) -> Row:
    now, then = move.now.operand, move.then.operand
    power = slip_power(now, then)
    words = {
        "cause": word(cause_of(move, concept, power)),
        "basis": word(move.basis),
        "concept": word(move.now.concept),
        "material": YES if is_material(past, move) else NO,
        "own": YES if own_changes(past, move) is not None else NO,
        "factor": word(f"10^{abs(power)}" if power else "1"),
        **shared_words(move, concept, explanations),
    }
    digits = len(_digits(move.now.figure.raw)) if now.value == then.value else 0
    return row_of(past, move.now, {"now": now, "then": then, "repeated": counted(digits, now)}, words)


def shared_words(move: Move, concept: Concept | None, explanations: Explanations) -> dict[str, Bilingual]:
    """What every question about a change can say."""
    return {
        "label": label_of(move.now, concept),
        "moved": change_text(move.now.operand, move.then.operand),
        "is": _printed(move.now),
        "was": _printed(move.then),
        "before": before_text(move.then.period),
        "explanation": explanations.about(concept, move.now.figure.label),
        "source": source_of(move.then.disclosure),
    }


def cause_of(move: Move, concept: Concept | None, power: int) -> str:
    """What the change looks like: sign, slip, transposed, identical, or plain."""
    now, then = move.now.operand, move.then.operand
    if _is_erratic(concept):
        return "transposed" if _transposed(move) else "erratic"
    if now.value * then.value < 0 and Fraction(1, NEAR) <= abs(now.value / then.value) <= NEAR:
        return "sign"
    if power:
        return "slip"
    if _transposed(move):
        return "transposed"
    if now.value == then.value and is_telling(move.now) and move.now.concept not in CONSTANT:
        return "identical"
    return "plain"


def _is_erratic(concept: Concept | None) -> bool:
    """Profits and cash flows change sign and size as they please."""
    if concept is None or concept.id in ERRATIC:
        return True
    return concept.period_type == "duration" and concept.sign == "any"


def slip_power(now: Operand, then: Operand) -> int:
    """The power of ten that the change is near; 0 for none."""
    if not then.value or not now.value or now.value * then.value < 0:
        return 0
    ratio = abs(now.value / then.value)
    for power in POWERS:
        for signed in (power, -power):
            if Fraction(1, NEAR) <= ratio / Fraction(10) ** signed <= NEAR:
                return signed
    return 0


def _transposed(move: Move) -> bool:
    """Whether the digits are those of the predecessor with two neighbours changed over."""
    a, b = _digits(move.now.figure.raw), _digits(move.then.figure.raw)
    if len(a) != len(b) or len(a) < TELLING_DIGITS:
        return False
    differing = [index for index, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return (a[first], a[second]) == (b[second], b[first])


def _digits(raw: str) -> str:
    return "".join(char for char in raw if char.isdecimal()).lstrip("0")


def is_telling(fact: Fact) -> bool:
    """Whether the number has so many digits that another one equal to it is hardly chance."""
    return len(_digits(fact.figure.raw).rstrip("0")) >= TELLING_DIGITS


def is_material(past: Past, move: Move) -> bool:
    """Whether the amount is of a size that matters beside the company's minimum capital."""
    now, then = move.now.operand, move.then.operand
    if now.unit != "CNY":
        return True
    end = past.now.disclosure.period.end if past.now.disclosure.period else None
    key = ("minimum_capital", (), Period(end=end)) if end else None
    capital = past.now.actual.get(key) if key else None
    if capital is None or not capital.figure.value:
        return True
    return max(abs(now.value), abs(then.value)) >= SHARE_OF_CAPITAL * Fraction(capital.figure.value)


def own_changes(past: Past, move: Move) -> list[Fraction] | None:
    """The company's own relative changes of this figure; None below eight points. Flows are taken year on year."""
    months = months_of(move.now.period)
    if (months and move.basis != "year") or (not months and move.basis != "quarter"):
        return None
    series = past.series(move.now.concept, move.now.dimensions, months)
    values = {day: Fraction(fact.figure.value) for day, fact in series.items() if day < move.now.period.end}
    if len(values) < FEWEST_POINTS:
        return None
    before = year_before if months else quarter_before
    pairs = [(value, values.get(before(day))) for day, value in values.items()]
    changes = [value / previous - 1 for value, previous in pairs if previous and value * previous > 0]
    return changes if len(changes) >= FEWEST_POINTS // 2 else None


def change_text(now: Operand, then: Operand) -> Bilingual:
    """上升 12.3% or rose by 12.3 %; of ratios the difference in percentage points."""
    difference = now.value - then.value
    rose = difference >= 0
    if dimension(now.unit) == "pure":
        size = f"{round_half_up(to_decimal(abs(difference) * 100), 2):f}"
        zh, en = f"{size} 个百分点", f"{size} percentage points"
    elif not then.value:
        return Bilingual(zh="由零变动", en="moved from zero")
    else:
        size = f"{round_half_up(to_decimal(abs(difference / then.value) * 100), 1):f}"
        zh, en = f"{size}%", f"{size} %"
    if not difference:
        return Bilingual(zh="没有变动", en="has not moved")
    return Bilingual(zh=f"{'上升' if rose else '下降'} {zh}", en=f"{'rose' if rose else 'fell'} by {en}")


def before_text(period: Period) -> Bilingual:
    """The period of a predecessor."""
    text = str(period.end) if period.start is None else f"{period.start} – {period.end}"
    return Bilingual(zh=text, en=text)


def _printed(fact: Fact) -> Bilingual:
    return Bilingual(zh=printed_text(fact.operand, "zh"), en=printed_text(fact.operand, "en"))


def word(text: str) -> Bilingual:
    """A word that is the same in both languages."""
    return Bilingual(zh=text, en=text)
