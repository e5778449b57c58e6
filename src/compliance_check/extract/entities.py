"""Whose disclosure it is: the full legal name, the short names that the text gives it, the type of company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from compliance_check.extract import opening
from compliance_check.model import Document, Table

_LEGAL = (
    r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司)|集团公司|(?:相互|互助)保险社|保险(?:互助|相互)社|出口信用保险公司|"
    r"(?<=[)）])公司|再保险(?:股份)?公司(?=(?:(?![及各和等与下属])[\u4e00-\u9fff]){2,4}分公司)"
)
_BRANCH = r"(?:(?:(?![及各和等与下属])[\u4e00-\u9fff]){2,4}分公司)?"
_NAME = re.compile(
    rf"(?:(?!公司|保险社)[\u4e00-\u9fff]){{2,18}}(?:[（(][\u4e00-\u9fff]{{2,6}}[)）][\u4e00-\u9fff]{{0,10}}?)?(?:{_LEGAL}){_BRANCH}"
)
_INSURER = re.compile(r"保险|人寿|财险|产险|寿险|健康险|养老|劳合社")
_INTERMEDIARY = re.compile(r"保险(?:经纪|代理|销售|公估|评估)|经纪|会计师|评估|资产管理|信托|基金|银行|证券")
_NAME_EN = re.compile(
    r"\b(?:[A-Z][\w&'.-]{0,24}\s+|of\s+|and\s+|\([A-Z]\w+\)\s*){1,8}"
    r"(?:Insurance|Reinsurance|Assurance|Life|Mutual)\b(?:\s+(?:Group|Society|\([A-Z]\w+\)|and|&|[A-Z][\w&'.-]{0,24})){0,4}"
    r"(?:\s+(?:Company\s+Limited|Co\.?,?\s*Ltd\.?|Limited|Corporation|Inc\.?|Ltd\.?|Company|Society))"
)
_LEAD_WORDS = re.compile(
    r"^.*(?:本报告(?:以|是|为|由)|本公告|关于|是指|系指|指代|使用|发布|披露|根据|按照|设立的?|批准的?|组织|机构|首家|名称|全称|简称|主体|"
    r"成立的?|年度?|季度|我司|以及|[以是为系对向与及了称由经于]|(?<!中)原|^和(?![谐泰]))(?=[\u4e00-\u9fff]{2})"
)
"""What may stand before a name in a sentence; 原 and 和 occur in names of insurers, hence the exceptions."""

_LABELLED = re.compile(
    r"(?:公司(?:法定)?(?:中文)?(?:名称|全称)|(?:法定|中文|企业|机构|单位)(?:中文)?(?:名称|全称)|披露(?:主体|机构)|报告主体)"
    r"\s*(?:[（(]中文[)）])?\s*[:：]?\s*$"
)
_DEFINED = re.compile(
    r"\s*[（(][^（）()]{0,12}?(?:以下|下)?(?:合|统)?[简下]?称(?:为|:|：|,|，)?\s*(?P<names>[^（）()]{1,60})[)）]"
)
_DEFINED_EN = re.compile(r"\s*\((?P<names>[^()]{0,40}[“\"][^()]{1,80})\)")
_QUOTED = re.compile(r"[“\"「『‘']([^“”\"「」『』‘’']{1,30})[”\"」』’']")
_STANDS_FOR = re.compile(
    r"(?P<names>(?:[“\"「][^”\"」]{1,20}[”\"」]\s*[、,，和或及与]?\s*){1,6})"
    r"\s*(?:来?指代|代指|代表|均?指)\s*[“\"「]?$"
)
_TYPES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("foreign_branch", r"再保险.*分公司$|reinsurance.*branch$"),
        ("group", r"集团|控股|group|holding"),
        ("captive", r"自保|专属财产|captive"),
        ("mutual", r"相互保险|互助保险|保险互助|mutual"),
        ("reinsurer", r"再保险|reinsurance"),
        ("health", r"健康保险|health insurance"),
        ("pension", r"养老保险|pension"),
        # 中国人寿财产保险 is a property insurer: 财产 is looked for before 人寿.
        ("property", r"财产|农业保险|责任保险|信用保险|汽车保险|property|casualty|general insurance"),
        ("life", r"人寿|life (?:insurance|assurance)"),
    )
)
_BRANDS = (
    (re.compile(r"(?:财产|人寿|健康)?(?:相互|互助)保险社$"), ("相互", "互助")),
    (re.compile(r"人寿保险(?:股份)?(?:有限)(?:责任)?公司$"), ("人寿",)),
    (
        re.compile(r"(?:财产|健康|养老|农业|再)?保险(?:股份)?(?:有限)(?:责任)?公司$"),
        ("财险", "产险", "财产", "健康", "养老", "农险", "再保险", "再保", "保险"),
    ),
)


_LINE = 200
"""A line 公司名称： and its name are short."""

_USED = 2
"""A short name that the text never defines must be used this often beside the full name."""


@dataclass(frozen=True, slots=True)
class Entity:
    """The company of a disclosure; name and type are None where the document does not say them for certain.

    short_names: as the text defines them (以下简称“…”), then as it plainly uses them, in that order.
    company_type: property, life, reinsurer, group, mutual, captive, foreign_branch, health, pension.
    """

    name: str | None = None
    short_names: tuple[str, ...] = ()
    company_type: str | None = None


def find_entity(document: Document) -> Entity:
    """The company that a document is about: by its cover, its table of facts, its definitions, how often it occurs."""
    text = opening.opening_text(document, 40_000)
    points: dict[str, float] = {}
    for name, worth in _candidates(document, text):
        points[name] = points.get(name, 0) + worth
    if not points:
        return Entity()
    # Of equals the name that stands first in the document wins: dict order is reading order.
    name = max(points, key=lambda candidate: points[candidate])
    return Entity(name, _short_names(name, text), company_type(name))


def company_type(name: str) -> str | None:
    """The type that a full legal name states, None where it does not."""
    return next((kind for kind, pattern in _TYPES if pattern.search(name)), None)


def _candidates(document: Document, text: str) -> Iterator[tuple[str, float]]:
    for line in (*opening.cover_lines(document), *opening.running_titles(document)):
        for name in _names(line):
            yield name, 12 if line.strip(" #*").replace(" ", "") == name else 8
    yield from ((name, 9) for name in _labelled(document))
    known = _frequent(text)
    for name, count in known.items():
        defined = any(_definition(text, match.end()) for match in re.finditer(re.escape(name), text))
        yield name, min(count, 6) * 0.5 + (5 if defined else 0)


def _names(text: str) -> list[str]:
    """The insurers named in a text, without the words of the sentence that lead up to them."""
    plain = text if re.search(r"[A-Za-z] [A-Za-z]", text) else text.replace(" ", "")
    chinese = [_trimmed(match.group()) for match in _NAME.finditer(plain)]
    english = [" ".join(match.group().split()) for match in _NAME_EN.finditer(text)]
    return [name for name in (*chinese, *english) if _is_insurer(name)]


def _is_insurer(name: str) -> bool:
    if name.isascii():
        return not re.search(r"Brok|Agency|Asset", name)
    return len(name) >= 6 and bool(_INSURER.search(name)) and not _INTERMEDIARY.search(name)


def _trimmed(name: str) -> str:
    """The name without the beginning of its sentence: 本报告以横琴人寿… is 横琴人寿…."""
    match = _LEAD_WORDS.match(name)
    rest = name[match.end() :] if match else name
    return rest if _INSURER.search(rest) and len(rest) >= 6 else name


def _frequent(text: str) -> dict[str, int]:
    """The insurers named in a text and how often; a longer string that always ends in a shorter name counts for it."""
    counts: dict[str, int] = {}
    for name in _names(text):
        counts[name] = counts.get(name, 0) + 1
    merged: dict[str, int] = {}
    for name, count in counts.items():
        inner = [other for other in counts if other != name and name.endswith(other) and counts[other] >= count]
        key = min(inner, key=len) if inner else name
        merged[key] = merged.get(key, 0) + count
    return merged


def _labelled(document: Document) -> Iterator[str]:
    """Names that follow 公司名称： in the same passage, the next one, or the next cell of a table."""
    for block in document.blocks[:200]:
        if isinstance(block, Table):
            for cell, after in pairwise(block.cells):
                if _LABELLED.search(cell.text) and after.row == cell.row:
                    yield from _names(after.text)[:1]
    lines = [passage.text[:_LINE] for _, passage in islice(document.passages(), 200)]
    for line, following in pairwise([*lines, ""]):
        head, _, tail = line.partition("：" if "：" in line else ":")
        if tail and _LABELLED.search(head):
            yield from _names(tail)[:1]
        elif _LABELLED.search(line):
            yield from _names(following)[:1]


def _short_names(name: str, text: str) -> tuple[str, ...]:
    plain = text if name.isascii() else text.replace(" ", "")
    found: list[str] = []
    for match in re.finditer(re.escape(name), plain):
        if defined := _definition(plain, match.end()):
            quoted = _QUOTED.findall(defined["names"])
            found += quoted or re.split(r"[、,，或和及/]", defined["names"])
        if stands := _STANDS_FOR.search(plain[max(0, match.start() - 90) : match.start()]):
            found += _QUOTED.findall(stands["names"])
    elsewhere = plain.replace(name, "")
    found += [brand for brand in _brands(name) if elsewhere.count(brand) >= _USED]
    cleaned = (word.strip(" “”\"'‘’") for word in found)
    return tuple(word for word in dict.fromkeys(cleaned) if 1 < len(word) <= 30 and word != name)


def _definition(text: str, position: int) -> re.Match[str] | None:
    """The definition of short names that begins at `position`, right behind the full name."""
    return _DEFINED.match(text, position) or _DEFINED_EN.match(text, position)


def _brands(name: str) -> Iterator[str]:
    """What a company of this name is commonly called: X财产相互保险社 is X相互, X人寿保险… is X人寿."""
    for pattern, endings in _BRANDS:
        if match := pattern.search(name):
            stem = name[: match.start()]
            if len(stem) >= 2:
                yield from (stem + ending for ending in endings)
            return
