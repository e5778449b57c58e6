"""What a chart prints beside its bars, lines and slices: the data labels of a series (ECMA-376 Part 1, 21.2.2.47).

A value that no label shows is not disclosed: only the height of a bar tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.drawing_text import rich_text
from compliance_check.collect.xlsx_built_in import GENERAL
from compliance_check.collect.xlsx_formats import SIGNIFICANT, show

if TYPE_CHECKING:
    from lxml.etree import _Element

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LARGE_UNITS = {
    "hundreds": 2,
    "thousands": 3,
    "tenThousands": 4,
    "hundredThousands": 5,
    "millions": 6,
    "tenMillions": 7,
    "hundredMillions": 8,
    "billions": 9,
    "trillions": 12,
}
"""Powers of ten that the built-in units of an axis stand for; "custUnit" names any number."""


@dataclass(frozen=True, slots=True)
class Point:
    """A stored value as the file has it, and its number format."""

    stored: str
    code: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of a series show: `values` by the point's number, `shares` of the whole where both are shown."""

    values: Mapping[int, str]
    shares: Mapping[int, str]


def shown_labels(series: _Element, group: _Element, points: Mapping[int, Point], scale: Decimal, table: bool) -> Labels:
    """The labels of a c:ser within its group (c:barChart …).

    scale: the number that the axis divides its values by. table: whether the chart has its values in a table below.
    """
    rules = series.find(C + "dLbls")
    rules = group.find(C + "dLbls") if rules is None else rules
    own = {} if rules is None else {integer(_value(r, "idx"), -1): r for r in rules.findall(C + "dLbl")}
    total = sum((abs(number) for point in points.values() if (number := _number(point)) is not None), Decimal())
    values: dict[int, str] = {}
    shares: dict[int, str] = {}
    for index, point in points.items():
        rule = own.get(index, rules)
        value, share = _label(point, rule, _code(rule, rules), scale, total)
        value = value or (_shown(point, None, scale) if table else "")
        values[index], shares[index] = value or share, share if value else ""
    return Labels({i: text for i, text in values.items() if text}, {i: text for i, text in shares.items() if text})


def _label(point: Point, rule: _Element | None, code: str | None, scale: Decimal, total: Decimal) -> tuple[str, str]:
    """What the label of a point shows: its value, or what is written by hand, and its share."""
    if rule is None or _flag(rule, "delete"):
        return "", ""
    written = rule.find(f"{C}tx/{C}rich")
    if written is not None:
        return rich_text(written, {"VALUE": _shown(point, code, scale), "PERCENTAGE": _share(point, total, None)}), ""
    value = _shown(point, code, scale) if _flag(rule, "showVal") else ""
    return value, _share(point, total, code if not value else None) if _flag(rule, "showPercent") else ""


def scale_of(group: _Element, plot: _Element) -> Decimal:
    """The number that the value axis of a group divides by, 1 mostly."""
    axes = {axis.get("val") for axis in group.findall(C + "axId")}
    for axis in plot.findall(C + "valAx"):
        units = axis.find(C + "dispUnits")
        if units is None or _value(axis, "axId") not in axes:
            continue
        built_in, custom = _value(units, "builtInUnit"), show(_value(units, "custUnit") or "", GENERAL)
        if built_in in _LARGE_UNITS:
            return Decimal(10) ** _LARGE_UNITS[built_in]
        if custom is not None and custom.exact and custom.exact > 0:
            return custom.exact
    return Decimal(1)


def _shown(point: Point, code: str | None, scale: Decimal = Decimal(1)) -> str:
    """A value as its label prints it; text that stands for a value as it is."""
    number = _number(point)
    if number is None:
        return ""
    found = show(format(number / scale, "f"), code or point.code)
    return found.text if found else ""


def _share(point: Point, total: Decimal, code: str | None) -> str:
    """The share of a slice in its pie."""
    number = _number(point)
    found = show(format(abs(number) / total, "f"), code or "0%") if number is not None and total else None
    return found.text if found else ""


def _number(point: Point) -> Decimal | None:
    found = show(point.stored, GENERAL)
    return None if found is None else SIGNIFICANT.create_decimal(point.stored.strip())


def _code(rule: _Element | None, rules: _Element | None) -> str | None:
    """The number format that the labels have of their own."""
    for holder in (rule, rules):
        form = None if holder is None else holder.find(C + "numFmt")
        if form is not None:
            return None if form.get("sourceLinked") in ("1", "true") else form.get("formatCode")
    return None


def _flag(parent: _Element, name: str) -> bool:
    child = parent.find(C + name)
    return child is not None and child.get("val", "1") in ("1", "true")


def _value(parent: _Element, name: str) -> str | None:
    child = parent.find(C + name)
    return None if child is None else child.get("val")
