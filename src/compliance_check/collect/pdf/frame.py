"""Frames: from a PDF's own coordinates to the page as it reads, and from there to the page as it is displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.model import BBox


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's crop box in PDF points, and quarter turns clockwise.

    turn: from the PDF's coordinates to the reading frame, in which lines of text run from left to right.
    display: from the PDF's coordinates to the page as displayed (its /Rotate).
    """

    left: float
    top: float
    width: float
    height: float
    turn: int = 0
    display: int = 0

    def to_reading(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Boxes (left, bottom, right, top; PDF axes) as (x0, y0, x1, y1) from the top left of the reading frame."""
        import numpy as np

        x0, x1 = boxes[:, 0] - self.left, boxes[:, 2] - self.left
        y0, y1 = self.top - boxes[:, 3], self.top - boxes[:, 1]
        if self.turn == 0:
            columns = (x0, y0, x1, y1)
        elif self.turn == 1:
            columns = (self.height - y1, x0, self.height - y0, x1)
        elif self.turn == 2:
            columns = (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        else:
            columns = (y0, self.width - x1, y1, self.width - x0)
        out = np.empty_like(boxes)
        for place, column in enumerate(columns):
            out[:, place] = column
        return out

    @property
    def reading_size(self) -> tuple[float, float]:
        """Width and height of the reading frame."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        return (self.height, self.width) if self.display % 2 else (self.width, self.height)

    @property
    def upright(self) -> bool:
        """Whether the page is displayed as it reads."""
        return self.turn == self.display

    def to_display(self, box: BBox) -> BBox:
        """A box of the reading frame on the page as displayed."""
        width, height = self.reading_size
        for _ in range((self.display - self.turn) % 4):
            x0, y0, x1, y1 = box
            box = (height - y1, x0, height - y0, x1)
            width, height = height, width
        return box
