"""Rows of words: what each looks like."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from compliance_check.collect.pdf.headings import offers_options, opens_chapter
from compliance_check.collect.pdf.numerals import is_value
from compliance_check.collect.pdf.words import Word

# The class at the front lets a search jump to the first sign that counts.
LEADERS = re.compile(r"[.．·…‥-](?:(?<!-)[.．·…‥]{3,}|(?<=-)-{5,}|(?<=[.．·…]) ?(?:[.．·…] ?){4,})")
UNIT_LINE = re.compile(
    r"(?<![制报送])单\s*位\s*[:：]|金\s*额\s*单\s*位|[（(]\s*单\s*位|^\s*(?:Unit|In)\b.*(?:RMB|CNY|million|thousand)",
    re.IGNORECASE,
)
DOTS = ("..", "．．", "··", "…", "‥", "--", ". .", "· ·")
COLUMN_GAP = 0.7  # of the type size
CELL_GAP = 0.4  # of the type size, where several such gaps part numbers
HEAD_GAP = 1.5  # times the white between the rows that follow
LONG_TEXT = 30.0  # type sizes: a longer run is prose unless rules say otherwise
LONG_REMARK = 50.0  # type sizes: a longer text beside values is no remark on them


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
