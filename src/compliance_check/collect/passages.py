"""Passages of formats that have no physical lines: pieces of exact source put together into reading text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance_check.collect.folding import fold
from compliance_check.collect.raised import UNREAD
from compliance_check.model import Line, Passage

PARAGRAPH_BREAK = "\n"
LINE_BREAK = "\v"
Shown = tuple[str, int]
"""A character of the reading text and its offset in the source."""

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_BREAKS = PARAGRAPH_BREAK + LINE_BREAK


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph: its exact source, and what the program that shows it prints before it (an automatic number).

    read: what of the source is read, one character for one (see `raised.read_of`); None for the source itself.
    """

    source: str
    prefix: str = ""
    read: str | None = None

    @property
    def text(self) -> str:
        """What is read of it, in the signs of the source."""
        return self.source if self.read is None else self.read.replace(UNREAD, "")


def together(pieces: Sequence[Piece]) -> Piece:
    """Paragraphs run together."""
    if len(pieces) == 1:
        return pieces[0]
    read = "".join(piece.source if piece.read is None else piece.read for piece in pieces)
    source = "".join(piece.source for piece in pieces)
    return Piece(source, read=None if read == source else read)


def compose(pieces: Sequence[Piece], path: str | None, tight: bool = False, lines: tuple[Line, ...] = ()) -> Passage:
    """The passage of some paragraphs; its source joins theirs with "\\n".

    The text has no outer space and no characters of no width, and shows breaks as "\\n". The characters of a prefix
    map to the first character of their paragraph. tight: a break between two Chinese characters is dropped, because
    in a table cell it only keeps the column narrow.
    """
    source = PARAGRAPH_BREAK.join(piece.source for piece in pieces)
    if not any(piece.prefix or piece.read is not None for piece in pieces) and _is_plain(source):
        return Passage(fold(source), source, lines=lines, path=path)
    shown: list[Shown] = []
    position = 0
    for piece in pieces:
        if shown:
            shown.append((PARAGRAPH_BREAK, position - 1))
        shown.extend((sign, position) for sign in piece.prefix)
        shown.extend((sign, position + index) for index, sign in enumerate(piece.read or piece.source))
        position += len(piece.source) + 1
    return assemble(shown, source, path, tight, lines)


def assemble(
    shown: Sequence[Shown], source: str, path: str | None, tight: bool = False, lines: tuple[Line, ...] = ()
) -> Passage:
    """The passage that shows the signs `shown` of `source`, treated as `compose` does."""
    kept = _stripped([pair for pair in shown if pair[0] not in _UNSEEN])
    if tight:
        kept = [pair for index, pair in enumerate(kept) if not _joins(kept, index)]
    text = "".join(sign for sign, _ in kept).replace(LINE_BREAK, "\n")
    return Passage(fold(text), source, _offsets(kept), lines, path)


def _is_plain(source: str) -> bool:
    """Whether the reading text is the source, character for character."""
    return source == source.strip() and not any(sign in source for sign in _BREAKS) and _UNSEEN.isdisjoint(source)


def _stripped(shown: list[Shown]) -> list[Shown]:
    start, end = 0, len(shown)
    while start < end and shown[start][0].isspace():
        start += 1
    while end > start and shown[end - 1][0].isspace():
        end -= 1
    return shown[start:end]


def _joins(shown: list[Shown], index: int) -> bool:
    """Whether the character is a break within Chinese words."""
    if shown[index][0] not in _BREAKS or not 0 < index < len(shown) - 1:
        return False
    return _is_chinese(shown[index - 1][0]) and _is_chinese(shown[index + 1][0])


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _offsets(shown: list[Shown]) -> tuple[tuple[int, int], ...]:
    offsets: list[tuple[int, int]] = []
    expected = -1
    for index, (_, position) in enumerate(shown):
        if position != expected:
            offsets.append((index, position))
        expected = position + 1
    return () if offsets == [(0, 0)] else tuple(offsets)
