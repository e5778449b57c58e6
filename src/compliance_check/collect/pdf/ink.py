"""The ink in a picture of a page, and where it shows the edges of characters better than the engine tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPECK = 6  # pixels: no mark of readable type is smaller, dust is
DARKER = 25  # grey levels than the paper around
NEIGHBOURHOOD = 41  # pixels, in which the paper's level is taken; wider than any stroke of running text
BEARING = 0.08  # of a line's height: the white that belongs to a character on either side of its ink
SURE_GAP = 0.15  # of a line's height: no narrower gap parts words
CLOSING, OPENING = "，。；：、）》」』】”！？", "（《「『【“"  # with an empty half behind or before them

Place = tuple[float, float, float | None]
"""Left, right and score of a character."""


def find_ink(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where there is ink, dust apart."""
    import cv2
    import numpy as np

    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    dark = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, NEIGHBOURHOOD, DARKER)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(dark, np.uint8), connectivity=8)
    solid = stats[:, cv2.CC_STAT_AREA] >= SPECK
    solid[0] = False
    return np.asarray(solid[labels], np.uint8)


def close_gaps(text: str, places: list[Place], ink: NDArray[np.uint8], top: float, bottom: float) -> list[Place]:
    """The characters of a line, `text` without its blanks, with the gaps between them no wider than the white there.

    The engine tells in steps of several pixels where a character is, so prose would seem to stand in columns. The empty
    half of a full-width mark is no gap either.
    """
    import numpy as np

    strip = ink[max(int(top), 0) : max(int(bottom), 1)]
    white = np.concatenate((~strip.any(axis=0), [False]))
    found = list(places)
    for place in range(1, len(found)):
        x0, x1, score = found[place - 1]
        next0, next1, next_score = found[place]
        if next0 - x1 <= SURE_GAP * (bottom - top):
            continue
        start, end = _widest(white, int((x0 + x1) / 2), int((next0 + next1) / 2), (x1 + next0) / 2)
        bearing = min(BEARING * (bottom - top), (end - start) / 2)
        start, end = start + bearing, end - bearing
        if end - start < next0 - x1:
            found[place - 1] = (x0, max(start, x0), score)
            found[place] = (min(end, next1), next1, next_score)
        _fill_halves(text, found, place, 0.5 * (bottom - top))
    return found


def _fill_halves(text: str, places: list[Place], place: int, half: float) -> None:
    """Give the full-width marks on both sides of a gap their empty halves."""
    before, after = places[place - 1], places[place]
    if text[place - 1] in CLOSING:
        before = places[place - 1] = (before[0], min(before[1] + half, after[0]), before[2])
    if text[place] in OPENING:
        places[place] = (max(after[0] - half, before[1]), after[1], after[2])


def _widest(white: NDArray[np.bool_], low: int, high: int, middle: float) -> tuple[float, float]:
    """The widest run of white columns between two places; of no width at `middle` where there is none."""
    best, start = (middle, middle), None
    for x in range(max(low, 0), min(high, len(white) - 1) + 1):
        if white[x] and start is None:
            start = x
        elif not white[x] and start is not None:
            best = max(best, (float(start), float(x)), key=lambda run: run[1] - run[0])
            start = None
    if start is not None:
        best = max(best, (float(start), float(high)), key=lambda run: run[1] - run[0])
    return best
