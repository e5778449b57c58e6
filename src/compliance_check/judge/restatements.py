"""The frame `restatements`: pairs of statements of one fact (concept, period, scenario, entity, dimensions).

The statements of one fact fall into groups that can be true together. The largest is the reference; every other group
is one row beside it, however many places repeat it. So one wrong figure among five is one finding, not four.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import Interval, exact
from compliance_check.judge.facts import Group, statements
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, dimension, from_figure
from compliance_check.model import Bilingual, Concept, Disclosure, Figure, Period

SLIPS = (4, 8, 3, 1, 2, 5, 6)
"""Powers of ten that a unit slip can be: 万 and 亿 first, then 千, a lost or doubled digit, and 百万."""


SLIP_DIGITS = 2
"""A single digit agrees with too many numbers to be one of them in another unit."""


def restatements(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each disclosure, in document order."""
    rows: list[Row] = []
    for disclosure in disclosures:
        for (group, period, concept_id), figures in statements(disclosure, vocabulary).items():
            concept = vocabulary.get(concept_id)
            assert concept is not None
            # Where nothing dates a figure, nothing says that it is of the same date as another one.
            dated = [figure for figure in figures if figure.period or disclosure.period is None]
            operands = [from_figure(figure) for figure in dated if not _bare_amount(figure, concept)]
            for kind in dict.fromkeys(dimension(operand.unit) for operand in operands):
                alike = [operand for operand in operands if dimension(operand.unit) == kind]
                subject = _Subject(disclosure, group, period, concept)
                rows += subject.rows(_clear(_one_per_table_row(alike)))
    return Frame("restatements", tuple(rows))


def slip(first: Operand, second: Operand) -> int | None:
    """The power of ten by which `second` is too large (positive) or too small for `first`; None if there is none."""
    if not (first.interval.bounded and second.interval.bounded) or min(_digits(first), _digits(second)) < SLIP_DIGITS:
        return None
    for power in SLIPS:
        for signed in (power, -power):
            if second.value and first.interval.meets(second.interval * exact(Fraction(10) ** -signed)):
                return signed
    return None


def _digits(operand: Operand) -> int:
    return sum(char.isdecimal() for char in operand.printed.lstrip("0.-−"))


def agreeing(operands: Sequence[Operand]) -> list[list[Operand]]:
    """The statements in groups that can all be true together, the largest group first, each in the order given."""
    groups: list[tuple[Interval, list[Operand]]] = []
    for operand in operands:
        for index, (common, members) in enumerate(groups):
            narrower = common.intersection(operand.interval)
            if narrower is not None:
                groups[index] = (narrower, [*members, operand])
                break
        else:
            groups.append((operand.interval, [operand]))
    return sorted((members for _, members in groups), key=len, reverse=True)


def _bare_amount(figure: Figure, concept: Concept) -> bool:
    """A number in a sentence that names money and no unit: 总资产 4,423 is a line of a table that lost its columns."""
    return concept.measure == "money" and figure.unit == "none" and figure.anchor.cell is None


@dataclass(frozen=True, slots=True)
class _Subject:
    """The fact that several places state."""

    disclosure: Disclosure
    group: Group
    period: Period | None
    concept: Concept

    def rows(self, operands: Sequence[Operand]) -> list[Row]:
        """A row for those that agree, and one for each value that does not, with all the places that state it."""
        if len(operands) < 2:
            return []
        reference, *others = agreeing(operands)
        rows = [self.row(reference[0], reference[1], reference[2:])] if len(reference) > 1 else []
        for group in others:
            against = next((one for one in reference if not one.interval.meets(group[0].interval)), reference[0])
            rows.append(self.row(against, group[0], group[1:]))
        return rows

    def row(self, first: Operand, second: Operand, more: Sequence[Operand]) -> Row:
        """The pair; `more` states what `second` does."""
        entity, scenario, dimensions = self.group
        power = None if first.interval.meets(second.interval) else slip(first, second)
        factor = f"10^{abs(power)}" if power else "1"
        return Row(
            document=self.disclosure.document.id,
            entity=entity,
            period=self.period,
            operands={"first": first, "second": second},
            scenario=scenario,
            dimensions=dimensions,
            reporting=False,
            words={
                "slip": Bilingual(zh="yes" if power else "no", en="yes" if power else "no"),
                "factor": Bilingual(zh=factor, en=factor),
                "label": self.concept.label,
                "reading": Bilingual(zh=second.reading.value, en=second.reading.value),
            },
            places=tuple(operand.location for operand in more if operand.location is not None),
            figures=tuple(operand.figure for operand in more if operand.figure is not None),
        )


def _one_per_table_row(operands: Sequence[Operand]) -> list[Operand]:
    """Cells side by side are different columns, whatever their headers were read as: one of them is enough."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for operand in operands:
        cell = operand.location.cell if operand.location and operand.in_table else None
        place = (operand.block or 0, cell.row) if cell else None
        if place is None or place not in seen:
            kept.append(operand)
        if place is not None:
            seen.add(place)
    return kept


def _clear(operands: Sequence[Operand]) -> list[Operand]:
    """Without tables whose rows give the fact several values: something that was not read tells such rows apart."""
    blocks: dict[int, list[Operand]] = {}
    for operand in operands:
        if operand.in_table and operand.block is not None:
            blocks.setdefault(operand.block, []).append(operand)
    unclear = {block for block, members in blocks.items() if len(agreeing(members)) > 1}
    return [operand for operand in operands if not (operand.in_table and operand.block in unclear)]
