"""The ways in which a total row may add up: all rows above, those since the last total, subtotals, one level …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance_check.extract.claims.tables.levels import depths
from compliance_check.extract.claims.tables.lines import Lines, Sum
from compliance_check.extract.claims.tables.matrix import LESS, SUBTOTAL, Matrix

_NET = re.compile(r"净额$|净值$|账面价值$|[Nn]et$")
"""贷款净额 below 贷款总额 and 减：减值准备 already counts both."""

_MOST_CHILDREN = 8


def sums_of(matrix: Matrix, row: int, totals: Sequence[int]) -> list[Sum]:
    """What a total row may add up, each sum once."""
    found: dict[tuple[int, ...], Sum] = {}
    for name, rows in candidates(matrix, row, totals):
        if len(rows) >= 2:
            found.setdefault(tuple(rows), signed(matrix, rows, name))
    return list(found.values())


def candidates(matrix: Matrix, row: int, totals: Sequence[int]) -> list[tuple[str, list[int]]]:
    """The ways in which a total may add up: all above, since the last total, subtotals, one level, all below."""
    body = [r for r in matrix.rows if not matrix.is_part(r)]
    above = [r for r in body if r < row]
    previous = max((r for r in totals if r < row), default=-1)
    since = [r for r in above if r > previous]
    leaves = [r for r in above if r not in totals]
    subtotals = [r for r in above if r in totals]
    minor = [r for r in subtotals if SUBTOTAL.search(matrix.label(r))] or subtotals
    heading = max((r for r in matrix.captions if r < row), default=-1)
    netted = max((r for r in above if _NET.search(matrix.label(r))), default=-1)
    following = [r for r in body if r > row]
    below = [r for r in following if r < min((t for t in totals if t > row), default=10**6)]
    return [
        ("all above", leaves),
        ("since the last total", since),
        ("subtotals", minor),
        ("subtotals and what follows", [*subtotals, *since]),
        ("top level above", _top_level(matrix, leaves)),
        ("top level since", _top_level(matrix, since)),
        ("top level with totals", _top_level(matrix, above)),
        ("numbered rows", _numbered(matrix, leaves)),
        ("all below", [r for r in following if r not in totals]),
        ("below", below),
        ("top level below", _top_level(matrix, below)),
        ("since the last heading row", [r for r in above if r > heading]),
        ("net of what precedes", [r for r in leaves if r >= netted]),
        ("with parts", [r for r in matrix.rows if previous < r < row]),
    ]


def without_parents(lines: Lines, hypothesis: Sum) -> list[Sum]:
    """The same sum without the addends that are themselves the sum of those right below them, labelled or not."""
    parts = list(hypothesis.parts)
    for place, parent in enumerate(hypothesis.parts):
        for size in range(2, min(_MOST_CHILDREN, len(hypothesis.parts) - place - 1) + 1):
            children = hypothesis.parts[place + 1 : place + 1 + size]
            tested = lines.test(parent, Sum(children), lines.matrix.additive)
            if tested.holds and not tested.fails:
                parts.remove(parent)
                break
    return [Sum(tuple(parts), hypothesis.less, hypothesis.name)] if 2 <= len(parts) < len(hypothesis.parts) else []


def signed(matrix: Matrix, rows: Sequence[int], name: str) -> Sum:
    """The sum of rows, with those labelled 减： taken away."""
    less = tuple(row for row in rows if LESS.match(matrix.label(row)))
    return Sum(tuple(row for row in rows if row not in less), less, name)


def _top_level(matrix: Matrix, rows: Sequence[int]) -> list[int]:
    """The rows of the highest numbering level among them."""
    known = depths(matrix)
    top = min((known[row] for row in rows if row in known), default=None)
    return [row for row in rows if known.get(row, top) == top]


def _numbered(matrix: Matrix, rows: Sequence[int]) -> list[int]:
    """The numbered rows of the highest level; those without a number may go on with a row's 其中."""
    known = depths(matrix)
    return [row for row in _top_level(matrix, rows) if row in known]
