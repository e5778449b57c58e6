"""How fast and how exact the PDF reader is, beside others.

    python benchmarks/readers.py [--write FILE.md] [FILE.pdf ...]

Without files a 60- and a 300-page report are drawn; the truth of a file's tables stands beside it (`NAME.gt.json` of
the sample generator). Each reader runs several times, in turn with pypdfium2's own plain text extraction, which is the
measure of what the text layer allows; printed is the ratio of the medians of processor time, child processes included
(of wall time where two processes work at once). pdfplumber's `extract_tables` and every flavour of camelot take part
where they are installed (extra `bench`), once, on the first pages of each file.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pdf_accuracy import joined_truth
from report_pdf import report
from table_score import Score, from_sample, score_tables

if TYPE_CHECKING:
    from compliance_check.model import Document
    from compliance_check.pipeline import Checker

ROUNDS = 7
SLOW_PAGES = 60
FLAVORS = ("lattice", "stream", "network", "hybrid")
HEAD = (
    "| reader | seconds | x plain text | times ours | cells recall | cells precision |\n|---|---:|---:|---:|---:|---:|"
)
Tables = list[list[dict]]


def plain_text(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    count = 0
    for index in range(len(pdf)):
        page = pdf[index]
        textpage = page.get_textpage()
        count += len(textpage.get_text_range())
        textpage.close()
        page.close()
    pdf.close()
    return count


def front_door(path: Path, jobs: int = 1) -> Document:
    from compliance_check.collect import ReadOptions, read

    return read(path, "d1", ReadOptions(jobs=jobs, ocr="never"))


def with_figures(path: Path) -> object:
    from compliance_check.extract.figures import Figures
    from compliance_check.extract.reporting import report_period

    document = front_door(path)
    return Figures(document, checker().knowledge.matcher, report_period(document, None), ()).collect()


def with_claims(path: Path) -> object:
    return checker().read(path)


@cache
def checker() -> Checker:
    """With the vocabulary and the rule book, which are loaded once for many files."""
    from compliance_check.collect import ReadOptions
    from compliance_check.pipeline import Checker, Settings

    return Checker(Settings(reading=ReadOptions(ocr="never")))


def pdfplumber_tables(path: Path) -> Tables:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [[grid_table(rows) for rows in page.extract_tables()] for page in pdf.pages]


def camelot_tables(flavor: str) -> Callable[[Path], Tables]:
    def run(path: Path) -> Tables:
        import camelot

        pages: Tables = [[] for _ in range(SLOW_PAGES)]
        for table in camelot.read_pdf(str(path), pages="all", flavor=flavor):
            pages[table.page - 1].append(grid_table(table.df.values.tolist()))
        return pages

    return run


def grid_table(rows: list[list[str | None]]) -> dict:
    cells = [(r, c, 1, 1, text or "") for r, row in enumerate(rows) for c, text in enumerate(row)]
    return {"rows": len(rows), "columns": max(map(len, rows), default=0), "header": 0, "cells": cells}


def own_tables(path: Path) -> Tables:
    """All tables as one list: one that goes on over the next page is one table, and in the truth too."""
    from compliance_check.model import Table

    found = []
    for block in front_door(path).blocks:
        if isinstance(block, Table):
            cells = [(c.row, c.column, c.row_span, c.column_span, c.passage.source) for c in block.cells]
            found.append({"rows": block.rows, "columns": block.columns, "header": 0, "cells": cells})
    return [found]


def exactness(found: Tables, truth: Tables) -> str:
    """Recall and precision of cells in their places."""
    total = Score()
    for own, true in zip(found, truth, strict=False):
        for _, score in score_tables(true, own):
            total.add(score)
    right = total.right_cells
    return f" {right / max(total.true_cells, 1):.3f} | {right / max(total.found_cells, 1):.3f} |"


def processor() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def seconds(work: Callable[[Path], object], path: Path, clock: Callable[[], float]) -> float:
    gc.collect()
    start = clock()
    work(path)
    return clock() - start


def ratio(
    work: Callable[[Path], object], path: Path, clock: Callable[[], float] = processor, rounds: int = ROUNDS
) -> tuple[float, float]:
    """Median seconds of `work`, and its ratio to plain text extraction measured in between."""
    plain_text(path)
    work(path)
    own, floor = [], []
    for _ in range(rounds):
        floor.append(seconds(plain_text, path, clock))
        own.append(seconds(work, path, clock))
    return median(own), median(own) / median(floor)


def first_pages(path: Path, folder: str, count: int) -> Path:
    import pikepdf

    target = Path(folder) / f"first-{count}-{path.name}"
    with pikepdf.open(path) as source, pikepdf.new() as part:
        for page in source.pages[:count]:
            part.pages.append(page)
        part.save(target)
    return target


@dataclass(frozen=True)
class File:
    """A PDF and the true tables of each of its pages, and of the whole with the parts on several pages put together."""

    path: Path
    pages: Tables
    joined: Callable[[int], list[dict]]


def measure_own(file: File, part: Path) -> list[str]:
    """This reader on the whole of a file, and on the part that the others read."""
    works: list[tuple[str, Callable[[Path], object], Callable[[], float]]] = [
        ("text and tables, in the child process", front_door, processor),
        ("the same by two processes (wall time)", lambda path: front_door(path, 2), time.perf_counter),
    ]
    if find_spec("pandas"):
        works.append(("with figures", with_figures, processor))
        works.append(("with figures, claims, relations of tables", with_claims, processor))
    lines = []
    for name, work, clock in works:
        spent, factor = ratio(work, file.path, clock)
        lines.append(f"| {name} | {spent:.2f} | {factor:.2f} | | | |")
    spent, factor = ratio(own_tables, part)
    row = f"| compliance-check, first {SLOW_PAGES} pages | {spent:.2f} | {factor:.2f} | 1.0 |"
    return [*lines, row + exactness(own_tables(part), [file.joined(SLOW_PAGES)])]


def measure_others(file: File, part: Path, ours: float) -> list[str]:
    """The other readers beside it: once, for they are slow, and in a process that they may fill with threads."""
    rivals: list[tuple[str, Callable[[Path], Tables]]] = []
    if find_spec("pdfplumber"):
        rivals.append(("pdfplumber extract_tables", pdfplumber_tables))
    if find_spec("camelot"):
        rivals += [(f"camelot {flavor}", camelot_tables(flavor)) for flavor in FLAVORS]
    lines = []
    for name, work in rivals:
        spent, factor = ratio(work, part, rounds=1)
        row = f"| {name}, first {SLOW_PAGES} pages | {spent:.2f} | {factor:.2f} | {spent / ours:.1f} |"
        lines.append(row + exactness(work(part), file.pages))
    return lines


def given(path: Path) -> File:
    truth = path.with_name(path.stem + ".gt.json")
    pages = json.loads(truth.read_text(encoding="utf-8")) if truth.exists() else []
    return File(
        path,
        [[from_sample(table) for table in page["tables"]] for page in pages],
        lambda count: joined_truth(pages[:count]),
    )


def drawn(pages: int, folder: str) -> File:
    path = Path(folder) / f"report-{pages}.pdf"
    data, truth = report(pages)
    path.write_bytes(data)
    return File(path, truth, lambda count: [table for page in truth[:count] for table in page])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--write", type=Path, help="a Markdown file; what follows its first ### is replaced")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        files = [given(path) for path in options.files] or [drawn(pages, folder) for pages in (60, 300)]
        parts = [first_pages(file.path, folder, SLOW_PAGES) for file in files]
        # This reader first: its child process is forked only while there is a single thread, and others start more.
        tables = [measure_own(file, part) for file, part in zip(files, parts, strict=True)]
        for rows, file, part in zip(tables, files, parts, strict=True):
            rows += measure_others(file, part, float(rows[-1].split("|")[2]))
    text = "\n\n".join(
        "\n".join([f"### {f.path.name}", "", HEAD, *rows]) for f, rows in zip(files, tables, strict=True)
    )
    print(text)
    if options.write:
        start = options.write.read_text(encoding="utf-8").partition("### ")[0]
        options.write.write_text(start + text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
