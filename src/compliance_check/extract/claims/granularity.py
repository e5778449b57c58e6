"""Shares of a stated whole number of things: only those that whole numbers make are possible (GRIM)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract.claims.distribution import Distribution, distributions
from compliance_check.extract.claims.passages import Reading, exact_reading, joined
from compliance_check.model import Claim, Figure

_THINGS = frozenset("件 笔 宗 起 人 名 户 单 家 张 例 次 人次 件次 款 个".split())
_VERBS = frozenset(
    "推出 开展 发生 收到 受理 处理 完成 实现 共计 累计 合计 开设 提供 组织 新增 举办 获得 设立 共有".split()
)
_BASE_REACH = 60


def granularity_claims(reading: Reading) -> Iterator[Claim]:
    """Shares of a stated whole number of things; all lists with one base make one claim."""
    by_base: dict[tuple[str, ...], list[Distribution]] = {}
    for found in distributions(reading):
        bases = _bases(reading, found)
        if bases:
            by_base.setdefault(tuple(figure.id for figure in bases[:1]), []).append(found)
    for (base,), lists in by_base.items():
        bases = _bases(reading, lists[0])
        shares = [spot.id for found in lists for spot in found.spots]
        roles = {"base": [base, *(figure.id for figure in bases[1:])], "shares": shares}
        yield reading.claim("granularity", lists[0].spots[0].figure.anchor, roles, {})


def _bases(reading: Reading, found: Distribution) -> list[Figure]:
    """Whole numbers of the things that the list is about, stated before it, nearest first."""
    candidates = []
    low = max(0, found.view.number - _BASE_REACH)
    for view in reversed(reading.views[low : found.view.number + 1]):
        for spot in reversed(view.spots):
            figure = spot.figure
            whole = figure.unit == "count" and figure.half_width == 0 and exact_reading(figure)
            counts = figure.counter in _THINGS and figure.value >= 2
            if whole and counts and _about_the_same(figure.label, found.words):
                candidates.append(figure)
    return candidates


def _about_the_same(label: str, words: str) -> bool:
    """Whether a count's label and the words around a list name the same things: 收到客户投诉, 投诉业务类别占比."""
    noun = re.sub(r"(?:件|笔|宗|起|个|数|量|总)+$", "", joined(label))[-2:]
    return len(noun) == 2 and noun not in _VERBS and noun in joined(words)
