"""What is drawn on a page: ruling lines, filled areas, pictures. Vector paths become horizontal and vertical edges."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf.native import address, fill_colours, native, object_boxes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from compliance_check.collect.pdf.frame import Frame

PATH, IMAGE, FORM = 2, 3, 5  # FPDF_PAGEOBJ_*
LINE_TO, MOVE_TO = 0, 2  # FPDF_SEGMENT_*
THIN = 2.5  # points: a filled box this thin is a rule
THIN_STROKE = 6.0  # pdfium pads a stroke's bounds by its width
SHORT = 4.0  # points: anything shorter is a dash, a dot or a piece of a glyph
MAX_OBJECTS = 200_000
MAX_SEGMENTS = 400
MAX_DEPTH = 8
MARGIN = 20.0  # points around the page
NO_TEXT = 0xFF  # for the mode of what is no text
INVISIBLE = 3  # the mode of text that is not painted (ISO 32000-1, table 106)
LIGHT = 240  # of 255 in red, green and blue: text that white paper does not show
CLEAR = 12  # of 255: so little opacity is seen by nobody

ONLY = {kind: bytes(kind == number for number in range(256)) for kind in (PATH, IMAGE, FORM, NO_TEXT)}
ALL_BUT_NO_TEXT = bytes(NO_TEXT != number for number in range(256))

Edge = tuple[float, float, float]
"""Position across, start and end along: (y, x0, x1) of a horizontal edge, (x, y0, y1) of a vertical one."""
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


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


class Scratch:
    """Memory that pdfium writes its answers to."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 6)()
        self.ints = (ctypes.c_int * 2)()
        self.float_at = ctypes.addressof(self.floats)
        self.int_at = ctypes.addressof(self.ints)

    def matrix(self, handle: int) -> Matrix | None:
        if not native().object_matrix(handle, self.float_at):
            return None
        return tuple(self.floats)

    def mode(self, handle: int) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        native().path_mode(handle, self.int_at, self.int_at + 4)
        return bool(self.ints[0]), bool(self.ints[1])


def read_drawing(page: PdfPage, frame: Frame) -> Drawing:
    """The rules, fills and pictures of `page`."""
    drawing = Drawing()
    scratch = Scratch()
    _collect(drawing, frame, scratch, page_objects(page), None, 0)
    drawing.horizontal = merge_edges(drawing.horizontal)
    drawing.vertical = merge_edges(drawing.vertical)
    return drawing


def page_objects(page: PdfPage) -> list[int]:
    """What is drawn on `page`, from the bottom up; forms are one object each."""
    handle = address(page.raw)
    count = min(native().object_count(handle), MAX_OBJECTS)
    return list(map(native().object_at, repeat(ctypes.c_void_p.from_param(handle)), range(count)))


def inner_objects(
    scratch: Scratch, form: int, matrix: Matrix | None, depth: int
) -> Iterator[tuple[list[int], Matrix]]:
    """What a form holds that stands at `depth`, and the matrix for it; nothing where it cannot be told."""
    own = scratch.matrix(form)
    if own is None or depth >= MAX_DEPTH:
        return
    count = min(native().form_count(form), MAX_OBJECTS)
    yield [handle for handle in map(native().form_object, repeat(form), range(count)) if handle], _multiply(own, matrix)


def _collect(
    drawing: Drawing, frame: Frame, scratch: Scratch, objects: list[int], matrix: Matrix | None, depth: int
) -> None:
    """Sort `objects` into `drawing`; `matrix` is that of the form they stand in."""
    objects, late = _without_text(drawing, objects)
    if not objects:
        return
    types = bytes(map(native().object_type, objects))
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


def _without_text(drawing: Drawing, objects: list[int]) -> tuple[list[int], int]:
    """The objects that are no text, and how many of them are drawn before the last text; `drawing` is told of pale text.

    Only text has a mode, so that asking for it costs no more than asking what kind of object each is.
    """
    pointers = list(map(ctypes.c_void_p.from_param, objects))
    modes = bytes(map(native().text_mode, pointers))
    count = modes.count(NO_TEXT)
    if count == len(objects):
        return objects, count
    texts = list(compress(pointers, modes.translate(ALL_BUT_NO_TEXT))) if count else pointers
    drawing.pale = drawing.pale or INVISIBLE in modes or any_pale(texts)
    late = len(modes) - len(modes.rstrip(bytes([NO_TEXT])))
    return list(compress(objects, modes.translate(ONLY[NO_TEXT]))) if count else [], count - late


def is_clear(form: int) -> bool:
    """Whether a form is drawn without opacity."""
    return bool(fill_colours([ctypes.c_void_p.from_param(form)])[0, 3] < CLEAR)


def any_pale(texts: list[Any]) -> bool:
    """Whether white paper does not show one of the `texts`, which are pointers as `fill_colours` takes them."""
    colours = fill_colours(texts)
    # Hardly any text has much blue in it: that is told soonest.
    return bool(colours[:, 2].max() >= LIGHT or colours[:, 3].min() < CLEAR) and bool(is_pale(colours).any())


def is_pale(colours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of the colours (as `fill_colours` tells them) white paper does not show."""
    red, green, blue, opacity = colours.T
    return ((red >= LIGHT) & (green >= LIGHT) & (blue >= LIGHT)) | (opacity < CLEAR)


def _multiply(first: Matrix, then: Matrix | None) -> Matrix:
    """The matrix that applies `first`, and after it `then` (PDF 32000-1, 8.3.4)."""
    if then is None:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def bounds(handles: list[int], matrix: Matrix | None, frame: Frame) -> NDArray[np.float32]:
    """The objects' bounds in the reading frame."""
    import numpy as np

    raw = object_boxes(handles)
    if matrix is not None:
        a, b, c, d, e, f = matrix
        x = raw[:, (0, 0, 2, 2)]
        y = raw[:, (1, 3, 1, 3)]
        px, py = a * x + c * y + e, b * x + d * y + f
        raw = np.stack((px.min(axis=1), py.min(axis=1), px.max(axis=1), py.max(axis=1)), axis=1)
    if not np.isfinite(raw).all():
        raw = np.nan_to_num(raw, nan=0.0, posinf=0.0, neginf=0.0)
    boxes = frame.to_reading(raw)
    width, height = frame.reading_size
    # Nothing beyond the page can be seen, and a coordinate in the billions must not make a table of that size.
    np.clip(boxes[:, 0::2], -MARGIN, width + MARGIN, out=boxes[:, 0::2])
    np.clip(boxes[:, 1::2], -MARGIN, height + MARGIN, out=boxes[:, 1::2])
    return boxes


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
    a, b, c, d, e, f = _multiply(own, matrix)
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
