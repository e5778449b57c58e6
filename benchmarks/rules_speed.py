"""All rules of the book on one disclosure, against the same number of great-expectations' built-in expectations.

Both run in one process after the engine is loaded, in turns, each preceded by one run that is not counted; CPU seconds,
medians. "engine" validates the rules that were planned; "judgement" is everything from figures to worded results.
The built-ins get it easy: one row, every column there, no tolerance, no units, no ratio of two columns.
Usage: rules_speed.py [DISCLOSURE]
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from compliance_check.catalog import RuleBook, load_book
from compliance_check.judge import engine_gx, judge
from compliance_check.judge.gate import Task
from compliance_check.judge.gx_import import import_gx
from compliance_check.judge.run import _plan, _rows
from compliance_check.model import Disclosure
from compliance_check.pipeline import Checker, Settings

SAMPLE = Path(__file__).parents[1] / "examples" / "solvency-summary-2025Q2.md"
ROUNDS = 5
PROMISED = 10


def tasks(disclosure: Disclosure, book: RuleBook) -> list[Task]:
    """The rules that have something to evaluate on the disclosure, a task for each row."""
    rows = _rows([disclosure], (), book.checks, book.vocabulary)
    planned = _plan([disclosure], rows, book, None, None)
    return [item for item in planned if isinstance(item, Task)]


def builtins(count: int, table: Any) -> Callable[[], object]:
    """A validation of `count` built-in expectations over the numbers of `table`."""
    gx = import_gx()
    numbers = table.select_dtypes("number").fillna(0.0)
    names = list(numbers.columns)
    expected: list[Any] = []
    for index in range(count):
        one, two = names[index % len(names)], names[(index * 7 + 1) % len(names)]
        if index % 3 == 0:
            expected.append(gx.expectations.ExpectColumnValuesToBeBetween(column=one, min_value=index))
        elif index % 3 == 1:
            expected.append(gx.expectations.ExpectColumnPairValuesToBeEqual(column_A=one, column_B=two))
        else:
            expected.append(gx.expectations.ExpectMulticolumnSumToEqual(column_list=[one, two], sum_total=index))
    suite = gx.ExpectationSuite("built-in", expectations=expected)
    return lambda: engine_gx._validate(numbers, suite)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Measure in turns and print the ratios."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    paths = [Path(argument) for argument in sys.argv[1:]]
    disclosure = Checker(Settings()).read(paths[0] if paths else SAMPLE)
    book = load_book()
    planned = tasks(disclosure, book)
    count = len(book.checks)
    table = engine_gx._table(engine_gx.Ruleset(planned, engine_gx.batched(planned)))
    jobs: dict[str, Callable[[], object]] = {
        f"engine: {len(planned)} tasks of {count} rules": lambda: engine_gx.decisions(planned),
        f"judgement: {count} rules": lambda: judge([disclosure], book, engine="gx"),
        f"great-expectations: {count} built-ins": builtins(count, table),
    }
    for work in jobs.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, work in jobs.items():
            times[name].append(cpu(work))
    medians = {name: statistics.median(found) for name, found in times.items()}
    base = list(medians.values())[-1]
    print(f"{'job':<44}{'CPU s':>8}{'ratio':>8}")
    for name, seconds in medians.items():
        print(f"{name:<44}{seconds:>8.3f}{base / seconds:>8.1f}")
    print(f"promised: the built-ins take at least {PROMISED} times as long; the judgement under 1 s")


if __name__ == "__main__":
    main()
