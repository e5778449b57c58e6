"""The cells of a sheet as they are shown; formulas are read by their cached values."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance_check.collect import archive
from compliance_check.collect.attributes import integer
from compliance_check.collect.passages import Piece
from compliance_check.collect.xlsx_built_in import GENERAL
from compliance_check.collect.xlsx_dates import serial
from compliance_check.collect.xlsx_formats import show
from compliance_check.collect.xlsx_parts import Sheet, Workbook, string, unescaped

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 1_000_000
MAX_CHARACTERS = 100_000_000
"""Of all cells of a sheet: a single long text can be named by any number of cells."""
MARGINS = tuple(which + what for which in ("odd", "even", "first") for what in ("Header", "Footer"))
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell that is not empty.

    text: what is read of it. exact: the stored number in the displayed unit, None for text and dates.
    piece: the text with its raised characters, where it has any.
    """

    text: str
    exact: Decimal | None = None
    piece: Piece | None = None

    @staticmethod
    def of(string: str | Piece) -> Shown:
        """A cell that shows a string."""
        return Shown(string) if isinstance(string, str) else Shown(string.text, piece=string)


@dataclass(slots=True)
class Cells:
    """The cells of a sheet by (row, column) from 0, merged areas (row span, column span), and what is to be said.

    margins: (name of the element, code) of the headers and footers that are printed.
    """

    at: dict[tuple[int, int], Shown] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    failed: list[tuple[int, int]] = field(default_factory=list)
    lost: list[tuple[int, int]] = field(default_factory=list)
    red_only: list[tuple[int, int]] = field(default_factory=list)
    margins: list[tuple[str, str]] = field(default_factory=list)
    characters: int = 0

    def put(self, place: tuple[int, int], shown: Shown) -> None:
        """Enter a cell."""
        self.at[place] = shown
        self.characters += len(shown.text)


def read_cells(workbook: Workbook, sheet: Sheet) -> Cells:
    """The cells of a sheet that show something. Raises UnreadableError for damage and for more than MAX_CELLS."""
    cells = Cells()
    row = -1
    for element in _elements(workbook, sheet):
        name = element.tag.rpartition("}")[2]
        if name == "row":
            row = _row(workbook, element, row, cells)
            element.clear()
            check_size(cells, sheet, workbook.package.where)
        elif name == "mergeCell":
            _merge(element.get("ref", ""), cells)
        elif name in MARGINS and element.text:
            cells.margins.append((name, element.text))
        elif name == "col" and element.get("hidden") in ("1", "true"):
            cells.hidden_columns.append((integer(element.get("min"), 1) - 1, integer(element.get("max"), 1) - 1))
    return cells


def check_size(cells: Cells, sheet: Sheet, where: str) -> None:
    """Raises UnreadableError for a sheet with more than any disclosure holds."""
    count = f"{MAX_CELLS:,}"
    zh, en = f"工作表“{sheet.name}”的单元格超过 {count} 个", f"sheet “{sheet.name}” has more than {count} cells"
    if len(cells.at) <= MAX_CELLS:
        if cells.characters <= MAX_CHARACTERS:
            return
        count = f"{MAX_CHARACTERS:,}"
        zh, en = f"工作表“{sheet.name}”的文字超过 {count} 个字符", f"sheet “{sheet.name}” has over {count} characters"
    raise archive.refuse(where, zh, en, ("请只保留需要检查的工作表", "Keep only the sheets to be checked"))


def _elements(workbook: Workbook, sheet: Sheet) -> Iterator[_Element]:
    from lxml import etree

    data = workbook.package.part(sheet.part) or b""
    tags = ("{*}row", "{*}mergeCell", "{*}col", *(f"{{*}}{name}" for name in MARGINS))
    try:
        stream = etree.iterparse(io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, huge_tree=False)
        for _, element in stream:
            yield element
    except etree.XMLSyntaxError:
        where = f"{workbook.package.where} ({sheet.name})"
        raise archive.refuse(where, "工作表的内容已损坏", "the sheet is damaged") from None


def _row(workbook: Workbook, element: _Element, above: int, cells: Cells) -> int:
    """Read a row; its number from 0. Rows and cells without an address follow the one before."""
    row = integer(element.get("r"), above + 2) - 1
    column = -1
    if element.get("hidden") in ("1", "true"):
        cells.hidden_rows.add(row)
    for cell in element.iterfind("{*}c"):
        place = _place(cell.get("r", ""))
        column = place[1] if place else column + 1
        shown = _show(workbook, cell, (row, column), cells)
        if shown is not None and shown.text:
            cells.put((row, column), shown)
    return row


def _show(workbook: Workbook, cell: _Element, place: tuple[int, int], cells: Cells) -> Shown | None:
    kind, stored = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "inlineStr" and (inline := cell.find("{*}is")) is not None:
        return Shown.of(string(inline))
    if stored is None or (stored == "" and kind == "n"):
        if cell.find("{*}f") is not None:
            cells.uncalculated.append(place)
        return None
    if kind == "s":
        index = integer(stored.strip(), -1)
        if 0 <= index < len(workbook.strings):
            return Shown.of(workbook.strings[index])
        cells.lost.append(place)
        return None
    if kind == "e":
        cells.failed.append(place)
    if kind == "b":
        return Shown("TRUE" if stored.strip() in ("1", "true") else "FALSE")
    if kind == "d":
        stored, kind = serial(stored.strip(), workbook.from_1904) or stored, "n"
    if kind != "n":
        return Shown(unescaped(stored))
    style = integer(cell.get("s"), 0)
    code = workbook.formats[style] if 0 <= style < len(workbook.formats) else GENERAL
    shown = show(stored, code, workbook.from_1904)
    if shown is None:
        return Shown(stored)
    if shown.only_colour:
        cells.red_only.append(place)
    return Shown(shown.text, shown.exact)


def _merge(reference: str, cells: Cells) -> None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last)
    if start and end and start != end and start <= end:
        cells.merged[start] = (end[0] - start[0] + 1, max(end[1] - start[1] + 1, 1))


def _place(reference: str) -> tuple[int, int] | None:
    """(row, column) from 0 of an address like B4."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def address(row: int, column: int) -> str:
    """The address of a cell: (3, 1) is B4."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
