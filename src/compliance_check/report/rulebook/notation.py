"""Formulas in mathematical notation, names in words: √, |x|, ≤, and ÷ for the stroke."""

from __future__ import annotations

from typing import Literal

from compliance_check.catalog.book import Check
from compliance_check.catalog.expression import (
    Binary,
    Call,
    Comparison,
    Expression,
    Name,
    Negative,
    Number,
    Parameter,
    Word,
)
from compliance_check.catalog.vocabulary import Vocabulary

Language = Literal["zh", "en"]
_SIGNS = {"<=": "≤", ">=": "≥", "*": "×", "/": "÷", "-": "−"}
_WORDS = {"zh": ("若", "则", "且", "期初"), "en": ("if", "then", "and", "opening")}


def notation(check: Check, vocabulary: Vocabulary, language: Language) -> str:
    """The formula of `check`: what it demands, and under which condition."""
    when, then, both, _ = _WORDS[language]
    writer = _Writer(vocabulary, language)
    demands = f" {both} ".join(writer.comparison(item) for item in check.formula.demands)
    if not check.formula.conditions:
        return demands
    conditions = f" {both} ".join(writer.comparison(item) for item in check.formula.conditions)
    return f"{when} {conditions} {then} {demands}"


class _Writer:
    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self.vocabulary, self.language = vocabulary, language

    def comparison(self, item: Comparison) -> str:
        sign = _SIGNS.get(item.operator, item.operator)
        return f"{self.write(item.left)} {sign} {self.write(item.right)}"

    def write(self, item: Expression) -> str:
        match item:
            case Number(text=text):
                return text
            case Word(text=text):
                return f"“{text}”"
            case Parameter(name=name):
                return name
            case Name():
                return self.name(item)
            case Negative(operand=operand):
                return f"−{self.inner(operand)}"
            case Binary(operator=operator, left=left, right=right):
                return self.binary(operator, left, right)
            case Call(function=function, arguments=arguments):
                return self.call(function, arguments)

    def binary(self, operator: str, left: Expression, right: Expression) -> str:
        sign = _SIGNS.get(operator, operator)
        if operator in "+-":
            second = self.inner(right) if operator == "-" else self.write(right)
            return f"{self.write(left)} {sign} {second}"
        return f"{self.inner(left)} {sign} {self.inner(right)}"

    def inner(self, item: Expression) -> str:
        text = self.write(item)
        return f"({text})" if isinstance(item, Binary | Negative) else text

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        parts = [self.write(argument) for argument in arguments]
        if function == "abs":
            return f"|{parts[0]}|"
        if function == "quadratic":
            return f"√(x·{parts[0]}·xᵀ), x = ({', '.join(parts[1:])})"
        return f"√({parts[0]})" if function == "sqrt" else f"{function}({', '.join(parts)})"

    def name(self, item: Name) -> str:
        concept = self.vocabulary.get(item.column)
        text = getattr(concept.label, self.language) if concept else item.column
        gap = "" if self.language == "zh" else " "
        return f"{_WORDS[self.language][3]}{gap}{text}" if item.prior else text
