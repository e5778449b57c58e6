"""A hand-made report of an invented insurer: findings of many families, passes, gaps and a waiver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from compliance_check.model import (
    Anchor,
    Bilingual,
    Block,
    Calculation,
    Cell,
    Citation,
    Claim,
    Disclosure,
    Document,
    Effective,
    Figure,
    Furniture,
    Heading,
    Judged,
    Line,
    ListItem,
    Location,
    Outcome,
    Paragraph,
    Passage,
    Period,
    Qualifier,
    Report,
    Result,
    Run,
    Scenario,
    Section,
    Severity,
    Standing,
    Subject,
    SuiteUse,
    Table,
    Term,
    Waiver,
)

HALF_YEAR = Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 6, 30))
NOW = Period(end=dt.date(2025, 6, 30))
BEFORE = Period(end=dt.date(2025, 3, 31))
ENTITY = "海岳相互健康保险社"
HOSTILE = '<script>alert("x")</script> & "引号" \u202e反转\u202c \x00零 [bold]rich[/bold] ::error::' + "长" * 300


@dataclass
class Builder:
    """Writes a document line by line and finds its figures again by their digits."""

    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    line: int = 0

    def passage(self, text: str) -> Passage:
        self.line += 1
        return Passage(text=text, source=text, lines=(Line(start=0, line=self.line),))

    def heading(self, level: int, number: str, title: str) -> None:
        passage = self.passage(f"{number} {title}".strip())
        self.blocks.append(Heading(passage=passage, level=level, number=number, title=title))
        place = Location(document="d1", line=self.line, quote=passage.source)
        block = len(self.blocks) - 1
        self.sections.append(
            Section(title=title, level=level, number=number, location=place, block=block, end_block=block + 1)
        )

    def text(self, text: str) -> None:
        self.blocks.append(Paragraph(passage=self.passage(text)))
        self._grow()

    def item(self, text: str) -> None:
        self.blocks.append(ListItem(passage=self.passage(text), marker="-"))
        self._grow()

    def furniture(self, text: str) -> None:
        self.blocks.append(Furniture(passage=self.passage(text), role="page_number"))

    def table(self, unit: str, rows: list[list[str]]) -> None:
        unit_line = self.passage(unit)
        cells = []
        for i, row in enumerate(rows):
            self.line += 1
            for j, text in enumerate(row):
                lines = (Line(start=0, line=self.line),)
                passage = Passage(text=text, source=text, lines=lines)
                cells.append(Cell(passage=passage, row=i, column=j, header=i == 0))
        table = Table(cells=tuple(cells), rows=len(rows), columns=len(rows[0]), header_rows=1, unit=unit_line)
        self.blocks.append(table)
        self._grow()

    def _grow(self) -> None:
        last = self.sections[-1]
        self.sections[-1] = last.model_copy(update={"end_block": len(self.blocks)})

    def document(self) -> Document:
        return Document(
            id="d1",
            path="drafts/海岳相互2025年上半年经营情况报告.md",
            sha256="5f" * 32,
            media_type="text/markdown",
            blocks=tuple(self.blocks),
            notes=(Bilingual(zh="第 3 张图片中的文字未读取", en="The text inside picture 3 was not read"),),
        )

    def figure(
        self,
        raw: str,
        label: str,
        concept: str | None = None,
        *,
        scale: str = "1",
        unit: str = "CNY",
        nth: int = 0,
        column: str | None = None,
        period: Period = NOW,
        **more: object,
    ) -> str:
        """Adds the nth place where `raw` stands as a figure; its id."""
        document = self.document()
        hits = [
            Anchor(block=a.block, cell=a.cell, start=p.text.index(raw), end=p.text.index(raw) + len(raw))
            for a, p in document.passages()
            if raw in p.text
        ]
        anchor = hits[nth]
        digits = raw.replace(",", "").rstrip("%")
        places = len(digits.partition(".")[2])
        identity = f"d1.f{len(self.figures) + 1}"
        self.figures.append(
            Figure.model_validate(
                {
                    "id": identity,
                    "concept": concept,
                    "label": label,
                    "column": column,
                    "raw": raw,
                    "value": Decimal(digits) * Decimal(scale),
                    "unit": unit,
                    "half_width": Decimal(scale) / Decimal(10) ** places / 2,
                    "period": period,
                    "entity": ENTITY,
                    "location": document.locate(anchor),
                    "anchor": anchor,
                    **more,
                }
            )
        )
        return identity


def _write(b: Builder) -> None:
    b.heading(1, "", "海岳相互健康保险社 2025 年上半年经营情况报告")
    b.heading(2, "第一节", "公司概况")
    b.text(
        "海岳相互健康保险社（以下简称“海岳相互”）成立于2016年。截至2025年6月30日，会员超120万人，"
        "实际资本9.73亿元，综合偿付能力充足率为212.40%，继续保持充足水平。"
    )
    b.furniture("第 1 页")
    b.heading(2, "第二节", "保险业务情况")
    b.text("上半年实现原保险保费收入36,482.15万元，同比增长18.2%（上年同期为31,925.60万元），产品结构持续优化。")
    b.table(
        "单位：万元",
        [
            ["险种", "2025年上半年", "占比"],
            ["短期健康险", "24,810.33", "68.01%"],
            ["意外伤害保险", "7,205.41", "19.75%"],
            ["信用保证保险", "4,465.41", "12.24%"],
            ["合计", "36,481.15", "100.00%"],
        ],
    )
    b.text("报告期内公司新开发三款产品：")
    b.item("安护2025百万医疗保险")
    b.item("小微企业雇主责任补充保险")
    b.heading(2, "第三节", "偿付能力情况")
    b.table(
        "单位：万元",
        [
            ["项目", "本季度末数", "上季度末数"],
            ["认可资产", "488,353.40", "470,118.92"],
            ["认可负债", "391,122.11", "378,204.38"],
            ["实际资本", "97,231.28", "91,914.54"],
            ["最低资本", "46,587.25", "45,021.00"],
            ["综合偿付能力溢额", "51,644.03", "46,893.54"],
            ["综合偿付能力充足率", "208.71%", "204.16%"],
            ["核心偿付能力充足率", "211.02%", "198.33%"],
        ],
    )
    b.text("最近一期风险综合评级（分类监管）结果为BB类。")
    b.heading(2, "第四节", "消费者权益保护")
    b.heading(2, "第五节", "其他重要事项")
    b.text(HOSTILE)


def _solvency_figures(b: Builder) -> None:
    rows = [
        ("认可资产", "admitted_assets", "488,353.40", "470,118.92"),
        ("认可负债", "admitted_liabilities", "391,122.11", "378,204.38"),
        ("实际资本", "actual_capital", "97,231.28", "91,914.54"),
        ("最低资本", "minimum_capital", "46,587.25", "45,021.00"),
        ("综合偿付能力溢额", "comprehensive_surplus", "51,644.03", "46,893.54"),
    ]
    for label, concept, now, before in rows:
        b.figure(now, label, concept, scale="10000", column="本季度末数")
        b.figure(before, label, concept, scale="10000", column="上季度末数", period=BEFORE)
    for label, concept, now, before in [
        ("综合偿付能力充足率", "comprehensive_ratio", "208.71%", "204.16%"),
        ("核心偿付能力充足率", "core_ratio", "211.02%", "198.33%"),
    ]:
        b.figure(now, label, concept, unit="percent", column="本季度末数")
        b.figure(before, label, concept, unit="percent", column="上季度末数", period=BEFORE)


def _other_figures(b: Builder) -> None:
    b.figure("120", "会员", "members", scale="10000", unit="count", counter="人", qualifier=Qualifier.OVER)
    b.figure("9.73", "实际资本", "actual_capital", scale="100000000")
    b.figure("212.40%", "综合偿付能力充足率", "comprehensive_ratio", unit="percent")
    b.figure("36,482.15", "原保险保费收入", "premium", scale="10000", period=HALF_YEAR)
    b.figure("18.2%", "同比增长", None, unit="percent", period=HALF_YEAR)
    b.figure("31,925.60", "上年同期", "premium", scale="10000", scenario=Scenario.ACTUAL)
    for label, amount, share in [
        ("短期健康险", "24,810.33", "68.01%"),
        ("意外伤害保险", "7,205.41", "19.75%"),
        ("信用保证保险", "4,465.41", "12.24%"),
        ("合计", "36,481.15", "100.00%"),
    ]:
        b.figure(amount, label, "premium", scale="10000", column="2025年上半年", period=HALF_YEAR)
        b.figure(share, label, None, unit="percent", column="占比", period=HALF_YEAR)


CITATION = Citation(
    instrument="保险公司偿付能力管理规定",
    article="第八条",
    quote="保险公司同时符合以下三项监管要求的，为偿付能力达标公司",
    effective=Effective(start=dt.date(2021, 3, 1)),
)


@dataclass
class Results:
    """Collects results; looks figures up by their printed digits."""

    builder: Builder
    items: list[Result] = field(default_factory=list)

    def named(self, raw: str) -> Figure:
        return next(f for f in self.builder.figures if f.raw == raw)

    def add(
        self,
        rule: str,
        name: str,
        family: str,
        outcome: Outcome,
        severity: Severity,
        zh: str,
        en: str,
        raws: tuple[str, ...] = (),
        **more: object,
    ) -> None:
        figures = [self.named(raw) for raw in raws]
        self.items.append(
            Result.model_validate(
                {
                    "rule": rule,
                    "name": name,
                    "suite": "c-ross-2/solvency" if rule.startswith("SOL") else "disclosure/self-consistency",
                    "family": family,
                    "outcome": outcome,
                    "severity": severity,
                    "subject": Subject(document="d1", entity=ENTITY, period=NOW),
                    "message": Bilingual(zh=zh, en=en),
                    "citation": (CITATION,) if rule.startswith("SOL") else (),
                    "figures": tuple(f.id for f in figures),
                    "locations": tuple(f.location for f in figures),
                    "fingerprint": f"{len(self.items):02d}{rule.lower()}{'ab' * 12}",
                    **more,
                }
            )
        )

    def terms(self, *names: tuple[str, str]) -> tuple[Term, ...]:
        return tuple(_term(name, self.named(raw)) for name, raw in names)


def _term(name: str, figure: Figure) -> Term:
    low, high = figure.value - figure.half_width, figure.value + figure.half_width
    return Term(name=name, printed=figure.raw, low=low, high=high, figure=figure.id)


def _d(text: str) -> Decimal:
    return Decimal(text)


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
FAIL, PASS = Outcome.FAIL, Outcome.PASS


def _failures(r: Results) -> None:
    r.add(
        "SOL102", "comprehensive-surplus-identity", "identity", FAIL, ERROR,
        "实际资本 97,231.28 减最低资本 46,587.25 等于 50,644.03，与披露的溢额 51,644.03 不符，相差 1,000.00 万元",
        "Actual capital 97,231.28 less minimum capital 46,587.25 is 50,644.03, not the disclosed surplus 51,644.03",
        ("97,231.28", "46,587.25", "51,644.03"),
        advice=Bilingual(
            zh="核对综合偿付能力溢额与最低资本的原始报表；若为录入错误，请更正并重新核对充足率。",
            en="Compare both with the solvency return; correct the typing error and check the ratio again.",
        ),
        suspects=(r.named("51,644.03").id,),
        calculation=Calculation(
            expression="实际资本 - 最低资本 = 综合偿付能力溢额",
            left=(_d("506440200"), _d("506440400")), right=(_d("516440250"), _d("516440350")),
            residual=_d("-10000000"), tolerance=_d("150"), detection_limit=_d("150"), unit="CNY",
            terms=r.terms(("实际资本", "97,231.28"), ("最低资本", "46,587.25"), ("综合偿付能力溢额", "51,644.03")),
        ),
    )  # fmt: skip
    r.add(
        "SOL109", "core-below-comprehensive", "threshold", FAIL, ERROR,
        "核心偿付能力充足率 211.02% 高于综合偿付能力充足率 208.71%",
        "The core ratio 211.02% exceeds the comprehensive ratio 208.71%",
        ("211.02%", "208.71%"),
        calculation=Calculation(
            expression="核心偿付能力充足率 <= 综合偿付能力充足率",
            left=(_d("211.015"), _d("211.025")), right=(_d("208.705"), _d("208.715")),
            residual=_d("2.31"), tolerance=_d("0.01"), detection_limit=_d("0.01"), unit="percent",
            terms=r.terms(("核心偿付能力充足率", "211.02%"), ("综合偿付能力充足率", "208.71%")),
        ),
    )  # fmt: skip
    r.add(
        "CON201", "same-figure-agreement", "restatement", FAIL, ERROR,
        "综合偿付能力充足率前后不一：第一节为 212.40%，第三节表格为 208.71%",
        "The comprehensive ratio is 212.40% in section 1 and 208.71% in the table of section 3",
        ("212.40%", "208.71%"),
        advice=Bilingual(zh="以偿付能力报告为准，统一两处数字。", en="Use the return's figure in both places."),
        calculation=Calculation(
            expression="综合偿付能力充足率 = 综合偿付能力充足率", left=(_d("212.395"), _d("212.405")),
            right=(_d("208.705"), _d("208.715")), residual=_d("3.69"), tolerance=_d("0.01"),
            detection_limit=_d("0.01"), unit="percent",
            terms=r.terms(("第一节", "212.40%"), ("第三节", "208.71%")),
        ),
    )  # fmt: skip
    r.add(
        "CON110", "growth-claim", "growth", FAIL, ERROR,
        "按 36,482.15 与 31,925.60 计算，同比增长 14.3%，不是 18.2%",
        "From 36,482.15 and 31,925.60 the growth is 14.3%, not 18.2%",
        ("36,482.15", "31,925.60", "18.2%"),
        calculation=Calculation(
            expression="( 本期 / 上年同期 - 1 ) * 100 = 同比增长", left=(_d("14.2723"), _d("14.2724")),
            right=(_d("18.15"), _d("18.25")), residual=_d("-3.92765"), tolerance=_d("0.05005"),
            detection_limit=_d("0.05005"), unit="percent",
            terms=r.terms(("本期", "36,482.15"), ("上年同期", "31,925.60"), ("同比增长", "18.2%")),
        ),
    )  # fmt: skip
    r.add(
        "CON120", "table-total", "total", FAIL, WARNING,
        "正文保费收入 36,482.15 万元与表格合计 36,481.15 万元相差 1.00 万元，请说明",
        "Premium is 36,482.15 in the text and 36,481.15 in the table; please explain",
        ("36,482.15", "36,481.15"),
    )  # fmt: skip
    heading = r.builder.sections[4]
    r.add(
        "STR301", "empty-section", "section", FAIL, WARNING,
        "“消费者权益保护”一节没有内容", "The section “消费者权益保护” is empty", locations=(heading.location,),
    )  # fmt: skip
    count = next(p for a, p in r.builder.document().passages() if "三款" in p.text)
    r.add(
        "CON130", "listed-items", "count", FAIL, WARNING,
        "正文称“三款产品”，其后只列出 2 项", "The text announces three products and lists two",
        locations=(Location(document="d1", line=count.lines[0].line, quote="三款产品"),),
        calculation=Calculation(expression="列出的项数 = 3", left=(_d("2"), _d("2")), right=(_d("3"), _d("3")),
            residual=_d("-1"), tolerance=_d("0"), unit="count",
        ),
    )  # fmt: skip
    r.add(
        "SOL121", "rounding-mode", "granularity", FAIL, INFO,
        "实际资本 97,231.28 只有在截尾时才等于 488,353.40 − 391,122.11", "Holds only if the author truncated",
        ("97,231.28",),
    )  # fmt: skip
    r.add(
        "CON121", "share-of-total", "share", FAIL, WARNING, "占比合计与 100% 相差", "The shares do not add up",
        ("100.00%",),
        waived=Waiver(reason="四舍五入所致", by="林知远", approved_by="周海宁", until=dt.date(2026, 1, 31)),
    )  # fmt: skip


def _others(r: Results) -> None:
    r.add(
        "SOL101", "actual-capital-identity", "identity", PASS, ERROR,
        "认可资产减认可负债等于实际资本", "Admitted assets less admitted liabilities equal actual capital",
        ("488,353.40", "391,122.11", "97,231.28"),
        calculation=Calculation(
            expression="认可资产 - 认可负债 = 实际资本", left=(_d("972312800"), _d("972313000")),
            right=(_d("972312750"), _d("972312850")), residual=_d("100"), tolerance=_d("150"),
            detection_limit=_d("200"), unit="CNY",
            terms=r.terms(("认可资产", "488,353.40"), ("认可负债", "391,122.11"), ("实际资本", "97,231.28")),
        ),
    )  # fmt: skip
    r.add(
        "SOL107", "comprehensive-ratio", "ratio", PASS, ERROR, "实际资本除以最低资本等于综合偿付能力充足率",
        "Actual capital over minimum capital is the comprehensive ratio", ("97,231.28", "46,587.25", "208.71%"),
    )  # fmt: skip
    missing = Bilingual(zh="未披露核心资本", en="Core capital is not disclosed")
    r.add(
        "SOL103",
        "core-surplus-identity",
        "identity",
        Outcome.NOT_EVALUABLE,
        ERROR,
        "无法核对",
        "Not evaluable",
        reason=missing,
    )
    r.add("SOL110", "rating-threshold", "threshold", PASS, ERROR, "风险综合评级达标", "The rating meets the threshold")
    r.add("SOL111", "branch-rule", "structure", Outcome.NOT_APPLICABLE, INFO, "不适用", "Not applicable")
    broken = Bilingual(zh="计算过程溢出", en="The calculation overflowed")
    r.add("CON199", "overflow", "total", Outcome.ERROR, ERROR, "规则出错", "The rule failed to run", reason=broken)


def report() -> Report:
    """The report of the invented half-year disclosure."""
    builder = Builder()
    _write(builder)
    _solvency_figures(builder)
    _other_figures(builder)
    results = Results(builder)
    _failures(results)
    _others(results)
    builder.sections[4] = builder.sections[4].model_copy(update={"empty": True})
    claim = Claim(
        id="d1.c1", kind="growth", roles={}, location=builder.figures[0].location, anchor=builder.figures[0].anchor
    )
    disclosure = Disclosure(
        document=builder.document(), language="zh", kind="half-year-operating-report", entity=ENTITY, period=HALF_YEAR,
        figures=tuple(builder.figures), claims=(claim,), sections=tuple(builder.sections),
    )  # fmt: skip
    return Report(
        run=Run(started="2025-08-20T09:30:00Z", seconds=1.9, as_of=dt.date(2025, 6, 30), command=("check", "draft.md")),
        suites=(
            SuiteUse(id="c-ross-2/solvency", version="2025.1", sha256="ab" * 32, rules=41),
            SuiteUse(id="disclosure/self-consistency", version="2025.1", sha256="cd" * 32, rules=17),
        ),
        disclosures=(disclosure,),
        judged=_judged(builder, results.items),
        results=tuple(results.items),
    )


def _judged(builder: Builder, results: list[Result]) -> dict[str, Judged]:
    judged = {}
    for figure in builder.figures:
        used = [r for r in results if figure.id in r.figures]
        rules = tuple(sorted({r.rule for r in used}))
        if any(r.outcome == FAIL and r.severity == ERROR for r in used):
            judged[figure.id] = Judged(standing=Standing.CONTRADICTED, checked_by=rules)
        elif any(r.outcome == PASS for r in used):
            judged[figure.id] = Judged(standing=Standing.VERIFIED, checked_by=rules)
        else:
            judged[figure.id] = Judged(standing=Standing.UNCHECKED, checked_by=rules)
    return judged


LABELS = {
    "half-year-operating-report": Bilingual(zh="半年度经营情况报告", en="Half-year operating report"),
    "c-ross-2/solvency": Bilingual(zh="偿二代偿付能力", en="C-ROSS II solvency"),
    "actual_capital": Bilingual(zh="实际资本", en="Actual capital"),
    "minimum_capital": Bilingual(zh="最低资本", en="Minimum capital"),
    "comprehensive_ratio": Bilingual(zh="综合偿付能力充足率", en="Comprehensive solvency adequacy ratio"),
}
