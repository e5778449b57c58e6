"""What the tests of the text readers share: reading a string, and the invariant that nothing is lost."""

from __future__ import annotations

from compliance_check.collect import read_bytes
from compliance_check.collect.folding import fold
from compliance_check.model import Block, Document, Furniture, Heading, ListItem, Paragraph, Passage, Table


def document(text: str, name: str = "draft.txt") -> Document:
    return read_bytes(text.encode("utf-8", "surrogatepass"), name, "d1")


def outline(read: Document) -> list[str]:
    """One line per block: its kind's letter and what is to be compared."""
    return [described(block) for block in read.blocks]


def described(block: Block) -> str:
    if isinstance(block, Heading):
        return f"H{block.level} {block.number}|{block.title}"
    if isinstance(block, ListItem):
        return f"I {block.marker}|{block.passage.text}"
    if isinstance(block, Paragraph):
        return f"P {block.passage.text}"
    if isinstance(block, Furniture):
        return f"F {block.role}|{block.passage.text}"
    return f"T {block.rows}x{block.columns}"


def passages(block: Block) -> list[Passage]:
    if isinstance(block, Table):
        titles = [passage for passage in (block.caption, block.unit) if passage is not None]
        return [*titles, *(cell.passage for cell in block.cells)]
    return [block.passage]


def assert_faithful(text: str, read: Document) -> None:
    """Every passage is where it says it is and maps back to its source; every visible character is in one block."""
    starts = line_starts(text)
    owner: dict[int, int] = {}
    cursor = 0
    for number, block in enumerate(read.blocks):
        begin = cursor
        for passage in passages(block):
            line = passage.lines[0].line
            assert line is not None
            first = starts[line - 1]
            if begin > first and "\n" not in text[first:begin]:
                first = begin
            at = text.find(passage.source, first)
            cursor = max(cursor, at + len(passage.source))
            assert at >= 0 and not text[first:at].strip()
            assert_mapped(passage)
            for offset in range(at, at + len(passage.source)):
                if not text[offset].isspace():
                    assert owner.setdefault(offset, number) == number
    lost = [offset for offset, character in enumerate(text) if not character.isspace() and offset not in owner]
    assert not lost, f"in no block: {[text[offset] for offset in lost[:20]]}"


def line_starts(text: str) -> list[int]:
    starts, position = [0], 0
    while position < len(text):
        if text.startswith("\r\n", position):
            position += 2
            starts.append(position)
        else:
            position += 1
            if text[position - 1] in "\r\n":
                starts.append(position)
    return starts


def assert_mapped(passage: Passage) -> None:
    folded = "".join(fold(line) for line in passage.source.splitlines(keepends=True))
    for offset, character in enumerate(passage.text):
        origin = folded[passage.source_offset(offset)]
        assert origin == character or (character == " " and origin.isspace()), (offset, passage)
