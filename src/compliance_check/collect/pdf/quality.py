"""Pages that cannot be read: no text behind a picture, letters drawn as curves, character maps that are broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from compliance_check.collect.pdf.characters import Characters
    from compliance_check.collect.pdf.rules import Drawing

Fault = Literal["", "empty", "garbled", "curves"]

FEW = 20  # characters: less is a page number or a stamp, not a page of text
PICTURE = 0.3  # of the page
SHAPES = 200  # drawn shapes: fewer are a logo or a chart
GARBLED_SHARE = 0.05
GARBLED_FIGURES = 0.02
RUN_OF_BOXES = re.compile(r"[■□▯�\ufffd]{2,}|(?<=[\d.,])[■▯�]|[■▯�](?=[\d.,%])")


def find_fault(characters: Characters, drawing: Drawing) -> Fault:
    """Why the page cannot be read, or "" when it can. A blank page can be read: it says nothing."""
    import numpy as np

    codes = characters.codes[characters.ink]
    if len(codes) < FEW:
        area = characters.frame.width * characters.frame.height
        if drawing.image_area > PICTURE * area:
            return "empty"
        return "curves" if drawing.shapes > SHAPES else ""
    private = (codes >= 0xE000) & (codes < 0xF900)
    broken = (codes == 0xFFFD) | (codes >= 0xF0000)
    nulls = np.count_nonzero((characters.codes < 9) | ((characters.codes > 13) & (characters.codes < 28)))
    bad = int(np.count_nonzero(private | broken)) + int(nulls)
    if bad > GARBLED_SHARE * len(codes) and bad > 10:
        return "garbled"
    boxes = sum(len(match.group()) for match in RUN_OF_BOXES.finditer(characters.text))
    if boxes > GARBLED_FIGURES * len(codes) and boxes >= 4:
        return "garbled"
    return ""
