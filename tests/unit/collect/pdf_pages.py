"""Small PDFs drawn for the tests, with a Chinese font that needs no font file."""

from __future__ import annotations

import io
from collections.abc import Callable

from compliance_check.collect.pdf import read
from compliance_check.collect.source import ReadOptions, Source
from compliance_check.model import Document

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.28, 841.89


class Sheet:
    """A page to draw on; y counts from the top, as in the documents read back."""

    def __init__(self, canvas: object) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, words: str, size: float = 10.5, align: str = "left") -> None:
        self.canvas.setFont(FONT, size)
        draw = {"left": "drawString", "right": "drawRightString", "centre": "drawCentredString"}[align]
        getattr(self.canvas, draw)(x, HEIGHT - y, words)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def area(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.9) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def rows(self, xs: list[float], top: float, pitch: float, rows: list[list[str]], size: float = 9) -> None:
        """Rows of texts: the first column from its left, the others from their right border."""
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                y = top + number * pitch
                if column:
                    self.text(xs[column + 1] - 4, y, words, size, "right")
                else:
                    self.text(xs[0] + 4, y, words, size)


def draw(*pages: Callable[[Sheet], None], rotation: int = 0, password: str | None = None) -> bytes:
    """A PDF with one page for each function in `pages`."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), encrypt=password)
    for page in pages:
        page(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return _rotated(out.getvalue(), rotation) if rotation else out.getvalue()


def _rotated(data: bytes, degrees: int) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = degrees
        pdf.save(out)
    return out.getvalue()


def document(data: bytes, **options: object) -> Document:
    return read(Source(data, "draft.pdf", "d1", "application/pdf", ReadOptions(**options)))
