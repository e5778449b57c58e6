"""Facts laid out as tables: a row per concept and unit, a column per period, numbers with the digits that are accurate.

The text of a cell can differ from what the file holds (a value in yuan, accurate to hundreds, reads in 万元); its
source is always the exact text of the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from compliance_check.catalog import Vocabulary
from compliance_check.model import Block, Cell, Heading, Line, Passage, Table

_WHOLE = re.compile(r"[+-]?[0-9]{1,3}")

CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)
LARGEST_EXPONENT = 40
SCALES = ((0, ""), (4, "万"), (8, "亿"))
UNITS = {
    **dict.fromkeys(("CNY", "RMB", "yuan", "元", "人民币元", "人民币"), "元"),
    "USD": "美元",
    "HKD": "港元",
    "EUR": "欧元",
    "JPY": "日元",
    "MOP": "澳门元",
    "percent": "%",
    "permille": "‰",
    "percentage_point": "个百分点",
    "basis_point": "基点",
    "times": "倍",
    "second": "秒",
    "minute": "分钟",
    "hour": "小时",
    "day": "天",
    "month": "个月",
    "year": "年",
    "square_metre": "平方米",
    "none": "",
    "count": "",
}
"""The words for base units; other units are taken as printed words."""
SCENARIOS = {"forecast": "预测", "restated": "重述", "unaudited": "未经审计"}
QUALIFIERS = {"about": "约", "over": "超", "at_least": "不低于", "under": "不足", "at_most": "不超过", "nearly": "近"}
ROLES = {"change": "变动", "share": "占比"}
NONE_GIVEN = ("-", "—", "/", "不适用")


@dataclass(frozen=True, slots=True)
class Whose:
    """What the file says of all its facts: the entity, the document kind, the reporting period as dates."""

    entity: str | None = None
    kind: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact ready to be shown. row: the label, column: the header, text: the number as printed, source: as given."""

    row: str
    unit: str
    column: str
    text: str
    source: str
    entity: str | None
    path: str | None
    line: int | None


def read_fact(
    values: Mapping[str, str], vocabulary: Vocabulary, path: str | None = None, line: int | None = None
) -> Fact | None:
    """The fact with these values by name; None if its value is no number. Its row is "" if nothing names it."""
    label = _label(values, vocabulary)
    source = values.get("value", "")
    shown = (source, values.get("unit", "")) if source in ("", *NONE_GIVEN) else _number(values, source)
    if shown is None:
        return None
    period = period_words(*_dates(values))
    across = _across(values, vocabulary)
    down = values.get("dimension_row", "")
    scenario = SCENARIOS.get(values.get("scenario", ""), "")
    role = ROLES.get(values.get("dimension_role", ""), "")
    head = " ".join(part for part in (period, scenario, across, role, label if down else "") if part)
    qualifier = QUALIFIERS.get(values.get("qualifier", ""), "")
    return Fact(down or label, shown[1], head, qualifier + shown[0], source, values.get("entity"), path, line)


def blocks_of(facts: Sequence[Fact], whose: Whose) -> Iterator[Block]:
    """A heading that says whose facts these are, and the tables."""
    title = _title(whose)
    if title:
        yield Heading(passage=_shown(title, whose.entity or title, None, None), level=1, title=title)
    if facts:
        yield _table(facts)


def period_words(start: str, end: str) -> str:
    """A period in words that no reader can mistake; what is no date stays as it is.

    >>> period_words("2025-01-01", "2025-06-30"), period_words("", "2025-06-30")
    ('2025年1月1日至2025年6月30日', '2025年6月30日')
    """
    return f"{_day(start)}至{_day(end)}" if start else _day(end)


def _label(values: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """The concept's own name if it is known, else the label or the name given."""
    name = values.get("concept", "")
    concept = vocabulary.find(name) if name else None
    return concept.label.zh if concept else values.get("label") or name


def _across(values: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """What keeps a fact apart from the plain concept: dimensions that the concept lacks, or its printed column."""
    concept = vocabulary.find(values.get("concept", ""))
    own = {f"dimension_{name}" for name in concept.dimensions} if concept else set()
    apart = own | {"dimension_row", "dimension_role", "dimension_of"}
    texts = [text for name, text in values.items() if name.startswith("dimension_") and name not in apart]
    return " ".join(texts) or ("" if values.get("concept") else values.get("column", ""))


def _number(values: Mapping[str, str], source: str) -> tuple[str, str] | None:
    """(digits, unit) as printed."""
    try:
        number = CONTEXT.create_decimal(source.replace(",", ""))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        return None
    unit = values.get("unit", "")
    written = max(-int(number.as_tuple().exponent), 0)
    if unit == "pure":
        number, written, unit = number.scaleb(2, CONTEXT), max(written - 2, 0), "percent"
    decimals = _decimals(values, written)
    word = UNITS.get(unit, unit) if unit != "count" else values.get("counter", "")
    scales = SCALES if unit in UNITS and (word.endswith("元") or unit == "count") else SCALES[:1]
    power, scale = next(((p, s) for p, s in scales if decimals + p >= 0), scales[-1])
    if power == 0 and decimals == written:
        return format(number, "f"), word
    places = max(decimals + power, 0)
    scaled = number.scaleb(-power, CONTEXT).quantize(Decimal(1).scaleb(-places), context=CONTEXT)
    return format(scaled, "f"), scale + (word or ("个" if scale else ""))


def _decimals(values: Mapping[str, str], written: int) -> int:
    """The digits after the point that are accurate."""
    given = values.get("decimals", "")
    if _WHOLE.fullmatch(given):
        return int(given)
    try:
        half = Decimal(values.get("half_width", ""))
    except InvalidOperation:
        return written
    return -(half * 2).adjusted() if half.is_finite() and half > 0 else written


def _dates(values: Mapping[str, str]) -> tuple[str, str]:
    if values.get("period_end"):
        return values.get("period_start", ""), values["period_end"]
    first, parted, last = values.get("period", "").replace("..", "/").partition("/")
    return (first, last) if parted else ("", first)


def _day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"


def _title(whose: Whose) -> str:
    """A title by which entity, period and kind are recognised like those of a document."""
    from compliance_check.catalog import load_kinds

    kinds = {kind.id: kind for kind in load_kinds()} if whose.kind else {}
    kind = kinds.get(whose.kind or "")
    name = kind.titles[0] if kind else whose.kind or ""
    period = period_words(whose.start or "", whose.end) if whose.end else ""
    return " ".join(part for part in (whose.entity or "", period + name) if part)


def _table(facts: Sequence[Fact]) -> Table:
    """Rows in the order of first mention; a second fact for the same place gets a row of its own."""
    heads = list(dict.fromkeys(fact.column for fact in facts))
    rows: dict[tuple[str, str, int], dict[str, Fact]] = {}
    for fact in facts:
        again = 0
        while fact.column in rows.get((fact.row, fact.unit, again), {}):
            again += 1
        rows.setdefault((fact.row, fact.unit, again), {})[fact.column] = fact
    cells = [
        Cell(_shown(text, text, None, None), 0, column, header=True)
        for column, text in enumerate(("项目", "单位", *heads))
    ]
    for row, ((label, unit, _), held) in enumerate(rows.items(), 1):
        first = next(iter(held.values()))
        cells.append(Cell(_shown(label, label, first.path, first.line), row, 0))
        cells.append(Cell(_shown(unit, unit, first.path, first.line), row, 1))
        for column, head in enumerate(heads, 2):
            cells.append(Cell(_value(held.get(head)), row, column))
    return Table(cells=tuple(cells), rows=len(rows) + 1, columns=len(heads) + 2, header_rows=1)


def _value(fact: Fact | None) -> Passage:
    return Passage("", "") if fact is None else _shown(fact.text, fact.source, fact.path, fact.line)


def _shown(text: str, source: str, path: str | None, line: int | None) -> Passage:
    """A passage whose text as a whole stands for its source as a whole."""
    lines = () if line is None else (Line(0, line=line),)
    if text == source or not text or not source:
        return Passage(text, source if text else "", (), lines, path)
    starts = tuple((index, 0) for index in range(len(text) - 1))
    return Passage(text, source, (*starts, (len(text) - 1, len(source) - 1)), lines, path)
