"""Formulas of Word (OMML, ECMA-376 Part 1, 22.1) in one line: a fraction as a/b, a power as a^b, a root as √(a).

Run together, 12 over 34 would read as 1234, and 10 to the 8th as 108.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from compliance_check.collect.docx_styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIMPLE = re.compile(r"[^\s+\-−–/=×*·÷]*")
_SILENT = {W + name for name in ("del", "moveFrom", "rPr", "delText", "instrText")}


def linear(element: _Element) -> str:
    """The formula in an m:oMath, or in a part of one, in one line."""
    if element.tag in (M + "t", W + "t"):
        return element.text or ""
    if not isinstance(element.tag, str) or element.tag in _SILENT or element.tag.endswith("Pr"):
        return ""
    shape = _SHAPES.get(element.tag.removeprefix(M))
    return shape(element) if shape else "".join(map(linear, element))


def _fraction(element: _Element) -> str:
    return f"{_group(_part(element, 'num'))}/{_group(_part(element, 'den'))}"


def _scripts(element: _Element) -> str:
    base, below, above = _part(element, "e"), _part(element, "sub"), _part(element, "sup")
    below = f"_{below}" if base[-1:].isdigit() and below[:1].isdigit() else below
    return base + below + (f"^{_group(above)}" if above else "")


def _root(element: _Element) -> str:
    return f"{_part(element, 'deg')}√({_part(element, 'e')})"


def _delimited(element: _Element) -> str:
    signs = {"begChr": "(", "sepChr": "|", "endChr": ")"}
    for name in signs:
        sign = element.find(f"{M}dPr/{M}{name}")
        signs[name] = signs[name] if sign is None else sign.get(M + "val", "")
    return signs["begChr"] + signs["sepChr"].join(map(linear, element.iterfind(M + "e"))) + signs["endChr"]


def _sum(element: _Element) -> str:
    sign = element.find(f"{M}naryPr/{M}chr")
    bounds = "".join(f"{mark}({part})" for mark, name in (("_", "sub"), ("^", "sup")) if (part := _part(element, name)))
    return f"{'∫' if sign is None else sign.get(M + 'val', '')}{bounds} {_part(element, 'e')}"


def _rows(element: _Element) -> str:
    rows = element.findall(M + "mr")
    return "; ".join(", ".join(map(linear, row.iterfind(M + "e"))) for row in rows)


def _lines(element: _Element) -> str:
    return "; ".join(map(linear, element.iterfind(M + "e")))


def _part(element: _Element, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else "".join(map(linear, part)).strip()


def _group(text: str) -> str:
    return (
        text if _SIMPLE.fullmatch(text) or (text.startswith("(") and text.find(")") == len(text) - 1) else f"({text})"
    )


_SHAPES: dict[str, Callable[[_Element], str]] = {
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "rad": _root,
    "d": _delimited,
    "nary": _sum,
    "m": _rows,
    "eqArr": _lines,
}
