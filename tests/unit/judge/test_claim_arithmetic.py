"""The arithmetic behind claims: shares that whole numbers reach, and one wrong cell told once."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from compliance_check.interval import Interval, exact, printed, truncated
from compliance_check.judge.claim_lists import reachable

CENT = Decimal("0.01")


def share(text: str) -> Interval:
    return printed(Decimal(text), CENT / 2) * exact(Decimal("0.01"))


def test_the_impossible_share_of_ninety_eight() -> None:
    assert not reachable(share("48.89"), 98)
    assert reachable(share("48.89"), 45)


@given(whole=st.integers(1, 5000), data=st.data())
def test_every_rounded_share_is_reachable(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    percent = (Decimal(part) * 100 / Decimal(whole)).quantize(CENT, ROUND_HALF_UP)
    assert reachable(share(str(percent)), whole)


@given(whole=st.integers(1, 5000), data=st.data())
def test_every_share_cut_off_is_reachable_by_cutting(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    percent = (Decimal(part) * 100 / Decimal(whole)).quantize(CENT, ROUND_DOWN)
    assert reachable(truncated(percent, CENT / 2) * exact(Decimal("0.01")), whole)


@given(base=st.integers(2, 99), percent=st.integers(0, 9999))
def test_what_is_called_unreachable_is_so(base: int, percent: int) -> None:
    value = Decimal(percent) / 100
    rounded = {(Decimal(k) * 100 / Decimal(base)).quantize(CENT, ROUND_HALF_UP) for k in range(base + 1)}
    assert reachable(share(f"{value:.2f}"), base) == (value.quantize(CENT) in rounded)
