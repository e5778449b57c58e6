"""HTML files and saved pages: what a browser shows of them without running scripts or asking for any resource.

`Passage.path` is the XPath of the element that holds the text, `Line.line` the line on which that element begins,
`source` the text as decoded, a <br> counting as "\\v" and the border between two blocks of a cell as "\\n".
Where the page marks its main content, all else is furniture. Hidden elements are skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect import archive, encoding, outline, table_heads
from compliance_check.collect.attributes import integer
from compliance_check.collect.html_tables import is_layout, read_table
from compliance_check.collect.html_text import BLOCKS, Text, content_of, gather, gather_child, is_skipped, line_of
from compliance_check.collect.source import Source
from compliance_check.model import Block, Document, Furniture, Heading, ListItem, Paragraph, Passage, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

SNIFFED = 4096
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
"""Browsers read these names as the larger set that pages really use."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEVELS = tuple("123456789")
_OUTSIDE = {"header": "header", "footer": "footer", "nav": "contents"}
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def read(source: Source) -> Document:
    """The document in an HTML file. Raises UnreadableError for binary content and for pages nested beyond reason."""
    root = _parse(decode(source.data, source.path), source.path)
    blocks: tuple[Block, ...] = ()
    if root is not None:
        page = _Page(root)
        try:
            page.walk(root)
        except RecursionError:
            raise _too_deep(source.path) from None
        blocks = page.finished()
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=blocks,
    )


def decode(data: bytes, where: str) -> str:
    """The text of a page: by its byte order mark, as UTF-8 if it is that, else as it declares, else as it looks."""
    marked = any(data.startswith(mark) for mark, _ in encoding.MARKS)
    declared = _CHARSET.search(data[:SNIFFED])
    if not marked and declared is not None and encoding.strict(data, "utf-8") is None:
        name = declared[1].decode("ascii").lower()
        try:
            return encoding.checked(data.decode(_SUPERSETS.get(name, name)), where)
        except (UnicodeDecodeError, LookupError):
            pass
    return encoding.decode(data, where)


def _parse(text: str, where: str) -> _Element | None:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise _too_deep(where)
    return root


def _too_deep(where: str) -> Exception:
    return archive.refuse(where, "网页结构嵌套过深或过大", "the page is nested too deeply, or too large")


@dataclass(slots=True)
class _Page:
    """Collects the blocks of a page."""

    root: _Element
    blocks: list[Block] = field(default_factory=list)
    centred: list[Passage] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
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
        if outside and not self._within_main(element):
            self.outside.append(outside)
        run = self._run(element, element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag in BLOCKS and not is_skipped(child):
                self._flush(run, element)
                self._block(child)
                run = self._run(child, child.tail)
            elif not is_skipped(child) and self._has_blocks(child):
                self._flush(run, element)
                self.walk(child)
                run = self._run(child, child.tail)
            else:
                if run.line is None or not run.shown:
                    run.line = line_of(child) or run.line
                gather_child(child, run, element.tag == "pre")
                run.add(child.tail, element.tag == "pre")
        self._flush(run, element)
        if outside and not self._within_main(element):
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
        level = _HEADINGS.get(str(element.tag)) or (int(declared) if declared in _LEVELS else 2)
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
        table = read_table(element, self._path)
        if table is None:
            return
        caption, unit = table_heads.take_unit_and_caption(self.blocks, self.centred)
        own, unit = table.caption, unit or table.unit
        if own is not None and unit is None and table_heads.is_unit_line(own.text):
            own, unit = None, own
        self._add(table.model_copy(update={"caption": own or caption, "unit": unit}))

    def _flush(self, run: Text, element: _Element) -> None:
        passage = run.passage(self._path(element)) if run.shown else None
        if passage is None or not passage.text:
            return
        if element.tag == "center" or element.get("align") == "center" or _CENTRED.search(element.get("style", "")):
            self.centred.append(passage)
        self._add(Paragraph(passage=passage))

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

    def _within_main(self, element: _Element) -> bool:
        return element.tag in ("header", "footer") and any(
            a.tag in ("main", "article") for a in element.iterancestors()
        )

    def _has_blocks(self, element: _Element) -> bool:
        """Whether an inline element holds blocks, as a link or a span around a table does."""
        return any(isinstance(inner.tag, str) and inner.tag in BLOCKS for inner in element.iterdescendants())

    def _path(self, element: _Element) -> str:
        return element.getroottree().getpath(element)
