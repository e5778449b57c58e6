"""Whose and which figures stand where: the company's own beside the group's, a subsidiary's, those of a note.

An annual report prints 货币资金 a dozen times: for the group, for the company alone, for each subsidiary, and in notes
that break it down, pledge it or translate it. They are not one fact. Headings, the titles of statements and sentences
that begin with another company's name tell them apart; a figure under one of them gets it as a dimension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract import opening
from compliance_check.model import Block, Document, Furniture, Heading, Table

COMPANY = {"consolidation": "company"}
"""The dimension of a figure of the company alone, in a document that also speaks of the group."""

_STATEMENT = re.compile(
    r"(?P<both>(?:合并(?:及|和|与)(?:母|本)?公司|(?:本集团|集团)(?:及|和|与)本?公司))?(?P<group>合并|集团)?"
    r"(?P<company>母公司|(?:^|(?<=[\s。：:]))(?:本?公司|本?银行))?"
    r"(?:资产负债表|利润表|损益表|综合收益表|现金流量表|(?:所有者|股东|净资产)权益变动表|(?:所有者|股东)权益表)"
    r"(?:[（(]续[)）]|续表?|[-—]\s*续)?\s*$"
)
"""The title of a statement at the end of a line; 某某有限公司资产负债表 says nothing of the group."""

_COMPANY_NOTES = re.compile(r"(?:母公司|^公司)(?:财务|会计)?报表.{0,6}(?:注释|附注)")
_NOTES = re.compile(
    r"(?:财务|会计)报表.{0,8}(?:注释|附注)|报表项目.{0,4}(?:注释|附注)|报表附注|重要会计政策|会计政策[和及、]会计估计|^税项$|"
    r"合并范围的(?:变更|变动)|在其他主体中的权益|金融工具(?:及其)?(?:相关的)?风险|公允价值的?(?:披露|计量)|"
    r"(?:重要)?承诺(?:及|和|、)或有|资产负债表日后|分部(?:信息|报告)|首次执行|非经常性损益|补充资料|资产受限|受到限制的资产"
)
_OTHERS = re.compile(
    r"(?:控股|参股|附属|子|孙|分)公司(?!治理)|附属(?:机构|企业)|(?:控股|并表|分支)机构|(?:合营|联营|被投资|参股)(?:企业|单位|公司)|被购买方|控股股东|实际控制人|"
    r"主要股东|交易对(?:方|手)|结构化主体|重大(?:的)?(?:非)?股权投资"
)
_LEGAL_NAME = re.compile(
    r"[\u4e00-\u9fff（()）]{2,30}?(?:有限(?:责任)?公司|股份公司|合伙企业)|"
    r"[A-Z][\w&.,'()（） -]{2,40}?(?:LIMITED|LTD|Limited|Ltd|Inc|LLC)"
)
_PROSE = 100
_ITEM_NUMBER = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）、.．]?|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳])\s*")


def scopes(document: Document, names: tuple[str, ...]) -> list[dict[str, str]]:
    """For each block of the document the dimensions that its place gives to its figures; mostly none.

    names: the disclosing company's own, full and short.
    """
    own = tuple(opening.folded(name) for name in names)
    two = _states_both(document)
    return [found if two else _without_company(found) for found in _walk(document, own)]


def _walk(document: Document, own: tuple[str, ...]) -> Iterator[dict[str, str]]:
    path: list[tuple[int, dict[str, str]]] = []
    statement: dict[str, str] = {}
    for block in document.blocks:
        if isinstance(block, Furniture):
            yield {}
            continue
        line = _title_line(block)
        title = _STATEMENT.search(line) if line else None
        if isinstance(block, Heading):
            while path and path[-1][0] >= block.level:
                path.pop()
            path.append((block.level, _of_heading(block, own, path[-1][1] if path else {})))
            statement = {}
        elif not isinstance(block, Table) and len(block.passage.text) > _PROSE:
            statement = {}  # below a statement stand signatures; running text opens something else
        if title is not None:
            statement = COMPANY if title["company"] and not title["group"] and not title["both"] else {}
        here = {**(path[-1][1] if path else {}), **statement}
        yield here if isinstance(block, Table) else _of_sentence(block.passage.text, own, here)


def _title_line(block: Block) -> str:
    """The short line of a block that may be the title of a statement."""
    passage = block.caption if isinstance(block, Table) else block.passage
    text = passage.text.strip() if passage is not None else ""
    return text if len(text) <= 80 else ""


def _of_heading(heading: Heading, own: tuple[str, ...], above: dict[str, str]) -> dict[str, str]:
    """What a heading adds to the headings above it."""
    title = heading.title or heading.passage.text
    if _COMPANY_NOTES.search(title):
        return {**COMPANY, "context": _folded(title)}
    other = _other_company(title, own)
    if other or _OTHERS.search(title) or _NOTES.search(title) or "context" in above:
        return {**above, "context": other or _folded(title)}
    return above


def _of_sentence(text: str, own: tuple[str, ...], here: dict[str, str]) -> dict[str, str]:
    """A passage that begins with another company's name speaks of that company."""
    other = _other_company(text[:60], own)
    return {**here, "context": other} if other else here


def _other_company(text: str, own: tuple[str, ...]) -> str:
    """The name of another company with which a text begins, its number aside; "" without one."""
    number = _ITEM_NUMBER.match(text)
    match = _LEGAL_NAME.match(text, number.end() if number else 0)
    if match is None:
        return ""
    name = opening.folded(match.group())
    return "" if any(name in known or known in name for known in own) else match.group().strip()


def _states_both(document: Document) -> bool:
    """Whether the document has statements of the company alone beside others."""
    kinds = set()
    for block in document.blocks:
        match = None if isinstance(block, Furniture) else _STATEMENT.search(_title_line(block))
        if match is not None and not match["both"]:
            kinds.add(bool(match["company"] and not match["group"]))
    return len(kinds) == 2


def _without_company(found: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in found.items() if key != "consolidation"}


def _folded(title: str) -> str:
    return " ".join(title.split())[:60]
