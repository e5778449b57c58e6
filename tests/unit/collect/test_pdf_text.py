"""Reading order, paragraphs, headings and furniture of born-digital PDFs."""

from __future__ import annotations

import numpy as np
import pytest

from compliance_check.collect.pdf.tall import lower_tall
from compliance_check.model import Document, Furniture, Heading, Paragraph
from tests.unit.collect.pdf_pages import HEIGHT, WIDTH, Sheet, document, draw

LINE = "本公司二零二五年第四季度各项业务运行平稳赔付支出与上年同期相比略有下降现金流充足"


def paragraphs(doc: Document) -> list[str]:
    return [block.passage.text for block in doc.blocks if isinstance(block, Paragraph)]


def test_wrapped_lines_become_one_paragraph_that_maps_back_to_its_lines() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(93, 100, LINE[:38])
        words = "。本季度末实际资本为12,345.67万元，本季度末最低资本为5,000.00万元，偿付能力充足"
        sheet.text(72, 117, LINE[38:] + words)
        sheet.text(72, 134, "率为246.91%。")

    doc = document(draw(page))
    (text,) = paragraphs(doc)
    assert text.endswith("充足率为246.91%。") and "\n" not in text
    passage = doc.blocks[0].passage
    start = text.index("246.91%")
    line = passage.line_at(start)
    assert line is not None and line.page == 1 and line is passage.lines[2]
    assert passage.source_slice(start, start + 7) == "246.91%"
    box = passage.bbox(start, start + 7)
    assert box is not None
    assert box[0] == pytest.approx(72 + 2 * 10.5, abs=1)
    assert box[1] < 134 < box[3] + 1


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(sheet: Sheet) -> None:
        for number in range(8):
            sheet.text(60, 100 + 15 * number, f"左栏第{number}行" + LINE[:18], 9.5)
            sheet.text(310, 104 + 15 * number, f"右栏第{number}行" + LINE[:18], 9.5)

    text = "".join(paragraphs(document(draw(page))))
    assert [text.index(f"左栏第{n}行") for n in range(8)] == sorted(text.index(f"左栏第{n}行") for n in range(8))
    assert text.index("左栏第7行") < text.index("右栏第0行")


def test_running_header_and_page_number_are_set_apart_and_a_sentence_goes_on_over_the_page() -> None:
    def page(number: int) -> object:
        def body(sheet: Sheet) -> None:
            sheet.text(72, 45, "某某财产保险股份有限公司偿付能力报告摘要", 9)
            for row in range(30):
                last = number == 3 and row == 29
                turned = LINE[7 * number + row % 9 :] + LINE[: 7 * number + row % 9]
                sheet.text(72, 90 + 20 * row, LINE[:20] + "。" if last else turned)
            sheet.text(WIDTH / 2, HEIGHT - 36, f"第 {number} 页 共 3 页", 9, "centre")

        return body

    doc = document(draw(page(1), page(2), page(3)))
    furniture = [block for block in doc.blocks if isinstance(block, Furniture)]
    assert [block.role for block in furniture] == ["header", "page_number"] * 3
    (only,) = [block for block in doc.blocks if isinstance(block, Paragraph)]
    assert {line.page for line in only.passage.lines} == {1, 2, 3}
    assert "页" not in only.passage.text


def test_headings_get_levels_from_number_and_size() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 80, "第一部分 公司信息", 16)
        sheet.text(72, 110, "（一）基本情况", 13)
        for row in range(6):
            sheet.text(72, 140 + 17 * row, LINE)
        sheet.text(72, 260, "1. 主要风险")
        sheet.text(93, 280, LINE[:20] + "。")

    headings = [block for block in document(draw(page)).blocks if isinstance(block, Heading)]
    assert [(h.level, h.number, h.title) for h in headings] == [
        (1, "第一部分", "公司信息"),
        (2, "（一）", "基本情况"),
        (3, "1", "主要风险"),
    ]


def test_spaced_out_characters_are_closed_in_the_text_and_kept_in_the_source() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "偿 付 能 力 充 足 率 为 208.71%，高于监管要求。")

    doc = document(draw(page))
    passage = doc.blocks[0].passage
    assert passage.text.startswith("偿付能力充足率为")
    start = passage.text.index("208.71%")
    assert passage.source_slice(start, start + 7) == "208.71%"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_rotated_page_reads_the_same_and_its_boxes_are_those_of_the_page_as_displayed(rotation: int) -> None:
    def page(sheet: Sheet) -> None:
        for row in range(5):
            sheet.text(72, 100 + 17 * row, LINE)

    doc = document(draw(page, rotation=rotation))
    assert "".join(paragraphs(doc)).replace("\n", "") == LINE * 5
    assert (doc.pages[0].width > doc.pages[0].height) == (rotation in (90, 270))
    first = doc.blocks[0].passage.lines[0].bbox
    assert first is not None
    x0, y0, x1, y1 = first
    assert 0 <= x0 < x1 <= doc.pages[0].width and 0 <= y0 < y1 <= doc.pages[0].height
    assert (x1 - x0 > y1 - y0) == (rotation in (0, 180))


def test_lines_on_a_page_of_short_lines_stay_apart() -> None:
    def full(sheet: Sheet) -> None:
        for row in range(8):
            sheet.text(72, 80 + 17 * row, LINE)

    def short(sheet: Sheet) -> None:
        for row, words in enumerate(["七、主要会计数据和财务指标", "(一) 主要会计数据", "□适用 √不适用", "无"]):
            sheet.text(72, 80 + 17 * row, words)

    blocks = [b for b in document(draw(full, short)).blocks if b.passage.lines[0].page == 2]
    assert [block.passage.text for block in blocks] == [
        "七、主要会计数据和财务指标",
        "(一) 主要会计数据",
        "□适用 √不适用",
        "无",
    ]


def test_a_choice_to_tick_never_goes_on_with_the_line_above() -> None:
    def page(sheet: Sheet) -> None:
        for row in range(6):
            sheet.text(72, 80 + 17 * row, LINE)
        sheet.text(72, 80 + 17 * 6, "□适用 √不适用")

    assert document(draw(page)).blocks[-1].passage.text == "□适用 √不适用"


def test_the_further_lines_of_a_numbered_item_may_hang() -> None:
    def page(sheet: Sheet) -> None:
        for row in range(6):
            sheet.text(72, 80 + 17 * row, LINE)
        sheet.text(72, 200, "一、" + LINE[:-2])
        sheet.text(93, 217, "所列的各项内容。")

    texts = [block.passage.text for block in document(draw(page)).blocks]
    assert texts[-1] == "一、" + LINE[:-2] + "所列的各项内容。"


def test_headings_of_one_rank_are_on_one_level_wherever_they_stand() -> None:
    lines = [
        "第一节 释义",
        "一、 释义",
        "第二节 公司简介",
        "一、 公司信息",
        "（一） 名称",
        "1. 中文名称",
        "二、 联系人",
    ]

    def page(sheet: Sheet) -> None:
        for row, words in enumerate(lines):
            sheet.text(72, 80 + 50 * row, words, 14 if words.startswith("第") else 10.5)
            sheet.text(93, 100 + 50 * row, LINE[:20] + "。")

    headings = [block for block in document(draw(page)).blocks if isinstance(block, Heading)]
    assert [(h.level, h.number) for h in headings] == [
        (1, "第一节"),
        (2, "一"),
        (1, "第二节"),
        (2, "一"),
        (3, "（一）"),
        (4, "1"),
        (2, "二"),
    ]


def test_what_can_begin_no_paragraph_goes_on_with_the_line_above() -> None:
    def page(sheet: Sheet) -> None:
        for row in range(6):
            sheet.text(72, 100 + 17 * row, LINE)
        sheet.text(72, 240, "本期发生企业合并，被合并方实现")
        sheet.text(72, 257, "的净利润为12.34万元。")

    assert "被合并方实现的净利润为12.34万元。" in "".join(paragraphs(document(draw(page)))[-1:])


def test_an_ideograph_whose_box_reaches_into_the_line_above_gets_the_height_of_the_others() -> None:
    boxes = np.array([[0, 100, 9, 109], [9, 100, 18, 109], [18, 91, 27, 109.5], [27, 100, 36, 109]], np.float32)
    codes = np.frombuffer("独立董事".encode("utf-32-le"), np.uint32)
    lower_tall(0, boxes, codes, np.ones(4, bool))
    assert boxes[2].tolist() == [18, 100.5, 27, 109.5]


def test_large_type_beside_small_type_keeps_its_height() -> None:
    boxes = np.array([[0, 93, 18, 111], [18, 100, 27, 109], [27, 100, 36, 109]], np.float32)
    before = boxes.copy()
    lower_tall(0, boxes, np.frombuffer("独立董".encode("utf-32-le"), np.uint32), np.ones(3, bool))
    assert (boxes == before).all()
