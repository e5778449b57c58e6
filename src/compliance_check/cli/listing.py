"""What the commands on the store show: entries in words, tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from compliance_check.history.records import Edition
    from compliance_check.history.store import Added


def say_added(file: Path, added: Added, language: str) -> None:
    """Whether a file was added to the store or was there already."""
    item = added.edition
    if not added.new:
        said = in_language(language, ("已在台账中",), ("already there",))[0]
    else:
        said = in_language(language, ("已存入",), ("added",))[0]
    click.echo(
        f"{said} {item.id}: {item.entity} {item.kind} {period_words(item)} {edition_words(item, language)} ← {file}"
    )


def edition_words(item: Edition, language: str) -> str:
    """第2版, and whether a later one has replaced it."""
    text = f"第{item.edition}版" if language == "zh" else f"edition {item.edition}"
    return text if item.current else text + in_language(language, ("（已更正）",), (" (superseded)",))[0]


def period_words(item: Edition) -> str:
    """Its day, or its first and last."""
    return str(item.period.end) if item.period.start is None else f"{item.period.start}..{item.period.end}"


def edition_record(item: Edition) -> dict[str, Any]:
    """An entry of the store as JSON shows it."""
    return {
        "entry": item.id,
        "entity": item.entity,
        "kind": item.kind,
        "period": {"start": str(item.period.start) if item.period.start else None, "end": str(item.period.end)},
        "edition": item.edition,
        "current": item.current,
        "path": item.path,
        "sha256": item.sha256,
        "added": item.added_at,
    }


def show_json(value: Any) -> None:
    """To standard output, for programs."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Columns for people; each as wide as its widest cell, in terminal columns."""
    from rich.cells import cell_len

    lines = [heads, *rows]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def in_language(language: str, zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[str, ...]:
    """Of two wordings the one in `language`."""
    return zh if language == "zh" else en
