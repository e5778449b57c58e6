"""Characters of Type 3 fonts whose boxes reach far above their ink: they would stand in the line above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.native import native

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TALL = 1.6  # times the usual height
BASE = 0.2  # of the height: characters of one line and size end no further apart
TOUCHING = 0.5  # of the height, from one character of a word to the next


def lower_tall(handle: int, boxes: NDArray[np.float32], codes: NDArray[np.uint32], ink: NDArray[np.bool_]) -> None:
    """Give characters that are far too tall the height of their like, from the bottom up.

    An ideograph is as wide as it is high, give or take what its font adds for all of them; a letter is as high as the
    one beside it in the same size.
    """
    import numpy as np

    index = np.flatnonzero(ink)
    heights = boxes[index, 3] - boxes[index, 1]
    if len(index) < 2 or heights.max() < TALL * np.partition(heights, len(heights) // 2)[len(heights) // 2]:
        return
    wide = index[(codes[index] >= 0x4E00) & (codes[index] < 0xA000)]
    if len(wide):
        widths = np.maximum(boxes[wide, 2] - boxes[wide, 0], 0.1)
        ratios = (boxes[wide, 3] - boxes[wide, 1]) / widths
        usual = float(np.median(ratios))
        odd = ratios > TALL * usual
        boxes[wide[odd], 1] = boxes[wide[odd], 3] - usual * widths[odd]
    for ahead in (1, -1):
        _lower_beside(handle, boxes, index if ahead < 0 else index[::-1], ahead)


def _lower_beside(handle: int, boxes: NDArray[np.float32], index: NDArray[np.int64], ahead: int) -> None:
    """Lower the characters that the one just visited, beside them and in their size, shows to be too tall."""
    import numpy as np

    heights = boxes[index, 3] - boxes[index, 1]
    size = native().char_size
    for place in (np.flatnonzero(heights > TALL * np.median(heights))).tolist():
        if not place:
            continue
        tall, beside = int(index[place]), int(index[place - 1])
        own, other = boxes[tall], boxes[beside]
        height = float(other[3] - other[1])
        gap = float(other[0] - own[2] if ahead > 0 else own[0] - other[2])
        same_line = abs(float(own[3] - other[3])) < BASE * height and -height < gap < TOUCHING * height
        if same_line and float(own[3] - own[1]) > TALL * height and size(handle, tall) == size(handle, beside):
            boxes[tall, 1] = boxes[tall, 3] - height
