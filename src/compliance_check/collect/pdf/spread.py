"""Which rows a label stands for where nothing is drawn around it: those over whose middle, top or bottom it stands."""

from __future__ import annotations

from itertools import pairwise
from math import inf

EQUAL = 0.02  # of the rows' height between two prices that are one

Extent = tuple[float, float]
"""The heights at which something begins and ends."""


def spread(labels: list[Extent], rows: list[Extent]) -> list[int]:
    """The first row of each label, from 0 on; every row belongs to one label, and labels and rows keep their order.

    All labels of a table are set in one way in their cells: in the middle, at the top or at the bottom. Where two ways
    explain their places equally well, the one with groups of like size does.

    >>> spread([(10, 20), (40, 50)], [(0, 15), (15, 30), (30, 45), (45, 60)])
    [0, 2]
    >>> spread([(0, 15), (30, 45)], [(0, 15), (15, 30), (30, 45), (45, 60)])
    [0, 2]
    """
    found = [_cheapest(labels, rows, way) for way in range(3)]
    least = min(price for price, _ in found) + EQUAL * (rows[-1][1] - rows[0][0])
    return min((starts for price, starts in found if price <= least), key=lambda starts: _unlike(starts, len(rows)))


def _unlike(starts: list[int], count: int) -> int:
    """By how many rows the largest of the groups that begin at `starts` exceeds the smallest."""
    sizes = [after - before for before, after in pairwise([*starts, count])]
    return max(sizes) - min(sizes)


def _cheapest(labels: list[Extent], rows: list[Extent], way: int) -> tuple[float, list[int]]:
    """The least total distance of labels from their places, and the first row of each label."""
    count = len(rows)
    best: list[tuple[float, list[int]]] = [(0.0, []), *[(inf, list[int]())] * count]
    for label in labels:
        following: list[tuple[float, list[int]]] = [(inf, [])] * (count + 1)
        for end in range(1, count + 1):
            options = ((best[start][0] + _distance(label, rows[start:end], way), start) for start in range(end))
            price, start = min(options)
            following[end] = (price, [*best[start][1], start])
        best = following
    return best[count]


def _distance(label: Extent, rows: list[Extent], way: int) -> float:
    top, bottom = rows[0][0], rows[-1][1]
    if way == 0:
        return abs(label[0] + label[1] - top - bottom) / 2
    # At the top the label keeps the distance from the border that a single row's text keeps.
    line = rows[0] if way == 1 else rows[-1]
    return abs((label[0] + label[1] - line[0] - line[1]) / 2)


def blocks_of(lines: list[Extent], most: float) -> list[list[int]]:
    """The numbers of the lines, from top to bottom, of each label: those with no more than `most` between middles."""
    found = [[0]] if lines else []
    for number, (upper, lower) in enumerate(pairwise(lines), 1):
        if (lower[0] + lower[1] - upper[0] - upper[1]) / 2 <= most:
            found[-1].append(number)
        else:
            found.append([number])
    return found
