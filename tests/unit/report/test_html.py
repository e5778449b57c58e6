from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from compliance_check.report.html import render
from compliance_check.report.json import to_json

from .fixture import LABELS, report

VOID = {"meta", "input", "br", "circle"}


class Page(HTMLParser):
    """Collects tags, ids, text and nesting mistakes."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.mistakes: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.ids += [str(values["id"])] if "id" in values else []
        self.links += [str(values["href"])] if "href" in values else []
        if any(name.startswith("on") or name == "style" or name == "src" for name in values):
            self.mistakes.append(f"{tag} {values}")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.stack or self.stack.pop() != tag:
            self.mistakes.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in ("script", "style"):
            self.words.append(data)


@pytest.fixture(scope="module")
def html() -> str:
    return render(to_json(report(), LABELS), "zh")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    parsed = Page()
    parsed.feed(html)
    parsed.close()
    return parsed


def test_page_is_well_formed_and_ids_are_unique(page: Page) -> None:
    assert page.mistakes == []
    assert page.stack == []
    assert len(page.ids) == len(set(page.ids))


def test_every_inner_link_has_its_target(page: Page) -> None:
    assert {link for link in page.links if not link.startswith("#")} == set()
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_document_text_stays_text(html: str, page: Page) -> None:
    assert page.tags.count("script") == 2
    assert '<script>alert("x")</script>' in "".join(page.words)
    assert "\u202e" not in "".join(page.words)
    assert "\x00" not in html
    assert "⟨U+202E⟩反转" in "".join(page.words)


def test_policy_allows_exactly_this_style_and_script(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    for tag in ("style", "script"):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert inner is not None
        digest = base64.b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_both_languages_are_in_the_page_and_the_asked_one_comes_first() -> None:
    english = render(to_json(report(), LABELS), "en")
    assert '<html lang="en" data-language="en">' in english
    assert "4 contradictions or breaches found" in english
    assert "发现 4 处矛盾或违规" in english


def test_findings_show_arithmetic_in_the_unit_of_the_document(page: Page) -> None:
    text = "".join(page.words)
    assert "97,231.275 ~ 97,231.285 万元" in text
    assert "50,644.02 万元 ~ 50,644.04 万元" in text
    assert "1,000 万元" in text


def test_waived_finding_is_listed_apart(html: str) -> None:
    assert 'id="waived"' in html
    assert "林知远" in html
    assert html.count('<details class="finding') == 8


def test_page_stays_lean(html: str) -> None:
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    script = re.search(r"<script>(.*?)</script>", html, re.S)
    assert style is not None and len(style[1].encode()) < 30_000
    assert script is not None and len(script[1].encode()) < 30_000


def test_same_report_same_page(html: str) -> None:
    assert render(to_json(report(), LABELS), "zh") == html


def test_a_pass_without_printed_figures_shows_no_arithmetic() -> None:
    counted = to_json(report(), LABELS)
    passed = next(r for r in counted["results"] if r["rule"] == "SOL101")
    for term in passed["calculation"]["terms"]:
        term["figure"] = None
    assert "认可资产 − 认可负债" not in render(counted, "zh")


def test_headings_of_a_document_that_skips_levels_do_not_skip(html: str) -> None:
    skipping = to_json(report(), LABELS)
    for block in skipping["documents"][0]["blocks"]:
        if block["kind"] == "heading":
            block["level"] = 6
    parsed = re.findall(r'<h(\d) id="d1-b', render(skipping, "zh"))
    assert parsed == ["3", "4", "5", "6", "6", "6"]
