"""Characters that stand apart, and characters that are taken for others."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from compliance_check.collect.pdf.quality import is_cipher
from tests.unit.collect.pdf_pages import Sheet, document, draw
from tests.unit.collect.test_pdf_tables import tables


def test_a_run_of_spaced_characters_is_closed_beside_others_and_around_punctuation() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "公司核 心 偿 付 能 力 充 足 率为208.71%。")
        sheet.text(300, 150, "单 位 ： 万 元")
        sheet.grid([72, 172, 272, 372], [160, 178, 196])
        sheet.rows([72, 172, 272, 372], 172, 18, [["项目", "期末数", "期初数"], ["实际资本", "174.43", "166.48"]])

    doc = document(draw(page))
    assert doc.blocks[0].passage.text == "公司核心偿付能力充足率为208.71%。"
    (table,) = tables(doc)
    assert table.unit is not None and table.unit.text == "单位：万元"


def codes(text: str) -> NDArray[np.uint32]:
    return np.array([ord(character) for character in text * 4], np.uint32)


@pytest.mark.parametrize("text", ["諱劺谑俲鹟犏瓩侈嚲傖彳嬃玃籥纛躞612,480.35", "闶鄀牁傢杧垯溁湣潵磩"])
def test_ideographs_that_no_text_uses_are_a_broken_character_map(text: str) -> None:
    assert is_cipher(codes(text))


@pytest.mark.parametrize(
    "text",
    [
        "國際財務報告準則第號保險合約償付能力資產負債表綜合收益準備",
        "董事：王喆、李淼、张珺、陈琨、赵翀、钱昉、孙昱、周玥、吴晗、郑彧、冯旸、褚晟",
        "612,480.35 and no ideograph",
    ],
)
def test_traditional_characters_and_those_of_names_can_be_read(text: str) -> None:
    assert not is_cipher(codes(text))
