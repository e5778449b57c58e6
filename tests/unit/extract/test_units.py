"""Units as tables and headers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance_check.extract import unit_lines, units


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
        ("金额单位：万元 币种：人民币", "CNY", 10**4),
        ("（除特别注明外，金额单位均为人民币百万元）", "CNY", 10**6),
        ("（除特别注明外，所有金额均以人民币百万元列示）", "CNY", 10**6),
        ("(人民币百万元)", "CNY", 10**6),
        ("人民币百万元，百分比除外", "CNY", 10**6),
        ("单位：人民币万元（百分比除外）", "CNY", 10**4),
        ("单位：万元/%", "CNY", 10**4),
        ("单位（万元）", "CNY", 10**4),
        ("单位：RMB 万元", "CNY", 10**4),
        ("人民币：万元", "CNY", 10**4),
        ("金额：万元", "CNY", 10**4),
        ("编制单位：澜沧财产保险股份有限公司　　2025年6月30日　　单位：人民币元", "CNY", 1),
        ("(in RMB millions)", "CNY", 10**6),
        ("(RMB in millions)", "CNY", 10**6),
        ("RMB million", "CNY", 10**6),
        ("Unit: RMB’000", "CNY", 1000),
        ("Expressed in millions of Renminbi", "CNY", 10**6),
        ("(All amounts in RMB million unless otherwise stated)", "CNY", 10**6),
        ("单位：百万港元", "HKD", 10**6),
    ],
)
def test_unit_lines(text: str, name: str, factor: int) -> None:
    unit = unit_lines.of_line(text)
    assert unit is not None
    assert (unit.name, unit.factor) == (name, Decimal(factor))


@pytest.mark.parametrize(
    "text",
    [
        "本单位已制定制度。",
        "净利润1,200万元",
        "保费收入增加万元",
        "注册资本为人民币",
        "其中：美元",
        "以人民币计价的资产",
        "单位：见附注",
        "万元",
        "资产总额（万元）",
        "单位名称：青禾财险",
    ],
)
def test_lines_that_name_no_unit(text: str) -> None:
    assert unit_lines.of_line(text) is None


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
