"""Names over groups of columns, above a header of which only the lower row has a background."""

from __future__ import annotations

from compliance_check.collect.pdf.fills import Filled
from compliance_check.collect.pdf.words import Word

REACH = 1.6  # type sizes above the background
MIDDLE = 0.5  # of the type size: so far from the middle of its columns a name may stand

Group = tuple[int, int]
"""The first column of a group and its number of columns."""


def names_over(filled: Filled, words: list[Word]) -> tuple[float, list[Group]]:
    """The top of the row of names over two groups of columns or more, and the groups; without any where there are none.

    A name stands in the middle of its columns, and across a border between them.
    """
    left, right, edge = filled.xs[0], filled.xs[-1], filled.ys[0]
    above = [w for w in words if 0 < edge - w.centre < REACH * w.size and w.x1 > left and w.x0 < right]
    groups: list[Group] = []
    for word in sorted(above, key=lambda word: word.x0):
        first = sum(x < word.x0 for x in filled.xs) - 1
        last = sum(x < word.x1 for x in filled.xs) - 1
        if first == last and 0 <= first < len(filled.xs) - 1:
            continue
        group = _columns_around(word, filled.xs)
        if group is None or (groups and group[0] < sum(groups[-1])):
            return edge, []
        groups.append(group)
    if len(groups) < 2:
        return edge, []
    return min(word.y0 for word in above) - 2, groups


def _columns_around(word: Word, xs: list[float]) -> Group | None:
    """The fewest columns in whose middle a word stands."""
    runs = [
        (last - first, first)
        for first in range(len(xs))
        for last in range(first + 2, len(xs))
        if xs[first] < word.x0
        and word.x1 < xs[last]
        and abs(xs[first] + xs[last] - word.x0 - word.x1) < 2 * MIDDLE * word.size
    ]
    if not runs:
        return None
    width, first = min(runs)
    return first, width
