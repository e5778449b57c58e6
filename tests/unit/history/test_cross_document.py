"""Documents laid side by side: facts, repeated claims, foundation and approval, all the way from their text."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from compliance_check.judge.stated import natural
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
    assert {result.rule for result in failed} == {"XDC102", "XDC112", "XDC121"}
    system = next(result for result in failed if result.rule == "XDC121")
    assert "智惠赔" in system.message.zh
    assert "智慧赔" in system.message.zh
    members = next(result for result in failed if result.rule == "XDC102")
    assert "362万" in members.message.zh
    assert "384万" in members.message.zh
    passed = " ".join(result.message.zh for result in report.results if result.outcome is Outcome.PASS)
    assert "79.8%" in passed
    assert "16种" in passed.replace(" ", "")
    assert "肾病保险" in passed


def test_the_same_things_counted_differently_are_a_remark(tmp_path: Path) -> None:
    one = ESG + "\n2024 年，志愿服务小分队走访困难家庭 312 户。\n"
    other = ARTICLE + "\n2024 年，志愿服务小分队走访困难家庭 321 户。\n"
    remarks = [result for result in _together(tmp_path, one, other) if result.rule == "XDC104"]
    (failed,) = [result for result in remarks if result.outcome is Outcome.FAIL]
    assert "312" in failed.message.zh
    assert "321" in failed.message.zh


REPORT = """\
# 云杉相互保险社 2024 年年度信息披露报告

截至 2024 年 12 月 31 日，总资产为 512,480.35 万元。
{more}
"""


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("\n截至 2025 年 3 月 31 日，净资产为 12,480.35 万元。", "RFW109"),
        ("\n详见《2026 年偿付能力报告》。", "RFW110"),
        ("\n详见《2023 年偿付能力报告》。截至 2024 年 6 月 30 日，净资产为 12,480.35 万元。", None),
    ],
)
def test_what_a_report_cannot_know_yet_is_asked_about(tmp_path: Path, more: str, rule: str | None) -> None:
    path = tmp_path / "report.md"
    path.write_text(REPORT.format(more=more), encoding="utf-8")
    report = Checker(Settings(suites=("history/roll-forward",), engine="direct")).check([path])
    failed = [result.rule for result in report.results if result.outcome is Outcome.FAIL]
    assert failed == ([rule] if rule else [])


def test_one_system_has_one_name_in_all_documents(tmp_path: Path) -> None:
    one = ESG + "\n公司自主研发“智慧赔”系统，推出“守护百万医疗一号”。\n"
    other = ARTICLE + "\n公司打造“智惠赔”平台，推出“守护百万医疗二号”。\n"
    results = {result.rule: result for result in _together(tmp_path, one, other)}
    near = results["XDC121"]
    assert near.outcome is Outcome.FAIL
    assert "智慧赔" in near.message.zh
    assert "智惠赔" in near.message.zh
    assert "百万医疗" not in near.message.zh
    assert {place.document for place in near.locations} == {"d1", "d2"}


def test_names_are_compared_with_what_was_published(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(ESG + "\n公司研发“智慧赔”系统。\n", encoding="utf-8")
    (tmp_path / "new.md").write_text(ARTICLE + "\n公司研发“智惠赔”系统。\n", encoding="utf-8")
    settings = Settings(suites=SUITE, engine="direct", against=(tmp_path / "old.md",))
    report = Checker(settings).check([tmp_path / "new.md"])
    assert [r.rule for r in report.results if r.outcome is Outcome.FAIL and r.rule == "XDC121"] == ["XDC121"]


def test_a_variant_that_both_documents_have_is_found_in_each(tmp_path: Path) -> None:
    both = "\n公司研发“智慧赔”系统，即“智惠赔”。\n"
    results = _together(tmp_path, ESG + both, ARTICLE + "\n公司研发“智慧赔”系统。\n")
    assert all(result.outcome is Outcome.PASS for result in results if result.rule == "XDC121")
