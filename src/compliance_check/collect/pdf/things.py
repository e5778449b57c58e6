"""All that a page draws, in the order in which one thing lies above the other."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.native import native
from compliance_check.collect.pdf.objects import FORM, Matrix, Scratch, bounds, inner_objects, is_clear, page_objects

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from compliance_check.collect.pdf.frame import Frame


@dataclass(slots=True)
class Things:
    """All that a page draws, one thing above the other, forms opened: pdfium's handles, kinds and boxes.

    clear: those in forms without opacity.
    """

    handles: list[int]
    kinds: list[int]
    boxes: NDArray[np.float32]
    clear: set[int]

    def of(self, *kinds: int) -> list[int]:
        """The places of those of some kinds."""
        return [place for place, kind in enumerate(self.kinds) if kind in kinds]


def list_things(page: PdfPage, frame: Frame) -> Things:
    """What `page` draws, from the bottom up."""
    import numpy as np

    scratch = Scratch()
    handles: list[int] = []
    kinds: list[int] = []
    boxes: list[NDArray[np.float32]] = [np.zeros((0, 4), np.float32)]

    clear: set[int] = set()

    def add(objects: list[int], matrix: Matrix | None, depth: int) -> None:
        own = bounds(objects, matrix, frame)
        start = 0
        for place, handle in enumerate(objects):
            kind = native().object_type(ctypes.c_void_p.from_param(handle))
            handles.append(handle)
            kinds.append(kind)
            if kind == FORM:
                boxes.append(own[start : place + 1])
                start = place + 1
                for inner, inner_matrix in inner_objects(scratch, handle, matrix, depth):
                    first = len(handles)
                    add(inner, inner_matrix, depth + 1)
                    clear.update(range(first, len(handles)) if is_clear(handle) else ())
        boxes.append(own[start:])

    add(page_objects(page), None, 0)
    return Things(handles, kinds, np.concatenate(boxes), clear)
