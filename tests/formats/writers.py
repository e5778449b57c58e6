"""One small disclosure written as each format, from the same headings, paragraphs and tables."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

Row = tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Grid:
    rows: tuple[Row, ...]


Part = Heading | Text | Grid


def parts_of(markdown: str) -> list[Part]:
    """The parts of an example: ATX headings, paragraphs, list items as paragraphs, pipe tables."""
    parts: list[Part] = []
    rows: list[Row] = []
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            if not all(set(cell) <= set(":- ") for cell in cells):
                rows.append(cells)
            continue
        if rows:
            parts.append(Grid(tuple(rows)))
            rows = []
        if line.startswith("#"):
            marks, _, title = line.partition(" ")
            parts.append(Heading(len(marks), title))
        elif line.strip():
            parts.append(Text(line.removeprefix("- ").strip()))
    return parts


def as_text(parts: list[Part]) -> bytes:
    lines = []
    for part in parts:
        lines.append("\n".join("\t".join(row) for row in part.rows) if isinstance(part, Grid) else part.text)
        lines.append("")
    return "\n".join(lines).encode()


def as_html(parts: list[Part]) -> bytes:
    body = []
    for part in parts:
        if isinstance(part, Heading):
            body.append(f"<h{part.level}>{part.text}</h{part.level}>")
        elif isinstance(part, Text):
            body.append(f"<p>{part.text}</p>")
        else:
            rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in part.rows)
            body.append(f"<table>{rows}</table>")
    return f"<!doctype html><html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>".encode()


def as_docx(parts: list[Part]) -> bytes:
    from docx import Document

    document = Document()
    for part in parts:
        if isinstance(part, Heading):
            document.add_heading(part.text, part.level)
        elif isinstance(part, Text):
            document.add_paragraph(part.text)
        else:
            table = document.add_table(len(part.rows), len(part.rows[0]))
            for r, row in enumerate(part.rows):
                for c, cell in enumerate(row):
                    table.cell(r, c).text = cell
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(parts: list[Part]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    line = 1
    for part in parts:
        if isinstance(part, Grid):
            for row in part.rows:
                for c, cell in enumerate(row, 1):
                    _put(sheet.cell(line, c), cell)
                line += 1
        else:
            sheet.cell(line, 1, part.text)
            line += 1
        line += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell: object, text: str) -> None:
    """Numbers as numbers with a number format, as accountants keep them."""
    plain = text.replace(",", "")
    try:
        value = float(plain.rstrip("%"))
    except ValueError:
        cell.value = text  # type: ignore[attr-defined]
        return
    cell.value = value / 100 if plain.endswith("%") else value  # type: ignore[attr-defined]
    cell.number_format = "0.00%" if plain.endswith("%") else "#,##0.00"  # type: ignore[attr-defined]


def as_pdf(parts: list[Part]) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=10.5, leading=16, wordWrap="CJK")
    grid = TableStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    flow: list[object] = []
    for part in parts:
        if isinstance(part, Heading):
            size = 20 - 2 * part.level
            flow.append(Paragraph(part.text, ParagraphStyle("h", style, fontSize=size, leading=size * 1.5)))
        elif isinstance(part, Text):
            flow.append(Paragraph(part.text, style))
        else:
            flow.append(Table([list(row) for row in part.rows], style=grid, repeatRows=1))
        flow.append(Spacer(1, 6))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(flow)
    return stream.getvalue()


def as_scan(parts: list[Part]) -> bytes:
    """A PDF of pictures of the pages, at 200 dots per inch."""
    import pypdfium2

    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(as_pdf(parts))]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return out.getvalue()


WRITERS = {".txt": as_text, ".html": as_html, ".docx": as_docx, ".xlsx": as_xlsx, ".pdf": as_pdf}


def write(markdown: Path, folder: Path, suffix: str) -> Path:
    """The example as a file of another format."""
    path = folder / (markdown.stem + suffix)
    writer = as_scan if suffix == "-scan.pdf" else WRITERS[suffix]
    path.write_bytes(writer(parts_of(markdown.read_text(encoding="utf-8"))))
    return path
