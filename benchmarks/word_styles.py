"""Tables in every table style that Word ships, as LibreOffice prints them, with their truth.

python benchmarks/word_styles.py FOLDER SEED PAGES writes word-SEED.docx, .pdf and .json: one table of layouts.py on a
page, in the form that pdf_accuracy.py takes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from layouts import ENGLISH_PROSE, FONTS, MAKERS, PROSE, WIDE, Layout

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.run import Run

TEXT_WIDTH = 166  # millimetres
LATIN = "Liberation Serif"


def styles_by_family(document: Document) -> dict[str, list[str]]:
    """The names of all table styles; those that differ in colour only are one family."""
    names = [style.name for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]
    families: dict[str, list[str]] = {}
    for name in sorted(set(names) - {"Normal Table"}):
        families.setdefault(name.split(" Accent")[0], []).append(name)
    return families


def fill_in(table: Table, layout: Layout, rng: random.Random) -> None:
    """Put the texts into the cells, aligned and set in one of several ways."""
    size = 8 if layout.columns >= WIDE else rng.choice([8, 9, 10, 10.5])
    font = rng.choice(FONTS[:3])
    upright = rng.choice(list(WD_CELL_VERTICAL_ALIGNMENT)[:3])
    left, centre, right = (getattr(WD_ALIGN_PARAGRAPH, name) for name in ("LEFT", "CENTER", "RIGHT"))
    align = {
        "h": rng.choice([centre, centre, left, right]),
        "n": rng.choice([right, right, right, centre]),
        "c": centre,
        "l": left,
    }
    for row, column, height, width, text, kind in layout.cells:
        cell = table.cell(row, column)
        if height > 1 or width > 1:
            cell = cell.merge(table.cell(row + height - 1, column + width - 1))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if kind == "h" else upright
        cell.paragraphs[0].alignment = align[kind]
        run = cell.paragraphs[0].add_run(text)
        run.font.size = Pt(size)
        set_fonts(run, font)
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)


def set_fonts(run: Run, chinese: str) -> None:
    run.font.name = LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), chinese)


def set_widths(table: Table, layout: Layout, rng: random.Random) -> None:
    """Equal columns, but for a wider one for the labels of figures."""
    widths = [TEXT_WIDTH / layout.columns] * layout.columns
    if layout.kind.startswith("figures"):
        share = rng.choice([0.25, 0.35, 0.45])
        widths = [TEXT_WIDTH * (1 - share) / (layout.columns - 1)] * layout.columns
        widths[min(column for _, column, *_, kind in layout.cells if kind == "l")] = TEXT_WIDTH * share
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def build(seed: int, pages: int) -> tuple[Document, list[dict]]:
    """The document, and the true table of each page."""
    rng, document, truth = random.Random(seed), Document(), []
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = map(Mm, (210, 297, 22, 22))
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    set_fonts(normal, FONTS[0])
    families = styles_by_family(document)
    for page in range(pages):
        layout = rng.choice(MAKERS)(rng)
        family = sorted(families)[page % len(families)]
        prose = (ENGLISH_PROSE if layout.kind.endswith("en") else PROSE) * rng.randint(1, 3)
        document.add_paragraph(f"Sheet {page}: {prose}").paragraph_format.page_break_before = page > 0
        if rng.random() < 0.5:
            document.add_paragraph("单位：人民币万元").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        table = document.add_table(layout.rows, layout.columns)
        style = rng.choice(families[family])
        table.style = document.styles[style]
        table.alignment = rng.choice([WD_TABLE_ALIGNMENT.CENTER, WD_TABLE_ALIGNMENT.LEFT])
        set_widths(table, layout, rng)
        fill_in(table, layout, rng)
        document.add_paragraph(prose)
        truth.append(layout.truth(f"p{page + 1} {layout.kind}/{style}", family))
    return document, truth


def main() -> None:
    folder, seed, pages = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    document, truth = build(seed, pages)
    target = folder / f"word-{seed}.docx"
    document.save(str(target))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(target)]
    subprocess.run(command, check=True, capture_output=True)
    target.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
