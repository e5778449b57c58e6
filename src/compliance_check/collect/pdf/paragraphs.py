"""Lines put together into paragraphs, across columns and pages where a sentence goes on there."""

from __future__ import annotations

import itertools
import re
from math import inf

from compliance_check.collect.pdf.breaks import first_piece
from compliance_check.collect.pdf.headings import number_style, offers_options, starts_anew
from compliance_check.collect.pdf.lines import TextLine

ENDS_SENTENCE = re.compile(r"[。！？!?；;：:][”』」）)\"]?$|[.][”\")]?$")
NO_BEGINNING = frozenset("的，。、；：！？）》”」』")
"""What no paragraph begins with: 的, and the marks that close something."""

INDENT = 0.9  # type sizes
HANGING = 4.0  # type sizes: how far the further lines of a numbered item may be set in
FILLED = 0.8  # characters: a line that leaves less white than the next piece and these was broken for want of room
SLACK = 2.2  # characters: the same where an indent marks each new paragraph
WIDEST = 2.4  # type sizes: the greatest pitch of the lines of one paragraph
PITCH = 1.35  # of the usual pitch: more is the space between paragraphs


def usual_pitch(lines: list[TextLine]) -> float:
    """The usual distance of consecutive lines of one size; 0 where there is none."""
    pitches = sorted(
        lower.y0 - upper.y0
        for upper, lower in itertools.pairwise(lines)
        if upper.page == lower.page and 0 < lower.y0 - upper.y0 < 3 * upper.size
    )
    return pitches[len(pitches) // 3] if pitches else 0.0


def continues(upper: TextLine, lower: TextLine, pitch: float, indents: bool) -> bool:
    """Whether `lower` goes on with the paragraph in which `upper` is the last line.

    pitch: the usual distance of lines. indents: whether paragraphs of this document begin with an indent.
    """
    size = upper.size
    # A line without Latin characters is set in one font, and so is a little lower than its neighbours.
    if abs(size - lower.size) > 0.18 * size or offers_options(lower.source) or offers_options(upper.source):
        return False
    ended = ends_sentence(upper.source)
    lacking = _lacking(upper, lower)
    filled = not ended and lacking < FILLED
    shift = lower.x0 - upper.x0
    together = upper.page == lower.page and lower.y0 > upper.y0
    most = max(PITCH * pitch, pitch + 0.25 * size, WIDEST * size if filled and shift < INDENT * size else 0.0)
    if together and pitch and lower.y0 - upper.y0 > most:
        return False
    if not ended and lower.source[:1] in NO_BEGINNING:
        return True
    # Where an indent marks each new paragraph, a line may end a little early.
    if lacking >= (SLACK if indents else FILLED):
        return False
    # What begins further left than the line above is no first line, even in a block that is indented as a whole.
    if lower.x0 - lower.left > INDENT * size and (shift > -INDENT * size or _are_centred(upper, lower)):
        level = abs((lower.x0 - lower.left) - (upper.x0 - upper.left)) <= 2.5
        hangs = filled and shift < HANGING * size and number_style(upper.source) is not None
        return together and (level or hangs) and not ended and not starts_anew(lower.source)
    if starts_anew(lower.source) and (ended or not together or not indents):
        return False
    return indents or not ended or (together and upper.source[-1] not in "。！？：:")


def _are_centred(upper: TextLine, lower: TextLine) -> bool:
    """Whether two lines are set over one middle, as the lines of a title are."""
    return abs(upper.x0 + upper.x1 - lower.x0 - lower.x1) < 0.4 * upper.size


def _lacking(upper: TextLine, lower: TextLine) -> float:
    """How many more characters than the first piece of `lower` would have had to stand on the line above to fill it."""
    each = (lower.x1 - lower.x0) / max(len(lower.source), 1)
    return (upper.right - upper.x1) / each - first_piece(lower.source) if each > 0 else inf


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return ENDS_SENTENCE.search(text, max(len(text) - 2, 0)) is not None


def begins_with_indent(lines: list[TextLine]) -> bool:
    """Whether the document marks paragraphs by an indent: many lines after a full stop are indented by about two."""
    after = [
        lower.x0 - lower.left > INDENT * lower.size
        for upper, lower in itertools.pairwise(lines)
        if ends_sentence(upper.source) and upper.page == lower.page
    ]
    return sum(after) >= 0.4 * len(after) if after else False


def body_size(lines: list[TextLine]) -> float:
    """The type size of most of the text."""
    weights: dict[float, int] = {}
    for line in lines:
        size = max(round(line.size, 1), 0.1)  # a damaged font may be of no height
        weights[size] = weights.get(size, 0) + len(line.source)
    return max(weights, key=lambda size: (weights[size], size), default=10.0)


def is_small(line: TextLine, body: float) -> bool:
    """Whether a line is set in the size of notes."""
    return line.size < 0.87 * body
