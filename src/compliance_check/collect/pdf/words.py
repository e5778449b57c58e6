"""Characters set close together on one line become words; words at one height become rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.characters import Characters
from compliance_check.collect.pdf.grids import Grid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_GAP = 0.75  # of the type's height
FINE_GAP = 0.3  # of the type's height
PHRASE_GAP = 0.42  # of the type's height: Latin words so close are one phrase
LINE_SHIFT = 0.5  # of the em
SMALL = 0.75  # of the height of the words beside it: a raised or lowered mark
FREE = -1
CLEAR = 0.7  # points: a word may reach so far over a border


@dataclass(slots=True)
class Word:
    """A run of characters without a wide gap: text[start:end] of the page.

    label: the ruled cell that holds it, or FREE.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    start: int
    end: int
    label: int = FREE

    @property
    def centre(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """The height of its font's box."""
        return self.y1 - self.y0


def label_characters(characters: Characters, grids: list[Grid]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each character the running number of the ruled cell that it stands in, FREE outside all grids; and the column
    of the grid, which a cell may span with others."""
    import numpy as np

    boxes = characters.boxes
    labels = np.full(len(boxes), FREE, np.int32)
    columns = np.zeros(len(boxes), np.int32)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    first = 0
    for grid in grids:
        x0, y0, x1, y1 = grid.box
        inside = np.flatnonzero((x > x0) & (x < x1) & (y > y0) & (y < y1))
        column = np.searchsorted(grid.xs, x[inside]) - 1
        row = np.searchsorted(grid.ys, y[inside]) - 1
        labels[inside] = grid.owners[row, column] + first
        columns[inside] = column
        first += len(grid.spans)
    return labels, columns


def find_words(
    characters: Characters, labels: NDArray[np.int32], columns: NDArray[np.int32] | None = None, fine: bool = False
) -> list[Word]:
    """The words of a page in the order of its content stream.

    columns: the column of a grid that each character stands in; a smaller gap parts words at a border between two.
    fine: only the free words, parted at every gap that may be a border between columns.
    """
    import numpy as np

    index = np.flatnonzero(characters.ink & (labels == FREE)) if fine else np.flatnonzero(characters.ink)
    if not len(index):
        return []
    boxes, label = characters.boxes[index], labels[index]
    size = np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    em = np.minimum(size[1:], size[:-1])
    space = boxes[1:, 0] - boxes[:-1, 2]
    parted = (np.abs(np.diff(middle)) > LINE_SHIFT * em) | (space > WORD_GAP * em) | (space < -1.2 * em)
    if fine:
        codes = characters.codes[index]
        letter = ((codes >= 65) & (codes <= 90)) | ((codes >= 97) & (codes <= 122)) | (codes == 44) | (codes == 38)
        parted |= (space > FINE_GAP * em) & ~(letter[1:] & letter[:-1] & (space <= PHRASE_GAP * em))
    parted |= label[1:] != label[:-1]
    if columns is not None:
        parted |= (np.diff(columns[index]) != 0) & (space > FINE_GAP * em)
    parted |= boxes[1:, 0] < boxes[:-1, 0] - 0.5 * em
    first = np.concatenate(([0], np.flatnonzero(parted) + 1))
    last = np.concatenate((first[1:], [len(index)])) - 1
    return _words(characters.text, index, boxes, label, first, last)


def _words(
    text: str,
    index: NDArray[np.int64],
    boxes: NDArray[np.float32],
    label: NDArray[np.int32],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> list[Word]:
    import numpy as np

    columns = (
        np.minimum.reduceat(boxes[:, 0], first).tolist(),
        np.minimum.reduceat(boxes[:, 1], first).tolist(),
        np.maximum.reduceat(boxes[:, 2], first).tolist(),
        np.maximum.reduceat(boxes[:, 3], first).tolist(),
        index[first].tolist(),
        (index[last] + 1).tolist(),
        label[first].tolist(),
    )
    return [
        Word(text[start:end], x0, y0, x1, y1, start, end, cell)
        for x0, y0, x1, y1, start, end, cell in zip(*columns, strict=True)
    ]


def rows_of(words: list[Word], overlap: float = 0.45) -> list[list[Word]]:
    """Words at one height, from top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    height, size = 0.0, 0.0
    for word in sorted(words, key=_centre):
        centre = (word.y0 + word.y1) / 2
        if rows and centre - height <= overlap * min(word.y1 - word.y0, size):
            rows[-1].append(word)
        else:
            rows.append([word])
            height, size = centre, word.y1 - word.y0
    if len(rows) > 1 and _differ([word.y1 - word.y0 for word in words]):
        rows = _with_raised(rows)
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """The rows with raised and lowered marks (m³, CO₂) in the row of the words that they are set against."""
    kept = [rows[0]]
    for row in rows[1:]:
        above = kept[-1]
        sizes = [max([word.y1 - word.y0 for word in line]) for line in (above, row)]
        if _differ(sizes) and (_is_set_against(row, above) or _is_set_against(above, row)):
            kept[-1] = above + row
        else:
            kept.append(row)
    return kept


def _differ(sizes: list[float]) -> bool:
    """Whether some type is so much smaller than other type that it could be a mark set against it."""
    return min(sizes) < SMALL * max(sizes)


def _is_set_against(marks: list[Word], row: list[Word]) -> bool:
    """Whether each of `marks` is small and touches the end of a word of the row at its upper or lower half."""
    return all(
        any(
            mark.size < SMALL * word.size
            and abs(mark.x0 - word.x1) < 0.25 * word.size
            and min(mark.y1, word.y1) - max(mark.y0, word.y0) > 0.4 * mark.size
            for word in row
        )
        for mark in marks
    )


def crosses(word: Word, borders: list[float]) -> bool:
    """Whether a word stands across one of `borders`, and does not merely touch it."""
    return any(word.x0 < x - CLEAR and word.x1 > x + CLEAR for x in borders)


_centre: Callable[[Word], float] = lambda word: word.y0 + word.y1  # noqa: E731
_left: Callable[[Word], float] = lambda word: word.x0  # noqa: E731
