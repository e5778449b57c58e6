"""The first of a table: 健康险保费收入最高, said beside a table whose rows and columns bear these words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance_check.extract.claims.passages import Reading, View, joined
from compliance_check.extract.claims.tables.levels import depths
from compliance_check.extract.claims.tables.matrix import CHANGE, Matrix, matrices
from compliance_check.model import Anchor, Claim, Figure, Table

_BEST = re.compile(
    r"(?P<subject>[\u4e00-\u9fffA-Za-z（）()]{4,30}?)(?:均|依然|仍|仍然|为|占)?最(?:高|大|多|快|(?P<low>低|小|少|慢))(?=[，。；,;]|$)"
)
_LEAD = re.compile(r"^(?:其中|从[^，]*来?看|本期|报告期内?|上半年|全年|各险种中|各渠道中|各地区中|的)+")
_NEAR = 4
_FEWEST_ROWS = 3


def table_rank_claims(reading: Reading) -> Iterator[Claim]:
    """A row called the highest in a column, where one table near the sentence has exactly that row and that column."""
    known: dict[int, Matrix] | None = None
    for view in reading.views:
        for match in _BEST.finditer(view.text):
            if known is None:
                known = {matrix.block: matrix for matrix in matrices(reading)}
            near = [known[block] for block in _tables_near(reading, view) if block in known]
            subject = _LEAD.sub("", joined(match["subject"]))
            found = [claim for matrix in near if (claim := _claim(reading, view, match, matrix, subject))]
            if len(found) == 1:
                yield found[0]


def _tables_near(reading: Reading, view: View) -> list[int]:
    """The tables a few blocks before or after a passage, with no heading between."""
    blocks = reading.document.blocks
    found: list[int] = []
    for way in (range(view.block - 1, -1, -1), range(view.block + 1, len(blocks))):
        for count, index in enumerate(way):
            if count >= _NEAR or blocks[index].kind == "heading":
                break
            if isinstance(blocks[index], Table):
                found.append(index)
                break
    return found


def _claim(reading: Reading, view: View, match: re.Match[str], matrix: Matrix, subject: str) -> Claim | None:
    rows = [row for row in matrix.rows if not matrix.is_total(row) and not matrix.is_part(row)]
    levels = depths(matrix)
    named = [
        row for row in rows if (label := joined(matrix.label(row))) and len(label) >= 2 and subject.startswith(label)
    ]
    if len(named) != 1 or len(rows) < _FEWEST_ROWS or len({levels.get(row, 0) for row in rows}) > 1:
        return None
    measure = subject.removeprefix(joined(matrix.label(named[0]))).lstrip("的")
    column = _column(reading, matrix, measure, match.group())
    if column is None:
        return None
    value = matrix.figure(named[0], column)
    peers = [figure for row in rows if row != named[0] and (figure := matrix.figure(row, column))]
    if value is None or len(peers) != len(rows) - 1 or {figure.unit for figure in peers} != {value.unit}:
        return None
    anchor = Anchor(block=view.block, start=match.start(), end=match.end())
    details = {"case": "lowest" if match["low"] else "highest", "words": joined(match.group())}
    return reading.claim("table_rank", anchor, {"value": [value.id], "peers": _ids(peers)}, details)


def _column(reading: Reading, matrix: Matrix, measure: str, words: str) -> int | None:
    """The one column that the words name, of the reporting period where there are several."""
    if len(measure) < 2:
        return None
    heads = {column: joined(matrix.header(column)) for column in matrix.columns}
    fast = bool(re.search(r"最[快慢]", words))
    fitting = [c for c, head in heads.items() if measure in head and (bool(CHANGE.search(head)) == fast or fast)]
    if len(fitting) > 1 and reading.reporting is not None:
        fitting = [c for c in fitting if _period_end(matrix, c) == reading.reporting.end]
    return fitting[0] if len(fitting) == 1 else None


def _period_end(matrix: Matrix, column: int) -> object:
    figure = next((matrix.figure(row, column) for row in matrix.rows if matrix.figure(row, column)), None)
    return figure.period.end if figure and figure.period else None


def _ids(figures: Sequence[Figure]) -> list[str]:
    return [figure.id for figure in figures]
