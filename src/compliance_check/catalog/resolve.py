"""The meaning of a rule's names, and the slips that the types cannot see: parameters, scale, message words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from string import Formatter

from compliance_check.catalog.book import Check
from compliance_check.catalog.columns import FACTS, FRAME_COLUMNS
from compliance_check.catalog.expression import Call, Parameter, Word, walk
from compliance_check.catalog.formula import FormulaError, Resolve
from compliance_check.catalog.strict_yaml import Place
from compliance_check.catalog.vocabulary import Vocabulary
from compliance_check.model import Bilingual, Quantity

MESSAGE_WORDS = ("left", "right", "residual", "tolerance", "period", "entity", "document")
"""Placeholders that every message may use, besides the names and parameters of its formula."""

Complaint = tuple[Place, FormulaError]


def resolver(frame: str, vocabulary: Vocabulary) -> Resolve:
    """From a name in a formula over `frame` to its column."""
    if frame == FACTS:
        return lambda name: _concept(name, vocabulary)
    columns = FRAME_COLUMNS.get(frame)
    if columns is None:
        known = ", ".join([FACTS, *FRAME_COLUMNS])
        raise FormulaError(
            Bilingual(zh=f"没有名为 {frame} 的数据表", en=f"there is no frame {frame}"),
            Bilingual(zh=f"可用：{known}。", en=f"The frames are: {known}."),
        )
    return lambda name: _column(name, frame, tuple(columns.measures))


def check_rule(check: Check, vocabulary: Vocabulary) -> Iterator[Complaint]:
    """What is wrong with a rule whose formula could be read, each with its place in the rule."""
    yield from _parameters(check)
    yield from _words(check)
    yield from _select(check)
    yield from _messages(check, vocabulary)


def _concept(name: str, vocabulary: Vocabulary) -> str:
    concept = vocabulary.find(name)
    if concept is not None:
        return concept.id
    near = vocabulary.nearest(name)
    raise FormulaError(
        Bilingual(zh=f"词汇表中没有“{name}”", en=f"the vocabulary has no “{name}”"),
        Bilingual(
            zh=f"您是否想写 {near}？" if near else "请使用 schemas/concepts 中的名称，或先在那里添加。",
            en=f"Did you mean {near}?" if near else "Use a name of schemas/concepts, or add it there first.",
        ),
    )


def _column(name: str, frame: str, columns: tuple[str, ...]) -> str:
    if name in columns:
        return name
    raise _unknown(name, f"数据表 {frame} ", f"the frame {frame}", columns)


def _unknown(name: str, zh: str, en: str, known: tuple[str, ...]) -> FormulaError:
    near = difflib.get_close_matches(name, known, 1)
    listed = ", ".join(known) or "-"
    return FormulaError(
        Bilingual(zh=f"{zh}没有“{name}”", en=f"{en} has no “{name}”"),
        Bilingual(
            zh=f"您是否想写 {near[0]}？" if near else f"可用：{listed}。",
            en=f"Did you mean {near[0]}?" if near else f"There are: {listed}.",
        ),
    )


def _parameters(check: Check) -> Iterator[Complaint]:
    rule = check.rule
    used = check.formula.parameters
    for name in used:
        if name not in rule.parameters:
            yield (("formula",), _unknown(name, "parameters 中", "parameters", tuple(rule.parameters)))
    for name, parameter in rule.parameters.items():
        if name not in used:
            yield (
                ("parameters", name),
                FormulaError(
                    Bilingual(zh=f"参数 {name} 未被公式使用", en=f"no formula uses the parameter {name}"),
                    Bilingual(
                        zh=f"请在公式中写 @{name}，或删去它。", en=f"Write @{name} in the formula, or remove it."
                    ),
                ),
            )
        for index, edition in enumerate(parameter.values):
            for later in parameter.values[index + 1 :]:
                if (edition.to is None or later.start is None or later.start <= edition.to) and (
                    later.to is None or edition.start is None or edition.start <= later.to
                ):
                    yield (
                        ("parameters", name, "values", index),
                        FormulaError(
                            Bilingual(
                                zh=f"参数 {name} 的两个版本日期重叠", en=f"two editions of {name} overlap in time"
                            ),
                            Bilingual(
                                zh="请给前一版本写上 to: 后一版本 from 的前一天。",
                                en="Give the earlier one a `to`: the day before the later one's `from`.",
                            ),
                        ),
                    )
    yield from _matrices(check)


def _matrices(check: Check) -> Iterator[Complaint]:
    for node in walk(*check.formula.conditions, *check.formula.demands):
        if not (isinstance(node, Call) and node.function == "quadratic" and isinstance(node.arguments[0], Parameter)):
            continue
        name, size = node.arguments[0].name, len(node.arguments) - 1
        parameter = check.rule.parameters.get(name)
        for index, edition in enumerate(parameter.values if parameter else ()):
            if not _is_matrix(edition.value, size):
                yield (
                    ("parameters", name, "values", index),
                    FormulaError(
                        Bilingual(
                            zh=f"{name} 须为 {size}×{size} 对称矩阵",
                            en=f"{name} must be a symmetric {size}×{size} matrix",
                        ),
                        Bilingual(zh=f"请写 {size} 行，每行 {size} 个数。", en=f"Write {size} rows of {size} numbers."),
                    ),
                )


def _is_matrix(value: Quantity, size: int) -> bool:
    if not isinstance(value, tuple) or len(value) != size:
        return False
    rows = [row for row in value if isinstance(row, tuple) and len(row) == size]
    return len(rows) == size and all(rows[i][j] == rows[j][i] for i in range(size) for j in range(i))


def _words(check: Check) -> Iterator[Complaint]:
    used = [node.text for node in walk(*check.formula.conditions, *check.formula.demands) if isinstance(node, Word)]
    for parameter in check.rule.parameters.values():
        used += [edition.value for edition in parameter.values if isinstance(edition.value, str)]
    for word in used:
        if check.rank(word) is None:
            yield (
                ("scale",) if check.rule.scale else ("formula",),
                _unknown(word, "scale 中", "scale", check.rule.scale),
            )


def _select(check: Check) -> Iterator[Complaint]:
    frame = FRAME_COLUMNS.get(check.rule.frame)
    words = frame.words if frame else ()
    for key in check.rule.select:
        if key not in words:
            yield (
                ("select", key),
                _unknown(key, f"数据表 {check.rule.frame} ", f"the frame {check.rule.frame}", words),
            )


def _messages(check: Check, vocabulary: Vocabulary) -> Iterator[Complaint]:
    rule = check.rule
    frame = FRAME_COLUMNS.get(rule.frame)
    known = {*MESSAGE_WORDS, *rule.parameters, *(frame.words if frame else ())}
    for name in check.formula.names:
        concept = vocabulary.get(name.column)
        prefix = "opening." if name.prior else ""
        known |= {prefix + text for text in (name.text, name.column)}
        labels = (concept.label.zh, concept.label.en) if concept else ()
        known |= {prefix + text for text in labels}
    texts = [("fail", rule.message.fail), ("pass", rule.message.passed)]
    for kind, text in texts:
        for language in ("zh", "en") if text else ():
            for used in _placeholders(getattr(text, language)):
                if used not in known:
                    yield (("message", kind, language), _unknown(used, "此规则 ", "this rule", tuple(sorted(known))))


def _placeholders(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return ["{"]
