"""Characters set aslant across a page: a watermark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.glyphs import Glyphs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIAGONAL = 0.3  # of the em: a step from glyph to glyph that goes as far both ways is a slanted watermark's
QUARTER = 1.5707964


def drop_slanted(glyphs: Glyphs, boxes: NDArray[np.float32], ink: NDArray[np.bool_]) -> None:
    """Take slanted characters (a watermark across the page) out of `ink`; their boxes would cut through every line."""
    import numpy as np

    index = np.flatnonzero(ink)
    if len(index) < 2:
        return
    tops, bottoms = boxes[index, 1], boxes[index, 3]
    twice = tops + bottoms
    size, rises = 2 * (bottoms - tops)[1:], np.abs(twice[1:] - twice[:-1])
    # Most characters stand as high as the one before: only where one does not, the step to the right is looked at.
    steep = np.flatnonzero((rises > DIAGONAL * size) & (rises < 3 * size))
    after, before = boxes[index[steep + 1]], boxes[index[steep]]
    run, size = np.abs(after[:, 0] + after[:, 2] - before[:, 0] - before[:, 2]), size[steep]
    for place in steep[(run > DIAGONAL * size) & (run < 3 * size)].tolist():
        for number in (place, place + 1):
            angle = glyphs.angle(int(index[number])) % QUARTER
            if 0.1 < angle < QUARTER - 0.1:
                ink[index[number]] = False
