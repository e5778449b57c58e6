"""Small disclosures, written as facts, for the tests of the judgement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compliance_check.catalog import RuleBook, load_book
from compliance_check.catalog.cases import Case
from compliance_check.catalog.strict_yaml import Source
from compliance_check.judge.cases import disclosure_of
from compliance_check.model import Disclosure

Make = Callable[..., Disclosure]


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_book()


@pytest.fixture(scope="session")
def make(book: RuleBook) -> Make:
    """make({"认可资产": "1.00 万元", …}, prior=…, forecast=…): the disclosure that states these facts."""

    def disclosure(facts: dict[str, Any], **more: Any) -> Disclosure:
        case = Case.model_validate({"name": "t", "facts": facts, "expect": "pass", **more})
        return disclosure_of(case, book.vocabulary, Source("test", None, ""), 0)

    return disclosure
