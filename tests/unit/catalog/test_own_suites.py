"""A company's own suite: declared in the file, whatever the file is called, with cases beside it."""

from __future__ import annotations

from pathlib import Path

from compliance_check.catalog import suite_files
from compliance_check.model import Outcome
from compliance_check.pipeline import Checker, Settings

ROOT = Path(__file__).parents[3]
SUITE = """\
suite: our-company/house
version: "1.0"
title: {zh: 本公司内部要求, en: requirements of our own}
rules:
  - id: OUR101
    name: claims-within-premium
    title: {zh: 赔付支出不超过原保费收入, en: claims paid do not exceed original premium income}
    family: bound
    severity: warning
    formula: 赔付支出 <= 原保费收入
    citation:
      - {instrument: 本公司信息披露管理办法, article: 第十二条}
    message:
      fail: {zh: "赔付支出 {赔付支出} 超过 {原保费收入}。", en: "Claims paid {赔付支出} exceed {原保费收入}."}
    advice: {zh: 请说明原因。, en: Explain.}
"""
CASES = """\
rule: OUR101
cases:
  - name: below
    facts: {赔付支出: "1.00 万元", 原保费收入: "2.00 万元"}
    expect: pass
"""


def test_the_declared_id_counts_and_not_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "anything.yaml").write_text(SUITE, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    assert list(suite_files([tmp_path])) == ["our-company/house"]


def test_an_own_rule_is_applied_to_every_document(tmp_path: Path) -> None:
    (tmp_path / "anything.yaml").write_text(SUITE, encoding="utf-8")
    checker = Checker(Settings(engine="direct", rule_folders=(tmp_path,)))
    report = checker.check([ROOT / "examples" / "half-year-2025.md"])
    outcomes = {result.outcome for result in report.results if result.rule == "OUR101"}
    assert Outcome.PASS in outcomes
