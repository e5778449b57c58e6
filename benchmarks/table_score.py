"""Scores tables against the truth: cells in place, and figures with their row label and column headers.

A table is a dict: rows, columns, header (rows that name columns), cells [(row, column, row_span, column_span, text)].
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

NUMBER = re.compile(r"[（(]?[-−]?[\d,]*\.?\d+%?[)）]?|[-—–]|不适用")


@dataclass
class Score:
    """Counts of what is true, what was found, and what agrees."""

    true_cells: int = 0
    found_cells: int = 0
    right_cells: int = 0
    true_figures: int = 0
    found_figures: int = 0
    right_figures: int = 0
    tables: int = 0
    exact: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def line(self) -> str:
        recall, precision = _share(self.right_cells, self.true_cells), _share(self.right_cells, self.found_cells)
        recall2, precision2 = (
            _share(self.right_figures, self.true_figures),
            _share(self.right_figures, self.found_figures),
        )
        f1 = 2 * recall2 * precision2 / (recall2 + precision2) if recall2 + precision2 else 0.0
        return (
            f"tables {self.tables:4d} exact {self.exact:4d} missed {self.missed:3d} | "
            f"cells recall {recall:.4f} precision {precision:.4f} | figures F1 {f1:.4f}"
        )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def cell_set(table: dict) -> Counter:
    return Counter((r, c, plain(t)) for r, c, _, _, t in table["cells"] if plain(t))


def figures(table: dict) -> Counter:
    """(value, texts to the left in its row, headers above) of every number in the body."""
    grid: dict[tuple[int, int], str] = {}
    for r, c, rs, cs, t in table["cells"]:
        for y in range(r, r + rs):
            for x in range(c, c + cs):
                grid[y, x] = plain(t)
    found: Counter = Counter()
    for r, c, _rs, _cs, t in table["cells"]:
        value = plain(t)
        if r < table["header"] or not NUMBER.fullmatch(value) or c == 0:
            continue
        left = tuple(grid.get((r, x), "") for x in range(c) if not NUMBER.fullmatch(grid.get((r, x), "") or "-"))
        above = []
        for y in range(table["header"]):
            label = grid.get((y, c), "")
            if label and (not above or above[-1] != label):
                above.append(label)
        found[value, left, tuple(above)] += 1
    return found


def score_tables(truth: list[dict], found: list[dict]) -> list[tuple[dict | None, Score]]:
    """Pair each true table with the found one that shares most texts; what is left over is false."""
    left = list(range(len(found)))
    texts = [Counter(plain(c[4]) for c in table["cells"] if plain(c[4])) for table in found]
    out: list[tuple[dict | None, Score]] = []
    for table in truth:
        own = Counter(plain(c[4]) for c in table["cells"] if plain(c[4]))
        best = max(left, key=lambda k: sum((own & texts[k]).values()), default=None)
        if best is None or sum((own & texts[best]).values()) < 0.2 * sum(own.values()):
            score = Score(
                true_cells=sum(cell_set(table).values()), true_figures=sum(figures(table).values()), tables=1, missed=1
            )
            score.errors.append(f"{table.get('name')}: missed")
            out.append((table, score))
            continue
        left.remove(best)
        out.append((table, compare(table, found[best])))
    for k in left:
        score = Score(found_cells=sum(cell_set(found[k]).values()), found_figures=sum(figures(found[k]).values()))
        score.errors.append(f"false table {[c[4] for c in found[k]['cells']][:6]}")
        out.append((None, score))
    return out


def compare(table: dict, other: dict) -> Score:
    a, b = cell_set(table), cell_set(other)
    fa, fb = figures(table), figures(other)
    score = Score(
        sum(a.values()),
        sum(b.values()),
        sum((a & b).values()),
        sum(fa.values()),
        sum(fb.values()),
        sum((fa & fb).values()),
        1,
        int(a == b and fa == fb),
    )
    name = table.get("name")
    if a != b:
        score.errors.append(f"{name}: missing {sorted(a - b)[:6]} extra {sorted(b - a)[:6]}")
    elif fa != fb:
        heads = f"header {table['header']} read {other['header']}"
        score.errors.append(f"{name}: figures {list(fa - fb)[:2]} read {list(fb - fa)[:2]} {heads}")
    return score


def from_sample(table: dict) -> dict:
    """A table of the sample generator's ground truth."""
    return {
        "rows": table["nrow"],
        "columns": table["ncol"],
        "header": table["hdr"],
        "cells": [(c["r"], c["c"], c["rs"], c["cs"], c["t"]) for c in table["cells"]],
        "name": f"{table['id']} {table['kind']}/{table['style']}",
        "style": table["style"],
    }
