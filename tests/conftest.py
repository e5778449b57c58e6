"""With CI=true, a test that skips because a tool of the machine is missing has failed: CI installs all of them."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

NEEDED_IN_CI = ("browser", "office", "ocr", "postgresql")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    needed = [name for name in NEEDED_IN_CI if item.get_closest_marker(name)]
    if report.skipped and needed and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"CI installs what the marker {needed[0]} needs, and yet: {report.longrepr}"
    return report
