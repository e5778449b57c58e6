"""What a number in a table cell means: concept, unit and period from the words of its row, column and table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance_check.extract import periods, units
from compliance_check.extract.concepts import Matcher
from compliance_check.extract.dimensions import member_of
from compliance_check.extract.labels import normal, without_numbering
from compliance_check.extract.prose import unit_fits
from compliance_check.extract.tables import NumberCell
from compliance_check.extract.units import Unit
from compliance_check.model import Bilingual, Concept, Period

_CHANGE_HEAD = re.compile(r"增减|变动|变化|同比|环比|增长|增幅|增速|比上|较上|较年初|change|growth", re.IGNORECASE)
_SHARE_HEAD = re.compile(r"占比|比重|占总|构成比|比例|share|proportion", re.IGNORECASE)
_TOTAL_LABEL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*额|总\s*数|全部|公司整体|[Tt]otal|[Ss]ubtotal)$")
_PLAIN_HEAD = re.compile(
    r"金额|数值|数额|余额|数据|数量|指标值?|期末|期初|本期|上期|本季度?|上季度?|下季度?|本年度?|上年度?|累计|可比|年初|年末|末|数|列报|项目|"
    r"审计前|审计后|基本情景下?的?|人民币|单位|合计|总计|预测|预计|未经审计|经审计|实际|报告期|截至|当期|元|万|亿|百|千|件|家|户|人|次|笔|[（）()%％:：/、，,\s]"
)
_NO_MONEY = re.compile(r"(?:率|比例|比重|占比|数量|[人户家件笔次股]数|面积)(?:[（(][^（）()]*[)）])?$")
"""What is no amount of money, whatever the unit of the table."""

_COUNT_HEAD = re.compile(r"(?:^|[^\d])(?:件数|笔数|户数|人数|家数|次数|单数|张数|数量)$")
_FEWEST_MEMBERS = 2
_PER_UNIT = re.compile(r"每股|人均|件均|户均|车均|单均|案均|次均|每")


class CellReader:
    """Reads the cells of one document, whose reporting period resolves 期末, 上季度末 and the like."""

    def __init__(self, matcher: Matcher, reporting: Period | None) -> None:
        self.matcher = matcher
        self.reporting = reporting

    def meaning(self, number: NumberCell, divided: bool = False) -> tuple[Concept | None, dict[str, str]]:
        """The concept of a cell, and what its row or column adds to it.

        divided: whether the rows of the table are the members of a whole (see `is_division`).
        """
        head = number.headers[-1] if number.headers else ""
        column_concept = self._column_concept(number.headers)
        by_row, narrowed = self._row_concept(number)
        if by_row is not None and column_concept is None:
            if _CHANGE_HEAD.search(head) and not _is_period_head(head, self.reporting):
                return None, {"of": by_row.id, "role": "change"}
            if _SHARE_HEAD.search(head) and by_row.measure != "ratio":
                return None, {"of": by_row.id, "role": "share"}
            if by_row.measure == "money" and _counts(number.headers):
                return None, {"of": by_row.id, "role": "count"}
            extra = self._extra(" ".join(number.headers))
            member = member_of(extra) if extra else None
            entry = self.matcher.narrow(by_row, *member) if member else None
            if entry is not None:
                by_row, extra = entry, ""
            dimensions = _with(by_row, "column", extra)
            return by_row, {**dimensions, "modifier": narrowed} if narrowed else dimensions
        if column_concept is not None and by_row is None:
            label = self._row_words(number)
            if _TOTAL_LABEL.match(number.label):
                if divided:
                    return column_concept, dict(column_concept.dimensions)
                # The total of what the table lists, which may not be all there is (the five largest products).
                return column_concept, {**column_concept.dimensions, "context": number.label}
            member = member_of(label) if label else None
            entry = self.matcher.narrow(column_concept, *member) if member else None
            if entry is not None:
                return entry, dict(entry.dimensions)
            return column_concept, _with(column_concept, "row", label)
        if by_row is not None and column_concept is not None:
            return by_row, {**by_row.dimensions, "column": head}
        return None, {}

    def _column_concept(self, headers: tuple[str, ...]) -> Concept | None:
        """The concept of the innermost header that says more than a period or a unit."""
        for text in reversed(headers):
            concept = self.matcher.match(text)
            if concept is not None or self._extra(text):
                return concept
        return None

    def _row_words(self, number: NumberCell) -> str:
        """What the row labels say of a column's concept: nothing where they name its total or only a date."""
        label = " ".join(number.labels)
        dated = _is_period_head(label, self.reporting) and not self._extra(without_numbering(normal(label)))
        return "" if dated else label

    def _row_concept(self, number: NumberCell) -> tuple[Concept | None, str]:
        """The concept of the row labels, innermost first, and the words that narrow it."""
        for text in (*reversed(number.labels), "".join(number.labels)):
            found = self.matcher.recognise(text, number.number)
            if found is not None:
                return found.concept, "".join(found.modifiers)
        return None, ""

    def _extra(self, head: str) -> str:
        """What a column header says beside period, scenario and unit: 账面价值, 个险渠道."""
        left = head
        for mention in reversed(periods.find(head, self.reporting)):
            left = left[: mention.start] + left[mention.end :]
        left = re.sub(r"[（(][^（）()]*[）)]", "", left)
        left = re.sub(r"(?:19|20)\d{2}\s*年?度?", "", left)
        return _PLAIN_HEAD.sub("", left)

    def unit(
        self, number: NumberCell, table_unit: Unit | None, concept: Concept | None
    ) -> tuple[Unit | None, Bilingual | None]:
        """The unit: the number's own, its column's, its row's, the table's; with the doubt when two contradict."""
        own = number.quantity.unit if number.quantity else None
        column = next((u for text in reversed(number.headers) if (u := units.of_header(text))), None)
        row = number.row_unit or next((u for text in reversed(number.labels) if (u := units.of_header(text))), None)
        if own is not None and _is_sign(own) and any(u and u.name == own.name for u in (column, row, table_unit)):
            own = None  # the sign of a currency before each amount says nothing of its size
        candidates = [unit for unit in (own, column, row, table_unit) if unit is not None]
        per_unit = _PER_UNIT.search(" ".join((*number.labels, *number.headers)))
        doubt = None if per_unit else _contradiction(candidates)
        for unit in (own, column, row):
            if unit is not None and (concept is None or unit is own or unit_fits(concept, unit.dimension)):
                return unit, doubt
        if concept is None or concept.measure == "money":
            role_head = " ".join(number.headers)
            if concept is None and (_SHARE_HEAD.search(role_head) or re.search(r"率$|增长|同比|环比", role_head)):
                return None, None
            if concept is None and (_counts(number.headers) or _counts(number.labels)):
                return Unit("count"), None
            if concept is None and _NO_MONEY.search(number.label):
                return None, None
            return table_unit, doubt
        if concept.measure == "ratio":
            return Unit("percent"), None
        if concept.measure == "count":
            fitting = table_unit if table_unit is not None and table_unit.dimension == "count" else None
            return fitting or Unit("count"), None
        return (Unit("times"), None) if concept.measure == "multiple" else (None, None)

    def period(self, number: NumberCell, context: Period | None) -> Period | None:
        """The period that the column or the row names, the nearest words first; else that of the table."""
        column = self._column_period(number.headers)
        if column is not None and column.start is None:
            return column
        # 上年年末余额 in a column of 2024年度 is that year's opening, and 期末余额 its end.
        for text in reversed(number.labels):
            mentions = [mention.period for mention in periods.find(text, column or self.reporting)]
            at = next((period for period in mentions if period.start is None), None)
            if mentions and (column is None or at is not None):
                return at if column is not None else periods.of_header(text, self.reporting)
        return column or context

    def _column_period(self, headers: tuple[str, ...]) -> Period | None:
        """The period that a column's headers name, together (2024年 over 第一季度) or the innermost that names one.

        What an inner one calls 当季 or 期末 is that of the period above it: 上年同期 over 当季 is a year ago.
        """
        together = periods.find("".join(headers), self.reporting) if len(headers) > 1 else []
        if len(together) == 1 and not together[0].relative:
            return together[0].period
        found, reporting = None, self.reporting
        for text in headers:
            period = periods.of_header(text, reporting)
            if period is not None:
                found = period
                if period.start is not None and self.reporting is not None and period.end < self.reporting.end:
                    reporting = period
        return found


def _counts(words: Sequence[str]) -> bool:
    """Whether the innermost label or header names a count: 件数, 数量; what a unit in it says wins before."""
    return bool(words) and _COUNT_HEAD.search(re.sub(r"[\s*#]+", "", words[-1])) is not None


def is_division(numbers: Sequence[NumberCell]) -> bool:
    """Whether the rows of a table are lines of business or channels: their 合计 is then the whole company's."""
    return len({member for number in numbers if (member := member_of(number.label))}) >= _FEWEST_MEMBERS


def _is_sign(unit: Unit) -> bool:
    return unit.factor == 1 and unit.printed.strip() in ("¥", "￥", "$", "US$", "HK$")


def _with(concept: Concept, name: str, text: str) -> dict[str, str]:
    return {**concept.dimensions, name: text} if text else dict(concept.dimensions)


def _is_period_head(text: str, reporting: Period | None) -> bool:
    return periods.of_header(text, reporting) is not None and not _CHANGE_HEAD.search(
        re.sub(r"[上去]年同期|上季度可比", "", text)
    )


def _contradiction(candidates: list[Unit]) -> Bilingual | None:
    """Two money units of different size for one number."""
    money = [unit for unit in candidates if unit.dimension == "money"]
    for other in money[1:]:
        if (other.name, other.factor) != (money[0].name, money[0].factor):
            return Bilingual(
                zh=f"单位不一致：{money[0].printed} 与 {other.printed}",
                en=f"two units contradict each other: {money[0].printed} and {other.printed}",
            )
    return None
