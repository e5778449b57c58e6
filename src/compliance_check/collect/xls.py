"""Workbooks of the old format (.xls), read by xlrd where that optional library is installed.

The cells end in the same form as those of an .xlsx. Formulas are read by their cached values; the format does not tell
whether a value was cached.
"""

from __future__ import annotations

from typing import Any

from compliance_check.collect import archive, refusals
from compliance_check.collect.passages import Piece
from compliance_check.collect.raised import read_of
from compliance_check.collect.source import Source
from compliance_check.collect.xls_objects import notes_on_objects
from compliance_check.collect.xlsx import document_of
from compliance_check.collect.xlsx_built_in import BUILT_IN, GENERAL
from compliance_check.collect.xlsx_cells import Cells, Shown, check_size
from compliance_check.collect.xlsx_formats import show
from compliance_check.collect.xlsx_parts import Sheet
from compliance_check.model import Document

TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5
"""The kinds of cells, as xlrd numbers them."""
SUPERSCRIPT = 1
_SYSTEM_DATES = (14, 22)
_SHOWN = {TEXT, NUMBER, DATE, BOOLEAN, ERROR}


def read(source: Source) -> Document:
    """The document in an .xls file. Raises UnreadableError if it is damaged, encrypted or too large."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=source.data, formatting_info=True, ragged_rows=True, logfile=_Silence())
        sheets = [(_sheet(sheet), _cells(book, sheet)) for sheet in book.sheets() if sheet.nrows * sheet.ncols]
    except Exception as error:  # xlrd lets through whatever goes wrong: struct.error, AssertionError, TypeError ...
        if isinstance(error, xlrd.XLRDError) and "encrypted" in str(error).lower():
            raise refusals.encrypted(source.path) from None
        raise archive.refuse(
            source.path, "文件已损坏，或不是 .xls 文件", "the file is damaged, or no .xls file"
        ) from None
    for sheet, cells in sheets:
        check_size(cells, sheet, source.path)
    document = document_of(source, sheets)
    return document.model_copy(update={"notes": (*document.notes, *notes_on_objects(source.data))})


class _Silence:
    """Takes the messages that xlrd would print."""

    def write(self, text: str) -> None:
        """Nothing is shown."""

    def flush(self) -> None:
        """Nothing is kept back."""


def _sheet(sheet: Any) -> Sheet:
    return Sheet(sheet.name, "", sheet.visibility != 0)


def _cells(book: Any, sheet: Any) -> Cells:
    cells = Cells()
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in _SHOWN:  # of blank cells with a format there can be millions
                continue
            runs = sheet.rich_text_runlist_map.get((row, column))
            shown = _show(book, sheet.cell(row, column), (row, column), cells)
            shown = Shown.of(_string(book, shown.text, runs)) if shown and runs else shown
            if shown is not None and shown.text:
                cells.put((row, column), shown)
    for top, bottom, left, right in sheet.merged_cells:
        cells.merged[top, left] = (bottom - top, right - left)
    cells.hidden_rows.update(row for row, entry in sheet.rowinfo_map.items() if entry.hidden)
    cells.hidden_columns.extend((column, column) for column, entry in sheet.colinfo_map.items() if entry.hidden)
    return cells


def _string(book: Any, text: str, runs: list[tuple[int, int]]) -> str | Piece:
    """A text whose letters change; runs: (place, number of the letters) from which on they do."""
    places = [0, *(place for place, _ in runs), len(text)]
    fonts = [None, *(book.font_list[font] if font < len(book.font_list) else None for _, font in runs)]
    raised = [font is not None and font.escapement == SUPERSCRIPT for font in fonts]
    parts = [(text[a:b], up) for a, b, up in zip(places[:-1], places[1:], raised, strict=True)]
    whole = "".join(part for part, _ in parts) == text  # a damaged file may name any places
    return Piece(text, read=read_of(parts)) if whole else text


def _show(book: Any, cell: Any, place: tuple[int, int], cells: Cells) -> Shown | None:
    if cell.ctype == TEXT:
        return Shown(str(cell.value))
    if cell.ctype == BOOLEAN:
        return Shown("TRUE" if cell.value else "FALSE")
    if cell.ctype == ERROR:
        from xlrd.biffh import error_text_from_code

        cells.failed.append(place)
        return Shown(error_text_from_code.get(cell.value, "#ERR"))
    if cell.ctype not in (NUMBER, DATE):
        return None
    shown = show(repr(cell.value), _code(book, cell), book.datemode == 1)
    if shown is None:
        return Shown(repr(cell.value))
    if shown.only_colour:
        cells.red_only.append(place)
    return Shown(shown.text, shown.exact)


def _code(book: Any, cell: Any) -> str:
    """The format code of a cell. xlrd shows the formats of numbers alone as an American Excel does, or not at all."""
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return GENERAL
    key = book.xf_list[cell.xf_index].format_key
    entry = book.format_map.get(key)
    code = entry.format_str if entry else None
    return BUILT_IN.get(key, GENERAL) if code is None or key in _SYSTEM_DATES else str(code)
