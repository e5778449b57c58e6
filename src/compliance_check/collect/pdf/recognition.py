"""What the engine recognises in a picture of a page, as characters like those of other pages.

The reading is RapidOCR's (models inside its wheel, no network). Every character carries the confidence of its reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf.characters import Characters, left_edges
from compliance_check.collect.pdf.dashes import SEEN, find_dashes
from compliance_check.collect.pdf.frame import Frame
from compliance_check.collect.pdf.fullwidth import widen
from compliance_check.collect.pdf.ink import Place, close_gaps, find_ink
from compliance_check.collect.pdf.misread import repair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compliance_check.collect.pdf.rules import Box

REPAIRED = 0.4  # the most confidence that a repaired number has
STANDS_OFF = 0.12  # of a line's height: so far its outline stands off the ink


def available() -> bool:
    """Whether the optional recognition engine is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def engine() -> Any:
    """The engine, loaded once per process. Its direction classifier is off: it turns short numbers upside down."""
    from rapidocr import RapidOCR

    settings = {
        "Global.use_cls": False,
        "Global.log_level": "critical",
        "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    }
    return RapidOCR(params=settings)


@dataclass(slots=True)
class _Signs:
    """Characters with their boxes in pixels and their scores, in the order of the lines that they stand in."""

    text: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    def add(self, sign: str, box: Box, score: float) -> None:
        self.text.append(sign)
        self.boxes.append(box)
        self.scores.append(score)

    def end_line(self) -> None:
        """A line break behind the last character."""
        _, top, right, bottom = self.boxes[-1]
        self.add("\n", (right, top, right, bottom), self.scores[-1])


def recognise(picture: NDArray[np.uint8], scale: float, frame: Frame) -> Characters | None:
    """The characters in a picture; `scale` takes its pixels to points."""
    import numpy as np

    found = engine()(picture, use_cls=False, return_word_box=True, return_single_char_box=True)
    if found is None or found.txts is None or not len(found.txts):
        return None
    ink = find_ink(picture)
    signs = _Signs()
    pieces = found.word_results or [()] * len(found.txts)
    for words, line, score, outline in zip(found.txts, pieces, found.scores, found.boxes, strict=True):
        _add_line(words, line, float(score), outline, ink, signs)
    if not signs.text:
        return None
    solid = [box for box, sign in zip(signs.boxes, signs.text, strict=True) if not sign.isspace()]
    for sign, box in find_dashes(ink, np.array(solid, np.float32)):
        signs.add(sign, box, SEEN)
        signs.end_line()
    array = np.array(signs.boxes, np.float32) * np.float32(scale)
    text = "".join(signs.text)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    inked = (codes > 32) & (codes != 0x3000)
    return Characters(text, array, codes, inked, frame, left_edges(array, inked), np.array(signs.scores, np.float32))


def _add_line(words: str, pieces: Any, score: float, outline: Any, ink: NDArray[np.uint8], signs: _Signs) -> None:
    """Append one recognised line: its characters in boxes of one height, then a line break."""
    top, bottom = float(outline[:, 1].min()), float(outline[:, 1].max())
    left, right = float(outline[:, 0].min()), float(outline[:, 0].max())
    solid = [character for character in words if not character.isspace()]
    if not solid:
        return
    own = [piece for piece in pieces if piece[0].strip()]
    places = _own_places(own) if len(own) == len(solid) else _even_places(words, left, right)
    margin = STANDS_OFF * (bottom - top)
    places = close_gaps("".join(solid), places, ink, top + margin, bottom - margin)
    repaired, low = repair(words)
    widened = widen("".join(solid), places, bottom - top - 2 * margin)
    place, edge = 0, left
    for position, character in enumerate(repaired):
        if words[position].isspace():
            box = (edge, top + margin, edge, bottom - margin)
        else:
            x0, x1, own_score = places[place]
            score = own_score if own_score is not None else score
            box = (x0, top + margin, x1, bottom - margin)
            character = widened[place] if character == solid[place] else character
            place, edge = place + 1, x1
        signs.add(character, box, min(score, REPAIRED) if position in low else score)
    signs.end_line()


def _own_places(pieces: list[Any]) -> list[Place]:
    """Left, right and score of each character as the engine tells them."""
    found: list[Place] = []
    for _, score, outline in pieces:
        xs = [float(point[0]) for point in outline]
        found.append((min(xs), max(xs), float(score)))
    return found


def _even_places(words: str, left: float, right: float) -> list[Place]:
    """Left and right of each character, an ideograph taken as twice as wide as a letter."""
    widths = [2.0 if ord(character) > 0x2E7F else 1.0 for character in words]
    unit = (right - left) / max(sum(widths), 1.0)
    places: list[Place] = []
    x = left
    for character, width in zip(words, widths, strict=True):
        if not character.isspace():
            places.append((x, x + width * unit, None))
        x += width * unit
    return places
