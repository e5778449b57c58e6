"""Running headers, footers and page numbers: what comes back at the same height on page after page."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.raw import RawPage

Role = Literal["header", "footer", "page_number", "note"]

MARGIN = 0.13  # of the page's height, at its top and bottom
EDGE_LINES = 3  # lines from the edge that may be furniture
SHARE = 0.25  # of the pages
APART = 1.0  # type sizes of white between a running header and the text
PAGE_NUMBER = re.compile(
    r"[-—–\s·|]*(?:第\s*)?(?:\d{1,5}|[ivxlcIVXLC]{1,7})(?:\s*页)?(?:[\s,，/／|]*(?:共|of|之)?\s*\d{1,5}\s*页?)?[-—–\s·|]*"
    r"|(?:Page|P\.)\s*\d{1,5}(?:\s*(?:of|/)\s*\d{1,5})?",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+|\s+")


def find_furniture(pages: list[RawPage]) -> dict[int, Role]:
    """The id of every line that is furniture, and its role."""
    edges = [(page, *_edge_lines(page)) for page in pages]
    seen: Counter[tuple[str, str, int]] = Counter()
    for page, top, bottom in edges:
        for name, lines in (("header", top), ("footer", bottom)):
            seen.update({key for line in lines for key in _keys(name, line, page)})
    least = max(2, SHARE * len(pages))
    roles: dict[int, Role] = {}
    places: set[tuple[int, int]] = set()
    for page, top, bottom in edges:
        for line in bottom:
            if PAGE_NUMBER.fullmatch(line.source):
                roles[id(line)] = "page_number"
            elif _count(seen, "footer", line, page) >= least:
                roles[id(line)] = "page_number" if _is_numbered(line) else "footer"
            else:
                break
        for line in top:
            if PAGE_NUMBER.fullmatch(line.source) and len(pages) > 1:
                roles[id(line)] = "page_number"
            elif _count(seen, "header", line, page) >= least:
                roles[id(line)] = "header"
                places |= _places(line)
            else:
                break
    for page, top, _ in edges:
        if top and id(top[0]) not in roles and places & _places(top[0]) and _is_apart(top[0], page):
            roles[id(top[0])] = "header"  # another chapter's, or that of the even pages
    return roles


def _places(line: TextLine) -> set[tuple[int, int]]:
    """The height and the size of a line, each rounded in two ways: lines at one place share one of these."""
    return {(shift, 100 * int(line.y0 + shift / 2) + int(line.size + shift / 2)) for shift in (0, 1)}


def _is_apart(line: TextLine, page: RawPage) -> bool:
    """Whether more white parts a line from everything below it than the lines of a text."""
    below = [item.y0 if isinstance(item, TextLine) else item.box[1] for item in page.items if item is not line]
    return all(y0 > line.y1 + APART * line.size for y0 in below)


def _edge_lines(page: RawPage) -> tuple[list[TextLine], list[TextLine]]:
    """The outermost lines within the margins: from the top down, and from the bottom up."""
    low, high = MARGIN * page.frame_height, (1 - MARGIN) * page.frame_height
    lines = [item for item in page.items if isinstance(item, TextLine)]
    top = sorted((line for line in lines if line.y1 < low), key=lambda line: line.y0)[:EDGE_LINES]
    bottom = sorted((line for line in lines if line.y0 > high), key=lambda line: -line.y1)[:EDGE_LINES]
    return top, bottom


def _keys(name: str, line: TextLine, page: RawPage) -> list[tuple[str, str, int]]:
    """What makes a line the same on two pages: its text without numbers, at about its height."""
    height = line.y0 if name == "header" else page.frame_height - line.y0
    text = DIGITS.sub("#", line.source)
    return [(name, text, int(height / 8)), (name, text, int(height / 8 + 0.5) + 1000)]


def _count(seen: Counter[tuple[str, str, int]], name: str, line: TextLine, page: RawPage) -> int:
    return max(seen[key] for key in _keys(name, line, page))


def _is_numbered(line: TextLine) -> bool:
    return len(line.source) <= 24 and bool(re.search(r"\d\s*页|Page\s*\d|^\d+\s*[/|]|[/|]\s*\d+$", line.source))
