"""Where the tables of a sheet lie: cut at empty rows and columns, the lines above and below them set apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from compliance_check.collect import table_heads
from compliance_check.collect.xlsx_cells import Cells

Place = tuple[int, int]
LONG_TEXT = 25
_REMARKS = ("注", "备注", "说明", "Note", "note", "*", "※", "数据来源", "编制", "制表", "填表")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a sheet, all bounds included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Region:
    """A table area (None where there are only lines) with the places of the lines above and below it."""

    above: tuple[Place, ...]
    table: Area | None
    below: tuple[Place, ...]


def regions(cells: Cells) -> list[Region]:
    """The regions of a sheet, from the top and from the left."""
    if not cells.at:
        return []
    spans = _clamped(cells)
    found = [_region(cells, spans, area) for area in _joined(cells, _cut(set(cells.at) | set(spans), spans, cells))]
    return [region for region in found if region.above or region.table or region.below]


def _clamped(cells: Cells) -> dict[Place, Place]:
    """The other corners of the merged areas that show something, no further out than the cells in use."""
    last_row, last_column = max(row for row, _ in cells.at), max(column for _, column in cells.at)
    return {
        (row, column): (max(min(row + rows - 1, last_row), row), max(min(column + columns - 1, last_column), column))
        for (row, column), (rows, columns) in cells.merged.items()
        if (row, column) in cells.at
    }


def _cut(places: set[Place], spans: dict[Place, Place], cells: Cells) -> list[Area]:
    """Cut at empty rows, then at empty columns, as long as something comes apart."""
    areas: list[Area] = []
    rows = _runs((row, spans.get((row, column), (row, column))[0]) for row, column in places)
    for (top, bottom), band in zip(rows, _dealt(places, rows, 0), strict=True):
        columns = _runs((column, spans.get((row, column), (row, column))[1]) for row, column in band)
        columns = _with_labels(columns, band, cells)
        if len(columns) == 1:
            areas.append(Area(top, bottom, *columns[0]))
            continue
        for part in _dealt(band, columns, 1):
            areas.extend(_cut(part, spans, cells))
    return areas


def _dealt(places: set[Place], runs: list[tuple[int, int]], axis: int) -> list[set[Place]]:
    """The places that lie in each run of rows (axis 0) or columns (axis 1)."""
    parts: list[set[Place]] = [set() for _ in runs]
    starts = [start for start, _ in runs]
    for place in places:
        parts[bisect_right(starts, place[axis]) - 1].add(place)
    return parts


def _runs(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The intervals (ends included) put together where they touch."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted(set(intervals)):
        if runs and start <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs


def _with_labels(columns: list[tuple[int, int]], band: set[Place], cells: Cells) -> list[tuple[int, int]]:
    """Columns of numbers belong to the labels on their left, whatever empty column stands between."""
    kept: list[tuple[int, int]] = []
    firsts: dict[int, list[str]] = {left: [] for left, _ in columns}
    for place in band:
        if place[1] in firsts and place in cells.at:
            firsts[place[1]].append(cells.at[place].text)
    for left, right in columns:
        texts = firsts[left]
        numbers = sum(map(table_heads.is_value, texts))
        if kept and numbers * 2 >= len(texts):
            kept[-1] = (kept[-1][0], right)
        else:
            kept.append((left, right))
    return kept


def _joined(cells: Cells, areas: list[Area]) -> list[Area]:
    """Put an area back to the one above it when it goes on with the same columns and has no header of its own."""
    joined: list[Area] = []
    for area in areas:
        above = joined[-1] if joined else None
        if (
            above is not None
            and area.top == above.bottom + 2
            and above.left <= area.left
            and area.right <= above.right
            and _is_data_row(cells, area.top, area)
            and _is_data_row(cells, above.bottom, above)
        ):
            joined[-1] = Area(above.top, area.bottom, above.left, above.right)
        else:
            joined.append(area)
    return joined


def _region(cells: Cells, spans: dict[Place, Place], area: Area) -> Region:
    top, bottom = area.top, area.bottom
    above: list[Place] = []
    below: list[Place] = []
    while top <= bottom and _is_title_row(cells, spans, top, area):
        above.extend(_places(cells, top, area))
        top += 1
    while bottom >= top and _is_remark_row(cells, bottom, area):
        below[:0] = _places(cells, bottom, area)
        bottom -= 1
    if top > bottom:
        return Region(tuple(above), None, tuple(below))
    return Region(tuple(above), Area(top, bottom, area.left, area.right), tuple(below))


def _is_title_row(cells: Cells, spans: dict[Place, Place], row: int, area: Area) -> bool:
    """A row above a table that is no part of it: a single text, or texts of which one is a unit line."""
    places = _places(cells, row, area)
    texts = [cells.at[place].text for place in places]
    if any(table_heads.is_value(text) for text in texts):
        return False
    if any(table_heads.is_unit_line(text) for text in texts):
        return True
    if len(places) > 1 or not places:
        return not places
    return area.left == area.right or row == area.bottom or spans.get(places[0], places[0])[0] == row


def _is_remark_row(cells: Cells, row: int, area: Area) -> bool:
    """A row below a table that is no part of it: a single remark."""
    places = _places(cells, row, area)
    if len(places) != 1 or places[0][1] != area.left:
        return False
    text = cells.at[places[0]].text
    return not table_heads.is_value(text) and (text.startswith(_REMARKS) or len(text) > LONG_TEXT)


def _is_data_row(cells: Cells, row: int, area: Area) -> bool:
    return any(table_heads.is_value(cells.at[place].text) for place in _places(cells, row, area))


def _places(cells: Cells, row: int, area: Area) -> list[Place]:
    """The cells of a row that show something."""
    return [(row, column) for column in range(area.left, area.right + 1) if (row, column) in cells.at]
