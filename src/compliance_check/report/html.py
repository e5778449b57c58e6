"""The HTML audit report: one self-contained page, rendered from `report.json` alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compliance_check.data import data_dir
from compliance_check.report import amounts, findings, words
from compliance_check.report.visible import one_line, visible

if TYPE_CHECKING:
    from decimal import Decimal

    from jinja2 import Environment
    from markupsafe import Markup

Object = Mapping[str, Any]


def render(report: Object, language: str = "zh") -> str:
    """The page in both languages, `language` ("zh" or "en") shown first. `report` is a report.json object."""
    from compliance_check.report.page import page_values

    style = part("report.css")
    script = part("report.js")
    page = environment(language)
    return page.get_template("report.html.j2").render(
        language=language,
        policy=content_policy(style, script),
        style=style,
        script=script,
        embedded=embedded_json(report),
        **page_values(report),
    )


def embedded_json(report: Object) -> str:
    """The report as JSON that can stand inside a script element: `<` is escaped, nothing else is changed."""
    return json.dumps(report, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def part(name: str) -> str:
    """The text of one file of the report templates."""
    return (data_dir("reports_templates") / name).read_text(encoding="utf-8")


def content_policy(style: str, script: str) -> str:
    """A Content-Security-Policy that lets this style and this script run and nothing be fetched from anywhere."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def environment(language: str) -> Environment:
    """Jinja2 for the templates: escaping everything, both languages at hand, nothing undefined let through."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def shown(value: object) -> object:
        # Exactly str: Markup has been made visible where it was built.
        return visible(value) if type(value) is str else value

    made = Environment(
        loader=FunctionLoader(lambda name: _with_words(part(name), language)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    made.globals.update(
        t=lambda key, **values: pair(words.word(key, "zh", **values), words.word(key, "en", **values)),
        both=lambda text: pair(text["zh"], text["en"]),
        calls=lambda function, *arguments: pair(function(*arguments, "zh"), function(*arguments, "en")),
        word=words.word,
        place=findings.place,
        period=findings.period_words,
        section_title=findings.section_title,
        unit=_unit,
        grouped=amounts.grouped,
        one_line=one_line,
    )
    return made


def pair(zh: str, en: str) -> Markup:
    """A text in both languages; the page shows one of them."""
    from markupsafe import Markup, escape

    first = escape(visible(zh))
    if zh == en:
        return first
    return Markup(f'<span class="zh" lang="zh">{first}</span><span class="en" lang="en">{escape(visible(en))}</span>')


def _with_words(template: str, language: str) -> str:
    """Fixed words put into the template's text before it is compiled, which halves the time that Jinja takes.

    [[key]] is the word in both languages, [[-key]] in the report's first language alone (for attributes).
    """

    def put(match: re.Match[str]) -> str:
        alone, key = match.groups()
        return words.word(key, language) if alone else pair(words.word(key, "zh"), words.word(key, "en"))

    return re.sub(r"\[\[(-?)(\w+)\]\]", put, template)


def _unit(figure: Object, scale: Decimal, language: str) -> str:
    return amounts.unit_name(figure["unit"], language, scale, figure["counter"])
