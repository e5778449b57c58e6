"""A table without vertical rules, built from a region: bands, columns, header, body rows."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass

from compliance_check.collect.pdf.grids import levels
from compliance_check.collect.pdf.groupnames import name_groups, with_group_names
from compliance_check.collect.pdf.gutters import Columns, body_extents, find_columns
from compliance_check.collect.pdf.headers import read_header
from compliance_check.collect.pdf.labels import Label
from compliance_check.collect.pdf.numerals import BLANK, NUMBER, ORDINAL, YEAR, are_values, is_number, is_wrapped_number
from compliance_check.collect.pdf.raw import RawCell, RawTable
from compliance_check.collect.pdf.regions import Region
from compliance_check.collect.pdf.rests import lines_of
from compliance_check.collect.pdf.rowgroups import group_rows
from compliance_check.collect.pdf.rules import Edge
from compliance_check.collect.pdf.stripes import whole_fills
from compliance_check.collect.pdf.words import Word, rows_of

FULL = 0.85  # of the table's width
MAX_HEADER_LINES = 9
WIDER = 1.15  # times the space between two lines: so much more parts the header from the body


@dataclass(slots=True)
class Body:
    """Body words by column, and those that reach over several columns."""

    columns: list[list[Word]]
    spanning: list[tuple[int, int, Word]]


def build_table(region: Region) -> RawTable | None:
    """The table in `region`, or None when it turns out to be something else."""
    words = region.words
    size = sorted(word.size for word in words)[len(words) // 2]
    rows = rows_of(words)
    certain, textual = _certain_rows(rows)
    columns = _columns(region, certain, words, size)
    if columns is None:
        return None
    bands = _bands(region, rows, columns)
    top = region.top if region.header is not None else _body_top(rows, columns, region, bands, textual, size)
    if top is None:
        return None
    below = [word for word in words if word.centre > top]
    if region.xs is None:
        columns = _drop_false_borders(columns, below)
    body = _by_column(below, columns)
    groups = 0 if region.edges and bands else name_groups(body.columns)
    names, body.columns[:groups] = body.columns[:groups], [[] for _ in range(groups)]
    cells, count = _banded_cells(body, bands, region, columns, top) if bands else _grouped_cells(body, size)
    if names:
        cells = with_group_names(cells, names, size)
    naming = _naming_columns(rows_of(below), columns)
    first = next((k for k in range(len(columns)) if k not in naming), len(columns))
    header, head_rows = _header(region, [word for word in words if word.centre <= top], columns, size, first)
    for cell in cells:
        cell.row += head_rows
    if count + head_rows < 2 or len(columns) < 2:
        return None
    y0, y1 = min(region.box[1], rows[0][0].y0), max(region.box[3], rows[-1][0].y1)
    box = (columns.xs[0], y0, columns.xs[-1], y1)
    return RawTable("borderless", box, columns.xs, count + head_rows, len(columns), header + cells, head_rows)


def _columns(region: Region, certain: list[list[Word]], words: list[Word], size: float) -> Columns | None:
    """The columns that are drawn, or else those that the words of the `certain` rows keep."""
    if region.xs is None:
        return find_columns(certain, words, size) if certain else None
    columns = Columns(region.xs, [])
    columns.extents = body_extents(columns, certain or rows_of(words))
    return columns


def _header(region: Region, words: list[Word], columns: Columns, size: float, first: int) -> tuple[list[RawCell], int]:
    """The header's cells and how many rows they take. first: the first column that does not name rows."""
    if region.header is not None:
        return region.header, region.header_rows
    if not words:
        return [], 0
    labels = read_header(words, columns, _inner_edges(region), size, first)
    return [_header_cell(label) for label in labels], max(label.level + label.levels for label in labels)


def _header_cell(label: Label) -> RawCell:
    width = label.last - label.first + 1
    return RawCell(label.level, label.first, label.levels, width, label.lines)


def _certain_rows(rows: list[list[Word]]) -> tuple[list[list[Word]], bool]:
    """The rows whose words are certainly apart by column, and whether that had to be told without numbers."""
    numeric = [row for row in rows if any(NUMBER.fullmatch(w.text) and not YEAR.fullmatch(w.text) for w in row[1:])]
    several = [row for row in rows if len(row) >= 2]
    if len(numeric) >= 2 and len(numeric) >= 0.15 * len(several):
        return numeric, False
    return (several[1:] if len(several) > 3 else several, True) if len(several) >= 2 else ([], True)


def _bands(region: Region, rows: list[list[Word]], columns: Columns) -> list[float]:
    """The borders between rows where rules or stripes draw them for every row; else an empty list."""
    _, y0, _, y1 = region.box
    width = columns.xs[-1] - columns.xs[0]
    full = levels((e[0] for e in region.edges if e[2] - e[1] > FULL * width), 2.0)
    drawn = levels((e[0] for e in region.edges if e[2] - e[1] > 0.1 * width), 2.0)
    if len(full) >= 4 and _one_row_each(drawn, rows, columns):
        return _closed(drawn, y0, y1)
    stripes = [f for f in whole_fills(region.fills) if f[2] - f[0] > FULL * width and f[3] - f[1] > 6]
    if len(stripes) >= 3:
        bands = _closed(levels([y for f in stripes for y in (f[1], f[3])], 2.0), y0, y1)
        return bands if _one_row_each(bands, rows, columns) else []
    return []


def _one_row_each(borders: list[float], rows: list[list[Word]], columns: Columns) -> bool:
    """Whether no band between two borders holds two numbers of one column, or is far taller than the others."""
    seen: set[tuple[int, int]] = set()
    for row in rows:
        band = bisect_right(borders, row[0].centre)
        for word in row:
            if is_number(word.text):
                place = (band, columns.range_of(word.x0, word.x1)[0])
                if place in seen:
                    return False
                seen.add(place)
    heights = sorted(b - a for a, b in itertools.pairwise(borders))
    return bool(seen) or heights[-1] <= 5 * heights[len(heights) // 2]


def _closed(ys: list[float], y0: float, y1: float) -> list[float]:
    """Borders with the region's top and bottom added where text stands beyond them."""
    if ys[0] > y0 + 4:
        ys = [y0 - 2, *ys]
    if ys[-1] < y1 - 4:
        ys = [*ys, y1 + 2]
    return ys


def _inner_edges(region: Region) -> list[Edge]:
    _x0, y0, _x1, y1 = region.box
    return [edge for edge in region.edges if y0 + 1 < edge[0] < y1 - 1]


def _body_top(
    rows: list[list[Word]], columns: Columns, region: Region, bands: list[float], textual: bool, size: float
) -> float | None:
    """The height at which the header ends; above the first row where there is no header; None for no table."""
    first = _first_body_row(rows, columns, textual)
    if first is None:
        return None
    while not textual and first > 1 and all(_goes_on_below(word, rows[first : first + 2]) for word in rows[first - 1]):
        first -= 1
    above = rows[0][0].y0 - size
    if first == 0:
        return above
    heights = [(sum(word.centre for word in row) / len(row)) for row in rows]
    width = columns.xs[-1] - columns.xs[0]
    borders = bands or levels((e[0] for e in region.edges if e[2] - e[1] > 0.6 * width), 2.0)
    if textual:
        between = [y for y in borders if heights[0] < y < heights[-1]]
        while first + 1 < len(rows) and heights[first] - heights[first - 1] < 0.8 * size:
            first += 1
        return between[0] if between else (heights[first - 1] + heights[first]) / 2
    naming = _naming_columns(rows[first:], columns)
    last = first
    while last and _names_rows(rows[last - 1], columns, naming):
        last -= 1
    if not last and not any(heights[0] < y < heights[first] for y in borders):
        return above  # nothing names a column of values: the body goes on from the page before
    last = max(last, 1)
    between = [y for y in borders if heights[0] < y < heights[first] and y > heights[last - 1]]
    if between:
        return between[0]  # a row of names alone between two borders is the body's
    gaps = {place: heights[place] - heights[place - 1] for place in range(last, first + 1)}
    widest = max(gaps, key=lambda place: gaps[place])
    if gaps[widest] > WIDER * gaps[first]:
        return (heights[widest - 1] + heights[widest]) / 2
    while first > last and _is_body_label(rows[first - 1], rows[first:], heights, first, size):
        first -= 1
    return (heights[first - 1] + heights[first]) / 2


def _goes_on_below(word: Word, rows: list[list[Word]]) -> bool:
    """Whether a word is the first piece of a number that a narrow column breaks."""
    return is_number(word.text) and any(
        other.x0 < word.x1 and other.x1 > word.x0 and is_wrapped_number([word.text, other.text])
        for row in rows
        for other in row
    )


def _naming_columns(body: list[list[Word]], columns: Columns) -> set[int]:
    """The columns whose body holds names and explanations rather than values."""
    names = [0] * len(columns)
    values = [0] * len(columns)
    for row in body:
        for word in row:
            column = columns.range_of(word.x0, word.x1)[0]
            if is_number(word.text):
                values[column] += 1
            else:
                names[column] += 1
    return {0} | {k for k in range(len(columns)) if names[k] and names[k] >= values[k]}


def _names_rows(row: list[Word], columns: Columns, naming: set[int]) -> bool:
    """Whether a row has words in naming columns alone, as the rest of a wrapped label and a section's name have."""
    return len(naming) < len(columns) and all(columns.range_of(w.x0, w.x1)[1] in naming for w in row)


def _is_body_label(row: list[Word], body: list[list[Word]], heights: list[float], first: int, size: float) -> bool:
    """Whether a row of names right above the first row of values belongs to the body: near, or at the labels' left."""
    below, above = heights[first] - heights[first - 1], heights[first - 1] - heights[first - 2]
    if below < max(0.8 * size, 0.6 * above):
        return True
    if above < 0.8 * size:
        return False  # it is the last line of a label in the header
    return len(row) == 1 and any(abs(row[0].x0 - other.x0) < 2 for line in body for other in line[:2])


def _first_body_row(rows: list[list[Word]], columns: Columns, textual: bool) -> int | None:
    """The first row with an amount to the right of the first column."""
    if textual:
        return 1
    border = columns.xs[1]
    for test in (are_values, lambda texts: any(is_number(text) for text in texts)):
        for place, row in enumerate(rows):
            right = [word.text for word in row if word.x0 > border]
            numbered = ORDINAL.fullmatch(row[0].text) and any(BLANK.fullmatch(text) for text in right)
            if numbered or ((len(row) >= 2 or test is are_values) and test(right)):
                return place if place <= MAX_HEADER_LINES else None
    return None


def _drop_false_borders(columns: Columns, words: list[Word]) -> Columns:
    """Columns without borders beside which one column is empty throughout the body."""
    filled = [0] * len(columns)
    for word in words:
        first, last = columns.range_of(word.x0, word.x1)
        for column in range(first, last + 1):
            filled[column] += 1
    keep = [k for k in range(len(columns)) if filled[k]]
    if len(keep) == len(columns) or len(keep) < 2:
        return columns
    xs = [columns.xs[0], *[columns.xs[k] for k in keep[1:]], columns.xs[-1]]
    return Columns(xs, [columns.extents[k] for k in keep])


def _by_column(words: list[Word], columns: Columns) -> Body:
    body = Body([[] for _ in range(len(columns))], [])
    for word in words:
        first, last = columns.range_of(word.x0, word.x1)
        if first == last:
            body.columns[first].append(word)
        else:
            body.spanning.append((first, last, word))
    return body


def _grouped_cells(body: Body, size: float) -> tuple[list[RawCell], int]:
    """Body cells with rows told by the text's own spacing."""
    spans = {id(word): (first, last) for first, last, word in body.spanning}
    columns = [list(column) for column in body.columns]
    for first, _, word in body.spanning:
        columns[first].append(word)
    rows = group_rows(columns, size)
    cells = []
    for number, row in enumerate(rows):
        for column in sorted({block.column for block in row}):
            lines = [line.words for block in row if block.column == column for line in block.lines]
            last = max((spans.get(id(word), (0, column))[1] for line in lines for word in line), default=column)
            taken = [block.column for block in row if column < block.column <= last]
            last = min(taken) - 1 if taken else last
            cells.append(RawCell(number, column, 1, last - column + 1, lines))
    return cells, len(rows)


def _banded_cells(
    body: Body, bands: list[float], region: Region, columns: Columns, top: float
) -> tuple[list[RawCell], int]:
    """Body cells with a row for each band that holds text; a rule that leaves out a column lets its cell span rows."""
    borders = [y for y in bands if y >= top - 1]
    if not borders or borders[0] > top + 1:
        borders = [top, *borders]
    starts = _band_starts(borders, region.edges, columns)
    entries = [(k, k, w) for k, column in enumerate(body.columns) for w in column] + body.spanning
    slots: dict[tuple[int, int], list[tuple[int, int, Word]]] = {}
    bands_used = set()
    for first, last, word in entries:
        band = max(bisect_right(borders, word.centre) - 1, 0)
        bands_used.add(band)
        slots.setdefault((starts[first][band], first), []).append((first, last, word))
    used = sorted(bands_used | {band for band, _ in slots})
    cells = []
    for (band, column), members in sorted(slots.items(), key=lambda item: item[0]):
        last = max(last for _, last, _ in members)
        height = sum(starts[column][other] == band for other in used)
        lines = [line.words for line in lines_of([word for _, _, word in members])]
        cells.append(RawCell(used.index(band), column, max(height, 1), last - column + 1, lines))
    return cells, len(used)


def _band_starts(borders: list[float], edges: list[Edge], columns: Columns) -> list[list[int]]:
    """Per column and band the band in which its cell begins: a rule that others have and it has not joins two."""
    bands = len(borders)
    drawn = [[False] * bands for _ in range(len(columns))]
    for y, x0, x1 in edges:
        place = min(range(bands), key=lambda k: abs(borders[k] - y))
        if abs(borders[place] - y) > 2.5:
            continue
        for column, (left, right) in enumerate(columns.extents):
            drawn[column][place] |= x0 <= (left + right) / 2 <= x1
    starts = [list(range(bands)) for _ in drawn]
    for band in range(1, bands):
        if any(rules[band] for rules in drawn):
            for own, rules in zip(starts, drawn, strict=True):
                own[band] = band if rules[band] else own[band - 1]
    return starts
