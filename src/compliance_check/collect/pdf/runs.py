"""Runs of rows of words that look like a table though nothing is drawn."""

from __future__ import annotations

from compliance_check.collect.pdf.numerals import is_number, is_value, is_wrapped_number
from compliance_check.collect.pdf.rows import CELL_GAP, HEAD_GAP, UNIT_LINE, Row
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.runheads import header_start
from compliance_check.collect.pdf.words import Word

ROW_GAP = 3.0  # of the type size: more white than this ends a table without rules
SHORT_TEXT = 24.0  # type sizes
LEAST_LINES = 4  # in which a table of texts keeps its columns
SHARED = 0.3  # of the lines hold several columns: in the middle of three lines, a row of short texts is one of them
LONGEST_NAME = 10.0  # type sizes of a column's name
WRAP_GAP = 0.45  # of the type size between the lines of one cell
WIDE_GAP = 2.0  # type sizes, where they are pieces of one number
LOOK_AHEAD = 6  # rows without columns that may stand between two with columns


def free_runs(rows: list[Row], edges: list[Edge]) -> list[list[Row]]:
    """Runs of rows that look tabular, with wrapped labels between them."""
    runs: list[list[Row]] = []
    place = 0
    while place < len(rows):
        if not rows[place].tabular:
            place += 1
            continue
        end = _run_end(rows, place)
        start = header_start(rows, place, end, edges)
        run = rows[start : end + 1]
        place = end + 1
        if _looks_like_table([row for row in run if row.wide]) or _keeps_columns(run):
            runs.append(run)
    return runs


def _run_end(rows: list[Row], start: int) -> int:
    """The last row of the run that begins at `start`."""
    end, size = start, rows[start].size
    lefts, names, alone = _inner_lefts(rows[start]), [rows[start].words[0].x0], list[float]()
    ends = [word.x1 for word in rows[start].words]
    place = start + 1
    while place < len(rows) and _is_near(rows, place, size) and not rows[place].leaders:
        row = rows[place]
        if row.tabular or (row.wide and (begins_in_columns(row, names + lefts) or _keeps_to(row, names + lefts, ends))):
            lefts += _inner_lefts(row) + alone
            names.append(row.words[0].x0)
            ends += [word.x1 for word in row.words]
            alone, end = [], place
        elif row.wide and place > end + 1:
            break
        elif _goes_on(rows[place - 1], row, lefts, size):
            end = place if end > start else end
        elif end > start and all(_ends_number(rows[place - 2 : place], word, size) for word in row.words):
            end = place
        elif not (_is_short(row) or _under_one_name(row, rows[start])) or place - end > LOOK_AHEAD:
            break
        elif len(row.words) == 1 and UNIT_LINE.match(row.words[0].text):
            break  # of the next table
        elif row.words[0].x0 > min(names) + size:
            alone.append(row.words[0].x0)  # the lines of this column share no height with those of the others
        place += 1
    right = max(row.words[0].x1 for row in rows[start : end + 1])
    while end > start and end + 1 < len(rows) and _is_last_label(rows[end], rows[end + 1], size, right):
        end += 1
    return end


def _is_near(rows: list[Row], place: int, size: float) -> bool:
    """Whether no more white parts a row from the one above than rows of one table have between them.

    Under the header it may be somewhat more than between the rows that follow.
    """
    gap = rows[place].y0 - rows[place - 1].y1
    size = max(size, rows[place].y1 - rows[place].y0)  # figures in front may be lower than the names behind them
    if gap <= ROW_GAP * size:
        return True
    below = rows[place + 1].y0 - rows[place].y1 if place + 1 < len(rows) else 0.0
    both = rows[place - 1].tabular and rows[place].tabular
    return both and below <= ROW_GAP * size and gap <= HEAD_GAP * below


def _inner_lefts(row: Row) -> list[float]:
    """Where the words of a row begin, but for the first."""
    return [word.x0 for word in row.words[1:]]


def begins_in_columns(row: Row, lefts: list[float]) -> bool:
    """Whether the words of a row begin where those of columns above begin; so even a long text is a remark."""
    return not row.leaders and all(any(abs(word.x0 - left) < 1.5 for left in lefts) for word in row.words)


def _keeps_to(row: Row, lefts: list[float], ends: list[float]) -> bool:
    """Whether the words of a row begin where those of columns above begin, or are values that end where those end."""
    return not row.leaders and all(
        any(abs(word.x0 - left) < 1.5 for left in lefts)
        or (is_value(word.text) and any(abs(word.x1 - end) < 1.5 for end in ends))
        for word in row.words
    )


def _goes_on(above: Row, row: Row, lefts: list[float], size: float) -> bool:
    """Whether a row is the next line of a cell: close below, and beginning where cells of an inner column begin."""
    return row.y0 - above.y1 < WRAP_GAP * size and begins_in_columns(row, lefts)


def _ends_number(above: list[Row], word: Word, size: float) -> bool:
    """Whether a word is the rest of a number that a cell too narrow for it breaks, one or two rows above."""
    return any(
        other.x1 > word.x0
        and other.x0 < word.x1
        and word.y0 - other.y1 < WIDE_GAP * size
        and is_wrapped_number([other.text, word.text])
        for row in above
        for other in row.words
    )


def _under_one_name(row: Row, head: Row) -> bool:
    """Whether a line of text stands under one name of the first row alone, right of the one before."""
    under = [place for place, word in enumerate(head.words) if word.x0 < row.words[-1].x1 and word.x1 > row.words[0].x0]
    return not row.leaders and len(under) == 1 and under[0] > 0 and row.words[0].x0 > head.words[under[0] - 1].x1


def _is_short(row: Row) -> bool:
    return not row.wide and row.longest <= SHORT_TEXT and not row.leaders


def _is_last_label(above: Row, row: Row, size: float, right: float) -> bool:
    """Whether a text under the last row, no wider than the other labels, is the rest of its label."""
    text = "".join(word.text for word in row.words)
    near = row.y0 - above.y1 < WRAP_GAP * size and row.words[0].x0 <= above.words[0].x0 + size
    ended = text.startswith("注") or text.endswith(("。", "."))
    return _is_short(row) and row.words[-1].x1 <= right and near and not is_number(text) and not ended


def _looks_like_table(rows: list[Row]) -> bool:
    """Whether enough rows carry numbers, or texts that line up in three columns."""
    if len(rows) < 3:
        return False
    total = sum(len(row.words) for row in rows)
    numbers = sum(is_value(word.text) for row in rows for word in row.words[1:])
    if numbers >= 0.25 * total:
        return True
    counts = sorted(len(row.words) for row in rows)
    usual = counts[len(counts) // 2]
    regular = [row.words for row in rows if len(row.words) == usual]
    if usual < 3 or len(regular) < max(3, 0.6 * len(rows)):
        return False
    aligned = 0
    for column in range(usual):
        lefts = [row[column].x0 for row in regular[1:]]
        middles = [(row[column].x0 + row[column].x1) / 2 for row in regular]
        aligned += max(lefts) - min(lefts) < 3 or max(middles) - min(middles) < 3
    return aligned >= usual - 1


def _keeps_columns(rows: list[Row]) -> bool:
    """Whether all lines of a run leave the same gaps free, and a line at the top names each column between them.

    So a table of texts that wrap in several columns looks, whose lines hold now these and now those columns.
    """
    if len(rows) < LEAST_LINES:
        return False
    spans = sorted((word.x0, word.x1) for row in rows for word in row.words)
    gaps, reached = [], spans[0][1]
    for x0, x1 in spans:
        if x0 - reached > CELL_GAP * rows[0].size:
            gaps.append((reached + x0) / 2)
        reached = max(reached, x1)
    if len(gaps) < 2:
        return False
    named = {
        sum(word.x0 > gap for gap in gaps) for row in rows[:3] for word in row.words if row.longest <= LONGEST_NAME
    }
    return len(named) == len(gaps) + 1 and sum(len(row.words) > 1 for row in rows) >= SHARED * len(rows)
