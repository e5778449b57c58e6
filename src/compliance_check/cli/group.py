"""The command group and the way every error leaves the program: one clear line, and the contract's exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from compliance_check import __version__
from compliance_check.cli.language import default_language

COMMANDS = {
    "check": "compliance_check.cli.check:check",
    "extract": "compliance_check.cli.extract:extract",
    "rules": "compliance_check.cli.rules:rules",
    "report": "compliance_check.cli.report:report",
    "diff": "compliance_check.cli.diff:diff",
    "waive": "compliance_check.cli.waive:waive",
    "history": "compliance_check.cli.history:history",
    "init": "compliance_check.cli.init:init",
    "verify": "compliance_check.cli.verify:verify",
}
EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="退出码 exit codes: 0 无发现 clean · 1 有发现 findings · 2 用法错误 usage · 3 无法读取 unreadable · "
    "4 未能全部检查 incomplete (--strict)",
)
@click.version_option(__version__, prog_name="compliance-check")
def compliance_check() -> None:
    """在披露前证明：保险公司的披露文件与自身、与以往披露、与法规均不矛盾。

    Proves, before publication, that an insurer's disclosure does not contradict itself, its past or the law.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's code."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run one command; the exit code. Every expected error ends in one line on standard error."""
    try:
        code = compliance_check.main(arguments, prog_name="compliance-check", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        _usage(error)
        return EXIT_USAGE
    except click.ClickException as error:
        click.echo(f"错误 error: {error.format_message()}", err=True)
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断；已完成的报告保持完整。Interrupted; finished reports are whole.", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has gone (| head): not an error of ours, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _expected(error)


def _expected(error: Exception) -> int:
    """The exit code of an error, said in one line; the traceback only for who asks for it."""
    from compliance_check.errors import ComplianceCheckError

    if isinstance(error, ComplianceCheckError):
        first, second = ("zh", "en") if default_language() == "zh" else ("en", "zh")
        click.echo(f"{error.line(first)} | {error.line(second)}", err=True)
        return error.exit_code
    if os.environ.get("COMPLIANCE_CHECK_DEBUG"):
        raise error
    click.echo(
        f"内部错误 internal error: {type(error).__name__}: {error} — 检查未完成，请报告此问题；"
        "the check is not complete, please report this (COMPLIANCE_CHECK_DEBUG=1 shows where).",
        err=True,
    )
    return EXIT_UNREADABLE


def _usage(error: click.UsageError) -> None:
    click.echo(f"命令行有误 usage error: {error.format_message()}", err=True)
    path = error.ctx.command_path if error.ctx else "compliance-check"
    click.echo(f"查看用法 see: {path} --help", err=True)
