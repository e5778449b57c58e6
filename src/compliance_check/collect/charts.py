"""Charts (ECMA-376 Part 1, 21.2): title, axis titles, and the values that data labels show, as a table.

The table has a row for each category and a column for each series, or the other way round where the categories are
periods: as tables of disclosures are laid out. `Passage.path` leads from the chart to the c:pt, `Passage.source` is
what is printed. Series and categories without any printed value say nothing and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_check.collect import table_heads
from compliance_check.collect.chart_labels import C, scale_of
from compliance_check.collect.chart_series import Series, cached, read_series, values_of
from compliance_check.collect.drawing_text import rich_text
from compliance_check.collect.passages import Piece, compose
from compliance_check.model import Block, Cell, Paragraph, Passage, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_PERIOD = re.compile(r"(?:19|20)\d\d(?!\d)|[一二三四1-4]季度|[QH][1-4]|\d{1,2}月|[年期]末")
_BARE_UNIT = re.compile(r"[（(]?(?:人民币)?(?:[百千万亿]{0,3}元|%|％|百分点|[十百千万亿]{0,2}[人件户次张份])[）)]?")

Known = Callable[[str], bool]
"""Whether the cells that a formula names are read anyway, as those of the same workbook are."""

Entry = tuple[str, str]
"""(text, path) of a cell."""
NOTHING = ("", "")


def nothing_known(_formula: str) -> bool:
    """That the cells behind a chart are not read, as those embedded with a chart in Word."""
    return False


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says. silent: whether it draws values that no label shows. title: its title, or ""."""

    blocks: tuple[Block, ...]
    title: str
    silent: bool


@dataclass(slots=True)
class _Reader:
    """Collects the series of a plot with the unit that the title of their axis tells."""

    path: str
    known: Known
    axes: dict[str, Passage]
    series: list[tuple[Series, Passage | None]] = field(default_factory=list)
    count: int = 0
    silent: bool = False

    def group(self, group: _Element, plot: _Element) -> None:
        """Read a c:barChart or the like."""
        scale = scale_of(group, plot)
        table = plot.find(C + "dTable") is not None
        titles = [self.axes.get(axis.get("val", "")) for axis in group.findall(C + "axId")]
        unit = next((title for title in titles if title is not None and is_unit(title)), None)
        for element in group.findall(C + "ser"):
            self.count += 1
            values = values_of(element)
            if values is None or self._is_known(values):
                continue
            series = read_series(element, group, f"{self.path}/ser[{self.count}]", scale, table)
            self.silent = self.silent or series.silent
            if series.labels.values:
                self.series.append((series, unit))

    def _is_known(self, values: _Element) -> bool:
        formula = next((e.text for e in values.iter(C + "f") if e.text), None)
        return formula is not None and self.known(formula)


def read_chart(root: _Element, path: str, known: Known = nothing_known) -> Chart:
    """The chart in a c:chartSpace; path: its address."""
    chart = root.find(C + "chart")
    plot = None if chart is None else chart.find(C + "plotArea")
    if chart is None or plot is None:
        return Chart((), "", False)
    reader = _Reader(path, known, _axes(plot, path, known))
    for group in plot:
        if isinstance(group.tag, str):
            reader.group(group, plot)
    title = _title(chart, f"{path}/title", known)
    if title is None and chart.find(C + "title") is not None and reader.count == len(reader.series) == 1:
        title = compose([Piece(reader.series[0][0].name[0])], f"{path}/title")  # shown of its own accord
    tables = list(tables_of(reader.series, title))
    bound = {id(passage) for table in tables for passage in (table.caption, table.unit)}
    loose = [passage for passage in (title, *reader.axes.values()) if passage is not None and id(passage) not in bound]
    paragraphs = [Paragraph(passage=passage) for passage in loose if passage.text]
    return Chart((*paragraphs, *tables), title.text if title else "", reader.silent)


def _axes(plot: _Element, path: str, known: Known) -> dict[str, Passage]:
    """The titles of the axes by the axes' ids."""
    counts: Counter[str] = Counter()
    found = {}
    for axis in plot:
        name, identity = str(axis.tag).rpartition("}")[2], axis.find(C + "axId")
        counts[name] += 1
        title = _title(axis, f"{path}/{name}[{counts[name]}]/title", known)
        if title is not None and identity is not None:
            found[identity.get("val", "")] = title
    return found


def tables_of(series: Sequence[tuple[Series, Passage | None]], title: Passage | None) -> Iterator[Table]:
    """A table for each set of categories and each unit."""
    sets: dict[tuple[object, ...], list[Series]] = {}
    units: dict[tuple[object, ...], Passage | None] = {}
    for one, unit in series:
        key = (id(unit), *(text for text, _ in one.categories.values()))
        sets.setdefault(key, []).append(one)
        units[key] = unit
    for key, members in sets.items():
        indices = sorted({index for one in members for index in one.labels.values})
        names = [NOTHING, *(one.name for one in members for _ in one.columns)]
        rows = [names, *(_row(index, members) for index in indices)]
        if 2 * sum(bool(_PERIOD.search(row[0][0])) for row in rows[1:]) > len(indices):
            rows = [list(row) for row in zip(*rows, strict=True)]
        yield _table(rows, title, units[key])


def _row(index: int, members: Sequence[Series]) -> list[Entry]:
    """A category and what the series print for it."""
    row = [members[0].categories.get(index, NOTHING)]
    for one in members:
        path = f"{one.path}/val/pt[{index + 1}]"
        row += [(column[index], path) if index in column else NOTHING for column in one.columns]
    return row


def _table(rows: Sequence[Sequence[Entry]], title: Passage | None, unit: Passage | None) -> Table:
    cells = [
        Cell(compose([Piece(text)], path or None, tight=True), row, column)
        for row, line in enumerate(rows)
        for column, (text, path) in enumerate(line)
    ]
    head = int(any(text for text, _ in rows[0][1:]))
    return Table(
        cells=table_heads.mark_headers(cells, head),
        rows=len(rows),
        columns=len(rows[0]),
        header_rows=head,
        caption=title,
        unit=unit,
        method="chart",
    )


def _title(parent: _Element, path: str, known: Known) -> Passage | None:
    """The title of a chart or an axis; None without one, and for one taken from a cell that is read anyway."""
    text = parent.find(f"{C}title/{C}tx")
    if text is None:
        return None
    rich = text.find(C + "rich")
    formula = text.findtext(f"{C}strRef/{C}f")
    if rich is None and formula and known(formula):
        return None
    passage = compose([Piece(rich_text(rich) if rich is not None else cached(text))], path)
    return passage if passage.text else None


def is_unit(text: Passage) -> bool:
    """Whether a text in a chart names the unit of its values: a unit line, or nothing but a unit."""
    return table_heads.is_unit_line(text.text) or _BARE_UNIT.fullmatch(text.text) is not None
