"""Departments, committees and systems named without quotation marks that differ by one character: 品牌…/品宣…部门."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from compliance_check.judge.phrases.names import pairs
from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Anchor, Disclosure

_NAME = re.compile(
    r"[\u4e00-\u9fff]{3,14}?(?:部门|(?<![支总内外全局下上干西东南北中俱党团目])部(?![门分署位件委长级队落])"
    r"|委员会|工作室|小组|系统|平台|宣传日|公益日)"
)
_BOUNDARY = re.compile(
    r"以及|公司|总部|设立|成立|下设|组建|负责|通过|建立|搭建|打造|构建|依托|利用|开发|上线|组成|包括|升级|推出|牵头|配合|协同|"
    r"联合|承担|统筹|汇报|报告|提交|完善|优化|运用|使用|实现|参与|其他|所有|相关|有关|全体|上述|这|[个由和与及的在为向是以对将各本该其至或于经从等并被让使按据即把]"
)
_CORE = 4
"""A shorter name than this and its last word is no proper name: 消保部门."""


def body_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """Pairs of names of which one holds a word that stands nowhere else: a slip, or another body that nobody explains.

    Two that a sentence names together are two. None where no body is named.
    """
    texts = [passage.text for passage in passages(disclosure)]
    places = _places(disclosure)
    if not places:
        return None
    everything = "\n".join(texts)
    found = []
    for first, second, edit in pairs(list(places)):
        together = any(first in text and second in text for text in _sentences(texts))
        unknown = any(_unheard(name, other, everything) for name, other in ((first, second), (second, first)))
        if unknown and not together and all(edit):
            anchors = (*places[first][:3], *places[second][:3])
            found.append(Oddity(anchors, f"“{first}”与“{second}”"))
    return found


def _places(disclosure: Disclosure) -> dict[str, list[Anchor]]:
    found: dict[str, list[Anchor]] = defaultdict(list)
    for passage in passages(disclosure):
        for match in _NAME.finditer(passage.text):
            cuts = [cut.end() for cut in _BOUNDARY.finditer(match.group()) if cut.end() < len(match.group()) - 1]
            name = match.group()[max(cuts, default=0) :]
            if len(name) > _CORE + (not name.endswith("部")):
                found[name].append(passage.anchor(match.end() - len(name), match.end()))
    return dict(found)


def _unheard(name: str, other: str, text: str) -> bool:
    """Whether the characters by which a name differs, each with its neighbour, stand in this name alone."""
    if len(name) != len(other):
        return False
    place = next(i for i, (a, b) in enumerate(zip(name, other, strict=True)) if a != b)
    if place == 0:
        return False  # where a name begins is known less surely than where it ends
    words = [name[i : i + 2] for i in (place - 1, place)]
    return all(text.count(word) == text.count(name) for word in words)


def _sentences(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from re.split(r"[。；！？\n]", text)
