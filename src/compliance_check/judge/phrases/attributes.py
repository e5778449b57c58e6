"""One attribute of the company with two values: “A”的核心价值观 at one place, “B”核心价值观 at another."""

from __future__ import annotations

import re
from collections import defaultdict

from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Anchor, Disclosure

_SURE = r"核心价值观|核心理念|企业定位|企业使命|企业愿景|企业宗旨|企业精神|战略愿景|战略定位"
_BARE = r"使命|愿景|宗旨"
"""Words that an event or a product may have too: counted only where the sentence names the company."""

_VALUE = r"[“「](?P<value>[^“”「」\n]{4,40})[”」]"
_NAMED = (
    re.compile(
        rf"{_VALUE}\s*(?:作?为|的|这一)?\s*(?:公司|本社|企业|自身|我们的)?(?:的)?(?P<name>{_SURE}|{_BARE})(?!感|与|和|、)"
    ),
    re.compile(rf"(?P<name>{_SURE}|{_BARE})\s*(?:是|为|[：:]|——)\s*{_VALUE}"),
)
_OTHERS = re.compile(r"社会主义|中华民族|国家|党的|行业|基金会|协会|活动|项目|产品|品牌|团队|志愿|学院|部门|子公司")
_OWN = re.compile(r"公司|本社|本行|我们|集团|企业")


def attribute_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """The attributes that have several values, one finding each; None where none is stated twice."""
    stated: dict[str, dict[str, list[Anchor]]] = defaultdict(lambda: defaultdict(list))
    for passage in passages(disclosure):
        for pattern in _NAMED:
            for match in pattern.finditer(passage.text):
                if _of_the_company(disclosure, passage.text, match):
                    value = "".join(match["value"].split())
                    stated[match["name"]][value].append(passage.anchor(*match.span()))
    twice = {name: values for name, values in stated.items() if sum(map(len, values.values())) > 1}
    found = []
    for name, values in twice.items():
        kept = [v for v in values if not any(_plain(v) in _plain(other) for other in values if other != v)]
        if len(kept) > 1:
            anchors = tuple(anchor for value in kept for anchor in values[value])
            found.append(Oddity(anchors, "、".join(f"“{value}”" for value in kept), name))
    return found if twice else None


def _of_the_company(disclosure: Disclosure, text: str, match: re.Match[str]) -> bool:
    low = max(text.rfind(mark, 0, match.start()) for mark in "。；！？\n") + 1
    before = text[low : match.start()]
    clause = before[max(before.rfind("，"), before.rfind(",")) + 1 :]
    listed = bool(re.search(r"[”」]\s*[、和与]?\s*$", before))  # “A”“B”的使命: a value of several parts
    if listed or _OTHERS.search(clause) or _OTHERS.search(match.group().split("”")[-1]):
        return False
    named = _OWN.search(before) or any(name in before for name in disclosure.entity_names)
    return match["name"] not in _BARE.split("|") or bool(named)


def _plain(value: str) -> str:
    return re.sub(r"[\W_]+", "", value)
