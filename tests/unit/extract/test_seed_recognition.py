"""The five real documents: whose, of what kind, for which period, with which sections."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from compliance_check.catalog import load_kinds
from compliance_check.collect import ReadOptions, read
from compliance_check.extract.entities import find_entity
from compliance_check.extract.kind import recognise, report_period
from compliance_check.extract.language import language_of
from compliance_check.extract.sections import sections_of
from compliance_check.model import Document

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SEEDS.is_dir(), reason="../shared is absent: the real documents are not part of this project"
    ),
]

MUTUAL = "众惠财产相互保险社"
EXPECTED = {
    "000": ("csr-report", MUTUAL, "mutual", ("众惠相互", "本社", "我们"), ("2022-01-01", "2022-12-31")),
    "001": ("half-year-operating-report", MUTUAL, "mutual", ("众惠相互",), ("2025-01-01", "2025-06-30")),
    "002": ("esg-report", "横琴人寿保险有限公司", "life", ("横琴人寿", "公司"), ("2020-01-01", "2021-12-31")),
    "003": ("press-article", MUTUAL, "mutual", ("众惠相互",), None),
    "004": ("consumer-protection-report", MUTUAL, "mutual", ("众惠相互",), ("2025-01-01", "2025-12-31")),
}


def seed(number: str) -> Document:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read(path, "d1", ReadOptions())


@pytest.mark.parametrize(("number", "expected"), EXPECTED.items())
def test_a_seed_is_recognised(
    number: str, expected: tuple[str, str, str, tuple[str, ...], tuple[str, str] | None]
) -> None:
    kind, name, company, short_names, bounds = expected
    document = seed(number)
    found = recognise(document, load_kinds())
    assert found is not None
    assert found.kind == kind
    entity = find_entity(document)
    assert (entity.name, entity.company_type, entity.short_names) == (name, company, short_names)
    period = report_period(document, kind)
    assert (period and (period.start, period.end)) == (
        bounds and (dt.date.fromisoformat(bounds[0]), dt.date.fromisoformat(bounds[1]))
    )
    assert language_of(document) == "zh"


def test_the_sections_of_the_half_year_report() -> None:
    sections = {section.title: section for section in sections_of(seed("001"))}
    assert [title for title in sections if title.startswith("第") and "部分" in title] == [
        "第一部分 关于我们",
        "第二部分 经营情况",
        "第三部分 社会责任",
    ]
    assert sections["第二节 文化理念"].empty
    assert sections["第九节 其他重要事项"].answered_none
    assert sections["第六节 偿付能力情况"].location.line == 140
    assert not sections["第六节 偿付能力情况"].empty


def test_the_sections_of_the_consumer_protection_report() -> None:
    titles = [section.title for section in sections_of(seed("004"))]
    assert any("投诉案件管理及处理情况" in title for title in titles)
    assert any("2026年消费者权益保护工作部署" in title.replace(" ", "") for title in titles)
