"""Where on a page a table without a ruled grid may stand: between rules, on stripes, or as a run of aligned rows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from compliance_check.collect.pdf.grids import levels
from compliance_check.collect.pdf.raw import RawCell
from compliance_check.collect.pdf.rows import UNIT_LINE, Row, describe
from compliance_check.collect.pdf.rules import Box, Edge
from compliance_check.collect.pdf.runs import free_runs
from compliance_check.collect.pdf.stripes import SAME_END, WIDE_RULE, is_tabular_band, striped_ranges
from compliance_check.collect.pdf.words import Word, rows_of

LONGEST_HEAD = 10.0  # type sizes of the name over a single column of values
SAME_TABLE = 12.0  # points: pieces of a rule with narrower gaps belong to one rule

Rules = tuple[float, float, list[float]]
"""The left and right end of rules of one length, and their heights."""


@dataclass(slots=True)
class Region:
    """Rows of words that may be a table, the horizontal rules among them, and the areas filled behind them.

    xs: the borders of the columns where vertical rules or fills draw them. header: the header's cells where fills draw
    them; it ends at the height `top`, after `header_rows` rows.
    """

    rows: list[list[Word]]
    box: Box
    edges: list[Edge] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    xs: list[float] | None = None
    header: list[RawCell] | None = None
    header_rows: int = 0
    top: float = 0.0

    @property
    def words(self) -> list[Word]:
        """All words."""
        return [word for row in self.rows for word in row]


def find_regions(words: list[Word], edges: list[Edge], fills: list[Box]) -> list[Region]:
    """Candidate regions among `words`, those framed by rules first; no word is in two of them."""
    if len(words) < 4:
        return []
    rows = [describe(row) for row in rows_of(words)]
    regions: list[Region] = []
    for low, high, x0, x1 in [*_ruled_ranges(rows, edges), *striped_ranges(rows, fills)]:
        taken = {id(word) for region in regions for word in region.words}
        inside = [
            [w for w in row.words if x0 - 6 <= w.x0 and w.x1 <= x1 + 6 and id(w) not in taken]
            for row in rows
            if low - 1 <= (row.y0 + row.y1) / 2 <= high + 1
        ]
        inside = [row for row in inside if row]
        if len(inside) >= 2:
            regions.append(_region(inside, edges, fills, (x0, low, x1, high)))
    taken = {id(word) for region in regions for word in region.words}
    left = [word for word in words if id(word) not in taken]
    if taken:
        rows = [describe(row) for row in rows_of(left)]
    for run in free_runs(rows, edges):
        inside = [row.words for row in run]
        every = [word for row in inside for word in row]
        box = (min(w.x0 for w in every), run[0].y0, max(w.x1 for w in every), run[-1].y1)
        regions.append(_region(inside, edges, fills, box))
    return regions


def _region(rows: list[list[Word]], edges: list[Edge], fills: list[Box], box: Box) -> Region:
    x0, y0, x1, y1 = box
    near = [e for e in edges if y0 - 8 <= e[0] <= y1 + 8 and e[1] < x1 and e[2] > x0]
    behind = [f for f in fills if f[3] > y0 - 8 and f[1] < y1 + 8 and f[0] < x1 and f[2] > x0]
    return Region(rows, box, near, behind)


def _ruled_ranges(rows: list[Row], edges: list[Edge]) -> list[tuple[float, float, float, float]]:
    """(top, bottom, left, right) of runs of tabular bands between rules of one length."""
    groups: list[tuple[float, float, list[float]]] = []
    for y, x0, x1 in sorted(_whole_rules(edges), key=lambda rule: rule[1] - rule[2]):
        if x1 - x0 < WIDE_RULE:
            continue
        for left, right, heights in groups:
            inside = left - SAME_END <= x0 and x1 <= right + SAME_END and x1 - x0 > 0.6 * (right - left)
            # Under a header cell that spans rows a rule may begin at the second column.
            if inside and (abs(left - x0) <= SAME_END or abs(right - x1) <= SAME_END):
                heights.append(y)
                break
        else:
            groups.append((x0, x1, [y]))
    framed = [(x0, x1, ys) for x0, x1, heights in groups for ys in (levels(heights, 2.0),) if len(ys) >= 3]
    found = []
    for x0, x1, ys in framed:
        runs = _tabular_runs(rows, ys, x0, x1) or _side_by_side((x0, x1, ys), framed, rows)
        found += [(low, high, x0, x1) for low, high in runs]
    return found


def _side_by_side(one: Rules, framed: list[Rules], rows: list[Row]) -> list[tuple[float, float]]:
    """The runs of tabular bands between the rules of one table of several that stand beside each other.

    Each has its rules at the heights of the others', and no text stands but in one of them.
    """
    ys = one[2]
    family = [other for other in framed if len(other[2]) == len(ys) and _same_heights(other[2], ys)]
    if len(family) < 2 or any(a[1] + SAME_TABLE > b[0] for a, b in itertools.pairwise(sorted(family))):
        return []
    words = [word for row in rows if ys[0] - 1 <= (row.y0 + row.y1) / 2 <= ys[-1] + 1 for word in row.words]
    parts = [[word for word in words if x0 - 6 <= word.x0 and word.x1 <= x1 + 6] for x0, x1, _ in family]
    if sum(len(part) for part in parts) != len(words):
        return []
    found = [
        _tabular_runs([describe(row) for row in rows_of(part)], heights, x0, x1)
        for part, (x0, x1, heights) in zip(parts, family, strict=True)
    ]
    return found[family.index(one)] if all(found) else []


def _same_heights(one: list[float], other: list[float]) -> bool:
    return all(abs(a - b) <= 2.0 for a, b in zip(one, other, strict=True))


def _whole_rules(edges: list[Edge]) -> list[Edge]:
    """Rules with their pieces put together where only narrow gaps part them."""
    whole: list[Edge] = []
    for y, x0, x1 in sorted(edges):
        if whole and abs(whole[-1][0] - y) <= 1.0 and 0 <= x0 - whole[-1][2] <= SAME_TABLE:
            whole[-1] = (whole[-1][0], whole[-1][1], x1)
        else:
            whole.append((y, x0, x1))
    return whole


def _tabular_runs(rows: list[Row], ys: list[float], x0: float, x1: float) -> list[tuple[float, float]]:
    """Runs of at least two bands between rules that hold rows of a table (a heading row within is allowed)."""
    bands = []
    for low, high in itertools.pairwise(ys):
        inside = [
            row
            for row in rows
            if low - 1 <= (row.y0 + row.y1) / 2 <= high + 1 and row.words[0].x0 >= x0 - 6 and row.words[-1].x1 <= x1 + 6
        ]
        bands.append((low, high, inside, is_tabular_band(inside, x0, x1)))
    runs: list[list[int]] = []
    for place, (_, _, inside, tabular) in enumerate(bands):
        continues = bool(runs) and runs[-1][-1] == place - 1
        if tabular:
            runs[-1].append(place) if continues else runs.append([place])
        elif continues and len(inside) == 1 and place + 1 < len(bands) and _is_row_high(bands, place, inside[0].size):
            text = "".join(word.text for word in inside[0].words)
            if bands[place + 1][3] and not UNIT_LINE.search(text):
                runs[-1].append(place)
    for run in runs:
        if run[0] and _heads_values(bands[run[0] - 1][2], bands[run[0]][2]):
            run.insert(0, run[0] - 1)
    return [(bands[run[0]][0], bands[run[-1]][1]) for run in runs if len(run) >= 2]


def _heads_values(head: list[Row], below: list[Row]) -> bool:
    """Whether the only text between two rules stands over the values of the next band, right of the names there."""
    if len(head) != 1 or len(head[0].words) > 2 or head[0].longest > LONGEST_HEAD:
        return False
    text = "".join(word.text for word in head[0].words)
    return not UNIT_LINE.search(text) and head[0].words[0].x0 > max(row.words[0].x1 for row in below)


def _is_row_high(bands: list[tuple[float, float, list[Row], bool]], place: int, size: float) -> bool:
    """Whether a band is no higher than a row of text, or than the bands around it."""
    low, high = bands[place][:2]
    around = min(bands[k][1] - bands[k][0] for k in (place - 1, place + 1))
    return high - low <= max(2.2 * size, 1.3 * around)
