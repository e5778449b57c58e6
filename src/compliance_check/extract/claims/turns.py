"""Turns: 扭亏为盈 and 由盈转亏, against the signs of the two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.extract import periods
from compliance_check.extract.claims.passages import Reading, View, joined, narrowing
from compliance_check.model import Anchor, Claim, Figure, Period

_TURN = re.compile(
    r"(?P<gain>扭亏为盈|扭亏转盈|由亏转盈|由亏损转为盈利|转亏为盈|returned to profit|turned profitable)"
    r"|(?P<loss>由盈转亏|盈转亏|由盈利转为亏损|由盈余转为亏损|turned (?:in)?to (?:a )?loss)",
    re.IGNORECASE,
)
_YET_TO_COME = re.compile(
    r"目标|力争|计划|预计|预期|有望|争取|确保|未来|规划|如果|若|推动|努力|助力|帮助|将|\b(?:expect|plan|will)",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(r"环比|季度|当月|单月|子公司|分公司|参股|联营|被投资|标的|quarter|subsidiary", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:(?:为|达|约|人民币|[-\d.,，]+[万亿]*元)|同比|较上年同期|较上年|实现了?|成功|首次|已|也|，|,|大幅|顺利|均|全年|本期|本年)*"
)


def turn_claims(reading: Reading) -> Iterator[Claim]:
    """净利润扭亏为盈: the profit of the reporting period and that of the one a year before."""
    for view in reading.views:
        for match in _TURN.finditer(view.text):
            if _elsewhere(reading, view, match):
                continue
            pair = _pair(reading, _concept(reading, view, match))
            if pair is None:
                continue
            anchor = Anchor(block=view.block, start=match.start(), end=match.end())
            roles = {"earlier": [pair[0].id], "later": [pair[1].id]}
            details = {"case": "gain" if match["gain"] else "loss", "words": match.group()}
            yield reading.claim("turn", anchor, roles, details)


def _elsewhere(reading: Reading, view: View, match: re.Match[str]) -> bool:
    """Whether the sentence tells of a hope, of another company or of another time than the reporting period."""
    start = view.sentence_start(match.start())
    sentence = view.text[start : view.sentence_end(match.end())]
    if _YET_TO_COME.search(sentence) or _OTHER_TIME.search(sentence):
        return True
    own = reading.reporting
    when = [m.period for m in periods.find(view.text[start : match.start()], own) if not m.comparison]
    return own is None or any(period.end != own.end for period in when[-1:])


def _concept(reading: Reading, view: View, match: re.Match[str]) -> str | None:
    """The profit that the words are said of: named right before them, with nothing but fillers between."""
    start = view.sentence_start(match.start())
    mentions = reading.matcher.find(view.text[start : match.start()])
    if not mentions or "profit" not in mentions[-1].concept.id or mentions[-1].modifiers:
        return None
    after = joined(view.text[start + mentions[-1].end : match.start()])
    return mentions[-1].concept.id if _FILLER.fullmatch(after) else None


def _pair(reading: Reading, concept: str | None) -> tuple[Figure, Figure] | None:
    """The two figures, from one row of a table: only there do both bear their signs alike."""
    own = reading.reporting
    if own is None or concept is None:
        return None
    before = periods.shift_years(own, -1)
    rows: dict[tuple[int, str], dict[Period, Figure]] = {}
    for figure in reading.by_concept.get(concept, []):
        if (
            figure.anchor.cell is None
            or figure.period is None
            or narrowing(figure)
            or figure.scenario.value != "actual"
        ):
            continue
        rows.setdefault((figure.anchor.block, figure.label), {}).setdefault(figure.period, figure)
    pairs = [(row[before], row[own]) for row in rows.values() if before in row and own in row]
    signs = {(earlier.value > 0, later.value > 0) for earlier, later in pairs}
    # Two rows that disagree in their signs are of two scopes; none of them can be chosen.
    return pairs[0] if len(signs) == 1 else None
