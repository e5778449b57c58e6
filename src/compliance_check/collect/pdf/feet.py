"""Tables of which the foot of a page holds too little to look like one: the header, or it and a row or two.

What the next page begins with tells them: the same header again, or rows that want one, in the same columns.
"""

from __future__ import annotations

from array import array
from itertools import pairwise

from compliance_check.collect.pdf.furniture import Role
from compliance_check.collect.pdf.gutters import Columns
from compliance_check.collect.pdf.headers import read_header
from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.numerals import YEAR, is_number
from compliance_check.collect.pdf.pieces import part_of, pieces_of
from compliance_check.collect.pdf.raw import PageCell, PageTable, RawPage
from compliance_check.collect.pdf.repeats import (
    ASIDE,
    Part,
    lines_of,
    page_shift,
    part_under,
    repeated_part,
    same_columns,
)
from compliance_check.collect.pdf.rows import UNIT_LINE, describe
from compliance_check.collect.pdf.words import Word

MOST_LINES = 12  # of a header and the rows below it, where they are no table on their own
WRAP_GAP = 0.45  # of the type size between the lines of one label
ROW_GAP = 3.0  # type sizes of white: more ends a table
NAMED = 0.6  # of the columns have a label of their own


def find_feet(pages: list[RawPage], roles: dict[int, Role]) -> None:
    """Make tables of the lines at the feet of pages that begin the tables at the top of the next ones."""
    for upper, lower in pairwise(pages):
        first = next((k for k, item in enumerate(lower.items) if id(item) not in roles), None)
        last = next((k for k in range(len(upper.items) - 1, -1, -1) if id(upper.items[k]) not in roles), None)
        if first is None or last is None:
            continue
        _complete_name(lower.items, first)
        above, below = upper.items[last], lower.items[first]
        if not isinstance(below, PageTable) or below.method != "borderless":
            continue
        if isinstance(above, TextLine):
            _find_foot(upper, below, roles)
        elif above.method == "borderless" and not below.header_rows and above.columns < below.columns:
            foot = _foot(lines_of(above)[-MOST_LINES:], below) if above.rows <= MOST_LINES else None
            upper.items[last] = foot[0] if foot else above
        elif above.method == "borderless":
            upper.items[last], lower.items[first] = same_columns(above, below)


def _complete_name(items: list[TextLine | PageTable], first: int) -> None:
    """Give the name of the first row of a table that wants a header its first lines, which stand above all values.

    first: the place of the first line of the page among its `items`.
    """
    count = next((k for k, item in enumerate(items[first:]) if isinstance(item, PageTable)), 0)
    table = items[first + count]
    if not isinstance(table, PageTable) or table.method != "borderless" or table.header_rows:
        return
    name = next((cell for cell in table.cells if cell.row == cell.column == 0), None)
    right = min((cell.lines[0].x0 for cell in table.cells if cell.column), default=0.0)
    for place in range(first + count - 1, first - 1, -1):
        line = items[place]
        if name is None or not isinstance(line, TextLine) or not _begins(line, name.lines[0], right):
            break
        name.lines = [line, *name.lines]
        del items[place]


def _begins(line: TextLine, below: TextLine, right: float) -> bool:
    """Whether a name in the first column goes on below: close, from the same left or around the same middle."""
    aside = min(abs(line.x0 - below.x0), abs(line.x0 + line.x1 - below.x0 - below.x1) / 2)
    near = line.y0 < below.y0 and below.y0 - line.y1 < WRAP_GAP * line.size
    return near and aside < ASIDE and line.x1 < right and not is_number(below.source)


def _find_foot(page: RawPage, table: PageTable, roles: dict[int, Role]) -> None:
    """Make a table of the lines at the foot of `page` that begin the `table` of the next one."""
    foot = _foot(_last_lines(page, roles), table)
    if foot is not None:
        taken = {id(line) for line in foot[1]}
        place = next(place for place, item in enumerate(page.items) if id(item) in taken)
        after = [item for item in page.items[place:] if id(item) not in taken]
        page.items[place:] = [foot[0], *after]


def _last_lines(page: RawPage, roles: dict[int, Role]) -> list[TextLine]:
    """The last lines of a page that may belong to one table, from top to bottom."""
    lines: list[TextLine] = []
    for item in reversed(page.items):
        if id(item) in roles:
            continue
        if isinstance(item, PageTable) or item.edges is None or UNIT_LINE.search(item.source):
            break
        if len(lines) == MOST_LINES or (lines and lines[0].y0 - item.y1 > ROW_GAP * item.size):
            break
        lines.insert(0, item)
    return lines


def _foot(lines: list[TextLine], table: PageTable) -> Part | None:
    """What of `table` the last of `lines` hold: its header, which it repeats or wants, and the rows below."""
    if table.header_rows:
        return next(filter(None, (repeated_part(lines[k:], table) for k in range(len(lines)))), None)
    shift = page_shift(lines, [cell for cell in table.cells if cell.column == 0])
    xs = [x + shift for x in table.xs]
    body = _body_start(lines, xs)
    start = _header_start(lines, body, xs)
    if start == body:
        return None
    header, rows = _named(lines[start:body], table, shift, bool(lines[body:]))
    return part_under(header, rows, lines[start:], body - start, xs) if header else None


def _body_start(lines: list[TextLine], xs: list[float]) -> int:
    """The first of the last lines that are rows of values in the columns, or names among them."""
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        pieces = pieces_of(lines[place], xs, lines[place].size)
        values = [is_number(piece.source) and not YEAR.fullmatch(piece.source) for column, piece in pieces if column]
        if pieces and values and all(values):
            start = place
        elif not pieces or values:
            break
    return start


def _header_start(lines: list[TextLine], body: int, xs: list[float]) -> int:
    """The first of the lines right above `body` that name the columns."""
    start = body
    for place in range(body - 1, -1, -1):
        line = lines[place]
        words = [word for word, _ in _words(line)]
        within = xs[0] - line.size <= line.x0 and line.x1 <= xs[-1] + line.size
        named = any(is_number(word.text) and not YEAR.fullmatch(word.text) for word in words)
        if not within or named or line.source.endswith(("。", "；", "，", "：", ":")):
            break
        row = describe(words)
        wraps = start < body and lines[start].y0 - line.y1 < WRAP_GAP * line.size and line.x0 > xs[1]
        if not row.tabular and not wraps:
            break
        start = place
    return start


def _named(lines: list[TextLine], table: PageTable, shift: float, sure: bool) -> tuple[list[PageCell], int]:
    """The cells of a header that `lines` hold, and its number of rows; nothing unless it names most columns, or all of
    them but the first where no row below makes it `sure`."""
    parts = [pair for line in lines for pair in _words(line)]
    words = [Word(w.text, w.x0, w.y0, w.x1, w.y1, place, place + 1) for place, (w, _) in enumerate(parts)]
    columns = Columns([x + shift for x in table.xs], [])
    columns.extents = _extents(table, shift)
    texts = {cell.column for cell in table.cells if not is_number(cell.text)}
    first = next(k for k in range(len(columns) + 1) if k and k not in texts)
    labels = read_header(words, columns, [], lines[0].size, first)
    lowest = {k for one in labels if one.first == one.last for k in (one.first,)}
    if not sure and any("：" in word.text for word in words):
        return [], 0  # who signs, or who can be asked
    if len(lowest) < (NAMED * len(columns) if sure else len(columns) - 1):
        return [], 0
    cells = [
        PageCell(
            one.level,
            one.first,
            one.levels,
            one.last - one.first + 1,
            [parts[w.start][1] for ws in one.lines for w in ws],
        )
        for one in labels
    ]
    return cells, max(one.level + one.levels for one in labels)


def _extents(table: PageTable, shift: float) -> list[tuple[float, float]]:
    """What the body fills of each column."""
    extents = []
    for column, border in enumerate(pairwise(table.xs)):
        lines = [line for cell in table.cells if cell.column == column and cell.column_span == 1 for line in cell.lines]
        x0, x1 = (min(line.x0 for line in lines), max(line.x1 for line in lines)) if lines else border
        extents.append((x0 + shift, x1 + shift))
    return extents


def _words(line: TextLine) -> list[tuple[Word, TextLine]]:
    """The words of a line, and each as a part of it."""
    lefts, start, found = array("f", line.edges or b""), 0, []
    for text in line.source.split(" "):
        if text:
            part = part_of(line, lefts, start, start + len(text))
            found.append((Word(text, part.x0, part.y0, part.x1, part.y1, 0, 0), part))
        start += len(text) + 1
    return found
