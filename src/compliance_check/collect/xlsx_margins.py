"""Headers and footers of the printed sheet (ECMA-376 Part 1, 18.3.1.46): three parts each, codes among the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from compliance_check.collect.passages import Piece, compose
from compliance_check.collect.xlsx_cells import Cells
from compliance_check.model import Furniture

_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|(?P<other>.))', re.DOTALL)
_PARTS = {"L": "left", "C": "centre", "R": "right"}


def margins(cells: Cells, prefix: str) -> Iterator[Furniture]:
    """The texts above and below the printed sheet; page numbers, dates and the like that Excel puts in are left out."""
    seen: set[str] = set()
    for name, code in cells.margins:
        role: Literal["header", "footer"] = "header" if name.endswith("Header") else "footer"
        for part, text in _texts(code):
            passage = compose([Piece(text)], f"{prefix}!{name}/{part}")
            if passage.text and passage.text not in seen:
                seen.add(passage.text)
                yield Furniture(passage=passage, role=role)


def _texts(code: str) -> Iterator[tuple[str, str]]:
    """(part, text) of a header; what stands before the first mark of a part is in the middle."""
    part, text, end = "centre", "", 0
    for match in _CODE.finditer(code):
        text += code[end : match.start()]
        end = match.end()
        other = match["other"] or ""
        if other in _PARTS and other:
            yield part, text
            part, text = _PARTS[other], ""
        elif other == "&":
            text += "&"
    yield part, text + code[end:]
