"""Real reports: how many alarms they raise, and how many single wrong digits in them are found.

    python benchmarks/reports.py REPORT.pdf … [--faults 40] [--seed 7]

The files are yours; none comes with the project. Each fault changes one digit of one figure that a passing relation
looked at, in the document as read; it counts as found when a new error or warning quotes the changed place.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from detection import COVERING, alarms

from compliance_check.model import Document, Figure, Outcome, Passage, Report, Severity, Table
from compliance_check.pipeline import Checker, Settings

Place = tuple[int, int | None]

DIGITWISE = COVERING - {"movement"}
"""Relations that look at the digits; a movement is plausible whatever its last digits are."""


class Rereader(Checker):
    """A checker that judges a document which was read before."""

    document: Document

    def _document(self, path: Path, document_id: str) -> Document:
        return self.document


def main() -> None:
    """Measure every file named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--faults", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    checker = Rereader(Settings(engine="direct"))
    print(f"{'report':24} {'pages':>5} {'figures':>7} {'errors':>6} {'warnings':>8} {'/100 pages':>10}  digits found")
    for path in asked.files:
        document = Checker(checker.settings)._document(path, "d1")
        print(measured(checker, path, document, asked.faults, random.Random(asked.seed)), flush=True)


def measured(checker: Rereader, path: Path, document: Document, faults: int, rng: random.Random) -> str:
    """One line of the table."""
    clean = judged(checker, path, document)
    counts = Counter(result.severity for result in alarms(clean))
    pages = len(document.pages) or None
    rate = f"{100 * counts[Severity.ERROR] / pages:.1f}" if pages else "-"
    found, tried, missed = injected(checker, path, document, clean, faults, rng)
    share = f"{found}/{tried} {100 * found / tried:.0f}%" if tried else "-"
    for line in missed:
        print(f"  missed: {line}", file=sys.stderr)
    figures = len(clean.disclosures[0].figures)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return f"{path.name:24} {pages or '-':>5} {figures:>7} {errors:>6} {warnings:>8} {rate:>10}  {share}"


def judged(checker: Rereader, path: Path, document: Document) -> Report:
    """The report on a document as read."""
    checker.document = document
    return checker.check([path])


def injected(
    checker: Rereader, path: Path, document: Document, clean: Report, faults: int, rng: random.Random
) -> tuple[int, int, list[str]]:
    """How many of the faults were found, how many were tried, and those missed."""
    relations = [r for r in clean.results if r.outcome is Outcome.PASS and r.family in DIGITWISE]
    ids = {figure for result in relations for figure in result.figures}
    covered = [f for f in clean.disclosures[0].figures if f.id in ids and f.value and sum(map(str.isdigit, f.raw)) > 3]
    before = places(clean)
    found, missed = 0, []
    chosen = rng.sample(covered, min(faults, len(covered)))
    for figure in chosen:
        changed, what = wrong_digit(document, figure, rng)
        after = places(judged(checker, path, changed))
        if (after - before)[figure.anchor.block, figure.anchor.cell]:
            found += 1
        else:
            missed.append(f"p.{figure.location.page} {figure.label[:24]} {(figure.column or '')[:16]}: {what}")
    return found, len(chosen), missed


def places(report: Report) -> Counter[Place]:
    """How many errors and warnings are about each place: a passage, or a cell."""
    anchors = {figure.id: figure.anchor for figure in report.disclosures[0].figures}
    quoted = (anchors[figure] for result in alarms(report) for figure in set(result.figures))
    return Counter((anchor.block, anchor.cell) for anchor in quoted)


def wrong_digit(document: Document, figure: Figure, rng: random.Random) -> tuple[Document, str]:
    """The document with one digit of the figure changed, not the first to zero."""
    anchor = figure.anchor
    offsets = [i for i, c in enumerate(figure.raw) if c.isdigit()]
    offset = rng.choice(offsets)
    digit = rng.choice([d for d in "123456789" if d != figure.raw[offset]])
    new = figure.raw[:offset] + digit + figure.raw[offset + 1 :]

    def change(passage: Passage) -> Passage:
        start = passage.text.index(figure.raw, anchor.start) if figure.raw in passage.text else anchor.start
        text = passage.text[:start] + new + passage.text[start + len(figure.raw) :]
        return replace(passage, text=text, source=text, offsets=())

    blocks = list(document.blocks)
    block = blocks[anchor.block]
    if isinstance(block, Table):
        assert anchor.cell is not None
        cells = list(block.cells)
        cells[anchor.cell] = with_passage(cells[anchor.cell], change)
        blocks[anchor.block] = block.model_copy(update={"cells": tuple(cells)})
    else:
        blocks[anchor.block] = block.model_copy(update={"passage": change(block.passage)})
    return document.model_copy(update={"blocks": tuple(blocks)}), f"{figure.raw} -> {new}"


def with_passage(cell: object, change: Callable[[Passage], Passage]) -> object:
    """A cell with its passage changed."""
    return replace(cell, passage=change(cell.passage))  # type: ignore[type-var, attr-defined]


if __name__ == "__main__":
    main()
