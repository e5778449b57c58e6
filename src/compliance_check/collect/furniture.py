"""What a page carries and its text does not: page numbers, running headers, and the table of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal

from compliance_check.collect.lines import Physical
from compliance_check.collect.numbering import marker, numbered

Role = Literal["header", "footer", "page_number", "contents", "note"]

PAGE_NUMBER = re.compile(
    r"[-–—~·]*\s*(\d{1,3})\s*[-–—~·]*|第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|(?:Page|PAGE|page)\s+(\d{1,4})(?:\s+of\s+\d+)?"
    r"|(\d{1,3})\s*/\s*\d{1,3}"
)
NUMBERED_HEADER = re.compile(r"\S.{2,38}(?:报告|公告|说明书|摘要|Report|REPORT)\s+\d{1,3}")
LEADER = re.compile(r"(?P<title>.*?\S)\s*(?:[-–—.．·•…⋯_]\s?){4,}\s*(?P<page>\d{1,4})")
BROKEN_LEADER = re.compile(r".*\w.*?(?:[.．·•…⋯_]\s?){6,}|(?:[-–—.．·•…⋯_]\s?){3,}\s*\d{1,4}")
"""A leader that the margin cut off from its page, or the rest of one."""
CONTENTS = re.compile(r"(?:#+\s*)?(?:目\s*录|Contents|CONTENTS|Table of Contents)(?:\s*[|/]?\s*(?:Contents|CONTENTS))?")
LEADERS = frozenset(".．·•…⋯_")
SENTENCE_END = ("。", "；", "！", "？", ".", ";")
LONGEST_HEADER = 60
LONGEST_ENTRY = 90
LONGEST_CONTENTS = 500
LARGEST_STEP = 100
CHAPTER_RANK = 30
PAGE_GAP = 2


def furniture(lines: list[Physical], paged: set[int]) -> dict[int, Role]:
    """The index of every line that is furniture, with its role; `paged` holds the lines that begin a page."""
    roles: dict[int, Role] = {}
    for index, line in enumerate(lines):
        if not any(character.isalnum() for character in line.text):
            roles[index] = "note"
    roles |= dict.fromkeys(page_numbers(lines, paged), "page_number")
    roles |= dict.fromkeys(running_headers(lines, paged, roles), "header")
    roles |= dict.fromkeys(contents(lines, roles), "contents")
    return roles


def page_numbers(lines: list[Physical], paged: set[int]) -> list[int]:
    """The lines that are nothing but a page number.

    They never count down and have no second number next to them. A number without 第 … 页 or dashes must stand at the
    edge of a page, where white space or the text's end is, or count on over three pages: it could be a figure.
    """
    found: list[int] = []
    bare: list[tuple[int, int]] = []
    latest = 0
    for index, line in enumerate(lines):
        match = PAGE_NUMBER.fullmatch(line.text) if line.width <= 30 else None
        if not match:
            continue
        number = int(next(group for group in match.groups() if group))
        if match[1] is None or not line.text.isdigit():
            found.append(index)
        elif latest <= number <= latest + LARGEST_STEP and not beside_number(lines, index):
            latest = number
            bare.append((index, number))
    return found + certain_numbers(lines, bare, paged)


def beside_number(lines: list[Physical], index: int) -> bool:
    """Whether the line before or after is a number too, as in a column of figures."""
    neighbours = lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
    return any(re.fullmatch(r"[-\d,.%]+", other.text) is not None for other in neighbours)


def certain_numbers(lines: list[Physical], bare: list[tuple[int, int]], paged: set[int]) -> list[int]:
    """Those of the lone numbers that stand at the edge of a page or count on over three pages."""
    found: list[int] = []
    for place, (index, number) in enumerate(bare):
        gaps = lines[index].gap, lines[index + 1].gap if index + 1 < len(lines) else PAGE_GAP
        at_end = max(gaps) >= PAGE_GAP or index == 0 or index + 1 in paged
        around = [other for _, other in bare[max(place - 2, 0) : place + 3]]
        counted = any({number + by, number + by + 1, number + by + 2} <= set(around) for by in (-2, -1, 0))
        if at_end or counted:
            found.append(index)
    return found


def running_headers(lines: list[Physical], paged: set[int], known: dict[int, Role]) -> list[int]:
    """The short lines that come back at the edges of pages, and those that end in the page's number.

    Of a chapter's title that is repeated on its pages the first is the title.
    """
    places: dict[str, list[int]] = defaultdict(list)
    found: list[int] = []
    for index, line in enumerate(lines):
        if line.width > LONGEST_HEADER or line.tabbed or index in known:
            continue
        if NUMBERED_HEADER.fullmatch(line.text) and not numbered(line.text):
            found.append(index)
        elif not line.text.endswith(SENTENCE_END):
            places[re.sub(r"\s+\d{1,3}$|^\d{1,3}\s+", "", line.text)].append(index)
    for text, same in places.items():
        number = numbered(text)
        if number and number.rank > CHAPTER_RANK:
            continue
        edge = sum(at_edge(index, paged, known) for index in same)
        if (len(same) >= 2 and edge == len(same)) or (len(same) >= 3 and edge * 10 >= len(same) * 6):
            found += same[1:] if number else same
    return found


def at_edge(index: int, paged: set[int], known: dict[int, Role]) -> bool:
    """Whether a line is the first or the last of a page."""
    return index + 1 in paged or index in paged or "page_number" in (known.get(index - 1), known.get(index + 1))


def contents(lines: list[Physical], known: dict[int, Role]) -> list[int]:
    """The lines of the table of contents: those with leaders, and those from 目录 to where its first entry recurs."""
    found = [index for index, line in enumerate(lines) if leader(line)]
    for index, line in enumerate(lines):
        if line.width <= LONGEST_HEADER and CONTENTS.fullmatch(line.text):
            found += [at for at in range(index, end_of_contents(lines, index, known)) if at not in known]
            break
    return found


def leader(line: Physical) -> bool:
    """Whether a line leads from a title to its page by dots or dashes."""
    if line.width > 2 * LONGEST_ENTRY or not (line.text[-1:].isdigit() or line.text[-1:] in LEADERS):
        return False
    return LEADER.fullmatch(line.text) is not None or BROKEN_LEADER.fullmatch(line.text) is not None


def end_of_contents(lines: list[Physical], start: int, known: dict[int, Role]) -> int:
    """The index after the last line of the table of contents that begins at `start`."""
    entries: dict[tuple[str, str], int] = {}
    last_leader = start
    for index in range(start + 1, min(start + LONGEST_CONTENTS, len(lines))):
        line = lines[index]
        if index in known:
            continue
        if leader(line):
            last_leader = index
        number, title = entry(line.text)
        if title and last_leader == start and recurs(number, title, entries):
            return index
        if line.width > LONGEST_ENTRY or line.text.endswith(SENTENCE_END):
            break
        entries.setdefault((number, title), len(entries))
    return last_leader + 1


def entry(text: str) -> tuple[str, str]:
    """The number and the title of a line of contents."""
    text = text[marker(text) :]
    found = LEADER.fullmatch(text)
    text = found["title"] if found else text
    number = numbered(text)
    return (number.printed, text[number.title_at :]) if number else ("", text)


def recurs(number: str, title: str, entries: dict[tuple[str, str], int]) -> bool:
    """Whether a line of the body repeats an entry: any that is numbered, of those without a number only the first."""
    if not number:
        return entries.get(("", title)) == 0
    return (number, title) in entries or ("", title) in entries
