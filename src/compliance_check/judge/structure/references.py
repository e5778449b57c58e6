"""Cross references, captions and unit lines: what the text points at must exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compliance_check.catalog import Vocabulary
from compliance_check.judge.structure.observations import Oddity, passages, shortened
from compliance_check.model import Anchor, Disclosure, Figure, Furniture, Table

_SEE = re.compile(
    r"(?:详见|参见|请见|见(?=本报告|第|附|表|图)|如)(?:本报告|本文|下文|上文|后文|前文)?(?:的)?(?:之)?[“「]?"
    r"(?:第\s*(?P<n>[一二三四五六七八九十\d]{1,3})\s*(?P<kind>部分|[章节编])|(?P<label>[表图])\s*(?P<number>\d{1,2}(?:[-.]\d{1,2})?)(?:所示)?)"
)
_OUTSIDE = re.compile(r"[》”]\s*(?:中)?(?:的)?(?:之)?$|办法|规则|指引|通知|年报|年度报告|规定|法")
_CAPTION = re.compile(
    r"^\s*(?P<label>[表图])\s*(?P<number>\d{1,2})(?![\d.\-年月])\s*[:：、.\s]?\s*(?=[\u4e00-\u9fffA-Za-z])"
)
_DIGIT = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_FEWEST_AMOUNTS = 3
_UNIT_FOR_ALL = re.compile(
    r"(?:金额|货币|计量)?单位(?:均)?(?:为|是)(?:人民币)?[百千万亿]*元|以(?:人民币)?[百千万亿]*元(?:为单位|列示|表示)"
)


def reference_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """见第六节, 见表3: sections and captions that the document does not have."""
    numbered = _sections(disclosure)
    captions = _captions(disclosure)
    for passage in passages(disclosure):
        for match in _SEE.finditer(passage.text):
            if _OUTSIDE.search(passage.text[max(match.start() - 16, 0) : match.start()]):
                continue
            anchor = passage.anchor(match.start(), match.end())
            if match["kind"]:
                known = numbered.get(match["kind"], set())
                if known and _number(match["n"]) not in known:
                    yield Oddity((anchor,), match.group())
            elif captions.get(match["label"]) and match["number"] not in captions[match["label"]]:
                yield Oddity((anchor,), match.group())


def caption_oddities(disclosure: Disclosure) -> Iterator[Oddity]:
    """Captions 表1, 表2, 表4: numbers left out or borne twice."""
    found: dict[str, list[tuple[int, Anchor]]] = {}
    for anchor, text in _caption_texts(disclosure):
        if match := _CAPTION.match(text):
            found.setdefault(match["label"], []).append((int(match["number"]), anchor))
    for label, items in found.items():
        for (before, first), (after, second) in pairwise(items):
            if after != before + 1 and len(items) >= 3 and after != 1:
                yield Oddity((first, second), f"{label}{before}、{label}{after}")


def unit_oddities(disclosure: Disclosure, vocabulary: Vocabulary) -> Iterator[Oddity]:
    """Tables with amounts of money whose unit nothing tells, all of them in one finding."""
    if any(_UNIT_FOR_ALL.search(passage.text) for passage in passages(disclosure)):
        return
    by_table: dict[int, list[Figure]] = {}
    for figure in disclosure.figures:
        concept = vocabulary.get(figure.concept) if figure.concept else None
        if figure.anchor.cell is not None and concept is not None and concept.measure == "money":
            by_table.setdefault(figure.anchor.block, []).append(figure)
    found: list[Figure] = []
    for figures in by_table.values():
        bare = [figure for figure in figures if figure.unit == "none" and figure.value]
        if len(bare) >= _FEWEST_AMOUNTS and len(bare) == len(figures):
            found.append(bare[0])
    if found:
        yield Oddity(tuple(figure.anchor for figure in found), shortened(found[0].label), str(len(found)))


def _sections(disclosure: Disclosure) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for section in disclosure.sections:
        if match := re.match(r"第\s*([一二三四五六七八九十\d]{1,3})\s*(部分|[章节编])", section.title):
            found.setdefault(match[2], set()).add(_number(match[1]))
    return found


def _captions(disclosure: Disclosure) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, text in _caption_texts(disclosure):
        if match := re.match(r"\s*([表图])\s*(\d{1,2}(?:[-.]\d{1,2})?)", text):
            found.setdefault(match[1], set()).add(match[2])
    return found


def _caption_texts(disclosure: Disclosure) -> Iterator[tuple[Anchor, str]]:
    for index, block in enumerate(disclosure.document.blocks):
        if isinstance(block, Furniture):
            continue
        if isinstance(block, Table):
            if block.caption is not None and block.cells:
                yield Anchor(block=index, start=0, end=0, cell=0), block.caption.text
        elif len(block.passage.text) <= 60:
            yield Anchor(block=index, start=0, end=len(block.passage.text)), block.passage.text


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGIT.get(text, 0)
    return (_DIGIT.get(tens, 1) if tens else 1) * 10 + _DIGIT.get(ones, 0)
