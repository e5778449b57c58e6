"""Pages without usable text: rendered, straightened, read optically, and laid out by the same code as other pages.

Rules and shades are found in the picture, so that tables come out of the same grids as those of born-digital pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.fills import outside
from compliance_check.collect.pdf.frame import Frame
from compliance_check.collect.pdf.grids import find_grids
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.page import layout
from compliance_check.collect.pdf.raw import RawPage
from compliance_check.collect.pdf.recognition import available, recognise
from compliance_check.collect.pdf.rulings import find_rulings, find_skew, straighten, turn_back, without_strokes
from compliance_check.collect.pdf.shades import find_shades

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["available", "read_scan"]

RESOLUTION = 200  # dots per inch: below, decimal points and thin strokes are lost
LARGEST_SIDE = 4000  # pixels: a poster is read at less


def read_scan(page: PdfPage, number: int) -> RawPage:
    """What optical reading finds on `page`, the `number`-th."""
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, LARGEST_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    picture = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    skew = find_skew(picture)
    picture = straighten(picture, skew)
    raw = RawPage(number, round(width, 2), round(height, 2), height, method="ocr")
    characters = recognise(picture, 1 / scale, Frame(0.0, height, width, height))
    if characters is None:
        return raw
    drawing = without_strokes(find_rulings(picture, 1 / scale), characters.boxes[characters.ink])
    grids = [grid.box for grid in find_grids(drawing.horizontal, drawing.vertical)]
    drawing.fills = outside(find_shades(picture, 1 / scale), grids)  # what is ruled needs none
    raw.items = layout(characters, drawing, number, "ocr")
    if abs(skew) > 0.05:
        for line in _all_lines(raw):
            line.box, line.edges = turn_back(line.box, skew, width, height), None
    return raw


def _all_lines(page: RawPage) -> list[TextLine]:
    """Every line of the page, those of its tables included."""
    lines: list[TextLine] = []
    for item in page.items:
        if isinstance(item, TextLine):
            lines.append(item)
        else:
            lines += [line for cell in item.cells for line in cell.lines]
    return lines
