"""The line above a table that says in which unit its amounts are: 单位：人民币万元, （人民币百万元）, RMB million."""

from __future__ import annotations

import re
from decimal import Decimal

from compliance_check.extract.numerals import scale
from compliance_check.extract.units import CURRENCIES, ENGLISH_SCALES, Unit, named

LONGEST = 80
UNIT_LINE = re.compile(
    r"^[\s（(【\[]*(?:[^\s，。；:：]{0,8}单位|[Uu]nit|[Ii]n|[Aa]mounts? in)\s*(?:为|是)?\s*[:：]?\s*"
    r"(?P<unit>[^。；]{1,40}?)[\s）)】\]]*$"
)
_ABROAD = "|".join(
    re.escape(word) for word in CURRENCIES if word.endswith(("元", "币")) and word not in ("元", "人民币")
)
_CODES = r"RMB|CNY|Renminbi|USD|US\$|HKD|HK\$"
_SCALES = r"(?:thousand|million|billion|trillion)s?|['’‘]?000s?|mn|bn|tn"
_CHINESE = re.compile(rf"(?P<code>{_CODES})?\s*(?P<scale>[十百千万亿]{{0,3}})\s*(?P<money>{_ABROAD}|元)", re.IGNORECASE)
_ENGLISH = re.compile(
    rf"(?P<code>{_CODES})\s*(?:yuan)?\s*(?:in)?\s*(?P<scale>{_SCALES})|(?P<scale2>{_SCALES})\s*(?:of)?\s*(?P<code2>{_CODES})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?P<code>{_CODES})(?:\s*yuan)?", re.IGNORECASE)
_AROUND = re.compile(
    r"除\s*(?:特别|另有|有特别|非另有)?\s*(?:注明|说明|标明|指明|列明)\s*[外者]*外?|(?:百分比|百分率|比率|比例|每股|股数|[^，。；、]{0,10}指标|数据)"
    r"[^，。；]{0,12}除外|(?:以|按)?[^，。；]{0,6}外(?=[，,])|金额|数据|本表|所有|全部|货币|计量|币种|单位|人民币|本位币|均|以|按|为|是|列示|列报|表示|计算?|及|和|或"
    r"|unless|otherwise|stated|specified|expressed|presented|(?:all)?\s*(?:amounts?|figures?)|are|is|units?|currency"
    r"|except\s+(?:for\s+)?[\w\s]{1,40}|yuan|in|of|%|％",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s（）()【】\[\]:：,，、/／.;；]+")
_COUNTED = re.compile(r"[十百千万亿]{0,3}(?:股|件|笔|户|人次?)")
_AFTER = re.compile(r".*单\s*位\s*(?=[:：])")


def of_line(text: str) -> Unit | None:
    """The unit of a unit line: "单位：人民币万元", "（人民币百万元）", "in RMB million"; None for other text."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    return _money(text) or _money(_AFTER.sub("单位", text, count=1)) or _other(text)


def _money(text: str) -> Unit | None:
    """The unit of money in a text that says nothing else."""
    for pattern in (_ENGLISH, _CHINESE, _ALONE):
        match = pattern.search(text)
        if match is None:
            continue
        rest = text[: match.start()] + "，" + text[match.end() :]
        framed = text[:1] in "（(【[" or "人民币" in text or "单位" in text or "金额" in text or pattern is not _CHINESE
        if not framed or _MARKS.sub("", _COUNTED.sub("", _AROUND.sub("", rest))):
            return None
        return _unit(match)
    return None


def _unit(match: re.Match[str]) -> Unit:
    found = match.groupdict()
    money = found.get("money") or found.get("code") or found.get("code2") or ""
    if money == "元" and found.get("code"):
        money = found["code"]
    word = found.get("scale") or found.get("scale2") or ""
    if re.fullmatch(r"[十百千万亿]*", word):
        factor = scale(word) if word else 1
    else:
        factor = 1000 if "000" in word else ENGLISH_SCALES[re.sub(r"(?<=[dn])s$", "", word.lower())]
    name = "CNY" if money.lower() == "renminbi" else CURRENCIES.get(money) or CURRENCIES[money.upper()]
    return Unit(name, Decimal(factor), printed=match.group().strip())


def _other(text: str) -> Unit | None:
    """The unit after 单位, of whatever kind."""
    match = UNIT_LINE.match(text)
    if match is None:
        return None
    words = re.split(r"\s*(?:币种|货币)\s*[:：]?\s*|[,，;；、]|\s{1,}", match["unit"].strip())
    units = [unit for word in (match["unit"], *words) if word and (unit := named(word))]
    return next((unit for unit in units if unit.dimension == "money"), units[0] if units else None)
