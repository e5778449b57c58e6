"""Facts from other systems as direct input: JSON or CSV instead of a document.

JSON: a saved `report.json` with one document, the output of `extract --format json`, an object with a list "facts",
or a bare list; each entry an object. CSV: a header line with the same names. Names (Chinese ones too):

    concept (指标代码)    id or any name of a concept of the vocabulary; or label (指标, 项目): the words to show
    value (数值)          a plain decimal; required
    unit (单位)           CNY, percent, count ...: a base unit as in report.json, or a printed one (万元, %, 件)
    decimals (精度)       digits after the point that are accurate, as in XBRL (-2: to hundreds); or half_width.
                          Without either the digits as written count; "INF" says that they are exact
    period (期间)         2025-06-30, 2025-01-01/2025-06-30 or {"start": …, "end": …}; or period_start and period_end
    scenario (情景), qualifier, counter, column, dimensions    as in report.json
    entity (主体), kind (文件类型)    of the whole file: two different entities in one file are refused

The facts become one or more tables whose text reads like a printed one: concept, unit, a column per period.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance_check.catalog import Vocabulary, load_vocabulary
from compliance_check.collect import encoding, refusals
from compliance_check.collect.facts_table import Fact, Whose, blocks_of, read_fact
from compliance_check.collect.source import Source
from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual, Document

NAMES = {
    "concept": ("concept", "concept_id", "指标代码", "概念"),
    "label": ("label", "指标", "指标名称", "项目"),
    "value": ("value", "数值", "值"),
    "unit": ("unit", "单位"),
    "decimals": ("decimals", "精度", "小数位"),
    "half_width": ("half_width",),
    "period": ("period", "期间", "报告期"),
    "period_start": ("period_start", "开始日期"),
    "period_end": ("period_end", "结束日期"),
    "scenario": ("scenario", "情景"),
    "qualifier": ("qualifier",),
    "counter": ("counter",),
    "column": ("column",),
    "dimensions": ("dimensions",),
    "entity": ("entity", "主体", "公司"),
    "kind": ("kind", "文件类型"),
}
_CANONICAL = {other: name for name, others in NAMES.items() for other in others}
_NEEDED = ("value",), ("concept", "label"), ("period", "period_end")

Json = str | bool | None | list["Json"] | dict[str, "Json"]
"""Parsed JSON; numbers stay the text they are in the file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact as it comes in: its values by canonical name, and where they stand."""

    values: Mapping[str, Json]
    path: str | None = None
    line: int | None = None


def read(source: Source) -> Document:
    """The document that holds the facts of a JSON file. Raises UnreadableError for anything but facts."""
    whose, entries = _entries(_parse(encoding.decode(source.data, source.path), source.path), source.path)
    return document(source, entries, whose)


def document(source: Source, entries: Sequence[Entry], whose: Whose) -> Document:
    """The document that shows facts. Raises UnreadableError for a value that is no number."""
    facts = _facts(entries, source.path)
    named = [fact for fact in facts if fact.row]
    left_out = len(facts) - len(named)
    note = Bilingual(
        zh=f"{left_out} 条数据没有指标名称，未读取",
        en=f"{left_out} facts name no concept and have no label; they were not read",
    )
    return Document(
        id=source.document_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        blocks=tuple(blocks_of(named, _owner(facts, entries, whose, source.path))),
        notes=(note,) if left_out else (),
    )


def _facts(entries: Sequence[Entry], where: str) -> list[Fact]:
    vocabulary = load_vocabulary()
    facts = [_fact(entry, number, vocabulary, where) for number, entry in enumerate(entries, 1)]
    return [fact for fact in facts if fact.text]


def _owner(facts: Sequence[Fact], entries: Sequence[Entry], whose: Whose, where: str) -> Whose:
    """Whose facts these are; one entity only."""
    owners = {fact.entity for fact in facts if fact.entity} | ({whose.entity} if whose.entity else set())
    if len(owners) > 1:
        zh, en = "一个文件中有多家主体的数据", "the file holds the facts of several entities"
        raise refusals.refuse(where, (zh, en), ("请按主体拆分文件", "Split it by entity"))
    kinds = {str(entry.values["kind"]) for entry in entries if entry.values.get("kind")}
    kind = whose.kind or (kinds.pop() if len(kinds) == 1 else None)
    return Whose(next(iter(owners), None), kind, whose.start, whose.end)


def is_header(fields: Sequence[str]) -> bool:
    """Whether the first record of a CSV file names the columns of facts."""
    found = {_CANONICAL.get(field.strip().casefold()) for field in fields}
    return all(found & set(names) for names in _NEEDED)


def entry_of(header: Sequence[str], fields: Sequence[str], line: int) -> Entry:
    """The fact in a CSV record."""
    names = [_CANONICAL.get(field.strip().casefold()) for field in header]
    values: dict[str, Json] = {name: text for name, text in zip(names, fields, strict=False) if name and text.strip()}
    dimensions = values.get("dimensions")
    if isinstance(dimensions, str):
        pairs = [part.partition("=") for part in dimensions.split(";")]
        values["dimensions"] = {name.strip(): text.strip() for name, _, text in pairs}
    return Entry(values, line=line)


def _parse(text: str, where: str) -> Json:
    def refuse_constant(name: str) -> Json:
        raise ValueError(name)

    try:
        parsed: Json = json.loads(text, parse_float=str, parse_int=str, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        todo = ("请检查文件内容", "Check the content of the file")
        raise refusals.refuse(f"{where}{line}", ("不是有效的 JSON", "it is not valid JSON"), todo) from None
    return parsed


def _entries(parsed: Json, where: str) -> tuple[Whose, list[Entry]]:
    holder, found, path = parsed, parsed, ""
    if isinstance(holder, dict) and isinstance(documents := holder.get("documents"), list):
        if len(documents) != 1:
            zh, en = (
                f"文件含 {len(documents)} 份披露的结果",
                f"the file holds the results of {len(documents)} documents",
            )
            raise refusals.refuse(where, (zh, en), ("请按文件拆分", "Split it by document"))
        holder, path = documents[0], "/documents/0"
    if isinstance(holder, dict):
        key = next((name for name in ("figures", "facts") if isinstance(holder.get(name), list)), None)
        found, path = (holder[key], f"{path}/{key}") if key else (None, path)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _no_facts(where)
    entries = [Entry(_canonical(item), f"{path}/{index}") for index, item in enumerate(found) if isinstance(item, dict)]
    return _whose(holder if isinstance(holder, dict) else {}), entries


def _canonical(item: Mapping[str, Json]) -> dict[str, Json]:
    return {_CANONICAL[name.casefold()]: value for name, value in item.items() if name.casefold() in _CANONICAL}


def _whose(holder: Mapping[str, Json]) -> Whose:
    entity, kind, period = holder.get("entity"), holder.get("kind"), holder.get("period")
    start, end = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
    texts = [text if isinstance(text, str) and text.strip() else None for text in (entity, kind, start, end)]
    return Whose(*texts)


def _no_facts(where: str) -> UnreadableError:
    zh = "JSON 中没有数据：应为 report.json、figures 或 facts 数组"
    en = "the JSON holds no facts: a report.json, or a list “figures” or “facts”, is expected"
    return refusals.refuse(where, (zh, en), ("请核对是否为正确的文件", "Check that it is the right file"))


def _fact(entry: Entry, number: int, vocabulary: Vocabulary, where: str) -> Fact:
    fact = read_fact(dict(_texts(entry.values)), vocabulary, entry.path, entry.line)
    if fact is None:
        zh, en = f"第 {number} 条数据的数值不是数字", f"the value of fact {number} is no number"
        place = f"{where}{entry.path or ''}" if entry.line is None else f"{where}:{entry.line}"
        raise refusals.refuse(place, (zh, en), ("请更正该条数据", "Correct it"))
    return fact


def _texts(values: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The values as plain texts; a period and dimensions given as objects are spread out."""
    for name, value in values.items():
        if isinstance(value, str):
            yield name, value.strip()
        elif isinstance(value, dict) and name in ("period", "dimensions"):
            prefix = "period_" if name == "period" else "dimension_"
            yield from ((prefix + key, text.strip()) for key, text in value.items() if isinstance(text, str))
