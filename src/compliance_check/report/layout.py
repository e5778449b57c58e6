"""The document laid out as HTML, its figures and the places of findings marked.

The marks are built here and not in a template, because a document holds thousands: every piece of text goes through
`visible` and `escape` once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from compliance_check.report.visible import visible

Object = Mapping[str, Any]
Spot = tuple[int, "int | None"]
STANDING_CLASS = {"verified": "v", "contradicted": "c", "unchecked": "u"}
_WINDOW = 110


class Mark(NamedTuple):
    """A marked span of one text: a figure (`figure` is its id) or words that a finding points at."""

    start: int
    end: int
    figure: str | None
    standing: str | None
    findings: tuple[int, ...]


@dataclass
class MarkedDocument:
    """One document of the report with its marks by (block, cell)."""

    document: Object
    marks: dict[Spot, list[Mark]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def build(cls, document: Object, findings: Iterable[tuple[int, Object]]) -> MarkedDocument:
        """The document with a mark per figure and per place that one of the numbered findings names."""
        marked = cls(document)
        numbers: dict[str, list[int]] = defaultdict(list)
        spans: dict[tuple[Spot, int, int], list[int]] = defaultdict(list)
        for number, result in findings:
            for name in result["figures"]:
                numbers[name].append(number)
            for location, anchor in zip(result["locations"], result["anchors"], strict=False):
                if anchor is not None and location["document"] == document["id"]:
                    spans[(anchor["block"], anchor["cell"]), anchor["start"], anchor["end"]].append(number)
        for figure in document["figures"]:
            anchor = figure["anchor"]
            spot, span = (anchor["block"], anchor["cell"]), (anchor["start"], anchor["end"])
            spans.pop((spot, *span), None)
            mark = Mark(*span, figure["id"], figure["standing"], tuple(numbers[figure["id"]]))
            marked.marks[spot].append(mark)
        for (spot, start, end), found in spans.items():
            marked.marks[spot].append(Mark(start, end, None, None, tuple(found)))
        return marked

    def body(self) -> Markup:
        """The whole document, each block with an id."""
        out: list[str] = []
        page, level = None, 2
        for index, block in enumerate(self.document["blocks"]):
            if block["page"] is not None and block["page"] != page:
                page = block["page"]
                out.append(f'<div class="pg" role="separator" data-page="{page}"><span>{page}</span></div>')
            if block["kind"] == "heading":
                # The page's own outline ends at 2; a document that skips levels must not make the page skip them.
                level = min(block["level"] + 2, level + 1, 6)
            out.append(self._block(index, block, level))
        return Markup("".join(out))

    def _block(self, index: int, block: Object, level: int) -> str:
        name = f'id="{escape(self.document["id"])}-b{index}"'
        if block["kind"] == "table":
            return f"<div {name} class=tw tabindex=0>{self.table(index, block)}</div>"
        text = self.text((index, None), block["text"], ids=True)
        if block["kind"] == "heading":
            return f"<h{level} {name}>{text}</h{level}>"
        if block["kind"] == "list_item":
            marker = escape(visible(block["marker"])) or "•"
            return f"<p {name} class=li><span class=mk>{marker}</span><span>{text}</span></p>"
        return f"<p {name}>{text}</p>"

    def table(self, index: int, block: Object, only: set[int] | None = None, strong: set[str] | None = None) -> str:
        """A table, or its head and the rows in `only`; the figures in `strong` stand out."""
        grid = Grid.of(block)
        shown = [row for row in range(block["rows"]) if only is None or row < block["header_rows"] or row in only]
        head = [row for row in shown if row < block["header_rows"]]
        body = [row for row in shown if row >= block["header_rows"]]
        words = " · ".join(filter(None, (block["caption"], block["unit"])))
        caption = f"<caption>{escape(visible(words))}</caption>" if words else ""
        parts = [
            "".join(self._row(index, grid, row, rows, only is None, strong) for row in rows) for rows in (head, body)
        ]
        thead = f"<thead>{parts[0]}</thead>" if head else ""
        return f"<table>{caption}{thead}<tbody>{parts[1]}</tbody></table>"

    def _row(self, index: int, grid: Grid, row: int, shown: list[int], ids: bool, strong: set[str] | None) -> str:
        """A row of the table with an empty cell for each place that has none, so that every number keeps its column."""
        out: list[str] = []
        for column in range(grid.block["columns"]):
            number = grid.at.get((row, column))
            if number is None:
                out.append("<td></td>")
            elif (rows := grid.rows_from(number, row, column, shown)) is not None:
                out.append(self._cell(index, number, grid.block, rows, ids, strong))
        return f"<tr>{''.join(out)}</tr>"

    def _cell(self, index: int, number: int, block: Object, rows: int, ids: bool, strong: set[str] | None) -> str:
        cell = block["cells"][number]
        tag = "th" if cell["header"] or cell["row"] < block["header_rows"] else "td"
        spans = "".join(f" {k}={n}" for k, n in (("rowspan", rows), ("colspan", cell["column_span"])) if n > 1)
        kind = " class=n" if (index, number) in self.marks else ""
        return f"<{tag}{kind}{spans}>{self.text((index, number), cell['text'], ids, strong)}</{tag}>"

    def text(
        self, spot: Spot, text: str, ids: bool, strong: set[str] | None = None, span: tuple[int, int] | None = None
    ) -> str:
        """A text with its marks; `span` cuts it, `ids` gives the marks their ids, `strong` lifts these figures."""
        start, end = span or (0, len(text))
        marks = self.marks.get(spot)
        if not marks:
            return escape(visible(text[start:end]))
        out = []
        for a, b, mark in _pieces(marks, start, min(end, len(text))):
            piece = escape(visible(text[a:b]))
            out.append(piece if mark is None else _mark(mark, piece, ids and a == mark.start, strong))
        return "".join(out)

    def excerpt(self, block_index: int, anchors: list[Object], strong: set[str]) -> Markup:
        """The part of a block around some anchors in it: rows of a table, a window of a paragraph."""
        block = self.document["blocks"][block_index]
        if block["kind"] == "table":
            rows = {block["cells"][a["cell"]]["row"] for a in anchors if a["cell"] is not None}
            return Markup(f"<div class=tw tabindex=0>{self.table(block_index, block, rows, strong)}</div>")
        text = block["text"]
        low = max(min(a["start"] for a in anchors) - _WINDOW, 0)
        high = min(max(a["end"] for a in anchors) + _WINDOW, len(text))
        inner = self.text((block_index, None), text, False, strong, (low, high))
        return Markup(f"<p>{'…' if low else ''}{inner}{'…' if high < len(text) else ''}</p>")


@dataclass(frozen=True)
class Grid:
    """The cells of a table block by the places that they cover."""

    block: Object
    at: dict[tuple[int, int], int]

    @staticmethod
    def of(block: Object) -> Grid:
        """Lay out a table; of two cells that cover one place the first has it."""
        at: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(block["cells"]):
            for row in range(cell["row"], cell["row"] + cell["row_span"]):
                for column in range(cell["column"], cell["column"] + cell["column_span"]):
                    at.setdefault((row, column), number)
        return Grid(block, at)

    def rows_from(self, number: int, row: int, column: int, shown: list[int]) -> int | None:
        """Over how many of the rows shown a cell reaches from a place on; None where it has begun before."""
        cell = self.block["cells"][number]
        covered = [other for other in shown if cell["row"] <= other < cell["row"] + cell["row_span"]]
        return len(covered) if covered[0] == row and cell["column"] == column else None


def _pieces(marks: list[Mark], start: int, end: int) -> Iterable[tuple[int, int, Mark | None]]:
    """The text from start to end cut where marks begin and end; figures win over words."""
    cuts = sorted({start, end, *(p for m in marks for p in (m.start, m.end) if start < p < end)})
    ranked = sorted(marks, key=lambda mark: (mark.figure is None, mark.end - mark.start))
    for a, b in pairwise(cuts):
        yield a, b, next((m for m in ranked if m.start <= a and b <= m.end), None)


def _mark(mark: Mark, piece: str, with_id: bool, strong: set[str] | None) -> str:
    numbers = f' data-n="{" ".join(map(str, mark.findings))}"' if mark.findings else ""
    if mark.figure is None:
        return f"<mark class=w{numbers}>{piece}</mark>"
    name = escape(mark.figure)
    classes = f"g {STANDING_CLASS[mark.standing or 'unchecked']}"
    if strong is None:
        here = f' id="{name}"' if with_id else ""
        return f'<a{here} class="{classes}" href="#r.{name}"{numbers}>{piece}</a>'
    lifted = " x" if mark.figure in strong else ""
    return f'<a class="{classes}{lifted}" href="#{name}">{piece}</a>'
