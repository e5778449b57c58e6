"""Headings: by their number, by the size of their type, and by standing alone."""

from __future__ import annotations

import re

LONGEST = 48  # characters
LARGER = 1.12  # of the body's type size
STYLES = (
    re.compile(r"第\s*[一二三四五六七八九十百零\d]+\s*[编篇章部][分]?"),
    re.compile(r"第\s*[一二三四五六七八九十百零\d]+\s*节"),
    re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]"),
    re.compile(r"[(（]\s*[一二三四五六七八九十]{1,3}\s*[)）]"),
    re.compile(r"\d{1,2}(?=\s*[、.．](?!\d))\s*[、.．]|\d{1,2}(?=\s+[^\d\s%])"),
    re.compile(r"\d{1,2}\.\d{1,2}(?![\d%.])"),
    re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?![\d%.])"),
    re.compile(r"[(（]\s*\d{1,2}\s*[)）]"),
)
"""Number styles from the highest level to the lowest."""
ARTICLE = re.compile(r"第\s*[一二三四五六七八九十百零\d]+\s*条")
NOT_HEADING = re.compile(r"[。；，、,;！？!?：:]$|\d{4}年\d{1,2}月\d{1,2}日$|^[\d,.%\s()（）-]+$")
STARTS_ITEM = re.compile(r"[•●■◆▪□○➢✓√Øü\-–—·]\s*(?=[^\s\d.])")

OPTIONS = re.compile(r"[□√☑☐■✓✔☒▢]\s*\S{1,12}\s+[□√☑☐■✓✔☒▢]|[□☐▢]\s*(?:适用|不适用|是|否)")


def number_style(text: str) -> tuple[int, str] | None:
    """The place in STYLES of the number that `text` begins with, and that number."""
    if text[:1] not in _FIRST:
        return None
    for place in (6, 5, 0, 1, 2, 3, 4, 7):
        match = STYLES[place].match(text)
        if match:
            return place, match.group()
    return None


_FIRST = frozenset("第一二三四五六七八九十(（0123456789")
_BOXES = frozenset("□√☑☐■✓✔☒▢")
_BULLETS = frozenset("•●■◆▪□○➢✓√Øü-–—·")


AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:[%％‰]|[万亿]|[百千]?元|个百分点|[家人件笔项名户次倍](?![、.．]))")


def starts_anew(text: str) -> bool:
    """Whether a line begins with the number of a heading, an article or an item, or with a bullet.

    18.6 万人次 at the beginning of a line is an amount that was carried over, not section 18.6.
    """
    first = text[:1]
    if first in _FIRST:
        return not AMOUNT.match(text) and bool(number_style(text) or ARTICLE.match(text))
    return first in _BULLETS and bool(STARTS_ITEM.match(text))


def offers_options(text: str) -> bool:
    """Whether a line is a choice to tick, as in "□适用 √不适用": an answer of its own, never part of a sentence."""
    return text[:1] in _BOXES and bool(OPTIONS.match(text))


def opens_chapter(text: str) -> bool:
    """Whether a line is the title of a chapter or section that is set wide apart: 第九节  公司治理."""
    return len(text) <= LONGEST and text.startswith("第") and any(STYLES[place].match(text) for place in (0, 1))


def looks_like_heading(text: str, size: float, body: float, lines: int, short: bool) -> bool:
    """Whether a paragraph is a heading.

    size, body: its type size and that of the running text. lines: how many it has. short: whether it ends well before
    the right border of its column.
    """
    if len(text) > LONGEST or lines > 2 or NOT_HEADING.search(text):
        return False
    if size >= LARGER * body:
        return True
    return short and lines == 1 and size >= 0.97 * body and number_style(text) is not None


def split_number(text: str) -> tuple[str, str]:
    """The printed number of a heading, and the rest."""
    found = number_style(text)
    if found is None:
        return "", text.strip()
    number = found[1].strip()
    return number.rstrip("、.． ") if number[0].isdigit() or number[-1] in "、.．" else number, text[
        len(found[1]) :
    ].strip()
