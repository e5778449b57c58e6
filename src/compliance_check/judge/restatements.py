"""The frame `restatements`: pairs of statements of one fact (concept, period, scenario, entity, dimensions).

The statements of one fact fall into groups that can be true together. The largest is the reference; every other group
is one row beside it, however many places repeat it. So one wrong figure among five is one finding, not four.

Some statements are not surely of the fact: a line of a note, of another company, of a table whose rows are told apart
by something that was not read. They agree with the reference, or they differ from it by a slip of the pen and are
asked about; otherwise they say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import Interval, exact
from compliance_check.judge.facts import Group, statements
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.misprints import misprint
from compliance_check.judge.operands import Operand, dimension, from_figure
from compliance_check.model import Bilingual, Concept, Disclosure, Figure, Period, Reading

SLIPS = (4, 8, 3, 1, 2, 5, 6)
"""Powers of ten that a unit slip can be: 万 and 亿 first, then 千, a lost or doubled digit, and 百万."""

SLIP_DIGITS = 2
"""A single digit agrees with too many numbers to be one of them in another unit."""

TELLING_DIGITS = 6
"""Digits from which on two numbers that differ in one of them are hardly two facts."""

Key = tuple[Group, Period | None, str]


def restatements(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each disclosure, in document order."""
    return Frame("restatements", tuple(row for item in disclosures for row in _rows(item, vocabulary)))


def _rows(disclosure: Disclosure, vocabulary: Vocabulary) -> Iterator[Row]:
    stated = statements(disclosure, vocabulary)
    noted = _by_base(stated)
    for (group, period, concept_id), figures in stated.items():
        concept = vocabulary.get(concept_id)
        assert concept is not None
        if "context" in dict(group[2]):
            continue
        key = (group, period, concept_id)
        operands = _operands(disclosure, concept, figures)
        beside = _operands(disclosure, concept, noted.get(key, ()))
        company = _operands(disclosure, concept, stated.get(_of_the_company(key), ()))
        subject = _Subject(disclosure, group, period, concept)
        for kind in dict.fromkeys(dimension(operand.unit) for operand in operands):
            clear, unclear = _sorted(_one_per_table_row(_of_kind(operands, kind)))
            yield from subject.rows(clear, [*unclear, *_of_kind(beside, kind)], _of_kind(company, kind))


def _by_base(stated: Mapping[Key, Sequence[Figure]]) -> dict[Key, list[Figure]]:
    """The statements that stand in a context of their own, by the fact that they would state without it."""
    found: dict[Key, list[Figure]] = {}
    for ((entity, scenario, dimensions), period, concept), figures in stated.items():
        plain = tuple(item for item in dimensions if item[0] != "context")
        if plain != dimensions:
            found.setdefault(((entity, scenario, plain), period, concept), []).extend(figures)
    return found


def _of_the_company(key: Key) -> Key:
    """The same fact of the company alone, where the document speaks of the group too."""
    (entity, scenario, dimensions), period, concept = key
    own = tuple(sorted({**dict(dimensions), "consolidation": "company"}.items()))
    return ((entity, scenario, own), period, concept)


def _operands(disclosure: Disclosure, concept: Concept, figures: Sequence[Figure]) -> list[Operand]:
    """Where nothing dates a figure, nothing says that it is of the same date as another one."""
    dated = [figure for figure in figures if figure.period or disclosure.period is None]
    return [from_figure(figure) for figure in dated if not _bare_amount(figure, concept)]


def _bare_amount(figure: Figure, concept: Concept) -> bool:
    """A number in a sentence that names money and no unit: 总资产 4,423 is a line of a table that lost its columns."""
    return concept.measure == "money" and figure.unit == "none" and figure.anchor.cell is None


def _of_kind(operands: Sequence[Operand], kind: str) -> list[Operand]:
    return [operand for operand in operands if dimension(operand.unit) == kind]


def slip(first: Operand, second: Operand) -> int | None:
    """The power of ten by which `second` is too large (positive) or too small for `first`; None if there is none."""
    if not (first.interval.bounded and second.interval.bounded) or min(_digits(first), _digits(second)) < SLIP_DIGITS:
        return None
    for power in SLIPS:
        for signed in (power, -power):
            if second.value and first.interval.meets(second.interval * exact(Fraction(10) ** -signed)):
                return signed
    return None


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


@dataclass(frozen=True, slots=True)
class _Subject:
    """The fact that several places state."""

    disclosure: Disclosure
    group: Group
    period: Period | None
    concept: Concept

    def rows(self, clear: Sequence[Operand], unclear: Sequence[Operand], company: Sequence[Operand]) -> list[Row]:
        """A row for those that agree, and one for each value that does not, with all the places that state it.

        unclear: what may be of another fact. company: what the company's own accounts state beside the group's.
        """
        if not clear:
            return self.agreement(agreeing(unclear)[0]) if unclear else []
        reference, *others = agreeing(clear)
        also = [operand for operand in unclear if _meets_all(operand, reference)]
        slips = [operand for operand in unclear if _is_slip_of(operand, reference[0])]
        rows = self.agreement([*reference, *also])
        for group in others:
            if any(operand.interval.meets(group[0].interval) for operand in company):
                continue
            against = next((one for one in reference if not one.interval.meets(group[0].interval)), reference[0])
            rows.append(self.row(against, group[0], group[1:]))
        doubted = (replace(operand, reading=Reading.LIKELY) for operand in slips)
        return [*rows, *(self.row(reference[0], operand, ()) for operand in doubted)]

    def agreement(self, together: Sequence[Operand]) -> list[Row]:
        """The row of several statements that agree; none for one alone."""
        return [self.row(together[0], together[1], together[2:])] if len(together) > 1 else []

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


def _digits(operand: Operand) -> int:
    return sum(char.isdecimal() for char in operand.printed.lstrip("0.-−"))


def _meets_all(operand: Operand, group: Sequence[Operand]) -> bool:
    return all(operand.interval.meets(one.interval) for one in group)


def _is_slip_of(operand: Operand, reference: Operand) -> bool:
    """Whether a number is the reference but for one digit, or for two neighbours changed over."""
    if operand.interval.meets(reference.interval) or _digits(operand) < TELLING_DIGITS:
        return False
    return misprint(operand, reference.interval) is not None


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


def _sorted(operands: Sequence[Operand]) -> tuple[list[Operand], list[Operand]]:
    """The statements, and apart those of tables whose rows give the fact several values: something tells them apart."""
    blocks: dict[int, list[Operand]] = {}
    for operand in operands:
        if operand.in_table and operand.block is not None:
            blocks.setdefault(operand.block, []).append(operand)
    unclear = {block for block, members in blocks.items() if len(agreeing(members)) > 1}
    apart = [operand.in_table and operand.block in unclear for operand in operands]
    clear = [operand for operand, doubted in zip(operands, apart, strict=True) if not doubted]
    return clear, [operand for operand, doubted in zip(operands, apart, strict=True) if doubted]
