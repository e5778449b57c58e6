"""The arithmetic of a result in words and numbers that a reader of the document knows: names, units, few digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compliance_check.report.amounts import common_scale, digits_for, scaled, unit_name, with_unit
from compliance_check.report.formula_words import FUNCTIONS, PARAMETERS, ROLES
from compliance_check.report.words import pick, word

Object = Mapping[str, Any]
_SIGN = re.compile(r"<=|>=|==|≤|≥|<|>|=")


@dataclass(frozen=True)
class Index:
    """The figures of a report by their ids, and its names for concepts."""

    figures: Mapping[str, Object]
    labels: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, report: Object) -> Index:
        """The index of a report.json object."""
        figures = {figure["id"]: figure for document in report["documents"] for figure in document["figures"]}
        return cls(figures, report["labels"])


@dataclass(frozen=True)
class TermLine:
    """One name of a formula as the inspector shows it; `label` is what the document calls it, where that differs."""

    name: str
    label: str
    printed: str
    low: str
    high: str
    unit: str
    figure: str | None
    suspect: bool


@dataclass(frozen=True)
class Arithmetic:
    """The arithmetic of a result in the unit of the document; amounts are texts that carry their unit.

    left, right: what each side can be, one value or "low ~ high". sole_suspect: whether only one figure is suspected.
    """

    expression: str
    substituted: str
    terms: tuple[TermLine, ...]
    left: str | None
    right: str | None
    residual: str | None
    tolerance: str | None
    detection_limit: str | None
    words: str | None
    sole_suspect: bool

    def lines(self, language: str) -> list[str]:
        """The arithmetic as plain lines, for copying and for text formats."""
        out = [self.expression]
        if self.substituted != self.expression:
            out.append(self.substituted)
        for key, value in (
            ("side_left", self.left),
            ("side_right", self.right),
            ("residual", self.residual),
            ("tolerance", self.tolerance),
            ("detection_limit", self.detection_limit),
        ):
            if value is not None:
                out.append(f"{word(key, language)}: {value}")
        return out


def arithmetic(result: Object, index: Index, language: str) -> Arithmetic | None:
    """The calculation of a result for people, or None when it has none or none of its terms is a printed figure.

    A rule that counts misspellings has a formula too, but “3 = 0” tells a reader nothing that the message does not.
    """
    calculation = result["calculation"]
    if calculation is None:
        return None
    terms = calculation["terms"]
    if terms and not any(term["figure"] for term in terms):
        return None
    used = [term["figure"] for term in terms if term["figure"]] or result["figures"]
    scale = common_scale(index.figures[name] for name in used if name in index.figures)
    show = _Shower(calculation, scale, language)
    names = [_name(term, index, language) for term in terms]
    suspects = set(result["suspects"])
    if {term["figure"] for term in terms} <= suspects:
        suspects = set()  # to suspect every figure is to say nothing
    residual = show.distance("residual")
    return Arithmetic(
        expression=pretty(_named(calculation, names), language),
        substituted=pretty(_named(calculation, [term["printed"] for term in terms]), language),
        terms=tuple(
            _term(t, n, index, t["figure"] in suspects, scale, language) for t, n in zip(terms, names, strict=True)
        ),
        left=show.side("left"),
        right=show.side("right"),
        residual=residual,
        tolerance=show.distance("tolerance"),
        detection_limit=show.distance("detection_limit") if result["outcome"] == "pass" else None,
        words=show.in_words(result["outcome"], residual),
        sole_suspect=len(suspects) == 1,
    )


class _Shower:
    """Writes the amounts of one calculation, all in the same unit and to the digits that matter."""

    def __init__(self, calculation: Object, scale: Decimal, language: str) -> None:
        self.calculation, self.scale, self.language = calculation, scale, language
        self.unit = calculation["unit"]
        self.name = unit_name(self.unit, language, scale)
        self.digits = digits_for(calculation["tolerance"], self.unit, scale)

    def amount(self, text: str | None) -> str:
        if text is None:
            return word("no_bound", self.language)
        return with_unit(scaled(text, self.unit, self.scale, self.digits), self.name)

    def distance(self, key: str) -> str | None:
        value = self.calculation[key]
        return None if value is None else self.amount(value.lstrip("-"))

    def side(self, key: str) -> str | None:
        if self.calculation[key] is None:
            return None
        low, high = map(self.amount, self.calculation[key])
        return low if low == high else f"{low} ~ {high}"

    def range_words(self, key: str) -> str:
        low, high = map(self.amount, self.calculation[key])
        return word("is_value" if low == high else "is_between", self.language, low=low, high=high)

    def in_words(self, outcome: str, residual: str | None) -> str | None:
        """The verdict as a sentence, or None where there are no two sides to speak of."""
        sign = _SIGN.search(self.calculation["expression"])
        if sign is None or outcome not in ("pass", "fail"):
            return None
        if self.calculation["left"] is None or self.calculation["right"] is None:
            return None
        kind = "equal" if sign.group() in ("=", "==") else "order"
        if kind == "equal" and residual is None:
            return None
        return word(
            f"words_{kind}_{outcome}",
            self.language,
            left=self.range_words("left"),
            right=self.range_words("right"),
            residual=residual,
            sign=pretty(sign.group(), self.language),
        )


def _name(term: Object, index: Index, language: str) -> str:
    """A formula's name in the reader's language: a role by its word, a concept by its label."""
    name = str(term["name"])
    if name.startswith("@"):
        return PARAMETERS.get(name[1:], (name[1:], name[1:]))[0 if language == "zh" else 1]
    if name in ROLES:
        return ROLES[name][0 if language == "zh" else 1]
    figure = index.figures.get(term["figure"] or "")
    label = index.labels.get(figure["concept"] or "") if figure else None
    return pick(label, language) if label and name == label["zh"] else name


def _term(term: Object, name: str, index: Index, suspect: bool, scale: Decimal, language: str) -> TermLine:
    figure = index.figures.get(term["figure"] or "")
    unit = figure["unit"] if figure else None
    low, high = (
        word("no_bound", language) if term[end] is None else scaled(term[end], unit, scale) for end in ("low", "high")
    )
    label = figure["label"] if figure else ""
    return TermLine(
        name=name,
        label="" if label in (name, term["name"]) else label,
        printed=term["printed"],
        low=low,
        high=high,
        unit=unit_name(unit, language, scale, figure["counter"] if figure else None),
        figure=term["figure"],
        suspect=suspect,
    )


def _named(calculation: Object, words: list[str]) -> str:
    """The formula with `words` in the places of its terms' names; a name that stands twice takes its words in turn."""
    expression, terms = str(calculation["expression"]), calculation["terms"]
    sides = _SIGN.split(expression)
    if len(terms) == len(sides) == 2 and not any(side.strip() in (t["name"] for t in terms) for side in sides):
        sign = _SIGN.search(expression)
        assert sign is not None
        return f"{words[0]} {sign.group()} {words[1]}"
    waiting: dict[str, list[str]] = {}
    for term, text in zip(terms, words, strict=True):
        waiting.setdefault(term["name"], []).append(text)
    if not waiting:
        return expression

    def take(match: re.Match[str]) -> str:
        left = waiting[match.group()]
        return left.pop(0) if len(left) > 1 else left[0]

    return re.sub("|".join(map(re.escape, sorted(waiting, key=len, reverse=True))), take, expression)


def pretty(expression: str, language: str = "zh") -> str:
    """A formula with the signs and function names that people write."""
    for plain, sign in ((" - ", " − "), (" * ", " × "), (" / ", " ÷ "), ("<=", "≤"), (">=", "≥"), ("==", "=")):
        expression = expression.replace(plain, sign)
    if language == "zh":
        expression = re.sub(r"^if\b", "若", expression)
        expression = re.sub(r"\bthen\b", "则", expression)
        expression = re.sub(r"\b(sum|abs|min|max|sqrt)(?=\s*\()", lambda m: FUNCTIONS[m[1]], expression)
    return expression
