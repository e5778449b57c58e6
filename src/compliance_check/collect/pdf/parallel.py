"""Pages read by several processes: pdfium is not safe in threads.

Each process takes every n-th page, this one too, so that hard pages are shared out and only a part of them travels.
"""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from itertools import starmap
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from compliance_check.collect.pdf.lines import TextLine
from compliance_check.collect.pdf.raw import PageCell, PageTable, RawPage
from compliance_check.collect.source import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LEAST_PAGES = 100  # fewer are read before a second process has started and handed its pages over


def _all_but(record: type[Any], last: str) -> list[str]:
    """The names of a record's fields without that of the records it holds."""
    return [name for name in record.__slots__ if name != last]


_PAGE, _TABLE, _CELL = _all_but(RawPage, "items"), _all_but(PageTable, "cells"), _all_but(PageCell, "lines")
_page_values, _table_values, _cell_values = attrgetter(*_PAGE), attrgetter(*_TABLE), attrgetter(*_CELL)
_line_values = attrgetter(*TextLine.__slots__)


def worth_it(pages: int, jobs: int) -> bool:
    """Whether `pages` pages are read faster by `jobs` processes."""
    return jobs > 1 and pages >= LEAST_PAGES


def read_in_processes(pdf: PdfDocument, source: Source, jobs: int) -> list[RawPage]:
    """All pages of `pdf`, opened from `source`, in order, read by `jobs` processes."""
    from compliance_check.collect.pdf.reader import read_pages, told

    total = len(pdf)
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    shares = [range(first, total, jobs) for first in range(jobs)]
    receivers: list[Connection] = []
    for share in shares[1:]:
        receiver, sender = context.Pipe(duplex=False)
        context.Process(target=_work, args=(source, share, sender), daemon=True).start()
        sender.close()
        receivers.append(receiver)
    pages = list(told(read_pages(pdf, shares[0], source.options.ocr), jobs, total))
    for receiver in receivers:
        with receiver:
            pages += map(_unpacked, pickle.loads(receiver.recv_bytes()))  # a fork of this process wrote it
    return sorted(pages, key=attrgetter("number"))


def _work(source: Source, share: range, sender: Connection) -> None:
    """What a process of its own does: read its pages and send them."""
    from compliance_check.collect.pdf.reader import opened, read_pages

    with opened(source, []) as pdf, sender:
        sender.send_bytes(pickle.dumps([_packed(page) for page in read_pages(pdf, share, source.options.ocr)]))


_Plain = tuple[Any, ...]


def _packed(page: RawPage) -> tuple[_Plain, list[_Plain | list[Any]]]:
    """A page as plain values (objects would take as long to hand over as to read): a line as a tuple, a table as a list
    that ends with its cells."""
    items = [_line_values(item) if isinstance(item, TextLine) else _packed_table(item) for item in page.items]
    return _page_values(page), items


def _packed_table(table: PageTable) -> list[Any]:
    cells = [(_cell_values(cell), list(map(_line_values, cell.lines))) for cell in table.cells]
    return [*_table_values(table), cells]


def _unpacked(plain: tuple[_Plain, list[_Plain | list[Any]]]) -> RawPage:
    values, items = plain
    held = [TextLine(*item) if isinstance(item, tuple) else _unpacked_table(item) for item in items]
    return RawPage(**dict(zip(_PAGE, values, strict=True)), items=held)


def _unpacked_table(plain: list[Any]) -> PageTable:
    *values, cells = plain
    held = [
        PageCell(**dict(zip(_CELL, place, strict=True)), lines=list(starmap(TextLine, lines))) for place, lines in cells
    ]
    return PageTable(**dict(zip(_TABLE, values, strict=True)), cells=held)
