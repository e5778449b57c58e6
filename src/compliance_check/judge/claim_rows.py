"""What the rows of claims have in common: the claim's figures as operands, its words and its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compliance_check.judge.aggregates import same
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand, from_figure
from compliance_check.model import Bilingual, Claim, Disclosure, Figure, Period

LONGEST_LABEL = 24


@dataclass
class Source:
    """One disclosure, its figures by id, read into operands once."""

    disclosure: Disclosure
    figures: dict[str, Figure] = field(init=False)
    _operands: dict[str, Operand] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.figures = {figure.id: figure for figure in self.disclosure.figures}

    def operand(self, figure: str) -> Operand:
        """The operand of a figure."""
        if figure not in self._operands:
            self._operands[figure] = from_figure(self.figures[figure])
        return self._operands[figure]

    def role(self, claim: Claim, name: str) -> list[Operand]:
        """The operands of one role of a claim."""
        return [self.operand(figure) for figure in claim.roles.get(name, ())]

    def period(self, claim: Claim, role: str) -> Period | None:
        """The period of the first figure of a role."""
        ids = claim.roles.get(role, ())
        return self.figures[ids[0]].period if ids else None

    def row(
        self,
        claim: Claim,
        case: str,
        operands: Mapping[str, Operand],
        words: Mapping[str, Bilingual],
        period: Period | None = None,
        others: Sequence[Operand] = (),
    ) -> Row:
        """A row of the frame. others: the operands that stand behind a sum."""
        return Row(
            document=self.disclosure.document.id,
            entity=self.disclosure.entity,
            period=period or self.disclosure.period,
            operands=operands,
            reporting=False,
            words={"kind": same(claim.kind), "case": same(case), **words},
            places=(claim.location, *(item.location for item in others if item.location is not None)),
            figures=tuple(item.figure for item in others if item.figure is not None),
        )


def label_of(operand: Operand) -> Bilingual:
    """A figure's own words, cut to a readable length."""
    text = operand.label.strip() or operand.printed
    return same(text if len(text) <= LONGEST_LABEL else "…" + text[-LONGEST_LABEL:])
