"""Type so small that nobody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.frame import Frame

TINY = 1.5  # points: the smallest print of a report has four
USUAL_SIDE = 600.0  # points: on pages smaller than most, points may be drawn large


def find_tiny(text: str, boxes: NDArray[np.float32], ink: NDArray[np.bool_], frame: Frame) -> NDArray[np.bool_] | None:
    """Which characters are set in tiny type; None where none is.

    A mark alone is never tiny: in Type 3 fonts the box of a full stop is as small as its ink.
    """
    import numpy as np

    limit = TINY * min(1.0, max(frame.width, frame.height) / USUAL_SIDE)
    low: NDArray[np.bool_] = boxes[:, 3] - boxes[:, 1] < limit
    low &= ink
    if not low.any():
        return None
    widths = boxes[:, 2] - boxes[:, 0]
    low &= (widths < limit) & (widths > 0)
    index = np.flatnonzero(ink)
    small = low[index]
    tiny = np.zeros(len(ink), bool)
    for run in np.split(index, np.flatnonzero(small[1:] != small[:-1]) + 1):
        if len(run) and low[run[0]] and any(text[place].isalnum() for place in run.tolist()):
            tiny[run] = True
    return tiny if tiny.any() else None
