"""What a reader of a workbook has to know besides its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_check.collect.xlsx_cells import Cells, address
from compliance_check.collect.xlsx_layout import Place
from compliance_check.collect.xlsx_parts import Sheet
from compliance_check.model import Bilingual

NAMED_AT_MOST = 5


def notes_on(sheet: Sheet, cells: Cells) -> Iterator[Bilingual]:
    """What a reader of a sheet has to know: hidden parts, and cells that do not show what they stand for."""
    name = sheet.name
    rows = len({row for row, _ in cells.at} & cells.hidden_rows)
    columns = sum(
        any(low <= column <= high for low, high in cells.hidden_columns) for column in {c for _, c in cells.at}
    )
    if sheet.hidden and cells.at:
        yield Bilingual(
            zh=f"工作表“{name}”处于隐藏状态，已一并读取", en=f"sheet “{name}” is hidden; it was read like the others"
        )
    if rows or columns:
        yield Bilingual(
            zh=f"工作表“{name}”有 {rows} 行、{columns} 列处于隐藏状态，已一并读取",
            en=f"sheet “{name}” has {rows} hidden rows and {columns} hidden columns; they were read like the others",
        )
    for places, zh, en in (
        (
            cells.uncalculated,
            "有 {} 个公式没有计算结果（{}），按空白读取；请用 Excel 打开并保存后再试",
            "has {} formulas without a result ({}), read as blank; save it in Excel",
        ),
        (cells.failed, "有 {} 个单元格显示错误值（{}）", "has {} cells that show an error ({})"),
        (
            cells.lost,
            "有 {} 个单元格的文字在文件中缺失（{}），按空白读取；请重新导出",
            "has {} cells whose text is missing in the file ({}); export it again",
        ),
        (
            cells.red_only,
            "有 {} 个负数仅以颜色表示（{}），已按负数读取",
            "shows {} negative numbers by colour alone ({}); they were read as negative",
        ),
    ):
        if places:
            said = len(places), _named(places)
            yield Bilingual(zh=f"工作表“{name}”" + zh.format(*said), en=f"sheet “{name}” " + en.format(*said))


def _named(places: Sequence[Place]) -> str:
    return ", ".join(address(*place) for place in places[:NAMED_AT_MOST]) + (
        " …" if len(places) > NAMED_AT_MOST else ""
    )
