"""The characters of a page with their boxes, in the order of the content stream, in the reading frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.frame import Frame
from compliance_check.collect.pdf.glyphs import Glyphs, read_glyphs
from compliance_check.collect.pdf.raised import level_marks
from compliance_check.collect.pdf.slanted import drop_slanted
from compliance_check.collect.pdf.tall import lower_tall, raise_deep
from compliance_check.collect.pdf.tiny import find_tiny

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

FLAT = 0.4  # of the usual height
LOW = 0.75  # of the usual height, for marks that are low by nature
LOW_MARKS = tuple(map(ord, ",.-–—，。、；：．"))
BLANKS = re.compile("[\u2000-\u200b\ufeff\ufffe]")
UNREADABLE = "\ufffd"  # stands for a sign of which the file does not say what it is
HALF_EMPTY = frozenset(map(ord, "，。；：、）》”！？"))


@dataclass(slots=True)
class Characters:
    """text[i] stands in boxes[i] (x0, y0, x1, y1); `ink` marks what is neither blank nor slanted across the page.

    scores: the confidence of each optical reading; None where the text is the file's own.
    numbers: pdfium's number of each; None where the text was read optically. hidden: how many were taken out since
    nobody sees them.
    """

    text: str
    boxes: NDArray[np.float32]
    codes: NDArray[np.uint32]
    ink: NDArray[np.bool_]
    frame: Frame
    lefts: NDArray[np.float32]
    scores: NDArray[np.float32] | None = None
    numbers: NDArray[np.int64] | None = None
    hidden: int = 0


def read_characters(page: PdfPage) -> Characters:
    """Every character of `page`, its box in the frame in which most of the text runs from left to right."""
    import numpy as np

    textpage = page.get_textpage()
    try:
        text, raw, glyphs = read_glyphs(textpage)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ink = (codes > 32) & (codes != 0x3000) & (codes != 0xA0)
        if BLANKS.search(text):
            ink &= ((codes < 0x2000) | (codes > 0x200B)) & (codes != 0xFEFF) & (codes != 0xFFFE)
        text = text.replace("\x00", UNREADABLE)  # or 3?15 would read as 315
        boxes = np.empty_like(raw)  # pdfium's FS_RECTF is left, top, right, bottom
        boxes[:, 0::2] = raw[:, 0::2]
        np.minimum(raw[:, 1], raw[:, 3], out=boxes[:, 1])
        np.maximum(raw[:, 1], raw[:, 3], out=boxes[:, 3])
        frame = _frame(page, boxes[ink])
        boxes = frame.to_reading(boxes)
        ink &= _on_page(boxes, frame)
        tiny = find_tiny(text, boxes, ink, frame)
        if tiny is not None:
            text, boxes, codes, ink = _kept(~tiny, text), boxes[~tiny], codes[~tiny], ink[~tiny]
            glyphs = Glyphs(glyphs.textpage, glyphs.numbers[~tiny])
        if _raise_flat(boxes, codes, ink):  # a Type 3 font
            _widen_marks(boxes, codes, ink)
        if not frame.turn:
            raise_deep(glyphs, boxes, codes, ink, frame.top)
        lower_tall(glyphs, boxes, codes, ink)
        text, codes = level_marks(glyphs, text, boxes, codes, ink)
        drop_slanted(glyphs, boxes, ink)
    finally:
        textpage.close()
    return Characters(
        text, boxes, codes, ink, frame, left_edges(boxes, ink), None, glyphs.numbers, len(raw) - len(text)
    )


def without(characters: Characters, hidden: NDArray[np.bool_]) -> Characters:
    """The `characters` that are not `hidden`; these are counted."""
    keep = ~hidden
    arrays = (getattr(characters, name) for name in ("boxes", "codes", "ink", "lefts", "numbers"))
    boxes, codes, ink, lefts, numbers = (array[keep] for array in arrays)
    count = characters.hidden + int((hidden & characters.ink).sum())
    return Characters(_kept(keep, characters.text), boxes, codes, ink, characters.frame, lefts, None, numbers, count)


def _kept(keep: NDArray[np.bool_], text: str) -> str:
    return "".join(sign for sign, kept in zip(text, keep.tolist(), strict=True) if kept)


def _on_page(boxes: NDArray[np.float32], frame: Frame) -> NDArray[np.bool_]:
    """Which characters a reader can see: those in the crop box, at coordinates that are numbers."""
    import numpy as np

    seen = np.ones(len(boxes), bool)
    for axis, size in enumerate(frame.reading_size):
        low, high = boxes[:, axis], boxes[:, axis + 2]
        twice = low + high
        seen &= (twice > -2) & (twice < 2 * size + 2) & (high - low < size)
    return seen


def _raise_flat(boxes: NDArray[np.float32], codes: NDArray[np.uint32], ink: NDArray[np.bool_]) -> bool:
    """Give flat characters the height of their neighbours: in Type 3 fonts a box may be as low as the ink of "一".

    Returns whether there were any.
    """
    import numpy as np

    index = np.flatnonzero(ink)
    heights = boxes[index, 3] - boxes[index, 1]
    if not len(index) or heights.min() >= FLAT * heights.max():
        return False
    usual = float(np.partition(heights, len(heights) // 2)[len(heights) // 2])
    low = heights < FLAT * usual
    low |= (heights < LOW * usual) & np.isin(codes[index], LOW_MARKS)
    flat = np.flatnonzero(low).tolist()
    for place in flat:
        middle = float(boxes[index[place], 1] + boxes[index[place], 3]) / 2
        for other in (place - 1, place + 1, place - 2, place + 2, place - 3, place + 3):
            if not 0 <= other < len(index) or low[other]:
                continue
            top, bottom = float(boxes[index[other], 1]), float(boxes[index[other], 3])
            if top - 1 <= middle <= bottom + 1:
                boxes[index[place], 1], boxes[index[place], 3] = top, bottom
                break
        else:
            boxes[index[place], 1], boxes[index[place], 3] = middle - usual / 2, middle + usual / 2
    return bool(flat)


def _widen_marks(boxes: NDArray[np.float32], codes: NDArray[np.uint32], ink: NDArray[np.bool_]) -> None:
    """Give full-width marks their empty half back where a Type 3 font leaves it out of the box."""
    import numpy as np

    marks = np.flatnonzero(ink[:-1] & np.isin(codes[:-1], _marks()))
    widths, heights = boxes[marks, 2] - boxes[marks, 0], boxes[marks, 3] - boxes[marks, 1]
    for place in marks[widths < 0.45 * heights].tolist():
        height = float(boxes[place, 3] - boxes[place, 1])
        following = place + 1 if ink[place + 1] else min(place + 2, len(ink) - 1)
        limit = float(boxes[following, 0])
        if ink[following] and 0 < limit - float(boxes[place, 2]) < height:
            boxes[place, 2] = limit


def _marks() -> NDArray[np.uint32]:
    import numpy as np

    return np.array(sorted(HALF_EMPTY), np.uint32)


def left_edges(boxes: NDArray[np.float32], ink: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The left edge of each character; a blank begins where the character before it ends."""
    import numpy as np

    lefts = boxes[:, 0].copy()
    blank = np.flatnonzero(~ink[1:] & ink[:-1]) + 1
    lefts[blank] = boxes[blank - 1, 2]
    return lefts


def _frame(page: PdfPage, boxes: NDArray[np.float32]) -> Frame:
    """The frame in which most of the characters in `boxes` run from left to right."""
    left, bottom, right, top = page.get_bbox()
    display = page.get_rotation() // 90 % 4
    return Frame(left, top, right - left, top - bottom, turn=_text_turn(boxes, display), display=display)


def _text_turn(boxes: NDArray[np.float32], default: int) -> int:
    """The quarter turns clockwise that make most of the text run from left to right."""
    import numpy as np

    if len(boxes) < 8:
        return default
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    dx, dy = x[1:] - x[:-1], y[1:] - y[:-1]
    if default == 0 and np.count_nonzero((dx > 0) & (np.abs(dy) < 2)) > 0.6 * len(dx):
        return 0
    size = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])[1:] + 1
    near = (np.abs(dx) + np.abs(dy)) < 3 * size
    flat, steep = near & (np.abs(dy) < 0.2 * size), near & (np.abs(dx) < 0.2 * size)
    steps = (
        int(np.count_nonzero(flat & (dx > 0))),
        int(np.count_nonzero(steep & (dy > 0))),
        int(np.count_nonzero(flat & (dx < 0))),
        int(np.count_nonzero(steep & (dy < 0))),
    )
    best = max(range(4), key=lambda turn: (steps[turn], turn == default))
    return best if steps[best] >= 8 else default
