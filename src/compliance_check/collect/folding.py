"""Compatibility characters folded one to one, so that every offset stays what it was.

Folded are full-width digits, letters and signs of arithmetic, the Kangxi radicals and compatibility ideographs that
PDF exports put in place of the usual characters, spaces of other widths, and the full-width comma where it separates
thousands. Chinese punctuation stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

FULL_WIDTH = range(0xFF01, 0xFF5F)
KEPT = frozenset("！＂＇（），：；？［］｛｝＿｀～")
SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
IDEOGRAPHS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
RADICALS = (
    "⺟母⺠民⺩王⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻳龟"
)
"""Radicals of the supplement (U+2E80 on), each before the character it stands for: NFKC leaves these alone."""
RARE = re.compile("[\U00010000-\U0010ffff]")
THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")  # the sign first: it is what a search can jump to


def fold(text: str) -> str:
    """`text` with compatibility characters folded; as long as `text`.

    >>> fold("⾏业 １，２３４．５％")
    '行业 1,234.5%'
    """
    if text.isascii():
        return text.replace("\t", " ")
    # Most texts hold nothing to fold, and looking costs a fraction of translating.
    if _foldable().search(text) or RARE.search(text):
        text = text.translate(table())
    return THOUSANDS.sub(",", text)


@cache
def _foldable() -> re.Pattern[str]:
    """Finds a character of the basic plane that is folded: within it, a class of any size is one table for `re`."""
    return re.compile("[" + "".join(re.escape(chr(code)) for code in table() if code <= 0xFFFF) + "]")


@cache
def table() -> dict[int, str]:
    """The code points that are folded, each to one character."""
    folded = {ord(space): " " for space in SPACES} | {ord("−"): "-", ord("￥"): "¥"}
    for code in FULL_WIDTH:
        if chr(code) not in KEPT:
            folded[code] = unicodedata.normalize("NFKC", chr(code))
    for code in (code for codes in IDEOGRAPHS for code in codes):
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1 and usual != chr(code):
            folded[code] = usual
    return folded | {ord(radical): usual for radical, usual in zip(RADICALS[::2], RADICALS[1::2], strict=True)}
