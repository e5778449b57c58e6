from __future__ import annotations

import copy
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance_check.report.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def visible_findings(page: Page) -> list[str]:
    return page.eval_on_selector_all(".finding:not([hidden])", "all => all.map(x => x.dataset.n)")


def opened(page: Page) -> list[str]:
    return page.eval_on_selector_all(".finding[open]", "all => all.map(x => x.dataset.n)")


def test_verdict_is_on_the_first_screen(page: Page) -> None:
    box = page.locator("h1").bounding_box()
    assert box is not None and box["y"] + box["height"] < 500
    assert page.locator("h1 .zh").inner_text() == "发现 4 处矛盾或违规"
    assert page.locator("h1 .en").is_hidden()


def test_a_long_document_scrolls_in_its_own_frame(browser: Browser, result: dict[str, Any], tmp_path: Path) -> None:
    long = copy.deepcopy(result)
    document = long["documents"][0]
    filler = {"kind": "paragraph", "text": "报告期内经营稳健。" * 80, "page": None, "line": None}
    shift = 200
    document["blocks"] = [filler] * shift + document["blocks"]
    anchors = [f["anchor"] for f in document["figures"]] + [a for r in long["results"] for a in r["anchors"] if a]
    for number in {id(anchor): anchor for anchor in anchors}.values():
        number["block"] += shift
    path = tmp_path / "long.html"
    path.write_text(render(long, "zh"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    box, sheet = page.locator(".sheet .sel").first.bounding_box(), page.locator(".sheet").bounding_box()
    assert box and sheet and sheet["y"] <= box["y"] <= sheet["y"] + sheet["height"]
    page.close()


def await_findings(page: Page, numbers: list[str]) -> None:
    """Wait until exactly these findings are listed: the page may be slower than the test on a busy machine."""
    listed = "[...document.querySelectorAll('.finding:not([hidden])')].map(x => x.dataset.n).join()"
    page.wait_for_function(f"wanted => {listed} === wanted", arg=",".join(numbers))


def test_filters_narrow_the_list_and_stand_in_the_address(page: Page) -> None:
    assert len(visible_findings(page)) == 8
    page.uncheck("#filters [value=warning]")
    await_findings(page, ["1", "2", "3", "4", "8"])
    page.wait_for_url("**severity=error%2Cinfo**")
    page.select_option("#filters [name=family]", "growth")
    await_findings(page, ["4"])
    page.select_option("#filters [name=family]", "count")
    await_findings(page, [])
    page.locator("#none-match").wait_for(state="visible")
    page.click("#filters [type=reset]")
    page.wait_for_function("document.querySelectorAll('.finding:not([hidden])').length === 8")
    page.fill("#filters [name=q]", "消费者权益保护")
    await_findings(page, ["6"])
    page.select_option("#filters [name=section]", "第四节 消费者权益保护")
    await_findings(page, ["6"])


def test_a_link_opens_one_finding_with_its_filters(browser: Browser, address: str, page: Page) -> None:
    identity = page.locator(".finding[data-n='4']").get_attribute("id")
    other = browser.new_page()
    other.goto(f"{address}#{identity}?severity=error&lang=en&view=coverage")
    assert opened(other) == ["4"]
    assert visible_findings(other) == ["1", "2", "3", "4"]
    assert other.locator("html").get_attribute("data-language") == "en"
    assert other.locator("html.coverage").count() == 1
    assert other.locator(".sheet .sel").count() == 3
    other.close()


def test_keys_walk_through_the_findings(page: Page) -> None:
    assert opened(page) == ["1"]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert opened(page) == ["3"]
    page.keyboard.press("k")
    assert opened(page) == ["2"]
    assert page.locator(".finding[data-n='2']").get_attribute("id") in page.url
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "sheet"
    for _ in range(20):
        page.keyboard.press("j")
    assert opened(page) == ["8"]


def test_typing_in_the_search_field_moves_nothing(page: Page) -> None:
    page.focus("#filters [name=q]")
    page.keyboard.type("jk")
    assert opened(page) == ["1"]


def test_both_places_of_a_contradiction_are_marked_and_shown(page: Page) -> None:
    page.click(".finding[data-n='3'] summary")
    spots = page.locator(".finding[data-n='3'] .spot")
    assert spots.count() == 2
    assert spots.nth(0).locator(".x").inner_text() == "212.40%"
    assert spots.nth(1).locator(".x").inner_text() == "208.71%"
    assert page.locator(".sheet .sel").all_inner_texts() == ["212.40%", "208.71%"]
    box, sheet = page.locator(".sheet .sel").first.bounding_box(), page.locator(".sheet").bounding_box()
    assert box and sheet and sheet["y"] <= box["y"] <= sheet["y"] + sheet["height"]


def test_a_figure_tells_all_about_itself(page: Page) -> None:
    page.locator(".sheet a.g", has_text="97,231.28").hover()
    text = page.locator("#tip").inner_text()
    assert "972,312,800 元" in text
    assert "± 50" in text
    assert "SOL102 不符" in text
    assert "实际资本" in text
    page.mouse.move(5, 5)
    page.locator(".sheet a.g", has_text="488,353.40").focus()
    assert "认可资产 488,353.40" in page.locator("#tip").inner_text()


def test_language_switches_inside_the_page(page: Page) -> None:
    page.click("label[for=l-en]")
    assert page.locator("h1").inner_text() == "4 contradictions or breaches found"
    assert page.locator("#filters [name=family] option").nth(1).inner_text() == "Identity"
    assert page.locator("#shown").inner_text() == "8 of 8 shown"
    assert "lang=en" in page.url
    page.click("label[for=l-zh]")
    assert page.locator("h1").inner_text() == "发现 4 处矛盾或违规"


def test_coverage_colours_every_figure(page: Page) -> None:
    before = page.locator(".sheet .g.v").first.evaluate("x => getComputedStyle(x).backgroundColor")
    page.click("label[for=v-coverage]")
    after = page.locator(".sheet .g.v").first.evaluate("x => getComputedStyle(x).backgroundColor")
    assert before != after
    assert page.locator(".sheet a.g").count() == 28


def test_figures_sort_filter_and_export(page: Page, tmp_path: Path) -> None:
    page.click("#figures summary")
    page.click("#figure-table th:nth-child(4) button")
    values = page.locator("#figure-table tbody td:nth-child(4)").all_inner_texts()
    numbers = [float(value.replace(",", "")) for value in values]
    assert numbers == sorted(numbers)
    page.select_option("#figure-filters [name=standing]", "c")
    assert page.locator("#figure-table tbody tr:not([hidden])").count() == 9
    with page.expect_download() as caught:
        page.click("#csv")
    path = tmp_path / "figures.csv"
    caught.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 28
    assert rows[0]["value"] == "4883534000"


def test_calculation_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(".finding[data-n='1'] .copy")
    page.wait_for_function("document.querySelector('.finding .copy').textContent.includes('已复制')")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "97,231.28 − 46,587.25 = 51,644.03" in text
    assert "相差: 1,000 万元" in text


def test_hostile_text_ran_nothing_and_turned_nothing(page: Page) -> None:
    text = page.locator(".sheet").text_content() or ""
    assert '<script>alert("x")</script>' in text
    assert "\u202e" not in text
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_page_is_readable_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1 .zh").is_visible()
    assert page.locator(".finding").count() == 8
    page.click(".finding[data-n='3'] summary")
    assert page.locator(".finding[data-n='3'] .spot").first.is_visible()
    page.click("label[for=l-en]")
    assert page.locator("h1 .en").is_visible()
    assert page.locator("h1 .zh").is_hidden()
    context.close()


def test_print_holds_every_finding_with_page_numbers(page: Page, tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    path = tmp_path / "report.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    document = pdfium.PdfDocument(path)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert "发现 4 处矛盾或违规" in texts[0]
    assert f"1 / {len(texts)}" in texts[0]
    everything = "".join(texts)
    assert "正文称“三款产品”，其后只列出 2 项" in everything
    assert "SOL103" in everything
    assert "签署" in everything
    assert "清除筛选" not in everything
    document.close()


def test_pages_with_findings_are_pictures_with_boxes(browser: Browser, pictured: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(pictured)
    assert page.locator(".picture").count() == 1
    assert page.locator(".picture img").evaluate("x => x.naturalWidth") == 595
    page.locator(".sheet [data-page='1'] ~ p").first.wait_for(state="visible")
    assert page.locator(".sheet table").last.is_hidden()
    chosen = page.locator(".picture rect.sel")
    assert chosen.count() == 3
    box, sheet = chosen.first.bounding_box(), page.locator(".sheet").bounding_box()
    assert box and sheet and sheet["y"] <= box["y"] <= sheet["y"] + sheet["height"]
    chosen.first.hover()
    assert "972,312,800 元" in page.locator("#tip").inner_text()
    page.click("label[for=p-text]")
    assert page.locator(".picture").is_hidden()
    assert page.locator(".sheet table").last.is_visible()
    page.close()
