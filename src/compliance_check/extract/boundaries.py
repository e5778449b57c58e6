"""Where a name in running text begins and ends: a name counts only where it is not part of a longer word."""

from __future__ import annotations

import re

from compliance_check.model import Concept

HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    | {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
)
"""Full-width forms and capitals to half-width small letters, one to one."""

_LONGER = re.compile(
    r"(?:同比|环比|年均|复合|平均|年化|[^\W\d_，。、及和与或为是达的较比占实超在同共])?"
    r"(?:[^\W\d_及和与或为是达的较比占实超在同共]{0,2}率|增长[额幅量]|增[速幅量]|增加额|增减|变动|变化|差额|差异|缺口|占比|比例|比重|倍数|系数|指数|"
    r"弹性|结构|构成|质量|管理|制度|办法|规则|准则|规划|政策|限额|上限|下限|预算|计划|目标|测试|评估|提转差|"
    r"收入|支出|成本|负债|费用|(?:均|都|也)?(?:应|须|必须|不得|不应)|"
    r"的?(?:监管|最低|法定|达标|内部)?(?:要求|标准|底线|红线|警戒线|预警线|门槛|阈值|容忍度))"
)
"""What follows a name and makes it another: its rates and changes, what the law demands of it, talk about it."""

_COMPOUND = re.compile(
    r"(?:非|未|应收|应付|应计|预收|预付|摊回|分出|分入|每股|每|超额|次级|递延|潜在|独立账户|原保险合同|"
    r"新|老|旧|男性?|女性?|注册|活跃|付费|认证|流失|退出|离职|退休|"
    r"监管(?:部门|机构)?(?:要求|规定)的?|(?:规定|要求|标准|法定|目标)的|达标)$"
)
"""What precedes a name and makes it another."""

_COUNTING = re.compile(r"(?:数|量|次|数量|规模|得分|评分|结果|scores?|number.*)$")
_PREDICATE = re.compile(
    r"$|[\d:(]|[一二两三四五六七八九十百千]|总|共(?![建治享有同商赢])|累计|合计|已|约|近|超|突破|达|为(?!中心|核心|主|本|导向)|"
    r"有(?!限|效|权)|仅|逾|不足|高达|增|减|较|同比|环比|均|分别|是|人|数(?![据字智])|规模|实现|下降|上升|金额|笔|件|"
    r"(?:to|was|were|is|are|of|reached|exceeded|total)"
)
"""What may follow a bare noun (会员, 关联交易) that stands for its number."""


def folded_text(text: str) -> tuple[str, list[int]]:
    """The text in one width and case without spaces, and the place of each of its characters in the original."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text.translate(HALF_WIDTH).split()), places


def is_whole_word(text: str, places: list[int], start: int, end: int) -> bool:
    """Whether Latin letters at either end of a name begin and end a word there."""
    first, last = places[start], places[end - 1]
    before = text[first - 1 : first] if first else ""
    after = text[last + 1 : last + 2]
    inside_before = _latin(before) and _latin(text[first])
    inside_after = _latin(after) and _latin(text[last])
    return not (inside_before or inside_after)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def stands_alone(folded: str, start: int, end: int, spelling: str, concept: Concept) -> bool:
    """Whether the name at folded[start:end] is not part of a longer word."""
    after = folded[end : end + 12]
    if _LONGER.match(after) or _COMPOUND.search(folded[max(0, start - 10) : start]):
        return False
    bare = len(spelling) <= 2 or (concept.measure == "count" and not _COUNTING.search(spelling))
    return not bare or bool(_PREDICATE.match(after))
