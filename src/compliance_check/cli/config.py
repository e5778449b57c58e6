"""compliance-check.toml, or [tool.compliance-check] in pyproject.toml: defaults for the options of `check`.

Command line goes before environment, environment before file. Relative paths in the file are relative to the file.
"""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compliance_check.errors import UsageError
from compliance_check.model import Bilingual

FILE = "compliance-check.toml"
PATHS = ("output", "rules", "waivers", "baseline", "password-file", "against")
PARAMETERS = {"suite": "suites", "format": "formats", "rules": "rule_folders", "type": "media_type", "lang": "language"}
"""Keys of the file whose option has another name inside the program."""


class Configuration(BaseModel):
    """The keys of the configuration file; each is the option of the same name."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        title="compliance-check.toml",
        alias_generator=lambda name: name.replace("_", "-"),
    )

    suite: tuple[str, ...] | None = Field(
        default=None, description="rule suites; default: those of the document's kind"
    )
    type: str | None = Field(default=None, description="input format")
    kind: str | None = Field(default=None, description="document kind")
    company_type: str | None = Field(default=None, description="type of company: property, life, reinsurer …")
    entity: str | None = Field(default=None, description="disclosing entity")
    period: str | None = Field(default=None, description="reporting period: 2025, 2025H1, 2025Q2, A..B")
    as_of: dt.date | None = Field(default=None, description="rules in force on this day")
    against: tuple[str, ...] | None = Field(default=None, description="earlier or sibling disclosures")
    history: str | None = Field(default=None, description="URL of the history store")
    format: (
        tuple[Literal["html", "json", "sarif", "junit", "gitlab", "github", "markdown", "xlsx", "text"], ...] | None
    ) = None
    output: str | None = Field(default=None, description="output file or folder")
    annotate: bool | None = Field(default=None, description="marks in a copy of the original")
    engine: Literal["gx", "direct"] | None = None
    fail_on: Literal["error", "warning", "info", "never"] | None = None
    strict: bool | None = None
    waivers: str | None = Field(default=None, description="waiver file")
    baseline: str | None = Field(default=None, description="an earlier report.json; only new findings gate")
    rules: tuple[str, ...] | None = Field(default=None, description="folders of your own rules")
    ocr: Literal["auto", "always", "never"] | None = None
    password_file: str | None = None
    jobs: int | None = Field(default=None, ge=1, le=64)
    lang: Literal["zh", "en"] | None = None
    quiet: bool | None = None
    verbose: bool | None = None
    color: bool | None = None


def load(path: Path) -> Configuration:
    """The configuration in a file. Raises UsageError: file, key, what is wrong, what to write."""
    table = _table(path)
    try:
        return Configuration.model_validate(table)
    except ValidationError as error:
        raise _complaint(path, error) from error


def find(folder: Path) -> Path | None:
    """The configuration file of a folder: compliance-check.toml, else a pyproject.toml that has our table."""
    own = folder / FILE
    if own.is_file():
        return own
    project = folder / "pyproject.toml"
    if not project.is_file():
        return None
    try:
        return project if "compliance-check" in tomllib.loads(project.read_text("utf-8")).get("tool", {}) else None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None  # a broken pyproject.toml is its owner's business until it is named with --config


def defaults(path: Path) -> dict[str, Any]:
    """The defaults that a file gives to click, by parameter name."""
    values = load(path).model_dump(mode="json", by_alias=True, exclude_none=True)
    folder = path.resolve().parent
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in PATHS:
            value = [str(folder / item) for item in value] if isinstance(value, list) else str(folder / value)
        found[PARAMETERS.get(key, key.replace("-", "_"))] = value
    return found


def apply(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """The callback of --config: reads the file named, or the one in this folder, before the other options."""
    path = value or find(Path())
    if path is not None:
        context.default_map = {**(context.default_map or {}), **defaults(path)}
    return path


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            str(path),
            Bilingual(
                zh=f"配置文件无法读取（{error.strerror}）", en=f"the configuration cannot be read ({error.strerror})"
            ),
            Bilingual(zh="请检查 --config 的路径", en="Check the path given with --config"),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            str(path),
            Bilingual(zh=f"不是有效的 TOML：{error}", en=f"is not valid TOML: {error}"),
            Bilingual(zh="请按提示的位置改正", en="Correct the place named"),
        ) from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("compliance-check", {})
    return table if isinstance(table, dict) else {}


def _complaint(path: Path, error: ValidationError) -> UsageError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    known = [field.alias or name for name, field in Configuration.model_fields.items()]
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, known, 1)
        todo_zh = f"是否应为 {near[0]}？" if near else f"可用的键：{', '.join(known)}"
        todo_en = f"Did you mean {near[0]}?" if near else f"The keys are: {', '.join(known)}"
        return UsageError(
            f"{path}: {key}",
            Bilingual(zh="没有这个配置项", en="there is no such key"),
            Bilingual(zh=todo_zh, en=todo_en),
        )
    return UsageError(
        f"{path}: {key}",
        Bilingual(zh=f"取值不符：{first['msg']}", en=f"has a wrong value: {first['msg']}"),
        Bilingual(zh="请参照 schemas/json/config.schema.json", en="See schemas/json/config.schema.json"),
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the configuration file."""
    return Configuration.model_json_schema(by_alias=True)
