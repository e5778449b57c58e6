"""Filled areas that can be the backgrounds of cells, put together by tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.grids import Grid, levels
from compliance_check.collect.pdf.rules import Box, Edge
from compliance_check.collect.pdf.words import Word, crosses, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_WIDTH, LEAST_HEIGHT = 8.0, 6.0  # points: smaller fills are no cells
MOST = 4000  # on a page: more fills are a picture
ABUT = 2.5  # points between the fills of neighbouring cells
BACKDROP = 0.9  # of a fill's area: what stands on it is smaller
THICK = 4.5  # points between the side of a fill and a thick rule drawn there
PADDING = 12.0  # points between a cell's side and the shading of its text
NEXT = 2.5  # heights of a fill: a larger gap parts two tables
CLOSE = 0.8  # type sizes between two lines of one row


@dataclass(slots=True)
class Filled:
    """The filled cells of one table: their boxes, and the borders of the columns and rows that they make."""

    boxes: list[Box]
    xs: list[float]
    ys: list[float]

    def bands(self) -> list[tuple[float, float, bool]]:
        """(top, bottom, whether filled) of each row between the borders."""
        found = []
        for top, bottom in zip(self.ys, self.ys[1:], strict=False):
            middle = (top + bottom) / 2
            found.append((top, bottom, any(box[1] < middle < box[3] for box in self.boxes)))
        return found


def find_filled(cells: list[Box], frames: list[Box], words: list[Word]) -> list[Filled]:
    """Groups of the fills of cells, each with two columns at least; those in one of `frames` are of one table."""
    groups: list[list[Box]] = []
    for box in cells:
        frame = next((other for other in frames if _inside(box, other)), None)
        group = next((g for g in groups if (frame and _inside(g[-1], frame)) or _belongs(box, g)), None)
        if group is None and groups:
            row = [b for b in cells if abs(b[1] - box[1]) < ABUT and abs(b[3] - box[3]) < ABUT]
            group = next((g for g in groups if _under_one_row(row, g, words)), None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    found = []
    for group in groups:
        xs = levels([x for box in group for x in (box[0], box[2])], ABUT)
        ys = levels([y for box in group for y in (box[1], box[3])], ABUT)
        if len(xs) > 2 and _side_by_side(group):
            found.append(Filled(group, xs, ys))
    return found


def cell_fills(fills: list[Box]) -> list[Box]:
    """The fills that can be a cell's, from the top down: one of several on one place, none that only shades the text in
    a filled cell, and none that lies below others, as the background of a whole table or row does."""
    large = [box for box in fills if box[2] - box[0] > LEAST_WIDTH and box[3] - box[1] > LEAST_HEIGHT]
    once = {tuple(round(side) for side in box): box for box in large}
    boxes = sorted(once.values(), key=lambda cell: (cell[1], cell[0]))
    if len(boxes) > MOST:
        return []
    upon = _lies_upon(boxes)
    cells = ~(upon & _is_padded(boxes)).any(axis=0)
    cells &= (upon & cells).sum(axis=1) < 2
    return [box for box, is_cell in zip(boxes, cells.tolist(), strict=True) if is_cell]


def _lies_upon(boxes: list[Box]) -> NDArray[np.bool_]:
    """[i, k]: whether fill k lies on the larger fill i."""
    import numpy as np

    x0, y0, x1, y1 = np.array(boxes, float).reshape(-1, 4).T
    area = (x1 - x0) * (y1 - y0)
    return np.asarray(
        (x0[None] >= x0[:, None] - ABUT)
        & (x1[None] <= x1[:, None] + ABUT)
        & (y0[None] >= y0[:, None] - ABUT)
        & (y1[None] <= y1[:, None] + ABUT)
        & (area[None] < BACKDROP * area[:, None])
    )


def _is_padded(boxes: list[Box]) -> NDArray[np.bool_]:
    """[i, k]: whether fill i is wider than fill k on both sides by the padding of a cell."""
    import numpy as np

    x0, _, x1, _ = np.array(boxes, float).reshape(-1, 4).T
    before, after = x0[None] - x0[:, None], x1[:, None] - x1[None]
    return np.asarray((before > ABUT) & (before <= PADDING) & (after > ABUT) & (after <= PADDING))


def sides(cells: list[Box], grids: list[Grid]) -> tuple[list[Edge], list[Edge]]:
    """The borders, as good as drawn ones, that backgrounds show inside `grids`: the top and bottom of those that fill
    columns from side to side, their sides where columns part, and where those of one row abut."""
    flat: list[Edge] = []
    upright: list[Edge] = []
    inside: list[Box] = []
    for box in cells:
        grid = next((grid for grid in grids if _inside(box, grid.box)), None)
        if grid is None:
            continue
        inside.append(box)
        known = [side for side in (box[0], box[2]) if min(abs(side - x) for x in grid.xs) < THICK]
        upright += [(side, box[1], box[3]) for side in known]
        if len(known) == 2:
            flat += [(box[1], box[0], box[2]), (box[3], box[0], box[2])]
    return flat, upright + _abutting(inside)


def _abutting(cells: list[Box]) -> list[Edge]:
    """The borders between cells beside each other: one over two rows has two cells beside it."""
    by_left: dict[int, list[Box]] = {}
    for box in cells:
        by_left.setdefault(round(box[0]), []).append(box)
    found = []
    for left in cells:
        for x in range(round(left[2] - ABUT), round(left[2] + ABUT) + 1):
            for right in by_left.get(x, ()):
                top, bottom = max(left[1], right[1]), min(left[3], right[3])
                if abs(right[0] - left[2]) <= ABUT and bottom - top > 0.5 * min(left[3] - left[1], right[3] - right[1]):
                    found.append(((left[2] + right[0]) / 2, top, bottom))
    return found


def outside(cells: list[Box], taken: list[Box]) -> list[Box]:
    """The fills of cells that stand in none of the boxes `taken`."""
    return [box for box in cells if not any(_inside(box, other) for other in taken)]


def _inside(box: Box, other: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] < x < other[2] and other[1] < y < other[3]


def _belongs(box: Box, group: list[Box]) -> bool:
    left, right = min(b[0] for b in group), max(b[2] for b in group)
    tallest = max(b[3] - b[1] for b in group)
    bottom = max(b[3] for b in group)
    return box[0] < right + ABUT and box[2] > left - ABUT and box[1] <= bottom + NEXT * max(tallest, box[3] - box[1])


def _under_one_row(fills: list[Box], group: list[Box], words: list[Word]) -> bool:
    """Whether only lines of one row of the table, close to each other, part `fills` of one row from the group above."""
    top, bottom, every = fills[0][1], max(b[3] for b in group), [*group, *fills]
    if not any(abs(box[0] - b[0]) < ABUT and abs(box[2] - b[2]) < ABUT for box in fills for b in group):
        return False
    left, right, borders = min(b[0] for b in every), max(b[2] for b in every), [x for b in every for x in (b[0], b[2])]
    rows = rows_of([w for w in words if bottom < w.centre < top and w.x1 > left and w.x0 < right])
    if not rows or any(crosses(word, borders) for row in rows for word in row):
        return False
    ends = [bottom, *[max(word.y1 for word in row) for row in rows]]
    starts = [*[min(word.y0 for word in row) for row in rows], top]
    return all(start - end < CLOSE * rows[0][0].size for end, start in zip(ends, starts, strict=True))


def _side_by_side(group: list[Box]) -> bool:
    """Whether two fills stand next to each other in one row."""
    return any(
        abs(a[2] - b[0]) <= ABUT and min(a[3], b[3]) - max(a[1], b[1]) > 0.5 * (a[3] - a[1])
        for a in group
        for b in group
    )
