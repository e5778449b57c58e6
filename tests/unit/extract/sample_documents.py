"""Documents of a few lines for tests: "# " begins a heading, "| " a table row, "~ " a running header."""

from __future__ import annotations

from compliance_check.model import Block, Cell, Document, Furniture, Heading, Line, Paragraph, Passage, Table


def document(text: str, path: str = "draft.txt") -> Document:
    """The document that the lines of `text` describe; a heading's level is its number of #."""
    blocks: list[Block] = []
    rows: list[list[Passage]] = []
    for number, line in enumerate([*text.strip("\n").split("\n"), ""], 1):
        piece = line.strip()
        if piece.startswith("|"):
            rows.append([_passage(cell.strip(), number) for cell in piece.strip("|").split("|")])
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if piece:
            blocks.append(_block(piece, number))
    return Document(id="d1", path=path, sha256="0" * 64, media_type="text/plain", blocks=tuple(blocks))


def _passage(text: str, number: int) -> Passage:
    return Passage(text, text, lines=(Line(0, line=number),))


def _block(piece: str, number: int) -> Block:
    if piece.startswith("~"):
        return Furniture(passage=_passage(piece[1:].strip(), number), role="header")
    if piece.startswith("#"):
        title = piece.lstrip("#").strip()
        return Heading(passage=_passage(title, number), level=len(piece) - len(piece.lstrip("#")), title=title)
    return Paragraph(passage=_passage(piece, number))


def _table(rows: list[list[Passage]]) -> Table:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text.text)
    return Table(cells=cells, rows=len(rows), columns=max(len(row) for row in rows))
