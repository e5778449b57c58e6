"""The checking of one group of files, in this process or in one of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance_check.cli.delivery import UNREADABLE
from compliance_check.errors import ComplianceCheckError
from compliance_check.pipeline import Checker, Settings

if TYPE_CHECKING:
    from compliance_check.gate.waivers import Listed
    from compliance_check.model import Report


@dataclass(frozen=True, slots=True)
class Finished:
    """A group checked: the report, its JSON object, and the bytes of each format."""

    checked: Report
    report: dict[str, Any]
    rendered: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with every group. Picklable; a process builds its own Checker."""

    settings: Settings
    waivers: tuple[Listed, ...]
    formats: tuple[str, ...]
    language: str
    page_images: bool

    def __call__(self, group: list[Path], checker: Checker | None = None) -> Finished | ComplianceCheckError:
        """The finished group, or the error that its input ended in; errors of usage are raised."""
        from compliance_check import report as formats
        from compliance_check.report.json import to_json

        own = checker or Checker(self.settings)
        try:
            checked = self._accepted(own.check(group))
            images = own.page_images(checked) if self.page_images and "html" in self.formats else None
        except ComplianceCheckError as error:
            if error.exit_code != UNREADABLE:
                raise
            return error
        report = to_json(checked, own.labels(), images)
        rendered = {name: formats.render(report, name, self.language) for name in self.formats}
        return Finished(checked, report, rendered)

    def _accepted(self, report: Report) -> Report:
        if not self.waivers:
            return report
        from compliance_check.gate.waivers import apply

        # Whether a waiver has ended is a question of today, not of the reporting date.
        return apply(report, self.waivers, dt.date.today())
