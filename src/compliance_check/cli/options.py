"""Options that several commands share. Each has the environment variable COMPLIANCE_CHECK_<OPTION>."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def option(*declarations: str, **attributes: Any) -> Callable[[Command], Command]:
    """click.option with the environment variable that the contract promises."""
    long = next(name for name in declarations if name.startswith("--")).split("/")[0]
    attributes.setdefault("envvar", "COMPLIANCE_CHECK_" + long.lstrip("-").replace("-", "_").upper())
    return click.option(*declarations, **attributes)


COMPANY_TYPES = (
    "property",
    "life",
    "health",
    "pension",
    "reinsurer",
    "group",
    "mutual",
    "captive",
    "foreign_branch",
)


class DateType(click.ParamType[Any]):
    """A day as 2025-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date that a text spells."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” 不是日期，请写成 2025-06-30。 Not a date; write 2025-06-30.", param, ctx)


class PeriodType(click.ParamType[Any]):
    """A reporting period: 2025, 2025H1, 2025Q2, 2025-06-30 or 2025-01-01..2025-06-30."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The period that a text spells."""
        from compliance_check.extract.periods import parse_period

        period = parse_period(str(value))
        if period is None:
            self.fail(
                f"“{value}” 不是期间，请写成 2025、2025H1、2025Q2 或 2025-01-01..2025-06-30。"
                " Not a period; write 2025, 2025H1, 2025Q2 or 2025-01-01..2025-06-30.",
                param,
                ctx,
            )
        return period


DATE = DateType()
PERIOD = PeriodType()


def max_pages_option(command: Command) -> Command:
    """--max-pages: how long a file may be."""
    words = "PDF 页数上限，更长的文件不读；默认 20000 longest PDF read, in pages"
    return option("--max-pages", type=click.IntRange(1), default=20_000, metavar="N", help=words)(command)


def reading_options(command: Command) -> Command:
    """--type, --kind, --entity, --company-type, --period: what is said of the input."""
    for add in (
        option("--period", type=PERIOD, help="报告期间，覆盖识别结果 reporting period (2025, 2025H1, 2025Q2, A..B)"),
        option(
            "--company-type",
            type=click.Choice(COMPANY_TYPES),
            help="公司类型，决定适用的相关系数矩阵等 type of company, which decides on matrices and limits",
        ),
        option("--entity", help="披露主体，覆盖识别结果 disclosing entity"),
        option("--kind", help="文件种类，覆盖识别结果 document kind (compliance-check rules list --help)"),
        option("--type", "media_type", help="输入格式，如 md、txt；从标准输入读取时必填 input format, required for -"),
    ):
        command = add(command)
    return command


def language_option(command: Command) -> Command:
    """--lang zh|en."""
    return option(
        "--lang", "language", type=click.Choice(["zh", "en"]), help="语言 language; 默认按系统区域 default: locale"
    )(command)
