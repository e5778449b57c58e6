"""The five real documents: every numbered heading, the table, the paragraphs that hold figures, and nothing lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from text_samples import assert_faithful, outline

from compliance_check.collect import read
from compliance_check.model import Document, Heading, Paragraph, Table

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents (../shared/seeds) are not here"),
]
NUMBERS = {
    "000": "第一部分 第二部分 （一） （二） 第三部分 （一） （二） （三） （四） 第四部分 （一） （二） （三） "
    "第五部分 （一） （二） 第六部分 第七部分 第八部分 第九部分 第十部分 第十一部分 第十二部分",
    "001": "第一部分 第一节 (一) (二) 第二节 第三节 第四节 第二部分 第一节 第二节 第三节 第四节 第五节 第六节 第七节 "
    "(一) (二) 第八节 （一） （二） （三） （四） 第九节 第三部分 第一节 第二节 第三节 第四节",
    "002": "一、 （一） （二） （三） （四） （五） 二、 三、 （一） （二） （三） （四） 四、 （一） 1. 2. 1） 2） "
    "3） 4） 5 ) 一、 （一） （二） （三） 二、 （一） （二） （三） （一） 一、 （二） （三） （一） 二、 （二） "
    "三、 （一） （二）",
    "003": "一、",
    "004": "一、 二、 （一） （二） （三） （四） 三、",
}


def seed(number: str) -> Path:
    return next(SEEDS.glob(f"{number}_*.txt"))


def paragraphs(document: Document) -> list[str]:
    return [block.passage.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("number", sorted(NUMBERS))
def test_every_numbered_heading_is_found_and_no_other(number: str) -> None:
    headings = [block for block in read(seed(number), "d1").blocks if isinstance(block, Heading)]
    assert " ".join(heading.number for heading in headings if heading.number) == NUMBERS[number]


@pytest.mark.parametrize("number", sorted(NUMBERS))
def test_no_character_is_lost(number: str) -> None:
    assert_faithful(seed(number).read_text(encoding="utf-8"), read(seed(number), "d1"))


@pytest.mark.parametrize("number", sorted(NUMBERS))
def test_reading_takes_a_moment_and_is_the_same_twice(number: str) -> None:
    first = read(seed(number), "d1")
    start = time.perf_counter()
    assert read(seed(number), "d1") == first
    assert time.perf_counter() - start < 1


def test_the_solvency_table_with_its_unit() -> None:
    tables = [block for block in read(seed("001"), "d1").blocks if isinstance(block, Table)]
    assert [(table.rows, table.columns, table.header_rows) for table in tables] == [(9, 2, 1)]
    table = tables[0]
    assert table.unit is not None and table.unit.text == "单位: 万元"
    actual = next(cell for cell in table.cells if cell.text == "97,231.28")
    assert actual.passage.source == "实际资本\t97,231.28"
    assert actual.passage.lines[0].line == 149


def test_no_strong_mark_is_left() -> None:
    document = read(seed("001"), "d1")
    assert not any("*" in line for line in outline(document) if "7*24" not in line)
    assert any("I -|全国首家：众惠相互成立于" in line for line in outline(document))


def test_figures_broken_over_lines_are_whole_again() -> None:
    responsibility, esg = paragraphs(read(seed("000"), "d1")), paragraphs(read(seed("002"), "d1"))
    assert any("资产总额为 19.98亿元（未经审计）" in text for text in responsibility)
    assert any("2022 年实现保费收入约8.14 亿元" in text for text in responsibility)
    assert any("家庭账户期交保费贡献比例达26.51%" in text for text in esg)
    assert any("2020年及 2021 年分别收到客户投诉 76件、98 件" in text for text in esg)


def test_running_headers_and_contents_are_no_text() -> None:
    esg = paragraphs(read(seed("002"), "d1"))
    assert "开篇" not in esg and not any(text.endswith("ESG报告 13") for text in esg)
    assert not any("------" in text for text in paragraphs(read(seed("000"), "d1")))
