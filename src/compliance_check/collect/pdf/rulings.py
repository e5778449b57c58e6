"""Ruling lines in a picture of a page, and how far the page lies askew."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.rules import Box, Drawing, Edge, merge_edges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_SKEW = 3.0  # degrees
SHORTEST = 0.04  # of the picture's width: the shortest horizontal rule; shorter are strokes of large type
LOWEST = 0.025  # of the picture's width: the shortest vertical rule, one row high
THICKEST = 0.006  # of the picture's width


def find_skew(picture: NDArray[np.uint8]) -> float:
    """The angle in degrees by which the long straight lines of a picture rise to the right; 0 without any."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    edges = cv2.Canny(small, 60, 180)
    shortest = int(0.15 * small.shape[1])
    lines = cv2.HoughLinesP(edges, 1, np.pi / 3600, 120, minLineLength=shortest, maxLineGap=6)
    if lines is None:
        return 0.0
    ends = lines.reshape(-1, 4).astype(float)
    angles = np.degrees(np.arctan2(ends[:, 1] - ends[:, 3], ends[:, 2] - ends[:, 0]))
    level = angles[np.abs(angles) < MOST_SKEW]
    return float(np.median(level)) if len(level) >= 3 else 0.0


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
