from __future__ import annotations

import io

import numpy as np
import pytest

from compliance_check.collect.pdf.images import grey_png, page_images
from compliance_check.collect.source import Source
from compliance_check.errors import UnreadableError


@pytest.mark.parametrize("width", [1, 2, 7, 64])
def test_grey_png_reads_back(width: int) -> None:
    image = pytest.importorskip("PIL.Image")
    shades = np.arange(5 * width, dtype=np.uint8).reshape(5, width) % 16 * 17
    back = np.asarray(image.open(io.BytesIO(grey_png(shades))).convert("L"))
    assert (back == shades).all()


def test_pages_are_pictured_by_their_numbers() -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=(144, 72))
    for text in ("1", "2"):
        drawing.drawString(60, 30, text)
        drawing.showPage()
    drawing.save()
    source = Source(out.getvalue(), "two.pdf", "d1", "application/pdf")
    pictures = page_images(source, (2, 5, 2), resolution=72)
    assert list(pictures) == [2]
    assert pictures[2][16:24] == (144).to_bytes(4, "big") + (72).to_bytes(4, "big")
    assert page_images(source, (1,), 72) == page_images(source, (1,), 72)


def test_rubbish_is_refused() -> None:
    with pytest.raises(UnreadableError):
        page_images(Source(b"no pdf", "x.pdf", "d1", "application/pdf"), (1,))
