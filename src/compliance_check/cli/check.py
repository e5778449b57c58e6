"""`check`: read drafts, extract, judge, report."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_check.cli.language import default_language
from compliance_check.cli.options import DATE, language_option, option, reading_options

if TYPE_CHECKING:
    from compliance_check.errors import ComplianceCheckError
    from compliance_check.pipeline import Checker, Settings

FORMATS = ("html", "json", "sarif", "junit", "gitlab", "github", "markdown", "xlsx", "text")
DEFAULT_FORMATS = ("html", "json")
DEFAULT_FOLDER = Path("compliance-report")
LEVELS = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}
CLEAN, FINDINGS, UNREADABLE, INCOMPLETE = 0, 1, 3, 4


@dataclass(frozen=True, slots=True)
class Delivery:
    """How results leave: formats, the place, the gate, and what is said on the terminal."""

    formats: tuple[str, ...]
    output: Path | None
    fail_on: str
    strict: bool
    language: str
    quiet: bool
    verbose: bool
    color: bool

    @property
    def to_stdout(self) -> bool:
        """Whether the one format asked for goes to standard output and nothing else does."""
        return self.output is not None and str(self.output) == "-"


@click.command(context_settings={"show_default": False})
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option(
    "--suite",
    "suites",
    multiple=True,
    metavar="ID",
    help="规则集，可多次给出；默认由文件种类决定 rule suite, repeatable",
)
@reading_options
@option(
    "--as-of",
    type=DATE,
    metavar="DATE",
    help="按该日有效的规则；默认为报告日 rules in force on this day; default: reporting date",
)
@option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="以往或同期披露，可多次 earlier or sibling disclosures",
)
@option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="输出格式，可多次；默认 html 与 json output format, repeatable",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="输出文件或文件夹，- 为标准输出 output file or folder, - for stdout",
)
@option(
    "--engine",
    type=click.Choice(["gx", "direct"]),
    default="gx",
    help="引擎：great-expectations 或直接求值，结论相同 the verdicts are the same",
)
@option(
    "--fail-on",
    type=click.Choice(list(LEVELS)),
    default="error",
    help="达到该级别即退出码 1 exit 1 from this severity on",
)
@option("--strict", is_flag=True, help="有规则未能求值时退出码 4 exit 4 when some rule could not be evaluated")
@option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="首行为打开文件的密码 its first line opens the file",
)
@option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="扫描页的光学识别 optical reading of scanned pages",
)
@option("--jobs", type=click.IntRange(1, 64), default=1, help="并行进程数 parallel processes")
@option(
    "--rules",
    "rule_folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="自有规则文件夹，可多次 folder of your own rules",
)
@language_option
@option("--quiet", "-q", is_flag=True, help="只给出结论 verdict only")
@option("--verbose", "-v", is_flag=True, help="列出全部规则的结果 list the outcome of every rule")
@option("--color/--no-color", default=True, help="终端颜色 colours on the terminal")
def check(**options: Any) -> int:
    """检查披露草稿并生成审核报告 check disclosure drafts and write the audit report.

    \b
    PATH  文件、文件夹（递归）、通配符；- 表示标准输入（须给出 --type）
          files, folders (recursive), patterns; - for standard input with --type
    \b
    例 examples
      compliance-check check 2025H1.docx
      compliance-check check drafts/ --fail-on warning --format sarif -o findings.sarif
      cat draft.md | compliance-check check - --type md --format json -o -
    """
    delivery = _delivery(options)
    from compliance_check.cli.inputs import expand
    from compliance_check.pipeline import Checker

    files = expand(options["paths"], delivery.output or DEFAULT_FOLDER)
    checker = Checker(_settings(options, files))
    return _Session(checker, delivery, len(files)).run(files)


def _delivery(options: dict[str, Any]) -> Delivery:
    formats = tuple(dict.fromkeys(options["formats"])) or DEFAULT_FORMATS
    output: Path | None = options["output"]
    if output is not None and str(output) == "-" and len(formats) != 1:
        raise click.UsageError("-o - 须配合一个 --format。 -o - goes with exactly one --format.")
    return Delivery(
        formats=formats,
        output=output,
        fail_on=options["fail_on"],
        strict=options["strict"],
        language=options["language"] or default_language(),
        quiet=options["quiet"],
        verbose=options["verbose"],
        color=options["color"],
    )


def _settings(options: dict[str, Any], files: list[Path]) -> Settings:
    from compliance_check.collect import ReadOptions
    from compliance_check.extract.disclosure import Overrides
    from compliance_check.pipeline import Settings

    if Path("-") in files and not options["media_type"]:
        raise click.UsageError("从标准输入读取时须给出 --type（如 md）。 Standard input needs --type (such as md).")
    if options["kind"]:
        _known_kind(options["kind"])
    as_of: dt.date | None = options["as_of"]
    return Settings(
        suites=tuple(options["suites"]),
        as_of=as_of,
        engine=options["engine"],
        overrides=Overrides(kind=options["kind"], entity=options["entity"], period=options["period"]),
        reading=ReadOptions(
            media_type=options["media_type"],
            password=_password(options["password_file"]),
            ocr=options["ocr"],
            jobs=options["jobs"],
        ),
        rule_folders=tuple(options["rule_folders"]),
        command=tuple(sys.argv[1:]),
        stdin=sys.stdin.buffer.read,
    )


def _known_kind(kind: str) -> None:
    from compliance_check.catalog import load_kinds

    known = [entry.id for entry in load_kinds()]
    if kind not in known:
        raise click.UsageError(f"未知的文件种类 {kind}。 Unknown document kind. 可用 known: {', '.join(known)}")


def _password(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise click.UsageError(f"读不到密码文件 {path}。 The password file cannot be read.") from error


class _Session:
    """One run over several files: each its own report, the worst verdict, and an index where there are many."""

    def __init__(self, checker: Checker, delivery: Delivery, count: int) -> None:
        from compliance_check.cli.screen import Screen

        self.checker, self.delivery, self.count = checker, delivery, count
        self.screen = Screen(delivery.language, delivery.color, delivery.quiet, delivery.verbose, delivery.to_stdout)
        self.code = CLEAN
        self.index: list[tuple[Path, dict[str, Any] | None, str]] = []
        self.names: dict[Path, str] = {}

    def run(self, files: list[Path]) -> int:
        """Check every file; the exit code of the whole: unreadable over findings over incomplete."""
        from compliance_check.errors import ComplianceCheckError

        self.names = report_names(files)
        codes = set()
        for file in files:
            try:
                codes.add(self._one(file))
            except ComplianceCheckError as error:
                if error.exit_code != UNREADABLE:
                    raise
                self._refused(file, error)
                codes.add(UNREADABLE)
        if self.count > 1 and not self.delivery.to_stdout:
            self._write_index()
        return next((code for code in (UNREADABLE, FINDINGS, INCOMPLETE) if code in codes), CLEAN)

    def _one(self, file: Path) -> int:
        from compliance_check import report as formats
        from compliance_check.report.json import to_json

        with self.screen.working(file):
            report = to_json(self.checker.check([file]), self.checker.labels)
            rendered = {name: formats.render(report, name, self.delivery.language) for name in self.delivery.formats}
        written = self._deliver(file, rendered)
        self.index.append((file, report, written[-1].name if written else ""))
        self.screen.summary(report, written)
        return verdict_code(report, self.delivery.fail_on, self.delivery.strict)

    def _refused(self, file: Path, error: ComplianceCheckError) -> None:
        self.index.append((file, None, error.line(self.delivery.language)))
        self.screen.error(error)

    def _deliver(self, file: Path, rendered: dict[str, bytes]) -> list[Path]:
        from compliance_check.cli import output

        if self.delivery.to_stdout:
            for data in rendered.values():
                output.write_stdout(data)
            return []
        written = []
        for name, data in rendered.items():
            target = self._target(file, name)
            output.write(target, data)
            written.append(target)
        return sorted(written, key=lambda path: path.suffix == ".html")

    def _target(self, file: Path, name: str) -> Path:
        """The file for one format: -o itself for a single report, else a usual name in the folder."""
        from compliance_check.report import file_name

        place = self.delivery.output
        if self.count == 1 and place is not None and len(self.delivery.formats) == 1 and not place.is_dir():
            return place
        folder = place or DEFAULT_FOLDER
        return folder / (file_name(name) if self.count == 1 else f"{self.names[file]}.{file_name(name)}")

    def _write_index(self) -> None:
        from compliance_check.cli import output
        from compliance_check.report.index import render_index

        folder = self.delivery.output or DEFAULT_FOLDER
        path = folder / "index.html"
        entries = [(str(file), report, link) for file, report, link in self.index]
        output.write(path, render_index(entries, self.delivery.language))
        self.screen.path(path)


def report_names(files: list[Path]) -> dict[Path, str]:
    """A name for each file's reports: its own name, with a number where several folders hold files of one name."""
    names: dict[Path, str] = {}
    taken: dict[str, int] = {}
    for file in files:
        name = "stdin" if str(file) == "-" else file.name
        taken[name.casefold()] = count = taken.get(name.casefold(), 0) + 1
        names[file] = name if count == 1 else f"{name}-{count}"
    return names


def verdict_code(report: dict[str, Any], fail_on: str, strict: bool) -> int:
    """The exit code of a report: findings at or above the level, or, if strict, rules that could not be decided."""
    if any(report["summary"]["findings"][level] for level in LEVELS[fail_on]):
        return FINDINGS
    outcomes = report["summary"]["outcomes"]
    if strict and (outcomes["error"] or outcomes["not_evaluable"]):
        return INCOMPLETE
    return CLEAN
