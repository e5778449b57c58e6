"""Ruled tables: crossing edges become a grid, and missing edges become spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.rules import Box, Edge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOUCH = 1.6  # points: how far an edge may end from the edge that it meets
SAME = 3.5  # points: no row or column is narrower; a double line is one line
OPEN_SIDE = 8.0  # points of edge beyond the last one that crosses it: a table with open sides
COVERED = 0.6  # of a cell's side must be drawn to part it from its neighbour
MAX_CELLS = 20_000

Span = tuple[int, int, int, int]
"""Row, column, row span, column span."""


@dataclass(slots=True)
class Grid:
    """A ruled grid: the x and y of its lines, its cells, and which cell owns each elementary place."""

    xs: list[float]
    ys: list[float]
    spans: list[Span]
    owners: NDArray[np.int32]

    @property
    def box(self) -> Box:
        """The outer border."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The number of the cell that holds a point inside the border."""
        row = min(max(bisect_left(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_left(self.xs, x) - 1, 0), len(self.xs) - 2)
        return int(self.owners[row, column])


def find_grids(horizontal: list[Edge], vertical: list[Edge]) -> list[Grid]:
    """Grids of two cells or more, the largest area first (so that a table inside a frame comes after the frame)."""
    if not horizontal or not vertical:
        return []
    grids = [_grid(rows, columns) for rows, columns in _components(horizontal, vertical)]
    found = [grid for grid in grids if grid is not None]
    return sorted(found, key=lambda grid: -(grid.box[2] - grid.box[0]) * (grid.box[3] - grid.box[1]))


def _components(horizontal: list[Edge], vertical: list[Edge]) -> Iterable[tuple[list[Edge], list[Edge]]]:
    """Groups of edges that cross or touch."""
    import numpy as np

    rows, columns = np.array(horizontal), np.array(vertical)
    crossing = (
        (rows[:, None, 1] - TOUCH <= columns[None, :, 0])
        & (columns[None, :, 0] <= rows[:, None, 2] + TOUCH)
        & (columns[None, :, 1] - TOUCH <= rows[:, None, 0])
        & (rows[:, None, 0] <= columns[None, :, 2] + TOUCH)
    )
    left = set(np.flatnonzero(crossing.any(axis=1)).tolist())
    while left:
        members: NDArray[np.bool_] = np.zeros(len(rows), bool)
        members[left.pop()] = True
        while True:
            touched = crossing[members].any(axis=0)
            grown: NDArray[np.bool_] = np.asarray(crossing[:, touched].any(axis=1))
            if (grown == members).all():
                break
            members = grown
        touched |= ~crossing.any(axis=0) & _ends_alike(columns, columns[touched])
        chosen = np.flatnonzero(members).tolist()
        left.difference_update(chosen)
        if len(chosen) >= 2 or int(touched.sum()) > 2:
            yield [horizontal[k] for k in chosen], [vertical[k] for k in np.flatnonzero(touched).tolist()]


def _ends_alike(edges: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which edges begin and end where one of `others` does, as the side of a table does that no rule reaches."""
    import numpy as np

    starts = np.abs(edges[:, None, 1] - others[None, :, 1]) <= TOUCH
    ends = np.abs(edges[:, None, 2] - others[None, :, 2]) <= TOUCH
    return np.asarray((starts & ends).any(axis=1))


def levels(values: Iterable[float], tolerance: float = SAME) -> list[float]:
    """Sorted values with those closer than `tolerance` made one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > tolerance:
            found.append(value)
    return found


def _grid(rows: list[Edge], columns: list[Edge]) -> Grid | None:
    x0, x1 = min(edge[1] for edge in rows), max(edge[2] for edge in rows)
    ys = levels(edge[0] for edge in rows)
    xs = levels(edge[0] for edge in columns)
    if xs[0] - x0 > OPEN_SIDE:
        xs.insert(0, x0)
        columns = [*columns, (x0, ys[0], ys[-1])]
    if x1 - xs[-1] > OPEN_SIDE:
        xs.append(x1)
        columns = [*columns, (x1, ys[0], ys[-1])]
    rows = [*rows, *_open_ends(columns, rows, xs, ys)]
    ys = levels([edge[0] for edge in rows] + _inner_ends(columns, ys))
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5 or (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
        return None
    below = _walls(rows, ys, xs)
    beside = _walls(columns, xs, ys)
    spans, owners = _spans(below, beside, len(ys) - 1, len(xs) - 1)
    return Grid(xs, ys, spans, owners) if len(spans) > 1 else None


def _open_ends(columns: list[Edge], rows: list[Edge], xs: list[float], ys: list[float]) -> list[Edge]:
    """Borders at the top and the bottom where the columns go on beyond the last rule, as they do at a page's end.

    Both sides do, and no less than half of the columns' borders: some may begin below a merged cell.
    """
    if len(xs) < 3:
        return []
    found = []
    for end, last in ((min(edge[1] for edge in columns), ys[0]), (max(edge[2] for edge in columns), ys[-1])):
        reaching = [edge[0] for edge in columns if min(abs(edge[1] - end), abs(edge[2] - end)) <= TOUCH]
        meets = [any(abs(x - other) <= SAME for other in reaching) for x in xs]
        if abs(end - last) > OPEN_SIDE and meets[0] and meets[-1] and 2 * sum(meets) >= len(xs):
            found.append((end, xs[0], xs[-1]))
    return found


def _inner_ends(columns: list[Edge], ys: list[float]) -> list[float]:
    """Heights at which several columns begin or end between two rules: under a merged cell with nothing drawn below."""
    ends = [y for edge in columns for y in edge[1:] if ys[0] < y < ys[-1] and min(abs(y - k) for k in ys) > OPEN_SIDE]
    return [y for y in levels(ends) if sum(abs(y - end) <= SAME for end in ends) > 1]


def _walls(edges: list[Edge], positions: list[float], stops: list[float]) -> NDArray[np.bool_]:
    """walls[i, k]: at positions[i], is the stretch from stops[k] to stops[k + 1] drawn?"""
    import numpy as np

    low, high = np.array(stops[:-1]), np.array(stops[1:])
    drawn = np.zeros((len(positions), len(low)))
    for position, start, end in edges:
        place = bisect_left(positions, position)
        if place == len(positions) or (place and position - positions[place - 1] <= positions[place] - position):
            place -= 1
        drawn[place] += np.clip(np.minimum(high, end) - np.maximum(low, start), 0, None)
    return np.asarray(drawn >= COVERED * (high - low))


def _spans(
    below: NDArray[np.bool_], beside: NDArray[np.bool_], rows: int, columns: int
) -> tuple[list[Span], NDArray[np.int32]]:
    """Cells as rectangles of elementary places that no wall parts."""
    import numpy as np

    owners = np.full((rows, columns), -1, np.int32)
    if below[1:-1].all() and beside[1:-1].all():
        owners[:] = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
        return [(row, column, 1, 1) for row in range(rows) for column in range(columns)], owners
    spans: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row, column] >= 0:
                continue
            width = 1
            while column + width < columns and owners[row, column + width] < 0 and not beside[column + width, row]:
                width += 1
            width = _closed_alike(below, row, column, width) if width > 1 else 1
            height = 1
            while row + height < rows and not below[row + height, column : column + width].any():
                if (owners[row + height, column : column + width] >= 0).any():
                    break
                if beside[column + 1 : column + width, row + height].any():
                    break
                height += 1
            owners[row : row + height, column : column + width] = len(spans)
            spans.append((row, column, height, width))
    return spans, owners


def _closed_alike(below: NDArray[np.bool_], row: int, column: int, width: int) -> int:
    """How many of the places from `column` on, which no wall parts, can be one cell: the rule that closes one below
    closes all of them. Where only some columns have it, the others' cells span rows beside it."""
    for bottom in range(row + 1, len(below) - 1):
        walls = below[bottom, column : column + width].tolist()
        if False in walls and True in walls:
            width = walls.index(not walls[0])
        if walls[0]:
            break
    return width
