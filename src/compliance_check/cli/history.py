"""`history`: the store of published disclosures that later checks read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_check.cli.language import default_language
from compliance_check.cli.listing import (
    edition_record,
    edition_words,
    in_language,
    period_words,
    say_added,
    show_json,
    show_table,
)
from compliance_check.cli.options import language_option, option, reading_options

if TYPE_CHECKING:
    from compliance_check.history.store import Store
    from compliance_check.model import Disclosure

store_option = option(
    "--history",
    "url",
    metavar="URL",
    help="台账：文件或 postgresql://；默认在用户数据文件夹 the store; default: your data folder",
)
alias_option = option(
    "--entities",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="公司名称、曾用名、代码对照 (YAML) names, former names and codes of companies",
)


@click.group()
def history() -> None:
    """已披露文件的台账，供以后的检查对照 the store of published disclosures that later checks read."""


@history.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@alias_option
@reading_options
@language_option
def add(paths: tuple[str, ...], **options: Any) -> int:
    """存入已披露的文件；同一期间的更正件为新版本 keep published files; a correction is a new edition.

    \b
    例 examples
      compliance-check history add 2024Q4.pdf 2025Q1.pdf
      compliance-check history add archive/ --history postgresql://audit@db/disclosures
    """
    from compliance_check.cli.inputs import expand
    from compliance_check.errors import ComplianceCheckError

    files = expand(paths, None)
    language = _language(options)
    reader = _reader(options)
    unread = 0
    with _open(options, write=True) as store:
        for file in files:
            try:
                say_added(file, store.add(reader(file)), language)
            except ComplianceCheckError as error:
                # One bad file of an archive must not keep the others out; the exit code tells.
                click.echo(error.line(language), err=True)
                unread = max(unread, error.exit_code)
    return unread


@history.command(name="list")
@click.argument("entity", required=False)
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 output format")
@store_option
@alias_option
@language_option
def list_(entity: str | None, form: str, **options: Any) -> None:
    """列出台账内容 list what the store holds; ENTITY: 全称、简称、曾用名或代码 any name or code."""
    with _open(options) as store:
        editions = store.editions(entity)
    if form == "json":
        show_json([edition_record(item) for item in editions])
        return
    language = _language(options)
    show_table(
        in_language(
            language,
            ("编号", "公司", "种类", "期间", "版本", "存入", "文件"),
            ("No", "company", "kind", "period", "edition", "added", "file"),
        ),
        [
            (
                str(item.id),
                item.entity,
                item.kind,
                period_words(item),
                edition_words(item, language),
                item.added_at[:10],
                item.path,
            )
            for item in editions
        ],
    )


@history.command()
@click.argument("entity")
@option(
    "--concept", "concepts", multiple=True, metavar="NAME", help="只看这些项目，可多次 only these concepts, repeatable"
)
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 output format")
@store_option
@alias_option
@language_option
def show(entity: str, concepts: tuple[str, ...], form: str, **options: Any) -> None:
    """一家公司各期的数字 a company's figures, period by period."""
    from compliance_check.history.comparison import own_facts

    wanted = _concepts(concepts)
    with _open(options) as store:
        editions = [item for item in store.editions(entity) if item.current]
        disclosures = store.read(editions)
    if not editions:
        raise click.UsageError(f"台账中没有“{entity}”。 The store holds nothing of this company.")
    rows = [
        (
            period_words(edition),
            edition.kind,
            figure.concept or "",
            figure.label,
            figure.raw,
            f"{figure.value:f}",
            figure.unit,
        )
        for edition, disclosure in zip(editions, disclosures, strict=True)
        for figure in own_facts(disclosure)
        if not wanted or figure.concept in wanted
    ]
    heads = ("period", "kind", "concept", "label", "printed", "value", "unit")
    if form == "json":
        show_json([dict(zip(heads, row, strict=True)) for row in rows])
        return
    show_table(in_language(_language(options), ("期间", "种类", "项目", "名称", "印刷值", "数值", "单位"), heads), rows)


@history.command()
@click.argument("first")
@click.argument("second")
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 output format")
@store_option
@alias_option
@reading_options
@language_option
def compare(first: str, second: str, form: str, **options: Any) -> None:
    """对照两份披露 two disclosures side by side; FIRST, SECOND: 台账编号或文件 a number of the store, or a file."""
    from compliance_check.history.comparison import compare as compared

    lines = compared(_either(first, options), _either(second, options))
    rows = [
        (
            line.concept,
            " ".join(f"{key}={value}" for key, value in line.dimensions),
            f"{line.first.value:f}" if line.first else "—",
            f"{line.second.value:f}" if line.second else "—",
            "—" if line.change is None else f"{line.change:+f}",
            "—" if line.percent is None else f"{line.percent:+f}%",
        )
        for line in lines
    ]
    heads = ("concept", "dimensions", "first", "second", "change", "percent")
    if form == "json":
        show_json([dict(zip(heads, row, strict=True)) for row in rows])
        return
    show_table(in_language(_language(options), ("项目", "维度", "前者", "后者", "变动", "变动率"), heads), rows)


@history.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NO...")
@store_option
@language_option
def remove(numbers: tuple[int, ...], **options: Any) -> None:
    """按编号移除 forget entries by their numbers (history list)."""
    language = _language(options)
    with _open(options, write=True) as store:
        for item in [store.get(number) for number in numbers]:
            store.remove(item.id)
            said = in_language(language, ("已移除",), ("removed",))[0]
            click.echo(
                f"{said} {item.id}: {item.entity} {item.kind} {period_words(item)} {edition_words(item, language)}"
            )


@history.command()
@click.argument("entity", required=False)
@option("--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv", help="输出格式 output format")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("-"),
    metavar="FILE",
    help="输出文件，- 为标准输出 output file, - for stdout",
)
@store_option
@alias_option
@language_option
def export(entity: str | None, form: str, output: Path, **options: Any) -> None:
    """导出全部数字 export every figure, all editions."""
    from compliance_check.cli.output import write, write_stdout
    from compliance_check.history.export import export as exported

    with _open(options) as store:
        editions = store.editions(entity)
        data = exported(store.walk(editions), form)
    if str(output) == "-":
        write_stdout(data)
    else:
        write(output, data)


def _open(options: dict[str, Any], *, write: bool = False) -> Store:
    from compliance_check.history import open_store, user_entities

    return open_store(options["url"], write=write, entities=user_entities(options.get("entities")))


def _reader(options: dict[str, Any]) -> Callable[[Path], Disclosure]:
    """Reads files to disclosures; the vocabulary is loaded once for all of them."""
    from compliance_check.collect import ReadOptions
    from compliance_check.extract.disclosure import Overrides
    from compliance_check.pipeline import Checker, Settings

    overrides = Overrides(kind=options["kind"], entity=options["entity"], period=options["period"])
    reading = ReadOptions(media_type=options["media_type"])
    return Checker(Settings(overrides=overrides, reading=reading, stdin=sys.stdin.buffer.read)).read


def _either(text: str, options: dict[str, Any]) -> Disclosure:
    if not text.isdecimal() or Path(text).exists():
        return _reader(options)(Path(text))
    with _open(options) as store:
        return store.read([store.get(int(text))])[0]


def _concepts(names: tuple[str, ...]) -> set[str]:
    from compliance_check.catalog import load_vocabulary

    if not names:
        return set()
    vocabulary = load_vocabulary()
    found = {name: vocabulary.find(name) for name in names}
    unknown = [name for name, concept in found.items() if concept is None]
    if unknown:
        near = vocabulary.nearest(unknown[0])
        raise click.UsageError(f"未知的项目 {unknown[0]}。 Unknown concept. {near or ''}")
    return {concept.id for concept in found.values() if concept}


def _language(options: dict[str, Any]) -> str:
    return options["language"] or default_language()
