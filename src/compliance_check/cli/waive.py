"""`waive`: accept a finding, with reason and name, in the waiver file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from compliance_check.cli.options import DATE, option

DEFAULT_FILE = Path("compliance-waivers.yaml")


@click.command()
@click.argument("fingerprint", metavar="FINGERPRINT")
@option("--reason", required=True, help="理由 why it is accepted")
@option("--by", required=True, help="豁免人 who accepts it")
@option("--approved-by", help="复核人 second approver")
@option("--until", type=DATE, metavar="DATE", help="到期日 the last day it holds")
@option("--waivers", "path", type=click.Path(path_type=Path), default=DEFAULT_FILE, help="豁免文件 waiver file")
@option(
    "--report",
    "saved",
    type=click.Path(path_type=Path),
    help="report.json，用于核对指纹并记下问题 to look the finding up",
)
def waive(
    fingerprint: str,
    reason: str,
    by: str,
    approved_by: str | None,
    until: dt.date | None,
    path: Path,
    saved: Path | None,
) -> int:
    """豁免一个问题：写明理由与姓名 accept a finding, with reason and name.

    \b
    豁免与数值绑定：数字一变即失效。
    A waiver is bound to the values: a changed figure ends it.
    \b
    例 example
      compliance-check waive 3f2a9c… --reason "四舍五入，已与财务部确认" --by 王敏 --until 2026-12-31
    """
    from pydantic import ValidationError

    from compliance_check.cli import output
    from compliance_check.gate.waivers import HEAD, Entry, entry_text, load

    rule, message = _looked_up(saved, fingerprint) if saved else (None, None)
    try:
        entry = Entry(
            fingerprint=fingerprint,
            reason=reason,
            by=by,
            approved_by=approved_by,
            until=until,
            rule=rule,
            message=message,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise click.UsageError(f"{first['loc'][0]}: {first['msg']}") from error
    known = load(path) if path.exists() else ()
    if any(item.entry and item.entry.fingerprint == fingerprint for item in known):
        raise click.UsageError(f"{path} 中已有该指纹的豁免。 A waiver of this fingerprint is there already.")
    before = path.read_text(encoding="utf-8") if path.exists() else HEAD
    output.write(path, (before.rstrip("\n") + "\n" + entry_text(entry)).encode())
    click.echo(str(path))
    return 0


def _looked_up(saved: Path, fingerprint: str) -> tuple[str, str]:
    from compliance_check.cli.report import read_file
    from compliance_check.report.reader import load

    results = load(read_file(saved), str(saved))["results"]
    assert isinstance(results, list)
    for result in results:
        if result["fingerprint"] == fingerprint and result["outcome"] == "fail":
            return result["rule"], result["message"]["zh"]
    raise click.UsageError(f"{saved} 中没有指纹为 {fingerprint} 的问题。 No finding there has this fingerprint.")
