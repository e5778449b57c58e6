"""Characters whose boxes reach far above their ink, or below it: they would stand in another line than their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.glyphs import Glyphs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TALL = 1.6  # times the usual height
DEEP = 0.3  # of its height below the baseline: no ideograph reaches there
UNDER = 0.1  # of its width, to which an ideograph reaches below the baseline
BASE = 0.2  # of the height: characters of one line and size end no further apart
TOUCHING = 0.5  # of the height, from one character of a word to the next
SAME_WIDTH = 1.2
PASSES = 8  # for several such characters side by side


def raise_deep(
    glyphs: Glyphs, boxes: NDArray[np.float32], codes: NDArray[np.uint32], ink: NDArray[np.bool_], top: float
) -> None:
    """End the boxes of ideographs under their baseline where they reach far below it: a font may tell a descent of a
    whole line. top: of the page."""
    import numpy as np

    wide = np.flatnonzero(ink & (codes >= 0x4E00) & (codes < 0xA000))
    widths = boxes[wide, 2] - boxes[wide, 0]
    for own in wide[boxes[wide, 3] - boxes[wide, 1] > TALL * widths].tolist():
        origin = glyphs.origin(own)
        x0, y0, x1, y1 = boxes[own].tolist()
        if origin is not None and y0 < top - origin[1] < y1 - DEEP * (y1 - y0):
            boxes[own, 3] = top - origin[1] + UNDER * (x1 - x0)


def lower_tall(glyphs: Glyphs, boxes: NDArray[np.float32], codes: NDArray[np.uint32], ink: NDArray[np.bool_]) -> None:
    """Give characters that are far too tall the height of their like, from the bottom up.

    An ideograph is as wide as it is high, give or take what its font adds for all of them; a letter is as high as the
    one beside it in the same size.
    """
    import numpy as np

    index = np.flatnonzero(ink)
    heights = boxes[index, 3] - boxes[index, 1]
    if len(index) < 2 or heights.max() <= TALL * heights.min():
        return
    wide = index[(codes[index] >= 0x4E00) & (codes[index] < 0xA000)]
    if len(wide):
        widths = np.maximum(boxes[wide, 2] - boxes[wide, 0], 0.1)
        ratios = (boxes[wide, 3] - boxes[wide, 1]) / widths
        usual = float(np.median(ratios))
        odd = ratios > TALL * usual
        boxes[wide[odd], 1] = boxes[wide[odd], 3] - usual * widths[odd]
    for _ in range(PASSES):
        if not sum(_lower_beside(glyphs, boxes, codes, own, beside) for own, beside in _unlike(boxes, index)):
            return


def _unlike(boxes: NDArray[np.float32], index: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The characters that are far taller than the one before or after, each with that one."""
    import numpy as np

    heights = boxes[index, 3] - boxes[index, 1]
    before = np.flatnonzero(heights[:-1] > TALL * heights[1:])
    after = np.flatnonzero(heights[1:] > TALL * heights[:-1])
    pairs = [(index[before], index[before + 1]), (index[after + 1], index[after])]
    return [pair for own, beside in pairs for pair in zip(own.tolist(), beside.tolist(), strict=True)]


def _lower_beside(glyphs: Glyphs, boxes: NDArray[np.float32], codes: NDArray[np.uint32], own: int, beside: int) -> bool:
    """Lower the character `own` to the height of the one beside it if they are of one size; whether it was lowered."""
    x0, y0, x1, y1 = boxes[own].tolist()
    other0, top, other1, bottom = boxes[beside].tolist()
    height = bottom - top
    near = -height < max(x0, other0) - min(x1, other1) < TOUCHING * height
    high = abs(y1 - bottom) >= BASE * height
    if not near or y1 - y0 <= TALL * height or (high and abs(y0 - top) >= BASE * height):
        return False
    widths = sorted((x1 - x0, other1 - other0))
    as_wide = codes[own] >= 0x3000 and codes[beside] >= 0x3000 and widths[1] < SAME_WIDTH * widths[0]
    if as_wide or glyphs.size(own) == glyphs.size(beside):
        if high:
            boxes[own, 3] = y0 + height
        else:
            boxes[own, 1] = y1 - height
        return True
    return False
