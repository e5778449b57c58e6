"""Judgement: disclosures and rules in, results out. Pure: no files, clock, environment or globals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal

from compliance_check.catalog import RuleBook
from compliance_check.model import Disclosure, Result

EngineName = Literal["gx", "direct"]

__all__ = ["EngineName", "judge"]


def judge(
    disclosures: Sequence[Disclosure],
    book: RuleBook,
    as_of: dt.date | None = None,
    engine: EngineName = "gx",
    suites: Callable[[Disclosure], frozenset[str]] | None = None,
    earlier: Sequence[Disclosure] = (),
) -> tuple[Result, ...]:
    """One result or more for every rule of `book` on every disclosure, sorted by rule and subject.

    as_of: the rules in force then; None: each document's own reporting date.
    suites: the suites that concern a disclosure; None: all of the book.
    earlier: what was published before or beside; it is compared with, never judged itself.
    The engine changes how the rules are run, never what they say.
    """
    from compliance_check.judge.run import run

    return run(disclosures, book, as_of, engine, suites, earlier)
