"""From lines to blocks: furniture, tables, headings, list items, and paragraphs joined from their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from compliance_check.collect.furniture import Role, furniture
from compliance_check.collect.grids import Grid, grids, table
from compliance_check.collect.lines import Physical, Span, compose, split, without
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
from compliance_check.collect.tables import is_unit
from compliance_check.collect.wrapping import Wrapping, ended
from compliance_check.model import Block, Furniture, Heading, ListItem, Paragraph

UNTITLED_RANK = 30
TITLE_WIDTH = 60
TAIL_WIDTH = 16
INDENTED_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Marks:
    """What a markup language says of lines, by their number in the file.

    levels: of headings. items: lines that begin a list item. rows: table rows. rules: lines without text.
    unread: the spans of a line's source that are no reading text.
    """

    levels: dict[int, int] = field(default_factory=dict)
    items: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()
    unread: Callable[[str], Iterable[Span]] = lambda piece: ()
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: the indices of its lines, its level if the markup gives one, its rank by numbering, its number."""

    lines: tuple[int, ...]
    level: int | None
    rank: int
    number: str
    title_at: int


def blocks(text: str, marks: Marks) -> tuple[Block, ...]:
    """The blocks of a text in the order of its lines; each line that is not blank belongs to one of them."""
    lines = split(text, marks.unread)
    paged = pages(lines, marks)
    roles = furniture(lines, paged)
    found = grids(text, lines, roles, {at for at, line in enumerate(lines) if line.number in marks.rows})
    tabular = {at for grid in found for at in grid.lines}
    free = [at for at in range(len(lines)) if at not in roles and at not in tabular]
    wrapping = Wrapping(lines, frozenset(free))
    titles = all_titles(lines, free, wrapping, marks)
    return Assembly(text, lines, roles, found, titles, wrapping, marks).blocks(free)


def pages(lines: list[Physical], marks: Marks) -> set[int]:
    """The lines that begin a page: after a form feed, or indented where hardly any line is, as exports leave them."""
    indented = {at for at, line in enumerate(lines) if line.indent}
    few = not marks.markup and len(indented) <= INDENTED_SHARE * len(lines)
    return {at for at, line in enumerate(lines) if line.new_page or (few and at in indented)}


def all_titles(lines: list[Physical], free: list[int], wrapping: Wrapping, marks: Marks) -> dict[int, Title]:
    """The headings by the index of their first line."""
    titles: dict[int, Title] = {}
    candidates: list[Candidate] = []
    numbers: dict[int, Numbered] = {}
    for place, at in enumerate(free):
        line = lines[at]
        number = numbered(line.text)
        level = marks.levels.get(line.number)
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
            titles[at] = with_title_below(lines, titles[at], free, titles, wrapping)
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


def with_title_below(
    lines: list[Physical], title: Title, free: list[int], titles: dict[int, Title], wrapping: Wrapping
) -> Title:
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


class Assembly:
    """The blocks of one text, emitted line by line."""

    def __init__(
        self,
        text: str,
        lines: list[Physical],
        roles: dict[int, Role],
        found: list[Grid],
        titles: dict[int, Title],
        wrapping: Wrapping,
        marks: Marks,
    ) -> None:
        self.text, self.lines, self.roles, self.titles = text, lines, roles, titles
        self.grids = {grid.lines[0]: grid for grid in found}
        self.tabular = {at for grid in found for at in grid.lines}
        self.wrapping, self.marks = wrapping, marks
        self.levels = levels(titles)

    def blocks(self, free: list[int]) -> tuple[Block, ...]:
        """All blocks in order."""
        result: list[Block] = []
        index = 0
        while index < len(self.lines):
            block, used = self.block(index)
            if block is not None:
                result.append(block)
            index += used
        return tuple(result)

    def block(self, index: int) -> tuple[Block | None, int]:
        """The block that begins at line `index`, None inside a table, and how many lines it takes."""
        if index in self.roles:
            return Furniture(passage=compose(self.text, [self.lines[index]]), role=self.roles[index]), 1
        if index in self.grids:
            return self.table(self.grids[index]), 1
        if index in self.tabular:
            return None, 1
        if index in self.titles:
            return self.heading(self.titles[index])
        return self.paragraph(index)

    def table(self, grid: Grid) -> Block:
        """The block of a grid."""
        named = {at: compose(self.text, [self.lines[at]]) for at in (grid.caption, grid.unit) if at is not None}
        return table(self.lines, grid, self.marks.unread, named)

    def heading(self, title: Title) -> tuple[Block, int]:
        """The block of a heading."""
        passage = compose(self.text, [self.lines[at] for at in title.lines], spaced=1)
        level = self.levels[title.lines[0]]
        text = passage.text[title.title_at :].strip()
        return Heading(passage=passage, level=level, number=title.number, title=text), len(title.lines)

    def paragraph(self, index: int) -> tuple[Block, int]:
        """The paragraph or list item that begins at a line, with all lines it goes on in."""
        last = index
        while last + 1 < len(self.lines) and self.goes_on(last, last + 1):
            last += 1
        first = self.lines[index]
        passage = compose(self.text, self.lines[index : last + 1])
        count = self.marker(index)
        if not count:
            return Paragraph(passage=passage), last - index + 1
        printed = first.text[:count].strip()
        return ListItem(passage=without(passage, count), marker=printed), last - index + 1

    def goes_on(self, index: int, following: int) -> bool:
        """Whether the line at `following` belongs to the paragraph of the line at `index`."""
        if following not in self.wrapping.text or following in self.titles:
            return False
        line = self.lines[following]
        if line.number in self.marks.items or is_unit(line) or is_unit(self.lines[index]):
            return False
        joined = self.wrapping.joins(index, following)
        if not joined or not self.marker(following):
            return joined
        weak = numbered(line.text) or line.text[0].isalnum()
        return bool(weak) and not ended(self.lines[index].text)

    def marker(self, index: int) -> int:
        """The length of the list marker that a line begins with; 0 without one."""
        text = self.lines[index].text
        number = numbered(text)
        if number is not None and number.rank >= 40:
            return number.title_at
        return marker(text)


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
