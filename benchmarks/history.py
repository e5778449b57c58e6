"""How the store grows: adding is linear, and a check with 1,000 stored disclosures is hardly slower than with 10.

    python benchmarks/history.py [--large 1000] [--runs 9]

Stores summaries of invented companies of about 300 figures each; prints CPU milliseconds (the least of
the runs, for a busy machine only adds) and their ratios, and fails when the check slows by 20 % or more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from compliance_check.history import open_store  # noqa: E402
from compliance_check.model import Anchor, Disclosure, Document, Figure, Location, Period  # noqa: E402
from compliance_check.pipeline import Checker, Settings  # noqa: E402

DRAFT = ROOT / "examples" / "solvency-summary-2025Q2.md"
OWN = "青禾财产保险股份有限公司"
FIGURES = 300
QUARTERS = 8
CONCEPTS = ("actual_capital", "minimum_capital", "admitted_assets", "admitted_liabilities", "net_assets", "net_profit")


def quarter_end(index: int) -> dt.date:
    """The last day of the index-th quarter before 2025-06-30."""
    month = 2025 * 12 + 6 - 3 * (index + 1)
    return dt.date(month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def disclosure(company: str, index: int) -> Disclosure:
    end = quarter_end(index)
    period = Period(end=end)
    figures = tuple(
        Figure.model_construct(
            id=f"d1.f{number + 1}",
            concept=CONCEPTS[number % len(CONCEPTS)] if number < len(CONCEPTS) else None,
            label=f"项目{number}",
            raw=f"{number * 997 + index},{number % 1000:03}.00",
            value=Decimal(number * 9_970_000_000 + index * 10_000 + 1_000_000),
            unit="CNY",
            half_width=Decimal(50),
            period=period,
            location=Location(document="d1", line=number, quote=f"项目{number} {number * 997}.00"),
            anchor=Anchor(block=1, start=0, end=5, cell=number),
        )
        for number in range(FIGURES)
    )
    return Disclosure(
        document=Document(
            id="d1", path=f"{company}-{end}.md", sha256=f"{company}{end}", media_type="text/plain", blocks=()
        ),
        language="zh",
        kind="solvency-quarterly-summary",
        entity=company,
        period=Period(start=dt.date(end.year, end.month - 2, 1), end=end),
        figures=figures,
    )


def company(number: int) -> str:
    return OWN if number == 0 else f"第{number}试验财产保险股份有限公司"


def fill(url: str, first: int, last: int) -> float:
    """Store disclosures first..last, eight quarters to a company; seconds of CPU."""
    items = [disclosure(company(number // QUARTERS), number % QUARTERS) for number in range(first, last)]

    def add() -> None:
        with open_store(url, write=True) as store:
            for item in items:
                store.add(item)

    return cpu(add)


def cpu(action: Callable[[], object]) -> float:
    """Seconds of processor time: wall time on a shared machine measures the neighbours."""
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--large", type=int, default=1000)
    arguments.add_argument("--runs", type=int, default=9)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(Path(folder), chosen.large, chosen.runs))


def run(folder: Path, large: int, runs: int) -> int:
    small_url, large_url = str(folder / "small.sqlite3"), str(folder / "large.sqlite3")
    first = fill(small_url, 0, 10)
    half, rest = fill(large_url, 0, large // 2), fill(large_url, large // 2, large)
    per_half, per_rest = half / (large // 2) * 1000, rest / (large - large // 2) * 1000
    print(f"adding, CPU ms each: the first 10 {first * 100:.1f}, up to {large // 2} {per_half:.1f}, ", end="")
    print(f"up to {large} {per_rest:.1f}: second half over first {per_rest / per_half:.2f}")
    checkers = [Checker(Settings(engine="direct", history=url)) for url in (None, small_url, large_url)]
    for checker in checkers:
        checker.check([DRAFT])
    # In turns, so that a busy machine is busy for all alike.
    rounds = [[cpu(lambda c=checker: c.check([DRAFT])) for checker in checkers] for _ in range(runs)]
    alone, small, big = (min(times) for times in zip(*rounds, strict=True))
    print(f"check, CPU ms: no store {alone * 1000:.0f}, 10 stored {small * 1000:.0f}, {large} stored {big * 1000:.0f}")
    print(f"{large} over 10: {big / small:.3f}")
    return 1 if big / small >= 1.2 else 0


if __name__ == "__main__":
    main()
