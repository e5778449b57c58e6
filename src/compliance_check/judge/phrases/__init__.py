"""The frame `wording`: doubled words, placeholders, near-identical names, uneven style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.phrases import (
    attributes,
    bodies,
    instruments,
    lexicon,
    names,
    plans,
    precision,
    quantifiers,
    slips,
    style,
)
from compliance_check.judge.structure.observations import Oddity, rows
from compliance_check.model import Disclosure

CHECKS: dict[str, Callable[[Disclosure], Iterable[Oddity] | None]] = {
    "doubled": slips.doubled_oddities,
    "placeholder": slips.placeholder_oddities,
    "tracked": slips.tracked_oddities,
    "width": slips.width_oddities,
    "near": names.near_oddities,
    "repeated": style.repeated_oddities,
    "format": style.format_oddities,
    "unused": style.unused_oddities,
    "defined": style.defined_twice_oddities,
    "bodies": bodies.body_oddities,
    "attribute": attributes.attribute_oddities,
    "future": plans.future_oddities,
    "reported": plans.reported_oddities,
    "clash": quantifiers.clash_oddities,
    "number": instruments.number_oddities,
    "verbless": instruments.verbless_oddities,
    "printed_twice": style.title_oddities,
    "contact": style.contact_oddities,
    "cut": precision.cut_oddities,
}
"""A check that returns None had nothing to look at: then it neither fails nor passes."""


def wording(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each disclosure: one per oddity, and one for each check that found none."""
    found: list[Row] = []
    for disclosure in disclosures:
        for kind, check in CHECKS.items():
            odd = check(disclosure)
            if odd is not None:
                found += rows(disclosure, kind, odd)
        found += rows(disclosure, "slip", lexicon.slip_oddities(disclosure, vocabulary.slips))
    return Frame("wording", tuple(found))
