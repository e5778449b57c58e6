"""Row labels and column headers without what does not belong to the name: numbering, units, notes, marks."""

from __future__ import annotations

import re
import unicodedata

_RAISED = re.compile(r"^\s*[①-⓿❶-➓㈠-㈩]+\s*|\s*[①-⓿❶-➓¹²³⁰-⁹]+\s*$")
_NUMBERING = re.compile(
    r"""^(?:
        其中\s*[:,、]? | (?:减|加)\s*[:、] | [*·•●○■◆▪►▶√#\-–—+]+
        | \d{1,2}(?:\.\d{1,2})+\*?[.、):]? | \d{1,2}\*?\s*[.、):]? | \(\d{1,2}\) | \[\d{1,2}\]
        | \(?[一二三四五六七八九十]{1,3}[)、.:] | 第[一二三四五六七八九十]{1,3}[项条]\s*[、:]?
        | [ivx]{1,4}[.、)] | [a-z][.、)]
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_UNIT = (
    r"(?:人民币|rmb|cny|币种|单位)?\s*[:']?\s*(?:"
    r"(?:千|万|百万|千万|十万|亿|百亿)?(?:元|美元|港元)|千|万|亿|%|‰|百分比|倍|"
    r"(?:万|千)?(?:件|人|人次|笔|家|个|名|户|份|次|款|分|秒|天|日|小时|吨)|"
    r"(?:yuan|million|billion|thousand|millions|'?000|mn|bn)(?:\s*(?:yuan|rmb|cny))?)"
)
_UNIT_TAIL = re.compile(rf"(?:[,，/、|\-]\s*{_UNIT}|[%‰])\s*$", re.IGNORECASE)
_MARK_TAIL = re.compile(r"(?:\[?注\s*[\d一二三四五]{0,2}\]?|\[\d{1,2}\]|[*#※†‡:;,.。、…\-—]+)\s*$")
_NOTE = re.compile(
    rf"""^(?:
        {_UNIT} | 注\s*[\d一二三四五]* | 附注.* | [\d.=+\-*/()、~\s]+\*? | (?:如|若)适用 | (?:如|若)有
        | 未?经审[计阅] | 已审[计阅] | 未审[计阅] | 净?亏损(?:总额)?(?:以.*填列)? | 损失(?:以.*填列)? | 损失以.*列示
        | (?:亏损|损失|减少|净减少).*填列 | 或股东权益 | [期年季]末数? | 本季度末?数? | 本期数? | 本年累计数? | 时点数?
        | 不含税 | 大写 | unaudited | audited | in\s.* | as\sat\s.* | (?:rmb|cny)\b.*
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_TIME = (
    r"(?:截至|截止)?(?:19|20)\d{2}年(?:度|末|底|初)?(?:[上下]半年|第?[一二三四1-4]季度?|\d{1,2}月(?:\d{1,2}日|末|底)?|"
    r"\d{1,2}[-~至]\d{1,2}月)?(?:末|底)?"
)
PLAIN_PREFIX = re.compile(
    rf"^(?:{_TIME}|报告期[内末]?|本报告期[内末]?|本季度?末?|本年度?末?|本期末?|当期|当年|当季|全年|"
    r"本公司|本集团|本社|我司|我社|公司|全司|全社|实现|完成|the company's|our)[的之,:]?\s*",
    re.IGNORECASE,
)
PLAIN_SUFFIX = re.compile(r"(?:期末余额|期末数|本期数|合计|总计|小计|情况|指标)$")
MONEY_SUFFIX = re.compile(r"(?:金额|数额|总额|余额)$")


def normal(text: str) -> str:
    """`text` in one width, without markdown marks and runs of spaces; punctuation in its half-width form."""
    plain = unicodedata.normalize("NFKC", _RAISED.sub("", text.replace("**", "").replace("__", "")))
    return " ".join(plain.split())


def key(text: str) -> str:
    """The letters, digits and ideographs of `text` alone: two spellings of one label have one key.

    The star of a row number (1*) is kept: it alone tells that row apart.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for i, c in enumerate(folded) if c.isalnum() or (c == "*" and i == 1 and folded[0].isdigit()))


def without_numbering(label: str) -> str:
    """A normal label without one leading number, bullet or 其中/减/加; unchanged where it has none."""
    match = _NUMBERING.match(label)
    return label[match.end() :] if match and match.end() < len(label) else label


def without_tail(label: str) -> str:
    """A normal label without one trailing unit, footnote mark or punctuation; unchanged where it has none."""
    for pattern in (_UNIT_TAIL, _MARK_TAIL):
        match = pattern.search(label)
        if match and match.start() > 0:
            return label[: match.start()].rstrip()
    return label


def opened(label: str) -> str:
    """A normal label with its brackets taken off and what they hold kept: 流动性覆盖率（LCR1） is 流动性覆盖率 LCR1."""
    return " ".join(re.sub(r"[()\[\]【】]", " ", label).split())


def split_brackets(label: str) -> tuple[str, tuple[str, ...]]:
    """A normal label outside its brackets, and what the brackets say beside units, notes and formulas."""
    inside = tuple(text.strip() for text in _BRACKETS.findall(label))
    outside = " ".join(_BRACKETS.sub(" ", label).split())
    return outside, tuple(text for text in inside if text and not _NOTE.match(text))
