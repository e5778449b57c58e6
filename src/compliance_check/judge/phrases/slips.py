"""Slips of the pen: doubled words, placeholders left in, residue of tracked changes, digits of mixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Anchor, Disclosure, Furniture, Table

_DOUBLED = re.compile(r"(?P<word>[\u4e00-\u9fff]{3,8})(?P=word)(?!(?P=word))")
_DOUBLED_SHORT = re.compile(
    r"(?P<word>进行|我们|情况|工作|公司|以及|并且|其中|通过|同时|报告)(?P=word)(?![\u4e00-\u9fff]?(?:和|与)(?P=word))"
)
_DOUBLED_ENGLISH = re.compile(
    r"\b(?P<word>the|of|to|and|in|for|is|was|with|that|on|at|by|a|an)\s+(?P=word)\b", re.IGNORECASE
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])[Xx×]{2,}(?=\s*(?:年|月|日|万|亿|元|%|％|家|件|人|次|个|公司|保险))|待补充|待更新|待确认|待核实|待填写|请填写|此处插入|此处填写|"
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME|TBC)(?![A-Za-z])|lorem ipsum|【\s*】|［\s*］|\[\s*\]|（\s*）|_{4,}|"
    r"错误[!！]\s*未找到引用源|错误[!！]\s*未定义书签|Error!\s*(?:Reference source|Bookmark)"
    r"|#REF!|#N/A|#VALUE!|#DIV/0!|#NAME\?",
    re.IGNORECASE,
)
_TRACKED = re.compile(
    r"<del>|<ins>|批注\s*\[\w{1,8}\]|(?:带格式的|已删除|删除的内容|插入的内容)\s*[:：]|Formatted:|Deleted:|Comment \["
)
_MIXED = re.compile(r"[0-9][,.]?[０-９]|[０-９][,.，．]?[0-9]")


def doubled_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """偿付能力偿付能力: a word of three characters or more twice in a row, inside a sentence."""
    for passage in passages(disclosure):
        for pattern in (_DOUBLED, _DOUBLED_SHORT, _DOUBLED_ENGLISH):
            for match in pattern.finditer(passage.text):
                rest = passage.text[: match.start()] + passage.text[match.end() :]
                # A line that holds nothing else is a caption printed twice, not a slip in a sentence.
                if len(rest.strip()) >= len(match["word"]) and not _spoken(match.group()):
                    yield Oddity((passage.anchor(match.start(), match.end()),), match.group())


def placeholder_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """XX万元, 待补充, TODO, an empty 【】, a broken field of Word or Excel."""
    for passage in passages(disclosure):
        for match in _PLACEHOLDER.finditer(passage.text):
            if not (match.group().strip("_") == "" and passage.heading):
                yield Oddity((passage.anchor(match.start(), match.end()),), match.group())
    for anchor, cell in disclosure.document.passages():
        left = _PLACEHOLDER.search(cell.text) if anchor.cell is not None else None
        if left:
            yield Oddity((anchor,), left.group())


def tracked_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """What the tracking of changes leaves in a text that was copied out."""
    for passage in passages(disclosure):
        for match in _TRACKED.finditer(passage.text):
            yield Oddity((passage.anchor(match.start(), match.end()),), match.group())


def width_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """One number with half-width and full-width digits."""
    for index, block in enumerate(disclosure.document.blocks):
        if isinstance(block, Table | Furniture):
            continue
        source = block.passage.source
        if match := _MIXED.search(source):
            text = block.passage.text
            start = max(0, min(match.start(), len(text) - 1))
            yield Oddity((Anchor(block=index, start=start, end=min(len(text), start + 2)),), match.group())


def _spoken(words: str) -> bool:
    """Whether a repetition is one of feeling or a name: 哈哈哈哈, 一一一一."""
    return len(set(words)) <= 2
