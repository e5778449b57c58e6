"""Calls into pdfium that are made once per character or per drawn object, without a Python object per call.

pypdfium2 binds every function with typed pointers; converting the arguments costs more than the call. Here the same
functions are bound with plain addresses, so that `map` can drive them straight into one numpy array.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Native:
    """pdfium functions that take and return plain integers (addresses, indices)."""

    char_box: Callable[..., int]
    char_code: Callable[..., int]
    char_angle: Callable[..., float]
    char_is_generated: Callable[..., int]
    object_count: Callable[..., int]
    object_at: Callable[..., int]
    object_type: Callable[..., int]
    object_bounds: Callable[..., int]
    object_matrix: Callable[..., int]
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

    def bind(function: object, result: type, *arguments: type) -> Callable[..., int]:
        address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
        assert address is not None
        # PYFUNCTYPE keeps the interpreter's lock: releasing it would cost more than the call itself.
        return ctypes.PYFUNCTYPE(result, *arguments)(address)

    return Native(
        char_box=bind(raw.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _ADDRESS),
        char_code=bind(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT),
        char_angle=bind(raw.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT),
        char_is_generated=bind(raw.FPDFText_IsGenerated, _INT, _POINTER, _INT),
        object_count=bind(raw.FPDFPage_CountObjects, _INT, _POINTER),
        object_at=bind(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT),
        object_type=bind(raw.FPDFPageObj_GetType, _INT, _POINTER),
        object_bounds=bind(raw.FPDFPageObj_GetBounds, _INT, _POINTER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
        object_matrix=bind(raw.FPDFPageObj_GetMatrix, _INT, _POINTER, _ADDRESS),
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
