"""The frame `time_order`: what a report states against the time it reports on.

as-of: the latest day that a figure of the report is stated for, against the end of its period.
citation: the year of a report that it cites by its title, against its own year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from compliance_check.catalog import Vocabulary
from compliance_check.interval import exact
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.operands import Operand, from_figure
from compliance_check.judge.past import Past
from compliance_check.judge.wording import printed_text
from compliance_check.model import Anchor, Bilingual, Disclosure, Figure, Furniture, Location, Reading, Scenario, Table

_CITED = re.compile(r"《[^》《]{0,20}(?P<year>20\d{2})\s*年[^》《]{0,20}(?:报告|年报|摘要)[^》《]{0,6}》")


def time_order(behind: Sequence[Past], vocabulary: Vocabulary) -> Frame:
    """The latest day and the latest cited year of each report that has a period."""
    rows: list[Row] = []
    for past in behind:
        rows += _as_of(past.now.disclosure, vocabulary)
        rows += _citation(past.now.disclosure)
    return Frame("time_order", tuple(rows))


def _as_of(disclosure: Disclosure, vocabulary: Vocabulary) -> Iterator[Row]:
    own = disclosure.period
    dated = [(item.period.end, item) for item in disclosure.figures if item.period is not None and _is_stated(item)]
    if own is None or not dated:
        return
    last, figure = max(dated, key=lambda pair: pair[0])
    beyond = [item for day, item in dated if day > own.end]
    concept = vocabulary.get(figure.concept) if figure.concept else None
    words = {
        "kind": _word("as-of"),
        "label": concept.label if concept else _word(figure.label),
        "what": Bilingual(zh=printed_text(from_figure(figure), "zh"), en=printed_text(from_figure(figure), "en")),
    }
    operands = {
        "stated": _operand(last.toordinal(), str(last), figure.location, figure.id),
        "reported": _operand(own.end.toordinal(), str(own.end), None, None),
    }
    yield Row(
        document=disclosure.document.id,
        entity=disclosure.entity,
        period=own,
        operands=operands,
        reporting=False,
        words=words,
        places=tuple(item.location for item in beyond),
        figures=tuple(item.id for item in beyond),
    )


def _is_stated(figure: Figure) -> bool:
    """A fact with a name, read for certain, that is no forecast."""
    return (
        figure.concept is not None
        and figure.scenario is not Scenario.FORECAST
        and figure.reading is Reading.CERTAIN
        and figure.period is not None
    )


def _citation(disclosure: Disclosure) -> Iterator[Row]:
    own = disclosure.period
    cited = [(int(match["year"]), match.group(), place) for match, place in _titles(disclosure)]
    if own is None or not cited:
        return
    year, title, place = max(cited, key=lambda item: item[0])
    words = {"kind": _word("citation"), "label": _word(title), "what": _word(title)}
    operands = {
        "stated": _operand(year, str(year), place, None),
        "reported": _operand(own.end.year, str(own.end.year), None, None),
    }
    yield Row(disclosure.document.id, disclosure.entity, own, operands, reporting=False, words=words)


def _titles(disclosure: Disclosure) -> Iterator[tuple[re.Match[str], Location]]:
    for index, block in enumerate(disclosure.document.blocks):
        if isinstance(block, Table | Furniture):
            continue
        for match in _CITED.finditer(block.passage.text):
            anchor = Anchor(block=index, start=match.start(), end=match.end())
            yield match, disclosure.document.locate(anchor)


def _operand(number: int, text: str, location: Location | None, figure: str | None) -> Operand:
    return Operand(
        interval=exact(number),
        cut=exact(number),
        value=Fraction(number),
        unit="none",
        scale=Fraction(1),
        decimals=0,
        printed=text,
        figure=figure,
        location=location,
    )


def _word(text: str) -> Bilingual:
    return Bilingual(zh=text, en=text)
