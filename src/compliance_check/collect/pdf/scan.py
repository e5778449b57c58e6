"""Pages without usable text: rendered, straightened, read optically, and laid out by the same code as other pages.

The reading is RapidOCR's (models inside its wheel, no network). Rules are found in the picture, so that tables come out
of the same grids as those of born-digital pages. Every character carries the confidence of its reading.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf.characters import Characters, left_edges
from compliance_check.collect.pdf.frame import Frame
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.page import layout
from compliance_check.collect.pdf.raw import RawPage
from compliance_check.collect.pdf.rulings import find_rulings, find_skew, straighten, turn_back, without_strokes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

RESOLUTION = 200  # dots per inch: below, decimal points and thin strokes are lost
LARGEST_SIDE = 4000  # pixels: a poster is read at less
REPAIRED = 0.4  # the most confidence that a repaired number has
SEPARATORS = ".,:;，；：·"
NUMERAL = re.compile(r"(?<![\d.,:;])\d{1,3}(?:[.,:;，；：·]\s?\d{3})*[.,:;，；：·]\s?\d{1,2}(?![\d:;])")


def available() -> bool:
    """Whether the optional recognition engine is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    """The engine, loaded once per process. Its direction classifier is off: it turns short numbers upside down."""
    from rapidocr import RapidOCR

    settings = {
        "Global.use_cls": False,
        "Global.log_level": "critical",
        "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    }
    return RapidOCR(params=settings)


def read_scan(page: PdfPage, number: int) -> RawPage:
    """What optical reading finds on `page`, the `number`-th."""
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, LARGEST_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    picture = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    skew = find_skew(picture)
    picture = straighten(picture, skew)
    raw = RawPage(number, round(width, 2), round(height, 2), height, method="ocr")
    characters = _recognise(picture, 1 / scale, Frame(0.0, height, width, height))
    if characters is None:
        return raw
    drawing = without_strokes(find_rulings(picture, 1 / scale), characters.boxes[characters.ink])
    raw.items = layout(characters, drawing, number, "ocr")
    if abs(skew) > 0.05:
        for line in _all_lines(raw):
            line.box, line.edges = turn_back(line.box, skew, width, height), None
    return raw


def _all_lines(page: RawPage) -> list[TextLine]:
    """Every line of the page, those of its tables included."""
    lines: list[TextLine] = []
    for item in page.items:
        if isinstance(item, TextLine):
            lines.append(item)
        else:
            lines += [line for cell in item.cells for line in cell.lines]
    return lines


def _recognise(picture: NDArray[np.uint8], scale: float, frame: Frame) -> Characters | None:
    """The characters in a picture; `scale` takes its pixels to points."""
    import numpy as np

    found = _engine()(picture, use_cls=False, return_word_box=True, return_single_char_box=True)
    if found is None or found.txts is None or not len(found.txts):
        return None
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    scores: list[float] = []
    pieces = found.word_results or [()] * len(found.txts)
    for words, line, score, outline in zip(found.txts, pieces, found.scores, found.boxes, strict=True):
        _add_line(words, line, float(score), outline, text, boxes, scores)
    array = np.array(boxes, np.float32) * np.float32(scale)
    joined = "".join(text)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    ink = (codes > 32) & (codes != 0x3000)
    return Characters(joined, array, codes, ink, frame, left_edges(array, ink), np.array(scores, np.float32))


def _add_line(
    words: str,
    pieces: Any,
    score: float,
    outline: Any,
    text: list[str],
    boxes: list[tuple[float, float, float, float]],
    scores: list[float],
) -> None:
    """Append one recognised line: its characters in boxes of one height, then a line break."""
    top, bottom = float(outline[:, 1].min()), float(outline[:, 1].max())
    left, right = float(outline[:, 0].min()), float(outline[:, 0].max())
    solid = [character for character in words if not character.isspace()]
    own = [piece for piece in pieces if piece[0].strip()]
    places = _own_places(own) if len(own) == len(solid) else _even_places(words, left, right)
    repaired, low = repair(words)
    margin = 0.12 * (bottom - top)  # the outline stands off the ink
    place, edge = 0, left
    for position, character in enumerate(repaired):
        if words[position].isspace():
            box = (edge, top + margin, edge, bottom - margin)
        else:
            x0, x1, own_score = places[place]
            score = own_score if own_score is not None else score
            box = (x0, top + margin, x1, bottom - margin)
            place, edge = place + 1, x1
        text.append(character)
        boxes.append(box)
        scores.append(min(score, REPAIRED) if position in low else score)
    text.append("\n")
    boxes.append((edge, bottom, edge, bottom))
    scores.append(score)


def _own_places(pieces: list[Any]) -> list[tuple[float, float, float | None]]:
    """Left, right and score of each character as the engine tells them."""
    found: list[tuple[float, float, float | None]] = []
    for _, score, outline in pieces:
        xs = [float(point[0]) for point in outline]
        found.append((min(xs), max(xs), float(score)))
    return found


def _even_places(words: str, left: float, right: float) -> list[tuple[float, float, float | None]]:
    """Left and right of each character, an ideograph taken as twice as wide as a letter."""
    widths = [2.0 if ord(character) > 0x2E7F else 1.0 for character in words]
    unit = (right - left) / max(sum(widths), 1.0)
    places: list[tuple[float, float, float | None]] = []
    x = left
    for character, width in zip(words, widths, strict=True):
        if not character.isspace():
            places.append((x, x + width * unit, None))
        x += width * unit
    return places


def repair(words: str) -> tuple[str, set[int]]:
    """A recognised text with misread separators of amounts put right, and the positions of the repaired amounts.

    Before the last two digits stands the decimal point, before three digits the thousands separator.

    >>> repair("135,797,28"), repair("771:60")
    (('135,797.28', {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), ('771.60', {0, 1, 2, 3, 4, 5}))
    """
    characters, low = list(words), set[int]()
    for match in NUMERAL.finditer(words):
        amount = match.group()
        marks = [place for place, character in enumerate(amount) if character in SEPARATORS]
        if " " in amount or len(amount) - marks[-1] != 3:
            continue
        proper = list(amount)
        for place in marks:
            proper[place] = "." if place == marks[-1] else ","
        # A lone full-width colon is a time or a ratio more often than a decimal point.
        if "".join(proper) == amount or (len(marks) == 1 and amount[marks[0]] in "：，；"):
            continue
        characters[match.start() : match.end()] = proper
        low.update(range(match.start(), match.end()))
    return "".join(characters), low
