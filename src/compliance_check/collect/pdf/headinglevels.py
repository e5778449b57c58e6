"""How deep each heading stands: under the headings before it that rank higher by number style or type size."""

from __future__ import annotations

from math import log
from statistics import median

Style = tuple[int | None, float]
"""The place of a heading's number in headings.STYLES (None without a number), and its type size."""

LARGER = 1.2  # times: type so much larger stands above, whatever the numbers say
SAME = 1.08  # times: sizes that differ less are one size in other fonts
DEEPEST = 9


def nested_levels(headings: list[Style]) -> list[int]:
    """The level of each heading, in the order of the document: one below the last one that ranks higher."""
    numbered = {style for style, _ in headings if style is not None}
    usual = {style: median(size for other, size in headings if other == style) for style in numbered}
    keys = [(style, usual[style]) if style is not None else _unnumbered(size, usual) for style, size in headings]
    ranks = {key: place for place, key in enumerate(_ranked(set(keys)))}
    levels: list[int] = []
    above: list[int] = []
    for key in keys:
        while above and above[-1] >= ranks[key]:
            above.pop()
        above.append(ranks[key])
        levels.append(min(len(above), DEEPEST))
    return levels


def _unnumbered(size: float, usual: dict[int, float]) -> Style:
    """The style with which a heading without a number ranks: the highest of its size, or else one of its own."""
    alike = [style for style, other in usual.items() if max(size, other) < SAME * min(size, other)]
    if alike:
        return min(alike), usual[min(alike)]
    return None, SAME ** round(log(size) / log(SAME))


def _ranked(keys: set[Style]) -> list[Style]:
    """The styles from the highest to the lowest: as numbers rank, but far larger type first."""
    order: list[Style] = []
    numbered = sorted((style, size) for style, size in keys if style is not None)
    for style, size in numbered:
        place = next((k for k, (_, other) in enumerate(order) if size > LARGER * other), len(order))
        order.insert(place, (style, size))
    for size in sorted((size for style, size in keys if style is None), reverse=True):
        place = next((k for k, (_, other) in enumerate(order) if size > other), len(order))
        order.insert(place, (None, size))
    return order
