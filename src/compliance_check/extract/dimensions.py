"""Words that make a concept a part of itself or another thing: lines of business, channels, scopes, averages."""

from __future__ import annotations

from functools import cache

MEMBERS: dict[str, dict[str, tuple[str, ...]]] = {
    "line": {
        "health": ("健康险", "健康保险", "健康险业务", "health insurance"),
        "short_term_health": ("短期健康险", "短期健康保险", "短健险"),
        "short_term_accident": ("短意险", "短期意外险"),
        "short_term_life": ("短寿险", "定期寿险"),
        "hull_cargo_special": ("船货特险",),
        "long_term_health": ("长期健康险", "长期健康保险"),
        "accident": (
            "意外险",
            "意外伤害险",
            "意外伤害保险",
            "人身意外伤害险",
            "人身意外伤害保险",
            "accident insurance",
        ),
        "motor": ("车险", "机动车险", "机动车辆险", "机动车辆保险", "机动车保险", "车辆保险", "motor insurance"),
        "compulsory_motor": ("交强险", "机动车交通事故责任强制保险"),
        "commercial_motor": ("商业车险",),
        "non_motor": ("非车险",),
        "enterprise_property": ("企财险", "企业财产险", "企业财产保险"),
        "household_property": ("家财险", "家庭财产险", "家庭财产保险"),
        "property": ("财产险", "财险", "财产保险", "property insurance"),
        "engineering": ("工程险", "工程保险"),
        "liability": ("责任险", "责任保险", "liability insurance"),
        "credit": ("信用险", "信用保险", "credit insurance"),
        "guarantee": ("保证险", "保证保险", "guarantee insurance"),
        "credit_guarantee": ("信用保证险", "信用保证保险", "信用及保证保险"),
        "cargo": ("货运险", "货物运输险", "货物运输保险"),
        "hull": ("船舶险", "船舶保险"),
        "agricultural": ("农险", "农业险", "农业保险", "agricultural insurance"),
        "special_risk": ("特险", "特殊风险保险", "特殊风险"),
        "life": ("寿险", "人寿保险", "life insurance"),
        "traditional_life": ("普通寿险", "传统寿险", "传统险"),
        "participating": ("分红险", "分红保险", "分红寿险"),
        "universal": ("万能险", "万能保险", "万能寿险"),
        "unit_linked": ("投连险", "投资连结保险", "投资连结险"),
        "annuity": ("年金险", "年金保险", "养老年金保险"),
        "critical_illness": ("重疾险", "重大疾病保险", "疾病保险"),
        "medical": ("医疗险", "医疗保险"),
        "personal": ("人身险", "人身保险"),
        "internet": ("互联网保险", "互联网保险业务"),
        "other_line": ("其他险", "其他险种", "其它险种"),
    },
    "channel": {
        "agency": ("代理渠道", "代理业务"),
        "direct": ("直销渠道", "直销业务", "公司直销"),
        "broker": ("经纪渠道", "经纪业务", "保险经纪"),
        "bancassurance": ("银保渠道", "银行保险渠道", "银邮渠道", "银行邮政代理"),
        "individual": ("个人渠道", "个险渠道", "个人代理渠道", "个人代理", "个险"),
        "group": ("团险渠道", "团险", "公司直销团险"),
        "internet": ("互联网渠道", "线上渠道", "网销渠道"),
        "other": ("其他渠道",),
    },
    "horizon": {
        "3_months": ("未来3个月", "3个月", "未来三个月", "next 3 months"),
        "12_months": ("未来12个月", "12个月", "未来十二个月", "next 12 months"),
    },
    "stress": {
        "mandatory": ("必测压力情景下", "必测压力情景", "必测情景下", "必测情景", "必测压力"),
        "self_defined": ("自测压力情景下", "自测压力情景", "自测情景下", "自测情景", "自测压力"),
    },
}
"""dimension -> member -> the words that name it."""

INFIXES = ("horizon", "stress")
"""Dimensions whose words are also printed in the middle of a label: 基本情景下公司整体未来3个月流动性覆盖率."""

MODIFIERS = (
    *("合并", "合并口径", "合并报表", "母公司", "母公司口径", "集团", "集团合并", "本级", "子公司", "分公司", "总公司"),
    *("人均", "件均", "户均", "次均", "案均", "车均", "单均", "日均", "月均", "季均", "年均"),
    *("平均", "加权平均", "年化", "新增", "净增", "新增加", "首年", "新单", "续期", "期缴", "期交", "趸缴", "趸交"),
    *("自留", "再保前", "再保后", "分保前", "分保后", "行业", "全行业", "同业", "市场", "全国", "其他", "境内", "境外"),
    *("预计", "预测", "预算", "计划", "目标", "调整前", "调整后", "重述前", "重述后", "追溯调整前", "追溯调整后"),
)
"""Words before a label that make it another thing than the plain label."""

OTHER_TIMES = (
    *("期初", "年初", "季初", "上年", "上年度", "上年末", "上年同期", "上期", "上期末", "上季度", "上季度末", "上季末"),
    *("上季", "去年", "去年末", "去年同期", "同期", "上一年度", "上一会计年度", "下季度", "下季度末", "下一季度"),
    *("下年度", "前年", "期末", "年末", "季末", "月末"),
)
"""Words before a row label that give it a time of its own.

期末总资产 is among them: the liquidity tables print it for total assets net of repurchase and separate accounts.
"""


def member_of(word: str) -> tuple[str, str] | None:
    """The (dimension, member) that `word` names as a whole, spaces and a leading 其中 aside; None for other words."""
    return _by_word().get("".join(word.split()).casefold())


@cache
def _by_word() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for dimension, members in MEMBERS.items():
        for member, words in members.items():
            for known in words:
                found.setdefault("".join(known.split()), (dimension, member))
    return found
