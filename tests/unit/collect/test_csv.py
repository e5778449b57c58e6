"""Comma and tab separated tables."""

from __future__ import annotations

import pytest
from office_files import outline, read, rows, tables

from compliance_check.collect import csv as reader

TABLE = [["项目", "本季度末", "上季度末"], ["实际资本", "97,231.28", "96,000.00"], ["充足率", "208.71%", "-"]]


def text_of(separator: str) -> str:
    def field(text: str) -> str:
        return f'"{text}"' if separator in text else text

    return "\r\n".join(separator.join(map(field, row)) for row in TABLE) + "\r\n"


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_encodings(separator: str, encoding: str) -> None:
    found = read(text_of(separator).encode(encoding), "facts.csv")
    assert rows(tables(found)[0]) == TABLE
    assert tables(found)[0].header_rows == 1


def test_thousands_commas_are_no_delimiter() -> None:
    text = "项目;金额\n资本;1,234,567.50\n负债;2,345,678.60\n"
    assert reader.delimiter(text) == ";"


def test_lines_above_and_below() -> None:
    text = '主要指标\n\n单位：万元,,\n项目,期末,期初\n资本,"1,000.00",2\n注：未经审计\n'
    found = read(text.encode(), "facts.csv")
    table = tables(found)[0]
    assert outline(found) == [("heading", "主要指标"), ("paragraph", "注：未经审计")]
    assert table.unit is not None
    assert table.unit.text == "单位：万元"
    assert rows(table) == [["项目", "期末", "期初"], ["资本", "1,000.00", "2"]]


def test_every_cell_knows_its_line() -> None:
    found = read('项目,数\n"两\n行",1\n丙,2\n'.encode(), "facts.csv")
    lines = {cell.text: cell.passage.lines[0].line for cell in tables(found)[0].cells}
    assert lines == {"项目": 1, "数": 1, "两行": 2, "1": 2, "丙": 4, "2": 4}


def test_ragged_records_and_open_quotation() -> None:
    found = read('项目,数,备注\n甲,1\n乙,2,"未完\n丙,3,x\n'.encode(), "facts.csv")
    table = tables(found)[0]
    assert table.columns == 3
    assert rows(table)[1] == ["甲", "1", ""]


def test_a_field_longer_than_the_library_allows() -> None:
    found = read(("项目,数\n甲," + "9" * 140_000 + "\n乙,2\n").encode(), "facts.csv")
    assert rows(tables(found)[0])[2] == ["乙", "2"]


def test_headers_and_labels_reach_over_blanks() -> None:
    text = "指标,情景,未来现金流,,最低要求\n,,3个月,12个月,\n覆盖率,基本,1,2,3\n,压力,4,5,6\n回溯率,基本,7,8,9\n"
    table = tables(read(text.encode(), "facts.csv"))[0]
    spans = {
        cell.text: (cell.row_span, cell.column_span) for cell in table.cells if cell.text in ("未来现金流", "覆盖率")
    }
    assert table.header_rows == 2
    assert spans == {"未来现金流": (1, 2), "覆盖率": (2, 1)}


def test_blanks_beside_numbers_stay_blank() -> None:
    text = "项目,期末,期初\n资产,1,2\n,3,4\n,,\n"
    table = tables(read(text.encode(), "facts.csv"))[0]
    assert all(cell.row_span == cell.column_span == 1 for cell in table.cells)
