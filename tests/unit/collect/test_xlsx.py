"""Workbooks: what the cells show, where the tables lie, and what has to be said."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import outline, read, rows, tables
from openpyxl.worksheet.worksheet import Worksheet

from compliance_check.collect import xlsx_cells
from compliance_check.collect.xlsx_dates import serial
from compliance_check.collect.xlsx_formats import general, sections, show
from compliance_check.errors import UnreadableError
from compliance_check.model import Document, Heading


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def made(fill: Callable[[Worksheet], object], title: str = "Sheet1") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    return saved(workbook)


def document(*grid: list[object], title: str = "Sheet1") -> Document:
    return read(made(lambda sheet: [sheet.append(row) for row in grid], title), "draft.xlsx")


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of a part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"

# ------------------------------------------------------------------------------------------------ number formats


@pytest.mark.parametrize(
    ("stored", "code", "text", "exact"),
    [
        ("97231.2847", "#,##0.00", "97,231.28", "97231.2847"),
        ("97231.284699999997", "General", "97231.2847", "97231.2847"),
        ("-1234.5", "#,##0.00;(#,##0.00)", "(1,234.50)", "-1234.5"),
        ("-1234.5", "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.50)", "-1234.5"),
        ("-1234.5", '"△"#,##0.0;"△"#,##0.0', "△1,234.5", "-1234.5"),
        ("2.0871", "0.00%", "208.71%", "208.71"),
        ("0.285", "0.00", "0.29", "0.285"),
        ("12345", "0!.0,", "1.2", "1.2345"),
        ("972312847", "0!.0000,,", "0.0972", "0.0972312847"),
        ("972312847", "#,##0.00,,", "972.31", "972.312847"),
        ("972312847", "#,##0,", "972,313", "972312.847"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-", "0"),
        ("-0.001", "0.00", "0.00", "-0.001"),
        ("-0.001", "0.00%", "-0.10%", "-0.1"),
        ("-0.00001", '0.00%"左右"', "0.00%左右", "-0.001"),
        ("-0.001", "#,##0.00;-#,##0.00", "-0.00", "-0.001"),
        ("-2.1E-66", "#,##0.00_);(#,##0.00)", "(0.00)", "-1E-60"),
        ("5", '0"家"', "5家", "5"),
        ("1500", '[>=1000]#,##0.0"千";0', "1,500.0千", "1500"),
        ("7", '[>=1000]#,##0.0"千";0', "7", "7"),
        ("1500", '[<1000]0"元"', "1500", "1500"),
        ("500", '[< 1000]0"元"', "500元", "500"),
        ("-5", "[<0](0.00);0.00", "(5.00)", "-5"),
        ("-5", "[Red][<0]-0.0;0.0", "-5.0", "-5"),
        ("-5", "[<0]0.0;0.0", "-5.0", "-5"),
        ("-5", "[<100]0.0;0", "-5.0", "-5"),
        ("-5", '[<0]"";0%', "", "-5"),
        ("-11", '[<-10]#"个"', "-11个", "-11"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50", "1234.5"),
        ("12", "000000", "000012", "12"),
        ("12.5", "#.##", "12.5", "12.5"),
        ("1234567", "#\\ ##0", "1234 567", "1234567"),
        ("123456789012", "General", "123456789012", "123456789012"),
        ("1234567.891234", "General", "1234567.891", "1234567.891234"),
        ("5", "@", "5", "5"),
        ("5", "", "5", "5"),
        ("0", "0;0;;@", "", "0"),
        ("1E+3", "0.0", "1000.0", "1000"),
        ("0.5", "# ?/?", "0.5", "0.5"),
        ("1234.57", "# ??/100", "1234.57", "1234.57"),
    ],
)
def test_displayed_and_exact(stored: str, code: str, text: str, exact: str) -> None:
    shown = show(stored, code)
    assert shown is not None
    assert (shown.text, shown.exact) == (text, Decimal(exact))


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("45838", "yyyy/m/d", "2025/6/30"),
        ("45838", 'yyyy"年"m"月"d"日";@', "2025年6月30日"),
        ("45838", '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年六月三十日"),
        ("45838.75", "yyyy-mm-dd h:mm:ss AM/PM", "2025-06-30 6:00:00 PM"),
        ("45838.9999999", "yyyy-mm-dd hh:mm", "2025-07-01 00:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("45838", "aaaa", "星期一"),
        ("45838", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2025年6月30日"),
        ("45838.75", "[$-F400]h:mm:ss\\ AM/PM", "18:00:00"),
        ("45838", "mmm-yy", "Jun-25"),
        ("59", "m/d", "2/28"),
        ("61", "m/d", "3/1"),
    ],
)
def test_dates(stored: str, code: str, text: str) -> None:
    shown = show(stored, code)
    assert shown is not None
    assert (shown.text, shown.exact) == (text, None)


def test_dates_from_1904() -> None:
    shown = show("44376", "yyyy-mm-dd", from_1904=True)
    assert shown is not None
    assert shown.text == "2025-06-30"


def test_negative_by_colour_alone_gets_its_sign() -> None:
    shown = show("-1234.5", "#,##0.00;[Red]#,##0.00")
    assert shown is not None
    assert (shown.text, shown.only_colour) == ("-1,234.50", True)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.integers(0, 3))
def test_grouped_format_agrees_with_python(number: Decimal, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    shown = show(str(number), code)
    assert shown is not None
    exact = shown.exact
    assert exact is not None
    rounded = abs(exact).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")
    assert shown.text == ("-" if exact < 0 and rounded else "") + f"{rounded:,}"


@given(st.text(alphabet='0#?.,%;"\\!_*[]<>=$-@ /EGenralymdhs:年月日元()AP+', max_size=30), st.decimals(allow_nan=True))
def test_no_format_code_breaks(code: str, number: Decimal) -> None:
    shown = show(str(number), code)
    assert shown is None or isinstance(shown.text, str)
    assert sections(code)


def test_general_never_shows_an_exponent() -> None:
    assert general(Decimal("0.00001234")) == "0.00001234"
    assert general(Decimal("1E+15")) == "1000000000000000"


# ------------------------------------------------------------------------------------------------ sheets and tables


def test_title_unit_table_and_remark() -> None:
    found = document(
        ["主要指标"],
        ["单位：万元"],
        ["项目", "2025年6月30日", "2024"],
        ["实际资本", 97231.28, "-"],
        ["注：上表数据未经审计，部分合计数因四舍五入存在尾差。"],
        title="偿付能力",
    )
    table = tables(found)[0]
    assert outline(found) == [
        ("heading", "偿付能力"),
        ("heading", "主要指标"),
        ("paragraph", "注：上表数据未经审计，部分合计数因四舍五入存在尾差。"),
    ]
    assert table.unit is not None
    assert table.caption is not None
    assert (table.unit.text, table.caption.text, table.header_rows, table.sheet) == (
        "单位：万元",
        "主要指标",
        1,
        "偿付能力",
    )
    cell = table.cells[3]
    assert (cell.text, cell.passage.path, cell.row, cell.column) == ("实际资本", "偿付能力!A4", 1, 0)
    assert table.cells[4].exact == Decimal("97231.28")


def test_statement_header_row_with_three_texts() -> None:
    found = document(["编制单位：某某保险", "2025年6月30日", "单位：元"], ["资产", "期末", "期初"], ["现金", 1.5, 2])
    table = tables(found)[0]
    assert table.unit is not None
    assert table.unit.text == "单位：元"
    assert rows(table)[0] == ["资产", "期末", "期初"]
    assert [text for _, text in outline(found)] == ["编制单位：某某保险", "2025年6月30日"]


def test_tables_below_and_beside_each_other() -> None:
    found = document(
        ["甲", "金额", None, "乙", "金额"],
        ["一", 1, None, "二", 2],
        [None],
        [None],
        ["丙", "金额"],
        ["三", 3],
    )
    assert [rows(table) for table in tables(found)] == [
        [["甲", "金额"], ["一", "1"]],
        [["乙", "金额"], ["二", "2"]],
        [["丙", "金额"], ["三", "3"]],
    ]


def test_spacer_columns_and_rows_do_not_part_numbers_from_labels() -> None:
    found = document(["项目", None, "期末"], ["资产", None, 10], [None], ["负债", None, 4])
    table = tables(found)[0]
    assert len(tables(found)) == 1
    assert [(cell.text, cell.row, cell.column) for cell in table.cells if cell.text] == [
        ("项目", 0, 0), ("期末", 0, 2), ("资产", 1, 0), ("10", 1, 2), ("负债", 3, 0), ("4", 3, 2),
    ]  # fmt: skip


def test_merged_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["B2"], sheet["C2"] = "项目", "本季度末", "账面", "认可"
        sheet["A3"], sheet["B3"], sheet["C3"] = "现金", 1, 2
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    table = tables(read(made(fill), "draft.xlsx"))[0]
    assert table.header_rows == 2
    assert [(c.text, c.row_span, c.column_span) for c in table.cells][:2] == [("项目", 2, 1), ("本季度末", 1, 2)]
    assert len(table.cells) == 7


def test_prose_on_a_sheet_is_paragraphs() -> None:
    found = document(["公司简介"], ["本公司成立于 2017 年。"])
    assert not tables(found)
    assert [text for _, text in outline(found)] == ["公司简介", "本公司成立于 2017 年。"]


def test_sheet_names_as_headings_and_addresses() -> None:
    found = document(["项目", "数"], ["甲", 1], title="一、资产 (2025)")
    heading = found.blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.number, heading.title) == ("一、", "资产 (2025)")
    assert tables(found)[0].cells[0].passage.path == "'一、资产 (2025)'!A1"


# ------------------------------------------------------------------------------------------------ what has to be said


def test_hidden_rows_columns_and_sheets() -> None:
    workbook = openpyxl.Workbook()
    first, second = workbook.active, workbook.create_sheet("底稿")
    assert isinstance(first, Worksheet)
    for sheet in (first, second):
        sheet.append(["项目", "数"])
        sheet.append(["甲", 1])
    first.row_dimensions[2].hidden = True
    first.column_dimensions["B"].hidden = True
    second.sheet_state = "veryHidden"
    found = read(saved(workbook), "draft.xlsx")
    assert len(tables(found)) == 2
    assert [note.en for note in found.notes] == [
        "sheet “Sheet” has 1 hidden rows and 1 hidden columns; they were read like the others",
        "sheet “底稿” is hidden; it was read like the others",
    ]


def test_formulas_by_their_cached_values() -> None:
    data = made(lambda sheet: [sheet.append(row) for row in (["项目", "数", "比"], ["甲", "=1+1", "=1/0"])])
    found = read(data, "draft.xlsx")
    assert "2 formulas without a result (B2, C2)" in found.notes[0].en
    assert rows(tables(found)[0])[1] == ["甲", "", ""]

    def calculate(xml: str) -> str:
        xml = xml.replace("<f>1+1</f><v/>", "<f>1+1</f><v>2</v>").replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
        return re.sub(r'<c r="C2"[^>]*>.*?</c>', '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', xml)

    found = read(edited(data, SHEET, calculate), "draft.xlsx")
    assert rows(tables(found)[0])[1] == ["甲", "2", "#DIV/0!"]
    assert ["show an error (C2)" in note.en for note in found.notes] == [True]


def test_dates_by_their_names_and_texts_in_the_cell() -> None:
    data = made(
        lambda sheet: [sheet.append(row) for row in (["项目", "日期"], ["甲", dt.date(2025, 6, 30)], ["乙", 1])]
    )

    def change(xml: str) -> str:
        xml = re.sub(r'(<c r="B2"[^>]*?) t="n"><v>45838</v>', r'\1 t="d"><v>2025-06-30T00:00:00</v>', xml)
        return re.sub(r'<c r="B3"[^>]*>.*?</c>', '<c r="B3" t="inlineStr"><v>丙</v></c>', xml)

    assert rows(tables(read(edited(data, SHEET, change), "draft.xlsx"))[0])[1:] == [["甲", "2025-06-30"], ["乙", "丙"]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1900-02-28", "59"),
        ("1900-03-01", "61"),
        ("2025-06-30T18:00:00Z", "45838.75"),
        ("12:00:00", "0.5"),
        ("x", None),
    ],
)
def test_serial_numbers_of_dates(text: str, number: str | None) -> None:
    assert serial(text, from_1904=False) == number


def test_texts_that_the_file_lacks_are_said() -> None:
    data = made(lambda sheet: [sheet.append(row) for row in (["项目", "数"], ["甲", 1])])
    found = read(edited(data, SHEET, lambda xml: re.sub('"A2" .*?</c>', '"A2" t="s"><v>99</v></c>', xml)), "draft.xlsx")
    assert ["1 cells whose text is missing in the file (A2)" in note.en for note in found.notes] == [True]


def test_a_long_text_named_by_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_cells, "MAX_CHARACTERS", 10_000)
    data = made(lambda sheet: [sheet.append(["长" * 999]) for _ in range(11)])
    with pytest.raises(UnreadableError, match="over 10,000 characters"):
        read(data, "draft.xlsx")


def test_far_corner_cell_costs_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "项目", "数", "甲", 1
        sheet["XFD1048576"] = 7
        sheet.merge_cells("B2:XFC2")

    found = read(made(fill), "draft.xlsx")
    assert [table.rows for table in tables(found)] == [2, 1]
    assert sum(len(table.cells) for table in tables(found)) < 10


def test_cells_and_rows_without_addresses() -> None:
    data = made(lambda sheet: [sheet.append(row) for row in (["项目", "数"], ["甲", 1])])
    bare = edited(data, SHEET, lambda xml: re.sub(r' r="[A-Z]*\d+"', "", xml))
    assert rows(tables(read(bare, "draft.xlsx"))[0]) == [["项目", "数"], ["甲", "1"]]


def test_rich_text_booleans_and_dates() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("核心", TextBlock(InlineFont(b=True), "偿付能力"))
        sheet["B1"], sheet["A2"], sheet["B2"] = "日期", True, dt.date(2025, 6, 30)

    assert rows(tables(read(made(fill), "draft.xlsx"))[0]) == [["核心偿付能力", "日期"], ["TRUE", "2025-06-30"]]


def test_line_break_in_a_label_is_only_the_width_of_the_column() -> None:
    table = tables(document(["项\n目", "2025年\n6月"], ["甲", 1]))[0]
    assert rows(table)[0] == ["项目", "2025年\n6月"]
    assert table.cells[0].passage.source == "项\n目"
