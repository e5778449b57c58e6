"""Report -> one file per format, all rendered from `report.json`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

FORMATS = {
    "github": ("compliance_check.report.github:render", "report.github.txt"),
    "gitlab": ("compliance_check.report.gitlab:render", "gl-code-quality-report.json"),
    "html": ("compliance_check.report.html:render", "report.html"),
    "junit": ("compliance_check.report.junit:render", "report.junit.xml"),
    "markdown": ("compliance_check.report.markdown:render", "report.md"),
    "sarif": ("compliance_check.report.sarif:render", "report.sarif"),
    "text": ("compliance_check.report.text:render", "report.txt"),
    "xlsx": ("compliance_check.report.xlsx:render", "report.xlsx"),
}
"""Format -> (function that renders a report.json object in a language, usual file name); loaded when asked for."""


def render(report: Mapping[str, Any], format_name: str, language: str, waived: bool = True) -> bytes:
    """The bytes of a report.json object in one format, "json" included. Raises KeyError for an unknown format.

    waived: whether SARIF holds the waived findings, marked as suppressed; GitHub, for one, ignores the mark.
    """
    if format_name == "json":
        from compliance_check.report.json import dumps

        return dumps(report)
    module, _, function = FORMATS[format_name][0].partition(":")
    options = {} if waived or format_name != "sarif" else {"waived": False}
    content = getattr(import_module(module), function)(report, language, **options)
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def file_name(format_name: str) -> str:
    """The usual file name of a report in this format."""
    return "report.json" if format_name == "json" else FORMATS[format_name][1]
