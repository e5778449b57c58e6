"""Charts of the kinds that came with Office 2016 ([MS-ODRAWXML] 2.24.3), as far as their labels show stored values.

Waterfalls, funnels, treemaps and sunbursts do; histograms and box plots show what they count and reckon themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.attributes import integer
from compliance_check.collect.chart_labels import Labels
from compliance_check.collect.chart_series import MAX_POINTS, Series
from compliance_check.collect.charts import Chart, Known, nothing_known, tables_of
from compliance_check.collect.drawing_text import rich_text
from compliance_check.collect.passages import Piece, compose
from compliance_check.collect.xlsx_built_in import GENERAL
from compliance_check.collect.xlsx_formats import show
from compliance_check.model import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_OF_VALUES = ("waterfall", "funnel", "treemap", "sunburst")


def read_new_chart(root: _Element, path: str, known: Known = nothing_known) -> Chart:
    """The chart in a cx:chartSpace, as `charts.read_chart` does it."""
    data = {entry.get("id", ""): entry for entry in root.iterfind(f"{CX}chartData/{CX}data")}
    found: list[Series] = []
    silent = False
    for number, element in enumerate(root.iter(CX + "series"), 1):
        source = element.find(CX + "dataId")
        values = None if source is None else data.get(source.get("val", ""))
        formula = None if values is None else values.findtext(f"{CX}numDim/{CX}f")
        if values is None or (formula and known(formula)):
            continue
        series = _series(element, values, f"{path}/ser[{number}]")
        silent = silent or series.silent
        found += [series] if series.labels.values else []
    text = root.find(f"{CX}chart/{CX}title/{CX}tx")
    title = compose([Piece("" if text is None else rich_text(text.find(CX + "rich")) or _text(text))], f"{path}/title")
    tables = tuple(tables_of([(series, None) for series in found], title if title.text else None))
    loose = (Paragraph(passage=title),) if title.text and not tables else ()
    return Chart((*loose, *tables), title.text, silent)


def _series(element: _Element, data: _Element, path: str) -> Series:
    numbers = next((d for d in data.iterfind(CX + "numDim") if d.get("type") in ("val", "size")), None)
    level = None if numbers is None else numbers.find(CX + "lvl")
    points = _points(level)
    labels = element.find(CX + "dataLabels")
    shown = {} if labels is None or element.get("layoutId") not in _OF_VALUES else _shown(points, labels, level)
    outer = reversed([_points(part) for part in data.iterfind(f"{CX}strDim/{CX}lvl")])
    names: dict[int, str] = {}
    for part in outer:
        names = {index: f"{names.get(index, '')} {text}".strip() for index, text in part.items()}
    categories = {index: (text, f"{path}/cat/pt[{index + 1}]") for index, text in names.items()}
    name = element.find(CX + "tx")
    return Series(
        ("" if name is None else _text(name), f"{path}/tx"),
        path,
        categories,
        Labels(shown, {}),
        len(shown) < len(points),
    )


def _shown(points: dict[int, str], labels: _Element, level: _Element | None) -> dict[int, str]:
    """What the labels of a series show."""
    visibility, form = labels.find(CX + "visibility"), labels.find(CX + "numFmt")
    if visibility is None or visibility.get("value", "0") not in ("1", "true"):
        return {}
    hidden = {integer(entry.get("idx"), -1) for entry in labels.iterfind(CX + "dataLabelHidden")}
    own = None if form is None or form.get("sourceLinked") in ("1", "true") else form.get("formatCode")
    code = own or (GENERAL if level is None else level.get("formatCode")) or GENERAL
    texts = {index: show(text, code) for index, text in points.items() if index not in hidden}
    return {index: found.text for index, found in texts.items() if found is not None and found.text}


def _points(level: _Element | None) -> dict[int, str]:
    entries = [] if level is None else level.findall(CX + "pt")[:MAX_POINTS]
    return {integer(entry.get("idx"), -1): entry.text or "" for entry in entries}


def _text(text: _Element) -> str:
    return text.findtext(f"{CX}txData/{CX}v") or ""
