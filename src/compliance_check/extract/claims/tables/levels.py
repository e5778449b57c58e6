"""Hierarchical numbering (1, 1.1; 一、（一）1.): a parent as the sum of its children, where the numbers show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.lines import Lines, Sum, Tested
from compliance_check.extract.claims.tables.matrix import AMONG, LESS, Matrix
from compliance_check.model import Claim

_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\*?[.、\s]?")
_STYLES = (
    (re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]"), 1),
    (re.compile(r"^[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]"), 2),
    (re.compile(r"^\d{1,2}\s*[、．]|^\d{1,2}\.(?!\d)"), 3),
    (re.compile(r"^[（(]\s*\d{1,2}\s*[）)]"), 4),
    (re.compile(r"^[①②③④⑤⑥⑦⑧⑨⑩]"), 5),
)


def level_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Parents and children whose sums hold nearly everywhere in the table; then the exceptions are worth a word."""
    lines = Lines(matrix, by_row=True)
    tested: list[tuple[int, Tested]] = []
    for parent, children in _families(matrix).items():
        plus = tuple(row for row in children if not LESS.match(matrix.label(row)))
        less = tuple(row for row in children if LESS.match(matrix.label(row)))
        if len(children) >= 2 and not any(matrix.is_total(row) for row in children):
            tested.append((parent, lines.test(parent, Sum(plus, less), matrix.additive)))
    holds = sum(len(item.holds) for _, item in tested)
    fails = sum(len(item.fails) for _, item in tested)
    if holds < 2 or fails > holds:
        return
    for parent, item in tested:
        # A parent whose sum holds nowhere is no sum of its children: an open list, or another relation.
        if item.holds or len(matrix.additive) == 1:
            yield from lines.claims(reading, "table_level", parent, item, "found")


def depths(matrix: Matrix) -> dict[int, int]:
    """The level of each numbered row, 1 the highest."""
    return _depths(tuple((row, _number(matrix, row)) for row in matrix.rows))


@lru_cache(maxsize=256)
def _depths(numbered: tuple[tuple[int, str], ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    dotted = sum("." in number.rstrip(".") for _, number in numbered if _DOTTED.match(number))
    for row, text in numbered:
        match = _DOTTED.match(text)
        if dotted and match:
            found[row] = match[1].count(".") + 1
            continue
        style = next((level for pattern, level in _STYLES if pattern.match(text)), None)
        if style is not None:
            found[row] = style
    return found


def _number(matrix: Matrix, row: int) -> str:
    return matrix.grid.number_of(row) or AMONG.sub("", LESS.sub("", matrix.label(row))).strip()


def _families(matrix: Matrix) -> dict[int, list[int]]:
    """The direct children of each row that has some: the next level down, until a row of its own level or above."""
    known = depths(matrix)
    families: dict[int, list[int]] = {}
    rows = [row for row in matrix.rows if row in known]
    for place, parent in enumerate(rows):
        below: list[int] = []
        for row in rows[place + 1 :]:
            if known[row] <= known[parent]:
                break
            below.append(row)
        if below:
            nearest = min(known[row] for row in below)
            families[parent] = [row for row in below if known[row] == nearest]
    return families
