"""Text of a page that none of its readers sees: white on white, transparent, not painted, under something opaque.

Only pages with text of such a kind come here, and what stands on a fill of another colour, or on a picture, is taken as
seen at once: header rows are often white on dark. What is left is decided by drawing the page (see `drawn`). In doubt
text is seen, for dropping what is printed is worse than reading what is hidden. An unpainted text on a picture is the
text layer of a scan.
"""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import TYPE_CHECKING

from compliance_check.collect.pdf.characters import Characters, without
from compliance_check.collect.pdf.drawn import unseen
from compliance_check.collect.pdf.native import address, fill_colours, native
from compliance_check.collect.pdf.objects import (
    IMAGE,
    INVISIBLE,
    PATH,
    Scratch,
    is_pale,
)
from compliance_check.collect.pdf.rules import Box, Drawing
from compliance_check.collect.pdf.things import Things, list_things

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from compliance_check.collect.pdf.frame import Frame

TEXT, SHADING = 1, 4  # FPDF_PAGEOBJ_*
CLIPS = 7  # the text mode that only cuts out what is drawn later
OTHER = 40  # of 255: by so much a fill differs from text that is seen on it
OPAQUE = 250  # of 255
THICK = 4.0  # points: what is thinner is a rule and covers nothing
SCAN = 0.3  # of the page: a picture that large over text has it as its text layer
MOST_COVERS = 500


def without_hidden(page: PdfPage, characters: Characters, drawing: Drawing) -> Characters:
    """`characters` without those that cannot be seen; their number is added to that of the hidden ones."""
    if not drawing.pale and not _any_at(characters, drawing.covers):
        return characters
    things = list_things(page, characters.frame)
    doubtful = _pale(things) | _covered(things, characters.frame)
    # Blanks in white, and what stands beside the page, need no look at the page.
    places = [place for place in sorted(doubtful) if _any_at(characters, [tuple(things.boxes[place].tolist())])]
    if not places:
        return characters
    boxes = [characters.frame.to_display(tuple(things.boxes[place].tolist())) for place in places]
    hidden = unseen(page, [things.handles[place] for place in places], boxes)
    return without(characters, _of_objects(page, characters, hidden)) if hidden else characters


def _any_at(characters: Characters, places: list[Box]) -> bool:
    """Whether some character reaches into one of the `places`."""
    if not places:
        return False
    left, top, right, bottom = characters.boxes[characters.ink].T
    return any(
        bool(((right > x0) & (left < x1) & (bottom > y0) & (top < y1)).any()) for x0, y0, x1, y1 in places[:MOST_COVERS]
    )


def _pale(things: Things) -> set[int]:
    """The texts that are not painted, or painted in white or with no opacity, and have nothing to be seen on."""
    texts = things.of(TEXT)
    pointers = list(map(ctypes.c_void_p.from_param, (things.handles[place] for place in texts)))
    modes = list(map(native().text_mode, pointers))
    colours = fill_colours(pointers)
    pale = is_pale(colours).tolist()
    pictures = things.boxes[things.of(IMAGE)]
    grounds = things.of(PATH, IMAGE, SHADING)
    found = set()
    for place, mode, light, colour in zip(texts, modes, pale, colours.tolist(), strict=True):
        if mode == INVISIBLE:
            # Of Type 3 glyphs, that are drawings, the mode says nothing (ISO 32000-1, 9.3.6).
            shown = _is_drawn(things.handles[place]) or len(_around(things.boxes[place], pictures)) > 0
        else:
            shown = not light or mode == CLIPS or _stands_out(things, place, colour, grounds)
            shown = shown and place not in things.clear
        if not shown:
            found.add(place)
    return found


def _is_drawn(text: int) -> bool:
    """Whether a text is set in a font without a font program: Type 3, or one that pdfium cannot tell of."""
    font, size = native().text_font(text), ctypes.c_size_t()
    known = font and native().font_data(font, 0, 0, ctypes.addressof(size))
    return not known or not size.value


def _around(box: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.int64]:
    """Which of the `others` hold the middle of `box`."""
    import numpy as np

    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return np.flatnonzero((others[:, 0] < x) & (others[:, 2] > x) & (others[:, 1] < y) & (others[:, 3] > y))


def _stands_out(things: Things, place: int, colour: list[int], grounds: list[int]) -> bool:
    """Whether a text is painted on a picture, or on a fill of another colour."""
    if colour[3] < OPAQUE:
        return False
    for ground in reversed(_around(things.boxes[place], things.boxes[grounds]).tolist()):
        under = grounds[ground]
        if under > place:
            continue
        if things.kinds[under] != PATH:
            return True
        if (shade := _fill(things.handles[under])) is not None:
            return any(abs(one - other) > OTHER for one, other in zip(shade, colour[:3], strict=True))
    return False


def _fill(path: int) -> list[int] | None:
    """The colour of an opaque fill; None where there is none."""
    filled, _ = Scratch().mode(path)
    shade = fill_colours([ctypes.c_void_p.from_param(path)])[0].tolist()
    return shade[:3] if filled and shade[3] >= OPAQUE else None


def _covered(things: Things, frame: Frame) -> set[int]:
    """The texts over whose middle an opaque fill, or a picture that is no scan, is drawn later."""
    import numpy as np

    texts = np.array(things.of(TEXT), np.int64)
    if not len(texts):
        return set()
    boxes = things.boxes[texts]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found: set[int] = set()
    later = [place for place in things.of(PATH, IMAGE) if place > texts[0]]
    for place in later[-MOST_COVERS:]:
        x0, y0, x1, y1 = things.boxes[place].tolist()
        if x1 - x0 < THICK or y1 - y0 < THICK:
            continue
        under = texts[(x > x0) & (x < x1) & (y > y0) & (y < y1) & (texts < place)]
        if not len(under):
            continue
        if things.kinds[place] == IMAGE:
            opaque = (x1 - x0) * (y1 - y0) < SCAN * frame.width * frame.height
        else:
            opaque = _fill(things.handles[place]) is not None
        if opaque:
            found.update(under.tolist())
    return found


def _of_objects(page: PdfPage, characters: Characters, objects: set[int]) -> NDArray[np.bool_]:
    """Which characters belong to one of pdfium's text `objects`."""
    import numpy as np

    assert characters.numbers is not None
    textpage = page.get_textpage()
    try:
        owners = map(native().char_object, repeat(address(textpage.raw)), characters.numbers.tolist())
        return np.array([owner in objects for owner in owners], bool)
    finally:
        textpage.close()
