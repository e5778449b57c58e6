"""Charts, part by part, for the tests of the readers."""

from __future__ import annotations

from collections.abc import Sequence

from office_files import NAMESPACES

CHART = '<a:graphic><a:graphicData><c:chart r:id="{id}"/></a:graphicData></a:graphic>'
VALUES = '<c:dLbls><c:showVal val="1"/></c:dLbls>'
SHARES = '<c:dLbls><c:showVal val="0"/><c:showPercent val="1"/></c:dLbls>'


def points(texts: Sequence[str]) -> str:
    """A cache of points; an empty text is a point that is missing."""
    return "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts) if text)


def rich(text: str) -> str:
    return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def series(
    name: str,
    categories: Sequence[str],
    values: Sequence[str],
    labels: str = "",
    code: str = "General",
    cells: str = "",
) -> str:
    """A c:ser; cells: the sheet that its values come from."""
    formula = f"<c:f>{cells}!$B$2:$B$9</c:f>" if cells else ""
    return (
        f"<c:ser><c:tx><c:strRef>{formula}<c:strCache>{points([name])}</c:strCache></c:strRef></c:tx>{labels}"
        f"<c:cat><c:strRef>{formula}<c:strCache>{points(categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef>{formula}<c:numCache><c:formatCode>{code}</c:formatCode>{points(values)}</c:numCache>"
        "</c:numRef></c:val></c:ser>"
    )


def bars(*members: str, title: str = "", unit: str = "", more: str = "", axis: str = "") -> str:
    """A chart of bars; unit: the title of its value axis, axis: what else is said of it, more: in the plot area."""
    value_axis = f'<c:valAx><c:axId val="2"/>{rich(unit) if unit else ""}{axis}</c:valAx>'
    plot = f'<c:barChart>{"".join(members)}<c:axId val="1"/><c:axId val="2"/></c:barChart>{value_axis}{more}'
    head = rich(title) if title else ""
    return f"<c:chartSpace {NAMESPACES}><c:chart>{head}<c:plotArea>{plot}</c:plotArea></c:chart></c:chartSpace>"


def drawing(content: str) -> str:
    """A Word paragraph that holds a drawing."""
    return f"<w:p><w:r><w:drawing>{content}</w:drawing></w:r></w:p>"
