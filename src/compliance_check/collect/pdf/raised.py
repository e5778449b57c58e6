"""Small digits set higher or lower than the text beside them (marks of notes, m², CO₂) become part of its line.

A raised digit turns into the raised character of Unicode: 97,231.28¹ is not 97,231.281. Which of them are marks of
notes, and so no part of the reading text, is told by the words before them: see `collect.raised`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.glyphs import Glyphs
from compliance_check.collect.raised import as_raised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALLER = 0.93  # of the height, or of the font size, of the character beside it
OFF = (
    0.15  # of that height: so far from the baseline of its text stands a mark; in one line, fonts differ in height only
)
SHIFTED = (0.2, 0.85)  # of that height: so much higher ends a raised mark, so much lower begins a lowered one
BESIDE = (-0.25, 0.4)  # of that height, from one character to the next
ALIKE = 0.12  # of that height: characters of one mark differ no more
LONGEST = 6
MARKS = frozenset("0123456789[]()（）〔〕,，、*注")


def level_marks(
    glyphs: Glyphs, text: str, boxes: NDArray[np.float32], codes: NDArray[np.uint32], ink: NDArray[np.bool_]
) -> tuple[str, NDArray[np.uint32]]:
    """The text and its codes with raised digits as such; the boxes of marks get the height of their line's text.

    A mark belongs to the text before it, and to what follows only where a line was broken before the mark.
    """
    import numpy as np

    index = np.flatnonzero(ink)
    tops, bottoms = boxes[index, 1], boxes[index, 3]
    heights = bottoms - tops
    higher, lower = bottoms[:-1] - bottoms[1:], tops[1:] - tops[:-1]
    beside = np.flatnonzero(_shifted(heights[:-1], np.maximum(higher, lower))).tolist()
    before = np.flatnonzero(_shifted(heights[1:], -higher)).tolist()
    if not beside and not before:
        return text, codes
    signs, codes, order = list(text), codes.copy(), index.tolist()
    marks = [(place, order[place:], False, higher[place] > 0) for place in beside]
    marks += [(place + 1, order[place + 1 :: -1], True, True) for place in before]
    done: set[int] = set()
    for base, characters, leftwards, raised in marks:
        mark = _mark(text, boxes, characters, leftwards)
        if not mark or not done.isdisjoint(mark) or not _is_set_off(glyphs, boxes, mark[0], order[base]):
            continue
        done.update(mark)
        for character in mark:
            boxes[character, 1], boxes[character, 3] = tops[base], bottoms[base]
            if raised:
                signs[character] = as_raised(signs[character])
                codes[character] = ord(signs[character])
    return "".join(signs), codes


def _shifted(heights: NDArray[np.float32], shift: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where a character is shifted from the line of one beside it that has the height `heights`."""
    return (shift > SHIFTED[0] * heights) & (shift < SHIFTED[1] * heights)


def _is_set_off(glyphs: Glyphs, boxes: NDArray[np.float32], own: int, base: int) -> bool:
    """Whether a character is set smaller than its `base`, and on another baseline."""
    heights = boxes[[own, base], 3] - boxes[[own, base], 1]
    if heights[0] >= SMALLER * heights[1] and glyphs.size(own) >= SMALLER * glyphs.size(base):
        return False
    one, other = glyphs.origin(own), glyphs.origin(base)
    if one is None or other is None:
        return False
    # Where a line runs upright, its characters have the same x instead.
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) > OFF * float(heights[1])


def _mark(text: str, boxes: NDArray[np.float32], characters: list[int], leftwards: bool) -> list[int]:
    """The characters of the mark that stands beside the first of `characters`; none if it is no mark."""
    base, first = boxes[characters[0]].tolist(), boxes[characters[1]].tolist()
    height, end = base[3] - base[1], base[0] if leftwards else base[2]
    found: list[int] = []
    for character in characters[1:]:
        x0, y0, x1, y1 = boxes[character].tolist()
        level = abs(y1 - first[3]) < ALIKE * height and abs(y0 - first[1]) < ALIKE * height
        gap = end - x1 if leftwards else x0 - end
        if not level or not BESIDE[0] * height < gap < BESIDE[1] * height:
            break
        if text[character] not in MARKS or len(found) == LONGEST:
            return []
        found.append(character)
        end = x0 if leftwards else x1
    return found if any(text[character].isdigit() for character in found) else []
