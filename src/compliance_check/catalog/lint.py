"""What is wrong with a rule book that the loader must accept: rules that can never fire, units, cases, translations."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from compliance_check.catalog.book import Check, RuleBook
from compliance_check.catalog.cases import CaseFile
from compliance_check.catalog.columns import FACTS
from compliance_check.catalog.expression import Binary, Call, Comparison, Expression, Name, Negative
from compliance_check.catalog.units import unit_error
from compliance_check.model import Bilingual, DocumentKind, Outcome, Severity

_CJK = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to put right, at `where` (file:line)."""

    where: str
    rule: str
    level: Literal["error", "warning"]
    what: Bilingual
    todo: Bilingual


def lint(
    book: RuleBook,
    kinds: Sequence[DocumentKind] = (),
    cases: Sequence[CaseFile] | None = None,
    tested: Collection[str] = (),
) -> list[Notice]:
    """Everything to put right in the rules of `book`, in their order.

    kinds: the document kinds that rules may name. cases: the case files at hand; None: do not ask for cases.
    tested: the ids of rules that other tests cover: facts cannot make a row of every frame.
    """
    by_rule: dict[str, list[CaseFile]] = defaultdict(list)
    for file in cases or ():
        by_rule[file.rule].append(file)
    notices: list[Notice] = []
    for check in book.checks:
        notices += _units(check, book)
        notices += _reach(check, kinds)
        notices += _law(check)
        notices += _languages(check)
        if cases is not None and check.rule.id not in tested:
            notices += _cases(check, by_rule)
    return notices + list(_duplicates(book))


def _notice(check: Check, level: Literal["error", "warning"], what: Bilingual, todo: Bilingual) -> Notice:
    return Notice(check.where, check.rule.id, level, what, todo)


def _units(check: Check, book: RuleBook) -> Iterator[Notice]:
    error = unit_error(check, book.vocabulary)
    if error is not None:
        yield _notice(
            check,
            "error",
            error.what,
            Bilingual(
                zh="请检查公式两边是否同一量纲，参数是否写了 unit。",
                en="Both sides must measure the same thing; see whether a parameter lacks its unit.",
            ),
        )


def _reach(check: Check, kinds: Sequence[DocumentKind]) -> Iterator[Notice]:
    rule = check.rule
    if rule.effective.start and rule.effective.to and rule.effective.start > rule.effective.to:
        yield _notice(
            check,
            "error",
            Bilingual(zh="有效期的开始晚于结束，规则永不适用", en="it ends before it begins, and never applies"),
            Bilingual(zh="请检查 effective 的日期。", en="Check the dates of `effective`."),
        )
    known = {kind.id: kind for kind in kinds}
    for name in rule.applies.documents if kinds else ():
        if name not in known:
            yield _notice(
                check,
                "error",
                Bilingual(zh=f"没有文件类型 {name}", en=f"there is no kind of document {name}"),
                Bilingual(zh=f"可用：{', '.join(known)}。", en=f"The kinds are: {', '.join(known)}."),
            )
    askers = [kind.id for kind in kinds if check.suite in kind.suites]
    if kinds and rule.applies.documents and not set(askers).intersection(rule.applies.documents):
        yield _notice(
            check,
            "warning",
            Bilingual(
                zh=f"其适用的文件类型都未引用规则集 {check.suite}",
                en=f"none of the kinds it applies to asks for the suite {check.suite}",
            ),
            Bilingual(zh="请在 schemas/documents 中加入，或修改 applies。", en="Add it there, or change `applies`."),
        )


def _law(check: Check) -> Iterator[Notice]:
    if check.rule.severity is Severity.ERROR and not any(item.confirmed for item in check.rule.citation):
        yield _notice(
            check,
            "error",
            Bilingual(
                zh="只引用了未经证实的条文，却定为 error", en="it is an error and cites unconfirmed clauses only"
            ),
            Bilingual(zh="请证实条文，或改为 warning。", en="Confirm a clause, or make it a warning."),
        )


def _languages(check: Check) -> Iterator[Notice]:
    rule = check.rule
    texts = {"title": rule.title, "message.fail": rule.message.fail, "advice": rule.advice}
    if rule.message.passed:
        texts["message.pass"] = rule.message.passed
    for key, text in texts.items():
        plain = re.sub(r"\{[^}]*\}", "", text.en)
        if not text.zh.strip() or not text.en.strip() or _CJK.search(plain) or not _CJK.search(text.zh):
            yield _notice(
                check,
                "error",
                Bilingual(zh=f"{key} 缺少一种语言的译文", en=f"{key} lacks a translation"),
                Bilingual(zh="zh 写中文，en 写英文。", en="Write Chinese under zh and English under en."),
            )


def _cases(check: Check, by_rule: dict[str, list[CaseFile]]) -> Iterator[Notice]:
    names = {check.rule.id, check.rule.name, *check.rule.aliases}
    cases = [case for name in names for file in by_rule.get(name, ()) for case in file.cases]
    outcomes = {case.expect for case in cases}
    wanted = [Outcome.PASS, Outcome.FAIL]
    needed = {name.column for name in check.required if not name.prior}
    if check.rule.frame == FACTS and len(needed) > 1:
        wanted.append(Outcome.NOT_EVALUABLE)
    missing = [outcome.value for outcome in wanted if outcome not in outcomes]
    if check.rule.select and Outcome.PASS.value in missing:
        # A rule over selected rows may select the broken ones alone: it then has nothing to pass on.
        missing.remove(Outcome.PASS.value)
    start = check.rule.effective.start
    eve = start - dt.timedelta(days=1) if start else None
    if eve and not any(case.as_of == eve and case.expect is Outcome.NOT_APPLICABLE for case in cases):
        missing.append(f"not_applicable on {eve}")
    if missing:
        listed = ", ".join(missing)
        yield _notice(
            check,
            "error",
            Bilingual(zh=f"缺少用例：{listed}", en=f"cases are missing: {listed}"),
            Bilingual(zh="请在用例文件中补上，期望值由人工算出。", en="Add them to the case file, worked out by hand."),
        )


def _duplicates(book: RuleBook) -> Iterator[Notice]:
    seen: dict[object, Check] = {}
    for check in book.checks:
        meaning = _meaning(check)
        if meaning in seen:
            other = seen[meaning]
            yield _notice(
                check,
                "warning",
                Bilingual(
                    zh=f"与 {other.rule.id} 含义相同（{other.where}）",
                    en=f"it means the same as {other.rule.id} ({other.where})",
                ),
                Bilingual(zh="请合并，或说明区别。", en="Merge them, or make the difference plain."),
            )
        seen.setdefault(meaning, check)


def _meaning(check: Check) -> object:
    rule = check.rule
    parameters = tuple(sorted((name, repr(parameter)) for name, parameter in rule.parameters.items()))
    parts = tuple(_bare(item) for item in (*check.formula.conditions, *check.formula.demands))
    return (rule.frame, tuple(sorted(rule.select.items())), repr(rule.applies), repr(rule.effective), parts, parameters)


def _bare(item: Comparison) -> Comparison:
    """The comparison without the way its names were written."""
    return Comparison(item.operator, _bare_side(item.left), _bare_side(item.right))


def _bare_side(item: Expression) -> Expression:
    match item:
        case Name():
            return replace(item, text="")
        case Negative(operand=operand):
            return Negative(_bare_side(operand))
        case Binary(operator=operator, left=left, right=right):
            return Binary(operator, _bare_side(left), _bare_side(right))
        case Call(function=function, arguments=arguments):
            return Call(function, tuple(_bare_side(argument) for argument in arguments))
        case _:
            return item
