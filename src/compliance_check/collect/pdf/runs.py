"""Rows of words: what each looks like, and runs of them that look like a table though nothing is drawn."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from compliance_check.collect.pdf.numerals import is_number, is_value
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.words import Word

LEADERS = re.compile(r"[.．·…‥]{4,}|-{6,}|(?:[.．·…] ?){5,}")
UNIT_LINE = re.compile(
    r"单位\s*[:：]|金额单位|[（(]单位|^\s*(?:Unit|In)\b.*(?:RMB|CNY|million|thousand)", re.IGNORECASE
)
COLUMN_GAP = 0.7  # of the type size
CELL_GAP = 0.4  # of the type size, where several such gaps part numbers
ROW_GAP = 2.2  # of the type size: more white than this ends a table without rules
LONG_TEXT = 30.0  # type sizes: a longer run is prose unless rules say otherwise
SHORT_TEXT = 24.0  # type sizes


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
        return self.wide and self.longest <= LONG_TEXT and not self.leaders

    @property
    def size(self) -> float:
        """The height of its type."""
        return self.words[0].y1 - self.words[0].y0


def describe(words: list[Word]) -> Row:
    """A row with its looks."""
    size = words[0].y1 - words[0].y0
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(words)]
    wide = any(gap > COLUMN_GAP * size for gap in gaps)
    if not wide and sum(gap > CELL_GAP * size for gap in gaps) > 1:
        wide = any(is_number(word.text) for word in words[1:])
    return Row(
        words,
        min(word.y0 for word in words),
        max(word.y1 for word in words),
        wide,
        max((word.x1 - word.x0) / (word.y1 - word.y0 + 0.1) for word in words),
        any(LEADERS.search(word.text) for word in words),
    )


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
        if _looks_like_table([row for row in run if row.wide]):
            runs.append(run)
    return runs


def _run_end(rows: list[Row], start: int) -> int:
    """The last row of the run that begins at `start`."""
    end, size = start, rows[start].size
    while end + 1 < len(rows):
        row = rows[end + 1]
        if row.y0 - rows[end].y1 > ROW_GAP * size or row.leaders:
            break
        if row.tabular:
            end += 1
            continue
        ahead = end + 1
        while ahead < min(len(rows), end + 5) and _is_short(rows[ahead]):
            ahead += 1
        stops = ahead >= len(rows) or not rows[ahead].tabular
        gaps = [rows[k].y0 - rows[k - 1].y1 for k in range(end + 2, min(ahead + 1, len(rows)))]
        if ahead > end + 1 and not stops and all(gap <= ROW_GAP * size for gap in gaps):
            end = ahead
            continue
        if end > start and _is_last_label(rows[end], row, size):
            end += 1
        break
    return end


def _is_short(row: Row) -> bool:
    return not row.wide and row.longest <= SHORT_TEXT and not row.leaders


def _is_last_label(above: Row, row: Row, size: float) -> bool:
    """Whether a short text under the last row is the rest of its label."""
    text = "".join(word.text for word in row.words)
    near = row.y0 - above.y1 < 0.45 * size and row.words[0].x0 <= above.words[0].x0 + size
    return _is_short(row) and len(text) <= 12 and near and not is_number(text) and not text.startswith("注")


def _header_start(rows: list[Row], start: int, edges: list[Edge]) -> int:
    """The first row of the header above the first row with columns: labels under a rule, or the first line of labels
    that wrap."""
    first = start
    while first > 0:
        row = rows[first - 1]
        text = "".join(word.text for word in row.words)
        if row.wide or row.leaders or len(text) > 20 or is_number(text) or UNIT_LINE.search(text):
            break
        space = rows[first].y0 - row.y1
        ruled = any(row.y0 - row.size <= y <= row.y0 + 2 and x1 - x0 > 100 for y, x0, x1 in edges)
        if not (ruled and space <= 1.5 * row.size) and not (
            space <= 0.3 * row.size and _is_first_line(row, rows[first])
        ):
            break
        first -= 1
    return first


def _is_first_line(row: Row, below: Row) -> bool:
    """Whether the only word of a row stands right over a word of the next one."""
    if len(row.words) > 1:
        return False
    word, near = row.words[0], 0.3 * row.size
    return any(
        abs(word.x0 - other.x0) < near
        or abs(word.x1 - other.x1) < near
        or abs(word.x0 + word.x1 - other.x0 - other.x1) < 2 * near
        for other in below.words
    )


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
