"""A table as numbers: which figure stands at each row and column, and what the labels call it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from compliance_check.extract import numbers, tables
from compliance_check.extract.claims.passages import Reading
from compliance_check.interval import ZERO, Interval, printed
from compliance_check.model import Claim, Figure, Table

TOTAL = re.compile(
    r"^(?:[一二三四五六七八九十\d]+\s*[、.．]\s*)?(?:[\u4e00-\u9fffA-Za-z（）()、]{0,16}?)"
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|[Ss]ub-?total|[Tt]otal|TOTAL)\s*(?:[（(][^（）()]*[）)])?$"
)
PURE_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|[Tt]otal|TOTAL|[Ss]ubtotal)$")
SUBTOTAL = re.compile(r"小\s*计|[Ss]ub-?total")
AMONG = re.compile(r"^[-—–·•*]?\s*(?:其中|[Oo]f which|[Ii]ncluding)\s*[:：]?")
LESS = re.compile(r"^(?:[一二三四五六七八九十\d]+\s*[、.．]\s*)?(?:减|扣除|[Ll]ess)\s*[:：]")
CHANGE = re.compile(
    r"增减|变动|变化|增长|增幅|增速|涨幅|降幅|同比|环比|比上|较上|较年初|较期初|change|growth|variance|increase|yoy|qoq",
    re.IGNORECASE,
)
SHARE = re.compile(r"占比|比重|构成比|占总|占[^，]{0,8}比例|share of|proportion|% of", re.IGNORECASE)
RATE = re.compile(
    r"率|比例|倍数|平均|均值|人均|件均|户均|单价|评分|得分|系数|指数|每股|每\w{1,3}|排名|序号|年份|日期"
    r"|ratio|rate|average|per ",
    re.IGNORECASE,
)
ADDITIVE_UNITS = frozenset({"CNY", "USD", "HKD", "EUR", "JPY", "MOP", "count", "none"})
Place = tuple[int, int]


@dataclass(frozen=True)
class Matrix:
    """One table. figures: by (row, column); a cell that says "no value" counts as nothing in a sum."""

    block: int
    table: Table
    grid: tables.Grid
    figures: Mapping[Place, Figure]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold a figure or a mark for none."""
        return tuple(row for row in self.grid.body() if any(self.filled(row, column) for column in self.columns))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold figures."""
        return tuple(sorted({column for _, column in self.figures}))

    def filled(self, row: int, column: int) -> bool:
        """Whether a figure, or a mark for none, stands there."""
        return (row, column) in self.figures or self.empty(row, column)

    def empty(self, row: int, column: int) -> bool:
        """Whether the cell says that there is no value."""
        return bool(numbers.NO_VALUE.match(self.grid.text(row, column)))

    def label(self, row: int) -> str:
        """The innermost words that name a row."""
        first = self.columns[0] if self.columns else self.table.columns
        texts = self.grid.labels_of(row, first) or self.grid.labels_of(row, self.table.columns)
        return texts[-1].strip() if texts else ""

    def header(self, column: int) -> str:
        """All words over a column."""
        return " ".join(self.grid.headers_of(column))

    def figure(self, row: int, column: int) -> Figure | None:
        """The figure at a place."""
        return self.figures.get((row, column))

    def value(self, row: int, column: int) -> Interval | None:
        """What the cell can mean; zero for a mark for none, None where nothing stands."""
        figure = self.figures.get((row, column))
        if figure is not None:
            return interval_of(figure)
        return ZERO if self.empty(row, column) else None

    def is_total(self, row: int) -> bool:
        """Whether the label says that a row is a total."""
        return bool(TOTAL.match(self.label(row)))

    def is_part(self, row: int) -> bool:
        """Whether a row is a part of the one before: its label says so (其中), or a row 其中： alone stands over it."""
        return bool(AMONG.match(self.label(row))) or any(
            above < row and not any(above < total < row for total in self.totals) for above in self.openings
        )

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The rows that call themselves totals."""
        return tuple(row for row in self.rows if self.is_total(row))

    @cached_property
    def captions(self) -> tuple[int, ...]:
        """The rows that hold words and no figure: they head the rows below them."""
        return tuple(row for row in self.grid.body() if row not in self.rows and self.label(row))

    @cached_property
    def openings(self) -> tuple[int, ...]:
        """The captions that say no more than 其中：."""
        return tuple(row for row in self.captions if AMONG.fullmatch(self.label(row)))

    @cached_property
    def additive(self) -> tuple[int, ...]:
        """The columns whose numbers can be added up, those of shares among them."""
        return tuple(column for column in self.columns if self._adds_up(column))

    def _adds_up(self, column: int) -> bool:
        header = self.header(column)
        if SHARE.search(header):
            return True
        if RATE.search(header) or (CHANGE.search(header) and not self._is_amount(column)):
            return False
        return self._is_amount(column)

    def _is_amount(self, column: int) -> bool:
        own = [self.figures[row, column] for row in self.grid.body() if (row, column) in self.figures]
        good = sum(figure.unit in ADDITIVE_UNITS and "%" not in figure.raw for figure in own)
        return bool(own) and good * 3 >= len(own) * 2

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The columns that state values, and neither changes nor shares."""
        return tuple(
            column
            for column in self.columns
            if not CHANGE.search(_without_periods(self.header(column))) and not SHARE.search(self.header(column))
        )


def matrices(reading: Reading) -> Iterator[Matrix]:
    """Every table with at least two figures."""
    by_block: dict[int, dict[int, Figure]] = defaultdict(dict)
    for figure in reading.figures:
        if figure.anchor.cell is not None:
            by_block[figure.anchor.block].setdefault(figure.anchor.cell, figure)
    for block, by_cell in by_block.items():
        table = reading.document.blocks[block]
        if isinstance(table, Table) and len(by_cell) >= 2:
            grid = tables.Grid.of(table)
            whole = {
                (table.cells[cell].row, table.cells[cell].column): figure
                for cell, figure in by_cell.items()
                if cell in grid.quantities
            }
            if whole:
                yield Matrix(block, table, grid, whole)


def interval_of(figure: Figure) -> Interval:
    """What a printed figure can mean, in its own base unit."""
    return printed(figure.value, figure.half_width)


def total_of(intervals: Sequence[Interval]) -> Interval:
    """The sum of intervals."""
    result = ZERO
    for interval in intervals:
        result = result + interval
    return result


def telling(figure: Figure | None) -> bool:
    """Whether a figure is no zero: only such can support a relation."""
    return figure is not None and figure.value != 0


def place_claim(
    reading: Reading,
    kind: str,
    stated: Figure,
    roles: Mapping[str, Sequence[str]],
    details: dict[str, str],
) -> Claim:
    """A claim that stands at the figure it is about."""
    return reading.claim(kind, stated.anchor, roles, details)


def _without_periods(header: str) -> str:
    return re.sub(r"[上去]年同期|上季度可比|同期|上年同比数", "", header)
