"""Words around a number that contradict or repeat each other: 超 8600 余家, 累计开发共计 16 种, 次数超 5.8 万笔."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Disclosure

_NUMBER = r"\d[\d,，]*(?:\.\d+)?\s*[十百千]?\s*[万亿]{0,2}|[一二三四五六七八九十百千万两]{1,4}"
_UNIT = r"[家人名个款件笔次户项元种场辆台万亿%％倍位期篇所张]"
_CLASHES = (
    re.compile(
        rf"(?:超过|超出|逾|突破|大约|约为|约|不足|不到|将近|接近|[超近])\s*(?:{_NUMBER})\s*[余多]\s*(?:{_UNIT})"
    ),
    re.compile(
        rf"(?:超过|逾|突破|大约|约为|约|不足|不到|将近|接近|[超近])\s*(?:{_NUMBER})\s*"
        rf"(?:{_UNIT}|人次|万元|亿元|个百分点){{0,2}}\s*(?:左右|上下|以上)"
    ),
)
_DATES = re.compile(r"\s*(?:个?\s*(?:年|月|日|天|周|季度|小时|岁)|[十百千]年)")
_TWICE = re.compile(
    r"累计(?!折旧|摊销|亏损|盈余|影响|余额|[数额]|减值|计提)[^，。；、：,;:\d\n]{0,12}?(?:共计|合计|总计)\s*(?=\d)"
)
_COUNTED = re.compile(
    r"(?P<noun>人次|人数|次数|件数|笔数)(?:累计|合计|共计|总计|共|已|均|就|也)?"
    r"(?:约为|约|超过|超|近|逾|突破|达到|达|为|是|高达|多达)*\s*(?:\d[\d,，]*(?:\.\d+)?|[一二三四五六七八九十百千]+)\s*[百千]?\s*[万亿]{0,2}\s*[余多]?\s*"
    r"(?P<unit>人次|人(?![次民均员才])|次|笔|件|户|家)(?!\s*[\d数均率])"
)
_WRONG = {
    "人数": {"人次", "次", "笔", "件"},
    "人次": {"人", "笔", "件"},
    "次数": {"笔", "件", "人", "户"},
    "件数": {"人", "人次", "户"},
    "笔数": {"人", "人次", "户"},
}


def clash_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """All places at which a bound and another bound, two totals, or a noun and its counting word do not go together."""
    anchors, items = [], []
    for passage in passages(disclosure):
        for start, end in sorted({*_bounds(passage.text), *_totals(passage.text), *_counters(passage.text)}):
            anchors.append(passage.anchor(start, end))
            items.append("".join(passage.text[start:end].split()))
    if anchors:
        yield Oddity(tuple(anchors), "”“".join(dict.fromkeys(items)))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _CLASHES:
        for match in pattern.finditer(text):
            time = re.search(r"[余多]", match.group()) and _DATES.match(text, match.end() - 1)
            # 近十余个月 says "of late": no bound at all.
            if not time and not (match.group().startswith("近") and _DATES.match(text, match.end())):
                yield match.span()


def _totals(text: str) -> Iterator[tuple[int, int]]:
    for match in _TWICE.finditer(text):
        number = re.match(r"[\d,，.]+\s*[万亿]?\s*[一-鿿]?", text[match.end() :])
        yield match.start(), match.end() + (number.end() if number else 0)


def _counters(text: str) -> Iterator[tuple[int, int]]:
    for match in _COUNTED.finditer(text):
        if match["unit"] in _WRONG[match["noun"]]:
            yield match.span()
