"""The parts of a workbook that its sheets share: their list, the strings, the number formats. See `xlsx_cells`.

Read straight from the XML and not through openpyxl: the stored digits stay exact decimals, and the damaged styles and
names that other programs write stop nothing. Macros are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect import archive
from compliance_check.collect.attributes import character, integer
from compliance_check.collect.passages import Piece
from compliance_check.collect.raised import read_of
from compliance_check.collect.xlsx_built_in import BUILT_IN, GENERAL

if TYPE_CHECKING:
    from lxml.etree import _Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
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
    strings: tuple[str | Piece, ...]
    formats: tuple[str, ...]
    from_1904: bool


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
        tuple(string(item) for item in strings.iterfind("{*}si")) if strings is not None else (),
        _formats(parts.get("styles")),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _sheets(root: _Element, relations: dict[str, tuple[str, str]]) -> Iterator[Sheet]:
    for element in root.iterfind("{*}sheets/{*}sheet"):
        kind, part = relations.get(element.get(RELATION, ""), ("", ""))
        if kind in ("worksheet", "chartsheet"):
            yield Sheet(element.get("name", ""), part, element.get("state", "visible") != "visible")


def _formats(styles: _Element | None) -> tuple[str, ...]:
    """The format code of every cell style."""
    if styles is None:
        return ()
    own = {
        integer(entry.get("numFmtId"), 0): entry.get("formatCode", GENERAL)
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    codes = BUILT_IN | own
    return tuple(codes.get(integer(xf.get("numFmtId"), 0), GENERAL) for xf in styles.iterfind("{*}cellXfs/{*}xf"))


def string(item: _Element) -> str | Piece:
    """A string with or without formatted runs, a piece where some are raised; phonetic guides are left out."""
    texts = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    if len(item) < 2 or item.find("{*}r/{*}rPr/{*}vertAlign[@val='superscript']") is None:
        return unescaped("".join(text.text or "" for text in texts))
    parts = [(unescaped(text.text or ""), _is_raised(text)) for text in texts]
    return Piece("".join(text for text, _ in parts), read=read_of(parts))


def _is_raised(text: _Element) -> bool:
    run = text.getparent()
    return run is not None and run.find("{*}rPr/{*}vertAlign[@val='superscript']") is not None


def unescaped(text: str) -> str:
    """The text of a cell; control characters are written _x000D_ in the file."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: character(int(match[1], 16)), text).replace("\r\n", "\n")
