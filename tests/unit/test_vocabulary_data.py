"""The shipped vocabulary: no word means two things, every printed row of the capital tables is known."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from compliance_check.catalog import load_vocabulary

FIXED = [
    "admitted_assets",
    "admitted_liabilities",
    "actual_capital",
    "core_tier1_capital",
    "core_tier2_capital",
    "ancillary_tier1_capital",
    "ancillary_tier2_capital",
    "core_capital",
    "ancillary_capital",
    "minimum_capital",
    "quantified_minimum_capital",
    "quantified_minimum_capital_before_factor",
    "control_risk_minimum_capital",
    "additional_capital",
    "life_risk_minimum_capital",
    "non_life_risk_minimum_capital",
    "market_risk_minimum_capital",
    "credit_risk_minimum_capital",
    "quantified_risk_diversification",
    "loss_absorption",
    "core_solvency_surplus",
    "comprehensive_solvency_surplus",
    "core_solvency_ratio",
    "comprehensive_solvency_ratio",
    "integrated_risk_rating",
    "sarmra_score",
    "total_assets",
    "total_liabilities",
    "net_assets",
    "total_profit",
    "net_profit",
    "insurance_revenue",
    "original_premium_income",
    "claims_paid",
    "unearned_premium_reserve",
    "outstanding_claims_reserve",
    "investable_funds",
    "comprehensive_investment_yield",
    "investment_yield",
    "members",
    "related_party_transactions_amount",
    "related_party_transactions_count",
    "complaints",
]


def test_the_ids_that_rules_rely_on_exist() -> None:
    vocabulary = load_vocabulary()
    assert [name for name in FIXED if vocabulary.get(name) is None] == []


def test_no_spelling_belongs_to_two_concepts() -> None:
    owners: dict[str, set[str]] = {}
    for concept in load_vocabulary().concepts:
        for name in (concept.label.zh, concept.label.en, *concept.aliases):
            owners.setdefault("".join(c for c in name.casefold() if c.isalnum() or c == "*"), set()).add(concept.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_ids_are_unique_and_snake_case() -> None:
    ids = [concept.id for concept in load_vocabulary().concepts]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []


def test_labels_are_in_their_language() -> None:
    for concept in load_vocabulary().concepts:
        assert not re.search(r"[一-鿿]", concept.label.en), concept.id
        assert re.search(r"[一-鿿]", concept.label.zh) or concept.label.zh.isascii(), concept.id


def test_members_name_the_whole_they_belong_to() -> None:
    ids = {concept.id for concept in load_vocabulary().concepts}
    for concept in load_vocabulary().concepts:
        for member in concept.dimensions.values():
            whole = concept.id.removesuffix("_" + member)
            assert whole in ids or not concept.id.endswith("_" + member), concept.id


def test_premium_words_stay_apart() -> None:
    vocabulary = load_vocabulary()
    found = [vocabulary.find(word) for word in ("原保费收入", "规模保费", "签单保费", "保险业务收入", "保费收入")]
    assert len({concept.id for concept in found if concept}) == 5


@pytest.mark.shared
def test_every_column_of_the_published_figures_is_known() -> None:
    table = Path(__file__).resolve().parents[3] / "shared" / "data" / "solvency_2022_2023.csv"
    if not table.exists():
        pytest.skip("../shared is absent: the published figures are not part of this project")
    with table.open(encoding="utf-8") as lines:
        header = next(csv.reader(lines))
    vocabulary = load_vocabulary()
    assert [name for name in header[3:] if vocabulary.find(name) is None] == []
