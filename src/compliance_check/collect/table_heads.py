"""What stands at the head of a table whose cells are known: header rows, unit line, caption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compliance_check.collect.tables import CAPTION, UNIT, is_numeric
from compliance_check.model import Block, Cell, Paragraph, Passage

MAX_HEADER_ROWS = 4
LONGEST_CAPTION = 60
SHORT_CAPTION = 30


def header_rows(cells: Iterable[Cell], rows: int) -> int:
    """How many rows at the top name columns: those before the first row that holds a number or a mark for none.

    A table without numbers has one header row (or as many as its first row's cells span). Years count as names.
    """
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    first = by_row.get(0, [])
    if rows < 2 or _is_data(first):
        return 0
    height = max((cell.row_span for cell in first), default=1)
    height = height if height < rows else 1
    data = next((row for row in range(1, rows) if _is_data(by_row.get(row, []))), None)
    if data is None or data > MAX_HEADER_ROWS:
        return height
    while data > height and _is_group_title(by_row.get(data - 1, [])):
        data -= 1
    return data


def mark_headers(cells: Iterable[Cell], rows: int) -> tuple[Cell, ...]:
    """The cells, those in the first `rows` rows marked as headers."""
    return tuple(replace(cell, header=True) if cell.row < rows else cell for cell in cells)


def title_rows(cells: Sequence[Cell], columns: int) -> tuple[Passage | None, Passage | None]:
    """The caption and the unit line that a table holds itself, in top rows of one cell as wide as the table."""
    caption = unit = None
    for row, cell in enumerate(sorted(cells, key=lambda cell: (cell.row, cell.column))):
        if cell.row != row or cell.column_span < columns or columns < 2:
            break
        if unit is None and is_unit_line(cell.text):
            unit = cell.passage
        elif caption is None and cell.text and len(cell.text) <= LONGEST_CAPTION:
            caption = cell.passage
    return caption, unit


def spread(cells: Sequence[Cell], header: int) -> tuple[Cell, ...]:
    """The cells of a format without spans, with headers and labels reaching over the blanks that they stand for.

    An upper header reaches to the right over a blank as long as both stand above other headers (本季度末 above 账面
    and 认可); a label in the first column reaches down over blanks as long as a second label stands beside each.
    """
    texts = {(cell.row, cell.column): cell.text for cell in cells}
    covers = _wider(texts, header) | _higher(texts, header)
    taken = {
        (row + down, column + right)
        for (row, column), (height, width) in covers.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    kept = [cell for cell in cells if (cell.row, cell.column) not in taken]
    return tuple(_covering(cell, covers.get((cell.row, cell.column))) for cell in kept)


def _wider(texts: dict[tuple[int, int], str], header: int) -> dict[tuple[int, int], tuple[int, int]]:
    """The upper headers that reach to the right, with their (rows, columns)."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(header - 1):
        owner: int | None = None
        for column in sorted(c for r, c in texts if r == row):
            below = any(texts.get((lower, column)) for lower in range(row + 1, header))
            if texts[row, column]:
                owner = column if below else None
            elif below and owner is not None:
                found[row, owner] = (1, column - owner + 1)
            else:
                owner = None
    return found


def _higher(texts: dict[tuple[int, int], str], header: int) -> dict[tuple[int, int], tuple[int, int]]:
    """The labels in the first column that reach down, with their (rows, columns)."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    owner: int | None = None
    for row in sorted(r for r, c in texts if c == 0 and r >= header):
        beside = texts.get((row, 1), "")
        labelled = bool(beside) and not is_value(beside)
        if texts[row, 0] or not labelled:
            owner = row if labelled else None
        elif owner is not None:
            found[owner, 0] = (row - owner + 1, 1)
    return found


def _covering(cell: Cell, cover: tuple[int, int] | None) -> Cell:
    return cell if cover is None else replace(cell, row_span=cover[0], column_span=cover[1])


def is_unit_line(text: str) -> bool:
    """Whether a line only says in which unit the amounts of a table are: 单位：人民币万元."""
    return len(text) <= LONGEST_CAPTION and UNIT.fullmatch(text.strip()) is not None


def take_unit_and_caption(
    blocks: list[Block], captioned: Sequence[Passage] = ()
) -> tuple[Passage | None, Passage | None]:
    """Take the unit line and the caption right above a table off the end of `blocks`: (caption, unit).

    captioned: passages that the format itself marks as captions or sets in the middle of the line.
    """
    unit = caption = None
    for _ in range(2):
        last = blocks[-1] if blocks else None
        if not isinstance(last, Paragraph):
            break
        if unit is None and caption is None and is_unit_line(last.passage.text):
            unit = last.passage
        elif caption is None and is_caption(last.passage, captioned, above_unit=unit is not None):
            caption = last.passage
        else:
            break
        blocks.pop()
    return caption, unit


def is_caption(passage: Passage, captioned: Sequence[Passage], above_unit: bool = False) -> bool:
    """Whether a paragraph above a table is its title; a short one above the unit line can be nothing else."""
    text = passage.text
    if not text or len(text) > LONGEST_CAPTION or text.endswith(("。", "；", "：", ":", ".", "，")):
        return False
    if above_unit and len(text) <= SHORT_CAPTION and "，" not in text:
        return True
    return any(passage is other for other in captioned) or bool(CAPTION.fullmatch(text))


def _is_data(cells: Sequence[Cell]) -> bool:
    return any(is_value(cell.text) for cell in cells)


def is_value(text: str) -> bool:
    """Whether a cell holds a number or a mark for none, and no year."""
    return is_numeric(text.strip())


def _is_group_title(cells: Sequence[Cell]) -> bool:
    """A row that names the rows below it: text in the first column alone."""
    filled = [cell for cell in cells if cell.text.strip()]
    return len(filled) == 1 and filled[0].column == 0 and len(cells) > 1
