"""Column headers of a table without vertical lines: which label stands over which columns, on how many levels.

The lowest labels are matched one to one with the columns, from left to right, by their distance from what the body
fills; the labels above are spread over groups of columns so that each stands over the middle of its group. A rule
under a label settles its group.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from compliance_check.collect.pdf.gutters import Columns
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.words import Word, rows_of

ONE_LABEL = 0.55  # of the type size: a narrower gap does not part two labels
WRAP_PITCH = 1.75  # of the type size
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


def read_header(words: list[Word], columns: Columns, edges: list[Edge], size: float, tight: float) -> list[Label]:
    """The header's labels with columns, level and number of levels.

    edges: the horizontal rules in the header. tight: the pitch of wrapped lines in the body, 0 where unknown.
    """
    lines = [_labels(row, columns, size) for row in rows_of(words)]
    lines = _join_wrapped(lines, columns, edges, size, tight)
    _place_lowest(lines[-1], columns)
    covered = {column for label in lines[-1] for column in range(label.first, label.last + 1)}
    for place in range(len(lines) - 2, -1, -1):
        covered |= _place_upper(lines[place], columns, covered, edges, size)
    return _levels(lines)


def _label(row: list[Word]) -> Label:
    return Label([row], row[0].x0, max(w.x1 for w in row), min(w.y0 for w in row), max(w.y1 for w in row))


def _labels(row: list[Word], columns: Columns, size: float) -> list[Label]:
    """The labels of one line: words closer than a little, or in the same column, are one."""
    groups = [[row[0]]]
    for word in row[1:]:
        before = groups[-1][-1]
        same = columns.range_of(groups[-1][0].x0, before.x1) == columns.range_of(word.x0, word.x1)
        if word.x0 - before.x1 < ONE_LABEL * size or same:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_label(group) for group in groups]


def _join_wrapped(
    lines: list[list[Label]], columns: Columns, edges: list[Edge], size: float, tight: float
) -> list[list[Label]]:
    """Labels that wrap over lines made one, where the lines are one level."""
    lines = [list(line) for line in lines]
    place = 0
    while place + 1 < len(lines):
        upper, lower = lines[place], lines[place + 1]
        links = _links(upper, lower, size)
        if links and _is_wrap(links, upper, lower, columns, edges, size, tight):
            for over, under in links:
                over.lines += under.lines
                over.x0, over.x1, over.y1 = min(over.x0, under.x0), max(over.x1, under.x1), under.y1
            joined = {id(under) for _, under in links}
            lines[place] = sorted(upper + [one for one in lower if id(one) not in joined], key=lambda one: one.x0)
            del lines[place + 1]
        else:
            place += 1
    return lines


def _links(upper: list[Label], lower: list[Label], size: float) -> list[tuple[Label, Label]]:
    """Pairs of labels one over the other and over no other."""
    links = []
    for over in upper:
        under = [one for one in lower if min(one.x1, over.x1) - max(one.x0, over.x0) > 0.5]
        if len(under) == 1:
            back = [one for one in upper if min(one.x1, under[0].x1) - max(one.x0, under[0].x0) > 0.5]
            if len(back) == 1 and _last_centre(under[0], 0) - _last_centre(over, -1) <= WRAP_PITCH * size:
                links.append((over, under[0]))
    return links


def _last_centre(label: Label, place: int) -> float:
    return label.lines[place][0].centre


def _is_wrap(
    links: list[tuple[Label, Label]],
    upper: list[Label],
    lower: list[Label],
    columns: Columns,
    edges: list[Edge],
    size: float,
    tight: float,
) -> bool:
    """Whether the two lines are one level of labels, some of which wrap, and not two levels."""
    for over, under in links:
        middle = (max(over.x0, under.x0) + min(over.x1, under.x1)) / 2
        if any(over.middle < y < under.middle and x0 <= middle <= x1 for y, x0, x1 in edges):
            return False
    count = len(upper) + len(lower) - len(links)
    if count > len(columns):
        return False
    pitch = max(_last_centre(under, 0) - _last_centre(over, -1) for over, under in links)
    if tight and pitch <= tight + 0.5:
        return True
    if len(links) == len(upper) == len(lower):
        return True
    if _stand_over_groups(upper, lower, columns, size):
        return False
    wrapped = 0
    for over, under in links:
        best, _ = columns.range_of(min(over.x0, under.x0), max(over.x1, under.x1))
        left, right = columns.extents[best]
        widest = max(right - left, over.x1 - over.x0, under.x1 - under.x0)
        each = (under.x1 - under.x0) / max(len(under.lines[0][0].text), 1)
        wrapped += over.x1 - over.x0 + 1.2 * each > widest
    return wrapped == len(links) and not tight


def _stand_over_groups(upper: list[Label], lower: list[Label], columns: Columns, size: float) -> bool:
    """Whether each of `upper` stands over the middle of two columns or more of `lower`, and none is left out."""
    leaves = sorted({columns.range_of(label.x0, label.x1)[0] for label in lower})
    for lead in range(min(3, len(leaves))):
        over = [label for label in upper if columns.range_of(label.x0, label.x1)[1] in leaves]
        trial = [Label(label.lines, label.x0, label.x1, label.y0, label.y1) for label in over]
        cost = _spread(trial, columns, leaves[lead:], size, skip=inf)
        if trial and cost <= 0.35 * size * len(trial) and all(label.last > label.first for label in trial):
            return True
    return False


def _distance(label: Label, extent: tuple[float, float]) -> float:
    """How far a label is from standing over the left, the middle or the right of a column."""
    x0, x1 = extent
    return min(abs((label.x0 + label.x1 - x0 - x1) / 2), abs(label.x0 - x0), abs(label.x1 - x1))


def _place_lowest(labels: list[Label], columns: Columns) -> None:
    """Match labels and columns in order, at the least total distance; labels wider than a column may span."""
    count, width = len(labels), len(columns)
    if count > width:
        for label in labels:
            label.first, label.last = columns.range_of(label.x0, label.x1)
        return
    cost = [[0.0] * (width + 1)] + [[inf] * (width + 1) for _ in range(count)]
    for i in range(1, count + 1):
        for k in range(i, width + 1):
            with_it = cost[i - 1][k - 1] + _distance(labels[i - 1], columns.extents[k - 1])
            cost[i][k] = min(cost[i][k - 1], with_it)
    k = width
    for i in range(count, 0, -1):
        while k > i and cost[i][k] == cost[i][k - 1]:
            k -= 1
        labels[i - 1].first = labels[i - 1].last = k - 1
        k -= 1


def _place_upper(labels: list[Label], columns: Columns, covered: set[int], edges: list[Edge], size: float) -> set[int]:
    """Columns for the labels of a higher level; returns the columns that they stand over."""
    spanning: list[Label] = []
    for label in labels:
        ruled = _ruled_span(label, labels, columns, edges, size)
        if ruled:
            label.first, label.last = ruled
            continue
        centre = (label.x0 + label.x1) / 2
        own = next((k for k in range(len(columns)) if centre < columns.xs[k + 1]), len(columns) - 1)
        if own in covered:
            spanning.append(label)
        else:
            label.first = label.last = own
    taken = {k for label in labels if label.first >= 0 for k in range(label.first, label.last + 1)}
    free = sorted(covered - taken)
    if spanning and free:
        _spread(spanning, columns, free, size)
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


def _spread(labels: list[Label], columns: Columns, free: list[int], size: float, skip: float = SKIP) -> float:
    """Contiguous groups of `free` columns for `labels`, each label nearest to the middle of its group.

    skip: the price of a column that no label covers, in type sizes. Returns the total distance; inf for no solution.
    """
    count, width = len(labels), len(free)
    cost = [[inf] * (width + 1) for _ in range(count + 1)]
    back: dict[tuple[int, int], tuple[bool, int]] = {}
    cost[0] = [place * skip * size if place else 0.0 for place in range(width + 1)]
    for i in range(1, count + 1):
        for end in range(1, width + 1):
            if cost[i][end - 1] + skip * size < cost[i][end]:
                cost[i][end], back[i, end] = cost[i][end - 1] + skip * size, (False, end - 1)
            for start in range(i - 1, end):
                price = cost[i - 1][start] + _group_cost(labels[i - 1], columns, free[start:end])
                if price < cost[i][end]:
                    cost[i][end], back[i, end] = price, (True, start)
    if cost[count][width] == inf:
        return inf
    i, end = count, width
    while i:
        takes, start = back[i, end]
        if takes:
            labels[i - 1].first, labels[i - 1].last = free[start], free[end - 1]
            i -= 1
        end = start
    return cost[count][width]


def _group_cost(label: Label, columns: Columns, group: list[int]) -> float:
    first, last = group[0], group[-1]
    if last - first != len(group) - 1:
        return inf
    if label.x0 < columns.xs[first] - 4 or label.x1 > columns.xs[last + 1] + 4:
        return inf
    centre = (label.x0 + label.x1) / 2
    filled = (columns.extents[first][0] + columns.extents[last][1]) / 2
    return min(abs(centre - (columns.xs[first] + columns.xs[last + 1]) / 2), abs(centre - filled))


def _levels(lines: list[list[Label]]) -> list[Label]:
    """Number the levels; a line of labels that stand alone in their columns is no level; such labels span them all."""
    labels = [label for line in lines for label in line]
    real = []
    for line in lines:
        columns = {k for label in line for k in range(label.first, label.last + 1)}
        others = {k for label in labels if label not in line for k in range(label.first, label.last + 1)}
        if columns & others or len(lines) == 1:
            real.append(line)
    real = real or lines[-1:]
    for number, line in enumerate(real):
        for label in line:
            label.level = number
    for label in labels:
        columns = set(range(label.first, label.last + 1))
        above = [o for o in labels if o is not label and o.middle < label.middle and columns & _span(o)]
        below = [o for o in labels if o is not label and o.middle > label.middle and columns & _span(o)]
        if not above:
            bottom = min((o.level for o in below), default=len(real))
            label.level, label.levels = 0, max(bottom, 1)
        elif not below:
            label.levels = len(real) - label.level
    return labels


def _span(label: Label) -> set[int]:
    return set(range(label.first, label.last + 1))
