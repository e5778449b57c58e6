"""Whether texts of a page are seen: the page is drawn with them and without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.pdf.native import native

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from compliance_check.model import BBox

SCALE = 2.0  # pixels per point
LARGEST_SIDE = 3000  # pixels
SEEN = 12  # of 255: a smaller difference is seen by nobody
INK, INK_SHARE = 48, 0.1  # of 255, from the paper around; of a text's box: a rule through it has less, its letters more


def unseen(page: PdfPage, texts: list[int], boxes: list[BBox]) -> set[int]:
    """Those of the `texts` (addresses of text objects) that nobody sees; `boxes` as the page is displayed.

    Where what is drawn has ink in the place of a text that makes no difference, the text may be the one of that ink: of
    letters drawn as curves, or of a picture.
    """
    scale = min(SCALE, LARGEST_SIDE / max(*page.get_size(), 1))
    shown = _picture(page, scale)
    try:
        for text in texts:
            native().set_active(text, 0)
        bare = _picture(page, scale)
    finally:
        for text in texts:
            native().set_active(text, 1)
    return {
        text for text, box in zip(texts, boxes, strict=True) if _is_blank(shown, bare, [scale * one for one in box])
    }


def _picture(page: PdfPage, scale: float) -> NDArray[np.int16]:
    import numpy as np

    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
    picture: NDArray[np.int16] = bitmap.to_numpy()[:, :, :3].astype(np.int16)
    bitmap.close()
    return picture


def _is_blank(shown: NDArray[np.int16], bare: NDArray[np.int16], box: list[float]) -> bool:
    import numpy as np

    rows = slice(max(int(box[1]), 0), max(int(box[3]) + 1, 0))
    columns = slice(max(int(box[0]), 0), max(int(box[2]) + 1, 0))
    piece = shown[rows, columns]
    if not piece.size:
        return False
    if np.abs(piece - bare[rows, columns]).max() > SEEN:
        return False
    ink = np.abs(piece - np.median(piece, axis=(0, 1))).max(axis=2) > INK
    return float(ink.mean()) < INK_SHARE
