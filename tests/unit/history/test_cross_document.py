"""Documents laid side by side: facts, repeated claims, foundation and approval, all the way from their text."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from compliance_check.judge.passports import natural
from compliance_check.model import Outcome, Qualifier, Result
from compliance_check.pipeline import Checker, Settings
from tests.unit.history.disclosures import figure

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
SUITE = ("cross-document/consistency",)

ESG = """\
# 云杉相互保险社 2024 年社会责任报告

云杉相互保险社（以下简称“云杉相互”）成立于 2016 年 5 月 9 日，经原中国保监会批准设立。

截至 2024 年 12 月 31 日，会员人数约 128 万人。我们陆续开发肝病保险产品 21 种，服务偏远地区的患者。
"""
ARTICLE = """\
# 云杉相互保险社：守护身边人

云杉相互保险社（以下简称“云杉相互”）于 2016 年 5 月正式开业，由中国银保监会批准设立。

截至 2024 年底，会员人数超 119 万人，累计开发肝病保险产品 21 种。
"""


def _together(folder: Path, *texts: str) -> list[Result]:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.md"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    report = Checker(Settings(suites=SUITE, engine="direct")).check(paths)
    return [result for result in report.results if result.outcome in {Outcome.PASS, Outcome.FAIL}]


def test_a_package_is_checked_as_one(tmp_path: Path) -> None:
    results = {result.rule: result for result in _together(tmp_path, ESG, ARTICLE)}
    members = results["XDC102"]
    assert members.outcome is Outcome.FAIL
    assert "约 128 万人" in members.message.zh.replace("约128万人", "约 128 万人")
    assert "超119万人" in members.message.zh.replace(" ", "")
    assert {place.document for place in members.locations} == {"d1", "d2"}
    products = results["XDC104"]
    assert products.outcome is Outcome.PASS
    assert "肝病保险产品" in products.message.zh
    assert results["XDC111"].outcome is Outcome.PASS, "a month holds the day"
    assert results["XDC112"].outcome is Outcome.FAIL
    assert "保监会" in results["XDC112"].message.zh


def test_each_finding_is_made_once(tmp_path: Path) -> None:
    results = _together(tmp_path, ESG, ARTICLE)
    assert len({result.rule for result in results}) == len(results)


def test_companies_are_not_compared_with_each_other(tmp_path: Path) -> None:
    assert _together(tmp_path, ESG, ARTICLE.replace("云杉", "雪松")) == []


def test_the_same_file_is_not_compared_with_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ESG, encoding="utf-8")
    report = Checker(Settings(suites=SUITE, engine="direct", against=(path,))).check([path])
    assert {result.outcome for result in report.results} == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("qualifier", "value", "low", "high"),
    [
        (Qualifier.OVER, "362", 3620000, 3630000),
        (Qualifier.OVER, "450", 4500000, 4600000),
        (Qualifier.NEARLY, "5", 40000, 50000),
        (Qualifier.UNDER, "0.3", 2000, 3000),
    ],
)
def test_a_word_before_a_number_means_one_unit_of_its_last_digit(
    qualifier: Qualifier, value: str, low: int, high: int
) -> None:
    found = natural(figure(0, value).model_copy(update={"qualifier": qualifier}))
    assert found is not None
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
def test_the_five_real_documents_together() -> None:
    report = Checker(Settings(suites=SUITE, engine="direct")).check(sorted(SEEDS.glob("*.txt")))
    failed = [result for result in report.results if result.outcome is Outcome.FAIL]
    assert {result.rule for result in failed} == {"XDC102", "XDC112"}
    members = next(result for result in failed if result.rule == "XDC102")
    assert "362万" in members.message.zh
    assert "384万" in members.message.zh
    passed = " ".join(result.message.zh for result in report.results if result.outcome is Outcome.PASS)
    assert "79.8%" in passed
    assert "16种" in passed.replace(" ", "")
    assert "肾病保险" in passed
