"""Names of one thing that differ in a character: ESG工作室领导小组 and ESG工作领导小组, a slogan in two forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, Passage, passages
from compliance_check.model import Anchor, Disclosure

_QUOTED = re.compile(r"[“「『](?P<name>[^“”「」『』]{3,24})[”」』]")
_BODY = "领导小组|协调小组|执行小组|工作小组|专项小组|小组|委员会|工作组"
_ORGAN = re.compile(rf"(?P<name>[A-Z]{{2,6}}[\u4e00-\u9fff]{{2,8}}?(?:{_BODY}))(?!会)")
_FOUNDED = re.compile(rf"(?:设立|成立|组建|下设)(?:了)?(?P<name>[\u4e00-\u9fff]{{3,14}}?(?:{_BODY}))")
_COUNTING = frozenset(
    "0123456789〇零一二三四五六七八九十百千甲乙丙丁东南西北上下左右前后内外大小新老男女正副总分双单多首末ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "非不未无财寿产健车船进出升降增减买卖收付城乡省市县区强弱高低红蓝绿金银铜春夏秋冬月年季周日生死父母子长短远近京沪深穗"
)
_ALIKE = (
    frozenset("慧惠"),
    frozenset("帐账"),
    frozenset("愿远"),
    frozenset("制治"),
    frozenset("做作"),
    frozenset("像象"),
    frozenset("己已"),
    frozenset("需须"),
)
_LONG_ENOUGH = 6
"""Shorter names that differ in one character are as a rule two names, unless the characters sound alike."""

_LIST_GAP = 4
"""Two quotation marks and what joins them."""

_MOST_NAMES = 3000


def near_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Pairs of names one character apart; pairs that differ by the same character are one finding."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    places = named(disclosure)
    for first, second, edit in pairs(list(places)[:_MOST_NAMES]):
        if not side_by_side(places[first], places[second]):
            found[edit].append((first, second))
    for alike in found.values():
        names = list(dict.fromkeys(name for pair in alike for name in pair))
        anchors = tuple(anchor for name in names for anchor in places[name])
        yield Oddity(anchors, "；".join(f"“{a}”与“{b}”" for a, b in alike))


def named(disclosure: Disclosure) -> dict[str, list[Anchor]]:
    """Quoted phrases and names of bodies with all their places."""
    found: dict[str, list[Anchor]] = defaultdict(list)
    for passage in passages(disclosure):
        for pattern in (_QUOTED, _ORGAN, _FOUNDED):
            for match in pattern.finditer(passage.text):
                found["".join(match["name"].split())].append(_anchor(passage, match))
    return dict(found)


def side_by_side(first: list[Anchor], second: list[Anchor]) -> bool:
    """Whether a list somewhere has both, “A”“B” or “A”、“B”: then they are two things."""
    return any(
        one.block == other.block and 0 <= max(one.start, other.start) - min(one.end, other.end) <= _LIST_GAP
        for one in first
        for other in second
    )


def _anchor(passage: Passage, match: re.Match[str]) -> Anchor:
    return passage.anchor(match.start("name"), match.end("name"))


def pairs(names: list[str]) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Names that become equal when one character is left out of one or of both; found by hashing, not by pairs."""
    seen: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    whole = set(names)
    yielded: set[frozenset[str]] = set()
    for name in names:
        for place, character in enumerate(name):
            rest = name[:place] + name[place + 1 :]
            inside = 0 < place < len(name) - 1
            if inside and rest in whole and _says(character, "", name) and frozenset((name, rest)) not in yielded:
                yielded.add(frozenset((name, rest)))
                yield name, rest, (character, "")
            for other, instead in seen[place, rest]:
                pair = frozenset((name, other))
                if other != name and pair not in yielded and _says(character, instead, name):
                    yielded.add(pair)
                    yield other, name, (instead, character)
            seen[place, rest].append((name, character))


def _says(character: str, instead: str, name: str) -> bool:
    """Whether a difference in these characters is a slip and not a distinction."""
    if {character, instead} & _COUNTING or not (character + instead).strip("、，,. ·-—（）()/|&！!。；："):
        return False
    if character.isascii() or (instead and instead.isascii()):
        return False
    if {character, instead} in _ALIKE:
        return True
    return len(name) >= _LONG_ENOUGH
