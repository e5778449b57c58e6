"""What a Word document's styles say of a paragraph: heading level, automatic number, hidden text, table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.docx_raised import UNSAID, Letters, letters
from compliance_check.collect.docx_raised import W as W

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY_LEVEL = 9
_HEADING = re.compile(r"(?:heading|标题|標題|kop|überschrift|titre)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*\d", re.IGNORECASE)
_TITLES = {"title", "标题", "標題"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits.

    level: heading level from 1, 0 for body text by decree, None where nothing is said.
    number: (list id, level or None) of its automatic numbering.
    """

    level: int | None = None
    number: tuple[str, int | None] | None = None
    hidden: bool = False
    contents: bool = False
    letters: Letters = UNSAID


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id; `default` is the paragraph style of paragraphs that name none."""

    by_id: dict[str, Style]
    default: str = ""
    letters: Letters = UNSAID

    def of_paragraph(self, paragraph: _Element) -> Style:
        """The style of a paragraph, its own properties laid over it."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return self.by_id.get(self.default, PLAIN)
        style = self.by_id.get(value(properties, "pStyle") or self.default, PLAIN)
        level, number = outline_level(properties), list_number(properties)
        if level is not None:
            style = replace(style, level=level)
        if number is not None:
            style = replace(style, number=_merge(number, style.number))
        return style

    def hides(self, run: _Element, paragraph: bool) -> bool:
        """Whether a run is hidden text; paragraph: whether the style of its paragraph hides.

        What the run says itself counts; styles that both hide cancel out (ECMA-376 Part 1, 17.7.3).
        """
        properties = run.find(W + "rPr")
        if properties is None:
            return paragraph
        own = toggle(properties, "vanish")
        return self.by_id.get(value(properties, "rStyle") or "", PLAIN).hidden != paragraph if own is None else own

    def letters_of(self, run: _Element, around: Letters) -> Letters:
        """The letters of a run: its own properties over its style over those `around` it in the paragraph."""
        properties = run.find(W + "rPr")
        if properties is None:
            return around
        style = self.by_id.get(value(properties, "rStyle") or "", PLAIN)
        return letters(properties).over(style.letters.over(around))


def read_styles(root: _Element | None) -> Styles:
    """The styles of word/styles.xml."""
    elements = {} if root is None else {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
    default = next(
        (i for i, e in elements.items() if e.get(W + "type") == "paragraph" and on(e.get(W + "default"))), ""
    )
    general = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles({identifier: _resolve(identifier, elements) for identifier in elements}, default, letters(general))


def _resolve(identifier: str, elements: dict[str, _Element]) -> Style:
    """A style on top of its ancestors; a circle of ancestors ends where it closes."""
    chain: list[str] = []
    while identifier in elements and identifier not in chain:
        chain.append(identifier)
        identifier = value(elements[identifier], "basedOn") or ""
    style = PLAIN
    for ancestor in reversed(chain):
        style = _overlay(style, ancestor, elements[ancestor])
    return style


def _overlay(style: Style, identifier: str, element: _Element) -> Style:
    name = value(element, "name") or identifier
    match = _HEADING.fullmatch(name.strip()) or _HEADING.fullmatch(identifier)
    if match:
        style = replace(style, level=int(match.group(1)))
    elif name.strip().lower() in _TITLES:
        style = replace(style, level=1)
    properties, run = element.find(W + "pPr"), element.find(W + "rPr")
    if properties is not None:
        level, number = outline_level(properties), list_number(properties)
        style = replace(
            style,
            level=style.level if level is None else level,
            number=style.number if number is None else _merge(number, style.number),
        )
    hidden = None if run is None else toggle(run, "vanish")
    contents = style.contents or bool(_CONTENTS.fullmatch(name.strip()))
    hides = style.hidden if hidden is None else hidden
    return replace(style, hidden=hides, contents=contents, letters=letters(run).over(style.letters))


def _merge(own: tuple[str, int | None], inherited: tuple[str, int | None] | None) -> tuple[str, int | None]:
    """A paragraph can name the level alone and inherit the list."""
    identifier, level = own
    return (identifier or (inherited[0] if inherited else ""), level)


def outline_level(properties: _Element) -> int | None:
    """The heading level that paragraph properties set: 1 to 9, 0 for body text, None if they are silent."""
    level = integer(value(properties, "outlineLvl"), -1)
    if level < 0:
        return None
    return 0 if level >= BODY_LEVEL else level + 1


def list_number(properties: _Element) -> tuple[str, int | None] | None:
    """(list id, level) that paragraph properties set; list id "0" takes the numbering away."""
    element = properties.find(W + "numPr")
    if element is None:
        return None
    level = integer(value(element, "ilvl"), -1)
    return (value(element, "numId") or "", level if level >= 0 else None)


def value(parent: _Element, name: str) -> str | None:
    """The w:val of the child `name`, None without such a child."""
    child = parent.find(W + name)
    return None if child is None else child.get(W + "val")


def toggle(parent: _Element, name: str) -> bool | None:
    """A property that is on by being there: True, False, or None where it is not."""
    child = parent.find(W + name)
    return None if child is None else on(child.get(W + "val", "1"))


def on(text: str | None) -> bool:
    """Whether an on/off attribute is on."""
    return text in ("1", "true", "on")


def is_centred(element: _Element) -> bool:
    """Whether a paragraph is set in the middle of the line, or is a caption by its style."""
    properties = element.find(W + "pPr")
    if properties is None:
        return False
    style = value(properties, "pStyle") or ""
    return value(properties, "jc") == "center" or style.lower() in ("caption", "题注")
