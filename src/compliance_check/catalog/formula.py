"""The grammar of formulas: a few operators over the names of the vocabulary. Parsed, never evaluated as code.

实际资本 - 最低资本 = 综合偿付能力溢额
核心偿付能力充足率 >= @minimum
if 综合偿付能力充足率 < @minimum then 风险综合评级 <= "C"
opening.净资产 + 净利润 = 净资产            (上期.净资产 means the same)
sum(「其他资本（含）」, 核心一级资本?) = 核心资本
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from compliance_check.catalog.expression import (
    Binary,
    Call,
    Comparison,
    Expression,
    Formula,
    Name,
    Negative,
    Number,
    Parameter,
    Word,
)
from compliance_check.model import Bilingual

if TYPE_CHECKING:
    from lark import Lark, Token, UnexpectedInput
    from lark import Tree as LarkTree

    Tree = LarkTree[Token]

LONGEST = 2000
MOST_PARTS = 300
"""Numbers, names and operators of one formula: a bound on the depth that evaluation recurses to."""

GRAMMAR = r"""
start: all                              -> plain
     | _IF all _THEN all                -> conditional
all: comparison (_AND comparison)*
comparison: sum COMPARE sum
?sum: product
    | sum SIGN product                  -> binary
?product: unary
    | product POINT unary               -> binary
?unary: SIGN unary                      -> signed
    | atom
?atom: NUMBER                           -> number
     | WORD                             -> word
     | "@" NAME                         -> parameter
     | FUNCTION "(" sum ("," sum)* ")"  -> call
     | "(" sum ")"
     | name
name: [PRIOR] (NAME | QUOTED) [OPTIONAL]

_IF.3: /(if|若)(?!\w)/
_THEN.3: /(then|则)(?!\w)/
_AND.3: /(and|且)(?!\w)/
COMPARE: "<=" | ">=" | "≤" | "≥" | "=" | "<" | ">"
SIGN: "+" | "-"
POINT: "*" | "/"
FUNCTION.2: /(min|max|sum|abs|sqrt|quadratic)(?=\s*\()/
PRIOR.2: /(opening|上期)\s*\./
OPTIONAL: "?"
NAME: /[^\W\d]\w*/
QUOTED: /「[^」]+」/
NUMBER: /\d+(\.\d+)?/
WORD: /"[^"]*"/
%ignore /\s+/
"""

_WIDE = str.maketrans("（）＋－−×÷／＝＜＞，？＠“”", '()+--*//=<>,?@""')
_COMPARE = {"≤": "<=", "≥": ">="}


class FormulaError(Exception):
    """A formula that cannot be read: what and what to write instead; the caller knows the file and line."""

    def __init__(self, what: Bilingual, todo: Bilingual) -> None:
        self.what, self.todo = what, todo
        super().__init__(what.en)


Resolve = Callable[[str], str]
"""From a name as written to the column it means; raises FormulaError for one that means nothing."""


class FormulaParser:
    """Parses formulas; building the parser costs about 20 ms and is done once per catalog."""

    def __init__(self) -> None:
        from lark import Lark

        self._lark: Lark = Lark(GRAMMAR, parser="lalr", maybe_placeholders=True)

    def parse(self, text: str, resolve: Resolve) -> Formula:
        """The formula in `text`. Raises FormulaError with position and suggestion."""
        from lark import UnexpectedInput

        plain = text.translate(_WIDE)
        _refuse_too_long(plain)
        try:
            return _Builder(text, resolve).formula(self._lark.parse(plain))
        except UnexpectedInput as error:
            raise _unexpected(text, error) from None


class _Builder:
    """Turns lark's tree into the records of `expression`."""

    def __init__(self, text: str, resolve: Resolve) -> None:
        self.text, self.resolve = text, resolve

    def formula(self, tree: Tree) -> Formula:
        parts = [tuple(self.comparison(item) for item in _parts(part)) for part in _parts(tree)]
        if tree.data == "plain":
            return Formula(self.text, parts[0])
        return Formula(self.text, parts[1], parts[0])

    def comparison(self, tree: Tree) -> Comparison:
        left, operator, right = _parts(tree)
        symbol = str(operator)
        return Comparison(_COMPARE.get(symbol, symbol), self.expression(left), self.expression(right))

    def expression(self, tree: Tree) -> Expression:
        build: dict[str, Callable[[list[Tree]], Expression]] = {
            "number": lambda c: Number(Fraction(str(c[0])), str(c[0])),
            "word": lambda c: Word(str(c[0]).strip('"')),
            "parameter": lambda c: Parameter(str(c[0])),
            "binary": lambda c: Binary(str(c[1]), self.expression(c[0]), self.expression(c[2])),
            "signed": lambda c: Negative(self.expression(c[1])) if str(c[0]) == "-" else self.expression(c[1]),
            "call": self.call,
            "name": self.name,
        }
        return build[tree.data](_parts(tree))

    def call(self, children: list[Tree]) -> Call:
        function = str(children[0])
        arguments = tuple(self.expression(item) for item in children[1:])
        if function in {"abs", "sqrt"} and len(arguments) != 1:
            raise FormulaError(
                Bilingual(zh=f"{function} 只能有一个参数", en=f"{function} takes one argument"),
                Bilingual(zh=f"请写成 {function}(…)。", en=f"Write {function}(…)."),
            )
        if function == "quadratic" and (len(arguments) < 2 or not isinstance(arguments[0], Parameter)):
            raise FormulaError(
                Bilingual(
                    zh="quadratic 的第一个参数须为矩阵参数", en="the first argument of quadratic is a matrix parameter"
                ),
                Bilingual(zh="请写成 quadratic(@矩阵, 甲, 乙, …)。", en="Write quadratic(@matrix, a, b, …)."),
            )
        return Call(function, arguments)

    def name(self, children: list[Tree]) -> Name:
        prior, token, optional = children
        text = str(token).strip("「」")
        return Name(self.resolve(text), text, prior is not None, optional is not None)


def _parts(tree: Tree) -> list[Tree]:
    # A leaf is a str, and is only ever read by str(): one type for both keeps the builder short.
    return cast("list[Tree]", tree.children)


def _refuse_too_long(plain: str) -> None:
    parts = len(re.findall(r"\w+|[^\w\s]", plain))
    if len(plain) > LONGEST or parts > MOST_PARTS:
        raise FormulaError(
            Bilingual(
                zh=f"公式有 {len(plain)} 个字符、{parts} 个成分",
                en=f"the formula has {len(plain)} characters and {parts} parts",
            ),
            Bilingual(
                zh=f"上限为 {LONGEST} 个字符、{MOST_PARTS} 个成分，请拆成几条规则。",
                en=f"At most {LONGEST} characters and {MOST_PARTS} parts: split it into several rules.",
            ),
        )


def _unexpected(text: str, error: UnexpectedInput) -> FormulaError:
    from lark import UnexpectedToken

    position = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(text)
    rest = text[position : position + 12]
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if ended or not rest.strip():
        return FormulaError(
            Bilingual(zh="公式没有写完", en="the formula stops too early"),
            Bilingual(zh="请补全，例如 甲 - 乙 = 丙。", en="Complete it, for example a - b = c."),
        )
    return FormulaError(
        Bilingual(
            zh=f"公式第 {position + 1} 个字符处的“{rest}”无法理解",
            en=f"the formula cannot be read at character {position + 1}, “{rest}”",
        ),
        _hint(rest),
    )


def _hint(rest: str) -> Bilingual:
    if rest[0] in "%％":
        return Bilingual(
            zh="公式中不写百分号：请用带单位 percent 的参数（@名）。",
            en="No percent sign in a formula: use a parameter (@name) whose unit is percent.",
        )
    if rest[0] in "!&|^=<>":
        return Bilingual(
            zh="可用的比较符：= <= >= < >（各写一个）；并列用 and；请检查括号。",
            en="Comparisons are = <= >= < > (one each); join them by and; check the brackets.",
        )
    return Bilingual(
        zh="名称中若有空格、括号或标点，请用「」括起；运算只有 + - * / ( ) min max sum abs sqrt quadratic。",
        en="Put 「」 around a name with spaces or punctuation; there are + - * / ( ) min max sum abs sqrt quadratic.",
    )
