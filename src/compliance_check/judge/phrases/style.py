"""Style: paragraphs pasted twice, amounts printed unlike their neighbours, short names that nothing uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, passages, shortened
from compliance_check.model import Anchor, Disclosure, Figure

_SHORT_NAME = re.compile(r"以下(?:均|统)?简称\s*(?:为)?\s*[“「](?P<name>[^”」]{1,16})[”」]")
_BARE = re.compile(r"^\d{4,}$")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+\.\d+$")
_LONG = 40
_FIRST_LINES = 5
_SHORTEST_TITLE = 8
_LONGEST_LABEL = 20
_CONTACT = re.compile(
    r"(?:(?P<phone>电话号码|联系电话|客服电话|服务热线|投诉电话|服务电话)|电子邮箱|邮箱地址)\s*[：:]?\s*$"
)
_PHONE = re.compile(
    r"(?<![\d.,])(?:\d{3,4}[-－— ]\d{3,4}[-－— ]?\d{3,4}|1\d{10}|95\d{3,6}|[48]00\d{7}|12\d{3}|0\d{9,11}"
    r"|[（(]0\d{2,3}[）)]\s*\d{7,8})(?![\d,])"
)
_MAIL = re.compile(r"[\w.]+@[\w.]+")


def repeated_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """A paragraph of forty characters or more that stands twice, word by word."""
    found: dict[str, list[Anchor]] = defaultdict(list)
    for passage in passages(disclosure):
        key = "".join(passage.text.split())
        if len(key) >= _LONG and not passage.heading:
            found[key].append(passage.anchor())
    again = {key: anchors for key, anchors in found.items() if len(anchors) > 1}
    if again:
        first = "；".join(shortened(key) for key in list(again)[:3])
        yield Oddity(tuple(anchor for anchors in again.values() for anchor in anchors), first, str(len(again)))


def format_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """201406 万元 beside 210,183.79 万元: without thousands separators and decimals among amounts that have both."""
    by_block: dict[int, list[Figure]] = defaultdict(list)
    for figure in disclosure.figures:
        if figure.anchor.cell is None and figure.unit == "CNY":
            by_block[figure.anchor.block].append(figure)
    for figures in by_block.values():
        bare = [figure for figure in figures if _BARE.match(_digits(figure))]
        grouped = [
            figure for figure in figures if _GROUPED.match(_digits(figure)) and _unit(figure) in map(_unit, bare)
        ]
        if bare and grouped and len(bare) <= len(grouped):
            yield Oddity(
                tuple(figure.anchor for figure in (*bare, grouped[0])),
                "、".join(dict.fromkeys(figure.raw for figure in bare)),
                grouped[0].raw,
            )


def unused_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """A short name that is defined and never used."""
    texts = passages(disclosure)
    everything = "\n".join(passage.text for _, passage in disclosure.document.passages())
    for passage in texts:
        for match in _SHORT_NAME.finditer(passage.text):
            own = match["name"] in disclosure.entity_names
            if not own and everything.count(match["name"]) == 1:
                yield Oddity((passage.anchor(match.start(), match.end()),), match["name"])


def defined_twice_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """One short name for two things: the words before its definition differ."""
    found: dict[str, dict[str, Anchor]] = defaultdict(dict)
    for passage in passages(disclosure):
        for match in _SHORT_NAME.finditer(passage.text):
            before = re.sub(r"[\s（(“”「」《》]+", "", passage.text[max(0, match.start() - 12) : match.start()])[-4:]
            found[match["name"]].setdefault(before, passage.anchor(match.start(), match.end()))
    for name, meanings in found.items():
        if len(meanings) > 1:
            yield Oddity(tuple(meanings.values()), name)


def title_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """The first line of an article once more among its next lines: the title was pasted twice."""
    lines = [passage for passage in passages(disclosure) if passage.text.strip()][:_FIRST_LINES]
    if disclosure.kind != "press-article" or len(lines) < _FIRST_LINES:
        return None
    key = "".join(lines[0].text.split())
    again = [line for line in lines[1:] if "".join(line.text.split()) == key and len(key) >= _SHORTEST_TITLE]
    return [Oddity((lines[0].anchor(), again[0].anchor()), shortened(lines[0].text))] if again else []


def contact_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """A short line that promises a telephone number or an e-mail address, and none among what follows it."""
    texts = passages(disclosure)
    asked = [
        (place, match)
        for place, passage in enumerate(texts)
        if len(passage.text) <= _LONGEST_LABEL and (match := _CONTACT.search(passage.text))
    ]
    if not asked:
        return None
    everything = "\n".join(passage.text for _, passage in disclosure.document.passages())
    found = []
    for place, match in asked:
        given = _PHONE if match["phone"] else _MAIL
        if not given.search(everything) and place + 1 < len(texts):
            found.append(Oddity((texts[place].anchor(),), shortened(texts[place].text)))
    return found


def _digits(figure: Figure) -> str:
    return re.sub(r"[^\d,.]", "", figure.raw)


def _unit(figure: Figure) -> str:
    return re.sub(r"[\d,.\s]", "", figure.raw)
