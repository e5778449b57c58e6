"""Tables of born-digital PDFs, in each style that reports use."""

from __future__ import annotations

import pytest

from compliance_check.collect.pdf import reader
from compliance_check.collect.pdf.parallel import read_in_processes
from compliance_check.collect.pdf.raw import PageTable
from compliance_check.collect.source import Source
from compliance_check.model import Document, Table
from tests.unit.collect.pdf_pages import Sheet, document, draw

XS = [72.0, 220.0, 320.0, 420.0]
ROWS = [
    ["项目", "本季度末", "上季度末"],
    ["认可资产", "488,353.40", "471,002.18"],
    ["认可负债", "391,122.12", "380,417.90"],
    ["实际资本", "97,231.28", "90,584.28"],
    ["其他", "(1,204.55)", "-"],
]
TOP, PITCH = 200.0, 18.0
BORDERS = [TOP - 12 + PITCH * row for row in range(len(ROWS) + 1)]


def tables(doc: Document) -> list[Table]:
    return [block for block in doc.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def draw_style(sheet: Sheet, style: str) -> None:
    x0, x1 = XS[0], XS[-1]
    if style == "grid":
        sheet.grid(XS, BORDERS)
    elif style == "areas":
        for x in XS:
            sheet.area(x - 0.25, BORDERS[0], x + 0.25, BORDERS[-1], 0)
        for y in BORDERS:
            sheet.area(x0, y - 0.25, x1, y + 0.25, 0)
    elif style == "three lines":
        for y in (BORDERS[0], BORDERS[1], BORDERS[-1]):
            sheet.rule(x0, y, x1, y)
    elif style == "row rules":
        for y in BORDERS:
            sheet.rule(x0, y, x1, y)
    elif style == "stripes":
        for row in range(0, len(ROWS), 2):
            sheet.area(x0, BORDERS[row], x1, BORDERS[row + 1])


@pytest.mark.parametrize("style", ["grid", "areas", "three lines", "row rules", "stripes", "none"])
def test_every_style_gives_the_same_cells(style: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "下表列示本季度末的主要指标。")
        sheet.text(420, 182, "单位：人民币万元", 9, "right")
        draw_style(sheet, style)
        sheet.rows(XS, TOP, PITCH, ROWS)
        sheet.text(72, 400, "以上数据未经审计。")

    (table,) = tables(document(draw(page)))
    assert texts(table) == ROWS
    assert table.header_rows == 1
    assert table.unit is not None and table.unit.text == "单位：人民币万元"
    assert table.method == ("ruled" if style in ("grid", "areas") else "borderless")


def test_a_figure_in_a_cell_has_its_own_box() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(XS, BORDERS)
        sheet.rows(XS, TOP, PITCH, ROWS)

    (table,) = tables(document(draw(page)))
    cell = next(cell for cell in table.cells if cell.text == "97,231.28")
    box = cell.passage.bbox(0, len(cell.text))
    assert box is not None
    assert box[2] == pytest.approx(XS[2] - 4, abs=0.6)
    assert BORDERS[3] < box[1] + 1 and box[3] - 1 < BORDERS[4]


def test_merged_header_cells_span_their_columns() -> None:
    xs = [72.0, 180.0, 260.0, 340.0, 420.0, 500.0]
    body = [["资产", "1.00", "2.00", "3.00", "4.00"], ["负债", "5.00", "6.00", "7.00", "8.00"]]

    def page(sheet: Sheet) -> None:
        for y in (200, 236, 254, 272):
            sheet.rule(72, y, 500, y)
        sheet.rule(180, 218, 500, 218)
        for x in xs:
            sheet.rule(x, 218 if x in (260, 420) else 200, x, 272)
        sheet.text(126, 222, "项目", 9, "centre")
        sheet.text(260, 212, "本季度末", 9, "centre")
        sheet.text(420, 212, "上季度末", 9, "centre")
        for left, words in zip(xs[1:], ["账面价值", "认可价值"] * 2, strict=False):
            sheet.text(left + 40, 230, words, 9, "centre")
        sheet.rows(xs, 248, 18, body)

    (table,) = tables(document(draw(page)))
    places = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert table.header_rows == 2
    assert places["项目"] == (0, 0, 2, 1)
    assert places["本季度末"] == (0, 1, 1, 2) and places["上季度末"] == (0, 3, 1, 2)
    assert texts(table)[2:] == body


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page(repeated: bool) -> None:
    def page(rows: list[list[str]], top: float) -> object:
        def body(sheet: Sheet) -> None:
            sheet.grid(XS, [top + PITCH * n for n in range(len(rows) + 1)])
            sheet.rows(XS, top + 12, PITCH, rows)

        return body

    head = ROWS[:1] if repeated else []
    (table,) = tables(document(draw(page(ROWS[:3], 700), page(head + ROWS[3:], 80))))
    assert texts(table) == ROWS
    assert [line.page for cell in table.cells if cell.row == 4 for line in cell.passage.lines] == [2, 2, 2]


def test_two_tables_side_by_side_stay_two() -> None:
    other = [x + 230 for x in (72.0, 170.0, 270.0)]
    one = [72.0, 170.0, 270.0]

    def page(sheet: Sheet) -> None:
        for xs in (one, other):
            sheet.grid(xs, BORDERS)
        sheet.rows(one, TOP, PITCH, [row[:2] for row in ROWS])
        sheet.rows(other, TOP, PITCH, [[row[0], row[2]] for row in ROWS])

    left, right = tables(document(draw(page)))
    assert texts(left) == [row[:2] for row in ROWS]
    assert texts(right) == [[row[0], row[2]] for row in ROWS]


def test_a_wrapped_label_stays_one_row_without_rules() -> None:
    def page(sheet: Sheet) -> None:
        sheet.rows(XS, 200, 18, ROWS[:3])
        sheet.text(76, 250, "其中：以公允价值计量且其变动", 9)
        sheet.text(76, 261, "计入当期损益的金融资产", 9)
        sheet.text(316, 255.5, "12,000.00", 9, "right")
        sheet.text(416, 255.5, "11,000.00", 9, "right")
        sheet.rows(XS, 280, 18, ROWS[3:])

    (table,) = tables(document(draw(page)))
    assert table.rows == 6
    assert texts(table)[3] == ["其中：以公允价值计量且其变动计入当期损益的金融资产", "12,000.00", "11,000.00"]


def test_pages_read_by_two_processes_are_the_same_pages() -> None:
    def page(number: int) -> object:
        def body(sheet: Sheet) -> None:
            sheet.text(72, 100, f"第{number}号表列示本季度末的主要指标。")
            draw_style(sheet, "grid" if number % 2 else "three lines")
            sheet.rows(XS, TOP, PITCH, [*ROWS[:-1], ["其他", "", "-"]])

        return body

    source = Source(draw(*[page(number) for number in range(6)]), "a.pdf", "d1", "application/pdf")
    with reader.opened(source, []) as pdf:
        alone = list(reader.read_pages(pdf, range(len(pdf)), "never"))
        together = read_in_processes(pdf, source, 2)
    assert any(table.empty for page in alone for table in page.items if isinstance(table, PageTable))
    assert together == alone


def test_a_header_that_wraps_in_a_small_grid_stays_one_row() -> None:
    xs = [72.0, 140.0, 190.0, 240.0, 290.0]
    ys = [200.0, 240.0, 258.0, 276.0]
    head = [["生产量", "上年增", "减（%）"], ["销售量", "上年增", "减（%）"], ["库存量", "上年增", "减（%）"]]

    def page(sheet: Sheet) -> None:
        sheet.grid(xs, ys)
        sheet.text(106, 222, "产品", 12, "centre")
        for column, lines in enumerate(head, 1):
            for number, words in enumerate(lines):
                sheet.text(xs[column] + 4, 212 + 12 * number, words, 12)
        sheet.rows(xs, 252, 18, [["设备", "2.10", "3.20", "4.30"], ["箱体", "5.40", "6.50", "7.60"]])

    (table,) = tables(document(draw(page)))
    assert texts(table)[0] == ["产品", "生产量上年增减（%）", "销售量上年增减（%）", "库存量上年增减（%）"]
    assert (table.rows, table.header_rows) == (3, 1)


@pytest.mark.parametrize(
    "lines", [["30,681,63", "5.01"], ["30,681,635.0", "1"], ["30,681", ",635.0", "1"], ["30,68", "1,635.", "01"]]
)
def test_a_number_broken_in_a_narrow_cell_is_one_number(lines: list[str]) -> None:
    xs = [72.0, 140.0, 205.0, 290.0]
    ys = [200.0, 218.0, 258.0]

    def page(sheet: Sheet) -> None:
        sheet.grid(xs, ys)
        sheet.rows(xs, 212, 18, [["项目", "租金", "备注"]])
        sheet.text(76, 236, "房屋", 9)
        for number, words in enumerate(lines):
            sheet.text(144, 228 + 12 * number, words, 9)
        sheet.text(209, 236, "关联方", 9)

    (table,) = tables(document(draw(page)))
    assert texts(table) == [["项目", "租金", "备注"], ["房屋", "30,681,635.01", "关联方"]]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["类别", "方法", "年限"], ["房屋", "年限法", "20-50"], ["设备", "年限法", "10"]], 1),
        ([["母公司员工", "652"], ["子公司员工", "754"], ["合计", "1,406"]], 0),
        ([["税种", "依据", "税率"], ["增值税", "收入", "16%、13%"], ["所得税", "所得", "15%"]], 1),
    ],
)
def test_rows_under_a_complete_header_belong_to_the_body(rows: list[list[str]], header: int) -> None:
    xs = XS[: len(rows[0]) + 1]

    def page(sheet: Sheet) -> None:
        sheet.grid(xs, [TOP - 12 + PITCH * row for row in range(len(rows) + 1)])
        sheet.rows(xs, TOP, PITCH, rows)

    (table,) = tables(document(draw(page)))
    assert table.header_rows == header


def test_a_raised_mark_stays_with_its_word() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(XS, BORDERS[:3])
        sheet.rows(XS, TOP, PITCH, [["污染物", "浓度", "总量"], ["烟尘", "", "0.46"]])
        sheet.text(268, TOP + PITCH, "22mg/m", 9, "right")
        sheet.text(268.2, TOP + PITCH - 4, "3", 5)

    (table,) = tables(document(draw(page)))
    assert texts(table)[1] == ["烟尘", "22mg/m 3", "0.46"]
