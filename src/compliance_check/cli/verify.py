"""`verify`: run again and say whether a filed report still holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_check.cli.language import default_language
from compliance_check.cli.options import language_option, option

if TYPE_CHECKING:
    from compliance_check.judge import EngineName
    from compliance_check.pipeline import Checker

_EMBEDDED = re.compile(rb'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
HOLDS, CHANGED = 0, 1


@click.command()
@click.argument("filed", type=click.Path(path_type=Path), metavar="REPORT.html|REPORT.json")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@option(
    "--engine",
    type=click.Choice(["gx", "direct"]),
    default="direct",
    help="引擎 engine; 结论相同 the verdicts are the same",
)
@language_option
def verify(filed: Path, paths: tuple[Path, ...], engine: EngineName, language: str | None) -> int:
    """重新检查，并说明已存档的报告是否仍然成立 run again and say whether a filed report still holds.

    \b
    退出码 exit codes: 0 成立 it holds · 1 不成立 it does not · 3 无法读取 unreadable
    """
    from compliance_check.cli.report import read_file
    from compliance_check.report.json import dumps, to_json
    from compliance_check.report.reader import load

    data = read_file(filed)
    embedded = _EMBEDDED.search(data)
    saved = load(embedded[1] if embedded else data, str(filed))
    checker = _checker(saved, engine)
    checked = checker.check(list(paths))
    again = json.loads(dumps(to_json(checked, checker.labels())))
    differences = compare(saved, again)
    if embedded and not differences:
        differences = _page(data, saved)
    _say(filed, differences, (language or default_language()) == "zh")
    return CHANGED if differences else HOLDS


def compare(saved: Any, again: Any, path: str = "") -> list[str]:
    """The places at which two report.json objects differ, `run` and the paths of the inputs aside; at most twenty."""
    if path in (".run",) or path.endswith((".path", ".page_images")):
        return []
    if isinstance(saved, dict) and isinstance(again, dict):
        keys = list(dict.fromkeys([*saved, *again]))
        found = [place for key in keys for place in compare(saved.get(key), again.get(key), f"{path}.{key}")]
        return found[:20]
    if isinstance(saved, list) and isinstance(again, list):
        if len(saved) != len(again):
            return [f"{path}: {len(saved)} → {len(again)}"]
        pairs = enumerate(zip(saved, again, strict=True))
        return [place for index, (a, b) in pairs for place in compare(a, b, f"{path}[{index}]")][:20]
    return [] if saved == again else [f"{path}: {_short(saved)} → {_short(again)}"]


def _checker(saved: dict[str, Any], engine: EngineName) -> Checker:
    from compliance_check.pipeline import Checker, Settings

    suites = tuple(str(suite["id"]) for suite in saved["suites"])
    return Checker(Settings(suites=suites, engine=engine))


def _page(data: bytes, saved: dict[str, Any]) -> list[str]:
    """Whether the page around the embedded result is the one that this result renders to."""
    from compliance_check import report as formats

    for language in ("zh", "en"):
        if formats.render(saved, "html", language) == data:
            return []
    return ["HTML: 页面内容被改动或由其他版本生成 the page was edited, or made by another version"]


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


def _say(filed: Path, differences: list[str], chinese: bool) -> None:
    if not differences:
        click.echo(f"{filed}: " + ("报告仍然成立。" if chinese else "the report still holds."))
        return
    click.echo(
        f"{filed}: " + ("报告不再成立，差异如下：" if chinese else "the report no longer holds; it differs here:")
    )
    for place in differences:
        click.echo(f"  {place.lstrip('.')}")
