"""Pages that cannot be read: no text behind a picture, letters drawn as curves, character maps that are broken."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.characters import Characters
    from compliance_check.collect.pdf.rules import Drawing

Fault = Literal["", "empty", "garbled", "curves"]

FEW = 20  # characters: less is a page number or a stamp, not a page of text
PICTURE = 0.3  # of the page
SHAPES = 200  # drawn shapes: fewer are a logo or a chart
GARBLED_SHARE = 0.05
GARBLED_FIGURES = 0.02
USUAL_SHARE = 0.6  # of the ideographs: of those taken at random, a third is usual; of a text, nearly all
FREQUENT = frozenset(map(ord, "的年公司险保资本金产业理财管国股期月日会在中一"))  # a fifth of the signs of a report
SAMPLE, FREQUENT_SHARE = 100, 0.05  # of the first ideographs of a page
FIRST_IDEOGRAPH, LAST_IDEOGRAPH = 0x4E00, 0x9FFF
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
    high = codes[codes >= 0xE000]  # few, but for full-width marks: the rest of the tests on these alone
    broken = int(np.count_nonzero((high < 0xF900) | (high == 0xFFFD) | (high >= 0xF0000)))
    low = characters.codes[characters.codes < 28]
    bad = broken + int(np.count_nonzero((low < 9) | (low > 13)))
    if bad > GARBLED_SHARE * len(codes) and bad > 10:
        return "garbled"
    if _is_mojibake(codes) or is_cipher(codes):
        return "garbled"
    text = characters.text
    if not any(sign in text for sign in ("■", "▯", "�", "□□")):
        return ""
    boxes = sum(len(match.group()) for match in RUN_OF_BOXES.finditer(text))
    if boxes > GARBLED_FIGURES * len(codes) and boxes >= 4:
        return "garbled"
    return ""


def is_cipher(codes: NDArray[np.uint32]) -> bool:
    """Whether most ideographs are ones that hardly any text uses: characters of a font taken for others."""
    import numpy as np

    ideographs = codes[(codes >= FIRST_IDEOGRAPH) & (codes <= LAST_IDEOGRAPH)]
    if len(ideographs) < FEW:
        return False
    first = ideographs[:SAMPLE]
    if sum(map(FREQUENT.__contains__, first.tolist())) > FREQUENT_SHARE * len(first):
        return False
    return int(np.count_nonzero(_usual()[ideographs - FIRST_IDEOGRAPH])) < USUAL_SHARE * len(ideographs)


@lru_cache(maxsize=1)
def _usual() -> NDArray[np.bool_]:
    """For each ideograph whether it is among the usual ones of simplified (GB 2312) or traditional (Big5) Chinese."""
    import numpy as np

    usual = np.zeros(LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1, bool)
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]  # those of GB 2312 begin at 0xA1
    for name, leads, first in (("gb2312", range(0xB0, 0xD8), 63), ("big5", range(0xA4, 0xC7), 0)):
        pairs = bytes(byte for lead in leads for trail in trails[first:] for byte in (lead, trail))
        codes = [ord(sign) for sign in pairs.decode(name, "ignore")]
        usual[[code - FIRST_IDEOGRAPH for code in codes if FIRST_IDEOGRAPH <= code <= LAST_IDEOGRAPH]] = True
    return usual


def _is_mojibake(codes: NDArray[np.uint32]) -> bool:
    """Whether accented letters stand where Chinese or digits should: glyph numbers taken for characters."""
    import numpy as np

    few = codes[(codes >= 0xC0) & (codes < 0x370)]
    accented = int(np.count_nonzero((few != 0xD7) & (few != 0xF7)))
    if not accented:
        return False
    ideographs = int(np.count_nonzero((codes >= 0x2E80) & (codes < 0xFB00)))
    latin = int(np.count_nonzero(((codes >= 65) & (codes <= 90)) | ((codes >= 97) & (codes <= 122))))
    letters = accented + ideographs + latin
    if ideographs > 0.3 * letters:
        return accented > max(8, 0.03 * letters)
    return accented > max(4, 0.2 * letters)
