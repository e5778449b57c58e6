"""The frame `restatements`: pairs of statements of one fact (concept, period, scenario, entity, dimensions).

Each fact has one reference, the statement that most of the others agree with; every other is a row beside it. So one
wrong figure among five is one finding, not four.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import exact
from compliance_check.judge.facts import Group, statements
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, dimension, from_figure
from compliance_check.model import Bilingual, Concept, Disclosure, Period

SLIPS = (4, 8, 3, 1, 2, 5, 6)
"""Powers of ten that a unit slip can be: 万 and 亿 first, then 千, a lost or doubled digit, and 百万."""


def restatements(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The pairs of each disclosure, in document order."""
    rows: list[Row] = []
    for disclosure in disclosures:
        for (group, period, concept_id), figures in statements(disclosure, vocabulary).items():
            concept = vocabulary.get(concept_id)
            operands = [from_figure(figure) for figure in figures]
            kinds = dict.fromkeys(dimension(operand.unit) for operand in operands)
            for kind in kinds:
                alike = [operand for operand in operands if dimension(operand.unit) == kind]
                assert concept is not None
                rows += _pairs(disclosure, group, period, concept, alike)
    return Frame("restatements", tuple(rows))


def slip(first: Operand, second: Operand) -> int | None:
    """The power of ten by which `second` is too large (positive) or too small for `first`; None if there is none."""
    if not (first.interval.bounded and second.interval.bounded):
        return None
    for power in SLIPS:
        for signed in (power, -power):
            if second.value and first.interval.meets(second.interval * exact(Fraction(10) ** -signed)):
                return signed
    return None


def _pairs(
    disclosure: Disclosure, group: Group, period: Period | None, concept: Concept, operands: list[Operand]
) -> list[Row]:
    if len(operands) < 2:
        return []
    reference = max(operands, key=lambda one: sum(one.interval.meets(other.interval) for other in operands))
    return [_pair(disclosure, group, period, concept, reference, other) for other in operands if other is not reference]


def _pair(
    disclosure: Disclosure, group: Group, period: Period | None, concept: Concept, first: Operand, second: Operand
) -> Row:
    entity, scenario, dimensions = group
    power = None if first.interval.meets(second.interval) else slip(first, second)
    factor = f"10^{abs(power)}" if power else "1"
    return Row(
        document=disclosure.document.id,
        entity=entity,
        period=period,
        operands={"first": first, "second": second},
        scenario=scenario,
        dimensions=dimensions,
        reporting=False,
        words={
            "slip": Bilingual(zh="yes" if power else "no", en="yes" if power else "no"),
            "factor": Bilingual(zh=factor, en=factor),
            "label": concept.label,
            "reading": Bilingual(zh=second.reading.value, en=second.reading.value),
        },
    )
