"""Physical lines of text with the edges of their characters, and passages made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from struct import Struct
from typing import TYPE_CHECKING

from compliance_check.collect.folding import fold
from compliance_check.collect.pdf.numerals import is_wrapped_number
from compliance_check.collect.pdf.words import Word
from compliance_check.collect.raised import DIGITS, note_marks
from compliance_check.model import BBox, Line, Passage

if TYPE_CHECKING:
    from compliance_check.collect.pdf.characters import Characters

CJK = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
IDEOGRAPH = r"\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff"
SPREAD = rf"[{IDEOGRAPH}：（）、，。；]"
SPACED_OUT = re.compile(
    rf"(?:{SPREAD} +){{3,}}{SPREAD}|(?<![{IDEOGRAPH}])(?:[{IDEOGRAPH}] +){{2,}}[{IDEOGRAPH}](?![{IDEOGRAPH}])"
)
TWO_SPACED = re.compile(rf"\s*[{IDEOGRAPH}] +[{IDEOGRAPH}]\s*")
WIDE = re.compile(rf"[{CJK}]")
RAISED = re.compile(f"[{DIGITS}]")
NUMERIC = frozenset("0123456789０１２３４５６７８９,.%％‰+-−–—千万亿")  # a mark as wide as its sign parts sentences
_float = Struct("f").pack
UNKNOWN = -1.0  # the border of a text column that too few lines show


@dataclass(slots=True)
class TextLine:
    """A line as it stands on its page.

    source: its characters, words parted by one space. edges: see `model.Line`. box: on the page as displayed.
    x0, y0, x1, y1: in the reading frame. left, right: the borders of the text column that it stands in.
    confidence: of an optical reading; where the line holds numbers, of their signs.
    """

    source: str
    page: int
    box: BBox
    edges: bytes | None
    x0: float
    y0: float
    x1: float
    y1: float
    left: float = 0.0
    right: float = 0.0
    confidence: float | None = None

    @property
    def size(self) -> float:
        """The height of its type."""
        return self.y1 - self.y0


def make_line(words: list[Word], characters: Characters, page: int) -> TextLine:
    """The line that `words`, from left to right, form."""
    first, last = words[0], words[-1]
    frame = characters.frame
    upright = frame.upright
    if len(words) == 1:
        source = first.text
        x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
        edges = _edges(first, characters) if upright else None
    else:
        source = " ".join(word.text for word in words)
        x0, x1 = first.x0, max(word.x1 for word in words)
        y0, y1 = min(word.y0 for word in words), max(word.y1 for word in words)
        edges = b"".join(_edges(word, characters) for word in words) if upright else None
    if not source.isprintable():
        source = "".join(c if c.isprintable() or c == "\u3000" else " " for c in source)
    box = (x0, y0, x1, y1)
    box = box if upright else frame.to_display(box)
    line = TextLine(source, page, _rounded(box), edges, x0, y0, x1, y1, 0.0, last.x1)
    if characters.scores is not None:
        line.confidence = _confidence(words, characters)
    return line


def _confidence(words: list[Word], characters: Characters) -> float:
    """The lowest confidence of the signs that numbers are made of; of all signs where there is no number.

    A rare ideograph, or a bracket that is as wide as the other kind, says nothing about the figures beside it.
    """
    assert characters.scores is not None
    read = [
        (sign, float(score))
        for word in words
        for sign, score in zip(word.text, characters.scores[word.start : word.end], strict=True)
    ]
    if _holds_figures("".join(word.text for word in words)):
        read = [(sign, score) for sign, score in read if sign in NUMERIC]
    return round(min(score for _, score in read), 3)


def _holds_figures(text: str) -> bool:
    return any(map(str.isdigit, text))


def _edges(word: Word, characters: Characters) -> bytes:
    """The left edges of a word's characters, then its right edge (the left edge of the space that may follow)."""
    lefts = characters.lefts[word.start : word.end]
    return lefts.tobytes() + _float(word.x1)


def _rounded(box: BBox) -> BBox:
    """To hundredths. Of numbers with 24 bits, as pdfium's are, this gives what round(x, 2) does, at half the cost."""
    return (round(box[0] * 100) / 100, round(box[1] * 100) / 100, round(box[2] * 100) / 100, round(box[3] * 100) / 100)


def to_passage(lines: list[TextLine]) -> Passage:
    """The reading text of `lines`: joined without a space between ideographs, spaced-out characters closed."""
    if len(lines) == 1:
        return _single(lines[0])
    text, source = "", ""
    pieces = [line.source for line in lines]
    whole = is_wrapped_number(pieces) or all(len(piece) == 1 and piece.isdecimal() for piece in pieces)
    offsets: list[tuple[int, int]] = []
    records = []
    for line in lines:
        if source:
            if whole or _joins_closely(text, line.source):
                source += "\n"
                offsets.append((len(text), len(source)))
            else:
                source += "\n"
                text += " "
        records.append(Line(len(source), page=line.page, bbox=line.box, edges=line.edges))
        closed, inner = _close(line.source)
        offsets += [(len(text) + place, len(source) + origin) for place, origin in inner]
        text += closed
        source += line.source
    if offsets and offsets[0][0] > 0:
        offsets.insert(0, (0, 0))
    return Passage(fold(text), source, _distinct(offsets), tuple(records), confidence=_least(lines))


def _single(line: TextLine) -> Passage:
    record = (Line(0, page=line.page, bbox=line.box, edges=line.edges),)
    text, inner = _close(line.source)
    if not inner:
        return Passage(fold(text), line.source, (), record, confidence=line.confidence)
    offsets = _distinct([(0, 0), *inner])
    return Passage(fold(text), line.source, offsets, record, confidence=line.confidence)


def _distinct(offsets: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Of several stretches that begin at one offset of the text, the last."""
    return tuple(dict(offsets).items())


def _least(lines: list[TextLine]) -> float | None:
    """The confidence of the worst line; of those with numbers where there are any."""
    if all(line.confidence is None for line in lines):
        return None
    figures = [line for line in lines if _holds_figures(line.source)] or lines
    known = [line.confidence for line in figures if line.confidence is not None]
    return min(known, default=None)


def _joins_closely(text: str, following: str) -> bool:
    """Whether a line break stands for no space: between ideographs, after a hyphen, or inside a number."""
    before, after = text[-1:], following[:1]
    if WIDE.match(before) or WIDE.match(after):
        return True
    if before == "-" and text[-2:-1].isalnum():
        return True
    return before in ",." and after.isdigit() and text[-2:-1].isdigit()


def _close(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` without marks of notes and the spaces that only spread a word out, and the offsets at which stretches
    begin after them."""
    gone = _spread_out(text) if " " in text else []
    if RAISED.search(text):
        gone = sorted({*gone, *(place for start, end in note_marks(text) for place in range(start, end))})
    if not gone:
        return text, []
    closed: list[str] = []
    offsets: list[tuple[int, int]] = []
    place = length = 0
    for position in gone:
        closed.append(text[place:position])
        length += position - place
        place = position + 1
        offsets.append((length, place))
    closed.append(text[place:])
    return "".join(closed), offsets


def _spread_out(text: str) -> list[int]:
    """The places of the spaces that only spread a word out."""
    spans = [match.span() for match in SPACED_OUT.finditer(text)]
    if not spans and TWO_SPACED.fullmatch(text):
        spans = [(0, len(text))]
    return [position for start, end in spans for position in range(start, end) if text[position] == " "]
