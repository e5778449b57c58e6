"""What in a table looks like a value rather than a name. Only shapes are judged here; extract reads the numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from compliance_check.collect.raised import DIGITS as RAISED

_DIGITS = r"[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?|\.\d+"
_UNIT = r"(?:[%％‰]|[十百千]?万?亿?[元股份]|[千百]?万|亿|个?百分点|bps?|倍|人次?|家|件|户|次|天|年|个月|个|times|pp|x)"
NUMBER = re.compile(
    rf"[（(\[]?\s?[+\-−–—△▲]?\s?(?:人民币|RMB|CNY|US\$|HK\$|[¥￥$])?\s?[+\-−–]?(?:{_DIGITS})\s?{_UNIT}?\s?[)）\]]?[%％]?(?:[*①②③]|[\[(（]?[{RAISED}]+(?:[,，、][{RAISED}]+)*[\])）]?)?"
)
BLANK = re.compile(r"[-—–―/／\\]+|N/?A|n/?a|不适用|无|—　?—|\*")
DATE = re.compile(
    r"(?:19|20)\d\d(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?)?(?:年|年末|年度|年初|月|月末|A|E)?|\d{1,2}月\d{1,2}日"
)
YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d\s?(?:年|年末|年度|年初|[AE]|[HQ][1-4])?")
ORDINAL = re.compile(r"[(（]?\d{1,3}[)）.、]?")


KNOWN = 4096  # texts whose looks are remembered: the same words of a table are looked at again and again


@lru_cache(KNOWN)
def is_number(text: str) -> bool:
    """Whether `text` is an amount, a ratio or a sign that stands for one ("-", "不适用")."""
    return bool(NUMBER.fullmatch(text) or BLANK.fullmatch(text))


@lru_cache(KNOWN)
def is_value(text: str) -> bool:
    """Whether `text` is a number or a date."""
    return is_number(text) or bool(DATE.fullmatch(text))


@lru_cache(KNOWN)
def is_amount(text: str) -> bool:
    """Whether `text` is a number that cannot be taken for the year or the ordinal that heads a column."""
    return bool(NUMBER.fullmatch(text)) and not YEAR.fullmatch(text) and not ORDINAL.fullmatch(text)


def are_values(texts: list[str]) -> bool:
    """Whether the texts to the right of a row's name are its values: an amount among them, or signs for none alone."""
    if any(is_amount(text) for text in texts):
        return True
    return bool(texts) and all(is_number(text) for text in texts) and any(BLANK.fullmatch(text) for text in texts)


GROUPED = re.compile(r"[(（\[]?[+\-−–]?[¥￥$]?\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?[)）\]]?[%％]?")

DECIMAL = re.compile(r"[+\-−–]?\d+[.．]\d\d[%％]?")
FULL_DATE = re.compile(r"(?:19|20)\d\d([/.-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])")
SIGNS = frozenset("+-−–(（")
BROKEN = frozenset("0123456789,，.．()（）[]+-−–¥￥$%％/ ")
ALONE = re.compile(r"[(（\[]?[+\-−–]?[¥￥$]?(?:\d{1,3}(?:[,，]\d{3})+|0|[1-9]\d*)(?:[.．]\d{2,})?[)）\]]?[%％]?")


def is_wrapped_number(lines: list[str]) -> bool:
    """Whether the lines of a cell are one number or date that is broken because the cell is too narrow for it.

    The whole is well formed, and some piece of it is not a number of its own.
    """
    if len(lines) < 2 or not all(map(BROKEN.issuperset, lines)):
        return False
    whole = "".join(lines).replace(" ", "")
    if FULL_DATE.fullmatch(whole):
        return True
    pieces = len(lines) - (lines[0] in SIGNS)
    alone = [_stands_alone(line) for line in lines]
    if DECIMAL.fullmatch(whole):
        return not all(alone) and (pieces <= 2 or sum(alone) < 2)
    return bool(GROUPED.fullmatch(whole)) and not all(alone)


def is_broken_amount(pieces: list[str]) -> bool:
    """Whether lines are one grouped amount whose figures go on in the next; a dash above an amount is a value."""
    return bool(GROUPED.fullmatch("".join(pieces))) and not BLANK.fullmatch(pieces[0]) and is_wrapped_number(pieces)


def _stands_alone(text: str) -> bool:
    """Whether a text is a whole number: grouped or plain, and not with one decimal place, as amounts never have."""
    return bool(ALONE.fullmatch(text))


def may_be_piece(text: str) -> bool:
    """Whether a text may be a piece of a number that is broken over lines, and is not certainly a whole one."""
    return BROKEN.issuperset(text) and (text[:1] in SIGNS or not _stands_alone(text))
