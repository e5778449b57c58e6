"""The pages put together: furniture set apart, tables joined, paragraphs and headings made."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance_check.collect.pdf.carried import carry_over
from compliance_check.collect.pdf.continuation import goes_on, join
from compliance_check.collect.pdf.feet import find_feet
from compliance_check.collect.pdf.furniture import Role, find_furniture
from compliance_check.collect.pdf.headinglevels import Style, nested_levels
from compliance_check.collect.pdf.headings import (
    STARTS_ITEM,
    looks_like_heading,
    number_style,
    split_number,
    starts_anew,
)
from compliance_check.collect.pdf.lines import TextLine, to_passage
from compliance_check.collect.pdf.margins import settle_borders
from compliance_check.collect.pdf.numerals import is_wrapped_number
from compliance_check.collect.pdf.paragraphs import begins_with_indent, body_size, continues, is_small, usual_pitch
from compliance_check.collect.pdf.raw import PageTable, RawPage
from compliance_check.collect.pdf.repeats import repeated_lines
from compliance_check.collect.pdf.rows import LEADERS, UNIT_LINE
from compliance_check.collect.raised import DIGITS
from compliance_check.model import Block, Cell, Furniture, Heading, ListItem, Paragraph, Passage, Table


@dataclass(slots=True)
class Draft:
    """A paragraph in the making, or a table with its caption and unit line."""

    lines: list[TextLine] = field(default_factory=list)
    table: PageTable | None = None
    caption: TextLine | None = None
    unit: TextLine | None = None
    note: bool = False
    contents: bool = False
    furniture: Role | None = None


def to_blocks(pages: list[RawPage]) -> tuple[Block, ...]:
    """The blocks of the document in reading order."""
    roles = find_furniture(pages)
    find_feet(pages, roles)
    lines = [item for page in pages for item in page.items if isinstance(item, TextLine) and id(item) not in roles]
    body = body_size(lines)
    running = [line for line in lines if abs(line.size - body) < 0.12 * body]
    pitch, indents = usual_pitch(running), begins_with_indent(running)
    settle_borders(pages, lines)
    drafts: list[Draft] = []
    last: Draft | None = None
    for page in pages:
        last = _add_page(drafts, page, roles, body, pitch, indents, last)
    _bind_captions(drafts, body)
    return _finish(drafts, body)


def _add_page(
    drafts: list[Draft],
    page: RawPage,
    roles: dict[int, Role],
    body: float,
    pitch: float,
    indents: bool,
    last: Draft | None,
) -> Draft | None:
    """Append what a page holds; `last` is the draft that the first line may continue. Returns the next such draft."""
    notes = _notes(page, roles, body)
    after: list[Draft] = []
    carried, header = _carry_over(last, page, roles)
    after += [Draft([line], furniture="note") for line in header]
    for item in page.items:
        if id(item) in carried:
            continue
        if isinstance(item, PageTable):
            if last and last.table and last.lines == [] and goes_on(last.table, item):
                last.table, repeated = join(last.table, item)
                after += [Draft(lines, furniture="note") for lines in repeated]
            else:
                last = Draft(table=item)
                drafts.append(last)
            continue
        role = roles.get(id(item))
        if role:
            after.append(Draft([item], furniture=role))
        elif id(item) in notes:
            _add_note(after, item)
        elif LEADERS.search(item.source):
            last = Draft([item], contents=True)
            drafts.append(last)
        elif last and _may_continue(last, item, pitch, indents, body):
            last.lines.append(item)
        else:
            last = Draft([item])
            drafts.append(last)
    # What stands apart comes after the text, so that a sentence that goes on over the page stays whole.
    drafts += after
    return last


def _carry_over(last: Draft | None, page: RawPage, roles: dict[int, Role]) -> tuple[set[int], list[TextLine]]:
    """Add the lines at the top of a page that are rows of the table before it.

    Returns the ids of all lines that are no text, and those of them that only repeat the table's header.
    """
    items = [item for item in page.items if id(item) not in roles or _ends_number(last, item)]
    first = next((k for k, item in enumerate(items) if isinstance(item, PageTable)), len(items))
    lines = [item for item in items[:first] if isinstance(item, TextLine)]
    if last is None or last.table is None or last.lines or not lines:
        return set(), []
    again = repeated_lines(lines, last.table)
    last.table, count = carry_over(last.table, lines[again:])
    again = again if count else 0
    return {id(line) for line in lines[: again + count]}, lines[:again]


def _ends_number(last: Draft | None, item: TextLine | PageTable) -> bool:
    """Whether what looks like a page number ends a number that the page before breaks off in the table's last row."""
    if last is None or last.table is None or not isinstance(item, TextLine):
        return False
    xs = last.table.xs
    return any(
        is_wrapped_number([*(line.source for line in cell.lines), item.source])
        for cell in last.table.cells
        if cell.row + cell.row_span == last.table.rows
        and xs[cell.column] <= item.x0
        and item.x1 <= xs[cell.column + cell.column_span]
    )


def _may_continue(last: Draft, line: TextLine, pitch: float, indents: bool, body: float) -> bool:
    if last.table or last.contents or not last.lines:
        return False
    upper = last.lines[-1]
    own = pitch if abs(upper.size - body) < 0.12 * body else 1.8 * upper.size
    if len(last.lines) > 1 and last.lines[-2].page == upper.page:
        step = upper.y0 - last.lines[-2].y0
        own = min(own, step * 1.02) if step > 0 else own
    if len(last.lines) == 1 and number_style(upper.source) and upper.x1 < upper.right - 2 * upper.size:
        return False
    return continues(upper, line, own, indents)


def _add_note(notes: list[Draft], line: TextLine) -> None:
    before = notes[-1] if notes and notes[-1].note else None
    anew = starts_anew(line.source) or line.source.startswith(("注", "*", "①", *DIGITS))
    if before and not anew and continues(before.lines[-1], line, 0.0, False):
        before.lines.append(line)
    else:
        notes.append(Draft([line], note=True))


def _notes(page: RawPage, roles: dict[int, Role], body: float) -> set[int]:
    """The footnotes of a page: its last lines, if they are small and what stands above them is not."""
    found: list[int] = []
    for item in reversed(page.items):
        if isinstance(item, TextLine) and id(item) in roles:
            continue
        if isinstance(item, TextLine) and _could_be_note(item, body) and item.y0 > 0.5 * page.frame_height:
            found.append(id(item))
            continue
        return set(found) if isinstance(item, TextLine) or len(found) <= 12 else set()
    return set()


def _could_be_note(line: TextLine, body: float) -> bool:
    """Whether a line is set small, and is no unit line whose table stands on the next page."""
    return is_small(line, body) and not _is_unit_line(line)


def _bind_captions(drafts: list[Draft], body: float) -> None:
    """Take the unit line and the caption right above a table out of the text and bind them to it."""
    gone: set[int] = set()
    for place, draft in enumerate(drafts):
        if draft.table is None:
            continue
        above = [d for d in drafts[max(place - 4, 0) : place] if d.furniture is None and not d.note]
        for candidate in reversed(above[-2:]):
            if candidate.table or len(candidate.lines) != 1 or candidate.contents or id(candidate) in gone:
                break
            line = candidate.lines[0]
            if not _stands_right_above(line, draft.unit or _highest(draft.table)):
                break
            if draft.unit is None and _is_unit_line(line):
                draft.unit = line
            elif draft.caption is None and _is_caption(line, body):
                draft.caption = line
            else:
                break
            gone.add(id(candidate))
    drafts[:] = [draft for draft in drafts if id(draft) not in gone]


def _highest(table: PageTable) -> TextLine:
    """The highest line of the first row; in a tall row the first cell's text may stand far below."""
    first = [cell.lines[0] for cell in table.cells if cell.row == table.cells[0].row]
    return min(first, key=lambda line: (line.page, line.y0))


def _stands_right_above(line: TextLine, below: TextLine) -> bool:
    """Whether only a little white parts two lines, or, for a unit line, a page break."""
    if line.page != below.page:
        return below.page == line.page + 1 and _is_unit_line(line)
    return below.y0 - line.y1 <= 4.5 * line.size


def _is_unit_line(line: TextLine) -> bool:
    return len(line.source) <= 40 and bool(UNIT_LINE.search(line.source))


def _is_caption(line: TextLine, body: float) -> bool:
    """Whether a line is set as a table's title: short, in the middle or numbered as a table, and no heading."""
    text = line.source
    if len(text) > 50 or text.endswith(("。", "；", "：", ":", "，")) or line.size > 1.25 * body:
        return False
    if text.startswith(("表", "Table", "附表")):
        return True
    middle = abs((line.x0 + line.x1) / 2 - (line.left + line.right) / 2) < 1.2 * line.size
    return middle and line.x0 - line.left > 2.5 * line.size and number_style(text) is None


def _finish(drafts: list[Draft], body: float) -> tuple[Block, ...]:
    levels = _heading_levels(drafts, body)
    return tuple(_block(draft, levels) for draft in drafts)


def _heading_levels(drafts: list[Draft], body: float) -> dict[int, int]:
    """The level of every draft that is a heading."""
    found: dict[int, Style] = {}
    for draft in drafts:
        if draft.table or draft.note or draft.contents or draft.furniture or len(draft.lines) > 2:
            continue
        line = draft.lines[0]
        text = line.source if len(draft.lines) == 1 else line.source + draft.lines[1].source
        short = draft.lines[-1].x1 < line.right - 1.5 * line.size
        if looks_like_heading(text, line.size, body, len(draft.lines), short):
            style = number_style(text)
            found[id(draft)] = (style[0] if style else None, line.size)
    return dict(zip(found, nested_levels(list(found.values())), strict=True))


def _block(draft: Draft, levels: dict[int, int]) -> Block:
    if draft.table is not None:
        return _table(draft.table, draft.caption, draft.unit)
    passage = to_passage(draft.lines)
    if draft.furniture:
        return Furniture(passage=passage, role=draft.furniture)
    if draft.contents:
        return Furniture(passage=passage, role="contents")
    level = levels.get(id(draft))
    if level:
        number, title = split_number(passage.text)
        return Heading(passage=passage, level=level, number=number, title=title or passage.text)
    bullet = STARTS_ITEM.match(passage.text)
    if bullet and len(draft.lines[0].source) > bullet.end():
        return ListItem(passage=passage, marker=bullet.group().strip())
    return Paragraph(passage=passage)


def _table(table: PageTable, caption: TextLine | None, unit: TextLine | None) -> Table:
    cells = tuple(
        Cell(
            to_passage(cell.lines) if cell.lines else Passage("", ""),
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            cell.row < table.header_rows,
        )
        for cell in table.cells
    )
    return Table(
        cells=cells,
        rows=table.rows,
        columns=table.columns,
        header_rows=table.header_rows,
        caption=to_passage([caption]) if caption else None,
        unit=to_passage([unit]) if unit else None,
        method=table.method,
    )
