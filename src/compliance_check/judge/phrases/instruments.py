"""How instruments are cited: numbers without year or 第, and a definition clause that lost its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Disclosure

_ORDER = re.compile(
    r"》\s*[（(]\s*(?P<body>[\u4e00-\u9fff]{2,20}?)令\s*(?P<year>(?:[〔\[［(（]?\s*(?:19|20)\d{2}\s*[年〕\]］)）]?)?)\s*"
    r"(?P<nth>第?)\s*\d+\s*号"
)
_DATED_ORDERS = re.compile(r"保险监督管理委员会|银保监会|保监会|银监会|金融监督管理总局|金融监管总局|人民银行")
_LETTER = re.compile(r"》\s*[（(]\s*[\u4e00-\u9fff]{1,6}?(?:办发|发|规|函|监管)\s*(?:第\s*)?\d{1,4}\s*号")
_DEFINED = re.compile(
    r"《[^《》\n]{2,60}》\s*[（(]\s*(?:以下|下)(?:均|统)?简称\s*[^（()）\n]{1,30}[)）]\s*(?:之)?后\s*[，,]"
)
_ACTS = re.compile(
    r"发布|印发|实施|施行|出台|颁布|下发|签署|签订|公布|生效|收到|获得|取得|制定|修订|通过|审议|披露|执行|学习|落实|"
    r"贯彻|阅读|提交|报送|出具|推出|编制|完成|认购|投保|转发|废止|更新|接到|发出|订立|公告"
)


def number_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """（…令 11 号）: an order of the insurance regulator bears a year, every order 第, every letter 〔year〕."""
    anchors, items = [], []
    for passage in passages(disclosure):
        for match in (*_ORDER.finditer(passage.text), *_LETTER.finditer(passage.text)):
            if match.re is _ORDER and not _incomplete(match):
                continue
            anchors.append(passage.anchor(match.start() + 1, match.end()))
            items.append("".join(match.group().split()).lstrip("》").lstrip("（("))
    if anchors:
        yield Oddity(tuple(anchors), "”“".join(dict.fromkeys(items)))


def _incomplete(match: re.Match[str]) -> bool:
    dated = bool(match["year"]) or re.search(r"(?:19|20)\d{2}\s*年", match["body"]) is not None
    return (not match["nth"] and not dated) or (_DATED_ORDERS.search(match["body"]) is not None and not dated)


def verbless_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """《…》（以下简称“…”）后，: after its what? No verb stands before 后, nor before the title."""
    for passage in passages(disclosure):
        for match in _DEFINED.finditer(passage.text):
            low = max(passage.text.rfind(mark, 0, match.start()) for mark in "。；！？\n") + 1
            if not _ACTS.search(passage.text[low : match.start()]):
                yield Oddity((passage.anchor(match.start(), match.end()),), "".join(match.group().split()))
