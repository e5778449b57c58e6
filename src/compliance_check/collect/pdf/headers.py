"""Column headers of a table without vertical lines: which label stands over which columns, on how many levels.

The lowest labels are matched one to one with the columns, from left to right, by their distance from what the body
fills; the labels above are spread over groups of columns so that each stands over the middle of its group. A rule
under a label settles its group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance_check.collect.pdf.gutters import Columns
from compliance_check.collect.pdf.labels import (
    Label,
    column_under,
    distance,
    place_lowest,
    place_upper,
    stand_over_groups,
)
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.words import Word, rows_of

SPACED = 3.0  # em: two characters of one column so far apart are one label set wide
ONE_LABEL = 0.55  # em: a narrower gap does not part a single character from its label
ALIGNED = 0.35  # em
TOUCHING = 0.2  # em: nor does so narrow a gap part anything
SPACE = 0.45  # em: nor a space between Latin words or figures over one column, as in Q4 2025
WRAP_PITCH = 1.6  # em
WIDE_PITCH = 2.2  # em, where what wraps is a single character, as no name of a column is
FAR_PITCH = 3.2  # em, where a label beside them tells that two lines are one label
SAME_PITCH = 0.8  # points by which the distances of the lines of labels may differ
MIDDLE = 0.2  # em
IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]+")


def read_header(words: list[Word], columns: Columns, edges: list[Edge], size: float, first: int) -> list[Label]:
    """The header's labels with columns, level and number of levels.

    edges: the horizontal rules in the header. first: the first column that does not name rows.
    """
    em = em_of(words, size)
    lines = [_labels(row, columns, em) for row in rows_of(words)]
    lines = _join_wrapped(lines, columns, edges, em, first)
    place_lowest(lines[-1], columns)
    covered = {column for label in lines[-1] for column in range(label.first, label.last + 1)}
    for place in range(len(lines) - 2, -1, -1):
        below = [label for line in lines[place + 1 :] for label in line]
        covered |= place_upper(lines[place], columns, covered, edges, size, below)
    return _levels(lines)


def em_of(words: list[Word], size: float) -> float:
    """The type size proper: an ideograph is one em wide; `size` is the height of the font's box."""
    widths = sorted((w.x1 - w.x0) / len(w.text) for w in words if len(w.text) > 1 and IDEOGRAPHS.fullmatch(w.text))
    return widths[len(widths) // 2] if widths else 0.85 * size


def _label(row: list[Word]) -> Label:
    return Label([row], row[0].x0, max(w.x1 for w in row), min(w.y0 for w in row), max(w.y1 for w in row))


def _labels(row: list[Word], columns: Columns, em: float) -> list[Label]:
    """The labels of one line: words in one column are one, and words with hardly a gap between them."""
    groups = [[row[0]]]
    for word in row[1:]:
        before = groups[-1][-1]
        single = len(word.text) == 1, len(before.text) == 1
        spaced = all(single) and _may_be_one(before, word, columns, em)
        allowed = SPACED if spaced else ONE_LABEL if any(single) else _space(before, word, columns)
        if word.x0 - before.x1 < allowed * em:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_label(group) for group in groups]


def _space(before: Word, word: Word, columns: Columns) -> float:
    """The widest gap between two words of one label."""
    over = {column_under(columns, one.x0, one.x1) for one in (before, word)}
    return SPACE if len(over) == 1 and before.text.isascii() and word.text.isascii() else TOUCHING


def _may_be_one(before: Word, word: Word, columns: Columns, em: float) -> bool:
    """Whether two characters may be one label spaced out: at one height, and not each at its place over a column."""
    if abs(before.centre - word.centre) > 0.1 * em:
        return False
    first, second = (column_under(columns, one.x0, one.x1) for one in (before, word))
    apart = distance(before, columns.extents[first]), distance(word, columns.extents[second])
    return first == second or max(apart) > ALIGNED * em


@dataclass(slots=True)
class Link:
    """Two labels of one column, one right over the other, the distance of their lines, and whether it is that of lines
    as most texts are set."""

    over: Label
    under: Label
    pitch: float
    near: bool


def _join_wrapped(
    lines: list[list[Label]], columns: Columns, edges: list[Edge], em: float, first: int
) -> list[list[Label]]:
    """Labels that wrap over lines made one; what remains, by height."""
    links = _links(lines, columns, edges, em)
    beside = [one for line in lines for one in line if column_under(columns, one.x0, one.x1) >= first]
    below = {id(link.under) for link in links}
    alone = [one.middle for line in lines for one in line if id(one) not in below]
    around = [link.pitch for link in links if _is_around(link, beside, alone, em)]
    if around:
        wrapped = [link for link in links if link.pitch <= max(around) + SAME_PITCH]
    else:
        wrapped = _wraps([link for link in links if link.near], lines, columns, em)
    target: dict[int, Label] = {}
    joined: set[int] = set()
    for link in wrapped:
        over = target.get(id(link.over), link.over)
        over.lines += link.under.lines
        over.x0, over.x1 = min(over.x0, link.under.x0), max(over.x1, link.under.x1)
        over.y1 = link.under.y1
        target[id(link.under)] = over
        joined.add(id(link.under))
    labels = sorted((one for line in lines for one in line if id(one) not in joined), key=lambda one: one.middle)
    found: list[list[Label]] = []
    for label in labels:
        if found and label.middle - found[-1][0].middle <= 0.4 * em:
            found[-1].append(label)
        else:
            found.append([label])
    return [sorted(line, key=lambda one: one.x0) for line in found]


def _links(lines: list[list[Label]], columns: Columns, edges: list[Edge], em: float) -> list[Link]:
    """Labels right over one another in one column, not too far apart and without a rule between them."""
    links = []
    for place, line in enumerate(lines):
        for over in line:
            under = next((one for lower in lines[place + 1 :] for one in lower if _overlap(over, one) > 0.5), None)
            if under is None or not _in_one_column(over, under, columns, em):
                continue
            above = [one for upper in lines[: place + 1] for one in upper if _overlap(under, one) > 0.5]
            if above[-1] is not over or len([one for one in line if _overlap(under, one) > 0.5]) > 1:
                continue
            pitch = under.middle - over.middle
            x = (max(over.x0, under.x0) + min(over.x1, under.x1)) / 2
            ruled = any(over.middle < y < under.middle and x0 <= x <= x1 for y, x0, x1 in edges)
            most = WIDE_PITCH if _is_single(under) else WRAP_PITCH
            if pitch <= FAR_PITCH * em and not ruled and _aligned(over, under, em):
                links.append(Link(over, under, pitch, pitch <= most * em))
    return links


def _in_one_column(over: Label, under: Label, columns: Columns, em: float) -> bool:
    """Whether two labels stand over one column, or begin at one place, wherever the values let columns part."""
    return column_under(columns, over.x0, over.x1) == column_under(columns, under.x0, under.x1) or (
        abs(over.x0 - under.x0) <= 0.1 * em and under.x1 <= over.x1
    )


def _is_single(label: Label) -> bool:
    """Whether a label is a single character."""
    return sum(len(word.text) for line in label.lines for word in line) == 1


def _aligned(over: Label, under: Label, em: float) -> bool:
    """Whether two labels agree at their left, their middle or their right, as the lines of one label do.

    Characters one by one may stand askew: 项　目 in a narrow column keeps its space before the second.
    """
    if _is_single(over) and _is_single(under):
        return True
    middles = abs(over.x0 + over.x1 - under.x0 - under.x1) / 2
    return min(middles, abs(over.x0 - under.x0), abs(over.x1 - under.x1)) <= ALIGNED * em


def _overlap(one: Label, other: Label) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _is_around(link: Link, labels: list[Label], alone: list[float], em: float) -> bool:
    """Whether a label of one line stands beside two lines of another column at the height of their middle.

    So it does where all labels stand in the middle of one row, and the two lines are one label. The names of the rows,
    which stand at the middle of a header on two levels, are none of `labels`. alone: the heights of labels under none:
    at the height of the lower line, one tells that there are two levels.
    """
    middle, own = link.over.middle + link.under.middle, (link.over, link.under)
    if any(abs(height - link.under.middle) < MIDDLE * em for height in alone):
        return False
    return any(
        abs(2 * one.middle - middle) < 2 * MIDDLE * em
        and all(min(one.x1, other.x1) < max(one.x0, other.x0) for other in own)
        for one in labels
    )


def _wraps(links: list[Link], lines: list[list[Label]], columns: Columns, em: float) -> list[Link]:
    """The links that are a wrapped label: those at the closest pitch, unless that is the pitch of two levels."""
    if not links:
        return []
    closest = min(link.pitch for link in links)
    chosen = [link for link in links if link.pitch <= closest + max(SAME_PITCH, 0.08 * em)]
    if len(chosen) < len(links):
        return chosen
    for line in lines:
        below = [link.under for link in chosen if any(link.over is label for label in line)]
        level = [one for other in lines for one in other if below and abs(one.middle - below[0].middle) < 0.3 * em]
        if below and stand_over_groups(line, level, columns, em):
            return []
    return chosen


def _levels(lines: list[list[Label]]) -> list[Label]:
    """Number the levels from the top; a label with none below reaches down to the last level."""
    labels = sorted((label for line in lines for label in line), key=lambda label: label.middle)
    for place, label in enumerate(labels):
        above = [other for other in labels[:place] if _span(other) & _span(label)]
        label.level = max((other.level + 1 for other in above), default=0)
    count = max(label.level for label in labels) + 1
    for place, label in enumerate(labels):
        below = [other.level for other in labels[place + 1 :] if _span(other) & _span(label)]
        label.levels = min(below, default=count) - label.level
    return labels


def _span(label: Label) -> set[int]:
    return set(range(label.first, label.last + 1))
