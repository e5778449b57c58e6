"""The frames `sections`, `statements` and `names`: what their rows say, and what the shipped examples show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_check.catalog import Vocabulary, load_vocabulary
from compliance_check.catalog.cases import Case
from compliance_check.judge.names import names
from compliance_check.judge.sections import longest_rise, plain_title, sections
from compliance_check.judge.statements import statements
from compliance_check.judge.wanted import phrase_pattern
from compliance_check.model import Disclosure, Outcome
from compliance_check.pipeline import Checker, Settings

EXAMPLES = Path(__file__).parents[3] / "examples"
OWN = ("QSS", "ANN", "HYR", "CPR", "ESG", "RPT", "NAM")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Settings(engine="direct"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def read(checker: Checker, text: str, kind: str = "annual-disclosure") -> Disclosure:
    return checker.read_case(Case(name="x", text=text, kind=kind, expect=Outcome.PASS))


ANNUAL = """# 白鹭财产保险股份有限公司2025年年度信息披露报告

## 一、财务会计信息

经审计。

## 二、准备金信息

较上年末增加。

## 三、风险管理

无

## 四、偿付能力信息

实际资本3.90亿元，最低资本2.00亿元。
"""


def test_an_absent_section_is_shown_at_the_one_before_it(checker: Checker, vocabulary: Vocabulary) -> None:
    rows = sections([read(checker, ANNUAL)], vocabulary).rows
    (absent,) = [row for row in rows if row.words["kind"].en == "section" and not row.operands["present"].value]
    assert absent.words["label"].zh == "保险产品经营信息"
    assert absent.words["sure"].en == "yes"
    assert [place.quote for place in absent.places] == ["三、风险管理"]


def test_none_is_no_answer_where_the_law_wants_contents(checker: Checker, vocabulary: Vocabulary) -> None:
    rows = sections([read(checker, ANNUAL)], vocabulary).rows
    none = [row.words["label"].zh for row in rows if row.words["kind"].en == "content" and row.operands["none"].value]
    assert none == ["风险管理状况信息"]


def test_words_found_are_the_places_and_what_is_missing_is_shown_at_its_section(
    checker: Checker, vocabulary: Vocabulary
) -> None:
    rows = {row.words["statement"].en: row for row in statements([read(checker, ANNUAL)], vocabulary).rows}
    assert rows["actual-capital"].operands["found"].value >= 1
    assert all("实际资本" in place.quote for place in rows["actual-capital"].places)
    assert rows["core-ratio"].operands["found"].value == 0
    assert [place.quote for place in rows["core-ratio"].places] == ["四、偿付能力信息"]
    # Of a section that does not stand there, nothing more is said.
    assert "top-products" not in rows


def test_an_english_document_and_one_without_headings_have_no_rows(checker: Checker, vocabulary: Vocabulary) -> None:
    english = read(checker, "# Annual report 2025\n\n## Solvency\n\nThe ratio is 180%, well above the requirement.")
    plain = read(checker, "本公司2025年实现保费收入3.00亿元。")
    for document in (english, plain):
        assert sections([document], vocabulary).rows == ()
    assert statements([english], vocabulary).rows == ()
    assert names([english], vocabulary).rows == ()


def test_without_a_period_no_name_is_out_of_its_time(checker: Checker, vocabulary: Vocabulary) -> None:
    article = read(checker, "# 相互保险是什么\n\n平台受银保监会严格监管。", "press-article")
    assert article.period is None
    assert names([article], vocabulary).rows == ()


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("六、风险综合评级（分类监管）", "风险综合评级分类监管"),
        ("第六部分 风险综合评级", "风险综合评级"),
        ("（六）风险综合评级", "风险综合评级"),
        ("6.1 风险综合评级", "风险综合评级"),
        ("**风险综合评级**", "风险综合评级"),
        ("一般风险准备", "一般风险准备"),
    ],
)
def test_a_title_without_its_number(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_a_gap_in_a_phrase_ends_with_the_sentence() -> None:
    pattern = phrase_pattern("董事会…批准")
    assert pattern.search("董事会已于 8 月 20 日 批 准")
    assert not pattern.search("董事会听取了汇报。股东会批准")
    assert not pattern.search("董事会" + "听取汇报" * 10 + "批准")


@given(st.lists(st.integers(0, 30), unique=True, max_size=12))
def test_the_longest_rise_rises_and_is_longest(numbers: list[int]) -> None:
    kept = sorted(longest_rise(numbers))
    rise = [numbers[index] for index in kept]
    assert rise == sorted(rise)
    # Dilworth: as few falling parts as the longest rise is long cover everything.
    falls: list[int] = []
    for number in numbers:
        place = next((i for i, last in enumerate(falls) if last >= number), None)
        if place is None:
            falls.append(number)
        else:
            falls[place] = number
    assert len(rise) == len(falls)


def test_kinds_name_only_what_exists(vocabulary: Vocabulary) -> None:
    for kind in vocabulary.kinds:
        ids = {section.id for section in kind.sections}
        for statement in kind.statements:
            assert set(statement.within) <= ids, statement.id
            assert all(vocabulary.get(concept) for concept in statement.concepts), statement.id
            assert statement.phrases or statement.concepts
        for table in kind.tables:
            assert set(table.within) <= ids
            assert all(vocabulary.get(concept) for concept in table.rows), table.id


@pytest.mark.parametrize(
    "name",
    ["half-year-2025", "solvency-summary-2025Q2", "annual-disclosure-2024", "consumer-protection-2024"],
)
def test_the_right_examples_have_no_finding(checker: Checker, name: str) -> None:
    report = checker.check([EXAMPLES / f"{name}.md"])
    failed = [f"{item.rule}: {item.message.zh}" for item in report.results if item.outcome in ("fail", "error")]
    assert failed == []


def test_the_example_with_omissions_has_those_planted(checker: Checker) -> None:
    results = checker.check([EXAMPLES / "solvency-summary-2025Q2-omissions.md"]).results
    failed = [item for item in results if item.outcome is Outcome.FAIL and item.rule.startswith(OWN)]
    assert sorted(item.rule for item in failed) == (
        ["NAM101", "NAM102", "QSS101", "QSS112", "QSS121", "QSS131", "QSS141", "QSS141", "QSS151", "QSS171"]
    )
    source = (EXAMPLES / "solvency-summary-2025Q2-omissions.md").read_text(encoding="utf-8")
    for item in failed:
        assert item.locations
        assert all(place.quote in source for place in item.locations)


SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not at hand")
def test_the_real_documents_have_nothing_but_infos(checker: Checker) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        results = checker.check([path]).results
        failed = [f"{item.rule} {item.message.zh}" for item in results if item.outcome is Outcome.FAIL]
        above = [item for item in results if item.outcome is Outcome.FAIL and item.severity != "info"]
        assert [item.rule for item in above if item.rule.startswith(OWN)] == [], failed
