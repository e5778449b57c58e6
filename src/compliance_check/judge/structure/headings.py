"""Numbering, empty sections and levels of headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from compliance_check.judge.structure.observations import Oddity, passages, shortened
from compliance_check.model import Anchor, Disclosure, Section

_STYLES = (
    ("编", re.compile(r"^第[一二三四五六七八九十百\d]+(?:部分|[编篇章])"), 0),
    ("节", re.compile(r"^第[一二三四五六七八九十百\d]+节"), 1),
    ("一、", re.compile(r"^[一二三四五六七八九十]+\s*[、.．]"), 2),
    ("（一）", re.compile(r"^[（(]\s*[一二三四五六七八九十]+\s*[）)]"), 3),
    ("1.", re.compile(r"^\d{1,2}\s*[、．]|^\d{1,2}\.(?![\d])"), 4),
    ("（1）", re.compile(r"^[（(]?\s*\d{1,2}\s*[）)]"), 5),
)


_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百零〇\d]+条")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered heading: its style of numbering, the rank of that style, its number."""

    section: Section
    style: str
    rank: int
    number: int


def gap_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Numbers that a series of headings leaves out and that no other passage between them bears."""
    for series in _series(disclosure):
        for before, after in pairwise(series):
            left_out = range(before.number + 1, after.number)
            if left_out and not any(_stands_between(disclosure, before, after, number) for number in left_out):
                numbers = "、".join(map(str, left_out))
                titles = f"“{shortened(before.section.title)}”之后即“{shortened(after.section.title)}”"
                yield Oddity((_anchor(before.section), _anchor(after.section)), titles, numbers)


def repeat_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """One number borne by two neighbouring headings of one series."""
    for series in _series(disclosure):
        for before, after in pairwise(series):
            if before.number == after.number:
                titles = f"“{shortened(before.section.title)}”与“{shortened(after.section.title)}”"
                yield Oddity((_anchor(before.section), _anchor(after.section)), titles, str(after.number))


def empty_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Sections with a numbered heading and nothing under it.

    Silent on documents whose reading order is in doubt: there the text of a section may stand elsewhere.
    """
    if out_of_order(disclosure):
        return
    sections = disclosure.sections
    for place, section in enumerate(sections):
        follows = sections[place + 1] if place + 1 < len(sections) else None
        neighbours = [s for s in (sections[place - 1] if place else None, follows) if s is not None]
        alone = not any(s.empty and s.level == section.level for s in neighbours)
        childless = follows is None or (follows.level <= section.level and not _under(follows, section))
        if section.empty and section.number and alone and childless:
            yield Oddity((_anchor(section),), shortened(section.title))


def _under(section: Section, parent: Section) -> bool:
    """Whether the numbering of a heading puts it below another: （一） below 一、, whatever its level."""
    ranks = [
        next((rank for _, pattern, rank in _STYLES if pattern.match(item.title)), None) for item in (parent, section)
    ]
    return ranks[0] is not None and ranks[1] is not None and ranks[1] > ranks[0]


def level_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Headings of one style of numbering that the source sets at different levels."""
    if disclosure.document.media_type not in _LEVELLED:
        return
    levels: dict[str, dict[int, list[Section]]] = defaultdict(lambda: defaultdict(list))
    for item in _numbered(disclosure):
        levels[_STYLES[item.rank][0]][item.section.level].append(item.section)
    odd = [by_level for by_level in levels.values() if len(by_level) > 1]
    if odd:
        sections = sorted({s.block: s for by_level in odd for group in by_level.values() for s in group}.items())
        titles = "；".join(f"{section.level} 级“{shortened(section.title, 24)}”" for _, section in sections)
        yield Oddity(tuple(_anchor(section) for _, section in sections), titles)


_LEVELLED = frozenset(
    {
        "text/markdown",
        "text/plain",
        "text/html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)


def _numbered(disclosure: Disclosure) -> list[Numbered]:
    found = []
    for section in disclosure.sections:
        style = next(((name, rank) for name, pattern, rank in _STYLES if pattern.match(section.title)), None)
        if style and section.number.isdigit():
            found.append(Numbered(section, _printed_style(section.title), style[1], int(section.number)))
    return found


def _printed_style(title: str) -> str:
    """How a number is printed, itself aside: （#） and (#). are two styles, which may stand for two levels."""
    match = _PRINTED.match(title)
    return re.sub(r"[一二三四五六七八九十百\d]+", "#", "".join(match.group().split())) if match else ""


_PRINTED = re.compile(r"\s*第?[（(]?\s*[一二三四五六七八九十百\d]+\s*[）)]?\s*(?:部分|[编篇章节])?\s*[、.．]?")


def _series(disclosure: Disclosure) -> Iterator[list[Numbered]]:
    """The runs of headings of one style under one parent; a number that starts again starts a new run.

    A report may number two levels alike (5. over 1. 2.): the outer run waits, and 6. takes it up again.
    """
    running: dict[int, list[list[Numbered]]] = {}
    done: list[list[Numbered]] = []
    for item in _numbered(disclosure):
        for rank in [rank for rank in running if rank > item.rank]:
            done += running.pop(rank)
        runs = running.setdefault(item.rank, [])
        place = _place(runs, item)
        if place is None:
            runs.append([item])
        else:
            done += runs[place + 1 :]
            runs[place + 1 :] = []
            runs[place].append(item)
    open_runs = [run for runs in running.values() for run in runs]
    yield from (series for series in [*done, *open_runs] if len(series) > 1 and series[0].number == 1)


def _place(runs: list[list[Numbered]], item: Numbered) -> int | None:
    """Which open run a heading goes on with: the innermost that it follows directly, else the innermost of all."""
    alike = [place for place, run in enumerate(runs) if run[-1].style == item.style]
    if item.number == 1 or not alike:
        return None
    direct = [place for place in alike if runs[place][-1].number + 1 == item.number]
    place = (direct or alike)[-1]
    return place if item.number >= runs[place][-1].number else None


def out_of_order(disclosure: Disclosure) -> bool:
    """Whether some series begins with 2: its first heading was read at another place."""
    seen: dict[int, int] = {}
    for item in _numbered(disclosure):
        seen = {rank: number for rank, number in seen.items() if rank <= item.rank}
        if item.rank not in seen and item.number > 1:
            return True
        seen[item.rank] = item.number
    return False


def _stands_between(disclosure: Disclosure, before: Numbered, after: Numbered, number: int) -> bool:
    """Whether a passage between two headings begins with the number left out, without being a heading."""
    between = [p for p in passages(disclosure) if before.section.block < p.block < after.section.block]
    if any(_ARTICLE.match(p.text) for p in between):
        return True  # a new article begins to count anew
    marks = (f"{number}", _CHINESE[number] if number < len(_CHINESE) else "")
    return any(
        re.match(
            rf"\s*[#*]*\s*(?:第|[（(])?\s*(?:{'|'.join(filter(None, marks))})\s*(?:[节章、.．）)]|部分)",
            p.marker + p.text,
        )
        for p in between
    )


_CHINESE = ("", *"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十")


def _anchor(section: Section) -> Anchor:
    return Anchor(block=section.block, start=0, end=len(section.title))
