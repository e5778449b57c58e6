"""`rules`: the rule book: list it, read one rule, run the rules' cases, check rule files."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from compliance_check.cli.language import default_language
from compliance_check.cli.options import DATE, language_option, option

if TYPE_CHECKING:
    from compliance_check.catalog import Check, RuleBook

FAILED = 1
CASE_FRAMES = frozenset({"facts", "restatements", "sections", "statements", "names"})
"""Frames that rule cases can make rows of; rules over the others are tested with whole documents."""


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

    book = _book((), rule_folders)
    found = book.find(name)
    if not found:
        raise UsageError(
            name,
            Bilingual(zh="没有这条规则", en="there is no such rule"),
            Bilingual(
                zh="用 compliance-check rules list 查看全部规则", en="compliance-check rules list shows all rules"
            ),
        )
    from compliance_check.cli.pages import worked
    from compliance_check.report.rulebook import Worked, page

    examples = worked(found, book)
    chosen = language or default_language()
    wanted: tuple[Literal["zh", "en"], ...] = ("zh",) if chosen == "zh" else ("en",)
    for rule in dict.fromkeys(check.rule.id for check in found):
        editions = [check for check in found if check.rule.id == rule]
        click.echo(page(editions, book.vocabulary, examples.get(rule, Worked()), wanted), nl=False)


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


@rules.command("lint")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILE]...")
@option(
    "--cases",
    "case_paths",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="用例文件或文件夹 rule cases",
)
@language_option
def lint_rules(files: tuple[Path, ...], case_paths: tuple[Path, ...], language: str | None) -> int:
    """检查规则文件：单位、日期、译文、用例、重复 check rule files: units, dates, translations, cases, duplicates.

    \b
    不给 FILE 时检查自带规则库 without FILE: the shipped rule book, with its cases
    退出码 exit codes: 0 无错误 no error · 1 有错误 errors · 2 文件无法读懂 a file is wrong
    """
    from compliance_check.catalog import load_book, load_files, load_kinds
    from compliance_check.catalog.cases import load_cases
    from compliance_check.catalog.lint import lint
    from compliance_check.cli.pages import case_files

    book = load_files(files) if files else load_book()
    paths = [file for path in case_paths for file in _case_files(path)] or ([] if files else case_files(book.checks))
    by_text = {check.rule.id for check in book.checks if check.rule.frame not in CASE_FRAMES}
    cases = [load_cases(path)[0] for path in paths]
    notices = lint(book, () if files else load_kinds(), cases if paths else None, by_text)
    chinese = (language or default_language()) == "zh"
    for notice in notices:
        what, todo = (notice.what.zh, notice.todo.zh) if chinese else (notice.what.en, notice.todo.en)
        click.echo(f"{notice.where}: {notice.level}: {notice.rule}: {what}. {todo}")
    errors = sum(notice.level == "error" for notice in notices)
    click.echo(f"{len(book.checks)} rules, {errors} errors, {len(notices) - errors} warnings")
    return FAILED if errors else 0


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
