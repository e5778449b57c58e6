"""The past of a questioned figure: a small line over time, and each value with its document, for the HTML report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

WIDTH, HEIGHT, MARGIN = 240, 56, 6
"""The line's picture, in pixels."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What the page draws: the polyline's points, the last of them, and the values in order of time."""

    line: str
    last: tuple[str, str]
    width: int
    height: int
    points: tuple[Mapping[str, Any], ...]


def trend(result: Mapping[str, Any]) -> Trend | None:
    """The trend of a result, None where fewer than two values are known."""
    points = tuple(result.get("trend") or ())
    if len(points) < 2:
        return None
    days = [date.fromisoformat(point["end"]).toordinal() for point in points]
    values = [Decimal(point["value"]) for point in points]
    places = [
        (
            _placed(Decimal(day - days[0]), Decimal(days[-1] - days[0]), WIDTH),
            f"{HEIGHT - float(_placed(value - min(values), max(values) - min(values), HEIGHT)):.1f}",
        )
        for day, value in zip(days, values, strict=True)
    ]
    return Trend(" ".join(f"{x},{y}" for x, y in places), places[-1], WIDTH, HEIGHT, points)


def _placed(offset: Decimal, span: Decimal, size: int) -> str:
    share = offset / span if span else Decimal("0.5")
    return f"{MARGIN + float(share) * (size - 2 * MARGIN):.1f}"
