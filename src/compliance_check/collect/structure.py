"""From lines to blocks: furniture, tables, headings, list items, and paragraphs joined from their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from compliance_check.collect.furniture import Role, furniture
from compliance_check.collect.grids import Grid, grids, table
from compliance_check.collect.lines import Mark, Physical, compose, split, without
from compliance_check.collect.markdown_html import html_tables
from compliance_check.collect.numbering import marker, numbered
from compliance_check.collect.tables import is_unit
from compliance_check.collect.titles import Title, all_titles, levels
from compliance_check.collect.wrapping import INDENT, Wrapping, ended
from compliance_check.model import Block, Furniture, Heading, ListItem, Paragraph, Table

INDENTED_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Marks:
    """What a markup language says of lines, by their number in the file.

    levels: of headings. items: lines that begin a list item. rows: table rows. rules: lines without text.
    unread: the spans of a line's source that are not read as they stand.
    """

    levels: dict[int, int] = field(default_factory=dict)
    items: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()
    unread: Callable[[str], Iterable[Mark]] = lambda piece: ()
    markup: bool = False


def blocks(text: str, marks: Marks) -> tuple[Block, ...]:
    """The blocks of a text in the order of its lines; each line that is not blank belongs to one of them."""
    lines = split(text, marks.unread)
    paged = pages(lines, marks)
    roles = furniture(lines, paged)
    html = html_tables(text, lines) if marks.markup else []
    within = {at for one in html for at in one.lines}
    roles = {at: role for at, role in roles.items() if at not in within}
    rows = {at for at, line in enumerate(lines) if line.number in marks.rows}
    headed = {at for at, line in enumerate(lines) if line.number in marks.levels}
    found = grids(text, lines, within | roles.keys(), rows, headed)
    tabular = within | {at for grid in found for at in grid.lines}
    free = [at for at in range(len(lines)) if at not in roles and at not in tabular]
    wrapping = Wrapping(lines, frozenset(free))
    titles = all_titles(lines, free, wrapping, marks.levels)
    made = {one.lines[0]: one.table for one in html}
    return Assembly(text, lines, roles, found, made, tabular, titles, wrapping, marks).blocks()


def pages(lines: list[Physical], marks: Marks) -> set[int]:
    """The lines that begin a page: after a form feed, or indented where hardly any line is, as exports leave them."""
    indented = {at for at, line in enumerate(lines) if 0 < line.indent < INDENT and not line.tabbed}
    few = not marks.markup and len(indented) <= INDENTED_SHARE * len(lines)
    return {at for at, line in enumerate(lines) if line.new_page or (few and at in indented)}


class Assembly:
    """The blocks of one text, emitted line by line."""

    def __init__(
        self,
        text: str,
        lines: list[Physical],
        roles: dict[int, Role],
        found: list[Grid],
        made: dict[int, Table],
        tabular: set[int],
        titles: dict[int, Title],
        wrapping: Wrapping,
        marks: Marks,
    ) -> None:
        self.text, self.lines, self.roles, self.titles = text, lines, roles, titles
        self.grids = {grid.lines[0]: grid for grid in found}
        self.made, self.tabular = made, tabular
        self.wrapping, self.marks = wrapping, marks
        self.levels = levels(titles)

    def blocks(self) -> tuple[Block, ...]:
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
            return self.made.get(index), 1
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
        count = self.marker(index)
        while last + 1 < len(self.lines) and (self.goes_on(last, last + 1) or (count and self.hangs(index, last + 1))):
            last += 1
        first = self.lines[index]
        passage = compose(self.text, self.lines[index : last + 1], cut=self.wrapping.column)
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

    def hangs(self, index: int, following: int) -> bool:
        """Whether a line stands indented under the text of the list item that begins at `index`."""
        line = self.lines[following]
        if following not in self.wrapping.text or following in self.titles or line.number in self.marks.items:
            return False
        deeper = self.lines[index].indent < line.indent <= self.lines[index].indent + 2 * INDENT
        return deeper and line.gap == 0 and not line.new_page and not self.marker(following)

    def marker(self, index: int) -> int:
        """The length of the list marker that a line begins with; 0 without one."""
        text = self.lines[index].text
        number = numbered(text)
        if number is not None and number.rank >= 40:
            return number.title_at
        return marker(text)
