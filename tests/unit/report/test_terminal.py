from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from compliance_check.report.json import to_json
from compliance_check.report.terminal import summary

from .fixture import LABELS, report


def printed(language: str, width: int = 80, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=color, no_color=not color)
    summary(to_json(report(), LABELS), language, console)
    return out.getvalue()


def test_summary_names_place_arithmetic_and_law() -> None:
    text = printed("zh", 200)
    assert "第三节 偿付能力情况 · 第 21 行，表 2（第 4 行第 2 列）: “97,231.28”" in text
    assert "97,231.28 − 46,587.25 = 51,644.03" in text
    assert "相差 1,000 万元 · 四舍五入最多解释 0.015 万元" in text
    assert "保险公司偿付能力管理规定第八条" in text
    assert "✗ 发现 4 处矛盾或违规" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_number_is_broken(language: str, width: int) -> None:
    text = printed(language, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert text.count("97,231.28") >= 3
    assert not re.search(r"[0-9,.]$\n\s*[0-9,.]", text, re.M)


def test_no_escape_codes_without_color() -> None:
    assert "\x1b" not in printed("zh")
    assert "\x1b" in printed("zh", color=True)


def test_document_words_are_no_markup() -> None:
    hostile = to_json(report())
    hostile["results"][0]["message"] = {"zh": "[bold]粗[/bold] \x1b[31m红", "en": "x"}
    out = io.StringIO()
    summary(hostile, "zh", Console(file=out, width=120, no_color=True))
    assert "[bold]粗[/bold] ␛[31m红" in out.getvalue()
