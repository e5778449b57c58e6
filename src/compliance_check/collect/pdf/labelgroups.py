"""Several labels in what nothing parts: each stands for some of the rows beside it."""

from __future__ import annotations

from itertools import pairwise

from compliance_check.collect.pdf.spread import Extent, blocks_of, spread
from compliance_check.collect.pdf.words import Word

LINES = 1.7  # type sizes between the lines of one label


def part_labels(lines: list[list[Word]], rows: list[Extent]) -> list[tuple[range, list[list[Word]]]]:
    """The rows, counted from 0 on, and the lines of each label in `lines`; all as one where there is but one label, or
    where there are more than rows."""
    extents = [(min(word.y0 for word in line), max(word.y1 for word in line)) for line in lines]
    labels = blocks_of(extents, LINES * lines[0][0].size)
    if len(labels) < 2 or len(labels) > len(rows):
        return [(range(len(rows)), lines)]
    starts = spread([(extents[label[0]][0], extents[label[-1]][1]) for label in labels], rows)
    held = [[lines[number] for number in label] for label in labels]
    return [(range(a, b), own) for (a, b), own in zip(pairwise([*starts, len(rows)]), held, strict=True)]
