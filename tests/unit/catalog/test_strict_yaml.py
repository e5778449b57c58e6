"""YAML is read strictly: what YAML itself forgives is refused with a line and a way out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from compliance_check.catalog.strict_yaml import parse_yaml
from compliance_check.errors import RuleFileError


def test_scalars_keep_what_was_written() -> None:
    value = parse_yaml(b"a: 1.10\nb: no\nc: 2022-01-01\nd: 12\ne: true\nf: null\ng: '12'\n", "x.yaml").value
    assert value == {
        "a": Decimal("1.10"),
        "b": "no",
        "c": dt.date(2022, 1, 1),
        "d": 12,
        "e": True,
        "f": None,
        "g": "12",
    }
    assert isinstance(value, dict)
    assert str(value["a"]) == "1.10"


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3", "a is given twice (first in line 1)"),
        ("a: &x [1]\nb: *x\n", "x.yaml:1", "anchors"),
        ("a: 0x1F\n", "x.yaml:1", "plain decimal"),
        ("a: 1_000\n", "x.yaml:1", "plain decimal"),
        ("a: 0123\n", "x.yaml:1", "plain decimal"),
        ("a: .inf\n", "x.yaml:1", "plain decimal"),
        ("a: 2022-13-01\n", "x.yaml:1", "not a date"),
        ("a:\n  b: 1\n c: 2\n", "x.yaml:3", "not YAML"),
        ("a: !!python/object:os.system x\n", "x.yaml:1", "tag"),
        ("? [a]\n: 1\n", "x.yaml:1", "a key must be a word"),
        ("a: " + "[" * 20 + "]" * 20, "x.yaml:1", "too deep"),
    ],
)
def test_traps_are_refused_at_their_line(text: str, where: str, words: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        parse_yaml(text.encode(), "x.yaml")
    assert caught.value.where == where
    assert words in caught.value.line("en")
    assert caught.value.line("zh")


def test_other_encodings_are_refused() -> None:
    with pytest.raises(RuleFileError, match=r"x\.yaml:2.*UTF-8"):
        parse_yaml("a: 1\nb: 认可资产\n".encode("gb18030"), "x.yaml")
