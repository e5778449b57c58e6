"""Calls into pdfium that are made once per character or per drawn object, without a Python object per call.

pypdfium2 binds every function with typed pointers; converting the arguments costs more than the call. Here the same
functions are bound with plain addresses, so that `map` can drive them straight into one numpy array. Those that are
called for every character and every object with a pointer that stays the same declare no arguments at all: ctypes then
takes ready-made pointers as they are, at a third of the time. The mode of a text comes as a byte, so that many of them
are searched as `bytes`.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOTS = 4096  # boxes that are asked for in one go
NO_COLOUR = (0, 0, 0, 255)


@dataclass(frozen=True, slots=True)
class Native:
    """pdfium functions that take and return plain integers (addresses, indices).

    char_box, object_bounds, object_at, object_type, text_mode, fill_colour: take ready-made pointers
    (`ctypes.c_void_p.from_param`), never plain addresses.
    """

    char_box: Callable[..., None]
    char_code: Callable[..., int]
    char_angle: Callable[..., float]
    char_size: Callable[..., float]
    char_origin: Callable[..., int]
    char_is_generated: Callable[..., int]
    char_object: Callable[..., int | None]
    object_count: Callable[..., int]
    object_at: Callable[..., int]
    object_type: Callable[..., int]
    object_bounds: Callable[..., None]
    object_matrix: Callable[..., int]
    fill_colour: Callable[..., None]
    text_mode: Callable[..., int]
    text_font: Callable[..., int | None]
    font_data: Callable[..., int]
    set_active: Callable[..., int]
    form_count: Callable[..., int]
    form_object: Callable[..., int]
    path_mode: Callable[..., int]
    segment_count: Callable[..., int]
    segment_at: Callable[..., int]
    segment_point: Callable[..., int]
    segment_type: Callable[..., int]


_POINTER, _INT, _ADDRESS = ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t


@cache
def native() -> Native:
    """The functions, bound on first use."""
    import pypdfium2.raw as raw

    def bind(function: object, result: type | None, *arguments: type) -> Callable[..., Any]:
        # PYFUNCTYPE keeps the interpreter's lock: releasing it would cost more than the call itself.
        return ctypes.PYFUNCTYPE(result, *arguments)(address(function))

    return Native(
        char_box=bind(raw.FPDFText_GetLooseCharBox, None),
        char_code=bind(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT),
        char_angle=bind(raw.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT),
        char_size=bind(raw.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT),
        char_origin=bind(raw.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _ADDRESS, _ADDRESS),
        char_is_generated=bind(raw.FPDFText_IsGenerated, _INT, _POINTER, _INT),
        char_object=bind(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INT),
        object_count=bind(raw.FPDFPage_CountObjects, _INT, _POINTER),
        object_at=bind(raw.FPDFPage_GetObject, _POINTER),
        object_type=bind(raw.FPDFPageObj_GetType, _INT),
        object_bounds=bind(raw.FPDFPageObj_GetBounds, None),
        object_matrix=bind(raw.FPDFPageObj_GetMatrix, _INT, _POINTER, _ADDRESS),
        fill_colour=bind(raw.FPDFPageObj_GetFillColor, None),
        text_mode=bind(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_ubyte),
        text_font=bind(raw.FPDFTextObj_GetFont, _POINTER, _POINTER),
        font_data=bind(raw.FPDFFont_GetFontData, _INT, _POINTER, _ADDRESS, _ADDRESS, _ADDRESS),
        set_active=bind(raw.FPDFPageObj_SetIsActive, _INT, _POINTER, _INT),
        form_count=bind(raw.FPDFFormObj_CountObjects, _INT, _POINTER),
        form_object=bind(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong),
        path_mode=bind(raw.FPDFPath_GetDrawMode, _INT, _POINTER, _ADDRESS, _ADDRESS),
        segment_count=bind(raw.FPDFPath_CountSegments, _INT, _POINTER),
        segment_at=bind(raw.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT),
        segment_point=bind(raw.FPDFPathSegment_GetPoint, _INT, _POINTER, _ADDRESS, _ADDRESS),
        segment_type=bind(raw.FPDFPathSegment_GetType, _INT, _POINTER),
    )


def address(handle: object) -> int:
    """The plain address behind a pypdfium2 handle."""
    value = ctypes.cast(handle, ctypes.c_void_p).value  # type: ignore[arg-type]
    assert value is not None
    return value


def char_origin(textpage: int, number: int) -> tuple[float, float] | None:
    """Where a character is set on its baseline, in the PDF's coordinates; None where pdfium cannot tell."""
    x, y = ctypes.c_double(), ctypes.c_double()
    known = native().char_origin(textpage, number, ctypes.addressof(x), ctypes.addressof(y))
    return (x.value, y.value) if known else None


def char_boxes(textpage: int, count: int) -> NDArray[np.float32]:
    """The boxes of the first `count` characters as pdfium tells them (left, top, right, bottom); zeros where it cannot.

    textpage: its address.
    """
    import numpy as np

    out = np.zeros((max(count, 0), 4), np.float32)
    memory, pointers = _memory()
    page, call, first = ctypes.c_void_p.from_param(textpage), native().char_box, first_numbers()
    for start in range(0, count, SLOTS):
        part = range(start, min(start + SLOTS, count))
        memory[:] = 0
        deque(map(call, repeat(page), part if start else first[:count], pointers[0]), maxlen=0)
        out[start : part.stop] = memory[: len(part)]
    return out


def object_boxes(handles: list[int]) -> NDArray[np.float32]:
    """The bounds of drawn objects (left, bottom, right, top); zeros where pdfium cannot tell them."""
    import numpy as np

    out = np.zeros((len(handles), 4), np.float32)
    memory, pointers = _memory()
    for start in range(0, len(handles), SLOTS):
        part = handles[start : start + SLOTS]
        memory[:] = 0
        deque(map(native().object_bounds, map(ctypes.c_void_p.from_param, part), *pointers), maxlen=0)
        out[start : start + len(part)] = memory[: len(part)]
    return out


def fill_colours(pointers: list[Any]) -> NDArray[np.uint32]:
    """The colours that objects are filled with (red, green, blue, opacity; 0 to 255); black where there is none.

    pointers: as `text_mode` takes them.
    """
    import numpy as np

    out = np.empty((len(pointers), 4), np.uint32)
    memory, places = _memory()
    numbers = memory.view(np.uint32)
    for start in range(0, len(pointers), SLOTS):
        part = pointers[start : start + SLOTS]
        numbers[: len(part)] = NO_COLOUR
        deque(map(native().fill_colour, part, *places), maxlen=0)
        out[start : start + len(part)] = numbers[: len(part)]
    return out


@cache
def first_numbers() -> list[Any]:
    """The numbers from 0 up to SLOTS, ready-made as arguments."""
    return list(map(_INT.from_param, range(SLOTS)))


@cache
def _memory() -> tuple[NDArray[np.float32], list[list[Any]]]:
    """Room for pdfium's answers, and ready-made pointers to the first, second, third and last number of each box."""
    import numpy as np

    memory = np.zeros((SLOTS, 4), np.float32)
    start = memory.ctypes.data
    places = (range(start + 4 * k, start + memory.nbytes, 16) for k in range(4))
    return memory, [list(map(ctypes.c_void_p.from_param, place)) for place in places]
