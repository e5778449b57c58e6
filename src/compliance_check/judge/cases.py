"""Runs rule cases (see `catalog.cases`) through the whole judgement, and says what came out otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from compliance_check.catalog import Check, RuleBook, Vocabulary
from compliance_check.catalog.cases import Case, CasePeriod, Column, load_cases
from compliance_check.catalog.strict_yaml import Source
from compliance_check.errors import RuleFileError
from compliance_check.judge import EngineName, judge
from compliance_check.model import (
    Anchor,
    Bilingual,
    Blank,
    Disclosure,
    Document,
    Figure,
    Location,
    Outcome,
    Period,
    Qualifier,
    Reading,
    Result,
    Scenario,
    TextFact,
)

QUALIFIERS = {
    "约": Qualifier.ABOUT,
    "超": Qualifier.OVER,
    "不低于": Qualifier.AT_LEAST,
    "不足": Qualifier.UNDER,
    "不超过": Qualifier.AT_MOST,
    "近": Qualifier.NEARLY,
}
UNITS: dict[str, tuple[str, int]] = {
    "元": ("CNY", 1),
    "千元": ("CNY", 10**3),
    "万元": ("CNY", 10**4),
    "百万元": ("CNY", 10**6),
    "亿元": ("CNY", 10**8),
    "美元": ("USD", 1),
    "万美元": ("USD", 10**4),
    "%": ("percent", 1),
    "个百分点": ("percentage_point", 1),
    "‰": ("permille", 1),
    "倍": ("times", 1),
    "": ("none", 1),
}
_AMOUNT = re.compile(r"(?P<qualifier>[^\d\s(+-]*)\s*(?P<number>[-(]?[\d,]+(?:\.\d+)?\)?)\s*(?P<unit>\D*)")


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """A case, where it stands, whether it came out as expected, what came out instead, and the result in question."""

    rule: str
    case: Case
    where: str
    passed: bool
    found: str
    result: Result | None = None


TextReader = Callable[[Case], Disclosure]
"""Reads and understands a case's text; the pipeline has one, for the judgement reads no documents."""


def run_cases(
    paths: Sequence[Path], book: RuleBook, engine: EngineName = "direct", read: TextReader | None = None
) -> list[CaseOutcome]:
    """Every case of the files at `paths`, in order. Raises RuleFileError for an unknown rule or an unreadable fact."""
    outcomes = []
    for path in paths:
        file, source = load_cases(path)
        checks = book.find(file.rule)
        if not checks:
            raise source.error(
                ("rule",),
                Bilingual(zh=f"没有规则 {file.rule}", en=f"there is no rule {file.rule}"),
                Bilingual(zh="请写规则的编号。", en="Write the id of a rule."),
            )
        for index, case in enumerate(file.cases):
            disclosure = disclosure_of(case, book.vocabulary, source, index, read)
            earlier = earlier_of(case, book.vocabulary, source, index)
            own = _concerned(book, checks, disclosure)
            results = judge([disclosure], own, case.as_of, engine, earlier=earlier)
            mine = [result for result in results if result.rule == checks[0].rule.id]
            found = difference(case, mine)
            chosen = next((result for result in mine if result.outcome is case.expect), None)
            outcomes.append(CaseOutcome(file.rule, case, source.where(("cases", index)), not found, found, chosen))
    return outcomes


def _concerned(book: RuleBook, checks: Sequence[Check], disclosure: Disclosure) -> RuleBook:
    """The rule itself, and those of its suite that the case states all figures of: they bear on how it was rounded."""
    stated = {figure.concept for figure in disclosure.figures}
    suites = [suite for suite in book.suites if any(check.suite == suite.id for check in checks)]

    def wanted(check: Check) -> bool:
        return check in checks or all(name.column in stated for name in check.required)

    kept = [replace(suite, checks=tuple(check for check in suite.checks if wanted(check))) for suite in suites]
    return RuleBook(tuple(kept), book.vocabulary)


def difference(case: Case, results: Sequence[Result]) -> str:
    """How the results differ from what the case expects; empty when they do not."""
    outcomes = [result.outcome for result in results]
    listed = ", ".join(outcomes) or "nothing"
    if case.expect not in outcomes or (case.expect is Outcome.PASS and Outcome.FAIL in outcomes):
        return f"expected {case.expect}, found {listed}"
    if case.expect is not Outcome.FAIL and Outcome.FAIL in outcomes:
        return f"expected {case.expect} alone, found {listed}"
    chosen = next(result for result in results if result.outcome is case.expect)
    if case.severity is not None and chosen.severity is not case.severity:
        return f"expected severity {case.severity}, found {chosen.severity}"
    residual = chosen.calculation.residual if chosen.calculation else None
    if case.residual is not None and residual != case.residual:
        return f"expected a residual of {case.residual}, found {residual}"
    text = " ".join(
        [chosen.message.zh, chosen.message.en, *((chosen.reason.zh, chosen.reason.en) if chosen.reason else ())]
    )
    silent = [word for word in case.says if word not in text]
    return f"the message does not say {silent[0]!r}: {text}" if silent else ""


def disclosure_of(
    case: Case, vocabulary: Vocabulary, source: Source, index: int, read: TextReader | None = None
) -> Disclosure:
    """The disclosure that a case describes. Raises RuleFileError for a fact that cannot be read."""
    if case.text is not None:
        if read is None:
            raise source.error(
                ("cases", index),
                Bilingual(zh="此处不能读取文本用例", en="cases of text cannot be read here"),
                Bilingual(zh="请用 rules test 运行。", en="Run them with `rules test`."),
            )
        return read(case)
    builder = _Builder(case, vocabulary, source, ("cases", index))
    builder.add("facts", case.facts, Period(start=case.period.start, end=case.period.end), Scenario.ACTUAL)
    builder.add("prior", case.prior, Period(end=case.period.prior), Scenario.ACTUAL)
    builder.add("forecast", case.forecast, Period(end=case.period.end), Scenario.FORECAST)
    builder.add_columns(case.columns)
    return builder.disclosure(case.name, case.kind, case.period)


def earlier_of(case: Case, vocabulary: Vocabulary, source: Source, index: int) -> list[Disclosure]:
    """The company's other disclosures that a case describes. Raises RuleFileError for a fact that cannot be read."""
    found = []
    for number, item in enumerate(case.earlier):
        builder = _Builder(case, vocabulary, source, ("cases", index, "earlier", number), f"e{number + 1}")
        builder.add("facts", item.facts, Period(start=item.period.start, end=item.period.end), Scenario.ACTUAL)
        builder.add_columns(item.columns)
        found.append(builder.disclosure(f"{case.name} {number + 1}", item.kind, item.period))
    return found


class _Builder:
    """Collects the figures, blanks and words of one case."""

    def __init__(
        self, case: Case, vocabulary: Vocabulary, source: Source, place: tuple[str | int, ...], document: str = "d1"
    ) -> None:
        self.case, self.vocabulary, self.source, self.place = case, vocabulary, source, place
        self.document = document
        self.figures: list[Figure] = []
        self.blanks: list[Blank] = []
        self.words: list[TextFact] = []

    def disclosure(self, name: str, kind: str | None, period: CasePeriod) -> Disclosure:
        """What was collected."""
        return Disclosure(
            document=Document(id=self.document, path=name, sha256=self.document, media_type="text/plain", blocks=()),
            language="zh",
            kind=kind,
            company_type=self.case.company_type,
            entity="示例保险公司",
            period=Period(start=period.start, end=period.end),
            figures=tuple(self.figures),
            blanks=tuple(self.blanks),
            text_facts=tuple(self.words),
        )

    def add_columns(self, columns: Sequence[Column]) -> None:
        """Facts of further periods."""
        for number, column in enumerate(columns):
            period = Period(start=column.start, end=column.end)
            self.add(f"columns.{number}", column.facts, period, column.scenario)

    def add(self, key: str, facts: Mapping[str, str | tuple[str, ...]], period: Period, scenario: Scenario) -> None:
        for name, written in facts.items():
            place = (*self.place, key, name)
            concept = self.vocabulary.find(name)
            if concept is None:
                raise self.unreadable(place, name)
            dates = Period(end=period.end) if concept.period_type == "instant" else period
            texts = (written,) if isinstance(written, str) else written
            for index, text in enumerate(texts):
                anchor = self._anchor(in_table=index == 0)
                if text.strip() in {"-", "—", "--"}:
                    self.blanks.append(
                        Blank(
                            concept=concept.id,
                            label=name,
                            raw=text,
                            period=dates,
                            scenario=scenario,
                            location=_location(text, self.document),
                            anchor=anchor,
                        )
                    )
                elif concept.measure == "rating":
                    self.words.append(
                        TextFact(
                            id=self._id(),
                            concept=concept.id,
                            label=name,
                            value=text,
                            period=dates,
                            location=_location(text, self.document),
                            anchor=anchor,
                        )
                    )
                else:
                    figure = self._figure(text, place)
                    self.figures.append(
                        figure.model_copy(
                            update={
                                "concept": concept.id,
                                "label": name,
                                "period": dates,
                                "scenario": scenario,
                                "anchor": anchor,
                                "reading": Reading.DOUBTFUL if name in self.case.doubtful else Reading.CERTAIN,
                            }
                        )
                    )

    def _figure(self, text: str, place: tuple[str | int, ...]) -> Figure:
        parts = _AMOUNT.fullmatch(text.strip())
        unit = parts["unit"].strip() if parts else ""
        if parts is None or parts["qualifier"] not in {"", *QUALIFIERS} or not _known(unit):
            raise self.unreadable(place, text)
        name, factor = _unit(unit)
        digits = parts["number"].replace(",", "")
        number = Decimal(digits.strip("()-")) * (-1 if digits[0] in "(-" else 1)
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)
        return Figure(
            id=self._id(),
            label="",
            raw=parts["number"],
            value=number * factor,
            unit=name,
            half_width=Decimal(5).scaleb(exponent - 1) * factor,
            qualifier=QUALIFIERS.get(parts["qualifier"], Qualifier.EXACT),
            location=_location(text, self.document),
            anchor=self._anchor(in_table=True),
        )

    def _id(self) -> str:
        return f"{self.document}.f{len(self.figures) + len(self.words) + 1}"

    def _anchor(self, in_table: bool) -> Anchor:
        number = len(self.figures) + len(self.blanks) + len(self.words)
        return Anchor(block=0 if in_table else number + 1, start=0, end=1, cell=number if in_table else None)

    def unreadable(self, place: tuple[str | int, ...], text: str) -> RuleFileError:
        return self.source.error(
            place,
            Bilingual(zh=f"无法理解“{text}”", en=f"“{text}” cannot be read"),
            Bilingual(
                zh="请写概念名称，以及 97,231.28 万元、208.71%、BB 或 - 这样的值。",
                en="Write the name of a concept, and a value such as 97,231.28 万元, 208.71%, BB or -.",
            ),
        )


def _known(unit: str) -> bool:
    return unit in UNITS or unit.removeprefix("万") in _COUNTERS


def _unit(unit: str) -> tuple[str, int]:
    if unit in UNITS:
        return UNITS[unit]
    return "count", 10**4 if unit.startswith("万") else 1


_COUNTERS = frozenset("人 家 个 件 款 笔 户 次 人次 张".split())


def _location(text: str, document: str) -> Location:
    return Location(document=document, quote=text)
