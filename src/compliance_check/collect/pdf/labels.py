"""Labels of a column header spread over the columns: one to one at the bottom, over groups above."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from compliance_check.collect.pdf.gutters import Columns
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.words import Word

SKIP = 0.6  # of the type size: the price of leaving a column without a label above it


@dataclass(slots=True)
class Label:
    """A header cell's lines of words, and once found its columns."""

    lines: list[list[Word]]
    x0: float
    x1: float
    y0: float
    y1: float
    first: int = -1
    last: int = -1
    level: int = 0
    levels: int = 1

    @property
    def middle(self) -> float:
        """Its height."""
        return (self.y0 + self.y1) / 2


def column_under(columns: Columns, x0: float, x1: float) -> int:
    """The column over which the middle of x0..x1 stands."""
    middle = (x0 + x1) / 2
    return next((k for k in range(len(columns)) if middle < columns.xs[k + 1]), len(columns) - 1)


def distance(part: Label | Word, extent: tuple[float, float]) -> float:
    """How far a label is from standing over the left, the middle or the right of a column."""
    x0, x1 = extent
    return min(abs((part.x0 + part.x1 - x0 - x1) / 2), abs(part.x0 - x0), abs(part.x1 - x1))


def place_lowest(labels: list[Label], columns: Columns) -> None:
    """Match labels and columns in order, at the least total distance; labels wider than a column may span."""
    count, width = len(labels), len(columns)
    if count > width:
        for label in labels:
            label.first, label.last = columns.range_of(label.x0, label.x1)
        return
    cost = [[0.0] * (width + 1)] + [[inf] * (width + 1) for _ in range(count)]
    for i in range(1, count + 1):
        for k in range(i, width + 1):
            with_it = cost[i - 1][k - 1] + distance(labels[i - 1], columns.extents[k - 1])
            cost[i][k] = min(cost[i][k - 1], with_it)
    k = width
    for i in range(count, 0, -1):
        while k > i and cost[i][k] == cost[i][k - 1]:
            k -= 1
        labels[i - 1].first = labels[i - 1].last = k - 1
        k -= 1


def place_upper(
    labels: list[Label], columns: Columns, covered: set[int], edges: list[Edge], size: float, below: list[Label]
) -> set[int]:
    """Columns for the labels of a higher level; returns the columns that they stand over."""
    spanning: list[Label] = []
    for label in labels:
        ruled = _ruled_span(label, labels, columns, edges, size)
        if ruled:
            label.first, label.last = ruled
            continue
        own = column_under(columns, label.x0, label.x1)
        if own and own - 1 not in covered and any(one.first == own and label.x1 <= one.x0 for one in below):
            own -= 1  # set at the right of its column, it reaches over the border that the values suggest
        if own in covered:
            spanning.append(label)
        else:
            label.first = label.last = own
    taken = {k for label in labels if label.first >= 0 for k in range(label.first, label.last + 1)}
    free = sorted(covered - taken)
    lowest = max((one.middle for one in below), default=0.0)
    beside = {one.first for one in below if lowest - one.middle > 0.3 * (one.y1 - one.y0) / len(one.lines)}
    # Nothing stands over the names of the rows, whose own labels stand at the height of the whole header.
    while spanning and free and free[0] + 1 < len(columns.xs) and (free[0] == 0 or free[0] in beside):
        if spanning[0].x0 < columns.xs[free[0] + 1] - 1 and free[0] not in beside:
            break
        del free[0]
    top = next((one.y0 for one in below if one.middle == lowest), 0.0)
    tall = {one.first for one in below if one.middle <= top}
    while spanning and len(free) > 1 and free[-1] in tall:
        del free[-1]
    if spanning and free:
        _spread(spanning, columns, free, size, {k: one for one in below for k in (one.first,) if one.first == one.last})
    for label in spanning:
        if label.first < 0:
            label.first, label.last = columns.range_of(label.x0, label.x1)
    return {k for label in labels for k in range(label.first, label.last + 1)}


def _ruled_span(
    label: Label, labels: list[Label], columns: Columns, edges: list[Edge], size: float
) -> tuple[int, int] | None:
    """The columns over a rule that is drawn right under one label, and under none of the labels beside it."""
    whole = columns.xs[-1] - columns.xs[0]
    centre = (label.x0 + label.x1) / 2
    for y, x0, x1 in edges:
        if label.y1 - 0.3 * size <= y <= label.y1 + size and x0 <= centre <= x1 and x1 - x0 < 0.9 * whole:
            if any(other is not label and x0 <= (other.x0 + other.x1) / 2 <= x1 for other in labels):
                continue
            inside = [k for k, (a, b) in enumerate(columns.extents) if x0 - 3 <= (a + b) / 2 <= x1 + 3]
            if len(inside) > 1 and x0 - 4 <= label.x0 and label.x1 <= x1 + 4:
                return inside[0], inside[-1]
    return None


def _over_columns(labels: list[Label], columns: Columns) -> dict[int, Label]:
    return {columns.range_of(label.x0, label.x1)[0]: label for label in labels}


def _spread(
    labels: list[Label],
    columns: Columns,
    free: list[int],
    size: float,
    leaves: dict[int, Label],
    skip: float = SKIP,
) -> float:
    """Contiguous groups of `free` columns for `labels`: each label over the middle, or the left, or the right of its
    group, and all in the same way. Groups of one size, with the same labels below, are preferred.

    leaves: the lowest label of each column. skip: the price of a column that no label covers, in type sizes.
    Returns the total distance; inf for no solution.
    """
    best, chosen = inf, []
    for mode in range(5):
        cost, groups = _partition(labels, columns, free, skip * size, leaves, mode)
        if not groups:
            continue
        below = [tuple("".join(w.text for w in leaves[k].lines[0]) if k in leaves else "" for k in g) for g in groups]
        cost += 0.3 * size * len(labels) * (len({len(group) for group in groups}) > 1)
        cost += 0.3 * size * len(labels) * (len(set(below)) > 1)
        if cost < best:
            best, chosen = cost, groups
    for label, group in zip(labels, chosen, strict=False):
        label.first, label.last = group[0], group[-1]
    return best


def _partition(
    labels: list[Label], columns: Columns, free: list[int], skip: float, leaves: dict[int, Label], mode: int
) -> tuple[float, list[list[int]]]:
    """The cheapest groups in one mode, and their price; no groups where there is no solution."""
    count, width = len(labels), len(free)
    cost = [[inf] * (width + 1) for _ in range(count + 1)]
    back: dict[tuple[int, int], tuple[bool, int]] = {}
    cost[0] = [place * skip if place else 0.0 for place in range(width + 1)]
    for i in range(1, count + 1):
        for end in range(1, width + 1):
            if cost[i][end - 1] + skip < cost[i][end]:
                cost[i][end], back[i, end] = cost[i][end - 1] + skip, (False, end - 1)
            for start in range(i - 1, end):
                price = cost[i - 1][start] + _group_cost(labels[i - 1], columns, free[start:end], leaves, mode)
                if price < cost[i][end]:
                    cost[i][end], back[i, end] = price, (True, start)
    if cost[count][width] == inf:
        return inf, []
    groups: list[list[int]] = []
    i, end = count, width
    while i:
        takes, start = back[i, end]
        if takes:
            groups.insert(0, free[start:end])
            i -= 1
        end = start
    return cost[count][width], groups


def _group_cost(label: Label, columns: Columns, group: list[int], leaves: dict[int, Label], mode: int) -> float:
    """How far a label is from its place over a group: the middle (0 of its columns, 1 of what they hold, 2 of their
    labels), the left (3) or the right (4)."""
    first, last = group[0], group[-1]
    if last - first != len(group) - 1:
        return inf
    # A leaf set at the other side of its column than the values may reach beyond the border that these suggest.
    left = min(columns.xs[first], leaves[first].x0) if first in leaves else columns.xs[first]
    right = max(columns.xs[last + 1], leaves[last].x1) if last in leaves else columns.xs[last + 1]
    if label.x0 < left - 4 or label.x1 > right + 4:
        return inf
    centre = (label.x0 + label.x1) / 2
    if mode == 0:
        return abs(centre - (columns.xs[first] + columns.xs[last + 1]) / 2)
    if mode == 1:
        return abs(centre - (columns.extents[first][0] + columns.extents[last][1]) / 2)
    if first not in leaves or last not in leaves:
        return inf
    one, other = leaves[first], leaves[last]
    if mode == 2:
        return abs(centre - (one.x0 + one.x1 + other.x0 + other.x1) / 4)
    return abs(label.x0 - one.x0) if mode == 3 else abs(label.x1 - other.x1)


def stand_over_groups(upper: list[Label], lower: list[Label], columns: Columns, size: float) -> bool:
    """Whether each of `upper` stands over the middle of two columns or more of `lower`, and none is left out."""
    leaves = sorted({columns.range_of(label.x0, label.x1)[0] for label in lower})
    for lead in range(min(3, len(leaves))):
        over = [label for label in upper if columns.range_of(label.x0, label.x1)[1] in leaves]
        trial = [Label(label.lines, label.x0, label.x1, label.y0, label.y1) for label in over]
        cost = _spread(trial, columns, leaves[lead:], size, _over_columns(lower, columns), skip=inf)
        if trial and cost <= 0.35 * size * len(trial) and all(label.last > label.first for label in trial):
            return True
    return False
