"""Where the columns of a table without vertical lines part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.words import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.characters import Characters

SCALE = 2  # bins per point
FINE_GAP = 0.3  # of the em


@dataclass(slots=True)
class Columns:
    """xs: the borders, outer ones included; extents: per column the x0 and x1 that its body really fills."""

    xs: list[float]
    extents: list[tuple[float, float]]

    def __len__(self) -> int:
        return len(self.xs) - 1

    def range_of(self, x0: float, x1: float) -> tuple[int, int]:
        """The first and last column that the stretch x0..x1 covers to a degree worth mentioning."""
        overlaps = [min(right, x1) - max(left, x0) for left, right in zip(self.xs, self.xs[1:], strict=False)]
        best = max(range(len(overlaps)), key=overlaps.__getitem__)
        if overlaps[best] >= 0.7 * (x1 - x0):
            return best, best
        touched = [place for place, overlap in enumerate(overlaps) if overlap > 0.5]
        return (touched[0], touched[-1]) if touched else (best, best)


def split_words(words: list[Word], characters: Characters, gap: float = FINE_GAP) -> list[Word]:
    """Words parted at narrower gaps. Latin words of one phrase stay together: their gaps are no column border."""
    parts: list[Word] = []
    for word in words:
        if word.end - word.start < 2:
            parts.append(word)
        else:
            parts += _split(word, characters, gap)
    return parts


def _split(word: Word, characters: Characters, gap: float) -> list[Word]:
    import numpy as np

    boxes, text = characters.boxes, characters.text
    index = np.flatnonzero(characters.ink[word.start : word.end]) + word.start
    if len(index) < 2:
        return [word]
    size = word.y1 - word.y0
    spaces = boxes[index[1:], 0] - boxes[index[:-1], 2]
    places = np.flatnonzero(spaces > gap * size)
    if not len(places):
        return [word]
    codes = characters.codes[index]
    letter = ((codes >= 65) & (codes <= 90)) | ((codes >= 97) & (codes <= 122)) | (codes == 44) | (codes == 38)
    breaks = [k for k in places.tolist() if not (letter[k] and letter[k + 1] and spaces[k] <= 0.55 * size)]
    starts, ends = [0, *[k + 1 for k in breaks]], [*breaks, len(index) - 1]
    found = []
    for first, last in zip(starts, ends, strict=True):
        start, end = int(index[first]), int(index[last]) + 1
        x0, x1 = float(boxes[start, 0]), float(boxes[end - 1, 2])
        found.append(Word(text[start:end], x0, word.y0, x1, word.y1, start, end, word.label))
    return found


def find_columns(rows: list[list[Word]], everything: list[Word], size: float) -> Columns | None:
    """The columns that the gaps common to `rows` part; None where there is no such gap.

    rows: the rows whose words are certainly apart by column. everything: all words of the table, for its outer
    borders. size: the height of the type.
    """
    import numpy as np

    words = [word for row in rows for word in row]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    bins = int((right - left) * SCALE) + 2
    cover = np.zeros(bins + 1, np.int32)
    for row in rows:
        mask = np.zeros(bins + 1, bool)
        for word in row:
            mask[int((word.x0 - left) * SCALE) : int((word.x1 - left) * SCALE) + 1] = True
        cover += mask
    count = len(rows)
    allowed = int(0.08 * count) if count >= 12 else int(count >= 6)
    narrowest = size * (0.28 if count >= 6 else 0.4 if count >= 3 else 0.7)
    gaps = _gaps(cover <= allowed, narrowest)
    if not gaps:
        return None
    outer0, outer1 = min(word.x0 for word in everything) - 2, max(word.x1 for word in everything) + 2
    xs = [min(left - 2, outer0), *[left + (a + b) / 2 / SCALE for a, b in gaps], max(right + 2, outer1)]
    columns = Columns(xs, [])
    columns.extents = body_extents(columns, rows)
    return columns


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
