"""One-to-one folding."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from compliance_check.collect.folding import fold


def test_what_a_reader_takes_for_the_same_is_the_same() -> None:
    assert fold("⾏业⻛险⻓期ＡＢＣ１２，３４５．６７％－１") == "行业风险长期ABC12,345.67%-1"
    assert fold("豈\u3000\u00a0\t金") == "豈   金"


def test_chinese_punctuation_stays() -> None:
    kept = "。，；：（）《》“”、！？【】——…"
    assert fold(kept) == kept


def test_a_full_width_comma_folds_only_between_thousands() -> None:
    assert fold("１，２３４，５６７元，１２，３４元") == "1,234,567元，12，34元"


@given(st.text())
def test_the_length_never_changes_and_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert len(once) == len(text)
    assert fold(once) == once


@given(st.characters(min_codepoint=0x2E80, max_codepoint=0xFAFF))
def test_a_folded_character_is_its_own_compatibility_form(character: str) -> None:
    folded = fold(character)
    if unicodedata.normalize("NFKC", folded) != folded:
        assert folded == character
