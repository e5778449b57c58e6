"""The words before and after a number that say how exactly it is meant: 约, 超, 近, 不低于, 以上."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance_check.model import Qualifier

BEFORE = {
    "大约": Qualifier.ABOUT,
    "约为": Qualifier.ABOUT,
    "约": Qualifier.ABOUT,
    "approximately": Qualifier.ABOUT,
    "about": Qualifier.ABOUT,
    "将近": Qualifier.NEARLY,
    "接近": Qualifier.NEARLY,
    "近": Qualifier.NEARLY,
    "nearly": Qualifier.NEARLY,
    "almost": Qualifier.NEARLY,
    "超过": Qualifier.OVER,
    "超": Qualifier.OVER,
    "逾": Qualifier.OVER,
    "突破": Qualifier.OVER,
    "高于": Qualifier.OVER,
    "多于": Qualifier.OVER,
    "大于": Qualifier.OVER,
    "over": Qualifier.OVER,
    "more than": Qualifier.OVER,
    "exceeding": Qualifier.OVER,
    "不低于": Qualifier.AT_LEAST,
    "不少于": Qualifier.AT_LEAST,
    "不小于": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST,
    "at least": Qualifier.AT_LEAST,
    "不足": Qualifier.UNDER,
    "不到": Qualifier.UNDER,
    "低于": Qualifier.UNDER,
    "少于": Qualifier.UNDER,
    "小于": Qualifier.UNDER,
    "less than": Qualifier.UNDER,
    "不超过": Qualifier.AT_MOST,
    "不高于": Qualifier.AT_MOST,
    "不多于": Qualifier.AT_MOST,
    "不大于": Qualifier.AT_MOST,
    "至多": Qualifier.AT_MOST,
    "up to": Qualifier.AT_MOST,
}
AFTER = {
    "以上": Qualifier.AT_LEAST,
    "及以上": Qualifier.AT_LEAST,
    "以下": Qualifier.AT_MOST,
    "及以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
    "+": Qualifier.OVER,
}


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest that fits."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


BEFORE_PATTERN, AFTER_PATTERN = _any_of(BEFORE), _any_of(AFTER)


def named(before: str | None, after: str | None, more: bool) -> Qualifier:
    """What the word `before` a number or `after` it says; `more`: a 余 or + stands at the number itself."""
    if after:
        return _looked_up(AFTER, after.strip())
    if more:
        return Qualifier.OVER
    return _looked_up(BEFORE, before) if before else Qualifier.EXACT


def _looked_up(words: dict[str, Qualifier], word: str) -> Qualifier:
    return words[word if word in words else word.lower()]
