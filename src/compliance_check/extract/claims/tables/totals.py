"""Rows and columns that call themselves totals, against what they could be totals of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.levels import depths
from compliance_check.extract.claims.tables.lines import Lines, Sum, Tested
from compliance_check.extract.claims.tables.matrix import (
    CHANGE,
    LESS,
    PURE_TOTAL,
    RATE,
    SHARE,
    SUBTOTAL,
    TOTAL,
    Matrix,
)
from compliance_check.model import Claim, Table


def total_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """The totals of a table, row by row and column by column."""
    yield from _row_totals(reading, matrix)
    yield from _column_totals(reading, matrix)


def _row_totals(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    lines = Lines(matrix, by_row=True)
    totals = [row for row in matrix.rows if matrix.is_total(row)]
    for row in totals:
        tested = lines.best(row, sums_of(matrix, row, totals), matrix.additive)
        if tested is None:
            continue
        if case := _case(matrix, row, tested, totals):
            yield from lines.claims(reading, "table_total", row, tested, case)
        elif len(tested.fails) > 1 and _is_plain(matrix, row, tested, totals) and not _partial(reading, matrix):
            first = replace(tested, fails=tested.fails[:1])
            yield from lines.claims(reading, "table_total", row, first, "unmatched")


def _case(matrix: Matrix, row: int, tested: Tested, totals: Sequence[int]) -> str | None:
    """How sure the relation is: borne out by other columns, or asserted by a plain label alone; None: not at all."""
    if tested.holds and len(tested.holds) >= len(tested.fails):
        return "sure"
    return "asserted" if len(tested.fails) == 1 and _is_plain(matrix, row, tested, totals) else None


def _is_plain(matrix: Matrix, row: int, tested: Tested, totals: Sequence[int]) -> bool:
    """Whether a total that holds nowhere has but one reading: all rows above it, which nothing divides."""
    divided = any(matrix.is_part(r) or LESS.match(matrix.label(r)) for r in matrix.rows)
    several = len(totals) > 1 or len(set(depths(matrix).values())) > 1 or row != matrix.rows[-1]
    pure = PURE_TOTAL.match(matrix.label(row)) and tested.hypothesis.name == "all above"
    return bool(pure) and not (tested.holds or divided or several)


def _partial(reading: Reading, matrix: Matrix) -> bool:
    """Whether the table may be a part of one: announced as a selection, or cut by the end of a page."""
    before = reading.document.blocks[max(matrix.block - 2, 0) : matrix.block]
    words = "".join(block.passage.text for block in before if not isinstance(block, Table))
    words += matrix.table.caption.text if matrix.table.caption else ""
    return bool(reading.document.pages) or bool(_SELECTION.search(words))


_SELECTION = re.compile(r"前[一二三四五六七八九十\d]+|主要|部分|其中|节选|摘录|重大|续表|top", re.IGNORECASE)


def sums_of(matrix: Matrix, row: int, totals: Sequence[int]) -> list[Sum]:
    """What a total row may add up: all above, since the last total, subtotals, one level, all below."""
    body = [r for r in matrix.rows if not matrix.is_part(r)]
    above = [r for r in body if r < row]
    previous = max((r for r in totals if r < row), default=-1)
    since = [r for r in above if r > previous]
    leaves = [r for r in above if r not in totals]
    subtotals = [r for r in above if r in totals]
    minor = [r for r in subtotals if SUBTOTAL.search(matrix.label(r))] or subtotals
    following = [r for r in body if r > row]
    below = [r for r in following if r < min((t for t in totals if t > row), default=10**6)]
    candidates = [
        ("all above", leaves),
        ("since the last total", since),
        ("subtotals", minor),
        ("subtotals and what follows", [*subtotals, *since]),
        ("top level above", _top_level(matrix, leaves)),
        ("top level since", _top_level(matrix, since)),
        ("top level with totals", _top_level(matrix, above)),
        ("all below", [r for r in following if r not in totals]),
        ("below", below),
        ("top level below", _top_level(matrix, below)),
        ("with parts", [r for r in matrix.rows if previous < r < row]),
    ]
    found: dict[tuple[int, ...], Sum] = {}
    for name, rows in candidates:
        if len(rows) >= 2:
            found.setdefault(tuple(rows), _signed(matrix, rows, name))
    return list(found.values())


def _signed(matrix: Matrix, rows: Sequence[int], name: str) -> Sum:
    less = tuple(row for row in rows if LESS.match(matrix.label(row)))
    return Sum(tuple(row for row in rows if row not in less), less, name)


def _top_level(matrix: Matrix, rows: Sequence[int]) -> list[int]:
    """The rows of the highest numbering level among them."""
    known = depths(matrix)
    top = min((known[row] for row in rows if row in known), default=None)
    return [row for row in rows if known.get(row, top) == top]


def _column_totals(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    lines = Lines(matrix, by_row=False)
    named = {column: matrix.grid.headers_of(column) for column in matrix.columns}
    totals = [column for column, heads in named.items() if heads and TOTAL.match(heads[-1].strip())]
    usable = [
        column for column in matrix.columns if column in matrix.additive and not SHARE.search(matrix.header(column))
    ]
    for column in totals:
        addends = [c for c in usable if c not in totals and not CHANGE.search(matrix.header(c))]
        rows = [row for row in matrix.rows if not RATE.search(matrix.label(row))]
        tested = lines.best(column, _column_sums(addends, column, totals, matrix), rows)
        if tested is not None and tested.holds and len(tested.holds) >= 2 * len(tested.fails):
            yield from lines.claims(reading, "table_total", column, tested, "sure")


def _column_sums(addends: Sequence[int], column: int, totals: Sequence[int], matrix: Matrix) -> list[Sum]:
    previous = max((c for c in totals if c < column), default=-1)
    following = min((c for c in totals if c > column), default=10**6)
    group = matrix.grid.headers_of(column)[0]
    candidates = [
        [c for c in addends if c < column],
        [c for c in addends if previous < c < column],
        [c for c in addends if c > column],
        [c for c in addends if column < c < following],
        [c for c in addends if matrix.grid.headers_of(c)[:1] == (group,)],
    ]
    return [Sum(tuple(columns)) for columns in candidates if len(columns) >= 2]
