"""What is generated: rule pages and indexes, the manual of the commands, JSON Schemas; as path -> text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

    from compliance_check.catalog import Check, RuleBook
    from compliance_check.judge.cases import CaseOutcome
    from compliance_check.report.rulebook import Worked


def case_files(checks: Iterable[Check]) -> list[Path]:
    """The case files of these rules, in order; none where the installation has no cases."""
    from compliance_check.data import data_dir

    try:
        folder = data_dir("tests/rules")
    except FileNotFoundError:
        return []
    found = (folder / check.suite / f"{check.rule.id}.yaml" for check in checks)
    return [path for path in dict.fromkeys(found) if path.is_file()]


def worked(checks: Sequence[Check], book: RuleBook) -> dict[str, Worked]:
    """A passing and a failing case of each rule that has cases."""
    from compliance_check.judge.cases import run_cases
    from compliance_check.pipeline import Checker, Settings
    from compliance_check.report.rulebook import Worked

    by_rule: dict[str, list[CaseOutcome]] = defaultdict(list)
    for outcome in run_cases(case_files(checks), book, read=Checker(Settings()).read_case):
        by_rule[outcome.rule].append(outcome)
    return {rule: Worked(_example(items, "pass"), _example(items, "fail")) for rule, items in by_rule.items()}


def _example(outcomes: Sequence[CaseOutcome], wanted: str) -> Any:
    from compliance_check.report.rulebook import Example

    for item in outcomes:
        if item.case.expect.value == wanted and item.passed and item.result is not None:
            return Example(item.case.name, item.result)
    return None


def editions(book: RuleBook) -> dict[str, list[Check]]:
    """The editions of each rule, by id."""
    found: dict[str, list[Check]] = defaultdict(list)
    for check in book.checks:
        found[check.rule.id].append(check)
    return found


def rule_pages() -> dict[str, str]:
    """docs/rules: a page per rule, and the indexes."""
    from compliance_check.catalog import load_book, load_kinds
    from compliance_check.catalog.law import load_unchecked
    from compliance_check.report.rulebook import Worked, indexes, page
    from compliance_check.report.rulebook.index import NOTICE, file_of

    book = load_book()
    examples = worked(book.checks, book)
    files = {
        file_of(checks[0]): NOTICE + page(checks, book.vocabulary, examples.get(rule, Worked()))
        for rule, checks in editions(book).items()
    }
    files |= indexes(book, load_kinds(), load_unchecked())
    return {f"docs/rules/{name}": text for name, text in files.items()}


def schemas() -> dict[str, str]:
    """schemas/json: the report, the figures that `extract` writes, rule files, case files, the configuration."""
    from compliance_check.catalog.cases import CaseFile
    from compliance_check.catalog.rules import RuleFile
    from compliance_check.cli.config import json_schema
    from compliance_check.report.schema import json_schema as report_schema
    from compliance_check.report.schema_document import Document

    models: dict[str, type[BaseModel]] = {"rule": RuleFile, "cases": CaseFile, "figures": Document}
    files = {name: _text(model.model_json_schema(by_alias=True)) for name, model in models.items()}
    files |= {"config": _text(json_schema()), "report-1": report_schema().decode()}
    return {f"schemas/json/{name}.schema.json": text for name, text in sorted(files.items())}


def generated() -> dict[str, str]:
    """Every generated file, path from the project's root -> text."""
    from compliance_check.cli.manual import pages

    manual = {f"docs/commands/{name}": text for name, text in pages().items()}
    return {**rule_pages(), **manual, **schemas()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
