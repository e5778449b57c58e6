"""Where the columns of a table without vertical lines part."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.words import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SCALE = 2  # bins per point
LEAST_LINES = 3  # of a column without a line at the height of any row


@dataclass(slots=True)
class Columns:
    """xs: the borders, outer ones included; extents: per column the x0 and x1 that its body really fills."""

    xs: list[float]
    extents: list[tuple[float, float]]

    def __len__(self) -> int:
        return len(self.xs) - 1

    def range_of(self, x0: float, x1: float) -> tuple[int, int]:
        """The first and last column that the stretch x0..x1 covers to a degree worth mentioning."""
        first, last = bisect(self.xs, x0) - 1, bisect(self.xs, x1) - 1
        if first == last and 0 <= first < len(self.xs) - 1:
            return first, first
        overlaps = [min(right, x1) - max(left, x0) for left, right in zip(self.xs, self.xs[1:], strict=False)]
        best = max(range(len(overlaps)), key=overlaps.__getitem__)
        if overlaps[best] >= 0.7 * (x1 - x0):
            return best, best
        touched = [place for place, overlap in enumerate(overlaps) if overlap > 0.5]
        return (touched[0], touched[-1]) if touched else (best, best)


def find_columns(rows: list[list[Word]], everything: list[Word], size: float) -> Columns | None:
    """The columns that the gaps common to `rows` part; None where there is no such gap.

    rows: the rows whose words are certainly apart by column. everything: all words of the table, for its outer
    borders. size: the height of the type.
    """

    words = [word for row in rows for word in row]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    cover = _cover(rows, left, right)
    count = len(rows)
    narrowest = size * (0.28 if count >= 6 else 0.33 if count >= 3 else 0.6)
    gaps = _gaps(cover == 0, narrowest)
    allowed = int(0.08 * count) if count >= 12 else int(count >= 6)
    if allowed and len(gaps) + 1 < sorted(len(row) for row in rows)[count // 2]:
        gaps = _busy(_gaps(cover <= allowed, narrowest), gaps, rows, left)
    if not gaps:
        return None
    outer0, outer1 = min(word.x0 for word in everything) - 2, max(word.x1 for word in everything) + 2
    held = {id(word) for word in words}
    others = [word for word in everything if id(word) not in held]
    inner = [x for gap in gaps for x in _borders(gap, rows, others, left, narrowest)]
    # A column whose cells span many rows may share no line with any number.
    before = [word for word in everything if word.x1 <= left - narrowest]
    after = [word.x0 for word in everything if word.x0 >= right + narrowest]
    inner = (_borders_before(before, left, size) if len(before) > 1 else []) + inner
    inner += [(min(after) + right) / 2] if len(after) > 1 else []
    columns = Columns([min(left - 2, outer0), *inner, max(right + 2, outer1)], [])
    columns.extents = body_extents(columns, [[word] for word in everything] if before or after else rows)
    return columns


def _borders(
    gap: tuple[int, int], rows: list[list[Word]], others: list[Word], left: float, narrowest: float
) -> list[float]:
    """The border in a gap, or the two borders of a column that stands in it: no line of its tall cells is at the height
    of a row, for they stand above and below its middle. others: the words that stand in none of `rows`."""
    x0, x1 = left + gap[0] / SCALE, left + gap[1] / SCALE
    top = min(word.y0 for word in rows[0])
    inside = [word for word in others if x0 < word.x1 and word.x0 < x1 and word.y0 > top]
    low, high = min((w.x0 for w in inside), default=x0), max((w.x1 for w in inside), default=x1)
    if len(inside) < max(LEAST_LINES, len(rows) / 2) or low - x0 < narrowest or x1 - high < narrowest:
        # The lines of wrapped names, at the height of no row, may be longer than those of the others.
        x0 = max([w.x1 for w in others if w.x0 < x0 < w.x1 < x1 - narrowest], default=x0)
        x1 = min([w.x0 for w in others if x0 + narrowest < w.x0 < x1 < w.x1], default=x1)
        return [(x0 + x1) / 2]
    return [(x0 + low) / 2, (high + x1) / 2]


def _borders_before(words: list[Word], left: float, size: float) -> list[float]:
    """The right borders of the columns that `words` form, all of them left of `left`; each holds two words at least."""
    groups: list[list[Word]] = []
    reached = 0.0
    for word in sorted(words, key=lambda word: word.x0):
        if groups and word.x0 - reached < size:
            groups[-1].append(word)
        else:
            groups.append([word])
        reached = max(reached, word.x1)
    ends = [max(word.x1 for word in group) for group in groups]
    starts = [group[0].x0 for group in groups[1:]] + [left]
    if any(len(group) < 2 for group in groups):
        return [(ends[-1] + left) / 2]
    return [(end + start) / 2 for end, start in zip(ends, starts, strict=True)]


def _cover(rows: list[list[Word]], left: float, right: float) -> NDArray[np.int32]:
    """How many rows have ink in each bin. The empty half of a full-width bracket is no ink."""
    import numpy as np

    bins = int((right - left) * SCALE) + 3
    cover = np.zeros(bins, np.int32)
    for row in rows:
        mask = np.zeros(bins, bool)
        for word in row:
            half = 0.4 * (word.x1 - word.x0) / len(word.text)
            x0 = word.x0 + half * (word.text[0] in "（【《“")
            x1 = word.x1 - half * (word.text[-1] in "）】》”，。、；：")
            mask[int((x0 - left) * SCALE) : int((x1 - left) * SCALE) + 1] = True
        cover += mask
    return cover


def _busy(
    loose: list[tuple[int, int]], strict: list[tuple[int, int]], rows: list[list[Word]], left: float
) -> list[tuple[int, int]]:
    """The `strict` gaps, and those of the `loose` ones that have words right on both sides in most rows."""
    centres = [[(word.x0 + word.x1) / 2 for word in row] for row in rows]
    borders = [left + (a + b) / 2 / SCALE for a, b in loose]
    found = []
    for place, gap in enumerate(loose):
        if any(a < gap[1] and gap[0] < b for a, b in strict):
            found.append(gap)
            continue
        low = borders[place - 1] if place else left - 1
        high = borders[place + 1] if place + 1 < len(borders) else float("inf")
        both = sum(
            any(low < x < borders[place] for x in row) and any(borders[place] < x < high for x in row)
            for row in centres
        )
        if both >= 0.5 * len(rows):
            found.append(gap)
    return found


def _gaps(free: NDArray[np.bool_], narrowest: float) -> list[tuple[int, int]]:
    """Runs of free bins inside the table that are wide enough."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b) for a, b in runs if a > 0 and b < len(free) and (b - a) / SCALE >= narrowest]


def body_extents(columns: Columns, rows: list[list[Word]]) -> list[tuple[float, float]]:
    """What the words of `rows` fill of each column; the whole column where there are none."""
    found: list[tuple[float, float] | None] = [None] * len(columns)
    for row in rows:
        for word in row:
            first, last = columns.range_of(word.x0, word.x1)
            if first == last:
                known = found[first]
                found[first] = (min(known[0], word.x0), max(known[1], word.x1)) if known else (word.x0, word.x1)
    borders = zip(columns.xs, columns.xs[1:], strict=False)
    return [known or border for known, border in zip(found, borders, strict=True)]
