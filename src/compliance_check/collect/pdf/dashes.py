"""Dashes that stand alone, as in a table where there is no value: the engine looks for words and passes them over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.rules import Box

SEEN = 0.9  # confidence: a stroke of that shape may be something else
NARROWEST, WIDEST = 0.18, 1.3  # type sizes
THICKEST = 0.18  # type sizes
LEAST_INK = 0.02  # of the square of the type size: two specks of dust side by side have less
FLAT = 1.5  # times wider than high: dust clings to a hyphen of seven pixels by two
SOLID = 0.5  # of its box is ink; a speck of dust may stick out
APART = 0.5  # type sizes of white on both sides
LEVEL = 0.25  # type sizes from the middle of the line that it stands in
SIGNS = ((0.45, "-"), (0.75, "–"), (WIDEST, "—"))  # up to so many type sizes wide


def find_dashes(ink: NDArray[np.uint8], characters: NDArray[np.float32]) -> list[tuple[str, Box]]:
    """Each dash on a line with text left of it and white around it, in the box of a character; all in pixels.

    characters: the boxes of those that were recognised.
    """
    import cv2
    import numpy as np

    if not len(characters):
        return []
    size = float(np.median(characters[:, 3] - characters[:, 1]))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = (stats[:, 2] > 3 * size) | (stats[:, 3] > 3 * size)  # rules, the paper
    small = ~large[labels] & (ink > 0)
    x, y, width, height, area = stats.T
    shaped = (width >= NARROWEST * size) & (width <= WIDEST * size) & (width >= FLAT * height)
    shaped &= (height <= THICKEST * size + 1) & (area >= SOLID * width * height) & (area >= LEAST_INK * size**2)
    found: list[tuple[str, Box]] = []
    for place in np.flatnonzero(shaped).tolist():
        left, top, right, bottom = (
            int(v) for v in (x[place], y[place], x[place] + width[place], y[place] + height[place])
        )
        middle = (top + bottom) / 2
        line = _line(characters, left, middle, size)
        if line is None or not _is_alone(small, (left, top, right, bottom), size, int(area[place])):
            continue
        if _stands_in(characters, (left + right) / 2, middle):
            continue
        sign = next(sign for most, sign in SIGNS if right - left <= most * size)
        found.append((sign, (float(left), line[0], float(right), line[1])))
    return found


def _line(characters: NDArray[np.float32], left: int, middle: float, size: float) -> tuple[float, float] | None:
    """Top and bottom of the nearest character left of a dash on whose line it stands."""
    import numpy as np

    centres = (characters[:, 1] + characters[:, 3]) / 2
    beside = np.flatnonzero((np.abs(centres - middle) <= LEVEL * size) & (characters[:, 2] < left))
    if not len(beside):
        return None
    nearest = characters[beside[np.argmax(characters[beside, 2])]]
    return float(nearest[1]), float(nearest[3])


def _is_alone(small: NDArray[np.bool_], box: tuple[int, int, int, int], size: float, area: int) -> bool:
    """Whether nothing but the dash itself stands where it and a character on either side of it would."""
    left, top, right, bottom = box
    aside, above = int(APART * size), int(0.45 * size)
    around = small[max(top - above, 0) : bottom + above, max(left - aside, 0) : right + aside]
    return int(around.sum()) <= area


def _stands_in(characters: NDArray[np.float32], x: float, y: float) -> bool:
    """Whether a point lies in the box of a character."""
    x0, y0, x1, y1 = characters.T
    return bool(((x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)).any())
