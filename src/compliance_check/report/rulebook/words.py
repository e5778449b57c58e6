"""The fixed headings and phrases of a rule's page, Chinese and English."""

from __future__ import annotations

from compliance_check.model import Bilingual

HEADINGS: dict[str, Bilingual] = {
    "demand": Bilingual(zh="规定内容", en="What it demands"),
    "law": Bilingual(zh="法规依据", en="Law"),
    "formula": Bilingual(zh="公式", en="Formula"),
    "tolerance": Bilingual(zh="容差与检出限", en="Tolerance and detection limit"),
    "applies": Bilingual(zh="适用范围", en="Applies to"),
    "passing": Bilingual(zh="通过的算例", en="A worked passing example"),
    "failing": Bilingual(zh="不通过的算例", en="A worked failing example"),
    "message": Bilingual(zh="提示文字", en="Message"),
    "advice": Bilingual(zh="如何处理", en="What to do"),
    "history": Bilingual(zh="规则沿革", en="History of the rule"),
}
TOLERANCES = {
    "printed-precision": Bilingual(
        zh="每个数字容许其末位的一半；两边的区间有交集即为相符。",
        en="Half a last printed digit for each figure; sides agree when their intervals meet.",
    ),
    "last-digit": Bilingual(
        zh="每个数字容许其末位的一个单位，因为这些数字本身由已舍入的数字算出。",
        en="A whole last printed digit for each figure, as these were themselves computed from rounded ones.",
    ),
}
BLANKS = Bilingual(zh="“-”按零计算。", en="A dash counts as zero.")
EVERYWHERE = Bilingual(zh="所有文件与公司。", en="Every document and company.")
UNCONFIRMED = Bilingual(zh="（条文未经核实）", en=" (clause not confirmed)")
NO_EXAMPLE = Bilingual(
    zh="此规则检查文字或表格结构，算例见 tests/documents 与 tests/unit。",
    en="This rule looks at text or the shape of tables; examples stand in tests/documents and tests/unit.",
)
LIMIT = Bilingual(
    zh="下面不通过的算例中，容差为 {tolerance}，能够发现的最小误差为 {limit}。",
    en="In the failing example below the tolerance is {tolerance}, and the smallest error that could be seen {limit}.",
)
APPLIES: dict[str, Bilingual] = {
    "documents": Bilingual(zh="文件种类", en="kinds of document"),
    "company_types": Bilingual(zh="公司类型", en="types of company"),
    "not_company_types": Bilingual(zh="不适用的公司类型", en="not for types of company"),
    "states": Bilingual(zh="文件至少披露其一", en="documents that state one of"),
    "unless_states": Bilingual(zh="文件未披露", en="documents that state none of"),
}
FORCE = Bilingual(zh="有效期", en="in force")
OPEN = Bilingual(zh="至今", en="open")
PARAMETER = Bilingual(zh="参数", en="parameter")
ALIASES = Bilingual(zh="曾用名", en="earlier names")
OFF = Bilingual(zh="已停用", en="switched off")
SEVERITIES = {
    "error": Bilingual(zh="错误", en="error"),
    "warning": Bilingual(zh="警告", en="warning"),
    "info": Bilingual(zh="提示", en="info"),
}
