"""How many injected faults are found, and how many alarms the clean drafts raise.

    python benchmarks/detection.py [--faults 40] [--seed 7] [--files clean.md …]

Each fault changes one figure that some relation covers in the clean draft (a passing rule looked at it); it counts
as found when a new error or warning quotes the line that was changed. Two kinds of drafts: "exact" prints whole yuan,
"rounded" prints 万元 with two decimals. Everything is alike for one seed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from drafts import Draft

from compliance_check.collect import ReadOptions
from compliance_check.model import Figure, Outcome, Report, Result, Severity
from compliance_check.pipeline import Checker, Settings

COVERING = {
    "identity",
    "ratio",
    "restatement",
    "total",
    "share",
    "growth",
    "rollforward",
    "movement",
    "granularity",
}


@dataclass(frozen=True)
class Fault:
    """A changed draft: the kind of fault, the lines (from 1) that were changed, and what was done."""

    kind: str
    text: str
    lines: frozenset[int]
    what: str


@dataclass(frozen=True)
class Clean:
    """A clean draft, its report, and the figures that its relations cover."""

    text: str
    report: Report
    covered: tuple[Figure, ...]


def check(text: str) -> Report:
    """The report on a text, by all suites."""
    settings = Settings(engine="direct", reading=ReadOptions(media_type="text/markdown"), stdin=text.encode)
    return Checker(settings).check([Path("-")])


def alarms(report: Report) -> list[Result]:
    """The errors and warnings of a report."""
    return [r for r in report.results if r.outcome is Outcome.FAIL and r.severity is not Severity.INFO]


def clean(text: str) -> Clean:
    """A draft with its report and the figures that passing relations looked at."""
    report = check(text)
    ids = {f for r in report.results if r.outcome is Outcome.PASS and r.family in COVERING for f in r.figures}
    figures = tuple(f for f in report.disclosures[0].figures if f.id in ids and f.location.line and f.value)
    return Clean(text, report, figures)


# ------------------------------------------------------------------------------------------------------------ faults


def replaced(draft: Clean, figure: Figure, new: str, kind: str) -> Fault | None:
    """The draft with one figure printed otherwise; None when its print is not found once in its line or cell."""
    lines = draft.text.split("\n")
    number = figure.location.line
    assert number is not None
    line = lines[number - 1]
    if figure.anchor.cell is not None:
        cells = line.split("|")
        column = (figure.location.cell.column if figure.location.cell else 0) + 1
        if column >= len(cells) or figure.raw not in cells[column]:
            return None
        cells[column] = cells[column].replace(figure.raw, new, 1)
        changed = "|".join(cells)
    elif line.count(figure.raw) == 1:
        changed = line.replace(figure.raw, new)
    else:
        return None
    if changed == line:
        return None
    lines[number - 1] = changed
    return Fault(kind, "\n".join(lines), frozenset({number}), f"{figure.label}: {figure.raw} -> {new}")


def digit(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """One digit is another one."""
    places = [i for i, c in enumerate(figure.raw) if c.isdigit()]
    place = rng.choice(places)
    others = [d for d in "0123456789" if d != figure.raw[place] and not (d == "0" and place == places[0])]
    return replaced(draft, figure, figure.raw[:place] + rng.choice(others) + figure.raw[place + 1 :], "digit")


def transposition(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """Two neighbouring digits change places."""
    raw = figure.raw
    pairs = [i for i in range(len(raw) - 1) if raw[i : i + 2].isdigit() and raw[i] != raw[i + 1]]
    pairs = [i for i in pairs if not (i == 0 and raw[1] == "0")]
    if not pairs:
        return None
    i = rng.choice(pairs)
    return replaced(draft, figure, raw[:i] + raw[i + 1] + raw[i] + raw[i + 2 :], "transposition")


def sign(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """A minus too many or too few, in a table."""
    if figure.anchor.cell is None:
        return None
    new = figure.raw.lstrip("-") if figure.raw.startswith("-") else "-" + figure.raw
    return replaced(draft, figure, new, "sign")


def scale(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """Ten times too much or too little."""
    digits = re.search(r"[\d,]+(?:\.\d+)?", figure.raw)
    if digits is None or figure.unit in ("count",):
        return None
    number = Decimal(digits.group().replace(",", ""))
    places = len(digits.group().partition(".")[2])
    new = number * rng.choice((Decimal(10), Decimal("0.1")))
    return replaced(draft, figure, figure.raw.replace(digits.group(), f"{new:,.{places}f}"), "scale")


def unit(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """万元 instead of 元, or the other way, after an amount in a sentence."""
    if figure.anchor.cell is not None or figure.unit != "CNY":
        return None
    new = figure.raw.replace("万元", "亿元") if "万元" in figure.raw else figure.raw.replace("元", "万元")
    return replaced(draft, figure, new, "unit")


def stale_period(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """Last period's figure in this period's cell."""
    cell = figure.location.cell
    if cell is None or figure.column is None or ("2025" not in figure.column and "期末" not in figure.column):
        return None
    row = [
        f
        for f in draft.report.disclosures[0].figures
        if f.anchor.block == figure.anchor.block and f.location.cell and f.location.cell.row == cell.row
    ]
    older = [f for f in row if f.column and ("2024" in f.column or "上期" in f.column or "期初" in f.column)]
    return replaced(draft, figure, older[0].raw, "stale period") if older else None


def swapped_rows(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """Two figures of one column change places."""
    cell = figure.location.cell
    if cell is None:
        return None
    others = [
        f
        for f in draft.covered
        if f.anchor.block == figure.anchor.block
        and f.location.cell
        and f.location.cell.column == cell.column
        and f.raw != figure.raw
        and _told_apart(draft, figure, f)
    ]
    if not others:
        return None
    other = rng.choice(others)
    first = replaced(draft, figure, other.raw, "swapped rows")
    second = first and replaced(Clean(first.text, draft.report, draft.covered), other, figure.raw, "swapped rows")
    return second and Fault(second.kind, second.text, second.lines | first.lines, f"{figure.raw} <-> {other.raw}")  # type: ignore[union-attr]


def _told_apart(draft: Clean, one: Figure, other: Figure) -> bool:
    """Whether some relation holds one of two figures and not the other; a sum of both cannot tell them apart."""
    return any(
        r.outcome is Outcome.PASS and r.family in COVERING and (one.id in r.figures) != (other.id in r.figures)
        for r in draft.report.results
    )


def dropped_row(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
    """A row of a table is missing."""
    lines = draft.text.split("\n")
    number = figure.location.line
    if figure.anchor.cell is None or number is None or "合计" in lines[number - 1]:
        return None
    block = range(number, number)
    start = end = number - 1
    while start > 0 and lines[start - 1].startswith("|"):
        start -= 1
    while end + 1 < len(lines) and lines[end + 1].startswith("|"):
        end += 1
    if "合计" not in lines[end]:
        return None
    block = range(start + 1, end + 1)
    text = "\n".join(lines[: number - 1] + lines[number:])
    return Fault("dropped row", text, frozenset(block), lines[number - 1])


def wrong(kind: str, wanted: Callable[[Figure, str], bool]) -> Callable[[Clean, Figure, random.Random], Fault | None]:
    """A stated result that is plainly another number: between 5 and 40 percent off."""

    def fault(draft: Clean, figure: Figure, rng: random.Random) -> Fault | None:
        number = figure.location.line
        assert number is not None
        if not wanted(figure, draft.text.split("\n")[number - 1]):
            return None
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", figure.raw)
        assert digits is not None
        places = len(digits.group().partition(".")[2])
        value = Decimal(digits.group().replace(",", ""))
        factor = Decimal(rng.choice((rng.randint(60, 95), rng.randint(105, 140)))) / 100
        new = value * factor if places else max(value + rng.choice((-2, -1, 1, 2, 3)), Decimal(1))
        return replaced(draft, figure, figure.raw.replace(digits.group(), f"{new:.{places}f}"), kind)

    return fault


def _is_growth(figure: Figure, line: str) -> bool:
    return "%" in figure.raw and ("增减" in (figure.column or "") or figure.dimensions.get("role") == "change")


def _is_share(figure: Figure, line: str) -> bool:
    return "%" in figure.raw and ("占比" in (figure.column or "") or "占比" in figure.label)


def _is_count(figure: Figure, line: str) -> bool:
    return figure.unit == "count" and figure.anchor.cell is None


FAULTS: dict[str, Callable[[Clean, Figure, random.Random], Fault | None]] = {
    "digit": digit,
    "transposition": transposition,
    "sign": sign,
    "scale": scale,
    "unit": unit,
    "stale period": stale_period,
    "swapped rows": swapped_rows,
    "dropped row": dropped_row,
    "wrong growth": wrong("wrong growth", _is_growth),
    "wrong share": wrong("wrong share", _is_share),
    "wrong count": wrong("wrong count", _is_count),
}


# ------------------------------------------------------------------------------------------------------------- score


def found(draft: Clean, fault: Fault) -> bool:
    """Whether a new error or warning quotes a changed line."""
    known = {result.fingerprint for result in alarms(draft.report)}
    fresh = [result for result in alarms(check(fault.text)) if result.fingerprint not in known]
    return any(place.line in fault.lines for result in fresh for place in result.locations)


def score(drafts: list[Clean], faults: int, seed: int, show: bool) -> dict[str, tuple[int, int]]:
    """Found and injected, by kind of fault."""
    rng = random.Random(seed)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind, inject in FAULTS.items():
        tries = 0
        while counts[kind][1] < faults and tries < faults * 20:
            tries += 1
            draft = rng.choice(drafts)
            fault = inject(draft, rng.choice(draft.covered), rng)
            if fault is None:
                continue
            hit = found(draft, fault)
            counts[kind][0] += hit
            counts[kind][1] += 1
            if show and not hit:
                print(f"  missed {kind}: {fault.what}")
    return {kind: (hits, total) for kind, (hits, total) in counts.items()}


def main() -> None:
    """Print recall per fault kind, for exact and for rounded drafts, and the alarms on the clean ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=40)
    parser.add_argument("--drafts", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show-missed", action="store_true")
    parser.add_argument("--files", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    sets = {
        name: [clean(Draft(options.seed + i, rounded).text()) for i in range(options.drafts)]
        for name, rounded in (("exact", False), ("rounded", True))
    }
    if options.files:
        sets["files"] = [clean(path.read_text(encoding="utf-8")) for path in options.files]
    print(f"{'fault':<16}" + "".join(f"{name:>16}" for name in sets))
    scores = {name: score(drafts, options.faults, options.seed, options.show_missed) for name, drafts in sets.items()}
    for kind in FAULTS:
        cells = [scores[name].get(kind, (0, 0)) for name in sets]
        print(f"{kind:<16}" + "".join(f"{f'{h}/{n}' + (f' {h / n:.0%}' if n else ''):>16}" for h, n in cells))
    for name, drafts in sets.items():
        hits, total = (sum(pair[i] for pair in scores[name].values()) for i in (0, 1))
        false = [result for draft in drafts for result in alarms(draft.report)]
        figures = sum(len(draft.report.disclosures[0].figures) for draft in drafts)
        covered = sum(len(draft.covered) for draft in drafts)
        print(f"{name}: recall {hits}/{total} = {hits / max(total, 1):.1%}; {covered} of {figures} figures covered;")
        print(f"  false alarms on the clean drafts: {len(false)}", *(r.message.zh for r in false), sep="\n    ")


if __name__ == "__main__":
    main()
