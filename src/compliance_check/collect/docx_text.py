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

from compliance_check.collect.docx_drawings import held
from compliance_check.collect.docx_math import M, linear
from compliance_check.collect.docx_raised import Letters, speaks
from compliance_check.collect.docx_signs import chosen, symbol
from compliance_check.collect.docx_styles import Styles, W
from compliance_check.collect.passages import Piece
from compliance_check.collect.raised import read_of

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


@dataclass(slots=True)
class Tally:
    """What a document note has to mention."""

    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """A paragraph's text, what is anchored in it (see `held`), and whether it lies inside a table of contents.

    read: what of the text is read, as `Piece` has it.
    """

    source: str
    boxes: tuple[_Element, ...] = ()
    in_contents: bool = False
    read: str | None = None

    def piece(self, prefix: str = "") -> Piece:
        """The piece of a passage that the paragraph is."""
        return Piece(self.source, prefix, self.read)


@dataclass(slots=True)
class _Open:
    """A paragraph while it is read: the letters of its style, texts and whether they are raised, what is anchored.

    raised: whether the run at hand is. before: the last run that was not.
    """

    around: Letters
    parts: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    raised: bool = False
    before: _Element | None = None


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
        style = self.styles.of_paragraph(paragraph)
        into = _Open(style.letters.over(self.styles.letters))
        before = self._in_contents()
        self._walk(paragraph, into, style.hidden)
        for entry in self.fields:
            entry.shown = True  # a field whose code does not end in its own paragraph would swallow all that follows
        source = "".join(text for text, _ in into.parts)
        return Content(source, tuple(into.boxes), before or self._in_contents(), read_of(into.parts))

    def _in_contents(self) -> bool:
        return any(entry.code.split()[:1] == ["TOC"] for entry in self.fields)

    def _walk(self, parent: _Element, into: _Open, hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                outer, into.raised = into.raised, self._raised(child, into)
                self._walk(child, into, self.styles.hides(child, hidden))
                into.raised = outer
            elif tag == W + "t":
                self._text(child.text or "", into, hidden, into.raised)
            elif tag == M + "oMath":
                self._text(linear(child), into, hidden)
            elif tag in _SIGNS:
                self._text(_SIGNS[tag], into, hidden)
            elif tag == W + "sym":
                self._text(symbol(child.get(W + "char", "")), into, hidden)
            elif tag == W + "fldChar":
                self._text(chosen(child), into, hidden)
                self._mark(child.get(W + "fldCharType", ""))
            elif tag == W + "instrText":
                if self.fields:
                    self.fields[-1].code += child.text or ""
            elif tag in (W + "drawing", W + "pict", W + "object"):
                into.boxes.extend(held(child))
            elif tag == MC + "AlternateContent":
                self._walk_choice(child, into, hidden)
            elif tag not in _SILENT and isinstance(tag, str):
                self._walk(child, into, hidden)

    def _walk_choice(self, element: _Element, into: _Open, hidden: bool) -> None:
        """One of the alternatives only: they show the same thing."""
        chosen = element.find(MC + "Choice")
        if chosen is None:
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self._walk(chosen, into, hidden)

    def _raised(self, run: _Element, into: _Open) -> bool:
        raised = into.around.vertical == "superscript"
        if speaks(run):
            before = into.around if into.before is None else self.styles.letters_of(into.before, into.around)
            raised = self.styles.letters_of(run, into.around).raised(before.size)
        into.before = into.before if raised else run
        return raised

    def _text(self, text: str, into: _Open, hidden: bool, raised: bool = False) -> None:
        if any(not entry.shown for entry in self.fields):
            return
        if hidden:
            self.tally.hidden += len(text.strip())
        else:
            into.parts.append((text, raised))

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].shown = True
        elif self.fields and kind == "end":
            self.fields.pop()


def count_changes(root: _Element) -> int:
    """How many insertions, deletions and moves of text wait to be accepted."""
    removed = sum(1 for _ in root.iter(W + "del", W + "moveFrom"))
    parents = (change.getparent() for change in root.iter(W + "ins", W + "moveTo"))
    return removed + sum(1 for parent in parents if parent is not None and parent.tag != W + "rPr")


def mark_deleted(paragraph: _Element) -> bool:
    """Whether the end of the paragraph is deleted, so that it goes on in the next one."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None for kind in ("del", "moveFrom"))
