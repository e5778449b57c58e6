"""Ruling lines in a picture of a page, and how far the page lies askew."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin, tan
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.rules import Box, Drawing, Edge, merge_edges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_SKEW = 3.0  # degrees
FEWEST_POINTS, MOST_POINTS = 200, 100_000  # dark points that show how a page lies
CLEARER = 1.02  # by so much sharper must rows be along an angle, or the page lies straight
STROKE = 4.0  # sizes of a character: strokes of characters above one another are no longer
THROUGH = 0.6  # of a stroke's length lies in characters
REACH = 3.0  # points: a stroke may begin so far inside its character
SHORTEST = 0.04  # of the picture's width: the shortest horizontal rule; shorter are strokes of large type
LOWEST = 0.025  # of the picture's width: the shortest vertical rule, one row high
THICKEST = 0.006  # of the picture's width


def find_skew(picture: NDArray[np.uint8]) -> float:
    """The angle in degrees by which the lines of a picture, of text and of tables, rise to the right; 0 without any.

    It is the angle along which the dark points fall into the sharpest rows. A line that rises by a quarter of a degree
    is made of level steps, so its pieces alone would not tell.
    """
    import numpy as np

    down, right = _dark_points(picture)
    if len(down) < FEWEST_POINTS:
        return 0.0
    best, step = 0.0, MOST_SKEW / 2
    for finer in (0.1, 0.02):
        angles = best + np.arange(-round(2 * step / finer), round(2 * step / finer) + 1) * finer
        best = max(angles.tolist(), key=lambda angle: (_sharpness(down, right, angle), -abs(angle)))
        step = finer
    return best if _sharpness(down, right, best) > CLEARER * _sharpness(down, right, 0.0) else 0.0


def _dark_points(picture: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How far down and how far right the dark points of a picture stand, at half its size."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    down, right = np.nonzero(dark)
    every = max(len(down) // MOST_POINTS, 1)
    return down[::every].astype(np.float32), right[::every].astype(np.float32)


def _sharpness(down: NDArray[np.float32], right: NDArray[np.float32], angle: float) -> float:
    """How sharply the points fall into rows when the picture is turned back by `angle`."""
    import numpy as np

    level = down + right * np.float32(tan(radians(angle)))
    rows = np.bincount((level - level.min()).astype(np.int32))
    steps = np.diff(rows)
    return float(steps @ steps)


def straighten(picture: NDArray[np.uint8], skew: float) -> NDArray[np.uint8]:
    """The picture turned by `skew` degrees clockwise about its middle."""
    import cv2
    import numpy as np

    if abs(skew) <= 0.05:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return np.asarray(turned, np.uint8)


def turn_back(box: Box, skew: float, width: float, height: float) -> Box:
    """Where a box of the straightened page lies on the page as displayed."""
    x, y = (box[0] + box[2]) / 2 - width / 2, (box[1] + box[3]) / 2 - height / 2
    sine, cosine = sin(radians(skew)), cos(radians(skew))
    dx, dy = x * cosine + y * sine - x, y * cosine - x * sine - y
    return (round(box[0] + dx, 2), round(box[1] + dy, 2), round(box[2] + dx, 2), round(box[3] + dy, 2))


def find_rulings(picture: NDArray[np.uint8], scale: float) -> Drawing:
    """The rules in a straightened picture, in points; `scale` takes pixels to points."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    binary = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    dark: NDArray[np.uint8] = np.asarray(binary, np.uint8)
    width = picture.shape[1]
    drawing = Drawing()
    drawing.horizontal = merge_edges(
        _runs(dark, max(int(SHORTEST * width), 20), scale, across=False), tolerance=2.0, gap=5.0
    )
    drawing.vertical = merge_edges(
        _runs(dark, max(int(LOWEST * width), 20), scale, across=True), tolerance=2.0, gap=5.0
    )
    return drawing


def without_strokes(drawing: Drawing, characters: NDArray[np.float32]) -> Drawing:
    """The drawing without strokes of type: edges that mostly run through the boxes of `characters`.

    Upright ones are short, in one large character or in several that stand above one another. Level ones end where the
    line of text does: the feet of its figures nearly touch.
    """
    drawing.horizontal = _beside(drawing.horizontal, characters[:, (1, 0, 3, 2)], _reaches_out)
    drawing.vertical = [_trimmed(edge, characters) for edge in _beside(drawing.vertical, characters, _is_long)]
    return drawing


def _beside(
    edges: list[Edge], boxes: NDArray[np.float32], is_rule: Callable[[Edge, NDArray[np.float32]], bool]
) -> list[Edge]:
    """The edges that do not run through characters; `boxes` (across, along, across, along) as their positions are.

    is_rule: whether an edge is one though it runs through those boxes.
    """
    import numpy as np

    kept: list[Edge] = []
    for edge in edges:
        place, start, end = edge
        within = (place > boxes[:, 0]) & (place < boxes[:, 2])
        shared = np.minimum(boxes[within, 3], end) - np.maximum(boxes[within, 1], start)
        met = shared > 0
        if float(shared[met].sum()) < THROUGH * (end - start) or is_rule(edge, boxes[within][met]):
            kept.append(edge)
    return kept


def _trimmed(edge: Edge, boxes: NDArray[np.float32]) -> Edge:
    """An upright edge without the strokes of the character above or below that it runs into."""
    place, start, end = edge
    across = boxes[(place > boxes[:, 0]) & (place < boxes[:, 2])]
    above = across[(across[:, 1] <= start + REACH) & (across[:, 3] > start)]
    below = across[(across[:, 3] >= end - REACH) & (across[:, 1] < end)]
    start = max([start, *above[:, 3].tolist()])
    end = min([end, *below[:, 1].tolist()])
    return (place, start, end) if end > start else edge


def _is_long(edge: Edge, boxes: NDArray[np.float32]) -> bool:
    """Whether an edge is longer than the strokes of a character or of some that touch."""
    return edge[2] - edge[1] > STROKE * float((boxes[:, 2] - boxes[:, 0]).max())


def _reaches_out(edge: Edge, boxes: NDArray[np.float32]) -> bool:
    """Whether an edge goes on where the characters that it runs through have ended."""
    size = float((boxes[:, 2] - boxes[:, 0]).max())
    return float(boxes[:, 1].min()) - edge[1] > size or edge[2] - float(boxes[:, 3].max()) > size


def _runs(dark: NDArray[np.uint8], length: int, scale: float, across: bool) -> list[Edge]:
    """Dark runs at least `length` pixels long, horizontal ones or (`across`) vertical ones."""
    import cv2
    import numpy as np

    shape = (1, length) if across else (length, 1)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((5, 1) if across else (1, 5), np.uint8))
    kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
    _, _, stats, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
    thickest = max(THICKEST * dark.shape[1], 8)
    edges: list[Edge] = []
    for x, y, width, height, _ in stats[1:].tolist():
        if across and width <= thickest:
            edges.append(((x + width / 2) * scale, y * scale, (y + height) * scale))
        elif not across and height <= thickest:
            edges.append(((y + height / 2) * scale, x * scale, (x + width) * scale))
    return edges
