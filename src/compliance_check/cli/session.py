"""One run of `check` over several files: each its own report (or all one report), the worst verdict, an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance_check.cli.delivery import (
    CLEAN,
    DEFAULT_FOLDER,
    FINDINGS,
    INCOMPLETE,
    LEVELS,
    UNREADABLE,
    Delivery,
)
from compliance_check.cli.work import Finished, Work
from compliance_check.errors import ComplianceCheckError
from compliance_check.pipeline import Checker, Settings

if TYPE_CHECKING:
    from compliance_check.cli.screen import Progress
    from compliance_check.gate.waivers import Listed
    from compliance_check.model import Report

Outcome = Finished | ComplianceCheckError


class Session:
    """Checks groups of files and delivers a report for each."""

    def __init__(self, settings: Settings, delivery: Delivery, jobs: int = 1) -> None:
        from compliance_check.cli.screen import Screen

        self.settings, self.delivery, self.jobs = settings, delivery, jobs
        self.screen = Screen(delivery.language, delivery.color, delivery.quiet, delivery.verbose, delivery.to_stdout)
        self.waivers = self._waivers()
        self.baseline = self._baseline()
        self.index: list[tuple[str, dict[str, Any] | None, str]] = []
        self.names: dict[Path, str] = {}
        self.single = True

    def run(self, files: list[Path]) -> int:
        """The exit code of the whole: unreadable over findings over incomplete. Finished reports stay whole."""
        groups = [files] if self.delivery.together else [[file] for file in files]
        self.names, self.single = report_names(files), len(groups) == 1
        codes = set()
        with self.screen.working(len(groups)) as progress:
            for group, outcome in self._outcomes(groups, progress):
                if isinstance(outcome, ComplianceCheckError):
                    self.index.append((str(group[0]), None, outcome.line(self.delivery.language)))
                    self.screen.error(outcome)
                    codes.add(UNREADABLE)
                else:
                    codes.add(self._delivered(group, outcome))
        if not self.single and not self.delivery.to_stdout:
            self._write_index()
        return next((code for code in (UNREADABLE, FINDINGS, INCOMPLETE) if code in codes), CLEAN)

    def _outcomes(self, groups: list[list[Path]], progress: Progress) -> Iterator[tuple[list[Path], Outcome]]:
        """What each group came to, in order; in processes of their own where several are asked for."""
        delivery = self.delivery
        work = Work(self.settings, self.waivers, delivery.formats, delivery.language, delivery.page_images)
        if self.jobs == 1 or len(groups) == 1:
            reading = replace(self.settings.reading, listener=progress.listener)
            checker = Checker(replace(self.settings, reading=reading))
            for group in groups:
                progress.file(group[0])
                yield group, work(group, checker)
                progress.done()
            return
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(self.jobs, len(groups))) as pool:
            try:
                for group, outcome in zip(groups, pool.map(work, groups), strict=True):
                    progress.file(group[0])
                    yield group, outcome
                    progress.done()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _delivered(self, group: list[Path], finished: Finished) -> int:
        report = finished.report
        written = self._deliver(group[0], finished.rendered)
        if self.delivery.annotate:
            written = [*self._annotated(group, report), *written]
        self.index.append((str(group[0]), report, written[-1].name if written else ""))
        code = self._verdict(report)
        self.screen.summary(report, written)
        if self.delivery.publish is not None and code == CLEAN:
            self._publish(finished.checked)
        return code

    def _verdict(self, report: dict[str, Any]) -> int:
        if self.baseline is None:
            return verdict_code(report, self.delivery.fail_on, self.delivery.strict)
        from compliance_check.gate.baseline import compare

        comparison = compare(self.baseline, report)
        self.screen.comparison(comparison)
        if comparison.gating(LEVELS[self.delivery.fail_on]):
            return FINDINGS
        return verdict_code(report, "never", self.delivery.strict)

    def _waivers(self) -> tuple[Listed, ...]:
        if self.delivery.waivers is None:
            return ()
        from compliance_check.gate.waivers import load

        return load(self.delivery.waivers)

    def _baseline(self) -> dict[str, Any] | None:
        if self.delivery.baseline is None:
            return None
        from compliance_check.cli.report import read_file
        from compliance_check.report.reader import load

        return load(read_file(self.delivery.baseline), str(self.delivery.baseline))

    def _deliver(self, file: Path, rendered: dict[str, bytes]) -> list[Path]:
        """Write each format, the page last: its path is what a person looks for."""
        from compliance_check.cli import output

        if self.delivery.to_stdout:
            for data in rendered.values():
                output.write_stdout(data)
            return []
        written = []
        for name in sorted(rendered, key=lambda name: name == "html"):
            target = self._target(file, name)
            output.write(target, rendered[name])
            written.append(target)
        return written

    def _target(self, file: Path, name: str) -> Path:
        """The file for one format: -o itself for a single report, else a usual name in the folder."""
        from compliance_check.report import file_name

        place = self.delivery.output
        if self.single and place is not None and len(self.delivery.formats) == 1 and not place.is_dir():
            return place
        folder = place or DEFAULT_FOLDER
        return folder / (file_name(name) if self.single else f"{self.names[file]}.{file_name(name)}")

    def _folder(self) -> Path:
        place = self.delivery.output
        if place is None or self.delivery.to_stdout:
            return DEFAULT_FOLDER
        return place.parent if self.single and len(self.delivery.formats) == 1 and not place.is_dir() else place

    def _annotated(self, group: list[Path], report: dict[str, Any]) -> list[Path]:
        """A marked copy of each original beside the report, where the format can carry marks."""
        from compliance_check.cli import output
        from compliance_check.report.annotate import can_mark, mark, marked_name

        written = []
        for file, document in zip(group, report["documents"], strict=False):
            if not can_mark(document["media_type"]):
                self.screen.unmarked(file)
            else:
                data = mark(file.read_bytes(), report, document["id"], self.delivery.language)
                target = self._folder() / marked_name(file.name)
                output.write(target, data)
                written.append(target)
        return written

    def _publish(self, report: Report) -> None:
        from compliance_check.history import open_store, user_entities

        with open_store(self.delivery.publish, write=True, entities=user_entities()) as store:
            for disclosure in report.disclosures:
                store.add(disclosure)

    def _write_index(self) -> None:
        from compliance_check.cli import output
        from compliance_check.report.index import render_index

        path = (self.delivery.output or DEFAULT_FOLDER) / "index.html"
        output.write(path, render_index(self.index, self.delivery.language))
        self.screen.path(path)


def report_names(files: list[Path]) -> dict[Path, str]:
    """A name for each file's reports: its own name, with a number where several folders hold files of one name."""
    names: dict[Path, str] = {}
    taken: dict[str, int] = {}
    for file in files:
        name = "stdin" if str(file) == "-" else file.name
        taken[name.casefold()] = count = taken.get(name.casefold(), 0) + 1
        names[file] = name if count == 1 else f"{name}-{count}"
    return names


def verdict_code(report: dict[str, Any], fail_on: str, strict: bool) -> int:
    """The exit code of a report: findings at or above the level, or, if strict, rules that could not be decided."""
    if any(report["summary"]["findings"][level] for level in LEVELS[fail_on]):
        return FINDINGS
    outcomes = report["summary"]["outcomes"]
    if strict and (outcomes["error"] or outcomes["not_evaluable"]):
        return INCOMPLETE
    return CLEAN
