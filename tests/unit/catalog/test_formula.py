"""Formulas: precedence, names in every spelling, and the round trip through text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_check.catalog.expression import Binary, Call, Comparison, Expression, Formula, Name, Negative, Number
from compliance_check.catalog.formula import FormulaError, FormulaParser

PARSER = FormulaParser()


def parse(text: str) -> Formula:
    return PARSER.parse(text, lambda name: name)


def written(item: Expression) -> str:
    """An expression in full brackets."""
    match item:
        case Number(text=text):
            return text
        case Name(column=column, prior=prior):
            return f"opening.{column}" if prior else column
        case Negative(operand=operand):
            return f"(-{written(operand)})"
        case Binary(operator=operator, left=left, right=right):
            return f"({written(left)} {operator} {written(right)})"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(written, arguments))})"
        case _:
            raise AssertionError(item)


def side(text: str) -> str:
    return written(parse(f"{text} = 0").demands[0].left)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a - b - c", "((a - b) - c)"),
        ("a - b * c + d", "((a - (b * c)) + d)"),
        ("a / b / c", "((a / b) / c)"),
        ("-a + b", "((-a) + b)"),
        ("a - -b", "(a - (-b))"),
        ("(a + b) / 2", "((a + b) / 2)"),
        ("opening.甲 + 上期 . 乙", "(opening.甲 + opening.乙)"),
        ("min(a, b) + sum(c, d, e)", "(min(a, b) + sum(c, d, e))"),
        ("（甲＋乙）×丙", "((甲 + 乙) * 丙)"),
        ("minimum + summary", "(minimum + summary)"),
        ("iffy + thenceforth", "(iffy + thenceforth)"),
    ],
)
def test_precedence_and_spelling(text: str, meaning: str) -> None:
    assert side(text) == meaning


def test_quoted_names_keep_their_punctuation() -> None:
    (name,) = parse("「1.1 甲（乙）」 = 0").names
    assert name.text == "1.1 甲(乙)"


@pytest.mark.parametrize("text", ["若 a > 1 且 b < 2 则 c >= 3", "if a > 1 and b < 2 then c ≥ 3"])
def test_conditions_in_both_languages(text: str) -> None:
    formula = parse(text)
    assert [item.operator for item in formula.conditions] == [">", "<"]
    assert [item.operator for item in formula.demands] == [">="]


def test_a_name_is_optional_only_if_it_is_so_everywhere() -> None:
    assert [(name.column, name.optional) for name in parse("a? + b? = a").names] == [("a", False), ("b", True)]


names = st.sampled_from(["a", "b", "核心资本", "opening.c"])


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(st.one_of(names, st.integers(0, 99).map(str)))
    left, right = draw(expressions(depth - 1)), draw(expressions(depth - 1))
    kind = draw(st.sampled_from(["+", "-", "*", "/", "negative", "max"]))
    if kind == "negative":
        return f"(-{left})"
    return f"max({left}, {right})" if kind == "max" else f"({left} {kind} {right})"


@given(expressions())
def test_what_is_written_out_reads_back_the_same(text: str) -> None:
    assert side(side(text)) == side(text)


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_a_clear_refusal(text: str) -> None:
    try:
        formula = parse(text)
    except FormulaError as error:
        assert error.what.zh
        assert error.todo.en
    else:
        assert isinstance(formula.demands[0], Comparison)
