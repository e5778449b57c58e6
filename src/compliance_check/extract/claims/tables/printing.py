"""How a table is printed: a column copied from another period, decimals that differ inside a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from compliance_check.extract import periods
from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.matrix import Matrix, place_claim
from compliance_check.model import Claim, Figure

FEWEST_COPIED = 3
_FEWEST_ALIKE = 4


def copy_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Two columns of different periods that agree in every digit."""
    levels = matrix.levels
    for left, right in pairwise(levels):
        pairs = [
            (a, b)
            for row in matrix.rows
            if (a := matrix.figure(row, left)) and (b := matrix.figure(row, right)) and (a.value or b.value)
        ]
        known = [(a, b) for a, b in pairs if _of_two_periods(a, b)]
        if len(known) < FEWEST_COPIED or len(known) < len(pairs):
            continue
        same = [pair for pair in known if pair[0].raw == pair[1].raw and _digits(pair[0]) >= 4]
        if len(same) == len(known):
            first = [a.id for a, _ in known]
            second = [b.id for _, b in known]
            details = {"case": "copy", "row": "", "column": f"{matrix.header(left)} / {matrix.header(right)}"}
            roles = {"first": first, "second": second}
            yield place_claim(reading, "table_copy", known[0][1], roles, {**details, "count": str(len(same))})


def _of_two_periods(first: Figure, second: Figure) -> bool:
    """Whether the two columns name periods that do not meet: 12月31日 and the 1月1日 after it are one balance."""
    if first.period is None or second.period is None or not (_dated(first) and _dated(second)):
        return False
    return abs((first.period.end - second.period.end).days) > 1


def _dated(figure: Figure) -> bool:
    return bool(figure.column and figure.period and periods.of_header(figure.column, figure.period))


def decimals_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """A money column in which nearly all figures have the same decimals and one has none or others."""
    for column in matrix.columns:
        figures = [f for row in matrix.rows if (f := matrix.figure(row, column)) and f.unit == "CNY" and f.value]
        places = Counter(_decimals(figure) for figure in figures)
        if len(figures) < _FEWEST_ALIKE or len(places) < 2:
            continue
        usual, count = places.most_common(1)[0]
        odd = [figure for figure in figures if _decimals(figure) != usual]
        if usual and len(odd) == 1 and count == len(figures) - 1 and _decimals(odd[0]) < usual:
            details = {"case": "decimals", "row": odd[0].label, "column": matrix.header(column), "usual": str(usual)}
            roles = {"stated": [odd[0].id], "others": [f.id for f in figures if f is not odd[0]][:3]}
            yield place_claim(reading, "table_decimals", odd[0], roles, details)


def _digits(figure: Figure) -> int:
    return len([c for c in figure.raw if c.isdigit()])


def _decimals(figure: Figure) -> int:
    digits = "".join(c for c in figure.raw if c.isdigit() or c == ".")
    return len(digits.partition(".")[2])
