"""Areas with stripes behind their rows, and what makes rows between two borders look like those of a table."""

from __future__ import annotations

from compliance_check.collect.pdf.numerals import is_value
from compliance_check.collect.pdf.rows import Row
from compliance_check.collect.pdf.rules import Box
from compliance_check.collect.pdf.runs import WRAP_GAP, begins_in_columns

SAME_END = 4.0  # points: rules and stripes of one table begin and end at the same x
WIDE_RULE = 60.0  # points


def striped_ranges(rows: list[Row], fills: list[Box]) -> list[tuple[float, float, float, float]]:
    """(top, bottom, left, right) of areas with two or more stripes of one width."""
    groups: list[tuple[float, float, list[tuple[float, float]]]] = []
    for x0, y0, x1, y1 in whole_fills(fills):
        if x1 - x0 < WIDE_RULE or y1 - y0 < 6:
            continue
        for left, right, spans in groups:
            if abs(left - x0) <= SAME_END and abs(right - x1) <= SAME_END:
                spans.append((y0, y1))
                break
        else:
            groups.append((x0, x1, [(y0, y1)]))
    found = []
    for x0, x1, spans in groups:
        for run in _stripe_runs(sorted(spans), rows, x0, x1):
            low, high = run[0][0], run[-1][1]
            pitch = max(y1 - y0 for y0, y1 in run)
            inside = [row for row in rows if low - 1 <= (row.y0 + row.y1) / 2 <= high + 1]
            if len(run) < 2 or sum(row.wide for row in inside) < 2:
                continue
            after = _last_row(rows, inside, high, pitch)
            before = [row for row in rows if low - pitch <= (row.y0 + row.y1) / 2 < low - 1 and _is_header(row)]
            low, high = min([low, *[row.y0 for row in before]]), max([high, *[row.y1 for row in after]])
            found.append((low, high, x0, x1))
    return found


def _last_row(rows: list[Row], inside: list[Row], high: float, pitch: float) -> list[Row]:
    """The lines of a row below the last stripe, no higher than the tallest of the rows `inside` the stripes."""
    words = [word for row in inside for word in row.words]
    lefts = [word.x0 for word in words]
    found: list[Row] = []
    for row in rows:
        middle = (row.y0 + row.y1) / 2
        near = middle <= high + pitch or (found and row.y0 - found[-1].y1 < WRAP_GAP * row.size)
        if middle <= high + 1 or not near:
            continue
        below = [word.x1 for word in words if abs(word.x0 - row.words[0].x0) < 1.5]
        after = min((x for x in lefts if x > row.words[0].x0 + 1.5), default=0.0)
        narrow = row.wide or row.words[-1].x1 <= max(max(below, default=0.0) + row.size, after)
        inner = narrow and begins_in_columns(row, lefts)
        if not row.tabular and not inner and not all(is_value(word.text) for word in row.words):
            return [other for other in found if other.y1 <= row.y0]  # nor is a raised mark in prose a row
        found.append(row)
    return found


def _is_header(row: Row) -> bool:
    """Whether a row above stripes could be the header, and is no justified prose."""
    return row.tabular and not any(word.text.endswith(("。", "，", "；", "、")) for word in row.words)


def _stripe_runs(
    spans: list[tuple[float, float]], rows: list[Row], left: float, right: float
) -> list[list[tuple[float, float]]]:
    """Stripes parted by no more than a few stripes' height, or by one row of many lines."""
    runs = [[spans[0]]]
    for span in spans[1:]:
        tallest = max(y1 - y0 for y0, y1 in [*runs[-1], span])
        low = runs[-1][-1][1]
        if span[0] - low <= 2.5 * tallest or _is_one_row(low, span[0], rows, left, right):
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _is_one_row(low: float, high: float, rows: list[Row], left: float, right: float) -> bool:
    """Whether the lines between two stripes follow each other without a gap, as those of one table row do."""
    inside = [row for row in rows if low < (row.y0 + row.y1) / 2 < high and row.words[0].x0 >= left - 6]
    if not is_tabular_band(inside, left, right):
        return False
    ends = [low, *[row.y1 for row in inside]]
    starts = [*[row.y0 for row in inside], high]
    return all(start - end < 0.8 * inside[0].size for end, start in zip(ends, starts, strict=True))


def whole_fills(fills: list[Box]) -> list[Box]:
    """Filled areas with those of one row (a fill per cell) put together."""
    whole: list[Box] = []
    for box in sorted(fills, key=lambda fill: (round(fill[1]), round(fill[3]), fill[0])):
        last = whole[-1] if whole else None
        if last and abs(last[1] - box[1]) < 1.5 and abs(last[3] - box[3]) < 1.5 and box[0] - last[2] <= 3:
            whole[-1] = (last[0], last[1], max(last[2], box[2]), last[3])
        else:
            whole.append(box)
    return whole


def is_tabular_band(rows: list[Row], left: float, right: float) -> bool:
    """Whether the rows between two rules are apart by columns rather than prose from side to side."""
    if not rows or any(row.leaders for row in rows):
        return False
    width = right - left
    from_left = [row for row in rows if not row.wide and row.words[0].x0 < left + 0.25 * width]
    prose = sum(row.words[-1].x1 - row.words[0].x0 > 0.6 * width for row in from_left)
    return any(row.wide or _holds_values(row) for row in rows) and 3 * prose <= len(rows)


def _holds_values(row: Row) -> bool:
    """Whether most words of a row are values: between rules, hardly a gap parts them from each other."""
    values = sum(is_value(word.text) for word in row.words[1:])
    return len(row.words) > 2 and 2 * values >= len(row.words)
