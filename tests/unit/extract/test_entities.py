"""Whose disclosure it is: names found whole in covers, tables and sentences, short names as defined."""

from __future__ import annotations

import time

import pytest
from sample_documents import document

from compliance_check.extract.entities import company_type, find_entity

TYPES = {
    "和谐健康保险股份有限公司": "health",
    "和泰人寿保险股份有限公司": "life",
    "众安在线财产保险股份有限公司": "property",
    "中原农业保险股份有限公司": "property",
    "爱和谊日生同和财产保险（中国）有限公司": "property",
    "中国人寿财产保险股份有限公司": "property",
    "中国人寿养老保险股份有限公司": "pension",
    "中国人寿再保险有限责任公司": "reinsurer",
    "中国财产再保险有限责任公司": "reinsurer",
    "太平再保险（中国）有限公司": "reinsurer",
    "中国再保险（集团）股份有限公司": "group",
    "中国人寿保险（集团）公司": "group",
    "中国太平洋保险（集团）股份有限公司": "group",
    "安联（中国）保险控股有限公司": "group",
    "阳光保险集团股份有限公司": "group",
    "信美人寿相互保险社": "mutual",
    "汇友财产相互保险社": "mutual",
    "中国渔业互助保险社": "mutual",
    "中国铁路财产保险自保有限公司": "captive",
    "瑞士再保险股份有限公司北京分公司": "foreign_branch",
    "慕尼黑再保险公司北京分公司": "foreign_branch",
    "汉诺威再保险股份公司上海分公司": "foreign_branch",
    "长安责任保险股份有限公司": "property",
    "太平科技保险股份有限公司": None,
    "Harbour Life Insurance Company Limited": "life",
    "Harbour Property and Casualty Insurance Co., Ltd.": "property",
}


@pytest.mark.parametrize(("name", "kind"), TYPES.items())
def test_a_name_on_the_cover_is_found_whole_and_says_its_type(name: str, kind: str | None) -> None:
    found = find_entity(document(f"{name}\n2025年第三季度偿付能力季度报告摘要\n正文。"))
    assert found.name == name
    assert found.company_type == company_type(name) == kind


@pytest.mark.parametrize("name", [name for name, kind in TYPES.items() if not name.isascii()])
@pytest.mark.parametrize(
    "sentence", ["本报告以{}（以下简称“公司”）为主体。", "2025年，由{}编制并发布。", "《{}章程》规定，本公司依法经营。"]
)
def test_a_name_in_a_sentence_is_found_without_the_sentence(name: str, sentence: str) -> None:
    assert find_entity(document(sentence.format(name))).name == name


SHORT = {
    "海湾人寿保险有限公司（以下简称“海湾人寿”“公司”）成立于 2010 年。": ("海湾人寿", "公司"),
    "海湾人寿保险有限公司（下称海湾人寿或本公司）成立于 2010 年。": ("海湾人寿", "本公司"),
    "本报告将使用“海湾相互”、“本社”和“我们”指代“海湾财产相互保险社”。": ("海湾相互", "本社", "我们"),
    "海湾财产相互保险社(简称“海湾相互”)发布了报告。": ("海湾相互",),
    "海湾财产相互保险社成立。海湾相互的会员增加。海湾相互获奖。": ("海湾相互",),
    "海湾财产保险股份有限公司成立。": (),
    "海湾财产保险股份有限公司成立。海湾财险获奖，海湾财险捐赠。": ("海湾财险",),
    'Bay Life Insurance Company Limited (hereinafter referred to as "Bay Life") was founded in 2010.': ("Bay Life",),
    "Bay Life Insurance Company Limited (“Bay Life” or the “Company”) was founded.": ("Bay Life", "Company"),
}


@pytest.mark.parametrize(("text", "names"), SHORT.items())
def test_short_names_are_those_that_the_text_defines_or_uses(text: str, names: tuple[str, ...]) -> None:
    assert find_entity(document(text)).short_names == names


def test_a_table_of_facts_names_the_company() -> None:
    table = "# 一、公司信息\n| 公司名称（中文） | 海湾财产保险股份有限公司 |\n| 法定代表人 | 某某 |\n"
    table += "江河人寿保险股份有限公司为股东。"
    assert find_entity(document(table)).name == "海湾财产保险股份有限公司"


def test_the_cover_outweighs_companies_that_are_only_spoken_of() -> None:
    text = "海湾再保险股份有限公司\n2025年度信息披露报告\n" + "江河人寿保险股份有限公司为客户。" * 9
    assert find_entity(document(text)).name == "海湾再保险股份有限公司"


def test_a_definition_outweighs_a_name_spoken_of_twice() -> None:
    text = "江河财产保险股份有限公司、江河财产保险股份有限公司北京分公司。\n"
    text += "海湾人寿保险有限公司（以下简称“本公司”）披露如下。"
    assert find_entity(document(text)).name == "海湾人寿保险有限公司"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本公司经营稳健。",
        "海湾保险经纪有限公司提供服务。",
        "毕海会计师事务所有限公司审计。",
        "境外再保险公司承接。",
    ],
)
def test_no_insurer_is_no_entity(text: str) -> None:
    assert find_entity(document(text)).name is None


def test_a_page_of_capitals_takes_no_time() -> None:
    started = time.perf_counter()
    find_entity(document("A." * 20_000))
    find_entity(document("保险" * 20_000))
    assert time.perf_counter() - started < 2
