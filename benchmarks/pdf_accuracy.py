"""How exactly PDFs are read: python benchmarks/pdf_accuracy.py [-v] FILE.pdf ...

The truth stands beside each file: `NAME.gt.json` of the sample generator (lines and tables per page, a table that goes
on over the page in two parts), or `NAME.json` of layouts.py (one table per sheet). Printed per table style: cells in
place and figures with their row label and column headers; for samples also the share of true lines that were found,
whole and by their characters, and headings.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from table_score import Score, from_sample, plain, score_tables

from compliance_check.collect.pdf import read
from compliance_check.collect.source import Source
from compliance_check.model import Document, Passage, Table

SHEET = re.compile(r"Sheet(\d+):")


def document(path: Path) -> Document:
    return read(Source(path.read_bytes(), path.name, "d1", "application/pdf"))


def as_dict(table: Table) -> dict:
    cells = [(c.row, c.column, c.row_span, c.column_span, c.passage.source) for c in table.cells]
    return {"rows": table.rows, "columns": table.columns, "header": table.header_rows, "cells": cells}


def joined_truth(pages: list[dict]) -> list[dict]:
    """The true tables, parts on several pages put together."""
    tables: list[dict] = []
    for page in pages:
        for raw in page["tables"]:
            part = from_sample(raw)
            if raw["cont"] != "cont":
                tables.append(part)
                continue
            whole, header = tables[-1], part["header"]
            shift = whole["rows"] - header
            whole["cells"] += [(r + shift, c, rs, cs, t) for r, c, rs, cs, t in part["cells"] if r >= header]
            whole["rows"] += part["rows"] - header
    return tables


def passages(doc: Document) -> list[Passage]:
    found: list[Passage] = []
    for block in doc.blocks:
        if isinstance(block, Table):
            found += [cell.passage for cell in block.cells]
            found += [bound for bound in (block.caption, block.unit) if bound]
        else:
            found.append(block.passage)
    return found


def line_shares(doc: Document, pages: list[dict]) -> tuple[float, float]:
    """The share of true lines whose text was found whole on their page, and the mean share of a line's characters that
    were found there in one piece; blanks apart."""
    texts: defaultdict[int, str] = defaultdict(str)
    for passage in passages(doc):
        for number, line in enumerate(passage.lines):
            end = passage.lines[number + 1].start if number + 1 < len(passage.lines) else len(passage.source)
            texts[line.page or 0] += plain(passage.source[line.start : end])
    true = [(page["n"], plain(line["text"])) for page in pages for line in page["lines"] if plain(line["text"])]
    shares = [_share_found(text, texts[number]) for number, text in true]
    return sum(share == 1 for share in shares) / max(len(true), 1), sum(shares) / max(len(true), 1)


def _share_found(line: str, text: str) -> float:
    if line in text:
        return 1.0
    return SequenceMatcher(None, line, text, autojunk=False).find_longest_match().size / len(line)


def headings(doc: Document, pages: list[dict]) -> str:
    found = Counter(plain(block.passage.text) for block in doc.blocks if block.kind == "heading")
    true = Counter(plain(line["text"]) for page in pages for line in page["lines"] if line["kind"] == "heading")
    return f"{(found & true).total()} of {true.total()} headings, {(found - true).total()} false"


def by_sheet(doc: Document) -> dict[int, list[dict]]:
    """The tables from the page on which each sheet of layouts.py begins to that of the next sheet."""
    sheets: dict[int, int] = {}
    for passage in passages(doc):
        for line in passage.lines:  # not only the first: a paragraph of the page before may seem to go on there
            if match := SHEET.match(plain(passage.source[line.start :])):
                sheets[line.page or 0] = int(match.group(1))
    found: dict[int, list[dict]] = defaultdict(list)
    for block in doc.blocks:
        if isinstance(block, Table):
            page = block.cells[0].passage.lines[0].page or 0
            begun = max((start for start in sheets if start <= page), default=0)
            found[sheets.get(begun, -1)].append(as_dict(block))
    return found


def report(pairs: list[tuple[dict | None, Score]], verbose: bool) -> None:
    totals: defaultdict[str, Score] = defaultdict(Score)
    for truth, score in pairs:
        totals[truth["style"] if truth else "false tables"].add(score)
        totals["all"].add(score)
        if verbose:
            for error in score.errors:
                print("   ", error[:300])
    for style in sorted(totals):
        print(f"  {style:14s} {totals[style].line()}")


def main() -> None:
    verbose = "-v" in sys.argv
    for path in [Path(name) for name in sys.argv[1:] if name != "-v"]:
        doc = document(path)
        print(path)
        if path.with_suffix(".gt.json").exists():
            pages = json.loads(path.with_suffix(".gt.json").read_text(encoding="utf-8"))
            found = [as_dict(block) for block in doc.blocks if isinstance(block, Table)]
            report(score_tables(joined_truth(pages), found), verbose)
            whole, characters = line_shares(doc, pages)
            print(f"  lines found whole {whole:.4f}, their characters {characters:.4f}; {headings(doc, pages)}")
        else:
            truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            sheets = by_sheet(doc)
            pairs = [pair for k, table in enumerate(truth) for pair in score_tables([table], sheets.get(k, []))]
            report(pairs, verbose)


if __name__ == "__main__":
    main()
