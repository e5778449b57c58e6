"""`diff`: what changed between two runs."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_check.cli.language import default_language
from compliance_check.cli.options import language_option, option

SAME, CHANGED = 0, 1


@click.command()
@click.argument("before", type=click.Path(path_type=Path), metavar="A.json")
@click.argument("after", type=click.Path(path_type=Path), metavar="B.json")
@option("--format", "format_name", type=click.Choice(["text", "html"]), default="text", help="输出格式 output format")
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="输出文件 output file; 默认标准输出 default: stdout",
)
@language_option
def diff(before: Path, after: Path, format_name: str, output: Path | None, language: str | None) -> int:
    """比较两次检查的结果：新增、已更正、未变 compare two runs: new, fixed, unchanged.

    \b
    退出码 exit codes: 0 没有新增 nothing new · 1 有新增 something new
    """
    from compliance_check.cli import output as out
    from compliance_check.cli.report import read_file
    from compliance_check.gate.baseline import compare
    from compliance_check.report.comparison import render_html, render_text
    from compliance_check.report.reader import load

    reports = [load(read_file(path), str(path)) for path in (before, after)]
    comparison = compare(reports[0], reports[1])
    render = render_html if format_name == "html" else render_text
    parts = {"new": comparison.new, "fixed": comparison.fixed, "unchanged": comparison.unchanged}
    data = render(parts, language or default_language()).encode()
    if output is None or str(output) == out.STDOUT:
        out.write_stdout(data)
    else:
        out.write(output, data)
        click.echo(str(output))
    return CHANGED if comparison.new else SAME
