"""Growth: 同比/环比/较上年末 增长、下降 x%, 增加 x 个百分点, against the earlier figure where the document has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance_check.extract.claims import growth_english
from compliance_check.extract.claims.compared import COMPARED, earlier_figures
from compliance_check.extract.claims.from_to import span_of
from compliance_check.extract.claims.passages import LEVELS, Reading, Spot, View, joined, spots
from compliance_check.model import Claim, Figure

_UP = "增长|上升|提升|提高|增加|上涨|扩大|增幅|增速|增长率|升高|increase|rise|rose|grew|growth|increased|up"
_DOWN = "下降|减少|降低|下滑|缩减|回落|降幅|减幅|下跌|降|decrease|fell|decline|declined|decreased|down"
_MOVE = re.compile(
    rf"(?P<word>{_UP}|{_DOWN})(?:了|约|近|超过|超|逾|高达|达到|达|幅度?|率|为|by|of|:|：|\s)*\s*$", re.IGNORECASE
)
_GENERIC = re.compile(
    r"(?:规模|金额|数量|总量|总额|总体|整体|累计|合计|业务规模|其|实现|相比|对比|分别|且|并|均|、|，|,|\s)*$"
)
_AFTER = re.compile(r"\s*(?:，|,)?\s*(?:至|到|达到|达|增至|升至|降至|to)\s*$", re.IGNORECASE)
RATES = frozenset({"percent", "permille", "percentage_point", "basis_point", "times"})


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth as stated: the number, its direction (1 or -1), what it is compared with, the later figure if known."""

    view: View
    spot: Spot
    sign: int
    comparison: str
    subject: str
    later: Figure | None
    told: Figure | None

    @property
    def points(self) -> bool:
        """Whether it is a difference of two ratios and not a rate."""
        return self.spot.figure.unit in ("percentage_point", "basis_point")


def growths(reading: Reading) -> Iterator[Growth]:
    """Every stated growth, whether or not the document holds what it can be checked against."""
    for view, spot in spots(reading):
        if spot.figure.unit not in RATES:
            continue
        sign = growth_english.moved(view, spot)
        if sign is not None:
            yield from _english(view, spot, sign)
            continue
        dealt = _dealt(view, spot)
        if dealt is not None:
            yield from dealt
            continue
        clause = view.clause_before(spot)
        move = _MOVE.search(clause)
        if move is None:
            continue
        if span := span_of(view, spot):
            yield Growth(view, spot, _sign(move["word"]), "span", "", span.later.figure, span.earlier.figure)
            continue
        told = _told(view, spot)
        head = clause[: move.start()]
        compared = _comparison(view, spot, head, told)
        if compared is not None:
            comparison, subject = compared
            later = _later(view, spot, subject, told)
            yield Growth(view, spot, _sign(move["word"]), comparison, subject, later, told)


def _english(view: View, spot: Spot, sign: int) -> Iterator[Growth]:
    told = growth_english.earlier(view, spot)
    comparison = growth_english.comparison(view, spot, told)
    if comparison is not None:
        later = growth_english.later(view, spot)
        told = None if told is later else told
        yield Growth(view, spot, sign, comparison, "", later, told)


def _dealt(view: View, spot: Spot) -> list[Growth] | None:
    """A、B 分别为 x、y，分别上升 a、b: growths are dealt out in order, or not at all; None without 分别."""
    start = view.sentence_start(spot.start)
    text = view.text[start : spot.start]
    if "分别" not in text:
        return None
    own = [other for other in view.spots if start <= other.start < view.sentence_end(spot.start)]
    levels = [
        other for other in own if other.start < spot.start and other.figure.unit in LEVELS and _is_level(view, other)
    ]
    changes = [
        other for other in own if other.figure.unit in RATES and other not in levels and other.start >= spot.start
    ]
    earlier = [other for other in own if other not in levels and other.start < spot.start]
    if len(levels) < 2 or not levels[-1].start < spot.start:
        return None
    group = [*(other for other in earlier if other.start > levels[-1].start), *changes]
    compared = list(COMPARED.finditer(view.text, levels[-1].end, group[0].start))
    move = _MOVE.search(view.text[view.clause_start(spot.start) : spot.start]) or _MOVE.search(
        view.text[view.clause_start(group[0].start) : group[0].start]
    )
    if len(group) != len(levels) or not compared or move is None:
        return []
    later = levels[group.index(spot)].figure
    return [Growth(view, spot, _sign(move["word"]), str(compared[-1].lastgroup), "", later, None)]


def _is_level(view: View, spot: Spot) -> bool:
    return spot.role == "level" and not _MOVE.search(view.clause_before(spot))


def _sign(word: str) -> int:
    return 1 if re.fullmatch(_UP, word, re.IGNORECASE) else -1


def growth_claims(reading: Reading) -> Iterator[Claim]:
    """Growths with both figures, and pairs of statements of one growth."""
    found = list(growths(reading))
    for growth in found:
        if growth.later is None:
            continue
        earlier = [growth.told] if growth.told else earlier_figures(reading, growth.later, growth.comparison)
        if earlier:
            roles = {"later": [growth.later.id], "stated": [growth.spot.id], "earlier": [f.id for f in earlier]}
            kind = "growth_points" if growth.points else "growth"
            yield reading.claim(kind, growth.spot.figure.anchor, roles, _details(growth))
    yield from _agreements(reading, found)


def _details(growth: Growth) -> dict[str, str]:
    direction = "rise" if growth.sign > 0 else "fall"
    return {"comparison": growth.comparison, "direction": direction, "base": "told" if growth.told else "found"}


def _told(view: View, spot: Spot) -> Figure | None:
    """The earlier figure that the clause itself names: 较上年同期的 5.47 亿元增长 48.8%."""
    if not spot.index:
        return None
    before = view.spots[spot.index - 1]
    lead = view.text[view.clause_start(before.start) : before.start]
    between = view.text[before.end : spot.start]
    if before.figure.unit in LEVELS and COMPARED.search(lead) and _MOVE.fullmatch(joined(between)):
        return before.figure
    return None


def _comparison(view: View, spot: Spot, head: str, told: Figure | None) -> tuple[str, str] | None:
    """(year, quarter or opening; the words that stand before it) of a clause that compares; None for another."""
    text = view.text[view.clause_start(spot.start) : spot.start] if told else head
    found = list(COMPARED.finditer(text))
    if not found:
        return None
    last = found[-1]
    kind = str(last.lastgroup)
    if not told and joined(
        re.sub(r"(?:相比|有所|大幅|显著|明显|小幅|略有|实现|规模|累计|进一步|分别)", "", text[last.end() :])
    ):
        return None
    return kind, text[: last.start()]


def _later(view: View, spot: Spot, subject: str, told: Figure | None) -> Figure | None:
    """The figure that grew: the nearest level before, where the clause names no other subject, or the one after."""
    after = view.spots[spot.index + 1] if spot.index + 1 < len(view.spots) else None
    if after is not None and after.figure.unit in LEVELS and _AFTER.fullmatch(view.text[spot.end : after.start]):
        return after.figure
    for other in view.in_sentence_before(spot):
        if told is not None and other.id == told.id:
            continue
        if other.figure.unit not in LEVELS or other.role != "level":
            continue
        clause = view.clause_start(spot.start)
        if other.start < clause and not _GENERIC.fullmatch(subject):
            return None
        return other.figure if len(view.text[other.end : spot.start]) <= 50 else None
    return None


def _agreements(reading: Reading, found: list[Growth]) -> Iterator[Claim]:
    """Two statements of the growth of one amount, printed alike both times."""
    first: dict[tuple[object, ...], Growth] = {}
    for growth in found:
        later = growth.later
        if later is None or len(str(later.value).strip("0").replace(".", "")) < 3:
            continue
        key = (later.value, later.unit, growth.comparison, growth.points, later.period and later.period.end)
        known = first.setdefault(key, growth)
        if known is not growth and known.spot.id != growth.spot.id:
            roles = {"first": [known.spot.id], "second": [growth.spot.id], "of": [later.id]}
            signs = {"same": "yes" if known.sign == growth.sign else "no"}
            yield reading.claim("growth_again", growth.spot.figure.anchor, roles, signs)
