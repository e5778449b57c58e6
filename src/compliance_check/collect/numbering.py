"""Printed numbers of headings and list items, and which of their lines are headings.

A false heading costs more than a missed one: it ends the section that a figure belongs to. So a numbered line is a
heading only when it reads like a title and its companions (1, 2, 3 …) have text under them rather than each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}
HAN = "[一二三四五六七八九十百零〇]"
TOP = r"(?=$|[\s:：、.．])[:：、.．]?"

STYLES = (
    (10, re.compile(rf"第\s?(?P<n>{HAN}{{1,4}}|\d{{1,2}})\s?(?:部分|篇|编){TOP}")),
    (20, re.compile(rf"第\s?(?P<n>{HAN}{{1,4}}|\d{{1,2}})\s?章{TOP}")),
    (30, re.compile(rf"第\s?(?P<n>{HAN}{{1,4}}|\d{{1,2}})\s?节{TOP}")),
    (10, re.compile(r"(?:Part|PART)\s+(?P<n>[IVX]+|\d{1,2})\b[:.]?")),
    (20, re.compile(r"(?:Chapter|CHAPTER)\s+(?P<n>[IVX]+|\d{1,2})\b[:.]?")),
    (30, re.compile(r"(?:Section|SECTION)\s+(?P<n>[IVX]+|\d{1,2})\b[:.]?")),
    (40, re.compile(rf"(?P<n>{HAN}{{1,4}})\s?[、.．](?!{HAN}{{1,2}}[季线月级类期、])")),
    (50, re.compile(rf"[（(]\s?(?P<n>{HAN}{{1,4}})\s?[)）]、?")),
    (61, re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=\s?[一-鿿A-Za-z])")),
    (60, re.compile(r"(?P<n>\d{1,2})\s?(?:[、．](?!\d{1,2}[月日季期号、])|\.(?!\d))")),
    (70, re.compile(r"[（(]\s?(?P<n>\d{1,2})\s?[)）]、?")),
    (72, re.compile(r"(?P<n>\d{1,2})\s?[)）]")),
    (80, re.compile(r"(?P<n>[①-⑳])")),
)
"""The numbering styles from the highest rank down; the first that matches is taken."""

FIRST = frozenset("第（(PCS0123456789一二三四五六七八九十百零〇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""The characters that a number begins with; most lines are told by the first."""

BRACKETED = re.compile(r"【\s*[^【】]{1,40}?\s*】")
BRACKET_RANK = 90
ORDINAL = re.compile(r"[一二三四五六七八九十]{1,2}是(?=[^否的非])")
BULLET = re.compile(r"(?:[•·●○◦◆◇■□▪▫►▶▸➢➤✓✔★☆‧∙\uf000-\uf0ff]+\s*|[-–*+]\s+)(?=.*\w)")
CHECKBOX = re.compile(r"[□■☑☒√]\s*(?:适用|不适用|是|否|有|无)")
DASHED = re.compile(r"[-–—]\s.*\s[-–—]$")
UNIT_NEXT = re.compile(r"\s?(?:[亿万元%‰个倍年月日家件笔岁款种]|人次|人民币)")

SENTENCE = re.compile(r"[。；;！!]|[，,、]$")
AMOUNT = re.compile(r"\d[\d,]*\.\d|\d\s?(?:%|‰|[百千万亿]*元|[万亿])")
COMMA = re.compile(r"[，,]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered line: rank of its style, its value, the number as printed, and where the title begins."""

    rank: int
    value: tuple[int, ...]
    printed: str
    title_at: int


def numbered(text: str) -> Numbered | None:
    """The printed number that `text` begins with; None without one."""
    if text[:1] not in FIRST:
        return None
    for rank, pattern in STYLES:
        found = pattern.match(text)
        if not found:
            continue
        if rank == 61 and UNIT_NEXT.match(text, found.end()):
            return None
        at = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
        return Numbered(rank, value(found["n"]), found[0].strip(), at)
    return None


def value(number: str) -> tuple[int, ...]:
    """The value of a printed number; one part for each level of a number like 1.2.

    >>> value("十二"), value("1.10"), value("③")
    ((12,), (1, 10), (3,))
    """
    if number[0].isascii() and number[0].isdigit():
        return tuple(int(part) for part in number.split("."))
    if "①" <= number <= "⑳":
        return (ord(number) - ord("①") + 1,)
    if number[0] in "IVX":
        return (roman(number),)
    return (chinese(number),)


def chinese(number: str) -> int:
    """A Chinese numeral below a thousand."""
    total = digit = 0
    for character in number:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = DIGITS[character]
    return total + digit


def roman(number: str) -> int:
    """A Roman numeral of I, V and X."""
    values = [{"I": 1, "V": 5, "X": 10}[character] for character in number]
    return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))


def like_title(title: str, width: int, rank: int) -> bool:
    """Whether the text after a number reads like a title: short, no sentence, no amounts."""
    low = rank >= 60
    if width > (60 if low else 80) or SENTENCE.search(title) or AMOUNT.search(title):
        return False
    if title.endswith((":", "：")) and low:
        return False
    if len(COMMA.findall(title)) > (1 if low else 2):
        return False
    return rank <= 30 if not title else sum(character.isalpha() for character in title) >= 2


def marker(text: str) -> int:
    """The length of the bullet or ordinal ("一是") at the start of `text`, with the space after it; 0 without one."""
    if CHECKBOX.match(text) or DASHED.match(text):
        return 0
    found = BULLET.match(text) or ORDINAL.match(text)
    return found.end() if found else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered line that reads like a title; `body` says that other text stands under it."""

    line: int
    number: Numbered
    body: bool


def headings(candidates: list[Candidate]) -> set[int]:
    """The lines of those candidates that are headings; the rest are list items."""
    chosen: set[int] = set()
    for run in sequences(candidates):
        rank = run[0].number.rank
        with_body = sum(candidate.body for candidate in run[:-1])
        if rank >= 60:
            accepted = run[0].number.value[-1] == 1 and with_body * 2 >= len(run) - 1 and run[-1].body
        else:
            accepted = rank < 40 or len(run) < 3 or with_body > 0
        if accepted:
            chosen |= {candidate.line for candidate in run}
    return chosen


def sequences(candidates: list[Candidate]) -> list[list[Candidate]]:
    """The candidates of one style that count on from each other, style by style."""
    runs: list[list[Candidate]] = []
    latest: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        number = candidate.number
        style = (number.rank, len(number.value))
        run = latest.get(style)
        before = run[-1].number.value if run else None
        if run is not None and before == (*number.value[:-1], number.value[-1] - 1):
            run.append(candidate)
        else:
            latest[style] = [candidate]
            runs.append(latest[style])
    return runs
