"""The number grammar: what a printed quantity is worth, how exactly, and what is no quantity at all."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_check.extract import numbers, numerals
from compliance_check.extract.numbers import Quantity
from compliance_check.model import Qualifier


def only(text: str) -> Quantity:
    found = numbers.scan(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "half_width", "qualifier"),
    [
        ("保费收入 8,739.17 万元", "87391700", "CNY", "50", "exact"),
        ("保费收入约 8.14 亿元", "814000000", "CNY", "500000", "about"),
        ("保费201406万元", "2014060000", "CNY", "5000", "exact"),
        ("资产１２，３４５.６万元", "123456000", "CNY", "500", "exact"),
        ("余额人民币3,500万元", "35000000", "CNY", "5000", "exact"),
        ("净亏损-1,234.56万元", "-12345600", "CNY", "50", "exact"),
        ("罚款贰佰叁拾万元", "2300000", "CNY", "0", "exact"),
        ("投入1亿2千万元", "120000000", "CNY", "5000000", "exact"),
        ("RMB 814 million", "814000000", "CNY", "500000", "exact"),
        ("USD 1.2 bn", "1200000000", "USD", "50000000", "exact"),
        ("累计赔付超亿元", "100000000", "CNY", "0.5", "over"),
        ("占比 95.82%", "95.82", "percent", "0.005", "exact"),
        ("下降百分之三十五点五", "35.5", "percent", "0.05", "exact"),
        ("上升1.20个百分点", "1.20", "percentage_point", "0.005", "exact"),
        ("上升25个基点", "25", "basis_point", "0.5", "exact"),
        ("约两成客户", "20", "percent", "0", "about"),
        ("增长2.5倍", "2.5", "times", "0.05", "exact"),
        ("发生 35 笔交易", "35", "count", "0", "exact"),
        ("设有十二家机构", "12", "count", "0", "exact"),
        ("会员超 451 万人", "4510000", "count", "5000", "over"),
        ("会员近5万人", "50000", "count", "5000", "nearly"),
        ("服务 8600 余家单位", "8600", "count", "0", "over"),
        ("项目 10 个+", "10", "count", "0", "over"),
        ("建立 300+ 风险指标", "300", "count", "0", "over"),
        ("不低于 60%", "60", "percent", "0.5", "at_least"),
        ("不足 20%", "20", "percent", "0.5", "under"),
        ("不超过3元", "3", "CNY", "0.5", "at_most"),
        ("员工500人以上", "500", "count", "0", "at_least"),
        ("仅需 31 秒", "31", "second", "0.5", "exact"),
        ("参与人数超过百万人次", "1000000", "count", "0", "over"),
    ],
)
def test_a_quantity_is_read_with_its_unit_precision_and_qualifier(
    text: str, value: str, unit: str, half_width: str, qualifier: str
) -> None:
    quantity = only(text)
    assert quantity.unit is not None
    assert (quantity.value, quantity.unit.name) == (Decimal(value), unit)
    assert quantity.half_width == Decimal(half_width)
    assert quantity.qualifier == Qualifier(qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "成立于2017年2月14日",
        "2025年1—6月",
        "2025-06-30",
        "全国客服：400-820-8888",
        "电话 0755-8888 6666",
        "手机13800138000",
        "邮 编：100071",
        "丽泽路24号院3号楼B座8层",
        "（示例发〔2025〕018号）",
        "（中国银行保险监督管理委员会令 11 号）",
        "第14届论坛",
        "第二届理事会",
        "“3·15”宣传周",
        "“7.8 全国保险公众宣传日”",
        "6.30扶贫济困日",
        "入选Top30榜单",
        "“卡车保 2022”升级",
        "7*24小时",
        "“9+2”城市群",
        "360°评估",
        "1-3期患者",
        "CKD1-5期患者",
        "寿险3.0时代",
        "一对一、1 对 1",
        "《2030年前碳达峰行动方案》",
        "迎来8周年",
        "唯一一家",
        "每月19号",
        "https://example.com/2025/12345",
        "service2025@example.com",
    ],
)
def test_what_only_looks_like_a_number_is_no_figure(text: str) -> None:
    found = [text[q.start : q.end] for q in numbers.scan(text)]
    assert found == []


def test_the_ends_of_a_range_share_the_unit() -> None:
    low, high = numbers.scan("等待期为30-180天")
    assert (low.value, low.qualifier, high.value, high.qualifier) == (30, "at_least", 180, "at_most")
    assert low.unit == high.unit
    low, high = numbers.scan("可获10万-30万元")
    assert (low.value, high.value) == (100000, 300000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("488,353.40", "488353.40"),
        ("(1,234.56)", "-1234.56"),
        ("（1,234.56）", "-1234.56"),
        ("（3.2%）", "-3.2"),
        ("-0.05", "-0.05"),
        ("－12.5", "-12.5"),
        ("1 234.5", "1234.5"),
        ("12,345*", "12345"),
        ("207.24%", "207.24"),
        ("▼3.1%", "-3.1"),
    ],
)
def test_a_table_cell_that_is_a_number(text: str, value: str) -> None:
    quantity = numbers.cell(text)
    assert quantity is not None
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize("text", ["-", "--", "—", "/", "不适用", "N/A", "BB", "合计", "", "2025年6月30日"])
def test_a_table_cell_that_is_no_number(text: str) -> None:
    assert numbers.cell(text) is None


@pytest.mark.parametrize("text", ["-", "--", "—", "/", "不适用", "无", "N/A"])
def test_marks_for_no_value(text: str) -> None:
    assert numbers.NO_VALUE.match(text)


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_grouped_digits_read_back_exactly(value: Decimal) -> None:
    quantity = only(f"合计{value:,.2f}元")
    assert quantity.value == value
    assert quantity.half_width == Decimal("0.005")


@given(st.integers(min_value=10**4, max_value=10**9), st.sampled_from(["万", "亿"]))
def test_scale_words_scale_value_and_precision_alike(value: int, word: str) -> None:
    quantity = only(f"合计{value}{word}元")
    assert quantity.value == value * numerals.scale(word)
    assert quantity.half_width * 2 == numerals.scale(word)


def _in_chinese(number: int) -> str:
    """An independent speller, to test the reader against."""
    digits = "零一二三四五六七八九"
    if number == 0:
        return "零"
    for factor, word in ((10**8, "亿"), (10**4, "万")):
        if number >= factor:
            head, rest = divmod(number, factor)
            gap = "零" if 0 < rest < factor // 10 else ""
            return _in_chinese(head) + word + gap + (_in_chinese(rest) if rest else "")
    text, pending = "", False
    for factor, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, factor)
        if digit:
            text += ("零" if pending and text else "") + digits[digit] + word
            pending = False
        else:
            pending = True
    return text


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numerals_read_back_exactly(number: int) -> None:
    assert numerals.chinese(_in_chinese(number)) == number


@given(st.text(max_size=60))
def test_any_text_can_be_scanned_and_spans_are_inside_it(text: str) -> None:
    for quantity in numbers.scan(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert any(
            character.isdigit() or character in numerals.CHARACTERS for character in text[quantity.start : quantity.end]
        )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("1分钟即可获取核保结论", "1", "minute"), ("最快3分钟赔付", "3", "minute"), ("得分95分", "95", "count")],
)
def test_minutes_are_no_points(text: str, value: str, unit: str) -> None:
    found = only(text)
    assert (str(found.value), found.unit and found.unit.name) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "half"),
    [
        ("损失约10-30万元。", 100000, 5000),
        ("人民币10-30万元", 100000, 5000),
        ("1.5至2亿元", 150000000, 5000000),
        ("5至8万人", 50000, 5000),
        ("RMB10-20 million", 10000000, 500000),
        ("10元至30万元", 10, Decimal("0.5")),
        ("8000-1万元", 8000, Decimal("0.5")),
    ],
)
def test_the_low_end_of_a_range_is_scaled_as_the_high_end(text: str, low: int, half: Decimal) -> None:
    first, _ = numbers.scan(text)
    assert (first.value, first.half_width) == (low, half)


@pytest.mark.parametrize("text", ["rose from 10 to 20 million yuan", "fell from 3.2% to 1.5%"])
def test_from_to_is_a_movement_and_no_range(text: str) -> None:
    assert [quantity.qualifier for quantity in numbers.scan(text)] == [Qualifier.EXACT, Qualifier.EXACT]


@pytest.mark.parametrize("text", ["ranging from 1% to 3%", "1% to 3% of the premium"])
def test_a_range_in_english_stays_one(text: str) -> None:
    assert [quantity.qualifier for quantity in numbers.scan(text)] == [Qualifier.AT_LEAST, Qualifier.AT_MOST]


# ------------------------------------------------------------------------------------------------ marks of notes


@pytest.mark.parametrize("mark", ["¹", "²", "¹²", "①", "⑳", " ¹", "¹,²", "¹⁻³"])
def test_a_mark_between_a_number_and_its_unit_is_passed_over(mark: str) -> None:
    for text, value, unit in [
        (f"实际资本为97,231.28{mark}万元。", "972312800", "CNY"),
        (f"保费8.14{mark}亿元", "814000000", "CNY"),
        (f"充足率为208.71{mark}%", "208.71", "percent"),
        (f"共110{mark}家机构", "110", "count"),
        (f"充足率为208.71%{mark}，高于", "208.71", "percent"),
    ]:
        quantity = only(text)
        assert (quantity.value, quantity.unit and quantity.unit.name) == (Decimal(value), unit)
        assert re.fullmatch(r"[\d,.]+(?:[万亿]元|%|家)?", numbers.printed(text[quantity.start : quantity.end]))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("97,231.28¹", "97231.28"),
        ("97,231.28 ①", "97231.28"),
        ("97,231.28⑫", "97231.28"),
        ("97,231.28¹,²", "97231.28"),
        ("97,231.28¹万元", "972312800"),
        ("97,231.28万元¹", "972312800"),
        ("208.71%²", "208.71"),
        ("(97.5)¹", "-97.5"),
        ("10①", "10"),
        ("1,010¹", "1010"),
        ("5.10¹", "5.10"),
    ],
)
def test_a_mark_at_the_end_of_a_cell_is_passed_over(text: str, value: str) -> None:
    quantity = numbers.cell(text)
    assert quantity is not None
    assert quantity.value == Decimal(value)
    assert re.fullmatch(r"[\d,.()]+(?:万元|%)?", numbers.printed(text[quantity.start : quantity.end]))


@pytest.mark.parametrize(
    "text",
    [
        "10⁸元",
        "约10⁸元",
        "1.2×10⁸",
        "1.2×10⁸元",
        "1.2 x 10⁸ 元",
        "10⁻³",
        "10⁸",
        "10 ⁸ 元",
        "共5-10⁸元",
        "10⁸万元",
        "5m²",
    ],
)
def test_a_power_is_no_figure(text: str) -> None:
    assert numbers.scan(text) == []
    assert numbers.cell(text) is None


def test_marks_in_a_range_and_behind_a_year() -> None:
    low, high = numbers.scan("占比10.5%¹-12%²")
    assert (low.value, high.value) == (Decimal("10.5"), 12)
    assert (low.qualifier, high.qualifier) == (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    assert [quantity.value for quantity in numbers.scan("2025¹年，10⁸-12万元")] == [120000]
    assert [quantity.value for quantity in numbers.scan("5.2%① -3.1万元，利润① -5.2万元")] == [
        Decimal("5.2"),
        31000,
        -52000,
    ]
