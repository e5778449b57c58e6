"""Pages of a PDF as small pictures, for the evidence beside a finding: 16 shades of grey, as PNG."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf import overlays
from compliance_check.collect.pdf.reader import opened
from compliance_check.collect.source import Source

if TYPE_CHECKING:
    import numpy as np
    from pypdfium2 import PdfDocument, PdfPage

RESOLUTION = 110
"""Dots per inch: the smallest at which Chinese footnotes stay readable; an A4 page of text takes about 60 kB."""
LARGEST_SIDE = 2400


def page_images(source: Source, pages: tuple[int, ...], resolution: int = RESOLUTION) -> dict[int, bytes]:
    """PNG pictures of the pages with these numbers (from 1); numbers outside the document are passed over.

    Raises UnreadableError as `read` does.
    """
    out = {}
    with opened(source, []) as pdf:
        for number in sorted(set(pages)):
            if 1 <= number <= len(pdf):
                page = _shown(pdf, number - 1)
                scale = min(resolution / 72, LARGEST_SIDE / max(*page.get_size(), 1))
                bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
                out[number] = grey_png(bitmap.to_numpy())
                bitmap.close()
                page.close()
    return out


def _shown(pdf: PdfDocument, index: int) -> PdfPage:
    """A page as it was read, with its form fields."""
    from pypdfium2 import PdfiumError

    page = pdf[index]
    try:
        return overlays.drawn_in(pdf, page, index) if overlays.shows_more(overlays.annotation_kinds(page)) else page
    except PdfiumError:
        return pdf[index]


def grey_png(pixels: Any) -> bytes:
    """A picture of bytes (rows, columns[, 1]) as a PNG of 4 bits per pixel (PNG specification, 4.1 and 11)."""
    import numpy as np

    grey: np.ndarray[Any, Any] = (
        np.asarray(pixels).reshape(pixels.shape[0], pixels.shape[1]).astype(np.uint16) + 8
    ) // 17
    height, width = grey.shape
    if width % 2:
        grey = np.pad(grey, ((0, 0), (0, 1)))
    packed = (grey[:, 0::2] << 4 | grey[:, 1::2]).astype(np.uint8)
    rows = np.pad(packed, ((0, 0), (1, 0)))  # each row begins with its filter, 0: none
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
