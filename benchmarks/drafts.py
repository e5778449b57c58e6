"""Invented drafts for the benchmarks: consistent by construction, of any length, alike for one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

LINES = ("健康险", "意外险", "责任险", "企财险", "信用险", "保证险", "农业险", "货运险")
BRANCHES = ("北京", "上海", "深圳", "广州", "杭州", "成都", "武汉", "西安")
RESERVES = ("未到期责任准备金", "未决赔款准备金", "长期健康险准备金", "巨灾准备金")


class Draft:
    """Writes one draft. rounded: amounts are cut to 万元 with two decimals after everything was computed in full."""

    def __init__(self, seed: int, rounded: bool) -> None:
        self.random = random.Random(seed)
        self.rounded = rounded

    def text(self, chapters: int = 1) -> str:
        """The whole draft, `chapters` times the same kinds of sections with other figures."""
        parts = ["# 示例财产保险股份有限公司 2025 年半年度经营情况报告", "2025 年上半年，本公司经营稳健。"]
        for chapter in range(1, chapters + 1):
            parts += self.chapter(chapter)
        return "\n\n".join(parts) + "\n"

    def chapter(self, number: int) -> Iterator[str]:
        """One chapter: tables and the sentences about them."""
        yield f"## {_chinese(number)}、经营情况之{_chinese(number)}"
        yield from self._lines()
        yield from self._branches()
        yield from self._reserves()
        yield from self._assets()
        yield from self._counts()
        yield from self._complaints()

    # --------------------------------------------------------------------------------------------------- sections

    def _lines(self) -> Iterator[str]:
        names = self.random.sample(LINES, 5)
        now = [self.amount() for _ in names]
        before = [self.near(amount) for amount in now]
        total, past = sum(now), sum(before)
        yield "### （一）分险种情况"
        yield f"单位：{self.unit}"
        rows = [
            [name, self.money(a), self.money(b), self.money(a - b), percent(a / b - 1), percent(a / total)]
            for name, a, b in zip(names, now, before, strict=True)
        ]
        rows.append(
            [
                "合计",
                self.money(total),
                self.money(past),
                self.money(total - past),
                percent(total / past - 1),
                "100.00%",
            ]
        )
        yield table(["险种", "2025年上半年", "2024年上半年", "增减额", "增减幅度", "占比"], rows)
        part = now[0]
        yield (
            f"报告期内，{names[0]}及其他业务合计收入 {self.money(total)} {self.unit}，"
            f"其中{names[0]}业务收入 {self.money(part)} {self.unit}，占比 {percent(part / total)}。"
        )
        yield (
            f"{names[1]}业务收入 {self.money(now[1])} {self.unit}，"
            f"较上年同期的 {self.money(before[1])} {self.unit}{move(now[1] / before[1] - 1)}。"
        )

    def _branches(self) -> Iterator[str]:
        names = self.random.sample(BRANCHES, 5)
        columns = [[self.amount() for _ in names] for _ in range(3)]
        yield "### （二）分机构情况"
        yield f"单位：{self.unit}"
        rows = [
            [name, *(self.money(column[i]) for column in columns), self.money(sum(column[i] for column in columns))]
            for i, name in enumerate(names)
        ]
        sums = [sum(column) for column in columns]
        rows.append(["合计", *(self.money(item) for item in sums), self.money(sum(sums))])
        yield table(["机构", "个险", "团险", "互联网", "合计"], rows)

    def _reserves(self) -> Iterator[str]:
        yield "### （三）准备金变动"
        yield f"单位：{self.unit}"
        rows = []
        for name in RESERVES:
            opening, added = self.amount(), self.amount()
            less = opening * Decimal(self.random.randint(10, 60)) / 100
            rows.append([name, *(self.money(item) for item in (opening, added, less, opening + added - less))])
        yield table(["项目", "期初余额", "本期增加", "本期减少", "期末余额"], rows)

    def _assets(self) -> Iterator[str]:
        yield "### （四）资产构成"
        yield f"单位：{self.unit}"
        now = [self.amount() for _ in range(5)]
        before = [self.near(amount) for amount in now]
        groups = [("1", "投资资产", (0, 1, 2)), ("2", "应收款项", (3, 4))]
        names = ("债券", "股票", "基金", "应收保费", "应收分保账款")
        rows = []
        for number, name, children in groups:
            sums = [sum(column[i] for i in children) for column in (now, before)]
            rows.append([number, name, *(self.money(item) for item in sums)])
            for place, child in enumerate(children, 1):
                rows.append([f"{number}.{place}", names[child], self.money(now[child]), self.money(before[child])])
        yield table(["行次", "项目", "本期末", "上期末"], rows)

    def _counts(self) -> Iterator[str]:
        yield "### （五）机构与服务"
        counts = [self.random.randint(3, 60) for _ in range(3)]
        yield (
            f"本公司设有二级机构 {counts[0]} 家，三级机构 {counts[1]} 家，四级机构 {counts[2]} 家，"
            f"共 {sum(counts)} 家。"
        )
        low = Decimal(self.random.randint(8000, 9400)) / 100
        yield f"客户满意度由 {low:.2f}% 提升至 {low + Decimal(self.random.randint(50, 500)) / 100:.2f}%。"

    def _complaints(self) -> Iterator[str]:
        total = self.random.choice((45, 67, 76, 98, 113))
        parts = self.split(total, 4)
        yield "### （六）消费投诉"
        yield f"2025 年上半年，本公司共收到客户投诉 {total} 件。"
        kinds = ("销售问题", "理赔问题", "退保问题", "承保问题")
        listed = "，".join(
            f"{kind}占比 {percent(Decimal(part) / total)}" for kind, part in zip(kinds, parts, strict=True)
        )
        yield f"从投诉业务类别看：{listed}。"

    # ---------------------------------------------------------------------------------------------------- figures

    @property
    def unit(self) -> str:
        """The unit of all amounts."""
        return "万元" if self.rounded else "元"

    def amount(self) -> Decimal:
        """An amount in yuan; whole yuan where the draft rounds nothing."""
        yuan = Decimal(self.random.randint(10**7, 10**9))
        return yuan + Decimal(self.random.randint(0, 99)) / 100 if self.rounded else yuan

    def near(self, amount: Decimal) -> Decimal:
        """Another amount, as another period may have it."""
        return (amount * self.random.randint(700, 1400) / 1000).quantize(Decimal("0.01" if self.rounded else "1"))

    def money(self, yuan: Decimal) -> str:
        """The amount as printed."""
        if not self.rounded:
            return f"{yuan.quantize(Decimal(1), ROUND_HALF_UP):,}"
        return f"{(yuan / 10**4).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"

    def split(self, total: int, parts: int) -> list[int]:
        """`total` in `parts` whole numbers of at least two."""
        cuts = sorted(self.random.sample(range(2, total - 2, 3), parts - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def percent(share: Decimal) -> str:
    """A share in percent with two decimals."""
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_HALF_UP):,}%"


def move(rate: Decimal) -> str:
    """A rate in words: 增长 12.36%."""
    return f"{'增长' if rate >= 0 else '下降'} {percent(abs(rate))}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones or not number else "")
