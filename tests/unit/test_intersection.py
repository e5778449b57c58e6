"""The intersection of intervals holds exactly the values that both hold."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from compliance_check.interval import Interval

ends = st.one_of(st.none(), st.integers(-3, 3).map(Fraction))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    point = low is not None and low == high
    return Interval(low, high, draw(st.booleans()) and not point, draw(st.booleans()) and not point)


@given(intervals(), intervals())
def test_intersection(a: Interval, b: Interval) -> None:
    both = a.intersection(b)
    probes = [Fraction(n, 4) for n in range(-16, 17)]
    assert [x for x in probes if a.contains(x) and b.contains(x)] == [x for x in probes if both and both.contains(x)]


@given(intervals(), st.sampled_from([Fraction(-2), Fraction(1, 3), Fraction(4)]))
def test_a_multiple_of_an_unbounded_interval_keeps_its_bound(a: Interval, factor: Fraction) -> None:
    scaled = a * Interval(factor, factor)
    probes = [Fraction(n, 4) for n in range(-16, 17)]
    assert all(a.contains(x) == scaled.contains(x * factor) for x in probes)
