"""One row in two tables: labels that no vocabulary knows, for one period, in two tables that are of one scope.

Notes, segments, the parent and the group bear the same labels with other figures. So two tables are compared only
where their captions or headings name one scope and where nearly all rows that they share agree to the digit; then the
exception is worth a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compliance_check.extract.claims.passages import Reading, exact_reading, joined
from compliance_check.extract.claims.tables.matrix import CHANGE, SHARE, Matrix, interval_of, place_claim
from compliance_check.model import Claim, Figure, Heading

_GENERIC = re.compile(
    r"合计|总计|小计|其[他它中]|[期年][初末]|余额|金额|账面|[本上]期|增加|减少|项目|名称|单位|^[一二三四五六七八九十\d]+[、.．]?$"
    r"|total|other",
    re.IGNORECASE,
)
_SCOPES = (
    ("parent", re.compile(r"母公司|公司本部|the company\b", re.IGNORECASE)),
    ("group", re.compile(r"合并|集团|consolidated|group", re.IGNORECASE)),
    ("part", re.compile(r"分部|子公司|分公司|联营|合营|被投资|segment|subsidiar", re.IGNORECASE)),
)
_WHEN = re.compile(
    r"(?:19|20)\d{2}|[\d年月日度.\-/]+|[本上去][年期]|同期|报告期|[期年][初末]|上半年|季度|[一二三四]季|余额|发生额|累计|数$|[（(][^（）()]*元[）)]"
)
_SHORTEST = 5
_FEWEST_ALIKE = 4
_MOST_TABLES = 6
"""A label that stands in more tables than these names a kind of row and no certain thing."""

Key = tuple[object, ...]


@dataclass
class _Pair:
    """What two tables say of the same rows: the pairs of figures that agree and those that do not."""

    alike: list[tuple[Figure, Figure]] = field(default_factory=list)
    unlike: list[tuple[Figure, Figure]] = field(default_factory=list)


def twin_claims(reading: Reading, matrices: Sequence[Matrix]) -> Iterator[Claim]:
    """The rows that two tables of one scope share, where nearly all of them agree."""
    scopes = {matrix.block: _scope(reading, matrix) for matrix in matrices}
    for (first, second), pair in _pairs(matrices).items():
        enough = len(pair.alike) >= _FEWEST_ALIKE and len(pair.unlike) * _FEWEST_ALIKE <= len(pair.alike)
        if not enough or not _one_scope(scopes[first], scopes[second]):
            continue
        for one, other in sorted((*pair.alike, *pair.unlike), key=lambda item: item[1].anchor.cell or 0):
            if one.concept is None and other.concept is None:
                details = {"case": "twin", "row": other.label, "column": other.column or ""}
                yield place_claim(reading, "table_twin", other, {"first": [one.id], "second": [other.id]}, details)


def _one_scope(first: str, second: str) -> bool:
    """Whether two tables may be of one scope: what names none is of the group in consolidated reports."""
    return first == second or {first, second} == {"", "group"}


def _pairs(matrices: Sequence[Matrix]) -> dict[tuple[int, int], _Pair]:
    by_key: dict[Key, list[tuple[int, Figure]]] = defaultdict(list)
    for matrix in matrices:
        for key, figure in _keyed(matrix).items():
            by_key[key].append((matrix.block, figure))
    pairs: dict[tuple[int, int], _Pair] = defaultdict(_Pair)
    for places in by_key.values():
        if not 2 <= len(places) <= _MOST_TABLES:
            continue
        for index, (block, figure) in enumerate(places):
            for other_block, other in places[index + 1 :]:
                agree = interval_of(figure).meets(interval_of(other))
                pair = pairs[block, other_block]
                (pair.alike if agree else pair.unlike).append((figure, other))
    return pairs


def _keyed(matrix: Matrix) -> dict[Key, Figure]:
    """The certain figures of a table by label, column, period and unit; what two of its cells bear is left out."""
    found: dict[Key, Figure | None] = {}
    for (row, column), figure in matrix.figures.items():
        label, header = joined(matrix.label(row)), matrix.header(column)
        if len(label) < _SHORTEST or _GENERIC.search(label) or CHANGE.search(header) or SHARE.search(header):
            continue
        if (
            figure.period is None
            or figure.reading.value == "doubtful"
            or not exact_reading(figure)
            or _digits(figure) < 4
        ):
            continue
        column_name = _WHEN.sub("", joined(header))
        key = (
            label,
            column_name,
            figure.period,
            figure.unit,
            figure.scenario,
            tuple(sorted(figure.dimensions.items())),
        )
        found[key] = None if key in found else figure
    return {key: figure for key, figure in found.items() if figure is not None}


def _scope(reading: Reading, matrix: Matrix) -> str:
    """Of whom a table speaks, by its caption and the headings over it: parent, group, part or nobody in particular."""
    words = matrix.table.caption.text if matrix.table.caption else ""
    for block in reversed(reading.document.blocks[max(0, matrix.block - 6) : matrix.block]):
        if isinstance(block, Heading):
            words += block.passage.text
            break
    return next((name for name, pattern in _SCOPES if pattern.search(words)), "")


def _digits(figure: Figure) -> int:
    return sum(character.isdigit() for character in figure.raw)
