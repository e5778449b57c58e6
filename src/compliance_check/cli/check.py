"""`check`: read drafts, extract, judge, report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_check.cli.delivery import DEFAULT_FOLDER, DEFAULT_FORMATS, LEVELS, Delivery
from compliance_check.cli.language import default_language
from compliance_check.cli.options import DATE, language_option, max_pages_option, option, reading_options

if TYPE_CHECKING:
    from compliance_check.extract.disclosure import Overrides
    from compliance_check.pipeline import Settings

FORMATS = ("html", "json", "sarif", "junit", "gitlab", "github", "markdown", "xlsx", "text")


def read_config(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """The callback of --config, with the import that `--help` can do without."""
    from compliance_check.cli.config import apply

    return apply(context, parameter, value)


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
@max_pages_option
@option("--together", is_flag=True, help="各文件作为一次发布合并检查 the files are one publication: one report")
@option(
    "--history", metavar="URL", help="历史库，与以往披露比较 history store of earlier disclosures; default 为默认库"
)
@option("--publish", is_flag=True, help="通过后加入历史库 add the draft to the history store once it has passed")
@option("--annotate", is_flag=True, help="在原件副本上标注 marks in a copy of the original")
@option("--waivers", type=click.Path(path_type=Path), metavar="FILE", help="豁免文件 waiver file")
@option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="以往的 report.json，只拦新问题 only new findings gate",
)
@option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    is_eager=True,
    expose_value=False,
    callback=read_config,
    help="配置文件；默认 compliance-check.toml configuration file",
)
@option("--page-images/--no-page-images", default=True, help="PDF 问题页的图像 pictures of PDF pages with findings")
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
    from compliance_check.cli.session import Session

    files = expand(options["paths"], delivery.output or DEFAULT_FOLDER)
    return Session(_settings(options, files), delivery, options["jobs"]).run(files)


def read_stdin() -> bytes:
    """The bytes of standard input."""
    return sys.stdin.buffer.read()


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
        together=options["together"],
        annotate=options["annotate"],
        page_images=options["page_images"],
        publish=(options["history"] or "default") if options["publish"] else None,
        waivers=options["waivers"],
        baseline=options["baseline"],
    )


def _settings(options: dict[str, Any], files: list[Path]) -> Settings:
    from compliance_check.collect import ReadOptions
    from compliance_check.pipeline import Settings

    if Path("-") in files and not options["media_type"]:
        raise click.UsageError("从标准输入读取时须给出 --type（如 md）。 Standard input needs --type (such as md).")
    if options["kind"]:
        _known_kind(options["kind"])
    return Settings(
        suites=tuple(options["suites"]),
        as_of=options["as_of"],
        engine=options["engine"],
        overrides=overrides(options),
        reading=ReadOptions(
            media_type=options["media_type"],
            password=_password(options["password_file"]),
            ocr=options["ocr"],
            max_pages=options["max_pages"],
            jobs=options["jobs"] if len(files) == 1 else 1,  # several files share the processes among them
        ),
        rule_folders=tuple(options["rule_folders"]),
        against=tuple(options["against"]),
        history=options["history"],
        command=tuple(sys.argv[1:]),
        stdin=read_stdin,
    )


def overrides(options: dict[str, Any]) -> Overrides:
    """What the options of `reading_options` say of the input."""
    from compliance_check.extract.disclosure import Overrides

    return Overrides(
        kind=options["kind"],
        entity=options["entity"],
        period=options["period"],
        company_type=options["company_type"],
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
