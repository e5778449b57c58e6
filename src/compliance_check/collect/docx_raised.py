"""What Word's run properties say of the height of characters: superscripts, and letters raised and made smaller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
USUAL_SIZE = 20
"""In half points, where nothing says one (ECMA-376 Part 1, 17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The height of characters, each part None where nothing is said.

    vertical: "superscript", "subscript" or "baseline". position: half points above the line, 0 below it.
    size: in half points.
    """

    vertical: str | None = None
    position: int | None = None
    size: int | None = None

    def over(self, base: Letters) -> Letters:
        """These properties laid over those of `base`."""
        if self == UNSAID:
            return base
        return Letters(
            base.vertical if self.vertical is None else self.vertical,
            base.position if self.position is None else self.position,
            base.size if self.size is None else self.size,
        )

    def raised(self, size_before: int | None) -> bool:
        """Whether they are set as a superscript; raised without being smaller, they only meet a formula or picture."""
        if self.vertical in ("superscript", "subscript"):
            return self.vertical == "superscript"
        return bool(self.position) and (self.size or USUAL_SIZE) < (size_before or USUAL_SIZE)


UNSAID = Letters()
_TELLING = tuple(W + name for name in ("vertAlign", "position", "rStyle"))


def speaks(run: _Element) -> bool:
    """Whether a run may say how high its characters stand; most say nothing, and asking more takes its time."""
    properties = next(run.iterchildren(W + "rPr"), None)
    return properties is not None and next(properties.iterchildren(*_TELLING), None) is not None


def letters(properties: _Element | None) -> Letters:
    """What a w:rPr says."""
    said = {} if properties is None else {tag: properties.find(W + tag) for tag in ("vertAlign", "position", "sz")}
    values = {tag: element.get(W + "val", "") for tag, element in said.items() if element is not None}
    if not values:
        return UNSAID
    return Letters(
        values.get("vertAlign"),
        integer(values["position"], 0) if "position" in values else None,
        integer(values.get("sz"), 0) or None,
    )
