"""The parts of a workbook: its sheets, shared strings, number formats, and the cells of a sheet as they are shown.

Read straight from the XML and not through openpyxl: the stored digits stay exact decimals, and the damaged styles and
names that other programs write stop nothing. Macros are never looked at; formulas are read by their cached values.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance_check.collect import archive
from compliance_check.collect.xlsx_formats import BUILT_IN, GENERAL, show

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 1_000_000
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: its name, the part it is in, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share."""

    package: archive.Package
    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell that is not empty. exact: the stored number in the displayed unit, None for text and dates."""

    text: str
    exact: Decimal | None = None


@dataclass(slots=True)
class Cells:
    """The cells of a sheet by (row, column) from 0, merged areas (row span, column span), and what is to be said."""

    at: dict[tuple[int, int], Shown] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    failed: list[tuple[int, int]] = field(default_factory=list)
    red_only: list[tuple[int, int]] = field(default_factory=list)


def read_workbook(data: bytes, where: str) -> Workbook:
    """The workbook in an .xlsx or .xlsm file. Raises UnreadableError if it is damaged, encrypted or no workbook."""
    package = archive.open_package(data, where)
    mains = [part for kind, part in package.relations("").values() if kind == "officeDocument"]
    main = mains[0] if mains else "xl/workbook.xml"
    root = package.xml(main)
    relations = package.relations(main)
    sheets = tuple(_sheets(root, relations)) if root is not None else ()
    if root is None or not sheets:
        raise archive.refuse(where, "不是 Excel 工作簿", "it is not an Excel workbook")
    properties = root.find("{*}workbookPr")
    parts = {kind: package.xml(part) for kind, part in relations.values() if kind in ("sharedStrings", "styles")}
    strings = parts.get("sharedStrings")
    return Workbook(
        package,
        sheets,
        tuple(_string(item) for item in strings.iterfind("{*}si")) if strings is not None else (),
        _formats(parts.get("styles")),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def read_cells(workbook: Workbook, sheet: Sheet) -> Cells:
    """The cells of a sheet that show something. Raises UnreadableError for damage and for more than MAX_CELLS."""
    cells = Cells()
    row = -1
    for element in _elements(workbook, sheet):
        name = element.tag.rpartition("}")[2]
        if name == "row":
            row = _row(workbook, element, row, cells)
            element.clear()
            if len(cells.at) > MAX_CELLS:
                count = f"{MAX_CELLS:,}"
                zh, en = (
                    f"工作表“{sheet.name}”的单元格超过 {count} 个",
                    f"sheet “{sheet.name}” has more than {count} cells",
                )
                todo = "请只保留需要检查的工作表", "Keep only the sheets to be checked"
                raise archive.refuse(workbook.package.where, zh, en, todo)
        elif name == "mergeCell":
            _merge(element.get("ref", ""), cells)
        elif name == "col" and element.get("hidden") in ("1", "true"):
            cells.hidden_columns.append((_integer(element.get("min"), 1) - 1, _integer(element.get("max"), 1) - 1))
    return cells


def _elements(workbook: Workbook, sheet: Sheet) -> Iterator[_Element]:
    from lxml import etree

    data = workbook.package.part(sheet.part) or b""
    tags = ("{*}row", "{*}mergeCell", "{*}col")
    try:
        stream = etree.iterparse(io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, huge_tree=False)
        for _, element in stream:
            yield element
    except etree.XMLSyntaxError:
        where = f"{workbook.package.where} ({sheet.name})"
        raise archive.refuse(where, "工作表的内容已损坏", "the sheet is damaged") from None


def _row(workbook: Workbook, element: _Element, above: int, cells: Cells) -> int:
    """Read a row; its number from 0. Rows and cells without an address follow the one before."""
    row = _integer(element.get("r"), above + 2) - 1
    column = -1
    if element.get("hidden") in ("1", "true"):
        cells.hidden_rows.add(row)
    for cell in element.iterfind("{*}c"):
        place = _place(cell.get("r", ""))
        column = place[1] if place else column + 1
        shown = _show(workbook, cell, (row, column), cells)
        if shown is not None and shown.text:
            cells.at[row, column] = shown
    return row


def _show(workbook: Workbook, cell: _Element, place: tuple[int, int], cells: Cells) -> Shown | None:
    kind, stored = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return None if inline is None else Shown(_string(inline))
    if stored is None or (stored == "" and kind == "n"):
        if cell.find("{*}f") is not None:
            cells.uncalculated.append(place)
        return None
    if kind == "s":
        index = _integer(stored, -1)
        return Shown(workbook.strings[index]) if 0 <= index < len(workbook.strings) else None
    if kind == "e":
        cells.failed.append(place)
    if kind == "b":
        return Shown("TRUE" if stored == "1" else "FALSE")
    if kind != "n":
        return Shown(_unescaped(stored))
    style = _integer(cell.get("s"), 0)
    code = workbook.formats[style] if 0 <= style < len(workbook.formats) else GENERAL
    shown = show(stored, code, workbook.from_1904)
    if shown is None:
        return Shown(stored)
    if shown.only_colour:
        cells.red_only.append(place)
    return Shown(shown.text, shown.exact)


def _sheets(root: _Element, relations: dict[str, tuple[str, str]]) -> Iterator[Sheet]:
    for element in root.iterfind("{*}sheets/{*}sheet"):
        kind, part = relations.get(element.get(RELATION, ""), ("", ""))
        if kind == "worksheet":
            yield Sheet(element.get("name", ""), part, element.get("state", "visible") != "visible")


def _formats(styles: _Element | None) -> tuple[str, ...]:
    """The format code of every cell style."""
    if styles is None:
        return ()
    own = {
        _integer(entry.get("numFmtId"), 0): entry.get("formatCode", GENERAL)
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    codes = BUILT_IN | own
    return tuple(codes.get(_integer(xf.get("numFmtId"), 0), GENERAL) for xf in styles.iterfind("{*}cellXfs/{*}xf"))


def _string(item: _Element) -> str:
    """A string with or without formatted runs; phonetic guides are left out."""
    texts = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    return _unescaped("".join(text.text or "" for text in texts))


def _unescaped(text: str) -> str:
    """Control characters are written _x000D_ in the file."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n") if "_x" in text else text


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


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default
