"""Units as tables and headers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance_check.extract import units


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("单位：万元", "CNY", 10**4),
        ("单位: 人民币万元", "CNY", 10**4),
        ("（单位：百万元）", "CNY", 10**6),
        ("单位：人民币元", "CNY", 1),
        ("金额单位：人民币亿元", "CNY", 10**8),
        ("单位：万元 币种：人民币", "CNY", 10**4),
        ("单位：千元", "CNY", 1000),
        ("单位：件", "count", 1),
        ("单位：万人次", "count", 10**4),
        ("单位：万元、%", "CNY", 10**4),
        ("Unit: RMB million", "CNY", 10**6),
        ("单位：万美元", "USD", 10**4),
    ],
)
def test_unit_lines(text: str, name: str, factor: int) -> None:
    unit = units.of_line(text)
    assert unit is not None
    assert (unit.name, unit.factor) == (name, Decimal(factor))


@pytest.mark.parametrize(
    "text", ["本单位已制定制度。", "单位：见附注", "万元", "资产总额（万元）", "单位名称：青禾财险"]
)
def test_lines_that_name_no_unit(text: str) -> None:
    assert units.of_line(text) is None


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("金额（万元）", "CNY", 10**4),
        ("占比(%)", "percent", 1),
        ("赔付支出/万元", "CNY", 10**4),
        ("投诉量：件", "count", 1),
        ("核心偿付能力充足率（%）", "percent", 1),
        ("服务人次（万人次）", "count", 10**4),
        ("同比变动%", "percent", 1),
        ("理赔时效（天）", "day", 1),
    ],
)
def test_units_in_headers(text: str, name: str, factor: int) -> None:
    unit = units.of_header(text)
    assert unit is not None
    assert (unit.name, unit.factor) == (name, Decimal(factor))


@pytest.mark.parametrize("text", ["本期数", "实际资本（合并）", "金额（万元、%）", "附属一级资本"])
def test_headers_without_one_clear_unit(text: str) -> None:
    assert units.of_header(text) is None
