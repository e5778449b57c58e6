"""What is drawn on a page: ruling lines, filled areas, pictures. Vector paths become horizontal and vertical edges."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf.native import native
from compliance_check.collect.pdf.objects import (
    ALL_BUT_NO_TEXT,
    FORM,
    IMAGE,
    INVISIBLE,
    NO_TEXT,
    ONLY,
    PATH,
    Matrix,
    Scratch,
    any_pale,
    bounds,
    inner_objects,
    is_clear,
    multiply,
    page_objects,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from compliance_check.collect.pdf.frame import Frame

LINE_TO, MOVE_TO = 0, 2  # FPDF_SEGMENT_*
THIN = 2.5  # points: a filled box this thin is a rule
THIN_STROKE = 6.0  # pdfium pads a stroke's bounds by its width
SHORT = 4.0  # points: anything shorter is a dash, a dot or a piece of a glyph
MAX_SEGMENTS = 400


Edge = tuple[float, float, float]
"""Position across, start and end along: (y, x0, x1) of a horizontal edge, (x, y0, y1) of a vertical one."""
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawing:
    """The vector drawing of a page, in the reading frame.

    fills: filled areas without outline. image_area: points squared under pictures. shapes: paths that are neither
    rules nor boxes (letters drawn as curves, charts).
    pale: whether some text is white, transparent or not painted. covers: fills and pictures drawn after all text.
    """

    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    image_area: float = 0.0
    shapes: int = 0
    pale: bool = False
    covers: list[Box] = field(default_factory=list)


def read_drawing(page: PdfPage, frame: Frame) -> Drawing:
    """The rules, fills and pictures of `page`."""
    drawing = Drawing()
    scratch = Scratch()
    _collect(drawing, frame, scratch, page_objects(page), None, 0)
    drawing.horizontal = merge_edges(drawing.horizontal)
    drawing.vertical = merge_edges(drawing.vertical)
    return drawing


def _collect(
    drawing: Drawing, frame: Frame, scratch: Scratch, objects: list[int], matrix: Matrix | None, depth: int
) -> None:
    """Sort `objects` into `drawing`; `matrix` is that of the form they stand in."""
    objects, pointers, late = _without_text(drawing, objects)
    if not objects:
        return
    types = bytes(map(native().object_type, pointers))
    paths = list(compress(objects, types.translate(ONLY[PATH])))
    if paths:
        boxes = bounds(paths, matrix, frame)
        _sort_paths(drawing, frame, scratch, paths, boxes, matrix, types[:late].count(PATH))
    images = list(compress(objects, types.translate(ONLY[IMAGE])))
    if images:
        boxes = bounds(images, matrix, frame)
        drawing.image_area += float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())
        drawing.covers += map(tuple, boxes[types[:late].count(IMAGE) :].tolist())
    if FORM not in types:
        return
    for form in compress(objects, types.translate(ONLY[FORM])):
        drawing.pale = drawing.pale or is_clear(form)
        for inner, own in inner_objects(scratch, form, matrix, depth):
            _collect(drawing, frame, scratch, inner, own, depth + 1)


def _without_text(drawing: Drawing, objects: list[int]) -> tuple[list[int], list[Any], int]:
    """The objects that are no text, pointers to them, and how many of them are drawn before the last text.

    Only text has a mode, so that asking for it costs no more than asking what kind of object each is.
    """
    pointers = list(map(ctypes.c_void_p.from_param, objects))
    modes = bytes(map(native().text_mode, pointers))
    count = modes.count(NO_TEXT)
    if count == len(objects):
        return objects, pointers, count
    texts = list(compress(pointers, modes.translate(ALL_BUT_NO_TEXT))) if count else pointers
    drawing.pale = drawing.pale or INVISIBLE in modes or any_pale(texts)
    late = len(modes) - len(modes.rstrip(bytes([NO_TEXT])))
    other = modes.translate(ONLY[NO_TEXT])
    return list(compress(objects, other)), list(compress(pointers, other)), count - late


def _sort_paths(
    drawing: Drawing,
    frame: Frame,
    scratch: Scratch,
    paths: list[int],
    boxes: NDArray[np.float32],
    matrix: Matrix | None,
    late: int,
) -> None:
    """Thin paths become edges at once; the few thick ones are looked at one by one. late: the first after all text."""
    import numpy as np

    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    flat = (height <= THIN) & (width > SHORT) & (width > 2 * height)
    steep = (width <= THIN) & (height > SHORT) & (height > 2 * width) & ~flat
    drawing.horizontal += [((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in boxes[flat].tolist()]
    drawing.vertical += [((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in boxes[steep].tolist()]
    rest = np.flatnonzero(~flat & ~steep & ((width > SHORT) | (height > SHORT)))
    for place, box in zip(rest.tolist(), boxes[rest].tolist(), strict=True):
        fills = len(drawing.fills)
        _sort_path(drawing, frame, scratch, paths[place], box, matrix)
        if place >= late:
            drawing.covers += drawing.fills[fills:]


def _sort_path(
    drawing: Drawing, frame: Frame, scratch: Scratch, path: int, box: list[float], matrix: Matrix | None
) -> None:
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    filled, stroked = scratch.mode(path)
    segments = native().segment_count(path)
    if stroked and segments <= 3 and min(width, height) <= THIN_STROKE and max(width, height) > 2 * min(width, height):
        if width > height:
            drawing.horizontal.append(((y0 + y1) / 2, x0, x1))
        else:
            drawing.vertical.append(((x0 + x1) / 2, y0, y1))
        return
    if width <= SHORT or height <= SHORT:
        return
    if not filled and not stroked:
        return
    if filled and not stroked and segments <= 6:
        if width * height < 0.8 * frame.width * frame.height:
            drawing.fills.append((x0, y0, x1, y1))
        return
    if segments in (4, 5) and stroked:
        drawing.horizontal += [(y0, x0, x1), (y1, x0, x1)]
        drawing.vertical += [(x0, y0, y1), (x1, y0, y1)]
    elif segments <= MAX_SEGMENTS:
        found = _walk(drawing, frame, scratch, path, segments, matrix)
        drawing.shapes += not found


def _walk(drawing: Drawing, frame: Frame, scratch: Scratch, path: int, segments: int, matrix: Matrix | None) -> bool:
    """Take the straight horizontal and vertical pieces of a composite path; whether there were any."""
    import numpy as np

    own = scratch.matrix(path)
    if own is None:
        return False
    a, b, c, d, e, f = multiply(own, matrix)
    functions, at = native(), scratch.float_at
    points: list[tuple[float, float, float, float]] = []
    last: tuple[float, float] | None = None
    for number in range(segments):
        segment = functions.segment_at(path, number)
        functions.segment_point(segment, at, at + 4)
        x, y = scratch.floats[0], scratch.floats[1]
        point = (a * x + c * y + e, b * x + d * y + f)
        if functions.segment_type(segment) == LINE_TO and last is not None:
            (left, right), (low, high) = sorted((last[0], point[0])), sorted((last[1], point[1]))
            points.append((left, low, right, high))
        last = point
    if not points:
        return False
    boxes = frame.to_reading(np.array(points, np.float32)).tolist()
    flat = [((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in boxes if y1 - y0 < 1 and x1 - x0 > SHORT]
    steep = [((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in boxes if x1 - x0 < 1 and y1 - y0 > SHORT]
    drawing.horizontal += flat
    drawing.vertical += steep
    return bool(flat or steep)


def merge_edges(edges: list[Edge], tolerance: float = 1.6, gap: float = 3.0) -> list[Edge]:
    """Edges that lie within `tolerance` of one another on one line and touch (within `gap`), joined into one."""
    if not edges:
        return []
    edges = sorted(edges)
    joined: list[Edge] = []
    group = [edges[0]]
    for edge in edges[1:]:
        if edge[0] - group[-1][0] <= tolerance:
            group.append(edge)
        else:
            joined += _join(group, gap)
            group = [edge]
    return joined + _join(group, gap)


def _join(group: list[Edge], gap: float) -> list[Edge]:
    if len(group) == 1:
        return group
    position = sum(edge[0] for edge in group) / len(group)
    joined: list[Edge] = []
    spans = sorted((edge[1], edge[2]) for edge in group)
    start, end = spans[0]
    for low, high in spans[1:]:
        if low <= end + gap:
            end = max(end, high)
        else:
            joined.append((position, start, end))
            start, end = low, high
    return [*joined, (position, start, end)]
