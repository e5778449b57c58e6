"""Shares of one whole, listed: they must make 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance_check.extract.claims.passages import RATIOS, Reading, Spot, View, exact_reading, joined
from compliance_check.model import Claim

_CUE = re.compile(r"占比|比例|比重|构成|结构|分布|类别|分类|按.{1,12}(?:划分|分|看)|从.{1,16}来?看")
_PARTITION = re.compile(r"类别|分类|分布|构成|结构|按.{1,12}(?:划分|分)|从.{1,16}来?看")
_RATE = re.compile(r"(?:[^占]率|充足|满意|增长|同比|环比|收益|达成|完成|覆盖|超过|提升|下降|较上|比上|贡献|折扣|系数)")
_OPEN_ENDED = re.compile(
    r"其他|其它|其余|等(?![级额于同])|主要|前[三五十\d]|TOP|居多|集中|其中|分别占|持股", re.IGNORECASE
)
_REST = re.compile(
    r"(?:以及|和|及)?其[他它余](?:问题|原因|类|类别|渠道|险种|地区|业务|方面|各项|各类|类型|行业)?(?:合计|共)?(?:所?占|占比|为|的|比例|[:：])*(?=[\d.]|$)"
)
_OF_NAMED = re.compile(r"占[^比，。]{2,16}的(?:比例|比重)?(?:为|约|达)?$")
_STILL_OPEN = re.compile(r"等(?![级额于同])|前[三五十\d]|TOP|其中|分别占|持股", re.IGNORECASE)
_OVERLAP = re.compile(r"多选|重叠|交叉|同时(?:持有|属于|为)")
_EACH = re.compile(r"(?:各占?|均占?|分别占?)(?:约|为)?\s*$")
_JOINER = re.compile(r"[、和及与]")
_NEAR_BLOCKS = 12
_SHORT_SENTENCE = 24
_HALVES = (("男", "女"), ("线上", "线下"), ("境内", "境外"), ("国内", "国外"), ("国内", "海外"))
"""Two words that leave nothing between them: the shares of both make a whole."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A list of shares: the passage that opens it, its numbers, how often each counts, the words around it."""

    view: View
    spots: tuple[Spot, ...]
    times: tuple[int, ...]
    words: str
    labels: tuple[str, ...]


def hundred_claims(reading: Reading) -> Iterator[Claim]:
    """Lists of three or more shares of one partition."""
    known: dict[tuple[object, ...], list[Distribution]] = {}
    for found in distributions(reading):
        values = zip((spot.figure.value for spot in found.spots), found.times, strict=True)
        known.setdefault(tuple(sorted(values)), []).append(found)
    for found, *again in known.values():
        open_ended = any(_is_open(item) for item in (found, *again))
        details = {
            "times": ",".join(map(str, found.times)),
            "open_ended": "yes" if open_ended else "no",
            "partition": "yes" if _PARTITION.search(found.words) else "no",
        }
        roles = {
            "shares": [spot.id for spot in found.spots],
            "again": [spot.id for item in again for spot in item.spots],
        }
        yield reading.claim("hundred", found.spots[0].figure.anchor, roles, details)


def _is_open(found: Distribution) -> bool:
    """Whether the list leaves something out; a last item 其他 with a share of its own closes it."""
    if sum(bool(_OF_NAMED.search(label)) for label in found.labels) * 2 > len(found.labels):
        return True  # A 占资产总额的 x%, B 占资产总额的 y%: the large ones are told, and nothing says that they are all
    if not _OPEN_ENDED.search(found.words):
        return False
    return not _REST.match(found.labels[-1]) or bool(_STILL_OPEN.search(_REST.sub("", found.words)))


def distributions(reading: Reading) -> Iterator[Distribution]:
    """Runs of shares, in one passage or over neighbouring ones that hold little else."""
    taken = -1
    for view in reading.views:
        if view.number <= taken or not view.spots:
            continue
        run, words, last = _run(reading, view)
        run = _first_whole(run)
        if (
            (len(run) >= 3 or _are_halves(run))
            and _CUE.search(words)
            and _sums_like_shares(run, words)
            and not _OVERLAP.search(words)
        ):
            taken = last
            labels = tuple(_label(other, spot) for other, spot in run)
            times = tuple(_times(other, spot) for other, spot in run)
            yield Distribution(view, tuple(spot for _, spot in run), times, words, labels)


def _are_halves(run: list[tuple[View, Spot]]) -> bool:
    """男性占比 x，女性占比 y: two shares whose labels differ by such a pair of words alone."""
    if len(run) != 2:
        return False
    first, second = (_CUE.sub("", re.split(r"[，,：:]", _label(view, spot))[-1]) for view, spot in run)
    swapped = (
        left in first and first.replace(left, right) == second for pair in _HALVES for left, right in (pair, pair[::-1])
    )
    return any(swapped)


def _run(reading: Reading, view: View) -> tuple[list[tuple[View, Spot]], str, int]:
    """The shares from this passage on, the words around them, and the last passage taken."""
    run: list[tuple[View, Spot]] = []
    before = reading.views[view.number - 1] if view.number else None
    cue = before.text if before is not None and not before.spots and len(before.text) <= 24 else ""
    words, last = cue, view.number
    for other in reading.views[view.number : view.number + _NEAR_BLOCKS]:
        if other.heading and run:
            break
        own = [spot for spot in other.spots if _is_share(other, spot)]
        only = len(own) == len(other.spots) and own
        short = only and len(joined(other.text)) <= 24 * len(own)
        if other.number == view.number:
            if not own:
                break
            inside = _one_sentence(other, own)
            run += [(other, spot) for spot in inside]
            words += _around(other, inside) if inside else ""
            if not short or "。" in other.text:
                break
        elif short and not _CUE.search(other.text[:1]):
            run += [(other, spot) for spot in own]
            words += other.text
        else:
            break
        last = other.number
    return run, words, last


def _one_sentence(view: View, own: list[Spot]) -> list[Spot]:
    """The shares of the sentence that holds most of them, or of a run of short sentences with one share each."""
    sentences: dict[int, list[Spot]] = {}
    for spot in own:
        sentences.setdefault(view.sentence_start(spot.start), []).append(spot)
    runs: list[list[Spot]] = [[]]
    for start, found in sentences.items():
        alone = len(found) == 1 and len(joined(view.text[start : view.sentence_end(start)])) <= _SHORT_SENTENCE
        follows = not runs[-1] or view.sentence_end(runs[-1][-1].end) + 1 >= start
        if alone and follows:
            runs[-1] += found
        else:
            runs.append(list(found) if alone else [])
    return max([*sentences.values(), *runs], key=len)


def _around(view: View, inside: list[Spot]) -> str:
    """The sentences of the shares, with a short one without numbers before them: 保费结构如下。"""
    start = view.sentence_start(inside[0].start)
    before = view.sentence_start(max(start - 2, 0))
    announced = start - before <= _SHORT_SENTENCE and not any(before <= spot.start < start for spot in view.spots)
    return view.text[before if announced else start : view.sentence_end(inside[-1].end)]


def _is_share(view: View, spot: Spot) -> bool:
    figure = spot.figure
    if figure.unit not in RATIOS or spot.role == "change" or not exact_reading(figure):
        return False
    previous = view.spots[spot.index - 1].end if spot.index else 0
    label = view.text[max(previous, view.clause_start(spot.start)) : spot.start]
    return not _RATE.search(label) and bool(re.search(r"[\u4e00-\u9fffA-Za-z]{2}", label)) and 0 <= figure.value <= 100


def _label(view: View, spot: Spot) -> str:
    previous = view.spots[spot.index - 1].end if spot.index else 0
    return joined(view.text[max(previous, view.clause_start(spot.start)) : spot.start])


def _times(view: View, spot: Spot) -> int:
    """How many things one number is stated of: 西北和东北地区各 11.11% counts twice."""
    label = _label(view, spot)
    each = _EACH.search(label)
    return len(_JOINER.findall(label[: each.start()])) + 1 if each else 1


def _sums_like_shares(run: list[tuple[View, Spot]], words: str) -> bool:
    total = sum(spot.figure.value * _times(view, spot) for view, spot in run)
    return (70 if _PARTITION.search(words) else 80) <= total <= 130


def _first_whole(run: list[tuple[View, Spot]]) -> list[tuple[View, Spot]]:
    """The shares up to where they make 100%: what follows (男女各半，本科以上八成) divides another whole."""
    total, width = Decimal(0), Decimal(0)
    for place, (view, spot) in enumerate(run):
        times = _times(view, spot)
        total += spot.figure.value * times
        width += spot.figure.half_width * times
        if place and abs(total - 100) <= width:
            return run[: place + 1]
    return run
