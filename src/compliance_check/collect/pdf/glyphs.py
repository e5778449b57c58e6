"""What pdfium tells of the characters of a page: text, boxes and, one by one, size, angle and baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.native import address, char_boxes, char_origin, native

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfTextPage

_WIDE = r"[\u3400-\u9fff\u3001\u3002\u300a\u300b\u201c\u201d\uff08\uff09\uff0c\uff1a\uff1b]"
BETWEEN_IDEOGRAPHS = re.compile(rf" (?<={_WIDE} )(?={_WIDE})")  # the space first: a search can jump to it


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Single characters. textpage: its address. numbers: pdfium's number of each of our characters."""

    textpage: int
    numbers: NDArray[np.int64]

    def size(self, character: int) -> float:
        """The size of its font in points."""
        return native().char_size(self.textpage, int(self.numbers[character]))

    def angle(self, character: int) -> float:
        """By how much it is turned, in radians."""
        return native().char_angle(self.textpage, int(self.numbers[character]))

    def origin(self, character: int) -> tuple[float, float] | None:
        """Where it is set on its baseline, in the PDF's coordinates; None where pdfium cannot tell."""
        return char_origin(self.textpage, int(self.numbers[character]))


def read_glyphs(textpage: PdfTextPage) -> tuple[str, NDArray[np.float32], Glyphs]:
    """The text of a page, the box of each of its characters as pdfium tells it, and the characters one by one."""
    import numpy as np

    count = textpage.count_chars()
    handle = address(textpage.raw)
    text = textpage.get_text_range() if count > 0 else ""
    raw = char_boxes(handle, count)
    numbers = np.arange(len(raw))
    if len(text) != len(raw):
        text, numbers = _one_by_one(handle, len(raw))
    text, numbers = _without_invented_spaces(handle, text.replace("\x02", "-"), numbers)  # a hyphen at a line's end
    return text, raw if len(numbers) == len(raw) else raw[numbers], Glyphs(handle, numbers)


def _one_by_one(handle: int, count: int) -> tuple[str, NDArray[np.int64]]:
    """The text where pdfium's numbers and Python's differ: surrogate pairs are merged into one character."""
    import numpy as np

    codes = np.array(list(map(native().char_code, repeat(handle), range(count))), dtype=np.uint32)
    high, low = (codes >= 0xD800) & (codes < 0xDC00), (codes >= 0xDC00) & (codes < 0xE000)
    pair = np.flatnonzero(high[:-1] & low[1:])
    codes[pair] = 0x10000 + ((codes[pair] - 0xD800) << 10) + (codes[pair + 1] - 0xDC00)
    keep = np.ones(len(codes), bool)
    keep[pair + 1] = False
    codes = codes[keep]
    codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)] = 0xFFFD
    return codes.astype("<u4").tobytes().decode("utf-32-le"), np.flatnonzero(keep)


def _without_invented_spaces(handle: int, text: str, numbers: NDArray[np.int64]) -> tuple[str, NDArray[np.int64]]:
    """Without the spaces that pdfium puts between ideographs that are merely set wide apart."""
    import numpy as np

    places = [match.start() for match in BETWEEN_IDEOGRAPHS.finditer(text)]
    invented = [place for place in places if native().char_is_generated(handle, int(numbers[place])) == 1]
    if not invented:
        return text, numbers
    pieces = [text[a:b] for a, b in zip([0, *[p + 1 for p in invented]], [*invented, len(text)], strict=True)]
    return "".join(pieces), np.delete(numbers, invented)
