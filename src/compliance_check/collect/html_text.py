"""The text of HTML elements as a browser shows it: white space collapsed, hidden parts left out, exact source kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect.passages import LINE_BREAK, PARAGRAPH_BREAK, Shown, assemble
from compliance_check.collect.raised import shown
from compliance_check.model import Line, Passage

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody "
    "td tfoot th thead tr ul caption".split()
)
SILENT = frozenset(
    "script style template noscript head title meta link base iframe frame frameset noframes object embed applet "
    "canvas audio video svg math map option datalist img rp rt col colgroup".split()
)
_UNDRAWN = frozenset("defs symbol clippath mask pattern marker template noscript".split())
_FIELDS = frozenset("input textarea select".split())
_WRITTEN = frozenset("text number email tel url search date month week time datetime-local".split())
SPACE = " \t\n\r\f"
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)

_SUPER = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super\b", re.IGNORECASE)


def is_hidden(element: _Element) -> bool:
    """Whether an element and all in it is not shown."""
    if element.get("hidden") is not None and element.get("hidden", "").lower() != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return bool(_HIDING.search(element.get("style", "")))


def is_raised(element: _Element) -> bool:
    """Whether an element is set as a superscript."""
    return element.tag == "sup" or bool(_SUPER.search(element.get("style", "")))


def is_skipped(element: _Element) -> bool:
    """Whether nothing in an element is text of the page."""
    return not isinstance(element.tag, str) or element.tag in SILENT or is_hidden(element)


def has_blocks(element: _Element) -> bool:
    """Whether an inline element holds blocks, as a link or a span around a table does."""
    return any(isinstance(inner.tag, str) and inner.tag in BLOCKS for inner in element.iterdescendants())


def is_of_main(element: _Element) -> bool:
    """Whether an element is the header or footer of the main content, not of the page."""
    around = element.iterancestors() if element.tag in ("header", "footer") else ()
    return any(outer.tag in ("main", "article") for outer in around)


def line_of(element: _Element) -> int | None:
    """The line of the file on which an element begins."""
    number: object = element.sourceline
    return number if isinstance(number, int) else None


def content_of(element: _Element) -> str:
    """All text in an element, shown or not."""
    return "".join(piece for piece in element.itertext() if isinstance(piece, str))


@dataclass(slots=True)
class Text:
    """Text on its way to a passage: the exact pieces, and which of their characters are shown."""

    source: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    length: int = 0
    line: int | None = None

    def add(self, text: str | None, verbatim: bool = False, shown: str | None = None) -> None:
        """Append text of the page; `verbatim` keeps its white space. shown: what is read of it, one for one, or ""."""
        if not text:
            return
        for index, sign in enumerate(text if shown is None else shown):
            self._show(sign, self.length + index, verbatim)
        self.source.append(text)
        self.length += len(text)

    def _show(self, sign: str, position: int, verbatim: bool) -> None:
        if verbatim:
            self.shown.append((LINE_BREAK if sign == "\n" else sign, position))
        elif sign not in SPACE:
            self.shown.append((sign, position))
        elif self.shown and self.shown[-1][0] not in (" ", "\n", LINE_BREAK):
            # A line end in the file is remembered until it is known what follows it.
            self.shown.append(("\n" if sign in "\r\n" else " ", position))
        elif self.shown and self.shown[-1][0] == " " and sign in "\r\n":
            self.shown[-1] = ("\n", position)

    def line_break(self, sign: str = LINE_BREAK) -> None:
        """A <br>, or the end of a block within a cell."""
        while self.shown and self.shown[-1][0] in (" ", "\n"):
            self.shown.pop()
        if sign == PARAGRAPH_BREAK and (not self.shown or self.shown[-1][0] == LINE_BREAK):
            return
        if self.shown:
            self.shown.append((LINE_BREAK, self.length))
        self.source.append(sign)
        self.length += 1

    def tail(self) -> str:
        """The last characters shown."""
        return "".join(sign for sign, _ in self.shown[-4:])

    def passage(self, path: str, tight: bool = False) -> Passage:
        """The passage; a line end of the file between two Chinese characters is no space."""
        shown = [pair for index, pair in enumerate(self.shown) if not self._is_wrap(index)]
        signs = [(" " if sign == "\n" else sign, position) for sign, position in shown]
        lines = () if self.line is None else (Line(0, line=self.line),)
        return assemble(signs, "".join(self.source), path, tight, lines)

    def _is_wrap(self, index: int) -> bool:
        if self.shown[index][0] != "\n" or not 0 < index < len(self.shown) - 1:
            return False
        return all(sign > "\u2e7f" for sign in (self.shown[index - 1][0], self.shown[index + 1][0]))


def gather(element: _Element, text: Text, verbatim: bool = False) -> None:
    """Append all that an element shows; blocks in it go on a line of their own."""
    text.line = text.line if text.line is not None else line_of(element)
    text.add(element.text, verbatim)
    for child in element:
        gather_child(child, text, verbatim)
        text.add(child.tail, verbatim)


def gather_child(child: _Element, text: Text, verbatim: bool) -> None:
    """Append a child element of any kind."""
    if is_skipped(child):
        return
    if child.tag in ("br", "hr"):
        text.line_break()
    elif child.tag in _FIELDS:
        text.add(filled_in(child))
    elif is_raised(child) and (read := shown(text.tail(), content_of(child), _after(child))) != content_of(child):
        text.add(content_of(child), verbatim, read)
    elif child.tag == "wbr":
        return
    elif child.tag in BLOCKS:
        text.line_break(PARAGRAPH_BREAK)
        gather(child, text, verbatim or child.tag == "pre")
        text.line_break(PARAGRAPH_BREAK)
    else:
        gather(child, text, verbatim)


def _after(element: _Element) -> str:
    """The text behind an element, which may stand in the next one; what is raised as well does not count."""
    following = element.getnext()
    if (element.tail or "").strip() or following is None or is_skipped(following) or is_raised(following):
        return element.tail or ""
    return content_of(following)


def filled_in(field: _Element) -> str:
    """What a form field is filled in with; a list of choices of which none is marked is a means of navigation."""
    if field.tag == "input":
        return field.get("value", "") if field.get("type", "text").lower() in _WRITTEN else ""
    if field.tag == "textarea":
        return content_of(field)
    chosen = (option for option in field.iter("option") if option.get("selected") is not None)
    return " ".join(content_of(option).strip() for option in chosen)


def drawn_texts(element: _Element) -> Iterator[_Element]:
    """The text elements in the SVG drawings within an element, or in itself, that are shown."""
    for drawing in element.iter("svg"):
        for text in drawing.iter("text"):
            around = [text, *text.iterancestors()]
            if not any(e.tag in _UNDRAWN or is_hidden(e) or e.get("display") == "none" for e in around):
                yield text
