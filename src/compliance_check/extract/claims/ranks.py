"""The first of a list: 其中 A 占比最高, 占比最高的为 A, A 增速最快; against the numbers that it is compared with.

Two kinds of lists: the like numbers of one sentence, each with its label, and the rows of one table of the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance_check.extract.claims.from_to import FALL
from compliance_check.extract.claims.passages import AMOUNTS, RATIOS, Reading, Spot, View, exact_reading, joined
from compliance_check.model import Anchor, Claim

_BEST = re.compile(
    r"(?<![“‘《、之])最(?:高|大|多|快|(?P<low>低|小|少|慢))(?=(?:的)?(?:是|为|[，。；,;：:、）)]|依次|其次|$))"
    r"|(?:位[居列]|排名|排在|居)(?:第一位?|首位|榜首|各\w{1,4}之首)(?=[，。；,;]|$)"
)
_OTHER_FIELD = re.compile(
    r"行业|市场|全国|全省|全市|全球|同业|历史|单笔|单日|单月|同类|国内|监管|限额|可达|不超过|保额|保障"
)
_TOTAL = re.compile(r"合计|总计|共计|累计|总(?:额|量|数|计|保费|资产|收入)|全部|整体|平均")
_FALLS = re.compile(FALL)
_FEWEST = 2
_LONGEST_NAME = 20
_MEASURE = r"(?:占比|金额|数量|件数|规模|贡献|增速|增幅)"
_LABEL = re.compile(
    r"[^\u4e00-\u9fffA-Za-z]+|占比|占总[^，。]{0,8}|比例|金额|数量|件数|同比|环比|增长|增速|增幅|分别|为|达|是|的|约|其中|其次|其余|以及|和|及"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A number of a list and the words that name it."""

    spot: Spot
    label: str


def rank_claims(reading: Reading) -> Iterator[Claim]:
    """The number called the highest or lowest of a sentence's list, against the others of the list."""
    for view in reading.views:
        for match in _BEST.finditer(view.text):
            start, end = view.sentence_start(match.start()), view.sentence_end(match.end())
            if _OTHER_FIELD.search(view.text[start:end]):
                continue
            if _FALLS.search(view.text[start:end]) and any(s.role == "change" for s in view.spots):
                continue
            best = _named(view, match, start, end)
            others = _peers(view, best, start, end) if best else []
            if best is not None and len(others) >= _FEWEST:
                anchor = Anchor(block=view.block, start=match.start(), end=match.end())
                roles = {"value": [best.id], "peers": [spot.id for spot in others]}
                details = {"case": "lowest" if match["low"] else "highest", "words": match.group()}
                yield reading.claim("rank", anchor, roles, details)


def _named(view: View, match: re.Match[str], start: int, end: int) -> Spot | None:
    """The number that the words are said of: the one right after 最高的为 A，, or that of the label before them."""
    items = _items(view, start, end)
    following = [item for item in items if item.spot.start >= match.end()]
    if re.match(r"(?:的)?(?:是|为)", view.text[match.end() :]) and following:
        between = joined(view.text[match.end() : following[0].spot.start])
        return following[0].spot if len(between) <= _LONGEST_NAME and "其次" not in between else None
    clause = view.clause_start(match.start())
    inside = [item.spot for item in items if clause <= item.spot.start < match.start()]
    if inside:
        return inside[-1] if joined(view.text[inside[-1].end : match.start()]) in ("", "为", "占比") else None
    subject = _LABEL.sub("", re.sub(_MEASURE + "$", "", joined(view.text[clause : match.start()])))
    named = [item.spot for item in items if len(subject) >= 2 and item.label.startswith(subject)]
    if len(named) == 1:
        return named[0]
    return None if subject else _right_before(view, items, clause, match.start())


def _right_before(view: View, items: list[Item], clause: int, position: int) -> Spot | None:
    """A 48 件，占比最高: the words have no subject of their own."""
    before = [item.spot for item in items if item.spot.end <= clause]
    bare = before and re.fullmatch(rf"[，,]?{_MEASURE}?", joined(view.text[before[-1].end : position]))
    return before[-1] if bare else None


def _items(view: View, start: int, end: int) -> list[Item]:
    found = []
    for spot in view.spots:
        if start <= spot.start < end and spot.figure.unit in AMOUNTS | RATIOS:
            previous = view.spots[spot.index - 1].end if spot.index else start
            words = view.text[max(previous, start) : spot.start]
            found.append(Item(spot, _LABEL.sub("", joined(re.split(r"[，,；;、：:]", words.rstrip("，,、 "))[-1]))))
    return found


def _peers(view: View, best: Spot, start: int, end: int) -> list[Spot]:
    """The numbers like the best one in unit and kind that the same sentence lists, none of them a total."""
    own = [spot for spot in view.spots if start <= spot.start < end and spot.index != best.index]
    return [
        spot for spot in own if _alike(spot, best) and not _is_total(view, spot, start) and exact_reading(spot.figure)
    ]


def _alike(spot: Spot, best: Spot) -> bool:
    one, other = spot.figure, best.figure
    kinds = (spot.role == "change") == (best.role == "change")
    same = one.unit == other.unit and one.counter == other.counter and kinds
    return same and (one.period is None or other.period is None or one.period == other.period)


def _is_total(view: View, spot: Spot, start: int) -> bool:
    clause = view.text[max(view.clause_start(spot.start), start) : spot.start]
    after = view.spots[spot.index + 1] if spot.index + 1 < len(view.spots) else None
    opens = after is not None and re.match(r"[，,：:（(]?\s*其中", view.text[spot.end : after.start])
    return bool(_TOTAL.search(clause)) or bool(opens)
