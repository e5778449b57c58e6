"""Eight quarterly summaries of one company: silent where they are right, and each planted fault found and named."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from compliance_check.history import open_store
from compliance_check.model import Outcome, Result, Severity
from compliance_check.pipeline import Checker, Settings
from tests.unit.history.summaries import Quarter, consistent, invented, typeset

DATA = Path(__file__).parents[4] / "shared" / "data" / "solvency_2022_2023.csv"


def _write(folder: Path, texts: Sequence[str]) -> list[Path]:
    paths = [folder / f"{number}.md" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def _findings(path: Path, against: Sequence[Path] = (), history: str | None = None) -> list[Result]:
    report = Checker(Settings(engine="direct", against=tuple(against), history=history)).check([path])
    return [result for result in report.results if result.outcome is Outcome.FAIL]


def _without_structure(results: Sequence[Result]) -> list[Result]:
    """The typeset summaries have two of the eleven sections only."""
    return [result for result in results if result.family not in {"section", "structure", "wording"}]


def test_eight_right_summaries_raise_no_error_and_hardly_a_question(tmp_path: Path) -> None:
    quarters = invented()
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(8)])
    found = [_without_structure(_findings(path, paths[:index])) for index, path in enumerate(paths)]
    errors = [
        (i, r.rule, r.message.zh) for i, results in enumerate(found) for r in results if r.severity is Severity.ERROR
    ]
    assert errors == []
    questions = [r.rule for results in found for r in results if r.severity is Severity.WARNING]
    assert len(questions) <= 8, questions


def _scaled(quarter: Quarter, row: str, factor: Decimal) -> Quarter:
    return quarter.with_value(row, quarter.values[row] * factor)


LAST = invented()[-1]
STALE = replace(invented()[-2], number=LAST.number, premium=LAST.premium, profit=LAST.profit)
HALVED = consistent(
    Decimal("590000.11"), Decimal("420000.22"), Decimal("15500.33"), Decimal("24000.44"), Decimal("168.00")
)
SWAPPED = {**LAST.values, "认可资产": Decimal("572810.67")}


@pytest.mark.parametrize(
    ("fault", "rule", "says"),
    [
        (_scaled(LAST, "最低资本", Decimal("10000")), "MOV101", "10^4"),
        (_scaled(LAST, "实际资本", Decimal("10")), "MOV101", "10^1"),
        (_scaled(LAST, "认可资产", Decimal("-1")), "MOV102", "正负相反"),
        (_scaled(LAST, "综合偿付能力充足率", Decimal("0.01")), "MOV101", "10^2"),
        (LAST.with_value("认可负债", invented()[-2].values["认可负债"]), "MOV104", "一位不差"),
        (STALE, "MOV108", "整表"),
        (replace(LAST, values=HALVED), "MOV106", "最低资本较"),
        (replace(LAST, profit=LAST.profit + 100, premium=LAST.premium), None, ""),
    ],
    ids=["wan", "digit", "sign", "percent", "one-stale", "all-stale", "driver", "none"],
)
def test_a_fault_in_the_last_summary_is_named(tmp_path: Path, fault: Quarter, rule: str | None, says: str) -> None:
    quarters = invented()
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(7)])
    draft = tmp_path / "draft.md"
    draft.write_text(typeset([*quarters[:7], fault], 7), encoding="utf-8")
    found = _findings(draft, paths)
    if rule is None:
        assert [r.rule for r in found if r.rule.startswith("MOV")] == []
        return
    named = [result for result in found if result.rule == rule]
    assert named, [result.rule for result in found]
    assert any(says in result.message.zh for result in named)
    assert all(result.locations and result.locations[0].quote for result in named)


def test_two_digits_changed_over_are_named(tmp_path: Path) -> None:
    quarters = invented()
    old = quarters[6].values["认可资产"]
    digits = f"{old:.2f}"
    position = next(i for i in range(1, 4) if digits[i] != digits[i + 1])
    wrong = Decimal(digits[:position] + digits[position + 1] + digits[position] + digits[position + 2 :])
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(7)])
    draft = tmp_path / "draft.md"
    draft.write_text(typeset([*quarters[:7], quarters[7].with_value("认可资产", wrong)], 7), encoding="utf-8")
    assert "MOV103" in {result.rule for result in _findings(draft, paths)}


def test_a_changed_comparative_asks_for_the_note_and_a_note_answers_it(tmp_path: Path) -> None:
    quarters = invented()
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(6)])
    changed = quarters[5].with_value("实际资本", quarters[5].values["实际资本"] + 250)
    draft = tmp_path / "draft.md"
    text = typeset(quarters, 6, prior=changed)
    draft.write_text(text, encoding="utf-8")
    asked = {result.rule: result for result in _findings(draft, paths)}
    assert asked["RFW101"].severity is Severity.WARNING
    assert "250.00 万元" in asked["RFW101"].message.zh
    assert paths[5].name in asked["RFW101"].message.zh
    draft.write_text(text + "\n上季度可比数已就会计政策变更作追溯调整，影响实际资本 250.00 万元。\n", encoding="utf-8")
    answered = {result.rule: result for result in _findings(draft, paths)}
    assert "RFW101" not in answered
    assert answered["RFW105"].severity is Severity.INFO


def test_a_quarter_that_is_not_the_difference_is_named(tmp_path: Path) -> None:
    quarters = invented()
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(6)])
    draft = tmp_path / "draft.md"
    text = typeset(quarters, 6)
    right = f"{quarters[6].premium:,.2f}"
    assert right in text
    draft.write_text(text.replace(right, f"{quarters[6].premium + 7:,.2f}"), encoding="utf-8")
    (found,) = [result for result in _findings(draft, paths) if result.rule == "RFW106"]
    assert "7.00 万元" in found.message.zh


def test_an_explanation_in_the_text_is_quoted(tmp_path: Path) -> None:
    quarters = invented()
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(7)])
    draft = tmp_path / "draft.md"
    said = "最低资本较上季度下降，主要由于公司将车险业务整体转让所致。"
    text = typeset([*quarters[:7], replace(LAST, values=HALVED)], 7)
    draft.write_text(text + f"\n{said}\n", encoding="utf-8")
    (found,) = [result for result in _findings(draft, paths) if result.rule == "MOV106"]
    assert said in found.message.zh


def test_the_store_serves_as_the_files_do_and_says_which_edition(tmp_path: Path) -> None:
    quarters = invented()
    paths = _write(tmp_path, [typeset(quarters, index) for index in range(6)])
    url = str(tmp_path / "history.sqlite3")
    checker = Checker(Settings(engine="direct"))
    with open_store(url, write=True) as store:
        for path in paths:
            store.add(checker.read(path))
        corrected = tmp_path / "5b.md"
        better = quarters[5].with_value("实际资本", quarters[5].values["实际资本"] + 250)
        corrected.write_text(typeset([*quarters[:5], better], 5), encoding="utf-8")
        store.add(checker.read(corrected))
    draft = tmp_path / "draft.md"
    draft.write_text(typeset(quarters, 6), encoding="utf-8")
    (found,) = [r for r in _findings(draft, history=url) if r.rule == "RFW101"]
    assert "第 2 版" in found.message.zh
    assert "250.00 万元" in found.message.zh


@pytest.mark.shared
@pytest.mark.skipif(not DATA.is_file(), reason="../shared/data is not here")
def test_eight_summaries_typeset_from_real_figures(tmp_path: Path) -> None:
    """Of the property insurers with all eight quarters the first five; the fourth quarter is the audited one."""
    with DATA.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["板块"] == "property"]
    complete = _complete(rows)
    assert len(complete) == 5
    questions = reports = 0
    for number, (name, quarters) in enumerate(complete):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = _write(folder, [typeset(quarters, index, name=f"{name}保险股份有限公司") for index in range(8)])
        for index, path in enumerate(paths):
            found = [r for r in _findings(path, paths[:index]) if r.rule.startswith(("MOV", "RFW", "AUD"))]
            assert [(name, r.rule, r.message.zh) for r in found if r.severity is Severity.ERROR] == []
            questions += sum(r.severity is Severity.WARNING for r in found)
            reports += 1
    assert questions <= reports


def _complete(rows: Sequence[dict[str, str]]) -> list[tuple[str, list[Quarter]]]:
    columns = {"认可资产", "认可负债", "实际资本", "核心一级资本", "最低资本", "综合偿付能力溢额"}
    ratios = {"核心偿付能力充足率", "综合偿付能力充足率"}
    found = []
    for name in sorted({row["公司"] for row in rows}):
        own = {row["期间"]: row for row in rows if row["公司"] == name}
        quarters = []
        for year, number in [(year, number) for year in (2022, 2023) for number in (1, 2, 3, 4)]:
            row = own.get(f"{year}Q{number}" if number < 4 else str(year))
            if row is None or not all(row[column] for column in columns | ratios):
                break
            values = {column: Decimal(row[column]) for column in columns}
            values |= {column: Decimal(row[column]) * 100 for column in ratios}
            quarters.append(Quarter(year, number, values, Decimal("1000.01") * number, Decimal("10.07") * number))
        if len(quarters) == 8:
            found.append((name, quarters))
    return found[:5]
