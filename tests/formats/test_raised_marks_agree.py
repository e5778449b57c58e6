"""A figure with a note's mark is the same figure in every format, and the same as without the mark."""

from __future__ import annotations

import io
import re

import pytest

from compliance_check import catalog, collect
from compliance_check.extract.disclosure import Knowledge, disclose

TITLE = "海河财产保险股份有限公司2025年第2季度偿付能力报告摘要"
SENTENCE = "本季度末实际资本为97,231.28{1}万元，办公面积5m{2}，综合偿付能力充足率{1,2}为208.71%{[3]}，约1.2×10{8}元。"
ROWS = (("项目", "本季度末（万元）"), ("实际资本{1}", "97,231.28{1}"), ("最低资本", "46,587.03{注2}"))
Piece = tuple[str, bool]


def pieces(text: str) -> list[Piece]:
    """The text cut into pieces, each with whether it is raised."""
    return [(piece, n % 2 == 1) for n, piece in enumerate(re.split(r"[{}]", text)) if piece]


def tagged(text: str, mark: str) -> str:
    return "".join(mark.format(piece) if raised else piece for piece, raised in pieces(text))


def word() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(TITLE)
    table_after = document.add_paragraph()
    table = document.add_table(len(ROWS), 2)
    paragraphs = [(table_after, SENTENCE)]
    paragraphs += [(table.cell(r, c).paragraphs[0], text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
    for paragraph, text in paragraphs:
        for piece, raised in pieces(text):
            paragraph.add_run(piece).font.superscript = raised or None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = Workbook()
    up = InlineFont(vertAlign="superscript")
    for line in ((TITLE,), (SENTENCE,), (), *ROWS):
        rich = [CellRichText([TextBlock(up, p) if raised else p for p, raised in pieces(text)]) for text in line]
        book.active.append(rich)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page(mark: str) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{tagged(text, mark)}</td>" for text in row) + "</tr>" for row in ROWS)
    return f"<meta charset='utf-8'><p>{TITLE}</p><p>{tagged(SENTENCE, mark)}</p><table>{rows}</table>".encode()


def markdown(mark: str) -> bytes:
    lines = ["| " + " | ".join(tagged(text, mark) for text in row) + " |" for row in ROWS]
    return "\n\n".join([TITLE, tagged(SENTENCE, mark), "\n".join([lines[0], "|---|---|", *lines[1:]])]).encode()


def literal(suffix: str) -> bytes:
    """The digits as the raised ones of Unicode, without brackets or words around them."""
    up = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "[]注")

    def lifted(text: str) -> str:
        return "".join(piece.translate(up) if raised else piece for piece, raised in pieces(text))

    rows = [[lifted(text) for text in row] for row in ROWS]
    lines = ["\t".join(row) for row in rows] if suffix == "txt" else ["| " + " | ".join(row) + " |" for row in rows]
    if suffix == "md":
        lines.insert(1, "|---|---|")
    return "\n\n".join([TITLE, lifted(SENTENCE), "\n".join(lines)]).encode()


FILES = {
    "a.docx": word,
    "a.xlsx": workbook,
    "a.html": lambda: page("<sup>{}</sup>"),
    "b.html": lambda: page("<span style='vertical-align: super'>{}</span>"),
    "a.md": lambda: markdown("<sup>{}</sup>"),
    "b.md": lambda: markdown("^{}^"),
    "c.md": lambda: literal("md"),
    "a.txt": lambda: literal("txt"),
}


def figures(data: bytes, name: str) -> list[tuple[object, ...]]:
    knowledge = Knowledge.of(catalog.load_vocabulary().concepts, catalog.load_kinds())
    found = disclose(collect.read_bytes(data, name, "d1"), knowledge).figures
    return [(f.concept, f.value, f.unit, f.half_width, f.raw) for f in found]


@pytest.mark.parametrize("name", FILES)
def test_figures_with_marks_are_those_without(name: str) -> None:
    plain = re.sub(r"\{[^{}]*\}", "", "\n\n".join([TITLE, SENTENCE.replace("10{8}", "十"), *map("\t".join, ROWS)]))
    found = figures(FILES[name](), name)
    assert [(concept, raw) for concept, _, _, _, raw in found] == [
        ("actual_capital", "97,231.28万元"),
        ("comprehensive_solvency_ratio", "208.71%"),
        ("actual_capital", "97,231.28"),
        ("minimum_capital", "46,587.03"),
    ]
    assert found[:2] == figures(plain.encode(), "plain.txt")[:2]
    assert [value for _, value, *_ in found[2:]] == [972312800, 465870300]
