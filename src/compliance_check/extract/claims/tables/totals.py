"""Rows and columns that call themselves totals, against what they could be totals of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.addends import candidates, signed, sums_of, without_parents
from compliance_check.extract.claims.tables.levels import depths
from compliance_check.extract.claims.tables.lines import Lines, Sum, Tested
from compliance_check.extract.claims.tables.matrix import (
    CHANGE,
    LESS,
    PURE_TOTAL,
    RATE,
    SHARE,
    TOTAL,
    Matrix,
)
from compliance_check.model import Claim, Furniture, Table


def total_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """The totals of a table, row by row and column by column."""
    yield from _row_totals(reading, matrix)
    yield from _column_totals(reading, matrix)


def _row_totals(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    lines = Lines(matrix, by_row=True)
    totals = matrix.totals
    tested = {row: best for row in totals if (best := _tested(lines, row, totals)) is not None}
    ways = {way for row, best in tested.items() if not best.fails for way in _ways(matrix, row, totals, best)}
    cut_off = _is_cut_off(reading, matrix)
    for row, best in tested.items():
        case = _case(matrix, row, best, totals)
        if case == "sure" or (case and not cut_off):
            yield from lines.claims(reading, "table_total", row, best, case)
        elif not case and not cut_off:
            slipped = _slipped(lines, row, totals, ways) if best.fails and not best.holds else None
            plain = len(best.fails) > 1 and _is_plain(matrix, row, best, totals) and not _is_selection(reading, matrix)
            if odd := slipped or (best if plain else None):
                yield from lines.claims(reading, "table_total", row, replace(odd, fails=odd.fails[:1]), "unmatched")


def _tested(lines: Lines, row: int, totals: Sequence[int]) -> Tested | None:
    """The sum that a total most likely is."""
    best = lines.best(row, sums_of(lines.matrix, row, totals), lines.matrix.additive)
    if best is None or not best.fails:
        return best
    nested = lines.best(row, without_parents(lines, best.hypothesis), lines.matrix.additive)
    return nested if nested is not None and len(nested.fails) < len(best.fails) else best


def _ways(matrix: Matrix, row: int, totals: Sequence[int], tested: Tested) -> set[str]:
    """The names of all the ways of adding up that come to the sum which holds."""
    added = {*tested.hypothesis.parts, *tested.hypothesis.less}
    return {name for name, rows in candidates(matrix, row, totals) if set(rows) == added and name in _GROUPED}


def _slipped(lines: Lines, row: int, totals: Sequence[int], ways: set[str]) -> Tested | None:
    """A total that is a sum but for a slip of the pen: in a long number, or where other totals are such sums."""
    for name, rows in candidates(lines.matrix, row, totals):
        if len(rows) < 2 or name == "with parts":
            continue
        tested = lines.test(row, signed(lines.matrix, rows, name), lines.matrix.additive)
        slips = tuple(column for column in tested.fails if _is_slip(lines, row, tested, column, name in ways))
        if slips and not tested.holds:
            return Tested(tested.hypothesis, (), slips)
    return None


def _is_slip(lines: Lines, row: int, tested: Tested, column: int, known: bool) -> bool:
    """Whether one wrong digit, or two neighbours changed over, in the total or an addend explains the gap.

    known: whether the way of adding up holds elsewhere; without that, only a long number is no chance. A gap that is
    the amount of some row is rather a row that the sum should have or not.
    """
    stated = lines.figure(row, column)
    if stated is None or not (known or sum(char.isdigit() for char in stated.raw) >= _LONG):
        return False
    added = [figure.value for line in tested.hypothesis.parts if (figure := lines.figure(line, column))]
    less = [figure.value for line in tested.hypothesis.less if (figure := lines.figure(line, column))]
    gap = abs(sum(added, Decimal(0)) - sum(less, Decimal(0)) - stated.value)
    others = [lines.figure(line, column) for line in lines.matrix.rows]
    return _is_digit(gap) and all(figure is None or abs(figure.value) != gap for figure in others)


def _is_digit(gap: Decimal) -> bool:
    """Whether a gap is one digit at some place, or nine times one (two neighbours changed over): 400, 0.06, 2700."""
    digits = "".join(map(str, gap.normalize().as_tuple().digits))
    return digits != "0" and (len(digits) == 1 or (len(digits) == 2 and int(digits) % 9 == 0))


_LONG = 6
_GROUPED = frozenset({"since the last total", "since the last heading row", "top level since"})


def _case(matrix: Matrix, row: int, tested: Tested, totals: Sequence[int]) -> str | None:
    """How sure the relation is: borne out by other columns, or asserted by a plain label alone; None: not at all."""
    if tested.holds and len(tested.holds) >= len(tested.fails):
        # Shares that add up say nothing of amounts that do not.
        amounts = [column for column in (*tested.holds, *tested.fails) if not SHARE.search(matrix.header(column))]
        return "sure" if not amounts or any(column in tested.holds for column in amounts) else None
    return "asserted" if len(tested.fails) == 1 and _is_plain(matrix, row, tested, totals) else None


def _is_plain(matrix: Matrix, row: int, tested: Tested, totals: Sequence[int]) -> bool:
    """Whether a total that holds nowhere has but one reading: all rows above it, which nothing divides."""
    divided = any(matrix.is_part(r) or LESS.match(matrix.label(r)) for r in matrix.rows)
    several = len(totals) > 1 or len(set(depths(matrix).values())) > 1 or row != matrix.rows[-1]
    pure = PURE_TOTAL.match(matrix.label(row)) and tested.hypothesis.name == "all above"
    return bool(pure) and not (tested.holds or divided or several)


def _is_cut_off(reading: Reading, matrix: Matrix) -> bool:
    """Whether the table may go on in another right beside it."""
    blocks = reading.document.blocks
    before = next((b for b in reversed(blocks[: matrix.block]) if not isinstance(b, Furniture)), None)
    after = next((b for b in blocks[matrix.block + 1 :] if not isinstance(b, Furniture)), None)
    return isinstance(before, Table) or isinstance(after, Table)


def _is_selection(reading: Reading, matrix: Matrix) -> bool:
    """Whether the words above announce that the table names some things only."""
    near = reading.document.blocks[max(matrix.block - 2, 0) : matrix.block]
    words = "".join(block.passage.text for block in near if not isinstance(block, Table))
    words += matrix.table.caption.text if matrix.table.caption else ""
    return bool(_SELECTION.search(words))


_SELECTION = re.compile(r"前[一二三四五六七八九十\d]+|主要|部分|其中|节选|摘录|重大|续表|top", re.IGNORECASE)


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
    less = {c for c in addends if LESS.match(matrix.grid.headers_of(c)[-1])}
    return [
        Sum(tuple(c for c in columns if c not in less), tuple(c for c in columns if c in less))
        for columns in candidates
        if len(columns) >= 2
    ]
