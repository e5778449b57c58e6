"""`init`: a configuration file, a pre-commit hook and CI snippets to start from; nothing existing is overwritten."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_check import __version__
from compliance_check.cli.options import option

CONFIG = """\
# compliance-check：命令行优先于环境变量，环境变量优先于本文件。
# compliance-check: the command line goes before the environment, the environment before this file.
fail-on = "error"        # error | warning | info | never
format = ["html", "json"]
output = "compliance-report"
engine = "gx"            # gx | direct: the verdicts are the same
# waivers = "compliance-waivers.yaml"
# rules = ["our-rules"]  # folders of your own suites
"""
PRE_COMMIT = f"""\
repos:
  - repo: local
    hooks:
      - id: compliance-check
        name: compliance-check {__version__}
        entry: compliance-check check --engine direct --quiet -o .compliance-report
        language: system
        files: \\.(md|txt|html?|docx|xlsx|csv|pdf)$
"""
GITHUB = """\
name: disclosure drafts
on: [pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  compliance-check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install compliance-check
      - run: compliance-check check drafts/ --format sarif --format html -o compliance-report
      - uses: actions/upload-artifact@v4
        if: always()
        with: {name: compliance-report, path: compliance-report}
"""
GITLAB = """\
compliance-check:
  image: python:3.12
  script:
    - pip install compliance-check
    - compliance-check check drafts/ --format gitlab --format html -o compliance-report
  artifacts:
    when: always
    paths: [compliance-report]
"""
FILES = {
    "compliance-check.toml": CONFIG,
    ".pre-commit-config.yaml": PRE_COMMIT,
    ".github/workflows/compliance-check.yml": GITHUB,
    "compliance-check.gitlab-ci.yml": GITLAB,
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".", metavar="[FOLDER]")
@option("--force", is_flag=True, help="覆盖已有文件 overwrite what exists")
def init(folder: Path, force: bool) -> int:
    """写出配置、pre-commit 钩子与 CI 片段 write configuration, pre-commit hook and CI snippets."""
    from compliance_check.cli import output

    for name, text in FILES.items():
        path = folder / name
        if path.exists() and not force:
            click.echo(f"{path}: 已存在，未改动 exists, left as it is")
            continue
        output.write(path, text.encode())
        click.echo(f"{path}: 已写出 written")
    return 0
