"""The frame `wording`: doubled words, placeholders, near-identical names, uneven style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.phrases import names, slips, style
from compliance_check.judge.structure.observations import Oddity, rows
from compliance_check.model import Disclosure

CHECKS: dict[str, Callable[[Disclosure], Iterator[Oddity]]] = {
    "doubled": slips.doubled_oddities,
    "placeholder": slips.placeholder_oddities,
    "tracked": slips.tracked_oddities,
    "width": slips.width_oddities,
    "near": names.near_oddities,
    "repeated": style.repeated_oddities,
    "format": style.format_oddities,
    "unused": style.unused_oddities,
    "defined": style.defined_twice_oddities,
}


def wording(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each disclosure: one per oddity, and one for each check that found none."""
    found: list[Row] = []
    for disclosure in disclosures:
        for kind, check in CHECKS.items():
            found += rows(disclosure, kind, check(disclosure))
    return Frame("wording", tuple(found))
