"""Rows of words: what each looks like, and runs of them that look like a table though nothing is drawn."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from compliance_check.collect.pdf.headings import offers_options, opens_chapter
from compliance_check.collect.pdf.numerals import YEAR, is_number, is_value
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.words import Word

# The class at the front lets a search jump to the first sign that counts.
LEADERS = re.compile(r"[.．·…‥-](?:(?<!-)[.．·…‥]{3,}|(?<=-)-{5,}|(?<=[.．·…]) ?(?:[.．·…] ?){4,})")
DOTS = ("..", "．．", "··", "…", "‥", "--", ". .", "· ·")
UNIT_LINE = re.compile(
    r"(?<![制报送])单\s*位\s*[:：]|金\s*额\s*单\s*位|[（(]\s*单\s*位|^\s*(?:Unit|In)\b.*(?:RMB|CNY|million|thousand)",
    re.IGNORECASE,
)
COLUMN_GAP = 0.7  # of the type size
CELL_GAP = 0.4  # of the type size, where several such gaps part numbers
ROW_GAP = 3.0  # of the type size: more white than this ends a table without rules
HEAD_GAP = 1.5  # times the white between the rows that follow
LONG_TEXT = 30.0  # type sizes: a longer run is prose unless rules say otherwise
LONG_REMARK = 50.0  # type sizes: a longer text beside values is no remark on them
SHORT_TEXT = 24.0  # type sizes
LEAST_LINES = 4  # in which a table of texts keeps its columns
LONGEST_NAME = 10.0  # type sizes of a column's name
NAME_GAP = 1.2  # type sizes of white under the name of the only column of values
RULED_GAP = 2.5  # type sizes, where a rule parts it from them
WRAP_GAP = 0.45  # of the type size between the lines of one cell
LOOK_AHEAD = 6  # rows without columns that may stand between two with columns


@dataclass(slots=True)
class Row:
    """A row of words and what it looks like."""

    words: list[Word]
    y0: float
    y1: float
    wide: bool
    longest: float
    leaders: bool

    @property
    def tabular(self) -> bool:
        """Whether it could be a row of a table on its own looks."""
        longest = LONG_TEXT if sum(is_value(word.text) for word in self.words) < 2 else LONG_REMARK
        return self.wide and self.longest <= longest and not self.leaders

    @property
    def size(self) -> float:
        """The height of its type."""
        return self.words[0].y1 - self.words[0].y0


def describe(words: list[Word]) -> Row:
    """A row with its looks."""
    first = words[0]
    size = first.y1 - first.y0
    if len(words) == 1:
        leaders = _has_leaders(first.text)
        return Row(words, first.y0, first.y1, False, (first.x1 - first.x0) / (size + 0.1), leaders)
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(words)]
    wide = max(gaps) > COLUMN_GAP * size
    if not wide and sum(gap > CELL_GAP * size for gap in gaps) > 1:
        wide = any(is_value(word.text) for word in words[1:])
    if wide:
        text = " ".join(word.text for word in words)
        wide = not offers_options(text) and not opens_chapter(text)
    return Row(
        words,
        min(word.y0 for word in words),
        max(word.y1 for word in words),
        wide,
        max((word.x1 - word.x0) / (word.y1 - word.y0 + 0.1) for word in words),
        any(_has_leaders(word.text) for word in words),
    )


def _has_leaders(text: str) -> bool:
    """Whether a text holds the dots that lead to a page number."""
    return any(sign in text for sign in DOTS) and LEADERS.search(text) is not None


def free_runs(rows: list[Row], edges: list[Edge]) -> list[list[Row]]:
    """Runs of rows that look tabular, with wrapped labels between them."""
    runs: list[list[Row]] = []
    place = 0
    while place < len(rows):
        if not rows[place].tabular:
            place += 1
            continue
        end = _run_end(rows, place)
        start = _header_start(rows, place, edges)
        run = rows[start : end + 1]
        place = end + 1
        if _looks_like_table([row for row in run if row.wide]) or _keeps_columns(run):
            runs.append(run)
    return runs


def _run_end(rows: list[Row], start: int) -> int:
    """The last row of the run that begins at `start`."""
    end, size = start, rows[start].size
    lefts, names = _inner_lefts(rows[start]), [rows[start].words[0].x0]
    place = start + 1
    while place < len(rows) and _is_near(rows, place, size) and not rows[place].leaders:
        row = rows[place]
        if row.tabular or (row.wide and begins_in_columns(row, names + lefts)):
            lefts += _inner_lefts(row)
            names.append(row.words[0].x0)
            end = place
        elif row.wide and place > end + 1:
            break
        elif _goes_on(rows[place - 1], row, lefts, size):
            end = place if end > start else end
        elif not (_is_short(row) or _under_one_name(row, rows[start])) or place - end > LOOK_AHEAD:
            break
        elif len(row.words) == 1 and UNIT_LINE.match(row.words[0].text):
            break  # of the next table
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
    if gap <= ROW_GAP * size:
        return True
    below = rows[place + 1].y0 - rows[place].y1 if place + 1 < len(rows) else 0.0
    both = rows[place - 1].tabular and rows[place].tabular
    return both and below <= ROW_GAP * rows[place].size and gap <= HEAD_GAP * below


def _inner_lefts(row: Row) -> list[float]:
    """Where the words of a row begin, but for the first."""
    return [word.x0 for word in row.words[1:]]


def begins_in_columns(row: Row, lefts: list[float]) -> bool:
    """Whether the words of a row begin where those of columns above begin; so even a long text is a remark."""
    return not row.leaders and all(any(abs(word.x0 - left) < 1.5 for left in lefts) for word in row.words)


def _goes_on(above: Row, row: Row, lefts: list[float], size: float) -> bool:
    """Whether a row is the next line of a cell: close below, and beginning where cells of an inner column begin."""
    return row.y0 - above.y1 < WRAP_GAP * size and begins_in_columns(row, lefts)


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


def _header_start(rows: list[Row], start: int, edges: list[Edge]) -> int:
    """The first row of the header above the first row with columns: labels under a rule, or the first line of labels
    that wrap."""
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
        near = space <= (RULED_GAP if parted else NAME_GAP) * row.size
        heads = near and first == start and _heads_values(row, rows[first : first + 3])
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
    if len(row.words) > 1 or row.longest > 8 or not all(len(line.words) > 1 for line in below):
        return False
    word = row.words[0]
    labels, ends = max(line.words[0].x1 for line in below), max(line.words[-1].x1 for line in below)
    return word.x0 > labels and word.x1 <= ends + 2 and all(is_number(line.words[-1].text) for line in below)


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
    return len(named) == len(gaps) + 1 and sum(len(row.words) > 1 for row in rows) >= 0.4 * len(rows)
