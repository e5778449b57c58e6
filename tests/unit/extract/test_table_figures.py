"""Figures in tables: label, unit, period and scenario come from the table's own words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from figure_samples import document, figures, matcher, paragraph, spelled, table

from compliance_check.extract.figures import Figures
from compliance_check.model import Reading, Scenario

END = "..2025-06-30"


def test_the_unit_line_scales_money_and_leaves_ratios_alone() -> None:
    found = figures(table("项目 | 期末数", "实际资本 | 97,231.28", "综合偿付能力充足率 | 208.71%", unit="单位：万元"))
    assert [spelled(f) for f in found] == [
        ("actual_capital", "972312800", "CNY", END),
        ("comprehensive_solvency_ratio", "208.71", "percent", END),
    ]
    assert found[0].half_width == Decimal(50)
    assert found[0].raw == "97,231.28"
    assert found[0].location.cell is not None
    assert (found[0].location.cell.row, found[0].location.cell.column) == (1, 1)


def test_a_ratio_without_percent_sign_in_a_money_table_is_a_ratio() -> None:
    found = figures(table("项目 | 期末数", "核心偿付能力充足率（%） | 207.24", unit="单位：万元"))
    assert spelled(found[0]) == ("core_solvency_ratio", "207.24", "percent", END)


def test_the_column_unit_goes_before_the_table_unit() -> None:
    found = figures(table("险种 | 保费（万元） | 占比（%） | 件数（件）", "车险 | 1,200.50 | 60.1 | 321", unit=None))
    assert [(f.unit, str(f.value.normalize())) for f in found] == [
        ("CNY", "1.2005E+7"),
        ("percent", "60.1"),
        ("count", "321"),
    ]


def test_two_units_that_contradict_each_other_make_the_reading_doubtful() -> None:
    found = figures(table("项目 | 金额（元）", "实际资本 | 97,231.28", unit="单位：万元"))
    assert found[0].reading is Reading.DOUBTFUL
    assert found[0].doubt is not None
    assert "万元" in found[0].doubt.zh and "元" in found[0].doubt.en


def test_columns_of_periods_and_forecasts_keep_apart() -> None:
    found = figures(
        table(
            "项目 | 本季度数 | 上季度可比数 | 基本情景下的下季度预测数",
            "最低资本 | 100.00 | 90.00 | 110.00",
            unit="单位：万元",
        )
    )
    assert [(spelled(f)[3], f.scenario) for f in found] == [
        (END, Scenario.ACTUAL),
        ("..2025-03-31", Scenario.ACTUAL),
        ("..2025-09-30", Scenario.FORECAST),
    ]
    assert {f.concept for f in found} == {"minimum_capital"}


def test_a_concept_in_the_column_header_and_periods_in_the_rows() -> None:
    found = figures(
        table("年度 | 总资产（亿元） | 净资产（亿元）", "2024年末 | 62.10 | 18.02", "2023年末 | 58.44 | 17.10")
    )
    assert [spelled(f) for f in found] == [
        ("total_assets", "6210000000", "CNY", "..2024-12-31"),
        ("net_assets", "1802000000", "CNY", "..2024-12-31"),
        ("total_assets", "5844000000", "CNY", "..2023-12-31"),
        ("net_assets", "1710000000", "CNY", "..2023-12-31"),
    ]


def test_a_part_named_by_its_row_is_not_the_whole() -> None:
    found = figures(table("地区 | 投诉量（件）", "华东 | 31", "华北 | 17", "合计 | 48"))
    assert [f.dimensions.get("row") for f in found] == ["华东", "华北", None]


def test_two_tables_side_by_side_are_read_as_two() -> None:
    found = figures(table("项目 | 金额 | 项目 | 金额", "总资产 | 10.00 | 总负债 | 8.00", unit="单位：亿元"))
    assert [f.concept for f in found] == ["total_assets", "total_liabilities"]


def test_running_row_numbers_are_no_figures_and_tell_like_rows_apart() -> None:
    found = figures(
        table(
            "行次 | 项目 | 期末数",
            "1 | 核心一级资本 | 9.00",
            "1.1 | 净资产 | 8.00",
            "2 | 核心二级资本 | 0.00",
            unit="单位：万元",
        )
    )
    assert [f.concept for f in found] == ["core_tier1_capital", "net_assets", "core_tier2_capital"]


def test_change_and_share_columns_are_not_the_thing_itself() -> None:
    found = figures(table("项目 | 本期 | 同比增减 | 占比", "净利润 | 100.00 | 5.00% | 12.00%", unit="单位：万元"))
    assert [f.concept for f in found] == ["net_profit", None, None]
    assert found[1].dimensions == {"of": "net_profit", "role": "change"}


def test_a_dash_is_a_blank_and_no_figure() -> None:
    doc = document(table("项目 | 期末数", "核心二级资本 | -", "最低资本 | 1.00", unit="单位：万元"))
    found, blanks = Figures(doc, matcher(), None, ()).collect()
    assert [f.concept for f in found] == ["minimum_capital"]
    assert [b.concept for b in blanks] == ["core_tier2_capital"]


def test_brackets_are_negative_in_a_cell() -> None:
    found = figures(table("项目 | 金额", "净利润 | (1,234.50)", unit="单位：万元"))
    assert found[0].value == Decimal("-12345000")


def test_a_unit_line_alone_holds_for_the_text_below_it() -> None:
    found = figures(paragraph("单位：万元"), table("项目 | 期末数", "实际资本 | 5.00"))
    assert found[0].value == 50000


def test_a_column_headed_unit_gives_each_row_its_own() -> None:
    found = figures(table("指标 | 单位 | 2024年", "用电量 | 万千瓦时 | 12.5", "志愿者 | 人 | 320"))
    assert [(f.counter, f.value) for f in found] == [("千瓦时", Decimal("125000.0")), ("人", Decimal(320))]


def test_a_title_in_the_first_row_of_the_table_is_no_column_header() -> None:
    plain = table("主要指标 |", "项目 | 期末数", "实际资本 | 97,231.28", unit="单位：万元", header_rows=2)
    wide = replace(plain.cells[0], column_span=2)
    figure = figures(plain.model_copy(update={"cells": (wide, *plain.cells[1:])}))[0]
    assert (figure.column, figure.dimensions) == ("期末数", {})


def test_a_column_of_counts_in_a_table_of_money_holds_counts() -> None:
    found = figures(table("险种 | 赔付件数 | 数量 | 保费", "车险 | 321 | 45 | 1,200.50", unit="单位：万元"))
    assert [(f.unit, str(f.value)) for f in found] == [("count", "321"), ("count", "45"), ("CNY", "12005000.00")]


def test_the_row_of_a_concept_in_a_column_of_counts_is_not_its_amount() -> None:
    found = figures(table("项目 | 件数 | 金额", "赔付支出 | 321 | 1,200.50", unit="单位：万元"))
    assert [(f.concept is None, f.unit) for f in found] == [(True, "count"), (False, "CNY")]


def test_a_unit_in_the_header_wins_over_its_name() -> None:
    found = figures(table("险种 | 件数（万件） | 数量（万元）", "车险 | 3.21 | 45", unit="单位：万元"))
    assert [(f.unit, int(f.value)) for f in found] == [("count", 32100), ("CNY", 450000)]
