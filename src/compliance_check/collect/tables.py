"""Tables in text: pipes, tabs, and columns set apart by spaces where nothing else could be meant."""

from __future__ import annotations

import re

from compliance_check.collect.lines import Physical, Span
from compliance_check.collect.numbering import marker, numbered

RULE = re.compile(r"[\s|│┃+┌┐└┘├┤┬┴┼─━=:_-]*[-─━=]{1,}[\s|│┃+┌┐└┘├┤┬┴┼─━=:_-]*")
LONGEST = 80
SHORT = 60
PIPES = ("|", "│", "┃")
PIPE = re.compile(r"(?<!\\)[|│┃]")
GAP = re.compile(r"[ \u3000]{2,}|\u3000")
NUMERIC = re.compile(
    r"[（(]?[-+−]?[¥$]?\s?\d[\d,]*(?:\.\d+)?\s?[⁰¹²³⁴-⁹①-⑳]{0,3}(?:%|‰|倍|元|万元|亿元|百万元|个|件|人|人次)?[）)]?"
    r"\s?[⁰¹²³⁴-⁹①-⑳]{0,3}|[-–—/]{1,3}|不适用|N/A"
)
YEAR = re.compile(r"(?:19|20)\d\d")
UNIT = re.compile(
    r"[（(]?(?:除[^。]{1,12}外[，,])?(?:金额|货币|计量|数量)?单位\s?(?:[:：]|均?为)\s?[^。]{1,24}[）)]?"
    r"|[（(](?:人民币)?(?:千|万|百万|亿)?元[）)]|[（(]?(?:Unit|Currency|Amounts?)(?:\s?:|\s+in)\s[^.]{2,40}[）)]?"
)
UNIT_AFTER = re.compile(
    r"(?:.*[\s（(，,])?(?P<unit>(?:金额|货币|计量|数量)?单位\s?(?:[:：]|均?为)\s?[^。\s]{1,14}(?:\s?币种\s?[:：]?\s?\w+)?)"
)
"""A unit statement at the end of a line that says more ("编制单位：某某公司 单位：万元")."""
CAPTION = re.compile(
    r"(?:附?表|Table)\s?[一二三四五六七八九十\d]+(?:[-.－]\d+)*[\s:：、.]?.{0,40}"
    r"|.{2,30}(?:情况表|明细表|一览表|报表|指标表|负债表|利润表|变动表|流量表)"
)


def is_unit(line: Physical) -> bool:
    """Whether the line says the unit of what follows and nothing else ("单位：万元")."""
    return line.width <= LONGEST and UNIT.fullmatch(line.text) is not None


def unit_at(line: Physical) -> int | None:
    """Where in the text of a line above a table its unit is stated; None where it is not."""
    if line.width > LONGEST:
        return None
    if UNIT.fullmatch(line.text) and not line.text.startswith("除"):
        return 0
    found = UNIT_AFTER.fullmatch(line.text)
    return found.start("unit") if found else None


def is_caption(line: Physical, above_unit: bool = False) -> bool:
    """Whether the line is a table's title ("表 3 偿付能力指标", "偿付能力指标表（单位：万元）").

    A short line right above the unit line can be nothing else, unless it is numbered as headings are.
    """
    text = re.sub(r"[（(][^（）()]*单位[^（）()]*[）)]$", "", line.text).strip()
    if not text or line.width > LONGEST or numbered(text) or marker(text):
        return False
    plain = line.width <= SHORT and not re.search(r"[，。；：:！？]", text)
    return (above_unit and plain) or CAPTION.fullmatch(text) is not None


def piped(piece: str) -> tuple[Span, ...]:
    """The cells of a line divided by pipes; empty where there is no pipe."""
    return divided(piece, [found.span() for found in PIPE.finditer(piece)], outer=True)


def tabbed(piece: str) -> tuple[Span, ...]:
    """The cells of a line divided by tabs; empty where there is no tab."""
    return divided(piece, [found.span() for found in re.finditer("\t", piece)])


def aligned(piece: str) -> tuple[Span, ...]:
    """The cells of a line divided by two or more spaces; empty where there are none."""
    return divided(piece, [found.span() for found in GAP.finditer(piece)])


def divided(piece: str, marks: list[Span], outer: bool = False) -> tuple[Span, ...]:
    """The trimmed spans between `marks`; with `outer` a mark at either end of the line bounds and does not divide."""
    if not marks:
        return ()
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(piece)]
    spans = [trim(piece, start, end) for start, end in zip(starts, ends, strict=True)]
    if outer:
        spans = spans[bool(not piece[: marks[0][0]].strip()) : len(spans) - bool(not piece[marks[-1][1] :].strip())]
    return tuple(spans)


def trim(piece: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    inner = piece[start:end]
    left = len(inner) - len(inner.lstrip())
    return (start + left, start + left + len(inner.strip()))


def is_numeric(text: str) -> bool:
    """Whether a cell holds a number or a mark for none; a year is a name, not a number."""
    return NUMERIC.fullmatch(text) is not None and YEAR.fullmatch(text) is None


def header_rows(rows: list[list[str]]) -> int:
    """How many rows at the top name columns: those without a number, as long as a row with one follows."""
    plain = [not any(is_numeric(text) for text in row[1:]) for row in rows]
    if len(rows) < 2 or not plain[0] or all(plain):
        return 0
    return 2 if len(rows) > 2 and plain[1] and not rows[1][0] else 1
