"""Where the header of a run of rows begins, when nothing but the place of its words shows it."""

from __future__ import annotations

from compliance_check.collect.pdf.numerals import YEAR, is_number
from compliance_check.collect.pdf.rows import HEAD_GAP, UNIT_LINE, Row
from compliance_check.collect.pdf.rules import Edge

NAME_GAP = 1.2  # type sizes of white under the name of the only column of values
RULED_GAP = 2.5  # type sizes, where a rule parts it from them
EVEN_GAP = 1.1  # times the white between the first two rows of values: nor more where rows stand far apart


def header_start(rows: list[Row], start: int, end: int, edges: list[Edge]) -> int:
    """The first row of the header above the first row with columns, `start`: labels under a rule, or the first line of
    labels that wrap. end: the last row."""
    first = start
    while first > 0:
        row = rows[first - 1]
        text = "".join(word.text for word in row.words)
        prose = text.endswith(("。", "；", "，", "：", ":", "."))
        number = is_number(text) and not YEAR.fullmatch(text)
        if row.wide or row.leaders or len(text) > 20 or number or UNIT_LINE.search(text) or prose:
            break
        space = rows[first].y0 - row.y1
        ruled = any(row.y0 - row.size <= y <= row.y0 + 2 and x1 - x0 > 100 for y, x0, x1 in edges)
        wrapped = space <= 0.3 * row.size and _stands_over(row, rows[first : first + 2])
        parted = any(_parts(edge, row, rows[first]) for edge in edges)
        usual = rows[first + 1].y0 - rows[first].y1 if first + 1 < len(rows) else 0.0
        pitch = (HEAD_GAP if parted else EVEN_GAP) * usual
        near = space <= max((RULED_GAP if parted else NAME_GAP) * row.size, pitch)
        heads = near and first == start and _heads_values(row, rows[first : end + 1])
        if not (ruled and space <= 1.5 * row.size) and not wrapped and not heads:
            break
        first -= 1
    return first


def _parts(edge: Edge, above: Row, below: Row) -> bool:
    """Whether a rule parts two rows over their whole width, as the one under a header does."""
    y, x0, x1 = edge
    left, right = below.words[0].x0, max(above.words[-1].x1, below.words[-1].x1)
    return above.y1 - 2 < y < below.y0 + 2 and x0 < left + 2 and right - 2 < x1


def _stands_over(row: Row, below: list[Row]) -> bool:
    """Whether the only word of a row stands right over a word of the next ones."""
    if len(row.words) > 1 or row.longest > 8:
        return False
    word, near = row.words[0], 0.3 * row.size
    return any(
        abs(word.x0 - other.x0) < near
        or abs(word.x1 - other.x1) < near
        or abs(word.x0 + word.x1 - other.x0 - other.x1) < 2 * near
        for line in below
        for other in line.words
    )


def _heads_values(row: Row, below: list[Row]) -> bool:
    """Whether the only word of a row stands over the second column of a table whose first row has values there."""
    if len(row.words) > 1 or row.longest > 8 or len(below[0].words) < 2:
        return False
    word, near = row.words[0], below[:3]
    values = [line.words[-1] for line in below if is_number(line.words[-1].text)]
    names = [line.words[0] for line in near if len(line.words) > 1 or not is_number(line.words[0].text)]
    if any(len(line.words) > 1 and not is_number(line.words[-1].text) for line in near):
        return False
    if word.x0 <= max(name.x1 for name in names):
        return False
    centred = all(abs(word.x0 + word.x1 - value.x0 - value.x1) < row.size for value in values)
    return centred or word.x1 <= max(value.x1 for value in values) + 2
