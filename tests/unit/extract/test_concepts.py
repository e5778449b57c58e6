"""Labels recognised whole, names found in sentences, and nothing taken for what it is not."""

from __future__ import annotations

import random
import time

import pytest

from compliance_check.catalog import load_vocabulary
from compliance_check.extract.concepts import Matcher
from compliance_check.extract.dimensions import member_of

S02 = {
    "1 核心一级资本": "core_tier1_capital",
    "1.1 净资产": "net_assets",
    "1.2 对净资产的调整额": "net_assets_adjustments",
    "1.2.1 各项非认可资产的账面价值": "adjustment_non_admitted_assets",
    "1.2.2 长期股权投资的认可价值与账面价值的差额": "adjustment_long_term_equity_investments",
    "1.2.3 投资性房地产（包括保险公司以物权方式或通过子公司等方式持有的投资性房地产）的公允价值增值"
    "（扣除减值、折旧及所得税影响）": "adjustment_investment_property",
    "1.2.4 递延所得税资产（由经营性亏损引起的递延所得税资产除外）": "adjustment_deferred_tax_assets",
    "1.2.5 对农业保险提取的大灾风险准备金": "adjustment_agricultural_catastrophe_reserve",
    "1.2.6 计入核心一级资本的保单未来盈余": "future_policy_surplus_core_tier1",
    "1.2.7 符合核心一级资本标准的负债类资本工具且按规定可计入核心一级资本的金额": (
        "adjustment_liability_capital_instruments"
    ),
    "1.2.8 银保监会规定的其他调整项目": "adjustment_other",
    "2 核心二级资本": "core_tier2_capital",
    "2.1 优先股": "core_tier2_preference_shares",
    "2.2 计入核心二级资本的保单未来盈余": "future_policy_surplus_core_tier2",
    "2.3 其他核心二级资本": "core_tier2_other",
    "2.4 减：超限额应扣除的部分": "core_tier2_excess",
    "3 附属一级资本": "ancillary_tier1_capital",
    "3.1 次级定期债务": "ancillary_tier1_subordinated_debt",
    "3.2 资本补充债券": "ancillary_tier1_capital_bonds",
    "3.3 可转换次级债": "ancillary_tier1_convertible_debt",
    "3.4 递延所得税资产（由经营性亏损引起的递延所得税资产除外）": "ancillary_tier1_deferred_tax_assets",
    "3.5 投资性房地产公允价值增值可计入附属一级资本的金额（扣除减值、折旧及所得税影响）": (
        "ancillary_tier1_investment_property"
    ),
    "3.6 计入附属一级资本的保单未来盈余": "future_policy_surplus_ancillary_tier1",
    "3.7 其他附属一级资本": "ancillary_tier1_other",
    "3.8 减：超限额应扣除的部分": "ancillary_tier1_excess",
    "4 附属二级资本": "ancillary_tier2_capital",
    "4.1 应急资本等其他附属二级资本": "ancillary_tier2_contingent_capital",
    "4.2 计入附属二级资本的保单未来盈余": "future_policy_surplus_ancillary_tier2",
    "4.3 减：超限额应扣除的部分": "ancillary_tier2_excess",
    "5 实际资本合计": "actual_capital",
}

S05 = {
    "1 可资本化风险最低资本": "quantified_minimum_capital",
    "1 量化风险最低资本": "quantified_minimum_capital",
    "1* 量化风险最低资本（未考虑特征系数前）": "quantified_minimum_capital_before_factor",
    "1.1 寿险业务保险风险最低资本合计": "life_risk_minimum_capital",
    "1.1.1 寿险业务保险风险-损失发生风险最低资本": "life_loss_occurrence_risk_minimum_capital",
    "1.1.2 寿险业务保险风险-退保风险最低资本": "life_lapse_risk_minimum_capital",
    "1.1.3 寿险业务保险风险-费用风险最低资本": "life_expense_risk_minimum_capital",
    "1.1.4 寿险业务保险风险-风险分散效应": "life_risk_diversification",
    "1.2 非寿险业务保险风险最低资本合计": "non_life_risk_minimum_capital",
    "1.2.1 非寿险业务保险风险-保费及准备金风险最低资本": "non_life_premium_reserve_risk_minimum_capital",
    "1.2.2 非寿险业务保险风险-巨灾风险最低资本": "non_life_catastrophe_risk_minimum_capital",
    "1.2.3 非寿险业务保险风险-风险分散效应": "non_life_risk_diversification",
    "1.3 市场风险-最低资本合计": "market_risk_minimum_capital",
    "1.3.1 市场风险-利率风险最低资本": "interest_rate_risk_minimum_capital",
    "1.3.2 市场风险-权益价格风险最低资本": "equity_price_risk_minimum_capital",
    "1.3.3 市场风险-房地产价格风险最低资本": "real_estate_price_risk_minimum_capital",
    "1.3.4 市场风险-境外固定收益类资产价格风险最低资本": "overseas_fixed_income_price_risk_minimum_capital",
    "1.3.5 市场风险-境外权益类资产价格风险最低资本": "overseas_equity_price_risk_minimum_capital",
    "1.3.6 市场风险-汇率风险最低资本": "exchange_rate_risk_minimum_capital",
    "1.3.7 市场风险-风险分散效应": "market_risk_diversification",
    "1.4 信用风险最低资本合计": "credit_risk_minimum_capital",
    "1.4.1 信用风险-利差风险最低资本": "spread_risk_minimum_capital",
    "1.4.2 信用风险-交易对手违约风险最低资本": "counterparty_default_risk_minimum_capital",
    "1.4.3 信用风险-风险分散效应": "credit_risk_diversification",
    "1.5 量化风险分散效应": "quantified_risk_diversification",
    "1.6 特定类别保险合同损失吸收效应": "loss_absorption",
    "1.6.1 损失吸收调整-不考虑上限": "loss_absorption_uncapped",
    "1.6.2 损失吸收效应调整上限": "loss_absorption_cap",
    "2 控制风险最低资本": "control_risk_minimum_capital",
    "3 附加资本": "additional_capital",
    "3.1 逆周期附加资本": "counter_cyclical_additional_capital",
    "3.2 D-SII附加资本": "d_sii_additional_capital",
    "3.3 G-SII附加资本": "g_sii_additional_capital",
    "3.4 其他附加资本": "other_additional_capital",
    "4 最低资本": "minimum_capital",
}

AS_PRINTED = {
    "核心偿付能力溢额（万元）": "core_solvency_surplus",
    "核心偿付能力充足率（％）": "core_solvency_ratio",
    "综合偿付能力充足率%": "comprehensive_solvency_ratio",
    "综合偿付能力充足率，%": "comprehensive_solvency_ratio",
    "偿付能力充足率（综合）": "comprehensive_solvency_ratio",
    "其中：核心一级资本": "core_tier1_capital",
    "加：核心二级资本": "core_tier2_capital",
    "一、认可资产": "admitted_assets",
    "（二）认可负债": "admitted_liabilities",
    "（1）实际资本": "actual_capital",
    "①实际资本": "actual_capital",
    "实际资本①": "actual_capital",
    "实 际 资 本": "actual_capital",
    "**实际资本**": "actual_capital",
    "实际资本（Actual capital）": "actual_capital",
    "4最低资本": "minimum_capital",
    "最低资本（1+2+3）": "minimum_capital",
    "总资产[注1]": "total_assets",
    "总资产²": "total_assets",
    "净利润*": "net_profit",
    "净利润（净亏损以“-”号填列）": "net_profit",
    "净利润（未经审计）": "net_profit",
    "保险业务收入：": "insurance_revenue",
    "本公司净利润": "net_profit",
    "2025年6月末总资产": "total_assets",
    "健康险原保险保费收入": "original_premium_income_health",
    "原保费收入-健康险": "original_premium_income_health",
    "LCR1（未来3个月）": "lcr1_3_months",
    "5. LCR1（基本情景下公司整体流动性覆盖率）": "lcr1",
    "6. LCR2（压力情景下公司整体流动性覆盖率）": "lcr2",
    "7. LCR3（压力情景下不考虑资产变现的流动性覆盖率）": "lcr3",
    "3.1 经营活动净现金流": "operating_net_cash_flow_forecast",
    "2.本年度累计净现金流": "net_cash_flow_year_to_date",
    "AA级(含)以下境内固定收益类资产占比": "low_grade_fixed_income_ratio",
    "九、应收款项占比": "receivables_ratio",
    "未来12个月LCR2": "lcr2_12_months",
    "基本情景下公司整体未来3个月流动性覆盖率（LCR1）": "lcr1_3_months",
    "必测压力情景下不考虑资产变现未来3个月流动性覆盖率（LCR3）": "lcr3_mandatory_3_months",
    "LCR2 自测压力情景 未来12个月": "lcr2_self_defined_12_months",
    "1日结案率": "one_day_settlement_ratio",
    "13个月继续率": "persistency_13_months",
    "Core solvency adequacy ratio (%)": "core_solvency_ratio",
    "TOTAL ASSETS (RMB million)": "total_assets",
    "2. Net assets": "net_assets",
}

NOT_A_CONCEPT = [
    "偿付能力",
    "偿付能力充足率",
    "净利润增长率",
    "净资产负债率",
    "总资产同比变动",
    "减：超限额应扣除的部分",
    "期初总资产",
    "期末总资产",
    "上年同期净利润",
    "户均保费收入",
    "母公司净利润",
    "总资产（合并）",
    "总资产（剔除独立账户）",
    "流动性覆盖率",
    "工程险原保费收入",
    "累计会员人数",
    "关联方应收款",
    "利率风险",
    "IRR",
    "",
    "……",
    "（）",
    "1.2.3",
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_vocabulary().concepts)


@pytest.mark.parametrize(("label", "concept"), [*S02.items(), *S05.items(), *AS_PRINTED.items()])
def test_a_printed_label_is_its_concept(matcher: Matcher, label: str, concept: str) -> None:
    found = matcher.match(label)
    assert found is not None
    assert found.id == concept


@pytest.mark.parametrize("label", NOT_A_CONCEPT)
def test_a_longer_or_narrower_label_is_no_concept(matcher: Matcher, label: str) -> None:
    assert matcher.match(label) is None


def test_every_spelling_of_the_vocabulary_is_recognised(matcher: Matcher) -> None:
    for concept in matcher.concepts:
        for name in (concept.label.zh, concept.label.en, *concept.aliases):
            assert matcher.match(name) is concept, name
            assert matcher.match(f"其中：{name}（万元）") in (concept, None), name


def test_words_that_narrow_a_label_are_handed_on(matcher: Matcher) -> None:
    found = matcher.recognise("合并总资产（母公司口径）")
    assert found is not None
    assert (found.concept.id, found.modifiers) == ("total_assets", ("合并", "母公司口径"))


def test_narrowing_does_not_depend_on_the_order(matcher: Matcher) -> None:
    (lcr2,) = (concept for concept in matcher.concepts if concept.id == "lcr2")
    members = [("horizon", "3_months"), ("stress", "mandatory")]
    for order in (members, members[::-1]):
        concept = lcr2
        for dimension, member in order:
            narrower = matcher.narrow(concept, dimension, member)
            assert narrower is not None
            concept = narrower
        assert concept.id == "lcr2_mandatory_3_months"
    assert matcher.narrow(lcr2, "line", "health") is None


def test_a_row_number_beside_the_label_decides(matcher: Matcher) -> None:
    found = matcher.recognise("减：超限额应扣除的部分", number="3.8")
    assert found is not None
    assert found.concept.id == "ancillary_tier1_excess"


SENTENCES = {
    "本社核心、综合偿付能力充足率分别为207%、208%": [
        "核心=core_solvency_ratio",
        "综合偿付能力充足率=comprehensive_solvency_ratio",
    ],
    "净资产收益率为3%，净资产负债率为5%": ["净资产收益率=return_on_equity"],
    "其中健康险保费收入9亿元": ["健康险保费收入=premium_income_health"],
    "工程险原保费收入9万元": ["工程险原保费收入=original_premium_income+工程险"],
    "会员共建共治，会员超 12 万人，会员满意度达 97%": ["会员=members", "会员满意度=member_satisfaction"],
    "累计会员人数突破 220 万人": ["累计会员人数=members+累计"],
    "上半年累计原保费收入 5 亿元": ["原保费收入=original_premium_income"],
    "非认可资产 5 万元": ["非认可资产=non_admitted_assets"],
    "摊回保费收入 5 万元": [],
    "新会员 5 万人，老客户数量 3 万": [],
    "新增会员 5 万人": ["新增会员=members+新增"],
    "净利润同比增长率为 5%": [],
    "净 利\n润 5 亿元": ["净 利\n润=net_profit"],
    "the comprehensive solvency adequacy ratio was 208%": [
        "comprehensive solvency adequacy ratio=comprehensive_solvency_ratio"
    ],
    "subtotal assets of 5": [],
    "风险综合评级（分类监管）中被评为B类": ["风险综合评级（分类监管）=integrated_risk_rating"],
    "《关联交易管理办法》第 5 条": [],
    "综合偿付能力充足率监管要求为 100%": [],
    "综合偿付能力充足率不得低于 100%，风险综合评级应在 B 类及以上": [],
    "人均保费收入 30 万元": ["人均保费收入=average_premium_per_agent"],
    "总资产负债表": [],
    "核心偿付能力充足率的最低标准为 50%": [],
    "监管规定的核心偿付能力充足率为 50%": [],
    "行业平均综合偿付能力充足率为 190%": ["行业平均综合偿付能力充足率=comprehensive_solvency_ratio+行业+平均"],
    "最低资本要求为 5 万元": ["最低资本要求=minimum_capital"],
    "实际资本的账面价值 5 万元": ["实际资本=actual_capital"],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items())
def test_names_in_a_sentence(matcher: Matcher, text: str, expected: list[str]) -> None:
    found = ["+".join([f"{text[m.start : m.end]}={m.concept.id}", *m.modifiers]) for m in matcher.find(text)]
    assert found == expected


def test_mentions_are_in_order_and_do_not_overlap(matcher: Matcher) -> None:
    random.seed(5)
    names = [name for concept in matcher.concepts for name in (concept.label.zh, *concept.aliases)]
    text = "".join(random.choice([*names, "、", "的", " 12 亿元，", "及"]) for _ in range(600))
    ends = 0
    for mention in matcher.find(text):
        assert ends <= mention.start < mention.end <= len(text)
        ends = mention.end


def test_a_long_line_takes_linear_time(matcher: Matcher) -> None:
    line = "核心综合偿付能力" * 20_000
    started = time.perf_counter()
    matcher.find(line)
    assert time.perf_counter() - started < 3


def test_members_are_whole_words() -> None:
    assert member_of("健康险") == ("line", "health")
    assert member_of("未来 3 个月") == ("horizon", "3_months")
    assert member_of("健康险公司") is None
