"""Areas in a picture of a page that are shaded evenly, as the stripes of a table and the cells of its header are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.rules import Box

STROKE = 13  # pixels: strokes of type are thinner
COARSE = 4  # pixels to one
STEP = 5  # grey levels between two shades, and between a shade and the paper
SQUARE = 0.9  # of a shade's box it fills: shadows and pictures do not
MOSTLY = 0.5  # of a row or column of its box
LEAST_WIDTH, LEAST_HEIGHT = 12, 4  # coarse pixels: the inside of a large character is narrower
WHOLE = 0.5  # of the page: what covers more is the paper


def find_shades(picture: NDArray[np.uint8], scale: float) -> list[Box]:
    """The shaded rectangles in a straightened picture, in points; `scale` takes pixels to points."""
    import cv2
    import numpy as np

    grey = cv2.medianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), 3)
    # Type and rules go first, or the noise of the paper would count as much as a light shade.
    bare = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8))
    height, width = grey.shape[0] // COARSE, grey.shape[1] // COARSE
    level = cv2.resize(bare, (width, height), interpolation=cv2.INTER_AREA).astype(np.int16)
    paper = int(np.bincount(level.ravel(), minlength=256).argmax())
    found: list[Box] = []
    shaded = np.asarray(level < paper - STEP, np.uint8)
    outlines, _ = cv2.findContours(shaded, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        x, y, w, h = cv2.boundingRect(outline)
        if w < LEAST_WIDTH or h < LEAST_HEIGHT or w * h > WHOLE * width * height:
            continue
        filled = cv2.drawContours(np.zeros((h, w), np.uint8), [outline], -1, 1, cv2.FILLED, offset=(-x, -y))
        left, right = _solid(filled.mean(axis=0))
        top, bottom = _solid(filled.mean(axis=1))
        if right - left < LEAST_WIDTH or filled[top:bottom, left:right].mean() < SQUARE:
            continue
        profile = np.median(level[y + top : y + bottom, x + left : x + right], axis=1)
        for start, end in _bands(profile):
            one = COARSE * scale
            found.append(((x + left) * one, (y + top + start) * one, (x + right) * one, (y + top + end) * one))
    return found


def _solid(shares: NDArray[np.float64]) -> tuple[int, int]:
    """The first and the end of the rows or columns that are mostly filled: an edge between two pixels is ragged."""
    import numpy as np

    mostly = np.flatnonzero(shares >= MOSTLY)
    return (int(mostly[0]), int(mostly[-1]) + 1) if len(mostly) else (0, 0)


def _bands(profile: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Where the shade changes from top to bottom: a header and the first stripe below it have shades of their own."""
    bands, start = [], 0
    for place in range(1, len(profile)):
        own = profile[min(start + 1, place - 1)]  # the first row is partly of the shade above
        if abs(float(profile[place]) - float(own)) > STEP:
            bands.append((start, place))
            start = place
    bands.append((start, len(profile)))
    return [(top, bottom) for top, bottom in bands if bottom - top >= LEAST_HEIGHT]
