"""Parts in tables: a row or column headed 其中 against the whole that it is a part of.

What can be net of something (收益, 费用 less 收入, cash flows) may have a part larger than itself, because another part
is negative: such wholes are left out. So is a whole whose part is larger in every column: it is no whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from compliance_check.extract.claims.passages import Reading, exact_reading
from compliance_check.extract.claims.tables.lines import Lines
from compliance_check.extract.claims.tables.matrix import AMONG, CHANGE, RATE, SHARE, Matrix, interval_of, place_claim
from compliance_check.model import Claim, Figure

NET = re.compile(
    r"净|损益|损失|收益|利润|亏损|盈|变动|变化|增减|差|财务费用|利息|汇兑|所得税|税|准备|减值|权益|公积|股本|影响|其他综合|调整"
    r"|net|gain|loss|profit|income|change|equity|tax|reserve",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_LESS = re.compile(r"减[:：]|扣除|冲减|抵[减销]|less", re.IGNORECASE)


def part_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Rows and columns headed 其中."""
    # Rows without a figure count too: 其中 below an empty row is no part of the row above that.
    rows = [(row, name) for row in matrix.grid.body() if (name := matrix.label(row))]
    columns = [(column, (matrix.grid.headers_of(column) or ("",))[-1]) for column in matrix.columns]
    across = [c for c in matrix.columns if not _is_rate(matrix.header(c)) and not _is_numbering(matrix, c)]
    yield from _parts(reading, Lines(matrix, by_row=True), rows, across)
    yield from _parts(reading, Lines(matrix, by_row=False), columns, matrix.rows)


def _parts(reading: Reading, lines: Lines, named: Sequence[tuple[int, str]], across: Sequence[int]) -> Iterator[Claim]:
    whole: tuple[int, str] | None = None
    for line, name in named:
        if not AMONG.match(name):
            whole = (line, name)
            continue
        if (
            whole is None
            or not _NAMED.search(whole[1])
            or NET.search(whole[1])
            or NET.search(name)
            or _LESS.search(name)
            or _is_rate(name)
        ):
            continue
        pairs = [pair for position in across if (pair := _pair(lines, whole[0], line, position))]
        within = sum(_is_within(part, total) for part, total in pairs)
        if len(pairs) > 1 and within * 2 < len(pairs):
            continue  # larger throughout: the row above is not its whole
        for part, total in pairs:
            yield _claim(reading, lines, part, total, "borne" if within and len(pairs) > 1 else "alone", name)


def _pair(lines: Lines, whole: int, part: int, across: int) -> tuple[Figure, Figure] | None:
    """The part and the whole at one place, where both are positive amounts or numbers of one unit."""
    own, total = lines.figure(part, across), lines.figure(whole, across)
    if own is None or total is None or own.unit != total.unit or own.unit in ("percent", "percentage_point", "times"):
        return None
    positive = own.value > 0 and total.value > 0
    return (own, total) if positive and exact_reading(own) and exact_reading(total) else None


def _is_within(part: Figure, whole: Figure) -> bool:
    return interval_of(whole).can_reach(interval_of(part))


def _is_numbering(matrix: Matrix, column: int) -> bool:
    """Whether a column numbers the rows: numbers that rise by one from nearly every row to the next."""
    own = [figure.value for row in matrix.rows if (figure := matrix.figure(row, column)) and figure.unit == "none"]
    steps = [below - above for above, below in pairwise(own)]
    return bool(steps) and steps.count(Decimal(1)) * 5 >= len(steps) * 4


def _is_rate(words: str) -> bool:
    return bool(RATE.search(words) or SHARE.search(words) or CHANGE.search(words))


def _claim(reading: Reading, lines: Lines, part: Figure, whole: Figure, case: str, name: str) -> Claim:
    cell = part.location.cell
    column = lines.matrix.header(cell.column) if cell else ""
    roles = {"part": [part.id], "whole": [whole.id]}
    details = {"case": case, "row": name if lines.by_row else part.label, "column": column}
    return place_claim(reading, "table_part", part, roles, details)
