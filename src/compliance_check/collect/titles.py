"""Which lines are headings, the title below a number that stands alone, and the level of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from compliance_check.collect.lines import Physical
from compliance_check.collect.numbering import (
    BRACKET_RANK,
    BRACKETED,
    COMMA,
    SENTENCE,
    Candidate,
    Numbered,
    headings,
    like_title,
    marker,
    numbered,
)
from compliance_check.collect.wrapping import Wrapping, ended

UNTITLED_RANK = 30
TITLE_WIDTH = 60
TAIL_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: the indices of its lines, its level if the markup gives one, its rank by numbering, its number."""

    lines: tuple[int, ...]
    level: int | None
    rank: int
    number: str
    title_at: int


def all_titles(lines: list[Physical], free: list[int], wrapping: Wrapping, marked: dict[int, int]) -> dict[int, Title]:
    """The headings by the index of their first line; `marked` has the levels that the markup gives, by line number."""
    titles: dict[int, Title] = {}
    candidates: list[Candidate] = []
    numbers: dict[int, Numbered] = {}
    for place, at in enumerate(free):
        line = lines[at]
        number = numbered(line.text)
        level = marked.get(line.number)
        if level is not None:
            titles[at] = titled(at, number, level)
        elif BRACKETED.fullmatch(line.text):
            titles[at] = Title((at,), None, BRACKET_RANK, "", 0)
        elif number and is_candidate(lines, free, place, number, wrapping):
            following = free[place + 1] if place + 1 < len(free) else None
            candidates.append(Candidate(at, number, has_body(lines, following, number)))
            numbers[at] = number
    chosen = headings(candidates)
    for at in chosen:
        titles[at] = titled(at, numbers[at], None)
        if numbers[at].title_at >= len(lines[at].text):
            titles[at] = with_title_below(lines, titles[at], titles, wrapping)
    return titles


def titled(at: int, number: Numbered | None, level: int | None) -> Title:
    """The heading on one line."""
    if number is None:
        return Title((at,), level, BRACKET_RANK, "", 0)
    return Title((at,), level, number.rank, number.printed, number.title_at)


def is_candidate(lines: list[Physical], free: list[int], place: int, number: Numbered, wrapping: Wrapping) -> bool:
    """Whether a numbered line may be a heading: like a title, and neither goes on nor is gone on to."""
    line = lines[free[place]]
    if not like_title(line.text[number.title_at :], line.width, number.rank):
        return False
    before = free[place - 1] if place else None
    if number.rank >= 60 and before == free[place] - 1 and goes_over(lines, before, free[place], wrapping):
        return False
    after = free[place] + 1
    if after >= len(lines) or after not in wrapping.text or number.title_at >= len(line.text):
        return True
    if not wrapping.joins(free[place], after) or BRACKETED.fullmatch(lines[after].text) or numbered(lines[after].text):
        return True
    title = line.text[number.title_at :]
    if wrapping.column:
        return False
    return balanced(title) or (number.rank <= 50 and not COMMA.search(title) and not ended(line.text))


def goes_over(lines: list[Physical], before: int, at: int, wrapping: Wrapping) -> bool:
    """Whether the line before breaks off in mid-sentence, so that a number at the start of this one is part of it."""
    return not ended(lines[before].text) and wrapping.joins(before, at)


def balanced(title: str) -> bool:
    """Whether a title has the form of titles: one part, or two of about the same length."""
    parts = [len(part) for part in COMMA.split(title)]
    return len(parts) == 2 and min(parts) >= 4 and max(parts) <= 2 * min(parts)


def has_body(lines: list[Physical], following: int | None, number: Numbered) -> bool:
    """Whether something other than the next number of the same style stands under a numbered line."""
    if following is None:
        return False
    after = numbered(lines[following].text)
    return after is None or after.rank != number.rank or len(after.value) != len(number.value)


def with_title_below(lines: list[Physical], title: Title, titles: dict[int, Title], wrapping: Wrapping) -> Title:
    """The heading of a number that stands alone, with its title from the line below and what that breaks off."""
    below = title.lines[0] + 1
    if below not in wrapping.text or below in titles or lines[below].gap > 1 or title.rank > UNTITLED_RANK:
        return title
    line = lines[below]
    commas = len(COMMA.findall(line.text))
    if line.width > TITLE_WIDTH or SENTENCE.search(line.text) or ended(line.text):
        return title
    if numbered(line.text) or marker(line.text) or commas > 1 or (commas == 1 and not balanced(line.text)):
        return title
    used = [*title.lines, below]
    tail = below + 1
    if tail in wrapping.text and tail not in titles and is_tail(lines, below, tail, wrapping):
        used.append(tail)
    return Title(tuple(used), title.level, title.rank, title.number, title.title_at)


def is_tail(lines: list[Physical], below: int, tail: int, wrapping: Wrapping) -> bool:
    """Whether a line is the short rest of the title above it."""
    line = lines[tail]
    plain = not ended(line.text) and not COMMA.search(line.text) and not numbered(line.text)
    return plain and line.width <= TAIL_WIDTH and wrapping.joins(below, tail)


def levels(titles: dict[int, Title]) -> dict[int, int]:
    """The level of each heading: what the markup says, else by the rank of its numbering below the markup's levels."""
    marked: dict[int, Counter[int]] = {}
    for title in titles.values():
        if title.level is not None and title.number:
            marked.setdefault(title.rank, Counter())[title.level] += 1
    deepest = max((title.level for title in titles.values() if title.level is not None), default=0)
    ranks = sorted({title.rank for title in titles.values() if title.level is None and title.rank not in marked})
    result: dict[int, int] = {}
    for at, title in titles.items():
        if title.level is not None:
            result[at] = title.level
        elif title.rank in marked:
            result[at] = marked[title.rank].most_common(1)[0][0]
        else:
            result[at] = deepest + 1 + ranks.index(title.rank)
    return result
