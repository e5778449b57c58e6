"""Cells told by their backgrounds: a fill per cell draws the grid as exactly as rules do.

Where every second row is filled, the rows between the fills are the others; where only the header is filled, its cells
give the columns and the text gives the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.grids import Grid, Span, levels
from compliance_check.collect.pdf.numerals import is_number
from compliance_check.collect.pdf.rules import Box
from compliance_check.collect.pdf.spread import blocks_of, spread
from compliance_check.collect.pdf.words import Word, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.characters import Characters

LEAST_WIDTH, LEAST_HEIGHT = 8.0, 6.0  # points: smaller fills are no cells
ABUT = 2.5  # points between the fills of neighbouring cells
CLEAR = 0.7  # points beside a column's border that no character of a table's row enters
FULL = 0.6  # of a table's width: no header is filled to this degree, running text is
LINES = 1.7  # type sizes between the lines of one label
ROW_GAP = 2.8  # type sizes between two rows under a filled header
NEXT = 2.5  # heights of a fill: a larger gap parts two tables


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


def find_filled(fills: list[Box], taken: list[Box]) -> list[Filled]:
    """Groups of filled cells outside the boxes `taken`, each with two columns at least."""
    cells = [
        box
        for box in fills
        if box[2] - box[0] > LEAST_WIDTH
        and box[3] - box[1] > LEAST_HEIGHT
        and not any(_inside(box, other) for other in taken)
    ]
    groups: list[list[Box]] = []
    for box in sorted(set(cells), key=lambda cell: (cell[1], cell[0])):
        group = next((g for g in groups if _belongs(box, g)), None)
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


def _inside(box: Box, other: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] < x < other[2] and other[1] < y < other[3]


def _belongs(box: Box, group: list[Box]) -> bool:
    left, right = min(b[0] for b in group), max(b[2] for b in group)
    tallest = max(b[3] - b[1] for b in group)
    bottom = max(b[3] for b in group)
    return box[0] < right + ABUT and box[2] > left - ABUT and box[1] <= bottom + NEXT * max(tallest, box[3] - box[1])


def _side_by_side(group: list[Box]) -> bool:
    """Whether two fills stand next to each other in one row."""
    return any(
        abs(a[2] - b[0]) <= ABUT and min(a[3], b[3]) - max(a[1], b[1]) > 0.5 * (a[3] - a[1])
        for a in group
        for b in group
    )


def to_grid(filled: Filled, words: list[Word], characters: Characters) -> Grid | None:
    """The grid of a table whose rows are filled alternately (or all); None where the fills do not show its rows.

    words: all words of the page.
    """
    bands = filled.bands()
    if sum(is_filled for _, _, is_filled in bands) < 2 or len(bands) < 3:
        return None
    if any(_several_rows(top, bottom, filled, words) for top, bottom, is_filled in bands if not is_filled):
        return None
    if all(is_filled for _, _, is_filled in bands) and len({round(b[2] - b[0]) for b in filled.boxes}) == 1:
        return None
    ys = list(filled.ys)
    low = _reach(ys[-1], filled.xs, characters, down=True, height=max(b - a for a, b, _ in bands))
    high = _reach(ys[0], filled.xs, characters, down=False, height=min(b - a for a, b, _ in bands))
    ys = ([high] if high is not None else []) + ys + ([low] if low is not None else [])
    return _grid(filled, ys, words)


def _several_rows(top: float, bottom: float, filled: Filled, words: list[Word]) -> bool:
    """Whether a band holds two numbers of one column, and so more than one row."""
    seen: set[int] = set()
    for word in words:
        if top < word.centre < bottom and is_number(word.text):
            column = sum(x < (word.x0 + word.x1) / 2 for x in filled.xs)
            if column in seen:
                return True
            seen.add(column)
    return False


def _reach(edge: float, xs: list[float], characters: Characters, down: bool, height: float) -> float | None:
    """The far border of the unfilled row that follows the outermost fill; None where there is none."""
    import numpy as np

    boxes = characters.boxes[characters.ink]
    inside = (boxes[:, 0] > xs[0] - 1) & (boxes[:, 2] < xs[-1] + 1)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    most = 4 * height if down else height
    near = (middle > edge) & (middle < edge + 2 * most) if down else (middle < edge) & (middle > edge - 2 * most)
    chosen = boxes[near]
    if not len(chosen):
        return None
    chosen = chosen[np.argsort(chosen[:, 1] if down else -chosen[:, 3])]
    size = float(np.median(chosen[:, 3] - chosen[:, 1]))
    reached, columns = edge, set()
    for line in _lines(chosen, size):
        gap = float(line[:, 1].min()) - reached if down else reached - float(line[:, 3].max())
        if gap > (0.8 if reached == edge else 0.5) * size + (height - size) / 2 * (reached == edge):
            break
        if abs(float(line[:, 1::2].mean()) - edge) > most:
            break
        running = not down and float((line[:, 2] - line[:, 0]).sum()) > FULL * (xs[-1] - xs[0])
        if running or not (inside[near].any()) or _straddles(line, xs):
            break
        reached = float(line[:, 3].max()) if down else float(line[:, 1].min())
        columns |= set(np.searchsorted(xs, (line[:, 0] + line[:, 2]) / 2).tolist())
    return reached + (2 if down else -2) if len(columns) >= 2 else None


def _lines(boxes: NDArray[np.float32], size: float) -> list[NDArray[np.float32]]:
    """Boxes sorted by height, parted into lines."""
    import numpy as np

    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    breaks = np.flatnonzero(np.abs(np.diff(middles)) > 0.4 * size) + 1
    return list(np.split(boxes, breaks))


def _straddles(line: NDArray[np.float32], xs: list[float]) -> bool:
    """Whether a character stands on a column's border, or beyond the table."""
    left, right = line[:, 0], line[:, 2]
    if left.min() < xs[0] - 2 or right.max() > xs[-1] + 2:
        return True
    return any(bool(((left < x + CLEAR) & (right > x - CLEAR)).any()) for x in xs[1:-1])


def _grid(filled: Filled, ys: list[float], words: list[Word]) -> Grid:
    """A cell for each fill; between them, a cell for each place."""
    import numpy as np

    xs = filled.xs
    owners = np.full((len(ys) - 1, len(xs) - 1), -1, np.int32)
    spans: list[Span] = []
    for box in filled.boxes:
        if box[1] > ys[-1] - 1:
            continue
        row, bottom = _nearest(ys, box[1]), _nearest(ys, box[3])
        column, right = _nearest(xs, box[0]), _nearest(xs, box[2])
        if bottom <= row or right <= column or (owners[row:bottom, column:right] >= 0).any():
            continue
        owners[row:bottom, column:right] = len(spans)
        spans.append((row, column, bottom - row, right - column))
    tall = _tall_columns(spans, owners)
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if owners[row, column] >= 0:
                continue
            height = 1
            while column in tall and row + height < len(ys) - 1 and owners[row + height, column] < 0:
                height += 1
            heights = _parted(row, height, column, filled, ys, words) if height > 1 else [1]
            for start, part in zip(accumulate([row, *heights[:-1]]), heights, strict=True):
                owners[start : start + part, column] = len(spans)
                spans.append((start, column, part, 1))
    return Grid(xs, ys, spans, owners)


def _tall_columns(spans: list[Span], owners: NDArray[np.int32]) -> set[int]:
    """The columns whose cells span rows: by their fills, or by the lack of one where the rest of the row is filled."""
    tall = {column for row, column, height, _ in spans if height > 1 and row > 0}
    for row in range(1, len(owners)):
        filled = owners[row] >= 0
        if 2 * filled.sum() > len(filled):
            tall |= {column for column, is_filled in enumerate(filled.tolist()) if not is_filled}
    return tall


def _parted(row: int, height: int, column: int, filled: Filled, ys: list[float], words: list[Word]) -> list[int]:
    """The heights of the cells without fills that these rows of a column hold: one for each label in them."""
    x0, x1 = filled.xs[column], filled.xs[column + 1]
    inside = [w for w in words if x0 < (w.x0 + w.x1) / 2 < x1 and ys[row] < w.centre < ys[row + height]]
    lines = [(min(w.y0 for w in line), max(w.y1 for w in line)) for line in rows_of(inside)]
    labels = blocks_of(lines, LINES * inside[0].size) if inside else []
    if len(labels) < 2 or len(labels) > height:
        return [height]
    extents = [(lines[label[0]][0], lines[label[-1]][1]) for label in labels]
    starts = spread(extents, [(ys[k], ys[k + 1]) for k in range(row, row + height)])
    return [b - a for a, b in pairwise([*starts, height])]


def _nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda place: abs(values[place] - value))


def body_rows(filled: Filled, rows: list[list[Word]]) -> list[list[Word]]:
    """The rows below a filled header that keep to its columns, down to the first that does not."""
    bottom = filled.ys[-1]
    xs = filled.xs
    taken: list[list[Word]] = []
    for row in rows:
        inside = [word for word in row if word.x0 > xs[0] - 3 and word.x1 < xs[-1] + 3]
        if row[0].centre <= bottom or (not inside and (row[0].x0 > xs[-1] or row[-1].x1 < xs[0])):
            continue
        if not inside:
            break
        gap = min(word.y0 for word in inside) - (max(w.y1 for w in taken[-1]) if taken else bottom)
        if gap > ROW_GAP * inside[0].size or any(
            word.x0 < x - CLEAR and word.x1 > x + CLEAR for word in row for x in xs
        ):
            break
        taken.append(inside)
    return taken


def header_grid(filled: Filled) -> Grid:
    """The grid of the filled rows alone."""
    return _grid(filled, filled.ys, [])
