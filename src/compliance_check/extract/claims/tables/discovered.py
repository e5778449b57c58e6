"""Relations that no label asserts: a row or column that is a sum of others nearly everywhere, and its exceptions.

The guard against coincidence: figures of at least three digits, the relation true at three places or more that are
not trivial, and at most one exception for every four of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.lines import Lines, Sum, Tested
from compliance_check.extract.claims.tables.matrix import Matrix
from compliance_check.model import Claim

_FEWEST_HOLDS = 3
_HOLDS_PER_FAIL = 4
_LONGEST_BLOCK = 12
_MOST_COLUMNS = 8
_MOST_ROWS = 200


def discovered_claims(reading: Reading, matrix: Matrix, asserted: Sequence[Claim]) -> Iterator[Claim]:
    """Sums among columns (a = b + c) and of neighbouring rows, where no label already says so."""
    stated = {figure for claim in asserted for figure in claim.roles.get("stated", ())}
    yield from _columns(reading, matrix, stated)
    yield from _rows(reading, matrix, stated)


def _columns(reading: Reading, matrix: Matrix, stated: set[str]) -> Iterator[Claim]:
    lines = Lines(matrix, by_row=False)
    columns = [c for c in matrix.additive if c in matrix.levels][:_MOST_COLUMNS]
    taken: set[frozenset[int]] = set()
    for total, first, second in permutations(columns, 3):
        if first > second or frozenset((total, first, second)) in taken:
            continue
        tested = lines.test(total, Sum((first, second)), matrix.rows, _most_fails(matrix.rows))
        if _convinces(lines, total, tested) and not _known(lines, total, tested, stated):
            if _completed(lines, total, tested, columns):
                continue
            taken.add(frozenset((total, first, second)))
            yield from lines.claims(reading, "table_found", total, tested, "columns")


def _rows(reading: Reading, matrix: Matrix, stated: set[str]) -> Iterator[Claim]:
    lines = Lines(matrix, by_row=True)
    rows = [row for row in matrix.rows if not matrix.is_part(row)][:_MOST_ROWS]
    across = matrix.additive
    if len(across) < _FEWEST_HOLDS:
        return
    for place, total in enumerate(rows):
        if any((figure := lines.figure(total, c)) and figure.id in stated for c in across):
            continue
        for block in _blocks(rows, place):
            tested = lines.test(total, Sum(tuple(block)), across, _most_fails(across))
            if _convinces(lines, total, tested):
                yield from lines.claims(reading, "table_found", total, tested, "rows")
                break


def _blocks(rows: Sequence[int], place: int) -> Iterator[Sequence[int]]:
    """The runs of rows right after and right before a row."""
    for length in range(2, _LONGEST_BLOCK + 1):
        if place + length < len(rows):
            yield rows[place + 1 : place + 1 + length]
        if place - length >= 0:
            yield rows[place - length : place]


def _most_fails(across: Sequence[int]) -> int:
    """With more exceptions no relation among so many positions convinces."""
    return len(across) // (_HOLDS_PER_FAIL + 1)


def _convinces(lines: Lines, total: int, tested: Tested) -> bool:
    telling = [position for position in tested.holds if _long(lines, total, position)]
    return len(telling) >= _FEWEST_HOLDS and len(tested.fails) * _HOLDS_PER_FAIL <= len(telling)


def _completed(lines: Lines, total: int, tested: Tested, others: Sequence[int]) -> bool:
    """Whether one more line, empty where the relation holds, closes every gap where it does not: no exception then."""
    used = {total, *tested.hypothesis.parts}
    for line in others:
        if line in used or not tested.fails:
            continue
        for wider in (Sum((*tested.hypothesis.parts, line)), Sum(tested.hypothesis.parts, (line,))):
            if not lines.test(total, wider, tested.fails).fails:
                return True
    return False


def _long(lines: Lines, total: int, across: int) -> bool:
    figure = lines.figure(total, across)
    return figure is not None and sum(c.isdigit() for c in figure.raw) >= 3


def _known(lines: Lines, total: int, tested: Tested, stated: set[str]) -> bool:
    figures = [lines.figure(total, position) for position in tested.holds]
    return any(figure is not None and figure.id in stated for figure in figures)
