"""WCAG 2.1 AA by axe-core when the machine has it (COMPLIANCE_CHECK_AXE names axe.min.js); contrast always."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CONTRAST = """() => {
  const part = (c) => { const s = c / 255; return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const parse = (text) => {
    const n = text.match(/[\\d.]+/g).map(Number);
    const unit = text.startsWith("color(") ? 255 : 1;
    return [n[0] * unit, n[1] * unit, n[2] * unit, n.length > 3 ? n[3] : 1];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (c) => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  const background = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const bad = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("svg, script, .hide, .skip")) continue;
    const style = getComputedStyle(element);
    const under = background(element);
    const [a, b] = [light(over(parse(style.color), under)), light(under)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) bad.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...bad];
}"""


def _open(browser: Browser, address: str, scheme: str, extra: str = "") -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + extra)
    page.evaluate("document.querySelectorAll('details').forEach((x) => { x.open = true; })")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("extra", ["", "#?view=coverage"])
def test_text_stands_out_from_its_background(browser: Browser, address: str, scheme: str, extra: str) -> None:
    page = _open(browser, address, scheme, extra)
    assert page.evaluate(CONTRAST) == []
    page.close()


def test_every_field_has_a_name_and_headings_descend(browser: Browser, address: str) -> None:
    page = _open(browser, address, "light")
    unnamed = page.eval_on_selector_all(
        "input, select, button",
        "all => all.filter(x => !x.labels?.length && !x.textContent.trim()).map(x => x.outerHTML)",
    )
    assert unnamed == []
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(x => +x.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, address: str, scheme: str) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="the package that carries axe-core is not installed")
    script = Path(package.__file__).with_name("axe.min.js")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    result = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
    )
    found = [(v["id"], [n["html"][:160] for n in v["nodes"]][:5]) for v in result["violations"]]
    assert found == []
    context.close()
