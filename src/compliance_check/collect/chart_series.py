"""The series of a chart: names, categories and stored values, as they were cached when the file was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.chart_labels import C, Labels, Point, shown_labels
from compliance_check.collect.xlsx_built_in import GENERAL
from compliance_check.collect.xlsx_formats import show

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_POINTS = 10_000
"""Of a series: more labels than this are no disclosure."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series: (text, path) of its name and its categories, the path of the series, and its labels.

    silent: whether there are values that no label shows.
    """

    name: tuple[str, str]
    path: str
    categories: Mapping[int, tuple[str, str]]
    labels: Labels
    silent: bool

    @property
    def columns(self) -> list[Mapping[int, str]]:
        """Its values by the numbers of their categories, and its shares where both are printed."""
        return [self.labels.values, *([self.labels.shares] if self.labels.shares else [])]


def read_series(element: _Element, group: _Element, path: str, scale: Decimal, table: bool) -> Series:
    """The series of a c:ser; `group`, `scale` and `table` as in `shown_labels`."""
    values = values_of(element)
    points = {} if values is None else _points(values)
    labels = shown_labels(element, group, points, scale, table)
    silent = len(labels.values) < len(points)
    return Series((_name(element), f"{path}/tx"), path, _categories(element, path), labels, silent)


def values_of(series: _Element) -> _Element | None:
    """The element that holds the values of a c:ser."""
    return _first(series, "val", "yVal")


def _name(series: _Element) -> str:
    text = series.find(C + "tx")
    return "" if text is None else cached(text)


def cached(text: _Element) -> str:
    """The text that a reference to cells had when the file was saved, or the text itself."""
    values = [value.text or "" for value in text.iter(C + "v")]
    return " ".join(value for value in values if value)


def _points(parent: _Element) -> dict[int, Point]:
    """The stored values of a series by their numbers."""
    code = next((e.text for e in parent.iter(C + "formatCode") if e.text), None) or GENERAL
    found = {}
    for point in list(parent.iter(C + "pt"))[:MAX_POINTS]:
        index = integer(point.get("idx"), -1)
        if index >= 0 and (stored := point.findtext(C + "v")):
            found[index] = Point(stored, point.get("formatCode") or code)
    return found


def _categories(series: _Element, path: str) -> dict[int, tuple[str, str]]:
    """(text, path) of the categories by their numbers; those of several levels from the outside in."""
    parent = _first(series, "cat", "xVal")
    if parent is None:
        return {}
    levels = [list(level.iter(C + "pt")) for level in parent.iter(C + "lvl")]
    numbers = parent.find(C + "numRef") is not None or parent.find(C + "numLit") is not None
    found = {i: _text(point, numbers) for i, point in (_points(parent) if not levels else _level(levels[0])).items()}
    for level in levels[1:]:
        outer, last = _level(level), ""
        for index in sorted(found):
            last = outer[index].stored if index in outer else last
            found[index] = f"{last} {found[index]}".strip()
    name = str(parent.tag).rpartition("}")[2]
    return {index: (text, f"{path}/{name}/pt[{index + 1}]") for index, text in found.items()}


def _level(points: Sequence[_Element]) -> dict[int, Point]:
    return {integer(p.get("idx"), -1): Point(p.findtext(C + "v") or "", GENERAL) for p in points[:MAX_POINTS]}


def _text(point: Point, number: bool) -> str:
    found = show(point.stored, point.code) if number else None
    return found.text if found else point.stored


def _first(parent: _Element, *names: str) -> _Element | None:
    return next((child for name in names if (child := parent.find(C + name)) is not None), None)
