"""The way of the data: collect, extract, judge, and the report that all formats render from."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from compliance_check import catalog, collect
from compliance_check.catalog import RuleBook
from compliance_check.catalog.cases import Case
from compliance_check.collect import ReadOptions
from compliance_check.data import data_dir
from compliance_check.extract.disclosure import Knowledge, Overrides, disclose
from compliance_check.judge import EngineName, judge
from compliance_check.judge.standing import standing
from compliance_check.model import Bilingual, Disclosure, Document, Outcome, Period, Report, Run

Progress = Callable[[str, Path], None]
"""Called with a stage ("read", "judge") and the file in hand."""


MOST_PICTURES = 60
"""Pages pictured in one report: about 60 kB each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for.

    suites: () means those that the document's kind asks for. as_of: None means the reporting date.
    rule_folders: the user's own suites, which concern every document. stdin: gives the bytes of the input "-".
    against: earlier or sibling disclosures. history: the URL of the store of what was published.
    """

    suites: tuple[str, ...] = ()
    as_of: dt.date | None = None
    engine: EngineName = "gx"
    overrides: Overrides = field(default_factory=Overrides)
    reading: ReadOptions = field(default_factory=ReadOptions)
    rule_folders: tuple[Path, ...] = ()
    against: tuple[Path, ...] = ()
    history: str | None = None
    command: tuple[str, ...] = ()
    stdin: Callable[[], bytes] = bytes


class Checker:
    """The vocabulary, the document kinds and the rule book, loaded once for many documents."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.vocabulary = catalog.load_vocabulary()
        self.kinds = self.vocabulary.kinds
        self.knowledge = Knowledge.of(self.vocabulary.concepts, self.kinds)
        self._books: dict[frozenset[str], RuleBook] = {}

    def read(self, path: Path, number: int = 1, own: bool = True) -> Disclosure:
        """One file understood; raises UnreadableError. own: whether the user's overrides concern it."""
        document = self._document(path, f"d{number}")
        return disclose(document, self.knowledge, self.settings.overrides if own else Overrides())

    def check(self, paths: Sequence[Path], progress: Progress = lambda stage, path: None) -> Report:
        """The report on one draft, or on several that are published together."""
        started, clock = dt.datetime.now(dt.UTC), time.perf_counter()
        disclosures = []
        for number, path in enumerate(paths, 1):
            progress("read", path)
            disclosures.append(self.read(path, number))
        progress("judge", paths[0])
        return self._judged(tuple(disclosures), started, clock)

    def labels(self) -> dict[str, Bilingual]:
        """The words for concepts, kinds, suites and rules, as far as they have been needed."""
        words = {concept.id: concept.label for concept in self.vocabulary.concepts}
        words.update({kind.id: kind.label for kind in self.kinds})
        for book in self._books.values():
            words.update({suite.id: suite.title for suite in book.suites})
            words.update({check.rule.id: check.rule.title for check in book.checks})
        return words

    def page_images(self, report: Report, most: int = MOST_PICTURES) -> dict[str, dict[int, bytes]]:
        """Pictures (PNG) of the first `most` pages of PDF files on which findings lie, by document and page number."""
        found: dict[str, list[int]] = {}
        for result in report.results:
            for place in result.locations if result.outcome == Outcome.FAIL else ():
                if place.page is not None:
                    found.setdefault(place.document, []).append(place.page)
        return {
            document.id: collect.page_images(
                Path(document.path), tuple(sorted(set(found[document.id]))[:most]), self.settings.reading
            )
            for document in (disclosure.document for disclosure in report.disclosures)
            if document.id in found and document.media_type == "application/pdf" and document.path != "-"
        }

    def read_case(self, case: Case) -> Disclosure:
        """A rule case's text (Markdown) understood; what the case says of kind, company type and period is given."""
        period = Period(start=case.period.start, end=case.period.end) if "period" in case.model_fields_set else None
        overrides = Overrides(kind=case.kind, company_type=case.company_type, period=period)
        options = ReadOptions(media_type="text/markdown")
        document = collect.read_bytes((case.text or "").encode(), "case.md", "d1", options)
        return disclose(document, self.knowledge, overrides)

    def suites_for(self, disclosure: Disclosure) -> frozenset[str]:
        """The suites that concern a document: those asked for, or else those of its kind, or else all of them."""
        if self.settings.suites:
            return frozenset(self.settings.suites)
        shipped, own = self._suite_ids
        known = shipped | own
        kind = next((kind for kind in self.kinds if kind.id == disclosure.kind), None)
        return own | known.intersection(kind.suites) if kind else known

    @cached_property
    def _suite_ids(self) -> tuple[frozenset[str], frozenset[str]]:
        """The suites that are shipped, and the user's own: read from the files once, not for every document."""
        folders = ((data_dir("checks"),), self.settings.rule_folders)
        shipped, own = (frozenset(catalog.suite_files(group)) for group in folders)
        return shipped, own

    def _judged(self, disclosures: tuple[Disclosure, ...], started: dt.datetime, clock: float) -> Report:
        concern = {disclosure.document.id: self.suites_for(disclosure) for disclosure in disclosures}
        book = self._book(frozenset().union(*concern.values()))
        results = judge(
            disclosures,
            book,
            as_of=self.settings.as_of,
            engine=self.settings.engine,
            suites=lambda disclosure: concern[disclosure.document.id],
            earlier=self._earlier(disclosures),
        )
        ends = [disclosure.period.end for disclosure in disclosures if disclosure.period]
        run = Run(
            started=started.isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - clock, 3),
            as_of=self.settings.as_of or max(ends, default=None),
            command=self.settings.command,
        )
        return Report(
            run=run,
            suites=tuple(suite.use() for suite in book.suites),
            disclosures=disclosures,
            judged=standing(disclosures, results),
            results=results,
        )

    def _earlier(self, disclosures: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
        """What was published before or beside: the files of --against, then the store's disclosures of the company."""
        first = len(disclosures) + 1
        found = [self.read(path, number, own=False) for number, path in enumerate(self.settings.against, first)]
        if self.settings.history is not None:
            found += self._stored(disclosures, self.settings.history)
        return tuple(found)

    def _stored(self, disclosures: Sequence[Disclosure], url: str) -> list[Disclosure]:
        from compliance_check.history import open_store, user_entities

        last = max((d.period.end for d in disclosures if d.period), default=None)
        with open_store(url, entities=user_entities()) as store:
            names = {d.entity: d.entity_names for d in disclosures if d.entity}
            return [item for entity in names for item in store.earlier(entity, names[entity], last)]

    def _book(self, suites: frozenset[str]) -> RuleBook:
        if suites not in self._books:
            folders = self.settings.rule_folders
            self._books[suites] = catalog.load_book(sorted(suites), self.vocabulary, folders)
        return self._books[suites]

    def _document(self, path: Path, document_id: str) -> Document:
        if str(path) != "-":
            return collect.read(path, document_id, self.settings.reading)
        return collect.read_bytes(self.settings.stdin(), "-", document_id, self.settings.reading)
