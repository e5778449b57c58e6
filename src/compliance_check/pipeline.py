"""The way of the data: collect, extract, judge, and the report that all formats render from."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compliance_check import catalog, collect, judge
from compliance_check.catalog import RuleBook
from compliance_check.collect import ReadOptions
from compliance_check.extract.disclosure import Knowledge, Overrides, disclose
from compliance_check.model import Disclosure, Report, Run

Progress = Callable[[str, Path], None]
"""Called with a stage ("read", "judge") and the file in hand."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for. suites: () means those that the document's kind asks for. as_of: None, the reporting date."""

    suites: tuple[str, ...] = ()
    as_of: dt.date | None = None
    engine: str = "gx"
    overrides: Overrides = field(default_factory=Overrides)
    reading: ReadOptions = field(default_factory=ReadOptions)
    against: tuple[Path, ...] = ()
    rule_folders: tuple[Path, ...] = ()
    command: tuple[str, ...] = ()


class Checker:
    """The rule book and the vocabulary, loaded once for many documents."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        vocabulary = catalog.load_vocabulary()
        self.kinds = catalog.load_kinds()
        self.knowledge = Knowledge.of(vocabulary.concepts, self.kinds)
        self.book: RuleBook = catalog.load_book(vocabulary, folders=settings.rule_folders)

    def read(self, path: Path, number: int = 1, own: bool = True) -> Disclosure:
        """One file understood; raises UnreadableError. own: whether the user's overrides concern it."""
        document = collect.read(path, f"d{number}", self.settings.reading)
        return disclose(document, self.knowledge, self.settings.overrides if own else Overrides())

    def check(self, paths: Sequence[Path], progress: Progress = lambda stage, path: None) -> Report:
        """The report on one draft, or on several that are published together."""
        started = dt.datetime.now(dt.UTC)
        clock = time.perf_counter()
        disclosures = []
        for number, path in enumerate(paths, 1):
            progress("read", path)
            disclosures.append(self.read(path, number))
        earlier = [self.read(path, n, own=False) for n, path in enumerate(self.settings.against, len(paths) + 1)]
        progress("judge", paths[0])
        verdict = judge.judge(
            tuple(disclosures),
            self.book,
            suites=self.settings.suites or self._asked_for(disclosures),
            as_of=self.settings.as_of,
            earlier=tuple(earlier),
            engine=self.settings.engine,
        )
        return Report(
            run=Run(
                started=started.isoformat(timespec="seconds"),
                seconds=round(time.perf_counter() - clock, 3),
                as_of=verdict.as_of,
                command=self.settings.command,
            ),
            suites=verdict.suites,
            disclosures=(*disclosures, *earlier),
            judged=verdict.judged,
            results=verdict.results,
        )

    def _asked_for(self, disclosures: Sequence[Disclosure]) -> tuple[str, ...]:
        """The suites that the documents' kinds ask for; a document of no known kind is checked by the general ones."""
        asked: dict[str, None] = {}
        for disclosure in disclosures:
            kind = next((kind for kind in self.kinds if kind.id == disclosure.kind), None)
            suites = kind.suites if kind else tuple(self.book.suites)
            asked.update(dict.fromkeys(suite for suite in suites if suite in self.book.suites))
        return tuple(asked)
