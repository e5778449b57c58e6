"""Opening plus movements makes closing, along rows or along columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from compliance_check.extract.claims.passages import Reading
from compliance_check.extract.claims.tables.lines import Lines, Sum, Tested
from compliance_check.extract.claims.tables.matrix import Matrix
from compliance_check.model import Claim

_OPENING = re.compile(r"期初|年初|上年末|上期末|opening|beginning", re.IGNORECASE)
_CLOSING = re.compile(r"期末|年末|本期末|closing|ending|end of", re.IGNORECASE)
_IN = re.compile(r"增加|新增|计提|提取|转入|收入|收到|流入|购入|增提|addition|increase|inflow", re.IGNORECASE)
_OUT = re.compile(
    r"减少|转出|转入(?:固定资产|无形资产|投资性房地产|长期待摊|当期损益|损益|下期)|转回|核销|支付|支出|赔付|摊销|处置|"
    r"流出|冲减|使用|办结|decrease|disposal|outflow|paid",
    re.IGNORECASE,
)
_NET = re.compile(r"净增|净减|净额|净变动|变动额|其他变动|汇率变动|net", re.IGNORECASE)
_MOST_MOVEMENTS = 6


def flow_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """Tables with an opening, at least one movement, and a closing line right after."""
    rows = [(row, matrix.label(row)) for row in matrix.rows]
    columns = [(column, matrix.header(column)) for column in matrix.columns]
    yield from _flows(reading, Lines(matrix, by_row=True), rows, matrix.additive)
    yield from _flows(reading, Lines(matrix, by_row=False), columns, matrix.rows)


def _flows(reading: Reading, lines: Lines, named: Sequence[tuple[int, str]], across: Sequence[int]) -> Iterator[Claim]:
    for place, (opening, name) in enumerate(named):
        if not _OPENING.search(name) or _CLOSING.search(name):
            continue
        closing = next((i for i in range(place + 1, len(named)) if _CLOSING.search(named[i][1])), None)
        if closing is None or not 1 <= closing - place - 1 <= _MOST_MOVEMENTS:
            continue
        between = named[place + 1 : closing]
        if not all(_IN.search(words) or _OUT.search(words) or _NET.search(words) for _, words in between):
            continue
        tested = _best(lines, opening, between, named[closing][0], across)
        if tested is not None and tested.holds and len(tested.holds) >= len(tested.fails):
            yield from lines.claims(reading, "table_flow", named[closing][0], tested, "found")


def _best(
    lines: Lines, opening: int, between: Sequence[tuple[int, str]], closing: int, across: Sequence[int]
) -> Tested | None:
    """The signs of the movements that hold most often; decreases may be printed with or without a minus."""
    choices = [(1,) if _IN.search(words) and not _OUT.search(words) else (-1, 1) for _, words in between]
    hypotheses = []
    for signs in product(*choices):
        plus = (opening, *(line for (line, _), sign in zip(between, signs, strict=True) if sign > 0))
        less = tuple(line for (line, _), sign in zip(between, signs, strict=True) if sign < 0)
        hypotheses.append(Sum(plus, less))
    return lines.best(closing, hypotheses, across)
