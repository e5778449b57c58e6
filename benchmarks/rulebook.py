"""The rule book on real published figures: for every rule the records checked, passed, failed, not evaluable.

The figures (`../shared/data/solvency_2022_2023.csv`, a third party's transcription of public summaries) are no part of
the project; without them the program says so and ends. Usage: rulebook.py [--list] [CSV].
A record stands for one table in 万元. The forms print every row of a block, zero where it does not apply (Rule 15,
article 10): an empty cell of a quarter in a block of which another row is stated is read as a dash; any other, and all
of an audited year, which was taken from annual reports, as no row at all. Trailing zeros were lost in
transcription, so that a figure may look less precise than it was printed: such a record is judged more leniently.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from compliance_check.catalog import load_book
from compliance_check.judge import judge
from compliance_check.model import Anchor, Blank, Disclosure, Document, Figure, Location, Outcome, Period, Result

DATA = Path(__file__).parents[2] / "shared" / "data" / "solvency_2022_2023.csv"
SUITES = ("c-ross-2/solvency", "c-ross-2/minimum-capital", "c-ross-2/capital-tiers")
TYPES = {"property": "property", "life": "life", "reins": "reinsurer"}
MUTUALS = ("相互", "互助", "信美人寿")
CAPTIVES = ("自保",)
ENDS = {"Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30), "Q4": (12, 31), "": (12, 31)}
LABELS = {
    "非寿险-分散效应": "非寿险业务保险风险-风险分散效应",
    "寿险-分散效应": "寿险业务保险风险-风险分散效应",
    "市场-分散效应": "市场风险-风险分散效应",
    "信用-分散效应": "信用风险-风险分散效应",
}

BLOCKS = (
    ("核心一级资本", "核心二级资本", "附属一级资本", "附属二级资本"),
    ("寿险风险最低资本", "非寿险风险最低资本", "市场风险最低资本", "信用风险最低资本", "特定类别保险合同损失吸收效应"),
    ("最低资本", "控制风险最低资本", "附加资本"),
    ("寿险-损失发生风险", "寿险-退保风险", "寿险-费用风险"),
    ("非寿险-保费及准备金风险", "非寿险-巨灾风险"),
    ("市场-利率风险", "市场-权益价格风险", "市场-房地产价格风险", "市场-境外固收", "市场-境外权益", "市场-汇率风险"),
    ("信用-利差风险", "信用-交易对手违约"),
)


def company_type(sector: str, company: str) -> str:
    """What the matrices depend on: the sector, but mutuals and captives by their names."""
    if any(word in company for word in MUTUALS):
        return "mutual"
    return "captive" if any(word in company for word in CAPTIVES) else TYPES[sector]


def period_end(period: str) -> dt.date:
    """2022Q1 -> 2022-03-31; 2022 (the audited year) -> 2022-12-31."""
    return dt.date(int(period[:4]), *ENDS[period[4:]])


def printed(text: str, ratio: bool) -> tuple[Decimal, Decimal]:
    """The figure as printed and the value of its last digit, without what binary floats left behind it."""
    number = round(Decimal(text), 8 if ratio else 4).normalize()
    if ratio:
        number = number.scaleb(2)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return number, Decimal(1).scaleb(min(exponent, 0))


def _is_number(text: str) -> bool:
    """Whether the cell holds one; the transcription writes nan for some that it could not read."""
    return bool(text.strip()) and text.strip().lower() != "nan"


def money_unit(amounts: list[Decimal]) -> Decimal | None:
    """100 万元 for a company whose every amount is a whole 百万元; None where the figures say for themselves."""
    written = [amount for amount in amounts if amount]
    return Decimal(100) if len(written) > 5 and all(amount % 100 == 0 for amount in written) else None


def disclosure(record: Mapping[str, str], number: int, concepts: Mapping[str, str]) -> Disclosure:
    """The record as a disclosure of one table."""
    end = period_end(record["期间"])
    cells = {label: text for label, text in record.items() if label in concepts and _is_number(text)}
    read = {label: printed(text, "充足率" in label) for label, text in cells.items()}
    million = money_unit([value for label, (value, _) in read.items() if "充足率" not in label])
    figures = []
    for index, (label, (value, digit)) in enumerate(read.items()):
        ratio = "充足率" in label
        unit = digit if ratio or million is None else million
        scale = 1 if ratio else 10**4
        figures.append(
            Figure(
                id=f"r{number}.f{index}",
                concept=concepts[label],
                label=label,
                raw=f"{value:f}",
                value=value * scale,
                unit="percent" if ratio else "CNY",
                half_width=unit / 2 * scale,
                period=Period(end=end),
                location=Location(document=f"r{number}", quote=cells[label]),
                anchor=Anchor(block=0, start=0, end=1, cell=index),
            )
        )
    quarterly = "Q" in record["期间"]
    blanks = [
        Blank(
            concept=concepts[label],
            label=label,
            raw="-",
            period=Period(end=end),
            location=Location(document=f"r{number}", quote="-"),
            anchor=Anchor(block=0, start=0, end=1, cell=len(figures)),
        )
        for block in BLOCKS
        for label in block
        if quarterly and label in concepts and label not in read and any(other in read for other in block)
    ]
    document = Document(id=f"r{number}", path=record["期间"], sha256="0" * 64, media_type="text/csv", blocks=())
    return Disclosure(
        document=document,
        language="zh",
        kind="solvency-quarterly-summary",
        entity=record["公司"],
        company_type=company_type(record["板块"], record["公司"]),
        period=Period(end=end),
        figures=tuple(figures),
        blanks=tuple(blanks),
    )


def verdicts(path: Path) -> Iterator[tuple[Disclosure, Result]]:
    """Every result of every record but the groups', whose core surplus is defined otherwise."""
    book = load_book().only(SUITES)
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = [record for record in csv.DictReader(file) if record["板块"] in TYPES]
    found = {label: book.vocabulary.find(LABELS.get(label, label)) for label in records[0]}
    concepts = {label: concept.id for label, concept in found.items() if concept is not None}
    items = [disclosure(record, number, concepts) for number, record in enumerate(records)]
    by_id = {item.document.id: item for item in items}
    yield from ((by_id[result.subject.document], result) for result in judge(items, book, engine="direct"))


def main() -> None:
    """Print the table, and with --list every failure."""
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    path = paths[0] if paths else DATA
    if not path.exists():
        print("no published figures here: nothing measured")
        return
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    severity: dict[str, str] = {}
    failures = []
    for item, result in verdicts(path):
        counts[result.rule][result.outcome] += 1
        severity[result.rule] = max(severity.get(result.rule, ""), f"{result.name:<36}")
        if result.outcome is Outcome.FAIL:
            failures.append((result, item))
    print(f"{'rule':<8}{'name':<38}{'checked':>8}{'pass':>7}{'fail':>6}{'not evaluable':>15}")
    for rule, found in sorted(counts.items()):
        checked = found[Outcome.PASS] + found[Outcome.FAIL]
        numbers = f"{checked:>8}{found[Outcome.PASS]:>7}{found[Outcome.FAIL]:>6}{found[Outcome.NOT_EVALUABLE]:>15}"
        print(f"{rule:<8}{severity[rule]:<38}{numbers}")
    by_severity = Counter(result.severity.value for result, _ in failures)
    print("failures:", ", ".join(f"{number} {name}" for name, number in sorted(by_severity.items())) or "none")
    if "--list" in sys.argv:
        for result, item in failures:
            print(result.severity.value, result.rule, item.entity, item.document.path, result.message.zh)


if __name__ == "__main__":
    main()
