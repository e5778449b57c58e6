"""Suites: checks/<suite>.yaml or checks/<suite>/*.yaml, and the rule files of a user, read into checks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from compliance_check.catalog.book import Check, RuleBook, Suite
from compliance_check.catalog.columns import FACTS
from compliance_check.catalog.expression import Formula
from compliance_check.catalog.formula import FormulaError, FormulaParser
from compliance_check.catalog.resolve import check_rule, resolver
from compliance_check.catalog.strict_yaml import Place, Source, Value, read_yaml, yaml_files
from compliance_check.catalog.units import unit_error
from compliance_check.catalog.vocabulary import Vocabulary, load_vocabulary
from compliance_check.data import data_dir
from compliance_check.errors import UsageError
from compliance_check.model import Bilingual, Frozen, Rule


class _Header(Frozen):
    """What stands above the rules of a suite file."""

    suite: str
    version: str
    title: Bilingual


_HEAD = 8192
_DECLARED = re.compile(r"^suite:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_CASES = re.compile(r"^rule:", re.MULTILINE)


class RuleFile(_Header):
    """A rule file as a whole: what its JSON Schema describes."""

    rules: tuple[Rule, ...]


def load_book(
    suites: Iterable[str] | None = None,
    vocabulary: Vocabulary | None = None,
    folders: Sequence[Path] = (),
) -> RuleBook:
    """The suites called `suites` (default: all), from the shipped checks and then the user's `folders`.

    Only the files of the suites asked for are read. Raises RuleFileError, and UsageError for an unknown suite.
    """
    words = vocabulary or load_vocabulary()
    files = suite_files((data_dir("checks"), *folders))
    wanted = sorted(files) if suites is None else list(dict.fromkeys(suites))
    unknown = [suite for suite in wanted if suite not in files]
    if unknown:
        known = ", ".join(sorted(files))
        raise UsageError(
            "--suite",
            Bilingual(zh=f"没有名为 {unknown[0]} 的规则集", en=f"there is no suite {unknown[0]}"),
            Bilingual(zh=f"可用的规则集：{known}。", en=f"The suites are: {known}."),
        )
    loader = SuiteLoader(words)
    return RuleBook(tuple(loader.load(files[suite]) for suite in wanted), words)


def load_files(paths: Sequence[Path], vocabulary: Vocabulary | None = None) -> RuleBook:
    """The suites in the rule files (or folders of them) at `paths`. Raises RuleFileError."""
    words = vocabulary or load_vocabulary()
    loader = SuiteLoader(words)
    files = [file for path in paths for file in (yaml_files(path) if path.is_dir() else [path])]
    return RuleBook(tuple(loader.load([(file, str(file))]) for file in files), words)


def suite_files(folders: Iterable[Path]) -> dict[str, list[tuple[Path, str]]]:
    """The files of each suite by the id that they declare, with the names that messages call them.

    Several files may carry one suite, with the same header. Files of rule cases may lie beside them. A file that
    declares nothing is listed under its own name, so that loading it says what is wrong.
    """
    found: dict[str, list[tuple[Path, str]]] = {}
    for folder in folders:
        for path in yaml_files(folder):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            head = path.read_bytes()[:_HEAD].decode("utf-8", "replace")
            declared = _DECLARED.search(head)
            if declared is not None or not _CASES.search(head):
                found.setdefault(declared[1] if declared else name, []).append((path, name))
    return found


class SuiteLoader:
    """Reads suites with one formula parser; ids are unique over all it has read."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._parser = FormulaParser()
        self._seen: dict[str, list[Check]] = {}

    def load(self, files: Sequence[tuple[Path, str]]) -> Suite:
        """The suite in `files`. Raises RuleFileError."""
        sources = [read_yaml(path, name) for path, name in files]
        headers = [self._header(source) for source in sources]
        for source, header in zip(sources, headers, strict=True):
            if header != headers[0]:
                raise source.error(
                    ("suite",),
                    Bilingual(zh="同一规则集的文件头不一致", en="the files of one suite have different headers"),
                    Bilingual(zh=f"请与 {sources[0].name} 保持一致。", en=f"Make it the same as in {sources[0].name}."),
                )
        checks = [check for source in sources for check in self._checks(source, headers[0].suite)]
        digest = hashlib.sha256("".join(source.sha256 for source in sources).encode()).hexdigest()
        only = sources[0].sha256 if len(sources) == 1 else digest
        return Suite(headers[0].suite, headers[0].version, headers[0].title, only, tuple(checks))

    def _header(self, source: Source) -> _Header:
        value = source.value
        if not isinstance(value, dict) or not isinstance(value.get("rules"), list):
            raise source.error(
                (),
                Bilingual(zh="这不是规则文件", en="this is not a rule file"),
                Bilingual(
                    zh="请写 suite、version、title 和 rules 列表。",
                    en="Write suite, version, title and a list of rules.",
                ),
            )
        return source.build(_Header, {key: item for key, item in value.items() if key != "rules"}, ())

    def _checks(self, source: Source, suite: str) -> list[Check]:
        assert isinstance(source.value, dict)
        listed = source.value["rules"]
        assert isinstance(listed, list)
        return [
            self._check(source, source.build(Rule, _lists(value), ("rules", index)), suite, ("rules", index))
            for index, value in enumerate(listed)
        ]

    def _check(self, source: Source, rule: Rule, suite: str, place: Place) -> Check:
        formula = self._formula(source, rule, place)
        states = self._concepts(source, rule.applies.states, (*place, "applies", "states"))
        unless = self._concepts(source, rule.applies.unless_states, (*place, "applies", "unless_states"))
        check = Check(rule, suite, formula, source.where(place), states, unless)
        for key, error in check_rule(check, self.vocabulary):
            raise source.error((*place, *key), error.what, error.todo)
        self._refuse_taken(source, check, place)
        return check if unit_error(check, self.vocabulary) is None else replace(check, units_fit=False)

    def _formula(self, source: Source, rule: Rule, place: Place) -> Formula:
        key = "frame"
        try:
            resolve = resolver(rule.frame, self.vocabulary)
            key = "formula"
            formula = self._parser.parse(rule.formula, resolve)
            key = "when"
            when = self._parser.parse(rule.when, resolve).demands if rule.when else ()
        except FormulaError as error:
            raise source.error((*place, key), error.what, error.todo) from None
        return Formula(formula.text, formula.demands, (*when, *formula.conditions))

    def _concepts(self, source: Source, names: Iterable[str], place: Place) -> tuple[str, ...]:
        resolve = resolver(FACTS, self.vocabulary)
        try:
            return tuple(resolve(name) for name in names)
        except FormulaError as error:
            raise source.error(place, error.what, error.todo) from None

    def _refuse_taken(self, source: Source, check: Check, place: Place) -> None:
        for other in self._seen.setdefault(check.rule.id, []):
            if other.suite != check.suite or _overlap(other.rule, check.rule):
                raise source.error(
                    (*place, "id"),
                    Bilingual(
                        zh=f"规则编号 {check.rule.id} 已在 {other.where} 使用",
                        en=f"the rule id {check.rule.id} is taken by {other.where}",
                    ),
                    Bilingual(
                        zh="请改用另一个编号；同一规则的新版本须有不重叠的生效日期。",
                        en="Take another id; a new edition of one rule needs dates that do not overlap.",
                    ),
                )
        self._seen[check.rule.id].append(check)


def _lists(value: Value) -> Value:
    """Rule authors may write one citation without a list."""
    if isinstance(value, dict) and isinstance(value.get("citation"), dict):
        return {**value, "citation": [value["citation"]]}
    return value


def _overlap(a: Rule, b: Rule) -> bool:
    first, second = a.effective, b.effective
    before = first.to is not None and second.start is not None and first.to < second.start
    after = second.to is not None and first.start is not None and second.to < first.start
    return not (before or after)
