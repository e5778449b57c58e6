"""HTML tables: cells laid out by the algorithm of the standard (HTML, section 4.9.12), layout tables told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from compliance_check.collect import table_heads
from compliance_check.collect.attributes import integer
from compliance_check.collect.html_text import Text, gather, is_hidden
from compliance_check.model import Cell, Passage, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMN_SPAN = 1000
MAX_ROW_SPAN = 65_534
MAX_CELLS = 1_000_000
"""Places covered by the cells of one table; more is no disclosure."""
_GROUPS = ("thead", "tbody", "tfoot")


def is_layout(element: _Element) -> bool:
    """Whether a table only places things on the page: it says so, has one cell, or holds tables or headings."""
    if element.get("role") in ("presentation", "none"):
        return True
    cells = list(element.iter("td", "th"))
    return len(cells) <= 1 or next(element.iterdescendants("table", "h1", "h2", "h3"), None) is not None


def read_table(element: _Element, path: Callable[[_Element], str]) -> Table | None:
    """The table of an element, None if it shows nothing or is larger than any table."""
    rows = list(_rows(element))
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, (line, last) in enumerate(rows):
        column = 0
        for child in line:
            if child.tag not in ("td", "th") or is_hidden(child):
                continue
            while (row, column) in taken:
                column += 1
            height, width = _span(child, "rowspan", MAX_ROW_SPAN), _span(child, "colspan", MAX_COLUMN_SPAN) or 1
            height = last - row + 1 if height == 0 else min(height, last - row + 1)
            taken.update((r, c) for r in range(row, row + height) for c in range(column, column + width))
            if len(taken) > MAX_CELLS:
                return None
            cells.append(Cell(_passage(child, path), row, column, height, width))
            column += width
    if not any(cell.text for cell in cells):
        return None
    header = _declared_header(rows) or table_heads.header_rows(cells, len(rows))
    columns = max(cell.column + cell.column_span for cell in cells)
    caption, unit = table_heads.title_rows(cells, columns)
    return Table(
        cells=table_heads.mark_headers(cells, header),
        rows=len(rows),
        columns=columns,
        header_rows=header,
        caption=_caption(element, path) or caption,
        unit=unit,
    )


def _rows(element: _Element) -> Iterator[tuple[_Element, int]]:
    """The rows in the order they are shown (a tfoot last), each with the last row that its cells may reach."""
    groups: list[list[_Element]] = []
    feet: list[list[_Element]] = []
    loose: list[_Element] = []
    for child in element:
        if child.tag == "tr" and not is_hidden(child):
            if not loose:
                groups.append(loose)
            loose.append(child)
        elif child.tag in _GROUPS and not is_hidden(child):
            loose = []
            rows = [row for row in child if row.tag == "tr" and not is_hidden(row)]
            (feet if child.tag == "tfoot" else groups).append(rows)
    end = -1
    for group in (*groups, *feet):
        end += len(group)
        for row in group:
            yield row, end


def _declared_header(rows: list[tuple[_Element, int]]) -> int:
    """The rows at the top that are in a thead or hold nothing but th."""
    count = 0
    for row, _ in rows:
        parent = row.getparent()
        cells = [cell.tag for cell in row if cell.tag in ("td", "th")]
        if not (cells and (set(cells) == {"th"} or (parent is not None and parent.tag == "thead"))):
            break
        count += 1
    return count if count < len(rows) else 0


def _passage(cell: _Element, path: Callable[[_Element], str]) -> Passage:
    text = Text()
    gather(cell, text)
    return text.passage(path(cell), tight=True)


def _caption(element: _Element, path: Callable[[_Element], str]) -> Passage | None:
    found = element.find("caption")
    if found is None or is_hidden(found):
        return None
    passage = _passage(found, path)
    return passage if passage.text else None


def _span(cell: _Element, name: str, most: int) -> int:
    return min(integer(cell.get(name), 1), most)
