"""Small office files, built part by part, for the tests of the readers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from compliance_check import collect
from compliance_check.collect import media
from compliance_check.collect.source import Source
from compliance_check.model import Block, Document, Furniture, Heading, ListItem, Paragraph, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, held: dict[str, str] | None = None, **parts: str) -> bytes:
    """A Word file; parts: the inner XML of styles, numbering, footnotes, header, footer.

    held: parts by the kind of relation that leads to them, which is their name and the relation's id as well.
    """
    main = ['<Relationship Id="r0" Type="t/officeDocument" Target="word/document.xml"/>']
    other = [f'<Relationship Id="{name}" Type="t/{name}" Target="{name}.xml"/>' for name in parts]
    other += [f'<Relationship Id="{name}" Type="t/{name}" Target="held/{name}.xml"/>' for name in held or {}]
    files: dict[str, str | bytes] = {f"word/held/{name}.xml": content for name, content in (held or {}).items()}
    files |= {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{"".join(main)}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{"".join(other)}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    return zipped(files)


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The package with the names and contents of its members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return zipped(dict(change(name, old.read(name)) for name in old.namelist()))


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The package with another member."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return zipped({member: old.read(member) for member in old.namelist()} | {name: content})


def strict(name: str, content: bytes) -> tuple[str, bytes]:
    """A member as "Strict Open XML" has it."""
    namespaces = re.compile(rb"http://schemas\.openxmlformats\.org/(?!package)(\w+)/2006/")
    return name, namespaces.sub(rb"http://purl.oclc.org/ooxml/\1/", content)


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    body = content if content.startswith("<w:p>") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    row = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{row}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def read(data: bytes, name: str = "draft.docx") -> Document:
    """Read in this process, past the sandbox, so that a debugger and coverage see it."""
    kind = media.EXTENSIONS["." + name.rpartition(".")[2]]
    return collect.reader(kind)(Source(data, name, "d1", kind))


def outline(document: Document) -> list[tuple[str, str]]:
    """(kind, text) of every block but tables."""
    return [(block.kind, block.passage.text) for block in document.blocks if not isinstance(block, Table)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    """The texts of a table by row."""
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        found[cell.row].append(cell.text)
    return found


def paths(document: Document) -> list[str | None]:
    return [block.passage.path for block in document.blocks if not isinstance(block, Table)]


__all__ = ["Block", "Furniture", "Heading", "ListItem", "Paragraph"]
