"""Tables of born-digital PDFs with cells too narrow for their text."""

from __future__ import annotations

from tests.unit.collect.pdf_pages import Sheet
from tests.unit.collect.test_pdf_layouts import read
from tests.unit.collect.test_pdf_tables import ROWS, texts


def test_the_pieces_of_a_line_spread_to_the_width_of_its_cell_are_no_columns() -> None:
    people = [("张伟", "副总经理", "2013 年 7"), ("赵文静", "合规负责人", "2020 年 12"), ("周强", "董事长", "")]

    def page(sheet: Sheet) -> None:
        for y in (188, 212, 212 + 36 * len(people)):
            sheet.rule(72, y, 420, y)
        for x, name in zip((72, 150, 230, 290), ("姓名", "职务", "任职时间", "主要经历"), strict=True):
            sheet.text(x, 204, name, 9)
        for number, (name, post, since) in enumerate(people):
            y = 234 + 36 * number
            sheet.text(72, y, name, 9)
            sheet.text(150, y, post, 9)
            if since:
                year, word, month = since.split()
                sheet.text(230, y - 7, year, 9)
                sheet.text(255, y - 7, word, 9)
                sheet.text(280, y - 7, month, 9, "right")
                sheet.text(230, y + 7, "月", 9)
            else:
                sheet.text(230, y, "2015年3月", 9)
            sheet.text(290, y, "无重大变化", 9)

    (table,) = read(page)
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 1)
    assert [row[2].replace(" ", "") for row in texts(table)[1:]] == ["2013年7月", "2020年12月", "2015年3月"]


def test_amounts_side_by_side_are_no_spread_line_though_the_stream_sets_a_second_table_beside_the_first() -> None:
    def page(sheet: Sheet) -> None:
        for left in (72.0, 320.0):
            sheet.rows([left, left + 120, left + 220], 200, 18, [row[:2] for row in ROWS])

    found = [row for table in read(page) for row in texts(table)]
    assert sum("488,353.40" in row for row in found) >= 1
    assert not any("认可资产488" in text.replace(" ", "") for row in found for text in row)
