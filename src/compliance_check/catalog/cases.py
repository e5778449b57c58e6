"""Case files: small facts and the outcome that a person worked out by hand, one file per rule.

    rule: SOL101
    cases:
      - name: one unit beyond rounding
        facts: {认可资产: "488,353.42 万元", 认可负债: "391,122.11 万元", 实际资本: "97,231.28 万元"}
        expect: fail

A fact is an amount with its unit, a word (a rating), "-" for an empty cell, or a list: the first in the table, the
others in prose. `prior` and `forecast` hold the other columns of the table, `columns` those of any other period;
`earlier` are what the company published before or beside.

Rules on sections and wording are tried on a text (Markdown): `text`, or `document`, a file beside the case file, in
which the pieces named by `replace` are exchanged:

      - name: no section on major events
        document: summary.md
        replace: {"## 七、重大事项": ""}
        expect: fail
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from compliance_check.catalog.strict_yaml import Source, read_yaml
from compliance_check.model import Bilingual, Frozen, Outcome, Scenario, Severity

Facts = dict[str, str | tuple[str, ...]]


class CasePeriod(Frozen):
    """The reporting period of a case, and the end of its prior column."""

    start: dt.date = dt.date(2025, 1, 1)
    end: dt.date = dt.date(2025, 6, 30)
    prior: dt.date = dt.date(2024, 12, 31)


class Column(Frozen):
    """Facts of one period; without a start, instants alone."""

    start: dt.date | None = None
    end: dt.date
    facts: Facts
    scenario: Scenario = Scenario.ACTUAL


class EarlierCase(Frozen):
    """Another disclosure of the company."""

    kind: str | None = None
    period: CasePeriod
    facts: Facts = Field(default_factory=dict)
    columns: tuple[Column, ...] = ()


class Case(Frozen):
    """One case. as_of: default the period's end. says: words that the message must hold, in either language.

    text: a small document instead of facts; of it, kind, company type and period are read unless the case gives them.
    """

    name: str
    facts: Facts = Field(default_factory=dict)
    prior: Facts = Field(default_factory=dict)
    forecast: Facts = Field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    earlier: tuple[EarlierCase, ...] = ()
    text: str | None = None
    document: str | None = None
    replace: dict[str, str] = Field(default_factory=dict)
    period: CasePeriod = CasePeriod()
    as_of: dt.date | None = None
    kind: str | None = None
    company_type: str | None = None
    doubtful: tuple[str, ...] = ()
    expect: Outcome
    severity: Severity | None = None
    residual: Decimal | None = None
    says: tuple[str, ...] = ()


class CaseFile(Frozen):
    """The cases of one rule."""

    rule: str
    cases: tuple[Case, ...] = Field(min_length=1)


def load_cases(path: Path) -> tuple[CaseFile, Source]:
    """The case file at `path`, the text of each `document` filled in. Raises RuleFileError."""
    source = read_yaml(path)
    file = source.build(CaseFile, source.value, ())
    cases = tuple(
        case.model_copy(update={"text": _text(path.parent / case.document, case, source, index)})
        if case.document
        else case
        for index, case in enumerate(file.cases)
    )
    return file.model_copy(update={"cases": cases}), source


def _text(path: Path, case: Case, source: Source, index: int) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise source.error(
            ("cases", index, "document"),
            Bilingual(zh=f"无法读取 {case.document}", en=f"{case.document} cannot be read"),
            Bilingual(zh="请写用例文件旁的文本文件名。", en="Name a text file beside the case file."),
        ) from None
    for old, new in case.replace.items():
        if old not in text:
            raise source.error(
                ("cases", index, "replace", old),
                Bilingual(zh=f"文件中没有“{old}”", en=f"the document does not hold “{old}”"),
                Bilingual(zh="请写文件中的原文。", en="Write a piece of the document as it stands."),
            )
        text = text.replace(old, new)
    return text
