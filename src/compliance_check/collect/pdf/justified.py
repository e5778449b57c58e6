"""Lines of a narrow cell that are spread to its full width: their pieces are one text, not one column each.

The content stream tells: it sets a cell's lines one under the other and only then goes on with the next cell, which
stands higher again. A row of several cells is followed by the next row.
"""

from __future__ import annotations

from itertools import pairwise

from compliance_check.collect.pdf.numerals import is_amount
from compliance_check.collect.pdf.words import Word

FLUSH = 1.0  # points by which the borders of a cell's lines may differ
PITCH = 2.8  # type sizes between two lines of one cell
LINES = 6  # of a cell
LEVEL = 0.5  # type sizes: words no further apart stand on one line
WIDEST = 5.0  # type sizes between the pieces of a spread line
UNEVEN = 1.0  # type sizes by which the white between them may differ
HIGHER = 0.2  # type sizes: by so much more the next cell begins higher


def join_justified(words: list[Word], text: str) -> list[Word]:
    """The `words`, in the order of the content stream of `text`, with the pieces of spread lines put together."""
    joined: list[Word] = []
    done = place = 0
    while place + 1 < len(words):
        if words[place].x0 <= words[place + 1].x0:  # most words are followed by the next one of their line
            place += 1
            continue
        first = _line_start(words, done, place)
        lines = [] if first is None else _cell_lines(words, first, place)
        if not lines or not _is_cell(words, lines):
            place += 1
            continue
        joined += words[done : lines[0][0]]
        joined += [_whole(words[start:end], text) for start, end in lines]
        done = place = lines[-1][1]
    return joined + words[done:]


def _line_start(words: list[Word], done: int, place: int) -> int | None:
    """Where the line that ends with the word at `place` begins, if it has several words over the one that follows."""
    last, below, first = words[place], words[place + 1], place
    if not _follows(last, below):
        return None
    while first > done and _level(words[first - 1], last) and words[first - 1].x1 < words[first].x0:
        first -= 1
        if abs(words[first].x0 - below.x0) < FLUSH:
            return first
    return None


def _cell_lines(words: list[Word], first: int, last: int) -> list[tuple[int, int]]:
    """The first word of each line of a cell and the word behind its last; the last line is not spread.

    The words from `first` to `last` are the first line.
    """
    lines = [(first, last + 1)]
    left, right = words[first].x0, words[last].x1
    while len(lines) < LINES and lines[-1][1] < len(words):
        start = lines[-1][1]
        if not _follows(words[start - 1], words[start]) or abs(words[start].x0 - left) > FLUSH:
            return []
        end = start + 1
        while end < len(words) and _level(words[end], words[start]) and words[end - 1].x1 < words[end].x0 < right:
            end += 1
        lines.append((start, end))
        if words[end - 1].x1 > right + FLUSH:
            return []
        if end == start + 1 and (words[start].x1 < right - FLUSH or not _goes_on(words, end, left)):
            return lines
        if abs(words[end - 1].x1 - right) > FLUSH:
            return []
    return []


def _goes_on(words: list[Word], place: int, left: float) -> bool:
    """Whether the word at `place` begins the next line of a cell."""
    return place < len(words) and _follows(words[place - 1], words[place]) and abs(words[place].x0 - left) < FLUSH


def _is_cell(words: list[Word], lines: list[tuple[int, int]]) -> bool:
    """Whether the cell beside it, before or after it in the stream, shows that the `lines` are a cell's."""
    (first, end), (last, after) = lines[0], lines[-1]
    if not all(_is_evenly_spread(words[start:stop]) for start, stop in lines):
        return False
    if any(sum(is_amount(word.text) for word in words[start:stop]) > 1 for start, stop in lines):
        return False
    left, right, size = words[first].x0, words[end - 1].x1, words[first].size
    if after < len(words):
        follower = words[after]
        higher = words[last].centre - follower.centre
        if follower.x0 > right and HIGHER * size < higher < LINES * PITCH * size:
            return True
    before = words[first - 1] if first else words[last]
    return (
        before is not None and before.x1 < left and HIGHER * size < before.centre - words[first].centre < PITCH * size
    )


def _is_evenly_spread(pieces: list[Word]) -> bool:
    """Whether much the same white parts the pieces of a line, and not so much as between names over several columns."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(pieces)]
    size = pieces[0].size
    return not gaps or (max(gaps) < WIDEST * size and max(gaps) - min(gaps) < UNEVEN * size)


def _follows(last: Word, below: Word) -> bool:
    """Whether the word `below` may begin the line under the one that ends with `last`."""
    size = max(last.size, below.size)  # digits of another font than the ideographs beside them are lower
    return below.x0 < last.x0 and LEVEL * size < below.centre - last.centre < PITCH * size


def _level(one: Word, other: Word) -> bool:
    return abs(one.centre - other.centre) <= LEVEL * other.size


def _whole(pieces: list[Word], text: str) -> Word:
    """The pieces of one line as one word."""
    first, last = pieces[0], pieces[-1]
    y0, y1 = min(word.y0 for word in pieces), max(word.y1 for word in pieces)
    return Word(text[first.start : last.end], first.x0, y0, last.x1, y1, first.start, last.end, first.label)
