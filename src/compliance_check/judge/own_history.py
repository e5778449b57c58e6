"""The frame `own_history`: a change beside the median of the company's own past changes, from eight points on."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median

from compliance_check.catalog import Vocabulary
from compliance_check.interval import exact
from compliance_check.judge.explanations import Explanations
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.movement import (
    Move,
    cause_of,
    is_material,
    moves,
    own_changes,
    shared_words,
    slip_power,
    word,
)
from compliance_check.judge.past import Past
from compliance_check.judge.rollforward import row_of
from compliance_check.judge.synthetic import share
from compliance_check.model import Concept


def own_history(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Changes beside the company's own."""
    rows = []
    for past in behind:
        explanations = Explanations.of(past.now.disclosure)
        for move in moves(past):
            changes = own_changes(past, move)
            if changes is not None and is_material(past, move):
                rows.append(_own_row(past, move, changes, vocabulary.get(move.now.concept), explanations))
    return Frame("own_history", tuple(rows))


def _own_row(
    past: Past, move: Move, changes: Sequence[Fraction], concept: Concept | None, explanations: Explanations
) -> Row:
    now, then = move.now.operand, move.then.operand
    middle = median(changes)
    spread = median([abs(change - middle) for change in changes])
    try:
        interval = now.interval / then.interval - exact(1)
    except ZeroDivisionError:
        interval = exact(0)
    value = now.value / then.value - 1 if then.value else Fraction(0)
    operands = {
        "change": share(interval, value, now),
        "median": share(exact(middle), middle, None),
        "spread": share(exact(spread), spread, None),
    }
    words = {
        "basis": word(move.basis),
        "cause": word(cause_of(move, concept, slip_power(now, then))),
        "points": word(str(len(changes))),
        **shared_words(move, concept, explanations),
    }
    return row_of(past, move.now, operands, words)
