"""What looks like a number and is none: dates, telephone numbers, document numbers, addresses, names of products.

`hide` replaces each by the same length of a neutral mark, so that offsets stay true and the number grammar cannot see
it. Dates are hidden here and read by `periods`.
"""

from __future__ import annotations

import re

MARK = "\x1a"

_YEAR = r"(?:19|20)\d{2}"
_HIDDEN = (
    # web and mail addresses
    r"(?:https?://|www\.)[^\s，。；、）)]+|[A-Za-z\d_.+-]+@[\w-]+\.[\w.-]+",
    # telephone numbers, service lines, postcodes
    r"(?<!\d)(?:\+?86[-\s])?(?:0\d{2,3}|400|800|1\d{2})[-—\s]\d{3,4}[-—\s]?\d{3,5}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?:热线|电话|传真|客服|致电|拨打|邮\s*编|邮政编码|Tel|Fax|Phone|Postcode|ZIP)\s*(?:电话|号码)?\s*[:：为]?\s*\d[\d\s/、-]{3,}\d",
    # document numbers: 〔2025〕018号, 令2018年第2号, 第11号, 1—7号, 财会[2020]20号
    r"[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d+\s*号(?:文)?",
    r"第?\s*\d+\s*(?:[-—－~至、]\s*\d+\s*)?号(?!线)",
    r"(?:No|Nos|Order|Rule|Article|Art|Note|Section|Chapter|Page|Table|Figure|Appendix)\.?\s*\d+(?:\.\d+)*",
    # whole dates and times
    rf"{_YEAR}\s*年\s*\d{{1,2}}\s*月(?:份)?\s*(?:\d{{1,2}}\s*日)?(?:\s*[-—－~至到]\s*(?:{_YEAR}\s*年\s*)?\d{{1,2}}\s*月(?:份)?"
    r"(?:\s*\d{1,2}\s*日)?)?",
    rf"(?<!\d){_YEAR}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{1,2}}(?!\d)",
    rf"(?<![\d.,]){_YEAR}\s*(?:[、,，和及与—－~至-]\s*{_YEAR}\s*)*\s*(?:两|三|四|五)?\s*年(?:度|底|末|初|间|来|报)?"
    r"(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}\s*[-—－~至]\s*\d{1,2}\s*月)?",
    rf"(?<![\d.,]){_YEAR}\s?[⁰¹²³⁴-⁹①-⑳]{{1,3}}\s*年(?:度|底|末|初)?",
    rf"(?<![\d.,]){_YEAR}\s*[、,，和及与—－~至-]\s*{_YEAR}(?![\d.,]|\s*(?:万|亿|元|%|人|件|家))",
    rf"(?<![\d.,]){_YEAR}\s*[Qq][1-4]|(?<![\d.,]){_YEAR}\s*[Hh][12]|[Qq][1-4]\s*{_YEAR}",
    r"(?<!\d)\d{1,2}\s*月(?:份)?\s*(?:\d{1,2}\s*日)?(?:\s*[-—－~至到]\s*\d{1,2}\s*月(?:份)?\s*(?:\d{1,2}\s*日)?)?",
    r"(?<![\d.,万亿])\d{1,2}\s*日(?!元|均|结)(?=[，。、）)]|前|内?[起至止]|上午|下午|在|，|$)",
    r"(?<!\d)\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?(?!\d)",
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:,\s*\d{4})?"
    r"|\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?",
    # festivals and days named by their date: 3·15, 7.8 全国保险公众宣传日, 6.30扶贫济困日
    r"(?<![\d.])\d{1,2}\s*[·•・‧．.]\s*\d{1,2}(?=\s*[”\"’」]?\s*(?:全国|国际|金融|消费|保险|扶贫|公益|宣传|云|行动|教育|活动|晚会|权益|节|日))",
    r"(?<!\d)\d{1,2}\s*[·•・‧]\s*\d{1,2}(?!\d)",
    # ordinals, editions, parts
    r"第\s*[\d〇零一二两三四五六七八九十百]+\s*(?:[、,—-]\s*第?[\d一二三四五六七八九十]+)?\s*"
    r"(?:季度|部分|[届届期条章节款项号名位个次年批轮类大步支代版卷册页层楼周天])?",
    r"[（(【\[]\s*[一二三四五六七八九十\d]{1,3}\s*[】\])）]",
    # places
    r"\d+\s*(?:号院|号楼|单元|室|层|楼|栋|幢|弄|巷)|[A-Za-z]\s*座|附\s*\d+|[东西南北]?\d+环",
    # multiplications, pairings, angles, versions
    r"\d+\s*[*×xX✕]\s*\d+(?:\s*小时)?|\d+\s*对\s*\d+|\d+\s*\+\s*\d+|\d+\s*°[Cc]?|\d+\s*/\s*\d+(?=[^\d%]|$)",
    r"\d+(?:\.\d+)+\s*(?:时代|版|版本)|\d+(?:\.\d+){2,}",
    # anniversaries
    r"\d+\s*周年",
    # stages: 1-3期
    r"\d+\s*[-—－~至]\s*\d+\s*期",
)
_LATIN_CODE = re.compile(
    r"[A-Za-z](?<!RMB)(?<!CNY)(?<!USD)(?<!HKD)(?<!EUR)[-_]?\d[\d.]*(?:[-_]\d+)*[A-Za-z]*"
    r"|(?<![\d,.])\d+(?:\.\d+)?(?!\s*(?:bps?|bn|mn|tn|million|billion|trillion|thousand|yuan|percent|pp)\b)[A-Za-z]+\d*",
    re.IGNORECASE,
)
_TITLE = re.compile(r"《[^《》]{1,80}》")
_QUOTED = re.compile(r"[“「『\"][^“”「」『』\"]{1,40}[”」』\"]")
_WORTHY = re.compile(r"\d\s*(?:[万亿]|%|％|元|个百分点)")
# What one of them can begin with: most characters of a text can not, and need not be tried with each.
_FIRST = r"(?=[A-Za-z\d_.+\-〔\[【（(第热电传客致拨邮附东西南北])"
_PATTERN = re.compile(_FIRST + "(?:" + "|".join(f"(?:{pattern})" for pattern in _HIDDEN) + ")", re.IGNORECASE)


def hide(text: str) -> str:
    """`text` with everything hidden that is not a figure; same length."""
    text = _TITLE.sub(_blank, text)
    text = _QUOTED.sub(lambda match: match.group() if _WORTHY.search(match.group()) else _blank(match), text)
    text = _PATTERN.sub(_blank, text)
    return _LATIN_CODE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return MARK * len(match.group())
