"""Which runs of a Word document are set as superscripts, as the marks of notes are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compliance_check.report.annotate.docx_comments import W
from compliance_check.report.annotate.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 20
"""Styles based on one another: more than honest files have, and an end for a circle."""


def raising_styles(package: Package, main: str) -> frozenset[str]:
    """The styles that raise what is set in them, by themselves or by a style that they are based on."""
    parts = [name for _, name in package.related(main, "styles") if name in package]
    styles = [style for name in parts for style in package.xml(name).iter(W + "style")]
    said = {s.get(W + "styleId", ""): (_value(s.find(W + "rPr"), "vertAlign"), _value(s, "basedOn")) for s in styles}
    return frozenset(identifier for identifier in said if _raises(identifier, said))


def _raises(identifier: str, said: Mapping[str, tuple[str, str]]) -> bool:
    for _ in range(DEEPEST):
        own, identifier = said.get(identifier, ("baseline", ""))
        if own:
            return own == "superscript"
    return False


def is_raised(run: _Element, styles: frozenset[str]) -> bool:
    """Whether a run is a superscript, or raised by hand; styles: those that raise."""
    properties = run.find(W + "rPr")
    own, position = _value(properties, "vertAlign"), _value(properties, "position")
    if own:
        return own == "superscript"
    return _value(properties, "rStyle") in styles or position.strip("0") > "0"


def _value(parent: _Element | None, name: str) -> str:
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else child.get(W + "val", "")
