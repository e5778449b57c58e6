"""One wrong cell breaks several relations of its table: they are told as one finding, with all their places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance_check.interval import exact
from compliance_check.judge.frames import Row
from compliance_check.judge.operands import Operand
from compliance_check.model import Bilingual, Claim, Location

NOTHING_MORE = Bilingual(zh="", en="")
_RANK = (
    "table_total",
    "table_flow",
    "table_level",
    "table_found",
    "table_change",
    "table_share",
    "table_average",
    "table_part",
    "table_twin",
)
_ONE = exact(1)

Operands = Mapping[str, Operand]


@dataclass(frozen=True, slots=True)
class Related:
    """A row with the claim that it came from."""

    claim: Claim
    row: Row

    @property
    def figures(self) -> set[str]:
        """All figures that the relation is about."""
        return {figure for ids in self.claim.roles.values() for figure in ids}


def folded(related: Sequence[Related]) -> list[Row]:
    """The rows of all tables; of the broken relations that one figure alone explains, only the first, told for all."""
    by_table: dict[int, list[Related]] = defaultdict(list)
    for item in related:
        by_table[item.claim.anchor.block].append(item)
    return [row for items in by_table.values() for row in _fold(items)]


def _fold(items: list[Related]) -> list[Row]:
    broken = [item for item in items if not _holds(item.row.operands)]
    if len(broken) < 2:
        return [item.row for item in items]
    held = Counter(figure for item in items if _holds(item.row.operands) for figure in item.figures)
    changed: dict[str, Row | None] = {}
    while len(broken) > 1:
        counts = Counter(figure for item in broken for figure in item.figures)
        figure, count = max(counts.items(), key=lambda pair: (pair[1] - held[pair[0]], pair[1], pair[0]))
        if count < 2 or count <= held[figure]:
            break
        group = sorted((item for item in broken if figure in item.figures), key=_order)
        changed[group[0].claim.id] = _told_for_all(group, figure, print_of(group, figure))
        changed |= {item.claim.id: None for item in group[1:]}
        broken = [item for item in broken if item not in group]
    rows = [changed.get(item.claim.id, item.row) for item in items]
    return [row for row in rows if row is not None]


def _order(item: Related) -> tuple[int, int, str]:
    rank = _RANK.index(item.claim.kind) if item.claim.kind in _RANK else len(_RANK)
    return rank, item.claim.anchor.cell or 0, item.claim.id


def print_of(group: Sequence[Related], figure: str) -> str:
    """How a figure is printed, as far as some relation names it by itself."""
    operands = (operand for item in group for operand in item.row.operands.values())
    return next((operand.printed for operand in operands if operand.figure == figure), "")


def _told_for_all(group: Sequence[Related], suspect: str, printed: str) -> Row:
    """The first row with the places of the others, and a sentence that says what breaks with it, and by what figure."""
    first, others = group[0], group[1:]
    names = list(dict.fromkeys(_name(item.claim) for item in others))
    listed = "、".join(names[:4])
    named = (f"“{printed}”", f"figure, “{printed}”,") if printed else ("", "figure")
    more = Bilingual(
        zh=f"同一数字{named[0]}还使另外 {len(others)} 处关系不成立（{listed}）。",
        en=f" The same {named[1]} breaks {len(others)} further relations ({listed}).",
    )
    places: list[Location] = [*first.row.places]
    for item in others:
        places += [op.location for op in item.row.operands.values() if op.location is not None]
        places += item.row.places
    figures = (*sorted(first.figures), *(figure for item in others for figure in sorted(item.figures)))
    return replace(
        first.row,
        operands={name: _unsuspected(operand, suspect) for name, operand in first.row.operands.items()},
        words={**first.row.words, "more": more},
        places=tuple(dict.fromkeys(places)),
        figures=tuple(dict.fromkeys(figures)),
    )


def _unsuspected(operand: Operand, suspect: str) -> Operand:
    """The operand, kept out of the search for a culprit where another figure explains more."""
    return operand if operand.figure in (None, suspect) else replace(operand, figure=None)


def _name(claim: Claim) -> str:
    row, column = claim.details.get("row", ""), claim.details.get("column", "")
    return f"{row}·{column}" if row and column else row or column


def _holds(operands: Operands) -> bool:
    """Whether a row's relation holds, by rounding or by cutting digits off."""
    test = next((test for names, test in _TESTS.items() if names <= operands.keys()), None)
    return test is None or test(operands)


def _sum(operands: Operands) -> bool:
    total, parts = operands["total"], operands["sum"]
    return total.interval.meets(parts.interval) or total.cut.meets(parts.cut)


def _growth(operands: Operands) -> bool:
    earlier = operands["earlier"].interval
    if earlier.low is None or earlier.low <= 0:
        return True
    return (operands["later"].interval / earlier - _ONE).meets(operands["growth"].interval)


def _difference(name: str) -> Callable[[Operands], bool]:
    return lambda operands: (operands["later"].interval - operands["earlier"].interval).meets(operands[name].interval)


def _share(operands: Operands) -> bool:
    whole = operands["whole"].interval
    if whole.low is None or whole.low <= 0:
        return True
    return (operands["part"].interval / whole).meets(operands["share"].interval)


def _average(operands: Operands) -> bool:
    number = operands["number"].interval
    if number.low is None or number.low <= 0:
        return True
    return (operands["amount"].interval / number).meets(operands["average"].interval)


def _within(operands: Operands) -> bool:
    return operands["whole"].interval.can_reach(operands["part"].interval)


_TESTS: dict[frozenset[str], Callable[[Operands], bool]] = {
    frozenset({"total", "sum"}): _sum,
    frozenset({"later", "earlier", "growth"}): _growth,
    frozenset({"later", "earlier", "points"}): _difference("points"),
    frozenset({"later", "earlier", "amount"}): _difference("amount"),
    frozenset({"part", "whole", "share"}): _share,
    frozenset({"amount", "number", "average"}): _average,
    frozenset({"part", "whole"}): _within,
    frozenset({"first", "second"}): lambda operands: operands["first"].interval.meets(operands["second"].interval),
}
