"""Counts against lists: 八大议题为：A、B、…; “甲”、“乙”和“丙”三大战略; 一是…二是… against the number announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance_check.extract import numerals
from compliance_check.extract.claims.passages import Reading, View, joined
from compliance_check.model import Anchor, Claim, Section

_N = r"(?P<n>\d{1,2}|[二两三四五六七八九十]{1,3})"
_NOUN = r"(?:大类|大|项|个|类|款|种|家|名|条|点|方面|位|层)?[\u4e00-\u9fffA-Za-z（）()]{0,14}?"
_OPENING = re.compile(
    rf"(?<![\d第.前近超约余占共之一]){_N}\s*(?P<unit>大类|大|项|个|类|款|种|家|名|条|位){_NOUN}"
    r"(?P<link>(?:分别)?(?:为|是|即|包括|包含|有|如下|涵盖)?\s*[:：]|——|分别[为是])\s*(?P<list>[^。；;：:\n]{4,400})(?=[。；;\n]|$)"
)
_QUOTED = re.compile(
    r"(?P<list>[“「《][^”」》，。；]{1,24}[”」》](?:\s*[、和及与]?\s*[“「《][^”」》，。；]{1,24}[”」》])+)\s*(?:这|等)?\s*"
    rf"{_N}\s*(?P<unit>大类|大|项|个|类|款|种|家|部|份)"
)
_ANNOUNCED = re.compile(
    r"(?:以下|如下|下列|从)\s*(?P<n>\d{1,2}|[二两三四五六七八九十]{1,3})\s*(?:个方面|方面|点|项|条|类|大)[^。；]{0,12}[:：，,]"
)
_ORDINAL = re.compile(r"(?<![^，,。；：:、\s])(?P<n>[一二三四五六七八九十]{1,3})是")
_OPEN_ENDED = re.compile(r"等(?![级额于同])|以及其他|及其他|……|\.\.\.")
_ITEM = re.compile(r"\s*(?:、|，|,|；|以及|和(?=[“「《])|及(?=[“「《]))\s*")
_QUOTED_ITEM = re.compile(r"[“「《][^”」》]+[”」》]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of things announced and the number listed."""

    stated: int
    listed: tuple[str, ...]
    start: int
    end: int
    complete: bool


def count_claims(reading: Reading) -> Iterator[Claim]:
    """Announced numbers of things whose list stands beside them."""
    for view in reading.views:
        found = [*_lists_after(view), *_lists_before(view), *_ordinals(view)]
        for counted in found:
            anchor = Anchor(block=view.block, start=counted.start, end=counted.end)
            details = {
                "stated": str(counted.stated),
                "listed": str(len(counted.listed)),
                "items": "、".join(counted.listed)[:200],
                "complete": "yes" if counted.complete else "no",
            }
            yield reading.claim("count", anchor, {}, details)


def _lists_after(view: View) -> Iterator[Counted]:
    for match in _OPENING.finditer(view.text):
        stated = _number(match["n"])
        body = match["list"]
        if stated is None or stated < 2 or "、" not in body or _OPEN_ENDED.search(body):
            continue
        body = re.split(r"[，,]", body)[0] if "、" in re.split(r"[，,]", body)[0] else body
        items = _items(body)
        # Names joined by 和 or 及 may be one item or two: only an unambiguous list can contradict.
        if any(re.search(r"[和及与]", item) for item in items[-1:]) and len(items) == stated - 1:
            continue
        if len(items) >= 2 and all(len(item) <= 24 for item in items):
            yield Counted(stated, items, match.start(), match.end(), False)


def _lists_before(view: View) -> Iterator[Counted]:
    for match in _QUOTED.finditer(view.text):
        stated = _number(match["n"])
        items = tuple(_QUOTED_ITEM.findall(match["list"]))
        inner = tuple(part for item in items for part in re.split(r"[、]", item.strip("“”「」《》")))
        if stated is not None and stated >= 2 and len(inner) != stated:
            yield Counted(stated, items, match.start(), match.end(), len(items) == len(inner))
        elif stated is not None and stated >= 2:
            yield Counted(stated, inner, match.start(), match.end(), True)


def _ordinals(view: View) -> Iterator[Counted]:
    """以下四个方面：一是…二是…三是…四是… in one passage."""
    announced = _ANNOUNCED.search(view.text)
    if announced is None:
        return
    stated = _number(announced["n"])
    marks = [_number(match["n"]) for match in _ORDINAL.finditer(view.text, announced.end())]
    if stated is not None and len(marks) >= 2 and marks == list(range(1, len(marks) + 1)):
        items = tuple(f"{number}" for number in marks)
        yield Counted(stated, items, announced.start(), announced.end(), True)


_WON = re.compile(
    r"(?:荣获|获得|获评|斩获|荣膺|收获)(?:了)?\s*(?P<n>\d{1,2}|[二两三四五六七八九十]{1,3})\s*[项个](?P<noun>[\u4e00-\u9fff]{0,8}?(?:荣誉|奖项|称号|大奖))"
)
_DATED = re.compile(r"^\W*(?:(?:19|20)\d{2}\s*年\s*)?\d{1,2}\s*月")


def section_count_claims(reading: Reading) -> Iterator[Claim]:
    """先后荣获 7 项荣誉 against the dated entries of the section that bears the noun in its title (社会荣誉)."""
    for view in reading.views:
        for match in _WON.finditer(view.text):
            stated, noun = _number(match["n"]), match["noun"][-2:]
            for section in reading.sections:
                entries = _entries(reading, section) if noun in section.title else []
                if stated is not None and len(entries) >= 3:
                    anchor = Anchor(block=view.block, start=match.start(), end=match.end())
                    details = {"stated": str(stated), "listed": str(len(entries)), "complete": "section"}
                    places = {"items": section.title, "block": str(section.block)}
                    yield reading.claim("count", anchor, {}, {**details, **places})


def _entries(reading: Reading, section: Section) -> list[View]:
    """The dated entries of a section; none where something else stands among them."""
    own = [view for view in reading.views if section.block < view.block < section.end_block]
    dated = [view for view in own if _DATED.match(view.text)]
    return dated if len(dated) * 10 >= len(own) * 9 else []


def _items(text: str) -> tuple[str, ...]:
    return tuple(joined(item) for item in _ITEM.split(text) if joined(item))


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    value = numerals.chinese(text)
    return int(value) if value is not None else None
