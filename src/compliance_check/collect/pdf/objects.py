"""What pdfium tells of the objects that a page draws: texts, paths, pictures, forms; their places and colours."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf.native import SLOTS, address, fill_colours, first_numbers, native, object_boxes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from compliance_check.collect.pdf.frame import Frame

PATH, IMAGE, FORM = 2, 3, 5  # FPDF_PAGEOBJ_*
MAX_OBJECTS = 200_000
MAX_DEPTH = 8
MARGIN = 20.0  # points around the page
NO_TEXT = 0xFF  # for the mode of what is no text
INVISIBLE = 3  # the mode of text that is not painted (ISO 32000-1, table 106)
LIGHT = 240  # of 255 in red, green and blue: text that white paper does not show
CLEAR = 12  # of 255: so little opacity is seen by nobody
ONLY = {kind: bytes(kind == number for number in range(256)) for kind in (PATH, IMAGE, FORM, NO_TEXT)}
ALL_BUT_NO_TEXT = bytes(number != NO_TEXT for number in range(256))

Matrix = tuple[float, float, float, float, float, float]


class Scratch:
    """Memory that pdfium writes its answers to."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 6)()
        self.ints = (ctypes.c_int * 2)()
        self.float_at = ctypes.addressof(self.floats)
        self.int_at = ctypes.addressof(self.ints)

    def matrix(self, handle: int) -> Matrix | None:
        """The matrix of an object; None where pdfium cannot tell."""
        if not native().object_matrix(handle, self.float_at):
            return None
        return tuple(self.floats)

    def mode(self, handle: int) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        native().path_mode(handle, self.int_at, self.int_at + 4)
        return bool(self.ints[0]), bool(self.ints[1])


def page_objects(page: PdfPage) -> list[int]:
    """What is drawn on `page`, from the bottom up; forms are one object each."""
    handle = address(page.raw)
    count = min(native().object_count(handle), MAX_OBJECTS)
    numbers = first_numbers()[:count] if count <= SLOTS else range(count)
    return list(map(native().object_at, repeat(ctypes.c_void_p.from_param(handle)), numbers))


def inner_objects(scratch: Scratch, form: int, matrix: Matrix | None, depth: int) -> Iterator[tuple[list[int], Matrix]]:
    """What a form holds that stands at `depth`, and the matrix for it; nothing where it cannot be told."""
    own = scratch.matrix(form)
    if own is None or depth >= MAX_DEPTH:
        return
    count = min(native().form_count(form), MAX_OBJECTS)
    yield [handle for handle in map(native().form_object, repeat(form), range(count)) if handle], multiply(own, matrix)


def multiply(first: Matrix, then: Matrix | None) -> Matrix:
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
    pale: NDArray[np.bool_] = ((red >= LIGHT) & (green >= LIGHT) & (blue >= LIGHT)) | (opacity < CLEAR)
    return pale
