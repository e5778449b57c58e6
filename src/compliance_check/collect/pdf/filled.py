"""Cells told by their backgrounds: a fill per cell draws the grid as exactly as rules do.

Where every second row is filled, the rows between the fills are the others; where only the header is filled, its cells
give the columns and the text gives the rows.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.fills import THICK, Filled
from compliance_check.collect.pdf.grids import Grid, Span
from compliance_check.collect.pdf.groupnames import rows_by_name
from compliance_check.collect.pdf.numerals import is_amount, is_number, is_wrapped_number
from compliance_check.collect.pdf.overheads import Group, names_over
from compliance_check.collect.pdf.rows import UNIT_LINE
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.words import CLEAR, Word, crosses, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.characters import Characters

FULL = 0.6  # of a table's width: no header is filled to this degree, running text is
SAME = 1.05  # times a space that is the same
ROW_GAP = 2.8  # type sizes between two rows under a filled header


def to_grid(filled: Filled, words: list[Word], characters: Characters, rules: list[Edge]) -> Grid | None:
    """The grid of a table whose rows are filled alternately (or all); None where the fills do not show its rows.

    words, rules: all words and horizontal rules of the page.
    """
    bands = filled.bands()
    if sum(is_filled for _, _, is_filled in bands) < 2 or len(bands) < 3:
        return None
    if any(_several_rows(top, bottom, filled, words) for top, bottom, is_filled in bands if not is_filled):
        return None
    ys = list(filled.ys)
    tallest = max(b - a for a, b, _ in bands)
    low = _closing(rules, filled, tallest, words)
    if low is None:
        space = _line_space(filled, words)
        low = _reach(ys[-1], filled.xs, characters, down=True, height=tallest, space=space)
    top, groups = names_over(filled, words)
    lowest = min(b - a for a, b, _ in bands)
    single = len(filled.xs) == 3 and any(is_amount(word.text) for word in _inside(filled, words, *bands[0][:2]))
    high = top if groups else _reach(ys[0], filled.xs, characters, down=False, height=lowest, least=1 if single else 2)
    if single and high is not None and not _names_values(_inside(filled, words, high, ys[0]), filled):
        high = None
    ys = ([high] if high is not None else []) + ys + ([low] if low is not None else [])
    return _grid(filled, ys, words, groups)


def _inside(filled: Filled, words: list[Word], top: float, bottom: float) -> list[Word]:
    return [w for w in words if top < w.centre < bottom and w.x1 > filled.xs[0] and w.x0 < filled.xs[-1]]


def _line_space(filled: Filled, words: list[Word]) -> float:
    """The most white between two lines of a filled cell."""
    found = [0.0]
    for x0, top, x1, bottom in filled.boxes:
        rows = rows_of([w for w in words if top < w.centre < bottom and x0 < w.x0 and w.x1 < x1])
        found += [min(w.y0 for w in lower) - max(w.y1 for w in upper) for upper, lower in pairwise(rows)]
    return max(found)


def _names_values(above: list[Word], filled: Filled) -> bool:
    """Whether the words over a table of two columns name the values, and perhaps the names; a unit does not."""
    text = " ".join(word.text for word in above)
    return any(word.x0 > filled.xs[1] for word in above) and not UNIT_LINE.search(text)


def _closing(rules: list[Edge], filled: Filled, tallest: float, words: list[Word]) -> float | None:
    """The height of the rule that closes the table below an unfilled last row."""
    left, right, bottom = filled.xs[0], filled.xs[-1], filled.ys[-1]
    for y, x0, x1 in sorted(rules):
        if abs(x0 - left) < THICK and abs(x1 - right) < THICK and THICK < y - bottom < 4 * tallest:
            return None if _several_rows(bottom, y, filled, words) else y
    return None


def choose(ruled: list[Grid], filled: list[Grid]) -> tuple[list[Grid], list[Grid]]:
    """The grids that hold: of a ruled and a filled one on one place, the one that knows more borders.

    Many a style of Word draws rules around some cells only, and a background behind each.
    """
    chosen: list[Grid] = []
    for grid in filled:
        rivals = [other for other in ruled if overlap(grid, other)]
        if all(_knows_more(grid, other) for other in rivals):
            ruled = [other for other in ruled if all(other is not rival for rival in rivals)]
            chosen.append(grid)
    return ruled, chosen


def overlap(one: Grid, other: Grid) -> bool:
    """Whether two grids share more than a border."""
    a, b = one.box, other.box
    return min(a[2], b[2]) - max(a[0], b[0]) > THICK and min(a[3], b[3]) - max(a[1], b[1]) > THICK


def _knows_more(filled: Grid, ruled: Grid) -> bool:
    """Whether every border of `ruled` is one of `filled`, which has more."""
    pairs = ((filled.xs, ruled.xs), (filled.ys, ruled.ys))
    known = all(min(abs(place - other) for other in own) <= THICK for own, places in pairs for place in places)
    return known and len(filled.xs) + len(filled.ys) > len(ruled.xs) + len(ruled.ys)


def _several_rows(top: float, bottom: float, filled: Filled, words: list[Word]) -> bool:
    """Whether a band holds two numbers of one column, and so more than one row."""
    seen: dict[int, str] = {}
    for word in words:
        if top < word.centre < bottom and is_number(word.text):
            column = sum(x < (word.x0 + word.x1) / 2 for x in filled.xs)
            if column in seen and not is_wrapped_number([seen[column], word.text]):
                return True
            seen[column] = seen.get(column, "") + word.text
    return False


def _reach(
    edge: float,
    xs: list[float],
    characters: Characters,
    down: bool,
    height: float,
    least: int = 2,
    space: float = 0.0,
) -> float | None:
    """The far border of the unfilled row that follows the outermost fill; None where there is none.

    least: the number of columns in which it holds text. space: between two lines of a row above.
    """
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
        if gap > (0.8 * size + (height - size) / 2 if reached == edge else max(0.5 * size, SAME * space)):
            break
        if abs(float(line[:, 1::2].mean()) - edge) > most:
            break
        running = not down and float((line[:, 2] - line[:, 0]).sum()) > FULL * (xs[-1] - xs[0])
        if running or not (inside[near].any()) or _straddles(line, xs):
            break
        reached = float(line[:, 3].max()) if down else float(line[:, 1].min())
        columns |= set(np.searchsorted(xs, (line[:, 0] + line[:, 2]) / 2).tolist())
    return reached + (2 if down else -2) if len(columns) >= least else None


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


def _grid(filled: Filled, ys: list[float], words: list[Word], groups: Iterable[Group] = ()) -> Grid:
    """A cell for each fill, and for each of `groups` in the first row; between them, a cell for each place."""
    import numpy as np

    xs = filled.xs
    owners = np.full((len(ys) - 1, len(xs) - 1), -1, np.int32)
    spans: list[Span] = []
    for first, width in groups:
        owners[0, first : first + width] = len(spans)
        spans.append((0, first, 1, width))
    for box in filled.boxes:
        if box[1] > ys[-1] - 1:
            continue
        row, bottom = _nearest(ys, box[1]), _nearest(ys, box[3])
        column, right = _nearest(xs, box[0]), _nearest(xs, box[2])
        if bottom <= row or right <= column or (owners[row:bottom, column:right] >= 0).any():
            continue
        owners[row:bottom, column:right] = len(spans)
        spans.append((row, column, bottom - row, right - column))
    tall, body = _tall_columns(spans, owners), _first_value_row(ys, words, xs)
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if owners[row, column] >= 0:
                continue
            height = 1
            while column in tall and row + height < len(ys) - 1 and owners[row + height, column] < 0:
                if row + height == body:
                    break  # no name of a column reaches into the body
                height += 1
            heights = _parted(row, height, column, filled, ys, words) if height > 1 else [1]
            for start, part in zip(accumulate([row, *heights[:-1]]), heights, strict=True):
                owners[start : start + part, column] = len(spans)
                spans.append((start, column, part, 1))
    return Grid(xs, ys, spans, owners)


def _first_value_row(ys: list[float], words: list[Word], xs: list[float]) -> int:
    """The first row with an amount; -1 without any."""
    tops = [w.centre for w in words if ys[0] < w.centre < ys[-1] and xs[1] < w.x0 < xs[-1] and is_amount(w.text)]
    return bisect(ys, min(tops)) - 1 if tops else -1


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
    rows = [(ys[k], ys[k + 1]) for k in range(row, row + height)]
    held = [[w for w in inside if top < w.centre < bottom and is_number(w.text)] for top, bottom in rows]
    if len(inside) == height and all(len(one) == 1 for one in held):
        return [1] * height  # ordinals, however close, are no lines of one name
    parts = rows_by_name(rows_of(inside), rows, inside[0].size) if inside else []
    return [len(part) for part, _ in parts] or [height]


def _nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda place: abs(values[place] - value))


def body_rows(filled: Filled, rows: list[list[Word]]) -> list[list[Word]]:
    """The rows below a filled header that keep to its columns, down to the first that does not."""
    bottom = filled.ys[-1]
    xs = filled.xs
    taken: list[list[Word]] = []
    size = 0.0
    for row in rows:
        inside = [word for word in row if word.x0 > xs[0] - 3 and word.x1 < xs[-1] + 3]
        if row[0].centre <= bottom or (not inside and (row[0].x0 > xs[-1] or row[-1].x1 < xs[0])):
            continue
        if not inside:
            break
        gap = min(word.y0 for word in inside) - (max(w.y1 for w in taken[-1]) if taken else bottom)
        size = max(size, *(word.size for word in inside))  # figures may be lower than names
        if gap > ROW_GAP * size or any(crosses(word, xs) for word in row):
            break
        taken.append(inside)
    return taken


def header_grid(filled: Filled) -> Grid:
    """The grid of the filled rows alone."""
    return _grid(filled, filled.ys, [])
