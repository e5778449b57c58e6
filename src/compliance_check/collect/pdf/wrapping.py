"""Whether the lines of a cell are one text that its width breaks."""

from __future__ import annotations

import itertools

from compliance_check.collect.pdf.breaks import first_piece
from compliance_check.collect.pdf.cutrows import PADDING
from compliance_check.collect.pdf.raw import RawCell
from compliance_check.collect.pdf.rests import lines_of
from compliance_check.collect.pdf.words import Word

WRAPPED = 0.6  # of a cell's lines must be full for its text to be one that wraps


def is_wrapped(cell: RawCell, xs: list[float]) -> bool:
    """Whether most lines of a cell end only because the next piece of the text does not fit behind them."""
    lines = [line.words for line in lines_of([word for line in cell.lines for word in line])]
    width = xs[cell.column + cell.column_span] - xs[cell.column]
    full = sum(_is_full(upper, lower, width) for upper, lower in itertools.pairwise(lines))
    return full >= WRAPPED * (len(lines) - 1)


def _is_full(upper: list[Word], lower: list[Word], width: float) -> bool:
    text = "".join(word.text for word in lower)
    each = (lower[-1].x1 - lower[0].x0) / max(len(text), 1)
    used = upper[-1].x1 - upper[0].x0
    return used + first_piece(text) * each > width - 2 * PADDING * upper[0].size
