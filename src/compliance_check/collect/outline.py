"""Headings and list items that only their printed numbers and signs tell, in formats whose blocks are known already.

Word files and web pages mark some headings by style; many Chinese reports only print 第一节, 一、, （一） or 1. in a
plain paragraph. Those become headings here, by the same judgement as in plain text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from compliance_check.collect.furniture import CONTENTS, LEADER
from compliance_check.collect.lines import WIDE, without
from compliance_check.collect.numbering import (
    BRACKET_RANK,
    BRACKETED,
    Candidate,
    Numbered,
    headings,
    like_title,
    marker,
    numbered,
)
from compliance_check.model import Block, Furniture, Heading, ListItem, Paragraph, Passage

LONGEST = 100
ITEM_RANK = 40
"""From here down a number that heads no section marks a list item."""


def promote(
    blocks: Sequence[Block], fixed: int = 0, listed: Sequence[tuple[Passage, ListItem]] = ()
) -> tuple[Block, ...]:
    """The blocks with plain paragraphs turned into the headings, list items and contents lines that they are.

    fixed: how many blocks at the end (notes) stay as they are. listed: what the paragraph of a passage is if it heads
    no section (one that bears an automatic number).
    """
    body = _without_contents(blocks[: len(blocks) - fixed])
    titles = {index: number for index, block in enumerate(body) if (number := _title_number(block)) is not None}
    ranked = {index: number for index, number in titles.items() if number.rank != BRACKET_RANK}
    chosen = headings([Candidate(index, number, _has_body(body, index, number)) for index, number in ranked.items()])
    chosen |= titles.keys() - ranked.keys()
    levels = _levels(body, {titles[index].rank for index in chosen})
    items = {id(passage): item for passage, item in listed}
    done = [_heading(b, titles[i], levels) if i in chosen else _item(b, items) for i, b in enumerate(body)]
    return (*done, *blocks[len(body) :])


def title_of(text: str) -> tuple[str, str]:
    """A heading's printed number and its title; the number is "" where none is printed.

    >>> title_of("（一）公司概况")
    ('（一）', '公司概况')
    """
    number = numbered(text)
    return ("", text) if number is None else (number.printed, text[number.title_at :])


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, entries of a table of contents that lead to their pages by dots, and its title, made furniture."""
    done: list[Block] = []
    for block in reversed(blocks):
        below = done[-1] if done else None
        if isinstance(block, Paragraph | Heading):
            text = block.passage.text[: 2 * LONGEST]
            above_entries = isinstance(below, Furniture) and below.role == "contents"
            if LEADER.fullmatch(text) or (above_entries and CONTENTS.fullmatch(text)):
                block = Furniture(passage=block.passage, role="contents")
        done.append(block)
    return done[::-1]


def _title_number(block: Block) -> Numbered | None:
    """The number of a paragraph that reads like a title; a title in 【】 counts as one without a number."""
    if not isinstance(block, Paragraph) or len(block.passage.text) > LONGEST or "\n" in block.passage.text:
        return None
    text = block.passage.text
    if BRACKETED.fullmatch(text):
        return Numbered(BRACKET_RANK, (), "", 0)
    number = numbered(text)
    if number is None or not like_title(text[number.title_at :], len(text) + len(WIDE.findall(text)), number.rank):
        return None
    return number


def _has_body(blocks: Sequence[Block], index: int, number: Numbered) -> bool:
    """Whether something other than the next number of the same style stands under a numbered line."""
    if index + 1 >= len(blocks):
        return False
    following = blocks[index + 1]
    after = numbered(following.passage.text) if isinstance(following, Paragraph | Heading) else None
    return after is None or after.rank != number.rank or len(after.value) != len(number.value)


def _levels(blocks: Sequence[Block], ranks: set[int]) -> dict[int, int]:
    """The level of each rank: that of the marked headings with such numbers, else below all marked headings."""
    marked: dict[int, Counter[int]] = {}
    deepest = 0
    for block in blocks:
        if isinstance(block, Heading):
            deepest = max(deepest, block.level)
            if number := numbered(block.passage.text):
                marked.setdefault(number.rank, Counter())[block.level] += 1
    rest = sorted(ranks - marked.keys())
    known = {rank: levels.most_common(1)[0][0] for rank, levels in marked.items()}
    return known | {rank: deepest + 1 + place for place, rank in enumerate(rest)}


def _heading(block: Block, number: Numbered, levels: dict[int, int]) -> Block:
    assert isinstance(block, Paragraph)
    title = block.passage.text[number.title_at :]
    return Heading(passage=block.passage, level=levels[number.rank], number=number.printed, title=title)


def _item(block: Block, items: Mapping[int, ListItem]) -> Block:
    """A paragraph that begins with a number, a bullet or 一是, 二是 is a list item."""
    if not isinstance(block, Paragraph) or id(block.passage) in items:
        return items[id(block.passage)] if isinstance(block, Paragraph) else block
    text = block.passage.text
    number = numbered(text)
    length = number.title_at if number is not None and number.rank >= ITEM_RANK else marker(text)
    rest = replace(without(block.passage, length), path=block.passage.path) if length else block.passage
    return ListItem(passage=rest, marker=text[:length].strip()) if length and rest.text else block
