"""The frame `events`: what happened to a company once, as several documents tell it: founded when, approved by whom."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import Interval, exact
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand
from compliance_check.judge.past import Past
from compliance_check.model import Anchor, Bilingual, Disclosure, Furniture, Location, Table

REGULATORS = (
    (re.compile(r"国家金融监督管理总局|金融监管总局"), "国家金融监督管理总局"),
    (re.compile(r"(?:中国)?(?:银保监会|银行保险监督管理委员会)"), "中国银保监会"),
    (re.compile(r"(?:中国)?(?:保监会|保险监督管理委员会)"), "中国保监会"),
)
"""The insurance regulator under its three names, the latest first."""

_DATE = r"(?P<year>(?:19|20)\d{2})\s*年(?:\s*(?P<month>\d{1,2})\s*月)?(?:\s*(?P<day>\d{1,2})\s*日)?"
_FOUNDED = (
    re.compile(rf"(?:成立|开业|创立)(?:时间|日期)?(?:于|[:：])\s*{_DATE}"),
    re.compile(rf"(?:于|自)\s*{_DATE}\s*(?:正式)?(?:成立|开业|创立|挂牌开业)"),
)
_APPROVED = re.compile(
    r"(?P<who>国家金融监督管理总局|金融监管总局|(?:中国)?银保监会|(?:中国)?保监会|中国(?:银行)?保险监督管理委员会)"
    r"(?:正式)?(?:批准|批复|核准)(?:同意)?(?P<what>设立|筹建|成立|开业)"
)
_SENTENCE = re.compile(r"[^。；！？\n]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Event:
    """One telling: of what kind, the printed words, the interval they allow (days, or the regulator's number)."""

    disclosure: Disclosure
    kind: str
    printed: str
    interval: Interval
    location: Location

    @property
    def operand(self) -> Operand:
        """The telling as an operand."""
        middle = self.interval.middle() or Fraction(0)
        return Operand(
            interval=self.interval,
            cut=self.interval,
            value=middle,
            unit="none",
            scale=Fraction(1),
            decimals=0,
            printed=self.printed,
            label=self.kind,
            location=self.location,
        )


def events(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """Pairs of tellings of one event: this document's, and each other document's that may differ."""
    rows: list[Row] = []
    for past in behind:
        others = [facts.disclosure for facts in (*past.beside, *past.earlier)]
        told = [event for other in others for event in events_of(other)]
        for event in events_of(past.now.disclosure):
            same = [other for other in told if other.kind == event.kind]
            apart = [other for other in same if not other.interval.meets(event.interval)]
            rows += [_row(past, event, other, same) for other in (apart or same)[:1]]
    return Frame("events", tuple(rows))


def events_of(disclosure: Disclosure) -> list[Event]:
    """The first telling of each event of the company's own in a document; different ones of one kind are all given."""
    found: dict[tuple[str, Interval], Event] = {}
    names = {name for name in (disclosure.entity, *disclosure.entity_names) if name}
    for index, block in enumerate(disclosure.document.blocks):
        if isinstance(block, Furniture | Table):
            continue
        text = block.passage.text
        for sentence in _SENTENCE.finditer(text):
            if any(name in _SPACE.sub("", sentence.group()) for name in names):
                for event in _in_sentence(disclosure, index, sentence.start(), sentence.group()):
                    found.setdefault((event.kind, event.interval), event)
    return list(found.values())


def _in_sentence(disclosure: Disclosure, block: int, offset: int, text: str) -> Iterator[Event]:
    for pattern in _FOUNDED:
        for match in pattern.finditer(text):
            interval = _days(match)
            if interval is not None:
                yield _event(disclosure, "founded", match["year"] + _rest(match), interval, block, offset, match)
    for match in _APPROVED.finditer(text):
        number = next(i for i, (pattern, _) in enumerate(REGULATORS) if pattern.search(match["who"]))
        kind = "approved"
        yield _event(disclosure, kind, match["who"], exact(number), block, offset, match)


def _event(
    disclosure: Disclosure,
    kind: str,
    printed: str,
    interval: Interval,
    block: int,
    offset: int,
    match: re.Match[str],
) -> Event:
    anchor = Anchor(block=block, start=offset + match.start(), end=offset + match.end())
    return Event(disclosure, kind, printed, interval, disclosure.document.locate(anchor))


def _days(match: re.Match[str]) -> Interval | None:
    """The days that a date means: all of a year or month where it names no day; None for no date of the calendar."""
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    try:
        if month is None:
            first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        elif match["day"]:
            first = last = dt.date(year, month, int(match["day"]))
        else:
            first, last = dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return Interval(Fraction(first.toordinal()), Fraction(last.toordinal()))


def _rest(match: re.Match[str]) -> str:
    month = f"年{match['month']}月" if match["month"] else "年"
    return month + (f"{match['day']}日" if match["month"] and match["day"] else "")


def _row(past: Past, event: Event, other: Event, same: Sequence[Event]) -> Row:
    label = {
        "founded": Bilingual(zh="成立（开业）日期", en="the date of foundation"),
        "approved": Bilingual(zh="批准设立的机关", en="the authority that approved the foundation"),
    }[event.kind]
    listed = [event, *same]
    return Row(
        document=past.now.disclosure.document.id,
        entity=past.now.disclosure.entity,
        period=None,
        operands={"first": event.operand, "second": other.operand},
        reporting=False,
        words={
            "kind": Bilingual(zh=event.kind, en=event.kind),
            "label": label,
            "here": _told(event),
            "there": _told(other),
            "statements": Bilingual(
                zh="；".join(f"{item.printed}（{item.disclosure.document.path}）" for item in listed),
                en="; ".join(f"{item.printed} ({item.disclosure.document.path})" for item in listed),
            ),
        },
        places=tuple(item.location for item in listed),
    )


def _told(event: Event) -> Bilingual:
    quote = _SPACE.sub("", event.location.quote)
    short = quote if len(quote) <= 60 else quote[:60] + "…"
    text = f"{event.disclosure.document.path}：“{short}”"
    return Bilingual(zh=text, en=text)
