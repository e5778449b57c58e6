"""Averages in tables: number x average = amount, the rate of a total among those of its parts, rows headed 平均."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from compliance_check.extract.claims.passages import Reading, exact_reading
from compliance_check.extract.claims.tables.addends import sums_of
from compliance_check.extract.claims.tables.lines import Lines
from compliance_check.extract.claims.tables.matrix import (
    CHANGE,
    SHARE,
    Matrix,
    interval_of,
    place_claim,
    telling,
    total_of,
)
from compliance_check.interval import exact
from compliance_check.model import Claim, Figure

_UNIT_AVERAGE = re.compile(
    r"[件案人户次单]均|平均(?!余额|资产|负债|净资产|股数|人数)|单价|每[件户人单次]|average"
    r"|per (?:claim|policy|customer|capita)",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"率(?!先)|{_UNIT_AVERAGE.pattern}|增长|增幅|增速|增减|同比|rate|ratio|growth|margin", re.IGNORECASE
)
_NOT_WEIGHTED = re.compile(
    r"百分点|贡献|份额|占有率|渗透率|覆盖率|占|充足率|集中度|排名|比例|拉动|倍数|累计|年化|pp\b|points", re.IGNORECASE
)
_GROWTH_WORD = re.compile(r"增[长减幅速](?:比例|幅度|率)?|变动率|变动幅度|growth rate|同比|比上年", re.IGNORECASE)
_MEAN_ROW = re.compile(
    r"^(?:加权|算术|简单)?\s*(?:平均(?:值|数|水平)?|均值)$|^(?:weighted )?(?:average|mean)$", re.IGNORECASE
)
_NUMBER_HEAD = re.compile(r"[件户人单笔次宗保]数|人次|数量|number", re.IGNORECASE)
_FEWEST = 2
_MOST_COLUMNS = 6


def average_claims(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """All three kinds of a table."""
    yield from _products(reading, matrix)
    yield from _rates_of_totals(reading, matrix)
    yield from _mean_rows(reading, matrix)


def _products(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """件数, 件均赔款, 赔款: the amount and the number whose quotient the average is in most rows."""
    for column in matrix.columns:
        if not _UNIT_AVERAGE.search(matrix.header(column)) or CHANGE.search(matrix.header(column)):
            continue
        others = [c for c in matrix.levels if c != column and not _RATE.search(matrix.header(c))][:_MOST_COLUMNS]
        tested = [_quotients(matrix, column, amount, number) for amount, number in permutations(others, 2)]
        holds, fails, amount, number = max(tested, key=lambda t: (len(t[0]), -len(t[1])), default=([], [], 0, 0))
        if len(holds) >= _FEWEST and len(holds) >= 2 * len(fails):
            for row in sorted((*holds, *fails)):
                stated = matrix.figures[row, column]
                roles = {"stated": [stated.id], "amount": [matrix.figures[row, amount].id]}
                roles["count"] = [matrix.figures[row, number].id]
                things = str(_number(matrix, matrix.figures[row, number], number))
                details = {**_details(matrix, row, column, "quotient"), "number": things}
                yield place_claim(reading, "table_average", stated, roles, details)


def _quotients(matrix: Matrix, column: int, amount: int, number: int) -> tuple[list[int], list[int], int, int]:
    holds: list[int] = []
    fails: list[int] = []
    for row in matrix.rows:
        stated, total, count = (matrix.figure(row, c) for c in (column, amount, number))
        if stated is None or total is None or count is None or not telling(total):
            continue
        things = _number(matrix, count, number)
        if stated.unit == total.unit and things is not None and things > 1:
            (holds if (interval_of(total) / exact(things)).meets(interval_of(stated)) else fails).append(row)
    return holds, fails, amount, number


def _number(matrix: Matrix, figure: Figure, column: int) -> Decimal | None:
    """The number of things of a cell as printed; a column of 件数 below 单位：万元 does not count money."""
    digits = re.sub(r"[,，\s]", "", figure.raw)
    if not digits.isdigit() or not (figure.unit in ("count", "none") or _NUMBER_HEAD.search(matrix.header(column))):
        return None
    return Decimal(digits)


def _rates_of_totals(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """赔付率, 件均, 增长率 of a total row: a weighted average of those of the rows that the total adds up."""
    columns = [column for column in matrix.columns if _is_weighted(matrix.header(column))]
    totals = matrix.totals
    lines = Lines(matrix, by_row=True)
    amounts = [c for c in matrix.additive if not SHARE.search(matrix.header(c)) and c not in columns]
    for row in totals if columns else ():
        tested = lines.best(row, sums_of(matrix, row, totals), amounts)
        if tested is None or not tested.holds or tested.fails or tested.hypothesis.less:
            continue
        parts = tested.hypothesis.parts
        if _may_be_negative(matrix, parts, amounts):
            continue
        for column in columns:
            stated, own = matrix.figure(row, column), [matrix.figure(part, column) for part in parts]
            found = [figure for figure in own if figure is not None and exact_reading(figure)]
            if stated is None or len(found) != len(parts) or {f.unit for f in found} != {stated.unit}:
                continue
            if stated.unit != "percent" and not _UNIT_AVERAGE.search(matrix.header(column)):
                continue  # an amount under a head that speaks of changes
            if not total_of([interval_of(figure) for figure in found]).meets(interval_of(stated)):
                yield _mean(reading, matrix, stated, found, row, column, "total")


def _is_weighted(header: str) -> bool:
    """Whether a column states rates that are averaged by the weight of the parts; a change of a rate is not."""
    if not _RATE.search(header) or _NOT_WEIGHTED.search(header) or SHARE.search(header):
        return False
    left = _GROWTH_WORD.sub("", header)
    return left == header or not re.search(r"率|均|ratio|margin", left)


def _may_be_negative(matrix: Matrix, parts: Sequence[int], amounts: Sequence[int]) -> bool:
    """Whether some part is negative, zero or blank in some column of amounts: then a weight may be too."""
    figures = [matrix.figure(part, column) for part in parts for column in amounts]
    return any(figure is None or figure.value <= 0 for figure in figures)


def _mean_rows(reading: Reading, matrix: Matrix) -> Iterator[Claim]:
    """A row headed 平均 against the rows above it."""
    for row in matrix.rows:
        above = [r for r in matrix.rows if r < row and not matrix.is_total(r)]
        if not _MEAN_ROW.match(matrix.label(row)) or any(_MEAN_ROW.match(matrix.label(r)) for r in above):
            continue
        for column in matrix.columns:
            stated = matrix.figure(row, column)
            own = [figure for r in above if (figure := matrix.figure(r, column))]
            if stated is not None and len(own) == len(above) > _FEWEST and {f.unit for f in own} == {stated.unit}:
                yield _mean(reading, matrix, stated, own, row, column, "row")


def _mean(
    reading: Reading, matrix: Matrix, stated: Figure, parts: Sequence[Figure], row: int, column: int, case: str
) -> Claim:
    roles = {"stated": [stated.id], "parts": [figure.id for figure in parts]}
    return place_claim(reading, "table_mean", stated, roles, _details(matrix, row, column, case))


def _details(matrix: Matrix, row: int, column: int, case: str) -> dict[str, str]:
    return {"case": case, "row": matrix.label(row), "column": matrix.header(column)}
