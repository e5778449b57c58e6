"""Quarterly solvency summaries typeset from figures: of an invented insurer, or of any series handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

NAME = "晨光财产保险股份有限公司"
CENT = Decimal("0.01")
ROWS = (
    "认可资产",
    "认可负债",
    "实际资本",
    "核心一级资本",
    "核心二级资本",
    "附属一级资本",
    "附属二级资本",
    "可资本化风险最低资本",
    "控制风险最低资本",
    "附加资本",
    "最低资本",
    "核心偿付能力溢额",
    "核心偿付能力充足率",
    "综合偿付能力溢额",
    "综合偿付能力充足率",
)


@dataclass(frozen=True)
class Quarter:
    """One quarter's figures in 万元, ratios in percent; premium and profit are the quarter's own."""

    year: int
    number: int
    values: Mapping[str, Decimal]
    premium: Decimal
    profit: Decimal

    def with_value(self, row: str, value: Decimal) -> Quarter:
        return replace(self, values={**self.values, row: value})


def invented() -> list[Quarter]:
    """Eight quarters of slow growth with a season in the premium; every identity holds to the cent."""
    season = (Decimal("1.18"), Decimal("0.97"), Decimal("0.91"), Decimal("1.03"))
    found = []
    for index in range(8):
        growth = 1 + Decimal("0.0173") * index + Decimal("0.0041") * (index % 3)
        assets = _cent(Decimal("512480.35") * growth)
        liabilities = _cent(Decimal("371215.92") * (growth + Decimal("0.0031") * (index % 2)))
        bonds = _cent(Decimal("15334.22") + index * Decimal("31.07"))
        quantified = _cent(Decimal("57732.59") * (growth - Decimal("0.0052") * (index % 4)))
        control = _cent(quantified * Decimal("0.007"))
        found.append(
            Quarter(
                2023 + index // 4,
                index % 4 + 1,
                consistent(assets, liabilities, bonds, quantified, control),
                _cent(Decimal("121880.64") * season[index % 4] * (1 + Decimal("0.03") * (index // 4))),
                _cent(Decimal("3811.27") * season[index % 4] + index * Decimal("61.3")),
            )
        )
    return found


def consistent(
    assets: Decimal, liabilities: Decimal, bonds: Decimal, quantified: Decimal, control: Decimal
) -> dict[str, Decimal]:
    """The table's rows from five of them."""
    actual, minimum = assets - liabilities, quantified + control
    core = actual - bonds
    return {
        "认可资产": assets,
        "认可负债": liabilities,
        "实际资本": actual,
        "核心一级资本": core,
        "核心二级资本": Decimal("0.00"),
        "附属一级资本": bonds,
        "附属二级资本": Decimal("0.00"),
        "可资本化风险最低资本": quantified,
        "控制风险最低资本": control,
        "附加资本": Decimal("0.00"),
        "最低资本": minimum,
        "核心偿付能力溢额": core - minimum,
        "核心偿付能力充足率": _cent(core / minimum * 100),
        "综合偿付能力溢额": actual - minimum,
        "综合偿付能力充足率": _cent(actual / minimum * 100),
    }


def typeset(quarters: Sequence[Quarter], index: int, prior: Quarter | None = None, name: str = NAME) -> str:
    """The summary of quarters[index] as Markdown. prior: what its comparative column states (default: the truth)."""
    now = quarters[index]
    before = prior or (quarters[index - 1] if index else None)
    ahead = quarters[index + 1] if index + 1 < len(quarters) else None
    so_far = [q for q in quarters[: index + 1] if q.year == now.year]
    rows = [
        f"| {row} | {_text(row, now)} | {_text(row, before)} | {_text(row, ahead)} |"
        for row in ROWS
        if row in now.values
    ]
    profit = f"| 净利润 | {now.profit:,.2f} | {sum((q.profit for q in so_far), Decimal()):,.2f} |"
    premium = f"| 保险业务收入 | {now.premium:,.2f} | {sum((q.premium for q in so_far), Decimal()):,.2f} |"
    return "\n".join(
        [
            f"# {name}偿付能力季度报告摘要",
            "",
            f"## {now.year} 年第 {now.number} 季度",
            "",
            f"公司名称（中文）：{name}",
            "",
            "## 四、主要指标",
            "",
            "### （一）偿付能力充足率指标",
            "",
            "单位：万元",
            "",
            "| 项目 | 本季度数 | 上季度可比数 | 基本情景下的下季度预测数 |",
            "|---|---:|---:|---:|",
            *rows,
            "",
            "### （三）经营指标",
            "",
            "单位：万元",
            "",
            "| 项目 | 本季度数 | 本年度累计数 |",
            "|---|---:|---:|",
            premium,
            profit,
            "",
        ]
    )


def _text(row: str, quarter: Quarter | None) -> str:
    if quarter is None or row not in quarter.values:
        return "—"
    value = quarter.values[row]
    return f"{value:.2f}%" if row.endswith("充足率") else f"{value:,.2f}"


def _cent(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
