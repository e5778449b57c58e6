"""`rules`: the rule book: list it, read one rule, run the rules' cases, check rule files."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_check.cli.language import default_language
from compliance_check.cli.options import DATE, language_option, option

if TYPE_CHECKING:
    from compliance_check.catalog import Check, RuleBook

FAILED = 1


@click.group()
def rules() -> None:
    """查阅与检验规则库 read and test the rule book."""


def _folders(command: Any) -> Any:
    return option(
        "--rules",
        "rule_folders",
        multiple=True,
        type=click.Path(path_type=Path, exists=True),
        help="自有规则文件夹 folder of your own rules",
    )(command)


@rules.command("list")
@option("--suite", "suites", multiple=True, metavar="ID", help="规则集，可多次 rule suite, repeatable")
@option("--kind", help="适用于该文件种类的规则 rules for this kind of document")
@option("--as-of", type=DATE, metavar="DATE", help="该日有效的规则 rules in force on this day")
@option("--format", "format_name", type=click.Choice(["table", "json"]), default="table", help="输出格式 output format")
@_folders
@language_option
def list_rules(
    suites: tuple[str, ...],
    kind: str | None,
    as_of: dt.date | None,
    format_name: str,
    rule_folders: tuple[Path, ...],
    language: str | None,
) -> None:
    """列出规则 list the rules."""
    checks = [check for check in _book(suites, rule_folders).checks if _wanted(check, kind, as_of)]
    if format_name == "json":
        click.echo(json.dumps([_entry(check) for check in checks], ensure_ascii=False, indent=1))
        return
    chinese = (language or default_language()) == "zh"
    for check in checks:
        title = check.rule.title.zh if chinese else check.rule.title.en
        click.echo(f"{check.rule.id:<10} {check.severity:<8} {check.suite:<28} {title}")


@rules.command("show")
@click.argument("name", metavar="ID")
@_folders
@language_option
def show_rule(name: str, rule_folders: tuple[Path, ...], language: str | None) -> None:
    """显示一条规则：法规、公式、日期、示例 one rule with its law, formula and dates."""
    from compliance_check.errors import UsageError
    from compliance_check.model import Bilingual

    found = _book((), rule_folders).find(name)
    if not found:
        raise UsageError(
            name,
            Bilingual(zh="没有这条规则", en="there is no such rule"),
            Bilingual(
                zh="用 compliance-check rules list 查看全部规则", en="compliance-check rules list shows all rules"
            ),
        )
    for check in found:
        click.echo(_page(check, (language or default_language()) == "zh"))


@rules.command("test")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILE]...")
@_folders
@language_option
def test_rules(files: tuple[Path, ...], rule_folders: tuple[Path, ...], language: str | None) -> int:
    """运行规则用例（文件或文件夹） run rule cases: files, or folders of them.

    \b
    退出码 exit codes: 0 全部通过 all pass · 1 有不符 some differ · 2 文件有误 a file is wrong
    """
    from compliance_check.judge.cases import run_cases
    from compliance_check.pipeline import Checker, Settings

    paths = [file for path in files or (Path("tests/rules"),) for file in _case_files(path)]
    if not paths:
        raise click.UsageError("没有用例文件。 No case files: name a file or a folder that holds *.yaml.")
    outcomes = run_cases(paths, _book((), rule_folders), read=Checker(Settings()).read_case)
    for outcome in outcomes:
        if not outcome.passed:
            click.echo(f"{outcome.where}: {outcome.rule} “{outcome.case.name}”: {outcome.found}")
    failed = sum(not outcome.passed for outcome in outcomes)
    click.echo(f"{len(outcomes) - failed} passed, {failed} failed")
    return FAILED if failed else 0


def _case_files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _book(suites: tuple[str, ...], rule_folders: tuple[Path, ...]) -> RuleBook:
    from compliance_check.catalog import load_book

    return load_book(suites or None, folders=rule_folders)


def _wanted(check: Check, kind: str | None, as_of: dt.date | None) -> bool:
    documents = check.rule.applies.documents
    return (kind is None or not documents or kind in documents) and check.in_force(as_of)


def _status(check: Check) -> str:
    return "deactivated" if check.rule.deactivated else "active"


def _entry(check: Check) -> dict[str, Any]:
    rule = check.rule
    return {
        "id": rule.id,
        "name": rule.name,
        "suite": check.suite,
        "family": rule.family,
        "severity": check.severity.value,
        "citation": [citation.model_dump(mode="json", by_alias=True) for citation in rule.citation],
        "effective": rule.effective.model_dump(mode="json", by_alias=True),
        "applies": rule.applies.model_dump(mode="json", by_alias=True),
        "status": _status(check),
        "title": rule.title.model_dump(),
        "formula": rule.formula,
    }


def _page(check: Check, chinese: bool) -> str:
    rule = check.rule
    words = ("规则集", "级别", "公式", "前提", "有效期", "法规", "建议") if chinese else (
        "suite", "severity", "formula", "when", "in force", "law", "advice",
    )  # fmt: skip
    laws = [
        f"{citation.instrument} {citation.article or ''} {f'“{citation.quote}”' if citation.quote else ''}"
        + ("" if citation.confirmed else (" （条文未核实）" if chinese else " (text not confirmed)"))
        for citation in rule.citation
    ]
    dates = f"{rule.effective.start or '…'} – {rule.effective.to or '…'}"
    values = (check.suite, check.severity.value, rule.formula, rule.when or "", dates, "\n      ".join(laws))
    title = rule.title.zh if chinese else rule.title.en
    advice = rule.advice.zh if chinese else rule.advice.en
    lines = [f"{rule.id} {rule.name}", f"  {title}"]
    lines += [f"  {word}: {value}" for word, value in zip(words, (*values, advice), strict=True) if value]
    return "\n".join(lines)
