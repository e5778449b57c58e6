"""The frame `names`: the regulator's names by date, and dates that do not go with the reporting period.

Rows by their word `kind`: "outdated" (a former name used of the present), "undated" (the same in a text without a
reporting period, held against the latest year it reports on), "anachronism" (a name in a sentence about an
act before the body bore it), "later" and "far" (an as-of date after the reporting period, within a year and beyond),
"period" (a running header or a title of the document itself for another period). Each check that was made and found
nothing has a row that says so.

Not outdated: what stands in 《》 or in a document's number, 原 or 前 before the name, what is dated before the change,
words about founding and approval, and cells of tables, whose labels are fixed forms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.wanted import Text, folded, row, texts_of, title_place
from compliance_check.model import Anchor, Body, Disclosure, DocumentKind, Furniture

_NUMBERED = re.compile(
    r"^\s*(?:令|发|规|办|函|公告|人身险部|财会|消保)|^[^。；，,]{0,14}(?:〔|\[|［|第\s*\d+\s*号|令)|^规定的"
    r"|^[^。；，,]{0,12}《|^\s*关于"
)
"""After a name: a document's number or title (银保监会关于……的通知), or a fixed label (银保监会规定的其他调整项目)."""

_FORMER = re.compile(r"(?:原|前|时任|旧称|曾用名)\s*[“\"（(]?\s*(?:中国)?$")
_RENAMED = re.compile(r"^\s*[”\"）)]?\s*[（(，,]?\s*(?:现(?:为|更名|已|名)?|后(?:更名|改)|以下)")
_HISTORY = re.compile(
    r"批准|批复|核准|同意|许可|设立|成立|筹建|开业|曾|当时|此前|历史|改革|组建|更名|合并|挂牌|颁发|核发|印发|发布|颁布|许可证"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|[./-]\d)")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年\s*(?:(\d{1,2})\s*月)?\s*(?:(\d{1,2})\s*日)?")
_ACT = re.compile(r"^\s*[”\"]?\s*(?:的)?\s*(?:正式)?(?:批准|批复|核准|同意|许可|颁发|发布|印发|下发|出台)")
_AS_OF = re.compile(r"截[至止]\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日|末|底)")
_NOT_REPORTED = re.compile(
    r"预计|预测|计划|目标|力争|有效|任期|期限|届满|到期|合同|协议|保单|授权|披露日|报告日|签署日|出具日|申请|前完成"
)
_TITLE_PERIOD = re.compile(r"((?:19|20)\d{2})\s*年\s*(?:度)?\s*第?\s*([一二三四1-4])\s*季度")
_TOLD = re.compile(r"(?<![\d.])((?:19|20)\d{2})\s*年(?!代)")
_PLANNED = re.compile(r"将|到\s*20|至\s*20|预计|预测|规划|目标|计划|力争|展望|未来|届时|议程|以前|之前|有望|纲要|拟")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_BEFORE = 60
"""An act is dated by what stands at most this many characters before the name, in the same sentence."""


def names(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each Chinese disclosure; one without a reporting period is as late as the last year it reports on."""
    found: list[Row] = []
    for disclosure in disclosures:
        if disclosure.language != "zh":
            continue
        texts = texts_of(disclosure)
        if disclosure.period is None:
            found += _undated(disclosure, vocabulary.bodies, texts)
        else:
            found += _outdated(disclosure, vocabulary.bodies, texts, disclosure.period.end)
            found += _anachronisms(disclosure, vocabulary.bodies, texts)
            found += _later(disclosure, disclosure.period.end, texts)
            found += _other_periods(disclosure, disclosure.period.end, vocabulary.kind(disclosure.kind))
    return Frame("names", tuple(found))


def _outdated(
    disclosure: Disclosure, bodies: Sequence[Body], texts: Sequence[Text], day: dt.date, kind: str = "outdated"
) -> Iterator[Row]:
    """One row per former name that the text still uses of the present, with all its places."""
    places: dict[str, list[Anchor]] = defaultdict(list)
    former: dict[str, Body] = {}
    for text in texts:
        for body, start, end in _mentions(text.text, bodies):
            if body.until is not None and day > body.until and _present_use(text, start, end, body):
                name = text.text[start:end]
                places[name].append(text.part(start, end))
                former[name] = body
    for name, anchors in places.items():
        body = former[name]
        told = str(body.until) if kind == "outdated" else str(day.year)
        yield _odd(disclosure, kind, anchors, name, body.follows or "", told)
    if not places:
        yield _none(disclosure, kind)


def _undated(disclosure: Disclosure, bodies: Sequence[Body], texts: Sequence[Text]) -> Iterator[Row]:
    """The former names in a text without a reporting period: it was written no earlier than the first day of the last
    year of which it tells what happened."""
    years = [
        int(match[1])
        for text in texts
        for match in _TOLD.finditer(text.text)
        if not _PLANNED.search(text.sentence(match.start(), match.end()))
        and text.text.rfind("《", 0, match.start()) <= text.text.rfind("》", 0, match.start())
    ]
    if years:
        yield from _outdated(disclosure, bodies, texts, dt.date(max(years), 1, 1), "undated")


def _present_use(text: Text, start: int, end: int, body: Body) -> bool:
    """Whether a former name is meant of the present: nothing around it makes it history, a title or a fixed form."""
    before, after = text.text[:start], text.text[end:]
    if text.anchor.cell is not None or before.rfind("《") > before.rfind("》"):
        return False
    if _NUMBERED.search(after[:20]) or _FORMER.search(before) or _RENAMED.search(after):
        return False
    sentence = text.sentence(start, end)
    assert body.until is not None
    dated = any(int(year) <= body.until.year for year in _YEAR.findall(sentence))
    return not dated and not _HISTORY.search(sentence)


def _anachronisms(disclosure: Disclosure, bodies: Sequence[Body], texts: Sequence[Text]) -> Iterator[Row]:
    found = False
    for text in texts:
        for body, start, end in _mentions(text.text, bodies):
            day = _dated_before(text, start) if body.since and _ACT.search(text.text[end:]) else None
            if day is not None and body.since is not None and day < body.since:
                found = True
                then = next((b.names[1] for b in bodies if b.until and day <= b.until), "")
                anchor = text.part(start, end)
                yield _odd(disclosure, "anachronism", [anchor], text.text[start:end], then, str(day))
    if not found:
        yield _none(disclosure, "anachronism")


def _dated_before(text: Text, start: int) -> dt.date | None:
    """The last day that the sentence names before the name of the body; of a year or month alone its last day."""
    low = max(text.text.rfind(mark, 0, start) for mark in "。；！？\n") + 1
    matches = list(_DAY.finditer(text.text[max(low, start - _BEFORE) : start]))
    if not matches:
        return None
    year, month, day = matches[-1].groups()
    try:
        if day:
            return dt.date(int(year), int(month), int(day))
        following = dt.date(int(year) + (int(month or 12) == 12), int(month or 12) % 12 + 1, 1)
        return following - dt.timedelta(days=1)
    except ValueError:
        return None


def _mentions(text: str, bodies: Sequence[Body]) -> Iterator[tuple[Body, int, int]]:
    """The names of bodies in a text, the longest at each place."""
    known = sorted(((name, body) for body in bodies for name in body.names), key=lambda pair: -len(pair[0]))
    taken: list[tuple[int, int]] = []
    for name, body in known:
        for match in re.finditer(re.escape(name), text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield body, *match.span()


def _later(disclosure: Disclosure, own: dt.date, texts: Sequence[Text]) -> Iterator[Row]:
    """截至 a month's end after the reporting period, in a sentence that neither plans nor speaks of a term.

    Within a year it can be what happened since, and no more than a question; a year on, a report is long out.
    """
    found: set[str] = set()
    for text in texts:
        for match in _AS_OF.finditer(text.text):
            year, month, day = match.groups()
            last = day is None or int(day) >= 28
            months = (int(year) - own.year) * 12 + int(month) - own.month
            if months > 0 and last and not _NOT_REPORTED.search(text.sentence(match.start(), match.end())):
                kind = "far" if months >= 12 else "later"
                found.add(kind)
                yield _odd(disclosure, kind, [text.part(match.start(), match.end())], match.group(), str(own))
    yield from (_none(disclosure, kind) for kind in ("later", "far") if kind not in found)


def _other_periods(disclosure: Disclosure, own: dt.date, kind: DocumentKind | None) -> Iterator[Row]:
    """Running headers and headings that bear the document's own title with another quarter."""
    titles = [folded(title) for title in kind.titles] if kind else []
    found = False
    for index, block in enumerate(disclosure.document.blocks):
        if not (block.kind == "heading" or (isinstance(block, Furniture) and block.role in ("header", "footer"))):
            continue
        text = block.passage.text
        match = _TITLE_PERIOD.search(text)
        if match is None or "《" in text or not any(title in folded(text) for title in titles):
            continue
        quarter = _QUARTERS.get(match[2]) or int(match[2])
        if (int(match[1]), quarter * 3) != (own.year, own.month):
            found = True
            anchor = Anchor(block=index, start=match.start(), end=match.end())
            yield _odd(disclosure, "period", [anchor], match.group(), str(own))
    if not found and titles:
        yield _none(disclosure, "period")


def _odd(disclosure: Disclosure, kind: str, anchors: Sequence[Anchor], items: str, *others: str) -> Row:
    """others: what it should be, or the day it is held against; then the day of the act, or the name's last day."""
    words = {"kind": kind, "items": items, "label": items}
    words["other"] = others[0] if others else ""
    words["day"] = others[1] if len(others) > 1 else ""
    places = [disclosure.document.locate(anchor) for anchor in anchors]
    return row(disclosure, dict(words), {"found": len(anchors)}, places)


def _none(disclosure: Disclosure, kind: str) -> Row:
    words = {"kind": kind, "items": "", "label": "", "other": "", "day": ""}
    return row(disclosure, dict(words), {"found": 0}, title_place(disclosure))
