"""The structure of a table: which cells are labels, which head columns, which hold numbers; and each number's words.

Nothing here depends on a layout known beforehand. A column is a label column when most of its body is text; a number's
label is the nearest label column to its left, so that two tables set side by side (项目 金额 项目 金额) read as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from compliance_check.extract import numbers, units
from compliance_check.extract.numbers import Quantity
from compliance_check.extract.units import Unit
from compliance_check.model import Cell, Table

_INDEX_HEAD = re.compile(r"^(?:序\s*号|行\s*次|编\s*号|项次|No\.?|#)$", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"^(?:计量|计算)?\s*单\s*位$|^[Uu]nits?$")
_NOTE_HEAD = re.compile(r"^附\s*注(?:号|编号|序号)?$|^注\s*释(?:号)?$|^[Nn]otes?$")
"""Heads the column that refers to the notes (七、1): its entries name no row."""

_NOTE = re.compile(r"^[（(]?(?:附注|注释)?\s*[一二三四五六七八九十]{1,3}\s*[、.．]?\s*[（(]?\d{1,3}(?:\.\d+)*[)）]?$")
"""Such a reference itself, where its column has lost its header."""

_SUM = re.compile(r"^(?:合\s*计|总\s*计)")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\*?$")


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A cell that holds a number (or a mark for none), with the words that say what it is.

    index: of the cell in `Table.cells`. labels: row labels, outermost first. headers: column headers, topmost first.
    row_unit: the entry of a column headed 单位, if the table has one.
    number: the row's own, from a column that numbers the rows.
    """

    index: int
    cell: Cell
    quantity: Quantity | None
    labels: tuple[str, ...]
    headers: tuple[str, ...]
    row_unit: Unit | None = None
    number: str = ""

    @property
    def label(self) -> str:
        """The innermost row label as printed."""
        return self.labels[-1] if self.labels else ""


@dataclass(frozen=True)
class Grid:
    """A table laid out: the index of the cell that covers each (row, column)."""

    table: Table
    at: dict[tuple[int, int], int] = field(default_factory=dict)

    @staticmethod
    def of(table: Table) -> Grid:
        """Lay out a table; a cell covers its whole span."""
        at: dict[tuple[int, int], int] = {}
        for index, cell in enumerate(table.cells):
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    at.setdefault((row, column), index)
        return Grid(table, at)

    def text(self, row: int, column: int) -> str:
        """The text at (row, column), "" where no cell is."""
        index = self.at.get((row, column))
        return "" if index is None else self.table.cells[index].text.strip()

    @cached_property
    def quantities(self) -> dict[int, Quantity]:
        """The cells that hold nothing but a number."""
        found = {}
        for index, cell in enumerate(self.table.cells):
            if any(character.isdigit() for character in cell.text) and (quantity := numbers.cell(cell.text)):
                found[index] = quantity
        return found

    def numeric(self, row: int, column: int) -> bool:
        """Whether a number stands at (row, column); a bare year is a heading, not a number."""
        index = self.at.get((row, column))
        return index in self.quantities and not _YEAR.match(self.text(row, column))

    @cached_property
    def header_rows(self) -> int:
        """How many rows at the top head the columns: as marked, else those before the first row with a number."""
        if self.table.header_rows:
            return self.table.header_rows
        for row in range(min(self.table.rows, 4)):
            if any(self.numeric(row, column) for column in range(1, self.table.columns)):
                return row
        return 0 if self.table.rows < 2 else 1

    def body(self) -> range:
        """The rows below the header."""
        return range(self.header_rows, self.table.rows)

    @cached_property
    def label_columns(self) -> tuple[bool, ...]:
        """For each column, whether it names the rows: more text than numbers, or running numbers."""
        return tuple(self._is_label_column(column) for column in range(self.table.columns))

    def _is_label_column(self, column: int) -> bool:
        if self.is_index_column(column):
            return True
        texts = [text for row in self.body() if (text := self.text(row, column)) and not numbers.NO_VALUE.match(text)]
        counted = sum(
            bool(numbers.cell(text)) and not _YEAR.match(text) if any(map(str.isdigit, text)) else False
            for text in texts
        )
        if not texts:
            return False
        return counted * 2 < len(texts) or (column == 0 and counted * 2 == len(texts))

    def is_index_column(self, column: int) -> bool:
        """Whether the column only numbers the rows (序号, 行次)."""
        return column in self._index_columns

    @cached_property
    def _index_columns(self) -> frozenset[int]:
        return frozenset(column for column in range(self.table.columns) if self._numbers_rows(column))

    def _numbers_rows(self, column: int) -> bool:
        heads = [self.text(row, column) for row in range(self.header_rows)]
        if any(_INDEX_HEAD.match(head) for head in heads):
            return True
        if column != 0 or self.table.columns < 3:
            return False
        texts = [text for row in self.body() if (text := self.text(row, column))]
        return len(texts) >= 2 and all(_NUMBERING.match(text) for text in texts) and texts[0] in ("1", "1.")

    def labels_of(self, row: int, column: int) -> tuple[str, ...]:
        """The row labels of a number: the run of label columns nearest to its left (or, failing that, to its right)."""
        run: list[int] = []
        for candidate in range(column - 1, -1, -1):
            if self.label_columns[candidate]:
                run.append(candidate)
            elif run:
                break
        texts: list[str] = []
        for place, candidate in enumerate(reversed(run), 1):
            text = self.text(row, candidate) or self._group_of(row, candidate, list(reversed(run))[place:])
            head = self.text(self.header_rows - 1, candidate) if self.header_rows else ""
            aside = self.is_index_column(candidate) or _UNIT_HEAD.match(head) or _NOTE_HEAD.match(head)
            if text and not aside and not _NOTE.match(text) and text not in texts[-1:]:
                texts.append(text)
        return tuple(texts)

    def _group_of(self, row: int, column: int, inner: list[int]) -> str:
        """The name of the group that a row without one in this column belongs to: the last one above, as printed once
        for all rows of the group; "" where nothing names the row itself in the `inner` columns."""
        own = next((text for other in inner if (text := self.text(row, other))), "")
        if not own or _SUM.match(own) or self.is_index_column(column):
            return ""
        for place in range(row - 1, self.header_rows - 1, -1):
            if text := self.text(place, column):
                return text
        return ""

    def number_of(self, row: int) -> str:
        """The row number printed in a column of its own, "" without one."""
        column = next((c for c in range(self.table.columns) if self.is_index_column(c)), None)
        return "" if column is None else self.text(row, column)

    def headers_of(self, column: int, row: int | None = None) -> tuple[str, ...]:
        """The column's headers from the top, repeated texts of merged cells once; the table's own title is none.

        row: of the number that they head; below a row that names the columns anew that row counts.
        """
        anew = [place for place in self.renaming_rows if row is not None and place < row][-1:]
        texts: list[str] = []
        for place in anew or range(self.title_rows, self.header_rows):
            text = self.text(place, column)
            if text and text not in texts[-1:]:
                texts.append(text)
        return tuple(texts)

    @cached_property
    def renaming_rows(self) -> tuple[int, ...]:
        """The rows of the body that name the columns anew: under 2024年 and 2023年, say, 2024年末 and 2023年末."""
        values = [column for column, is_label in enumerate(self.label_columns) if column and not is_label]
        return tuple(row for row in self.body() if len(values) > 1 and self._renames(row, values))

    def _renames(self, row: int, values: list[int]) -> bool:
        texts = [self.text(row, column) for column in values]
        if not all(texts) or len({self.at[row, column] for column in values}) < len(values):
            return False
        if any(self.numeric(row, column) for column in values) or any(map(numbers.NO_VALUE.match, texts)):
            return False
        above = [self.text(self.header_rows - 1, column) for column in values]
        below = row + 1 < self.table.rows and any(self.numeric(row + 1, column) for column in values)
        return below and texts != above and len(set(texts)) == len(texts)

    @cached_property
    def title_rows(self) -> int:
        """How many rows at the top are one cell as wide as the table: its title or its unit line."""
        for row in range(self.header_rows):
            index = self.at.get((row, 0))
            if index is None or self.table.cells[index].column_span < self.table.columns or self.table.columns < 2:
                return row
        return self.header_rows

    @cached_property
    def unit_column(self) -> int | None:
        """The column headed 单位, whose entries are the units of the rows."""
        for column in range(self.table.columns):
            if any(_UNIT_HEAD.match(self.text(row, column)) for row in range(self.header_rows)):
                return column
        return None


def number_cells(table: Table) -> Iterator[NumberCell]:
    """Every number and every mark for "no value" in the body of a table, with its row labels and column headers."""
    grid = Grid.of(table)
    for index, cell in enumerate(table.cells):
        if cell.row < grid.header_rows or cell.column >= len(grid.label_columns):
            continue
        quantity = grid.quantities.get(index)
        blank = quantity is None and bool(numbers.NO_VALUE.match(cell.text))
        if not (quantity or blank) or grid.is_index_column(cell.column):
            continue
        labels = grid.labels_of(cell.row, cell.column)
        headers = grid.headers_of(cell.column, cell.row)
        if (not labels and (blank or not headers)) or _is_label(grid, cell, quantity):
            continue
        unit_text = "" if grid.unit_column is None else grid.text(cell.row, grid.unit_column)
        yield NumberCell(
            index,
            cell,
            quantity,
            labels,
            headers,
            units.named(unit_text) if unit_text else None,
            grid.number_of(cell.row),
        )


def _is_label(grid: Grid, cell: Cell, quantity: Quantity | None) -> bool:
    """A bare year or running number in a label column names the row."""
    if not grid.label_columns[cell.column]:
        return False
    return quantity is None or quantity.unit is None
