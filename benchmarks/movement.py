# ruff: noqa: E501 (the messages of the rule file are long lines)
"""Bands of plausible change from real filings, and how well the questions built on them do.

    python benchmarks/movement.py                     the table of honest movements questioned and slips caught
    python benchmarks/movement.py --write             checks/history/movement/_bands.yaml anew

Reads ../shared/data (or --data FILE), which holds other people's transcriptions of public filings; no row of it is
written anywhere, only percentiles over all companies of a type. The table is measured on companies that the bands
were not calibrated on: two halves by company, each judged with the bands of the other.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from compliance_check.catalog import RuleBook, Vocabulary, load_files, load_vocabulary  # noqa: E402
from compliance_check.judge import judge  # noqa: E402
from compliance_check.model import Anchor, Disclosure, Document, Figure, Location, Outcome, Period  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "solvency_2022_2023.csv"
BANDS = ROOT / "checks" / "history" / "movement" / "_bands.yaml"
RULES = ROOT / "checks" / "history" / "movement.yaml"

CONCEPTS = {
    "综合偿付能力充足率": "comprehensive_solvency_ratio",
    "核心偿付能力充足率": "core_solvency_ratio",
    "认可资产": "admitted_assets",
    "认可负债": "admitted_liabilities",
    "实际资本": "actual_capital",
    "核心一级资本": "core_tier1_capital",
    "最低资本": "minimum_capital",
    "量化风险最低资本": "quantified_minimum_capital",
    "寿险风险最低资本": "life_risk_minimum_capital",
    "非寿险风险最低资本": "non_life_risk_minimum_capital",
    "市场风险最低资本": "market_risk_minimum_capital",
    "信用风险最低资本": "credit_risk_minimum_capital",
}
YEARLY = (
    "comprehensive_solvency_ratio",
    "core_solvency_ratio",
    "admitted_assets",
    "actual_capital",
    "minimum_capital",
)
TYPES = {"property": "P", "life": "L", "other": "O"}
TYPE_WORDS = {
    "property": ("财产险公司", "property insurers"),
    "life": ("人身险公司", "life insurers"),
    "other": ("各类公司", "insurers of all types"),
}
APPLIES = {
    "property": "company_types: [property, captive]",
    "life": "company_types: [life, health, pension]",
    "other": "not_company_types: [property, captive, life, health, pension]",
}
TAIL = 0.004
"""Of each side: so many of the honest movements lie beyond the band."""

WIDEST = 5.0
"""No band is wider: from a factor of five on a change is near a power of ten, which is a question of its own (MOV101)."""

FEWEST = 60
"""Movements below which a type has no band of its own for a concept."""

QUARTERS = [(year, quarter) for year in (2022, 2023) for quarter in (1, 2, 3, 4)]
Series = dict[str, dict[tuple[int, int], Decimal]]


@dataclass(frozen=True)
class Company:
    """A company's printed values by concept and quarter: money in 万元, ratios in percent."""

    name: str
    type: str
    series: Series


def read_companies(path: Path) -> list[Company]:
    """The companies of the file; the year-end is the audited row, and a fourth-quarter row where there is none."""
    rows: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["板块"] != "group":
                rows[row["板块"], row["公司"]][row["期间"]] = row
    return [
        Company(name, {"reins": "reinsurer"}.get(kind, kind), _series(periods))
        for (kind, name), periods in sorted(rows.items())
    ]


def _series(periods: dict[str, dict[str, str]]) -> Series:
    found: Series = defaultdict(dict)
    for year, quarter in QUARTERS:
        names = [str(year), f"{year}Q4"] if quarter == 4 else [f"{year}Q{quarter}"]
        for column, concept in CONCEPTS.items():
            texts = [periods[name][column] for name in names if name in periods and periods[name][column].strip()]
            if texts:
                value = Decimal(texts[0])
                found[concept][year, quarter] = value * 100 if concept.endswith("ratio") else value
    return found


def ratios(companies: Iterable[Company], concept: str, gap: int) -> list[float]:
    """now / then of each pair of positive values `gap` quarters apart."""
    found = []
    for company in companies:
        values = company.series.get(concept, {})
        for index, quarter in enumerate(QUARTERS[gap:]):
            now, then = values.get(quarter), values.get(QUARTERS[index])
            if now and then and now > 0 and then > 0:
                found.append(float(now / then))
    return found


def band(values: Sequence[float]) -> tuple[float, float]:
    """The percentiles at TAIL on either side, rounded outwards, never wider than a factor of ten can slip through."""
    logs = sorted(math.log(value) for value in values)
    cut = int(TAIL * len(logs))
    low, high = math.exp(logs[cut]), math.exp(logs[-1 - cut])
    return max(math.floor(low * 100) / 100, round(1 / WIDEST, 2)), min(math.ceil(high * 100) / 100, WIDEST)


def of_type(companies: Sequence[Company], kind: str) -> list[Company]:
    return list(companies) if kind == "other" else [company for company in companies if company.type == kind]


def bands_yaml(companies: Sequence[Company], vocabulary: Vocabulary) -> str:
    """The rule file with a rule for each concept and type that has enough movements."""
    lines: list[str | None] = [HEADER.format(tail=TAIL * 100, widest=WIDEST)]
    for kind, letter in TYPES.items():
        chosen = of_type(companies, kind)
        lines += [_rule(chosen, concept, kind, letter, "quarter", 1, vocabulary) for concept in CONCEPTS.values()]
    lines += [_rule(list(companies), concept, "other", "Y", "year", 4, vocabulary) for concept in YEARLY]
    return "\n".join(line for line in lines if line is not None)


def _rule(
    companies: Sequence[Company], concept: str, kind: str, letter: str, basis: str, gap: int, vocabulary: Vocabulary
) -> str | None:
    values = ratios(companies, concept, gap)
    if len(values) < FEWEST:
        return None
    low, high = band(values)
    words = vocabulary.get(concept)
    assert words is not None
    slug = concept.replace("_", "-")
    return RULE.format(
        id=f"MOV-{letter}-{slug.upper()}",
        name=f"{ {'P': 'property', 'L': 'life', 'O': 'other', 'Y': 'yearly'}[letter] }-change-of-{slug}",
        zh=words.label.zh,
        en=words.label.en,
        span_zh="季度" if basis == "quarter" else "年度",
        span_en="quarterly" if basis == "quarter" else "yearly",
        type_zh=TYPE_WORDS[kind][0],
        type_en=TYPE_WORDS[kind][1],
        concept=concept,
        basis=basis,
        applies="" if letter == "Y" else f"    applies: {{{APPLIES[kind]}}}\n",
        low=f"{low:.2f}",
        high=f"{high:.2f}",
        count=len(values),
        companies=sum(1 for company in companies if company.series.get(concept)),
        tail=f"{TAIL * 100:g}",
    )


HEADER = """\
# Written by benchmarks/movement.py --write; do not edit by hand.
# Method: real quarterly filings of 2022 and 2023. For each concept and company type the ratio of a figure to its
# predecessor; the band lies between the {tail:g} % and the {upper} % percentile, rounded outwards to 0.01, and within a
# factor of {widest:g}. Types with few filings (reinsurers, mutuals, groups) have the band of all types together.
suite: history/movement
version: "1.0"
title: {{zh: 与以往相比的变动, en: change against what came before}}
rules:""".replace("{upper}", f"{100 - TAIL * 100:g}")

RULE = """\
  - id: {id}
    name: {name}
    title: {{zh: {zh}的{span_zh}变动在常见范围之内, en: the {span_en} change of {en} is a usual one}}
    family: movement
    severity: warning
    frame: movement
    select: {{concept: {concept}, basis: {basis}, cause: plain, own: "no"}}
{applies}    when: then > 0
    formula: now >= @low * then and now <= @high * then
    parameters:
      low: {{values: [{{value: {low}}}]}}
      high: {{values: [{{value: {high}}}]}}
    citation:
      - instrument: 变动区间校准 calibration of bands (benchmarks/movement.py)
        article: 2022Q1–2023Q4, {companies} companies, {count} movements, percentiles at {tail} %
      - instrument: 保险公司信息披露管理办法（银保监会令2018年第2号）
        article: 第三条
        quote: 保险公司信息披露应当遵循真实、准确、完整、及时、有效的原则，不得有虚假记载、误导性陈述和重大遗漏
        effective: {{from: 2018-07-01}}
    message:
      fail:
        zh: "{{label}}为 {{now}}，较 {{before}} 的 {{then}} {{moved}}，超出{type_zh}{span_zh}变动的常见范围（{{low}} 至 {{high}} 倍）。是否属实？请说明。{{explanation}}"
        en: "{{label}} is {{now}} and {{moved}} from {{then}} ({{before}}), beyond the usual {span_en} change of {type_en} (to {{low}}–{{high}} times). Is this right? Please explain. {{explanation}}"
    advice:
      zh: 请核对原始数据；若属实，请在文中说明原因。
      en: Compare with the source data; if it is right, give the reason in the text.
"""


# ---------------------------------------------------------------------------------------------- measurement


def day(quarter: tuple[int, int]) -> dt.date:
    year, number = quarter
    return dt.date(year + number // 4, number * 3 % 12 + 1, 1) - dt.timedelta(days=1)


def disclosure(company: Company, quarter: tuple[int, int], number: str) -> Disclosure | None:
    """One record as a quarterly summary of one table."""
    figures = []
    for concept, values in company.series.items():
        if quarter in values:
            figures.append(figure(concept, values[quarter], quarter, number, len(figures)))
    if not figures:
        return None
    end = day(quarter)
    return Disclosure(
        document=Document(id=number, path=f"{end}", sha256=number, media_type="text/plain", blocks=()),
        language="zh",
        kind="solvency-quarterly-summary",
        entity="甲保险公司",
        company_type=company.type,
        period=Period(start=dt.date(end.year, end.month - 2, 1), end=end),
        figures=tuple(figures),
    )


def figure(concept: str, value: Decimal, quarter: tuple[int, int], number: str, index: int) -> Figure:
    money = not concept.endswith("ratio")
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    scale = 10**4 if money else 1
    return Figure.model_construct(
        id=f"{number}.f{index + 1}",
        concept=concept,
        label=concept,
        raw=f"{value:,f}",
        value=value * scale,
        unit="CNY" if money else "percent",
        half_width=Decimal(5).scaleb(min(exponent, 0) - 1) * scale,
        period=Period(end=day(quarter)),
        location=Location(document=number, quote=f"{value:,f}"),
        anchor=Anchor(block=0, start=0, end=1, cell=index),
    )


Fault = Callable[[Disclosure, Disclosure], Iterator[Disclosure]]
"""From a record and the one before it to copies of it, each with one fault."""


def each_figure(change: Callable[[Decimal], Decimal]) -> Fault:
    def faults(now: Disclosure, before: Disclosure) -> Iterator[Disclosure]:
        known = {item.concept for item in before.figures}
        for index, item in enumerate(now.figures):
            if item.concept in known and item.value:
                wrong = item.model_copy(update={"value": change(item.value), "raw": f"{change(item.value):f}"})
                yield now.model_copy(update={"figures": (*now.figures[:index], wrong, *now.figures[index + 1 :])})

    return faults


def stale(now: Disclosure, before: Disclosure) -> Iterator[Disclosure]:
    """The whole table as it was."""
    old = {item.concept: item for item in before.figures}
    figures = [
        item.model_copy(update={"value": old[item.concept].value, "raw": old[item.concept].raw})
        for item in now.figures
        if item.concept in old
    ]
    if len(figures) >= 5:
        yield now.model_copy(update={"figures": tuple(figures)})


FAULTS: dict[str, Fault] = {
    "unit slip ×10": each_figure(lambda value: value * 10),
    "unit slip ÷10": each_figure(lambda value: value / 10),
    "unit slip ×100": each_figure(lambda value: value * 100),
    "unit slip ×10^4": each_figure(lambda value: value * 10**4),
    "unit slip ÷10^4": each_figure(lambda value: value / 10**4),
    "unit slip ×10^8": each_figure(lambda value: value * 10**8),
    "sign flip": each_figure(lambda value: -value),
    "stale copy of the table": stale,
}


@dataclass
class Score:
    """Counts over one book and its companies."""

    movements: int = 0
    records: int = 0
    questioned: int = 0
    by_rule: dict[str, int] | None = None
    injected: dict[str, int] | None = None
    caught: dict[str, int] | None = None


def measure(companies: Sequence[Company], book: RuleBook, score: Score, every: int) -> None:
    """Judge each record with the one before it, and every `every`-th with each fault."""
    turn = 0
    for company in companies:
        for before_q, now_q in pairwise(QUARTERS):
            before, now = disclosure(company, before_q, "d0"), disclosure(company, now_q, "d1")
            if before is None or now is None:
                continue
            known = {item.concept for item in before.figures}
            score.records += 1
            score.movements += sum(item.concept in known for item in now.figures)
            for rule in failing(now, before, book):
                score.questioned += 1
                assert score.by_rule is not None
                score.by_rule[rule] = score.by_rule.get(rule, 0) + 1
            turn += 1
            if turn % every == 0:
                inject(now, before, book, score)


def inject(now: Disclosure, before: Disclosure, book: RuleBook, score: Score) -> None:
    assert score.injected is not None
    assert score.caught is not None
    honest = failing(now, before, book)
    for name, fault in FAULTS.items():
        for wrong in fault(now, before):
            score.injected[name] = score.injected.get(name, 0) + 1
            found = failing(wrong, before, book)
            # A question that the honest record raises already has caught nothing.
            caught = len(found) > len(honest) or set(found) - set(honest)
            score.caught[name] = score.caught.get(name, 0) + bool(caught)


def failing(now: Disclosure, before: Disclosure, book: RuleBook) -> list[str]:
    results = judge([now], book, None, "direct", earlier=[before])
    return [result.rule for result in results if result.outcome is Outcome.FAIL]


def halves(companies: Sequence[Company]) -> tuple[list[Company], list[Company]]:
    """Two halves by company, by the hash of its name: the same on every machine."""
    first = [c for c in companies if hashlib.sha256(c.name.encode()).digest()[0] % 2]
    return first, [c for c in companies if c not in first]


def book_of(companies: Sequence[Company], vocabulary: Vocabulary) -> RuleBook:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bands.yaml"
        path.write_text(bands_yaml(companies, vocabulary), encoding="utf-8")
        return load_files([path, RULES], vocabulary)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--every", type=int, default=10, help="inject faults into every n-th record")
    chosen = arguments.parse_args()
    if not chosen.data.is_file():
        sys.exit(f"{chosen.data} is not here: nothing to calibrate on")
    vocabulary = load_vocabulary()
    companies = read_companies(chosen.data)
    if chosen.write:
        BANDS.parent.mkdir(exist_ok=True)
        BANDS.write_text(bands_yaml(companies, vocabulary), encoding="utf-8")
        print(BANDS)
        return
    score = Score(by_rule={}, injected={}, caught={})
    first, second = halves(companies)
    for judged, calibrated in ((first, second), (second, first)):
        measure(judged, book_of(calibrated, vocabulary), score, chosen.every)
    report(score, len(first), len(second))


def report(score: Score, first: int, second: int) -> None:
    assert score.by_rule is not None
    assert score.injected is not None
    assert score.caught is not None
    print(f"companies: {first} and {second}, each half judged with the bands of the other")
    share = score.questioned / score.movements
    print(f"honest records {score.records}, movements {score.movements}, questions {score.questioned} = {share:.2%}")
    print(f"questions per record {score.questioned / score.records:.2f}")
    for rule, count in sorted(score.by_rule.items(), key=lambda item: -item[1])[:15]:
        print(f"  {count:4d}  {rule}")
    print("fault                      injected  caught")
    for name, count in score.injected.items():
        print(f"{name:26s} {count:8d}  {score.caught.get(name, 0) / count:.1%}")


if __name__ == "__main__":
    main()
