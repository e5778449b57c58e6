"""Physical lines and the passages made of them.

A line's reading text is its source folded one to one, less what is not read: Markdown marks, zero-width characters, and
the spaces that PDF exports put between the characters of a justified line. What was left out is kept as spans, so that
every character still knows its place in the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from compliance_check.collect.folding import fold
from compliance_check.collect.raised import replaced
from compliance_check.model import Line, Passage

Span = tuple[int, int]
Mark = tuple[int, int, str]
"""A span that is not read as it stands, and what is read instead: nothing, or one character for each."""

Unread = Callable[[str], Iterable[Mark]]

BREAK = re.compile(r"\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
COUNTED = frozenset(("\r\n", "\r", "\n"))
ZERO_WIDTH = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
MARK = "[，、；。：（）“”《》]"
SPREAD = re.compile(rf"[\u4e00-\u9fff](?:(?: ?{MARK} ?| )[\u4e00-\u9fff]){{3,}}(?: {MARK})?")
LEAST_SPREAD = 3
WIDE = re.compile(r"[\u0100-\U0010ffff]")
LATIN = re.compile(r"[0-9A-Za-z.,;:!?%)\]'\"&/\-]")


@dataclass(frozen=True, slots=True)
class Physical:
    """A line that is not blank.

    number: 1-based in the file. start, end: its text in the file without surrounding space. gap: blank lines before.
    indent: the width of the space before it. new_page: a form feed stands before it.
    tabbed: a tab stands before or in it.
    text: the reading text. kept: the spans of text[start:end] that are read, relative to `start`; None for all.
    width: of the reading text, in half em: 2 for a Chinese character, 1 for a letter.
    spread: the export put spaces between its characters, as it does in lines justified to the margin.
    """

    number: int
    start: int
    end: int
    gap: int
    indent: int
    new_page: bool
    tabbed: bool
    text: str
    kept: tuple[Span, ...] | None
    width: int
    spread: bool


def split(text: str, unread: Unread) -> list[Physical]:
    """The lines of `text` that are not blank; `unread` gives the marks of a line, in order."""
    lines: list[Physical] = []
    number, position, blank, new_page = 1, 0, 0, False
    for mark, at, after in breaks(text):
        raw = text[position:at]
        piece = raw.strip()
        if piece:
            start = position + len(raw) - len(raw.lstrip())
            kept, read = reading(piece, unread)
            width = 2 * len(read) - len(read.encode("latin-1", "ignore"))
            indent = display_width(raw[: start - position])
            wide = kept is not None and any(True for _ in spread(fold(piece)))
            place = (number, start, start + len(piece), blank, indent, new_page, "\t" in raw.rstrip())
            lines.append(Physical(*place, read, kept, width, wide))
            blank, new_page = 0, False
        elif mark in COUNTED:
            blank += 1
        if piece and mark in COUNTED:
            blank = 0
        new_page = new_page or mark == "\f"
        number += mark in COUNTED
        position = after
    return lines


def breaks(text: str) -> Iterable[tuple[str, int, int]]:
    """Every line break with its start and end; the end of the text counts as one."""
    for found in BREAK.finditer(text):
        yield found[0], found.start(), found.end()
    yield "\n", len(text), len(text)


def display_width(space: str) -> int:
    """The width of white space in half em."""
    return sum(2 if character == "\u3000" else 4 if character == "\t" else 1 for character in space)


def reading(piece: str, unread: Unread) -> tuple[tuple[Span, ...] | None, str]:
    """The spans of `piece` that are read, None for all, and the reading text."""
    marks = list(unread(piece))
    folded = fold(replaced(piece, marks))
    dropped = [*((start, end) for start, end, instead in marks if not instead), *zero_width(piece), *spread(folded)]
    if not dropped:
        return None, folded
    kept: list[Span] = []
    position = 0
    for start, end in sorted(dropped):
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    if position < len(piece):
        kept.append((position, len(piece)))
    return trimmed(folded, kept)


def trimmed(folded: str, kept: list[Span]) -> tuple[tuple[Span, ...], str]:
    """The kept spans without white space at either end of what they keep."""
    while kept and not folded[slice(*kept[0])].strip():
        kept.pop(0)
    while kept and not folded[slice(*kept[-1])].strip():
        kept.pop()
    if kept:
        first = folded[slice(*kept[0])]
        kept[0] = (kept[0][0] + len(first) - len(first.lstrip()), kept[0][1])
        last = folded[slice(*kept[-1])]
        kept[-1] = (kept[-1][0], kept[-1][1] - len(last) + len(last.rstrip()))
    return tuple(kept), "".join(folded[start:end] for start, end in kept)


def zero_width(piece: str) -> Iterable[Span]:
    """The characters that have no width."""
    return () if piece.isascii() else (found.span() for found in ZERO_WIDTH.finditer(piece))


def spread(folded: str) -> Iterable[Span]:
    """The single spaces between four or more Chinese characters that a justified line was spread with."""
    if folded.count(" ") < LEAST_SPREAD:
        return
    for found in SPREAD.finditer(folded):
        if found[0].count(" ") < LEAST_SPREAD:
            continue
        for offset in range(*found.span()):
            if folded[offset] == " ":
                yield offset, offset + 1


def compose(text: str, lines: Sequence[Physical], spaced: int = 0, cut: int = 0) -> Passage:
    """The passage that `lines` of `text` make, joined.

    Between two Chinese characters nothing is inserted, between two Latin ones a space, unless the line was cut there,
    having `cut` characters; after the first `spaced` lines always a space. An inserted space maps to the line's end.
    """
    origin = lines[0].start
    parts: list[str] = []
    offsets: list[Span] = []
    length = 0
    for index, line in enumerate(lines):
        if index and line.text and parts:
            before = lines[index - 1]
            latin = LATIN.match(parts[-1][-1:]) and LATIN.match(line.text[0])
            whole = line.indent or before.indent + before.end - before.start != cut
            if index <= spaced or (latin and whole):
                offsets.append((length, before.end - origin))
                parts.append(" ")
                length += 1
        position = 0
        for start, end in line.kept if line.kept is not None else ((0, len(line.text)),):
            offsets.append((length, line.start - origin + start))
            parts.append(line.text[position : position + end - start])
            position += end - start
            length += end - start
    places = tuple(Line(line.start - origin, line=line.number) for line in lines)
    return Passage("".join(parts), text[origin : lines[-1].end], simplified(offsets), places)


def simplified(offsets: list[Span]) -> tuple[Span, ...]:
    """The stretches without those that only continue the one before; empty for the identity."""
    result: list[Span] = []
    for here, there in offsets:
        if not result or there - here != result[-1][1] - result[-1][0]:
            result.append((here, there))
    return () if result == [(0, 0)] else tuple(result)


def without(passage: Passage, count: int) -> Passage:
    """The passage without the first `count` characters of its reading text, nor the space after them."""
    if not count:
        return passage
    rest = passage.text[count:]
    count += len(rest) - len(rest.lstrip())
    if count >= len(passage.text):
        return Passage("", passage.source, (), passage.lines)
    later = [(here - count, there) for here, there in passage.offsets if here > count]
    offsets = ((0, passage.source_offset(count)), *later)
    return Passage(passage.text[count:], passage.source, offsets, passage.lines)
