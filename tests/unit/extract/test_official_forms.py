"""Every row of the official forms (Rule 18, its annex 9, Rule 13) is a concept, and none is taken for another."""

from __future__ import annotations

import pytest

from compliance_check.catalog import load_vocabulary
from compliance_check.extract.concepts import Matcher

FORMS = {
    "S01": """
认可资产 认可负债 实际资本 核心一级资本 核心二级资本 附属一级资本 附属二级资本 最低资本 量化风险最低资本
寿险业务保险风险最低资本 非寿险业务保险风险最低资本 市场风险最低资本 信用风险最低资本 量化风险分散效应
特定类别保险合同损失吸收效应 控制风险最低资本 附加资本 核心偿付能力溢额 核心偿付能力充足率 综合偿付能力溢额
综合偿付能力充足率
""",
    "S03": """
现金及流动性管理工具 库存现金 活期存款 流动性管理工具 投资资产 定期存款 协议存款 政府债券 金融债券 企业债券
公司债券 权益投资 资产证券化产品 保险资产管理产品 商业银行理财产品 信托计划 基础设施投资 投资性房地产
衍生金融资产 其他投资资产 在子公司、合营企业和联营企业中的权益 再保险资产 应收分保准备金 应收分保账款
存出分保保证金 其他再保险资产 应收及预付款项 应收保费 应收利息 应收股利 预付赔款 存出保证金 保单质押贷款
其他应收和暂付款 固定资产 自用房屋 机器设备 交通运输设备 在建工程 办公家具 其他固定资产 土地使用权
独立账户资产 其他认可资产 递延所得税资产 应急资本
""",
    "S04": """
准备金负债 未到期责任准备金 寿险合同未到期责任准备金 非寿险合同未到期责任准备金 未决赔款责任准备金
其中：已发生未报案未决赔款准备金 金融负债 卖出回购证券 保户储金及投资款 衍生金融负债 其他金融负债
应付及预收款项 应付保单红利 应付赔付款 预收保费 应付分保账款 应付手续费及佣金 应付职工薪酬 应交税费
存入分保保证金 其他应付及预收款项 预计负债 独立账户负债 资本性负债 其他认可负债 递延所得税负债 现金价值保证
所得税准备 认可负债合计
""",
    "operating": """
保险业务收入 净利润 总资产 净资产 保险合同负债 基本每股收益 净资产收益率 总资产收益率 投资收益率
综合投资收益率 综合成本率 综合费用率 综合赔付率 手续费及佣金占比 业务管理费占比 签单保费 车险签单保费
非车险前五大险种的签单保费 车险车均保费 代理渠道签单保费 直销渠道签单保费 经纪渠道签单保费 其他渠道签单保费
剩余边际 新业务利润率 新业务价值 新单首年期交签单保费 十年期及以上新单首年期交签单保费 续期签单保费
期末个人营销员数量 13个月续保率 综合退保率 个人营销渠道的件均保费 人均保费 营销员脱落率
未决赔款准备金与赔款支出比 近三年平均投资收益率 近三年平均综合投资收益率
""",
    "liquidity": """
公司整体现金流入 公司整体现金流出 现金及现金等价物 流动性资产储备变现金额 经营活动净现金流回溯不利偏差率
本年度累计净现金流 上一会计年度净现金流 上一会计年度之前的会计年度净现金流 经营活动净现金流
百元保费经营活动净现金流 特定业务现金流支出占比 规模保费同比增速 现金及流动性管理工具占比 季均融资杠杆比例
AA级（含）以下境内固定收益类资产占比 持股比例大于5%的上市股票投资占比 应收款项占比 持有关联方资产占比
应收分保账款率
""",
}

LOOKALIKES = """
认可资产合计占比 期末总资产 公司整体赔付支出 特定业务赔付支出 逾期180天以上的应收分保账款期末账面价值 指标值
合计 其他 项目 本年累计保费收入 去年同期累计规模保费 持股比例大于5%的上市股票投资的账面价值合计 风险边际
现金价值 账户价值 资本工具合计
"""


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_vocabulary().concepts)


@pytest.mark.parametrize("form", FORMS)
def test_every_row_of_a_form_is_a_concept_of_its_own(matcher: Matcher, form: str) -> None:
    rows = FORMS[form].split()
    found = {row: matcher.match(row) for row in rows}
    assert [row for row, concept in found.items() if concept is None] == []
    assert len({concept.id for concept in found.values() if concept}) == len(rows)


@pytest.mark.parametrize("label", LOOKALIKES.split())
def test_a_row_that_means_something_else_is_left_alone(matcher: Matcher, label: str) -> None:
    assert matcher.match(label) is None
