"""Figures in sentences: which words name a number, which period it belongs to, and how far its statement reaches.

A concept is bound only where the words between the clause's beginning, the concept and the number are all accounted
for. What is left over (健康险, 北京分公司) narrows the statement and is kept as its `scope`, so that a part is never
compared with its whole as if they were one thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance_check.extract import masks, numbers, periods
from compliance_check.extract.concepts import Matcher, Mention
from compliance_check.extract.numbers import Quantity
from compliance_check.extract.periods import PeriodMention
from compliance_check.model import Concept, Period

_CLAUSE_ENDS = "，。；！？,;\n：:（）()"
_HARD_ENDS = "。；！？\n;"
_JOINED = re.compile(r"^\s*(?:[、,，和及与]|以及|and)\s*$")
_CHANGE = re.compile(
    r"(?:同比|环比|增长率?|增幅|增速|下降|降幅|降低|上升|上涨|减少|增加|提升|提高|缩减|下滑|变动|较上?|(?<![占对环同])比上?|相比)(?![至到为])"
)
_LEVEL = re.compile(r"(?:增长|增加|上升|提升|提高|下降|降低|减少|降|升|增|减|扩大|缩小)?[至到为]")
_SHARE = re.compile(r"占(?:比|总|全|其|整|当|公司|本|业务|保费|规模)?|比重|比例|份额")
_VERBS = re.compile(
    r"(?:高达|达到|约为|达|约|为|是|有|超过|超|突破|逾|近|接近|不足|共计|合计|共|已|仅需?|至|到|：|:)+$"
)
_FROM = re.compile(r"(?:由|从|自)\s*$")
_SAFE = re.compile(
    r"实现|累计|共计|合计|总计|总共|共|达到|达|约为|约|为|是|有|已|仅|超过|超|突破|逾|近|接近|不足|不低于|不超过|不到|其|均|高达|规模|金额|总额|总量|总数|"
    r"净额|余额|数量|数额|数|人次数?|人数|件数|发生|收到|受理|处理|提取|取得|获得|完成|支付|录得|确认|计提|披露|本社|本公司|本集团|公司|我司|我社|我们|全社|全司|"
    r"该社|该公司|期间|内|间|末|底|初|全年|年度|年|月|日|截至|截止|当前|目前|现|时点|未经审计|经审计|按照|根据|资产负债管理口径|口径|"
    r"报告期|中|的|在|了|至|到|及|和|与|并|且|也|又|还|将|等|个|名|位|家|件|人|户|元|今年|本年|上半年|下半年|季度|情况|分别|依次|始终|持续|稳步|再|由|从|自|"
    r"提升至|增长至|上升至|下降至|增至|降至|升至|保持|维持|水平|指标|表现|监管|规定|要求|人民币|本报告|发布|日期|the|was|were|is|are|of|at|to|and|our|company|reached|amounted|totalled|as"
)
_NARROWING = re.compile(
    r"其中|渠道|分公司|子公司|分支|地区|产品|[“”《》]|行业|市场|业务|险(?!公司|社|保障|业)|板块|条线|项目|客户|计划|同业|全球|全国|我国|中国|互联网|线上|线下|广告|集团|有限公司|股份公司|"
    r"(?:转股|转增|送股|配股|增资|减资|发行|回购|重组|实施|分配|调整|摊薄)[^，,]{0,4}[后前]|假[设定如]|如果|[若如](?=按|以|剔除|扣除|考虑)|剔除|扣除|不考虑"
)
_COMPANY = re.compile(r"[\u4e00-\u9fff（()）]{2,24}(?:有限(?:责任)?公司|股份公司)(?!的?(?:章程|股东|董事))")
"""Another company as the subject of a sentence: all its figures are that company's."""

_AFFECTED = re.compile(r"影响|涉及|调[增减整]")
"""影响期初未分配利润 633 万元 states by how much, not what it is."""

_BESIDE = re.compile(r"\s*[的为数(（]?\s*")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity in a sentence with what the sentence says of it.

    role: "level" for a value of the named thing, "share", "change" for what relates two values.
    scope: words that narrow the thing ("" when none do).
    """

    quantity: Quantity
    label: str
    concept: Concept | None
    modifiers: tuple[str, ...]
    scope: str
    period: Period | None
    role: str


class Reader:
    """Reads passages of one document. names: the entity's own names, which narrow nothing."""

    def __init__(self, matcher: Matcher, reporting: Period | None, names: Sequence[str]) -> None:
        self.matcher = matcher
        self.reporting = reporting
        ordered = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
        self.names = re.compile("|".join(ordered)) if ordered else None

    def read(self, text: str, context: Period | None) -> list[Statement]:
        """The statements of a passage; `context` is the period that its heading or its neighbours gave."""
        quantities = numbers.scan(text)
        if not quantities:
            return []
        mentions = self.matcher.find(text)
        # 1日结案率 is a name: the day in it states nothing.
        quantities = [q for q in quantities if not any(m.start <= q.start and q.end <= m.end for m in mentions)]
        if not quantities:
            return []
        when = periods.find(text, self.reporting)
        statements: list[Statement] = []
        for group in _groups(quantities, text):
            statements += self._read_group(text, group, quantities, mentions, when, context)
        return statements

    def _read_group(
        self,
        text: str,
        group: list[Quantity],
        quantities: list[Quantity],
        mentions: list[Mention],
        when: list[PeriodMention],
        context: Period | None,
    ) -> list[Statement]:
        first = group[0]
        previous_end = max((q.end for q in quantities if q.end <= first.start), default=0)
        sentence = _last(text, _HARD_ENDS, first.start)
        since = max(previous_end, sentence)
        named = [m for m in mentions if since <= m.start and m.end <= first.start]
        run = _run(named, text)
        own = self._periods(text, group, when, sentence, context)
        if len(group) > 1 and len(run) == len(group):
            pairs = [(q, [m]) for q, m in zip(group, run, strict=True)]
        elif len(run) > 1 and len(group) == 1:
            pairs = [(first, run)]
        else:
            distributed = "分别" in text[since : first.start] and len(set(own)) == len(group) and len(run) <= 1
            pairs = [(q, run[-1:] if index == 0 or distributed else []) for index, q in enumerate(group)]
        found: list[Statement] = []
        for (quantity, names), period in zip(pairs, own, strict=True):
            span = (run[0].start, run[-1].end, first.start) if run else (since, since, first.start)
            found += self._statements(text, quantity, names, span, since, sentence, period)
        return found

    def _statements(
        self,
        text: str,
        quantity: Quantity,
        names: list[Mention],
        span: tuple[int, int, int],
        since: int,
        sentence: int,
        period: Period | None,
    ) -> list[Statement]:
        """span: where the names of the group begin and end, and where its first number begins."""
        clause = max(since, _last(text, _CLAUSE_ENDS, span[2]))
        role = _role(text[clause : span[2]], text[max(span[1], clause) : span[2]], quantity)
        label = _label(text[clause : span[2]]) or _label(text[since : quantity.start])
        if role != "level" or not names:
            return [Statement(quantity, label, None, (), "", period, role)]
        statements = []
        for name in names:
            scope = self._scope(text, span, name, since, sentence)
            fits = _fits(name.concept, quantity) and not _FROM.search(text[since : span[0]][-2:])
            concept = name.concept if fits and scope is not None else None
            printed = text[name.start : name.end] if concept else label
            statements.append(Statement(quantity, printed, concept, name.modifiers, scope or "", period, role))
            if concept is None:
                break
        return statements

    def _scope(self, text: str, span: tuple[int, int, int], name: Mention, since: int, sentence: int) -> str | None:
        """What narrows the concept: "" for nothing, None where words after the concept make it another thing."""
        first, last, number = span
        if self._rest(_LEVEL.sub("", text[last:number])):
            return None
        start = max(since, _last(text, _CLAUSE_ENDS, first))
        before = text[start:first]
        if _AFFECTED.search(before):
            return None
        if self._rest(before):
            return self._words(before)
        if other := _COMPANY.search(self._without_names(text[sentence:first])):
            return other.group()
        earlier = text[max(since, sentence) : start]
        narrowing = _NARROWING.search(self._without_names(earlier)) if earlier else None
        if narrowing and not name.concept.dimensions:
            return self._words(earlier) if self._rest(earlier) else narrowing.group()
        return ""

    def _rest(self, text: str) -> str:
        """What is left of a stretch when names, periods, numbers and words that narrow nothing are taken away."""
        kept = re.sub(r"[^\u4e00-\u9fffA-Za-z]+", "", _SAFE.sub(" ", self._bare(text)))
        return kept if len(kept) >= 2 else ""

    def _words(self, text: str) -> str:
        """A stretch that narrows, whole but for names, periods and numbers: 公司贷款 and 个人贷款 are two things."""
        return re.sub(r"[^\u4e00-\u9fffA-Za-z]+", "", self._bare(text))

    def _bare(self, text: str) -> str:
        left = self._without_names(text)
        for mention in reversed(periods.find(left, self.reporting)):
            left = left[: mention.start] + " " + left[mention.end :]
        return masks.hide(left).replace(masks.MARK, " ")

    def _without_names(self, text: str) -> str:
        return self.names.sub(" ", text) if self.names else text

    def _periods(
        self, text: str, group: list[Quantity], when: list[PeriodMention], sentence: int, context: Period | None
    ) -> list[Period | None]:
        """The period of each quantity of a group; 2020年及2021年分别 deals two years out to two quantities."""
        first = group[0]
        candidates = [m for m in when if m.end <= first.start and not m.comparison]
        near = [m for m in candidates if m.start >= sentence]
        if len(group) > 1 and "分别" in text[sentence : first.start]:
            dealt = _dealt(near, text)
            if len(dealt) == len(group):
                return list(dealt)
        result: list[Period | None] = []
        for quantity in group:
            compared = next((m for m in when if m.comparison and _beside(text, m, quantity)), None)
            before = [m for m in when if m.end <= quantity.start and not m.comparison]
            in_sentence = [m for m in before if m.start >= sentence]
            if compared is not None:
                result.append(compared.period)
            elif in_sentence:
                result.append(in_sentence[-1].period)
            else:
                result.append(before[-1].period if before and not before[-1].relative else context)
        return result


def _beside(text: str, mention: PeriodMention, quantity: Quantity) -> bool:
    """较上年同期的 5.47 亿元: the period of the comparison is that of the figure right after it."""
    return mention.end <= quantity.start and bool(_BESIDE.fullmatch(text[mention.end : quantity.start]))


def _groups(quantities: list[Quantity], text: str) -> list[list[Quantity]]:
    """Runs of quantities with nothing between them but a list separator."""
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if groups and _JOINED.match(text[groups[-1][-1].end : quantity.start]):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _run(named: list[Mention], text: str) -> list[Mention]:
    """The last mentions that are joined by 、 or 和: 综合偿付能力充足率、核心偿付能力充足率为."""
    run: list[Mention] = []
    for mention in reversed(named):
        if run and not _JOINED.match(text[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    return run


def _dealt(near: list[PeriodMention], text: str) -> list[Period]:
    """The single periods that a list of periods names, a pair of years counting as two."""
    dealt: list[Period] = []
    for mention in near:
        years = re.findall(r"(?:19|20)\d{2}", text[mention.start : mention.end])
        start, end = mention.period.start, mention.period.end
        paired = len(years) == 2 and start is not None and start.year != end.year
        dealt += [periods.year_of(int(year)) for year in years] if paired else [mention.period]
    return dealt


def _role(clause: str, lead: str, quantity: Quantity) -> str:
    if quantity.unit is not None and quantity.unit.dimension == "change":
        return "change"
    changes = list(_CHANGE.finditer(clause))
    if changes and not _LEVEL.search(clause, changes[-1].start()):
        return "change"
    if quantity.unit is not None and quantity.unit.name == "percent" and _SHARE.search(lead):
        return "share"
    return "level"


def _label(clause: str) -> str:
    """The words of a clause that name a figure, without verbs and qualifiers at either end."""
    words = re.sub(r"^[\s、，,：:；;。和及与且并（）()“”\"']+|[\s、，,：:（(“\"]+$", "", clause)
    words = _VERBS.sub("", words).strip()
    return words[-40:]


def _fits(concept: Concept, quantity: Quantity) -> bool:
    """Whether a quantity's unit can measure the concept."""
    return unit_fits(concept, quantity.unit.dimension if quantity.unit else "none")


def unit_fits(concept: Concept, dimension: str) -> bool:
    """Whether something of this dimension (see Unit.dimension) can be a value of the concept."""
    allowed = {
        "money": ("money", "none"),
        "ratio": ("ratio", "multiple", "none"),
        "count": ("count", "none"),
        "multiple": ("multiple", "none", "ratio"),
        "time": ("time", "none", "count"),
    }
    return dimension in allowed.get(concept.measure, ())


def _last(text: str, marks: str, before: int) -> int:
    """The offset after the last of `marks` before an offset; a comma between digits does not count."""
    for position in range(before - 1, -1, -1):
        if text[position] in marks:
            around = text[position - 1 : position] + text[position + 1 : position + 2]
            inside = text[position] in ",，" and len(around) == 2 and around.isdigit()
            if not inside:
                return position + 1
    return 0
