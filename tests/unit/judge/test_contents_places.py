"""The contents against the pages: what is printed at the foot of a page counts, not the page of the file."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from compliance_check.extract.sections import sections_of
from compliance_check.judge.structure.contents_places import page_oddities, page_offset
from compliance_check.model import Block, Disclosure, Document, Furniture, Heading, Line, Paragraph, Passage, Table

TITLES = ("公司简介", "经营情况", "偿付能力", "社会责任")


def passage(text: str, page: int) -> Passage:
    return Passage(text, text, lines=(Line(0, page=page),))


def report(stated: Sequence[int], standing: Sequence[int], before: int = 2, foot: str = "- {} -") -> Disclosure:
    """Contents on page 2 of the file, the headings on the printed pages `standing`, `before` pages without a number."""
    blocks: list[Block] = [
        Furniture(passage=passage(f"{title}………………{page}", 2), role="contents")
        for title, page in zip(TITLES, stated, strict=True)
    ]
    for title, page in zip(TITLES, standing, strict=True):
        blocks.append(Heading(passage=passage(title, page + before), level=1, title=title))
        blocks.append(Paragraph(passage=passage("一段文字，说明这一节的情况。", page + before)))
    blocks += [
        Furniture(passage=passage(foot.format(number), number + before), role="page_number") for number in range(1, 20)
    ]
    document = Document(id="d1", path="-", sha256="0", media_type="application/pdf", blocks=tuple(blocks))
    return Disclosure(document=document, language="zh", sections=sections_of(document))


def test_the_pages_agree() -> None:
    assert page_offset(report((1, 5, 9, 12), (1, 5, 9, 12))) == 2
    assert not list(page_oddities(report((1, 5, 9, 12), (1, 5, 9, 12))))


def test_an_entry_that_is_three_pages_off_is_told_with_both_pages() -> None:
    (oddity,) = page_oddities(report((1, 5, 9, 12), (1, 5, 9, 15)))
    assert "“社会责任”目录为第 12 页，实为第 15 页" in oddity.items
    assert len(oddity.anchors) == 2


def test_a_heading_is_told_from_its_namesake_by_its_number() -> None:
    own = report((1, 5, 9, 12), (1, 5, 9, 15))
    namesake = Heading(passage=passage("一、社会责任", 18), level=2, number="一、", title="社会责任")
    blocks = [
        block.model_copy(update={"passage": passage(f"第四节 {block.passage.text}", block.passage.lines[0].page or 0)})
        if not isinstance(block, Table) and block.passage.text.startswith("社会责任")
        else block
        for block in own.document.blocks
    ]
    document = own.document.model_copy(update={"blocks": (*blocks, namesake)})
    (oddity,) = page_oddities(own.model_copy(update={"document": document}))
    assert oddity.other == "1" and "实为第 15 页" in oddity.items


def test_all_that_moved_is_one_finding() -> None:
    (oddity,) = page_oddities(report((1, 5, 9, 12), (1, 5, 10, 13)))
    assert oddity.other == "2"


@pytest.mark.parametrize("foot", ["{} / 19", "第 {} 页", "第 {} 页 共 19 页", "{}"])
def test_page_numbers_are_read_however_they_are_printed(foot: str) -> None:
    assert page_offset(report((1, 5, 9, 12), (1, 5, 9, 12), foot=foot)) == 2


def test_contents_that_count_otherwise_are_left_alone() -> None:
    assert not list(page_oddities(report((3, 7, 11, 14), (1, 5, 9, 12))))


def test_without_printed_numbers_nothing_is_known() -> None:
    assert page_offset(report((1, 5, 9, 12), (1, 5, 9, 12), foot="机密")) is None
    assert not list(page_oddities(report((1, 5, 9, 12), (1, 5, 9, 15), foot="机密")))
