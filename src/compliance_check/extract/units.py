"""Units: how they are written, what they measure, and how many base units one of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from compliance_check.extract.numerals import scale

CURRENCIES = {
    "人民币": "CNY",
    "元": "CNY",
    "圆": "CNY",
    "块": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "¥": "CNY",
    "yuan": "CNY",
    "美元": "USD",
    "USD": "USD",
    "US$": "USD",
    "$": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "HKD": "HKD",
    "HK$": "HKD",
    "欧元": "EUR",
    "EUR": "EUR",
    "日元": "JPY",
    "澳门元": "MOP",
}
ENGLISH_SCALES = {
    "trillion": 10**12,
    "tn": 10**12,
    "billion": 10**9,
    "bn": 10**9,
    "million": 10**6,
    "mn": 10**6,
    "thousand": 10**3,
}
RATIOS = {
    "%": "percent",
    "％": "percent",
    "percent": "percent",
    "‰": "permille",
    "个百分点": "percentage_point",
    "百分点": "percentage_point",
    "percentage points": "percentage_point",
    "percentage point": "percentage_point",
    "ppts": "percentage_point",
    "个基点": "basis_point",
    "基点": "basis_point",
    "BPs": "basis_point",
    "BP": "basis_point",
    "bps": "basis_point",
    "bp": "basis_point",
    "倍": "times",
    "成": "percent",
}
TIMES = {
    "秒钟": "second",
    "秒": "second",
    "分钟": "minute",
    "小时": "hour",
    "工作日": "day",
    "个工作日": "day",
    "自然日": "day",
    "天": "day",
    "日": "day",
    "个月": "month",
    "年": "year",
    "周年": "year",
    "岁": "year",
    "周岁": "year",
    "平方米": "square_metre",
    "㎡": "square_metre",
}
COUNTERS = (
    "人次 件次 笔次 场次 户次 辆次 车次 次数 家次 倍次 大类 个 款 件 笔 家 名 人 户 单 张 次 项 条 只 台 套 辆 场 "
    "种 类 所 座 处 位 批 篇 部 份 亩 吨 千克 公斤 千瓦时 度 公里 头 口 株 棵 例 宗 起 期 届 档 道 支 枚 组 对 本 "
    "册 村 县 市 省 重 步 字 页 幅 门 轮 班 席 分(?![钟公支部类别级红行店社之])"
).split()
COUNTED = (
    "家庭 单位 机构 企业 客户 会员 员工 用户 地区 城市 司机 患者 项目 产品 案件 保单 指标 专家 股东 公司 网点 "
    "学校 志愿者"
).split()
"""Nouns that may stand for the counter itself: 15 万职工家庭, 300+ 风险指标."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: `name` is the base unit ("CNY", "percent", "count" ...), `factor` its worth in base units.

    counter: the counting word, for counts. printed: the words themselves.
    """

    name: str
    factor: Decimal = Decimal(1)
    counter: str | None = None
    printed: str = ""

    @property
    def dimension(self) -> str:
        """What it measures: money, ratio, change (of a ratio), count, time, multiple or none."""
        return DIMENSIONS.get(self.name, "money")


DIMENSIONS = {
    "percent": "ratio",
    "permille": "ratio",
    "percentage_point": "change",
    "basis_point": "change",
    "times": "multiple",
    "count": "count",
    "second": "time",
    "minute": "time",
    "hour": "time",
    "day": "time",
    "month": "time",
    "year": "time",
    "square_metre": "area",
    "none": "none",
}

SCALE_WORD = r"[十百千万亿]{0,3}"
_CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_ENGLISH = "|".join(sorted(ENGLISH_SCALES, key=len, reverse=True))
_COUNTER = "|".join(sorted({*COUNTERS, *TIMES}, key=lambda word: len(word.split("(")[0]), reverse=True))
_RATIO = "|".join(sorted(map(re.escape, RATIOS), key=len, reverse=True)) + "(?![为立功本员果长交熟绩就])"
UNIT_WORD = re.compile(
    rf"(?:人民币)?\s*(?:(?P<scale>{SCALE_WORD})(?P<money>{_CURRENCY})|(?P<english>{_ENGLISH})\s*(?P<money2>{_CURRENCY})?"
    rf"|(?P<ratio>{_RATIO})|(?P<scale2>{SCALE_WORD})(?P<counter>{_COUNTER}))",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[（(\[【]\s*(?:单位\s*[:：]?)?\s*(?P<unit>[^（()）\[\]【】]{1,24}?)\s*[）)\]】]")
_CURRENCY_FIRST = re.compile(rf"^({_CURRENCY})\s*((?:{_ENGLISH})s?)$", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"[、,，/及和或]|除外|另有")


def named(text: str) -> Unit | None:
    """The unit that `text` names and nothing else: "万元" -> CNY x 10^4, "%" -> percent, "万人次" -> count x 10^4."""
    word = re.sub(r"\s+", "", _CURRENCY_FIRST.sub(r"\2 \1", text.strip()))
    word = re.sub(r"^(?:均?为|以)|^人民币(?=.)|(?:计|列示|标示)$", "", word)
    match = UNIT_WORD.fullmatch(word)
    if match is None:
        match = UNIT_WORD.fullmatch(" ".join(text.split()))
    return None if match is None else from_match(match)


def from_match(match: re.Match[str]) -> Unit:
    """The unit of a match of UNIT_WORD."""
    printed = match.group().strip()
    if match["money"]:
        return Unit(_currency(match["money"]), Decimal(scale(match["scale"] or "")), printed=printed)
    if match["english"]:
        factor = Decimal(ENGLISH_SCALES[match["english"].lower()])
        return Unit(_currency(match["money2"] or "CNY"), factor, printed=printed)
    if match["ratio"]:
        name = RATIOS.get(match["ratio"]) or RATIOS.get(match["ratio"].lower()) or RATIOS[match["ratio"].upper()]
        return Unit(name, Decimal(10 if match["ratio"] == "成" else 1), printed=printed)
    factor = Decimal(scale(match["scale2"] or ""))
    counter = match["counter"]
    if counter in TIMES:
        return Unit(TIMES[counter], factor, counter, printed)
    return Unit("count", factor, counter, printed)


def of_header(text: str) -> Unit | None:
    """The unit that a column or row header carries: "金额（万元）", "占比(%)", "赔付支出/万元", "投诉量：件"."""
    for match in reversed(list(BRACKETED.finditer(text))):
        words = _ALTERNATIVES.split(match["unit"])
        units = [unit for word in words if (unit := named(word))]
        if len(units) == 1:
            return units[0]
    tail = re.split(r"[/／:：]", text)[-1]
    if tail != text and (unit := named(tail)):
        return unit
    if text.rstrip().endswith(("%", "％")):
        return Unit("percent", printed="%")
    return None


def _currency(word: str) -> str:
    return CURRENCIES.get(word) or CURRENCIES.get(word.upper()) or CURRENCIES[word.lower()]
