from __future__ import annotations

import base64
import copy
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from compliance_check.collect.pdf.images import grey_png
from compliance_check.report.html import render
from compliance_check.report.json import to_json

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def result() -> dict[str, Any]:
    """The report.json object of the invented insurer."""
    origin = Path(__file__).parents[1] / "unit" / "report" / "fixture.py"
    spec = importlib.util.spec_from_file_location("invented_report", origin)
    assert spec is not None and spec.loader is not None
    fixture = importlib.util.module_from_spec(spec)
    sys.modules["invented_report"] = fixture  # its dataclasses look their module up there
    spec.loader.exec_module(fixture)
    report: dict[str, Any] = to_json(fixture.report(), fixture.LABELS)
    return report


@pytest.fixture(scope="session")
def address(result: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its page on disk, as a file: address."""
    return written(result, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def pictured(result: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same as if it came from a PDF: two pages, a picture of the second, boxes around its figures."""
    report = copy.deepcopy(result)
    document = report["documents"][0]
    document["pages"], document["page_sizes"] = 2, [[595, 842], [595, 842]]
    for number, block in enumerate(document["blocks"]):
        block["page"] = 1 if number < 10 else 2
    for number, figure in enumerate(document["figures"]):
        place = figure["location"]
        old = copy.deepcopy(place)
        place["page"] = 1 if figure["anchor"]["block"] < 10 else 2
        place["bbox"] = [100, 40 + 20 * number, 160, 52 + 20 * number]
        for found in report["results"]:
            found["locations"] = [place if each == old else each for each in found["locations"]]
    document["page_images"] = [{"page": 2, "png": base64.b64encode(grey_png(np.full((842, 595), 255))).decode()}]
    return written(report, tmp_path_factory.mktemp("pictured"))


def written(report: dict[str, Any], folder: Path) -> str:
    path = folder / "report.html"
    path.write_text(render(report, "zh"), encoding="utf-8")
    return path.as_uri()


class Watched:
    """A page that remembers what went wrong and what it asked the network for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page())
    watched.page.goto(address)
    yield watched
    context.close()
    assert watched.errors == []
    assert [url for url in watched.requests if not url.startswith(("file:", "blob:"))] == []


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page
