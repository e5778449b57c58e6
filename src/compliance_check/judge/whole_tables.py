"""Frames over several figures at once.

drivers: two figures that move together as a rule.
copies: how many figures of a table are those of the last report to the last digit, or a power of ten away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.explanations import Explanations
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.movement import (
    Move,
    before_text,
    by_table,
    change_text,
    moves,
    shared_words,
    slip_power,
    word,
)
from compliance_check.judge.operands import Operand
from compliance_check.judge.past import Past, source_of
from compliance_check.judge.rollforward import label_of, row_of
from compliance_check.judge.synthetic import counted
from compliance_check.model import Bilingual

PAIRS = {
    "minimum-capital-against-assets": ("minimum_capital", "admitted_assets"),
    "minimum-capital-against-premium": ("minimum_capital", "insurance_revenue"),
    "liabilities-against-assets": ("admitted_liabilities", "admitted_assets"),
}
"""Name of a pair -> the figure that follows, and the one that drives it."""


def drivers(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Pairs of figures that move together."""
    rows = []
    for past in behind:
        found = {(move.now.concept, move.basis): move for move in moves(past) if not move.now.dimensions}
        explanations = Explanations.of(past.now.disclosure)
        for name, (driven, driver) in PAIRS.items():
            for basis in ("quarter", "year"):
                a, b = found.get((driven, basis)), found.get((driver, basis))
                if a is not None and b is not None:
                    rows.append(_driver_row(past, name, a, b, vocabulary, explanations))
                    break
    return Frame("drivers", tuple(rows))


def copies(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Tables beside those of the last report."""
    rows = [_table_row(past, found) for past in behind for found in by_table(list(moves(past)))]
    return Frame("copies", tuple(rows))


def _driver_row(
    past: Past, name: str, driven: Move, driver: Move, vocabulary: Vocabulary, explanations: Explanations
) -> Row:
    concept, other = vocabulary.get(driven.now.concept), vocabulary.get(driver.now.concept)
    operands = {
        "now": driven.now.operand,
        "then": driven.then.operand,
        "driver_now": driver.now.operand,
        "driver_then": driver.then.operand,
    }
    words = {
        "pair": word(name),
        "driver": label_of(driver.now, other),
        "driver_change": change_text(driver.now.operand, driver.then.operand),
        **shared_words(driven, concept, explanations),
    }
    return row_of(past, driven.now, operands, words)


def _table_row(past: Past, found: Sequence[Move]) -> Row:
    same = [move for move in found if move.now.operand.value == move.then.operand.value]
    powers = Counter(power for move in found if (power := slip_power(move.now.operand, move.then.operand)))
    power, slipped = powers.most_common(1)[0] if powers else (0, 0)
    first = (same or list(found))[0]
    at = first.now.operand
    operands: Mapping[str, Operand] = {
        "same": counted(len(same), at),
        "slipped": counted(slipped, found[0].now.operand),
        "total": counted(len(found), at),
    }
    words = {
        "labels": listed([move.now.figure.label for move in (same or found)]),
        "factor": word(f"10^{abs(power)}" if power else "1"),
        "before": before_text(first.then.period),
        "source": source_of(first.then.disclosure),
        "label": listed([move.now.figure.label for move in found][:2]),
    }
    return row_of(past, first.now, operands, words)


def listed(labels: Sequence[str]) -> Bilingual:
    """The first few labels."""
    names = list(dict.fromkeys(labels))
    more = "等" if len(names) > 4 else ""
    return Bilingual(zh="、".join(names[:4]) + more, en=", ".join(names[:4]) + (" …" if more else ""))
