"""HTML files and saved pages: what a browser shows of them without running scripts or asking for any resource.

`Passage.path` is the XPath of the element that holds the text, `Line.line` the line on which that element begins,
`source` the text as decoded, a <br> counting as "\\v" and the border between two blocks of a cell as "\\n".
Where the page marks its main content, all else is furniture. What fields are filled in with is text where they stand,
the texts of SVG drawings follow the block that they stand in. Hidden elements are skipped, and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect import html_css, outline, table_heads
from compliance_check.collect.attributes import integer
from compliance_check.collect.html_notes import notes_on
from compliance_check.collect.html_source import decode, parse, too_deep
from compliance_check.collect.html_tables import is_layout, read_table
from compliance_check.collect.html_text import (
    BLOCKS,
    Text,
    content_of,
    drawn_texts,
    gather,
    gather_child,
    has_blocks,
    is_of_main,
    is_skipped,
    line_of,
)
from compliance_check.collect.source import Source
from compliance_check.model import Bilingual, Block, Document, Furniture, Heading, ListItem, Paragraph, Passage, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OUTSIDE = {"header": "header", "footer": "footer", "nav": "contents"}
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def read(source: Source) -> Document:
    """The document in an HTML file. Raises UnreadableError for binary content and for pages nested beyond reason."""
    root = parse(decode(source.data, source.path), source.path)
    blocks: tuple[Block, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    if root is not None:
        html_css.hide(root)
        page = _Page(root)
        try:
            page.walk(root)
        except RecursionError:
            raise too_deep(source.path) from None
        blocks, notes = page.finished(), tuple(notes_on(root))
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=blocks,
        notes=notes,
    )


@dataclass(slots=True)
class _Page:
    """Collects the blocks of a page."""

    root: _Element
    blocks: list[Block] = field(default_factory=list)
    centred: list[Passage] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    drawn: list[_Element] = field(default_factory=list)
    counts: dict[_Element, int] = field(default_factory=dict)
    main: str = field(init=False)

    def __post_init__(self) -> None:
        marked = [e for e in self.root.iter("*") if e.tag == "main" or e.get("role") == "main"]
        found = marked or list(self.root.iter("article"))
        # A page that marks something small, such as a teaser, marks no main content.
        most = len(found) == 1 and 2 * len(content_of(found[0])) >= len(content_of(self.root))
        self.main = self._path(found[0]) if most else ""

    def finished(self) -> tuple[Block, ...]:
        """The blocks, with the headings that only their printed numbers tell."""
        return outline.promote(self.blocks)

    def walk(self, element: _Element) -> None:
        """Add the blocks of an element: runs of inline content, and the blocks between them."""
        outside = _OUTSIDE.get(str(element.tag)) or {"navigation": "contents"}.get(element.get("role", ""))
        if outside and not is_of_main(element):
            self.outside.append(outside)
        run = self._run(element, element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag in BLOCKS and not is_skipped(child):
                self._flush(run, element)
                self._block(child)
                run = self._run(child, child.tail)
            elif not is_skipped(child) and has_blocks(child):
                self._flush(run, element)
                self.walk(child)
                run = self._run(child, child.tail)
            else:
                self.drawn += drawn_texts(child) if isinstance(child.tag, str) else ()
                if run.line is None or not run.shown:
                    run.line = line_of(child) or run.line
                gather_child(child, run, element.tag == "pre")
                run.add(child.tail, element.tag == "pre")
        self._flush(run, element)
        if outside and not is_of_main(element):
            self.outside.pop()

    def _run(self, element: _Element, text: str | None) -> Text:
        run = Text(line=line_of(element))
        run.add(text, element.tag == "pre")
        return run

    def _block(self, element: _Element) -> None:
        if element.tag in _HEADINGS or element.get("role") == "heading":
            self._heading(element)
        elif element.tag == "table" and not is_layout(element):
            self._table(element)
        elif element.tag == "li":
            self._item(element)
        else:
            self.walk(element)

    def _heading(self, element: _Element) -> None:
        text = Text()
        gather(element, text)
        passage = text.passage(self._path(element))
        declared = element.get("aria-level", "")
        level = _HEADINGS.get(str(element.tag)) or (int(declared) if declared in tuple("123456789") else 2)
        number, title = outline.title_of(passage.text)
        self._add(Heading(passage=passage, level=level, number=number, title=title))

    def _item(self, element: _Element) -> None:
        """A list item; what stands in blocks of its own within it follows."""
        count = len(self.blocks)
        self.walk(element)
        first = self.blocks[count] if len(self.blocks) > count else None
        if isinstance(first, Paragraph):
            self.blocks[count] = ListItem(passage=first.passage, marker=self._marker(element))

    def _marker(self, element: _Element) -> str:
        """The sign or number that a browser prints before a list item."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol":
            return "•"
        number = integer(element.get("value"), self.counts.get(parent, integer(parent.get("start"), 1) - 1) + 1)
        self.counts[parent] = number
        return f"{number}."

    def _table(self, element: _Element) -> None:
        self.drawn += drawn_texts(element)
        table = read_table(element, self._path)
        if table is None:
            self._add_drawn()
            return
        caption, unit = table_heads.take_unit_and_caption(self.blocks, self.centred)
        own, unit = table.caption, unit or table.unit
        if own is not None and unit is None and table_heads.is_unit_line(own.text):
            own, unit = None, own
        self._add(table.model_copy(update={"caption": own or caption, "unit": unit}))
        self._add_drawn()

    def _flush(self, run: Text, element: _Element) -> None:
        passage = run.passage(self._path(element)) if run.shown else None
        if passage is not None and passage.text:
            self._paragraph(passage, element)
        self._add_drawn()

    def _paragraph(self, passage: Passage, element: _Element) -> None:
        if element.tag == "center" or element.get("align") == "center" or _CENTRED.search(element.get("style", "")):
            self.centred.append(passage)
        self._add(Paragraph(passage=passage))

    def _add_drawn(self) -> None:
        """The texts of drawings that were met in the block before."""
        for element in self.drawn:
            text = Text(line=line_of(element))
            text.add(content_of(element))
            self._add(Paragraph(passage=text.passage(self._path(element))))
        self.drawn.clear()

    def _add(self, block: Block) -> None:
        if isinstance(block, Table) or not (self.outside or self._is_beside(block.passage)):
            self.blocks.append(block)
        elif block.passage.text:
            role = self.outside[-1] if self.outside else "header"
            self.blocks.append(Furniture(passage=block.passage, role=role))

    def _is_beside(self, passage: Passage) -> bool:
        """Whether a passage lies beside the main content that the page marks."""
        path = passage.path or ""
        return bool(self.main) and path != self.main and not path.startswith(self.main + "/")

    def _path(self, element: _Element) -> str:
        return element.getroottree().getpath(element)
