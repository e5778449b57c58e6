"""Plan wording that was left over: a future tense about the reporting year, a report on work where a plan follows."""

from __future__ import annotations

import re

from compliance_check.judge.structure.observations import Oddity, Passage, passages
from compliance_check.model import Disclosure

_WILL = r"将(?:会|更加|继续|进一步|持续|努力|力争|坚持|积极|不断|深入|着力|一如既往|全力|加快|始终)"
_OBJECT = re.compile(r"^[^。；，]{0,40}?(?:作为|纳入|列为|视为|融入|升级为|落实到|贯穿|置于|放在|转化为|应用于|引入)")
"""After 将: 将持续…作为 puts an object before its verb, and is no future tense."""

_PLANNED = re.compile(r"展望|计划|目标|预计|年初|提出|指出|强调|要求|表示|曾|承诺|规划|部署|预算|去年|上年")
_AHEAD = re.compile(r"展望|计划|规划|部署|未来|下一步|下一年|明年|来年|目标|前景|思路|打算|安排|预算|预测")
_REPORTED = re.compile(
    r"具体(?:工作|开展|完成|落实)?(?:情况)?(?:汇报|报告|总结)如下|(?:工作|完成|开展)情况(?:汇报|总结)如下"
)
_NEXT = re.compile(r"部署|计划|安排|规划|思路|打算|展望")
_OWN = ("本社", "本公司", "公司", "我们", "本行", "本集团", "集团", "我司", "我社")


def future_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """2025年，本社将更加重视… in the report on 2025; None for a report on less than a whole year."""
    own = disclosure.period
    if own is None or own.start is None or (own.end.month, own.start.month) != (12, 1):
        return None
    names = "|".join(map(re.escape, sorted({*_OWN, *disclosure.entity_names}, key=len, reverse=True)))
    pattern = re.compile(rf"{own.end.year}\s*年(?:度|全年)?\s*[，,]?\s*(?:{names})?\s*(?P<will>{_WILL})")
    found = []
    for passage in passages(disclosure):
        for match in pattern.finditer(passage.text):
            sentence = _sentence(passage.text, match.start(), match.end())
            planned = _PLANNED.search(sentence[: sentence.find(match.group())]) or _PLANNED.search(match.group())
            if planned or _OBJECT.search(passage.text[match.end() :]) or _ahead(disclosure, passage, _AHEAD):
                continue
            found.append(Oddity((passage.anchor(match.start(), match.end()),), match.group(), str(own.end.year)))
    return found


def reported_oddities(disclosure: Disclosure) -> list[Oddity] | None:
    """具体工作汇报如下 under the heading of next year's plans."""
    own = disclosure.period
    if own is None:
        return None
    found = []
    for passage in passages(disclosure):
        for match in _REPORTED.finditer(passage.text):
            title = _ahead(disclosure, passage, _NEXT)
            later = [int(year) for year in re.findall(r"(?<!\d)(20\d{2})\s*年", title)]
            if title and (any(year > own.end.year for year in later) or re.search(r"下一年|明年|来年|下一步", title)):
                found.append(Oddity((passage.anchor(match.start(), match.end()),), match.group(), title.strip()))
    return found


def _ahead(disclosure: Disclosure, passage: Passage, words: re.Pattern[str]) -> str:
    """The title of a section around a passage that speaks of what is to come; "" for none."""
    around = (s for s in disclosure.sections if s.block <= passage.block < s.end_block)
    return next((section.title for section in around if words.search(section.title)), "")


def _sentence(text: str, start: int, end: int) -> str:
    low = max(text.rfind(mark, 0, start) for mark in "。；！？\n") + 1
    high = min([found for mark in "。；！？\n" if (found := text.find(mark, end)) >= 0], default=len(text))
    return text[low:high]
