"""`report`: render a saved result again, byte for byte the same."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_check.cli.check import FORMATS
from compliance_check.cli.language import default_language
from compliance_check.cli.options import language_option, option


@click.command()
@click.argument("saved", type=click.Path(path_type=Path), metavar="REPORT.json")
@option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="html",
    help="输出格式 output format; 默认 default: html",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="输出文件，- 为标准输出 output file, - for stdout",
)
@option("--omit-waived", is_flag=True, help="SARIF 中不含已豁免的问题 SARIF without waived findings")
@language_option
def report(saved: Path, format_name: str, output: Path | None, omit_waived: bool, language: str | None) -> int:
    """由保存的结果重新生成报告 render again from a saved result.

    \b
    例 example
      compliance-check report compliance-report/report.json --format xlsx -o 底稿.xlsx
    """
    from compliance_check import report as formats
    from compliance_check.cli import output as out
    from compliance_check.report.reader import load

    result = load(read_file(saved), str(saved))
    data = formats.render(result, format_name, language or default_language(), waived=not omit_waived)
    if output is not None and str(output) == out.STDOUT:
        out.write_stdout(data)
        return 0
    target = output or saved.with_name(formats.file_name(format_name))
    out.write(target, data)
    click.echo(str(target))
    return 0


def read_file(path: Path) -> bytes:
    """The bytes of a file the user named; raises UnreadableError."""
    from compliance_check.errors import UnreadableError
    from compliance_check.model import Bilingual

    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            str(path),
            Bilingual(zh=f"无法读取（{error.strerror}）", en=f"cannot be read ({error.strerror})"),
            Bilingual(zh="请检查路径与权限", en="Check the path and the permissions"),
        ) from error
