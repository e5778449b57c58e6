"""The left and right border of the text that each line stands in, where its own page does not show them."""

from __future__ import annotations

from collections import Counter

from compliance_check.collect.pdf.lines import UNKNOWN, TextLine
from compliance_check.collect.pdf.raw import RawPage

NARROWER = 0.75  # of the usual right border: a page whose lines end between there and the border has only short lines
BEYOND = 4.0  # points that a line may reach over the border

Borders = tuple[float, float]


def settle_borders(pages: list[RawPage], lines: list[TextLine]) -> None:
    """Give lines without borders those of the text around them; `lines` are those that are not furniture."""
    rights = sorted(line.right for line in lines if line.right != UNKNOWN)
    usual = rights[len(rights) // 2] if rights else 0.0
    known = Counter((round(line.left), round(line.right)) for line in lines if line.right != UNKNOWN)
    for page in pages:
        own = [item for item in page.items if isinstance(item, TextLine)]
        for line in own:
            if line.right == UNKNOWN:
                line.left, line.right = _around(line, known) or _extent(own)
            elif NARROWER * usual < line.right < usual and line.x0 < usual:
                line.right = usual


def _around(line: TextLine, known: Counter[tuple[int, int]]) -> Borders | None:
    """The most usual borders that a line stands between."""
    for (left, right), _ in known.most_common():
        if left - BEYOND <= line.x0 and line.x1 <= right + BEYOND:
            return float(left), float(right)
    return None


def _extent(lines: list[TextLine]) -> Borders:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)
