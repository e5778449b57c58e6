"""The sections of a document, from its headings: how far each reaches, whether it says anything, or says "none"."""

from __future__ import annotations

import re

from compliance_check.extract import opening
from compliance_check.model import Anchor, Block, Document, Furniture, Heading, Section, Table

_DIGIT = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_CHINESE_NUMBER = re.compile(r"(?=[一二三四五六七八九十])([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)")
_DATE_LINE = re.compile(
    r"^[（(]?(?:19|20|二[〇零○])[\d〇零○一二三四五六七八九]{2}年?度?(?:第?[1-4一二三四]季度|[上下]?半年度?)?[）)]?$"
)
"""A cover's 2025年第2季度, set as a heading: it opens no section."""

_LEADER = re.compile(r"\s*(?:[.·…‥_\-—－]{3,}|…)\s*\d{0,4}\s*$")
"""What leads from an entry of a table of contents to its page."""

_CONTENTS = re.compile(r"^(?:目录|目次|contents|tableofcontents)+[|/]*(?:contents|目录)?$")
_NONE = re.compile(
    r"^(?:本?报告期内?|本季度内?|本年度?内?|报告期)?[,，]?(?:本公司|公司|本社|我司|我公司|本集团)?[,，]?"
    r"(?:暂?无|不适用|未发生|没有发生|不存在|没有|未出现|暂未发生|none|notapplicable|n/?a|nil)[^。；;]{0,60}[。.]?$"
)
_ANSWER = 160
"""An answer is short; what is longer says more than "none"."""

_PLAIN_NONE = re.compile(r"^(?:无|暂无|不适用|未发生|没有|-|—|/|none|notapplicable|n/a|nil)[。.]?$")


def sections_of(document: Document) -> tuple[Section, ...]:
    """Every section in reading order; entries of a table of contents are none.

    A section reaches to the block before the next heading of its level or above (`end_block` is not part of it).
    """
    headings = _headings(document)
    sections = []
    for position, (index, heading) in enumerate(headings):
        end = next((i for i, other in headings[position + 1 :] if other.level <= heading.level), len(document.blocks))
        body = _body(document, index + 1, end)
        text = heading.passage.text
        sections.append(
            Section(
                title=text.strip(),
                level=heading.level,
                number=plain_number(heading.number),
                empty=body == "",
                answered_none=_answers_none(body),
                location=document.locate(Anchor(block=index, start=0, end=len(text))),
                block=index,
                end_block=end,
            )
        )
    return tuple(sections)


def plain_number(printed: str) -> str:
    """A heading's number in digits: 第六节 and （六） and 六、 are "6", 十二 is "12", 1.1 stays; "" for marks alone."""
    if digits := re.search(r"\d+(?:\.\d+)*", printed):
        return digits.group()
    match = _CHINESE_NUMBER.search(printed)
    if match is None:
        return ""
    tens, ten, ones = match.groups()
    return str((_DIGIT.get(tens, 1) * 10 if ten else 0) + _DIGIT.get(ones, 0)) if ten or ones else str(_DIGIT[tens])


def _headings(document: Document) -> list[tuple[int, Heading]]:
    found = [(i, block) for i, block in enumerate(document.blocks) if isinstance(block, Heading)]
    first, last = _contents(document)
    body = next((i for i, block in enumerate(document.blocks) if _says_something(block)), len(document.blocks))
    return [
        (i, heading)
        for position, (i, heading) in enumerate(found)
        if not first <= i < last
        and not _DATE_LINE.match(opening.folded(heading.passage.text))
        and not _LEADER.search(heading.passage.text)
        and not _on_the_cover(found[position : position + 2], body)
    ]


def _on_the_cover(headings: list[tuple[int, Heading]], body: int) -> bool:
    """Whether the first is a line of the cover: unnumbered, before any text, with a heading of its level after it."""
    (index, heading), *following = headings
    alone = bool(following) and following[0][1].level <= heading.level
    return index < body and not heading.number and alone


def _says_something(block: Block) -> bool:
    return not isinstance(block, Heading | Furniture)


def _contents(document: Document) -> tuple[int, int]:
    """The blocks of a table of contents that the reader left in the text: from 目录 to its first entry's own place."""
    entries_apart = any(isinstance(block, Furniture) and block.role == "contents" for block in document.blocks)
    for start, block in enumerate(document.blocks[:60]):
        if isinstance(block, Furniture | Table) or not _CONTENTS.match(opening.folded(block.passage.text)):
            continue
        if entries_apart:
            return start, start + 1
        seen: set[str] = set()
        for index in range(start + 1, len(document.blocks)):
            entry = document.blocks[index]
            if not isinstance(entry, Heading):
                continue
            title = opening.folded(_LEADER.sub("", entry.passage.text))
            if title in seen:
                return start, index
            seen.add(title)
        # Nothing recurs: whatever stood there was no list of the headings that follow.
        return start, start + 1
    return 0, 0


def _body(document: Document, start: int, end: int) -> str:
    """The text under a heading without headings and furniture; a table counts by its cells."""
    parts: list[str] = []
    for block in document.blocks[start:end]:
        if isinstance(block, Table):
            parts += [cell.text for cell in block.cells]
        elif not isinstance(block, Heading | Furniture):
            parts.append(block.passage.text)
    return "\n".join(text.strip() for text in parts if text.strip())


def _answers_none(body: str) -> bool:
    if len(body) > _ANSWER:
        return False
    plain = opening.folded(body)
    return bool(_PLAIN_NONE.match(plain)) or ("\n" not in body and bool(_NONE.match(plain)))
