"""Word documents (.docx): what the reader of the printed document sees, with the address of every piece.

`Passage.path` names the w:p or w:tc in its part: "body/p[12]", "body/tbl[2]/tr[3]/tc[1]" (see `docx_tables`),
"footnotes/footnote[3]/p[1]", "header1/p[1]"; text boxes, charts and the like stand under their paragraph:
"body/p[3]/txbxContent[1]/p[1]" (see `docx_drawings`).
`Passage.source` counts characters as `docx_text` says, "\\n" going on to the next paragraph. So the path and the
`source_offset` of a character are a place in a run: a review comment can be put exactly there.

Changes are read as accepted; hidden text is left out; both are said in a note. Comments are not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from compliance_check.collect import archive, outline, table_heads
from compliance_check.collect.docx_drawings import TEXT_BOX, steps
from compliance_check.collect.docx_margins import furniture
from compliance_check.collect.docx_notes import notes_on, shortened
from compliance_check.collect.docx_numbering import Numbering, read_numbering
from compliance_check.collect.docx_styles import W, is_centred, read_styles, value
from compliance_check.collect.docx_tables import children, read_table
from compliance_check.collect.docx_text import Content, Story, Tally, count_changes, mark_deleted
from compliance_check.collect.drawings import Drawings
from compliance_check.collect.passages import Piece, compose, together
from compliance_check.collect.source import Source
from compliance_check.model import Block, Document, Furniture, Heading, ListItem, Paragraph, Passage, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_HEADING = 100
MAX_NESTING = 20


def read(source: Source) -> Document:
    """The document in a .docx file. Raises UnreadableError for what is damaged, encrypted, or no Word document."""
    package = archive.open_package(source.data, source.path)
    main = next(
        (part for kind, part in package.relations("").values() if kind == "officeDocument"), "word/document.xml"
    )
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise archive.refuse(source.path, "不是 Word 文档", "it is not a Word document")
    parts = list(package.relations(main).values())
    by_kind = {kind: package.xml(part) for kind, part in parts if kind in ("styles", "numbering")}
    story = Story(read_styles(by_kind.get("styles")), Tally())
    drawings = Drawings(package, package.relations(main))
    reader = _Reader(story, read_numbering(by_kind.get("numbering")), drawings)
    reader.blocks_of(body, "body")
    body_blocks = len(reader.blocks)
    changes = count_changes(root)
    for kind, part in parts:
        if kind in ("footnotes", "endnotes", "header", "footer") and (other := package.xml(part)) is not None:
            changes += count_changes(other)
            drawings.relations = package.relations(part)
            reader.part(kind, part.rpartition("/")[2].removesuffix(".xml"), other)
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=outline.promote(reader.blocks, len(reader.blocks) - body_blocks, reader.numbered),
        notes=tuple(notes_on(changes, story.tally.hidden, drawings, sum(1 for _ in root.iter(W + "altChunk")))),
    )


@dataclass(slots=True)
class _Reader:
    """Collects the blocks of a document; numbering and fields run on from paragraph to paragraph."""

    story: Story
    numbering: Numbering
    drawings: Drawings
    blocks: list[Block] = field(default_factory=list)
    captions: list[Passage] = field(default_factory=list)
    carried: list[Piece] = field(default_factory=list)
    numbered: list[tuple[Passage, ListItem]] = field(default_factory=list)

    def part(self, kind: str, name: str, root: _Element) -> None:
        """Notes go to the end as paragraphs, headers and footers are furniture."""
        self.story.fields.clear()
        if kind in ("footnotes", "endnotes"):
            tag = kind.removesuffix("s")
            for number, note in enumerate(root.findall(W + tag), 1):
                if note.get(W + "type", "normal") == "normal":
                    self.blocks_of(note, f"{kind}/{tag}[{number}]")
            return
        role: Literal["header", "footer"] = "header" if kind == "header" else "footer"
        body, self.blocks, pictures = self.blocks, [], [*self.drawings.pictures]
        self.blocks_of(root, name)
        self.blocks = [*body, *furniture(self.blocks, role)]
        self.drawings.pictures = pictures  # logos need no word

    def blocks_of(self, parent: _Element, path: str, depth: int = 0) -> None:
        """The paragraphs and tables under an element, in their order, each followed by what is nested in it."""
        for child, step in children(parent, path):
            if child.tag == W + "p":
                self._paragraph(child, step, depth)
            elif child.tag == W + "tbl":
                self._table(child, step, depth)

    def _paragraph(self, element: _Element, path: str, depth: int) -> None:
        content = self.story.content(element)
        number = self._number(element) if content.source.strip() or not mark_deleted(element) else None
        if mark_deleted(element):
            self.carried.append(content.piece())
            return
        joined = together([*self.carried, content.piece()])
        self.carried = []
        if joined.source.strip() or (number is not None and number[0]):
            self.blocks.append(self._block(element, joined, path, number, content))
        for inner, step in steps(content.boxes, path):
            self._inner(inner, step, depth + 1)

    def _block(
        self, element: _Element, piece: Piece, path: str, number: tuple[str, str] | None, content: Content
    ) -> Block:
        style = self.story.styles.of_paragraph(element)
        plain = compose([piece], path)
        if style.contents or (content.in_contents and _is_contents_line(plain.text)):
            return Furniture(passage=plain, role="contents")
        printed, form = number or ("", "")
        if style.level and len(plain.text) <= LONGEST_HEADING and plain.text:
            return self._styled_heading(piece, path, style.level, printed)
        if printed and form != "bullet" and style.level is None:
            shown = compose([replace(piece, prefix=_prefix(printed))], path)
            self.numbered.append((shown, ListItem(passage=plain, marker=printed)))
            return Paragraph(passage=shown)
        if printed:
            return ListItem(passage=plain, marker=printed)
        if is_centred(element):
            self.captions.append(plain)
        return Paragraph(passage=plain)

    def _styled_heading(self, piece: Piece, path: str, level: int, printed: str) -> Heading:
        passage = compose([replace(piece, prefix=_prefix(printed))], path)
        if printed:
            return Heading(passage=passage, level=level, number=printed, title=compose([piece], path).text)
        number, title = outline.title_of(passage.text)
        return Heading(passage=passage, level=level, number=number, title=title)

    def _number(self, element: _Element) -> tuple[str, str] | None:
        properties = element.find(W + "pPr")
        style_id = "" if properties is None else value(properties, "pStyle") or ""
        styles = self.story.styles
        return self.numbering.next(styles.of_paragraph(element).number, style_id or styles.default)

    def _piece(self, element: _Element) -> tuple[Piece, tuple[_Element, ...]]:
        """A paragraph of a cell, with its automatic number before it."""
        content, number = self.story.content(element), self._number(element)
        prefix = _prefix(number[0]) if number and (number[1] != "bullet" or content.source.strip()) else ""
        return content.piece(prefix), content.boxes

    def _table(self, element: _Element, path: str, depth: int) -> None:
        caption, unit = table_heads.take_unit_and_caption(self.blocks, self.captions)
        found = read_table(element, path, self._piece)
        if found.table.cells:
            heads = {"caption": caption or found.table.caption, "unit": unit or found.table.unit}
            self.blocks.append(found.table.model_copy(update=heads))
        for inner, step in found.inner:
            self._inner(inner, step, depth + 1)

    def _inner(self, element: _Element, path: str, depth: int) -> None:
        """What stands in a cell or is anchored in a paragraph."""
        if depth > MAX_NESTING:
            return
        if element.tag == W + "tbl":
            self._table(element, path, depth)
        elif element.tag == TEXT_BOX:
            self.blocks_of(element, path, depth)
        else:
            self._drawn(element, path)

    def _drawn(self, element: _Element, path: str) -> None:
        """Charts and the like; a unit line right above a chart is that of its values."""
        text = next((block.passage.text for block in reversed(self.blocks) if not isinstance(block, Table)), "")
        for block in self.drawings.blocks(element, path, shortened(text)):
            above = self.blocks[-1] if self.blocks else None
            is_unit = isinstance(above, Paragraph) and table_heads.is_unit_line(above.passage.text)
            if isinstance(block, Table) and block.unit is None and isinstance(above, Paragraph) and is_unit:
                self.blocks[-1] = block.model_copy(update={"unit": above.passage})
            else:
                self.blocks.append(block)


def _prefix(number: str) -> str:
    """A printed number with the gap that sets it off from the text."""
    return number if not number or number[-1] in "、）)．：" else number + " "


def _is_contents_line(text: str) -> bool:
    """An entry of a table of contents; the bound keeps a field that never ends from swallowing the document."""
    return len(text) <= 2 * LONGEST_HEADING and (text[-1:].isdigit() or "\t" in text or text.replace(" ", "") == "目录")
