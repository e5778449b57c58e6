"""Pages read by several processes: pdfium is not safe in threads."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

from compliance_check.collect.pdf.raw import RawPage
from compliance_check.collect.source import Source

LEAST_PAGES = 24  # for a second process: fewer are read before it has started
CHUNKS = 3  # per process, so that none waits long for the last


def worth_it(count: int, jobs: int) -> bool:
    """Whether `count` pages are read faster by `jobs` processes."""
    return jobs > 1 and count >= LEAST_PAGES


def read_in_processes(source: Source, count: int, jobs: int) -> list[RawPage]:
    """All `count` pages of `source`, in order, read by up to `jobs` processes."""
    size = max(-(-count // (jobs * CHUNKS)), 8)
    chunks = [range(start, min(start + size, count)) for start in range(0, count, size)]
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=context) as pool:
        return list(chain.from_iterable(pool.map(read_chunk, [source] * len(chunks), chunks)))


def read_chunk(source: Source, numbers: range) -> list[RawPage]:
    """The pages with the indices `numbers`, in this process."""
    from compliance_check.collect.pdf.reader import opened, read_pages

    with opened(source, []) as pdf:
        return list(read_pages(pdf, numbers, source.options.ocr))
