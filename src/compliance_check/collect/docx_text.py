"""The text of Word paragraphs as the reader sees it, character for character traceable to the runs.

`Content.source` counts the characters of a paragraph as follows, so that an offset in it can be turned back into a
place in the XML: every character of w:t, w:tab and w:ptab as "\\t", w:br and w:cr as "\\v" (Word's own sign for a line
break), w:noBreakHyphen as "-", w:sym as one character, formulas as `docx_math` writes them, choices and ticks of old
form fields where these begin. Nothing else counts:
deleted, moved away and hidden text, field codes, note marks, comments, soft hyphens (w:softHyphen), the phonetic guide
of w:ruby.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect.attributes import character, integer
from compliance_check.collect.docx_drawings import held
from compliance_check.collect.docx_math import M, linear
from compliance_check.collect.docx_styles import Styles, W, toggle

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LINE_BREAK = "\v"
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": LINE_BREAK, W + "cr": LINE_BREAK, W + "noBreakHyphen": "-"}
_SILENT = {
    *(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tbl")),
    *(W + name for name in ("del", "moveFrom", "delText", "delInstrText", "softHyphen", "rt", "lastRenderedPageBreak")),
    *(W + name for name in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "commentReference")),
}
_SYMBOLS = {  # Wingdings, by the low byte: the boxes and ticks that forms are filled in with
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0xA8: "□",
    0xD8: "➢",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x52: "☑",
    0x54: "☒",
}


@dataclass(slots=True)
class Tally:
    """What a document note has to mention."""

    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """A paragraph's text, what is anchored in it (see `held`), and whether it lies inside a table of contents."""

    source: str
    boxes: tuple[_Element, ...] = ()
    in_contents: bool = False


@dataclass(slots=True)
class _Field:
    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class Story:
    """Reads the paragraphs of one part in their order: a field can begin in one and end in another."""

    styles: Styles
    tally: Tally
    fields: list[_Field] = field(default_factory=list)

    def content(self, paragraph: _Element) -> Content:
        """The content of a w:p. A paragraph hidden by its style has none."""
        pieces: list[str] = []
        boxes: list[_Element] = []
        before = self._in_contents()
        hidden = self.styles.of_paragraph(paragraph).hidden
        self._walk(paragraph, pieces, boxes, hidden)
        for entry in self.fields:
            entry.shown = True  # a field whose code does not end in its own paragraph would swallow all that follows
        return Content("".join(pieces), tuple(boxes), before or self._in_contents())

    def _in_contents(self) -> bool:
        return any(entry.code.split()[:1] == ["TOC"] for entry in self.fields)

    def _walk(self, parent: _Element, pieces: list[str], boxes: list[_Element], hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._walk(child, pieces, boxes, self.styles.hides(child, hidden))
            elif tag == W + "t":
                self._text(child.text or "", pieces, hidden)
            elif tag == M + "oMath":
                self._text(linear(child), pieces, hidden)
            elif tag in _SIGNS:
                self._text(_SIGNS[tag], pieces, hidden)
            elif tag == W + "sym":
                self._text(symbol(child.get(W + "char", "")), pieces, hidden)
            elif tag == W + "fldChar":
                self._text(chosen(child), pieces, hidden)
                self._mark(child.get(W + "fldCharType", ""))
            elif tag == W + "instrText":
                if self.fields:
                    self.fields[-1].code += child.text or ""
            elif tag in (W + "drawing", W + "pict", W + "object"):
                boxes.extend(held(child))
            elif tag == MC + "AlternateContent":
                self._walk_choice(child, pieces, boxes, hidden)
            elif tag not in _SILENT and isinstance(tag, str):
                self._walk(child, pieces, boxes, hidden)

    def _walk_choice(self, element: _Element, pieces: list[str], boxes: list[_Element], hidden: bool) -> None:
        """One of the alternatives only: they show the same thing."""
        chosen = element.find(MC + "Choice")
        if chosen is None:
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self._walk(chosen, pieces, boxes, hidden)

    def _text(self, text: str, pieces: list[str], hidden: bool) -> None:
        if any(not entry.shown for entry in self.fields):
            return
        if hidden:
            self.tally.hidden += len(text.strip())
        else:
            pieces.append(text)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].shown = True
        elif self.fields and kind == "end":
            self.fields.pop()


def chosen(field: _Element) -> str:
    """What an old form field shows that has no text of its own: the choice of a drop-down list, the tick of a box."""
    entries = [entry.get(W + "val", "") for entry in field.iterfind(f"{W}ffData/{W}ddList/{W}listEntry")]
    if entries:
        result = field.find(f"{W}ffData/{W}ddList/{W}result")
        index = 0 if result is None else integer(result.get(W + "val"), 0)
        return entries[index] if index < len(entries) else ""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    ticked = toggle(box, "checked")
    return "☒" if (toggle(box, "default") if ticked is None else ticked) else "☐"


def symbol(code: str) -> str:
    """The usual character for a character of a symbol font ("F0FE")."""
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd"
    return _SYMBOLS.get(number & 0xFF, "•") if 0xE000 <= number <= 0xF8FF else character(number) or "\ufffd"


def count_changes(root: _Element) -> int:
    """How many insertions, deletions and moves of text wait to be accepted."""
    removed = sum(1 for _ in root.iter(W + "del", W + "moveFrom"))
    parents = (change.getparent() for change in root.iter(W + "ins", W + "moveTo"))
    return removed + sum(1 for parent in parents if parent is not None and parent.tag != W + "rPr")


def mark_deleted(paragraph: _Element) -> bool:
    """Whether the end of the paragraph is deleted, so that it goes on in the next one."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None for kind in ("del", "moveFrom"))
