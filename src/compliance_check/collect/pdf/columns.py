"""Reading order: text set in two columns is read column by column, between whatever reaches across both."""

from __future__ import annotations

from dataclasses import dataclass

from compliance_check.collect.pdf.words import Word

LONG = 7.0  # type sizes: a word at least this long is running text
LEAST_LINES = 5  # in each of two columns
PITCH = 1.6  # type sizes from line to line
NARROWEST = 0.9  # type sizes between two columns


@dataclass(slots=True)
class Zone:
    """Words read one after the other, within a vertical stripe of the page."""

    words: list[Word]
    left: float
    right: float


def find_zones(words: list[Word], width: float) -> list[Zone]:
    """The zones of a page in reading order; one zone where the text is not in columns.

    A ruled table is passed as a word without text.
    """
    x = _gutter(words, width)
    if x is None:
        return [_zone(words)] if words else []
    zones: list[Zone] = []
    run: list[Word] = []
    for word in sorted(words, key=lambda word: word.centre):
        if run and _crosses(word, x) != _crosses(run[0], x):
            zones += _flush(run, x)
            run = []
        run.append(word)
    return zones + _flush(run, x)


def _crosses(word: Word, x: float) -> bool:
    return word.x0 < x - 1 and word.x1 > x + 1


def _flush(run: list[Word], x: float) -> list[Zone]:
    """A run of words that all reach across `x`, or what stands left of it and then what stands right of it."""
    if _crosses(run[0], x):
        return [_zone(run)]
    left, right = [word for word in run if word.x1 <= x + 1], [word for word in run if word.x1 > x + 1]
    return [_zone(side) for side in (left, right) if side]


def _zone(words: list[Word]) -> Zone:
    return Zone(words, min(word.x0 for word in words), max(word.x1 for word in words))


def _gutter(words: list[Word], width: float) -> float | None:
    """The x at which two columns of running text part; None for a page of one column."""
    import numpy as np

    texts = [word for word in words if word.text]
    if len(texts) < LEAST_LINES:
        return None
    size = sorted(word.size for word in texts)[len(texts) // 2]
    long = [word for word in texts if word.x1 - word.x0 >= LONG * size]
    if len(texts) < len(words):
        long += [line for word in words if not word.text for line in _as_lines(word, size)]
    if len(long) < 2 * LEAST_LINES:
        return None
    end = int(width) + 1
    starts = np.bincount([min(max(int(word.x0), 0), end) for word in long], minlength=end + 1)
    ends = np.bincount([min(max(int(word.x1) + 1, 0), end) for word in long], minlength=end + 1)
    cover = np.cumsum(starts - ends)
    low, high = int(0.3 * width), int(0.7 * width)
    middle = cover[low:high]
    floor = int(middle.min())
    if floor > 0.15 * int(cover.max()):
        return None
    free = np.flatnonzero(middle == floor)
    runs = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    best = max(runs, key=len)
    if len(best) < NARROWEST * size:
        return None
    x = low + float(best[0] + best[-1]) / 2
    sides = [[w for w in long if w.x1 <= x], [w for w in long if w.x0 >= x]]
    return x if all(_is_column(side, size) for side in sides) and _abreast(sides) else None


def _as_lines(table: Word, size: float) -> list[Word]:
    """A ruled table as the lines of text that it takes the place of."""
    count = int(table.size / (PITCH * size))
    return [
        Word("", table.x0, y, table.x1, y + size, 0, 0) for y in (table.y0 + n * PITCH * size for n in range(count))
    ]


def _is_column(words: list[Word], size: float) -> bool:
    """Whether enough lines fill one width, as running text does and the texts of table cells do not."""
    if len(words) < LEAST_LINES:
        return False
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    full = sum(word.x1 > right - 2.5 * size and word.x0 < left + 2.8 * size for word in words)
    return full >= 0.5 * len(words)


def _abreast(sides: list[list[Word]]) -> bool:
    """Whether the two columns stand side by side over most of the shorter one's height."""
    spans = [(min(w.y0 for w in side), max(w.y1 for w in side)) for side in sides]
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    return shared > 0.5 * min(high - low for low, high in spans)
