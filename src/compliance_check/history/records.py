"""Disclosures as rows of the store, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from compliance_check.model import (
    Anchor,
    Bilingual,
    Blank,
    Disclosure,
    Document,
    Figure,
    Frozen,
    Location,
    Period,
    Qualifier,
    Reading,
    Scenario,
    Section,
    TextFact,
)

Row = Mapping[Any, Any]
Part = TypeVar("Part", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Edition:
    """One stored disclosure. `edition` counts from 1; `current` is false once a later edition of the period exists."""

    id: int
    entity: str
    company_type: str | None
    kind: str
    period: Period
    edition: int
    current: bool
    language: str
    path: str
    sha256: str
    media_type: str
    added_at: str
    tool: str

    @property
    def document(self) -> str:
        """The id its figures and places carry when it is read back."""
        return f"h{self.id}"


def edition_row(disclosure: Disclosure, entity: str, entity_key: str, number: int, tool: str) -> dict[str, object]:
    """The row of a disclosure whose entity and period are known."""
    assert disclosure.period is not None
    document = disclosure.document
    return {
        "entity": entity,
        "entity_key": entity_key,
        "company_type": disclosure.company_type,
        "kind": disclosure.kind or "",
        "period_start": _day(disclosure.period.start) or "",
        "period_end": _day(disclosure.period.end),
        "edition": number,
        "language": disclosure.language,
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "added_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "tool": tool,
    }


def edition_of(row: Row, current: bool) -> Edition:
    """The stored disclosure that a row describes."""
    return Edition(
        id=row["id"],
        entity=row["entity"],
        company_type=row["company_type"],
        kind=row["kind"],
        period=Period(start=_date(row["period_start"]), end=dt.date.fromisoformat(row["period_end"])),
        edition=row["edition"],
        current=current,
        language=row["language"],
        path=row["path"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        added_at=row["added_at"],
        tool=row["tool"],
    )


def figure_row(edition_id: int, number: int, figure: Figure) -> dict[str, object]:
    """A figure as a row."""
    period = figure.period
    return {
        "edition_id": edition_id,
        "number": number,
        "concept": figure.concept,
        "label": figure.label,
        "column_label": figure.column,
        "raw": figure.raw,
        "value": str(figure.value),
        "unit": figure.unit,
        "counter": figure.counter,
        "half_width": str(figure.half_width),
        "qualifier": figure.qualifier.value,
        "period_start": _day(period.start) if period else None,
        "period_end": _day(period.end) if period else None,
        "scenario": figure.scenario.value,
        "entity": figure.entity,
        "dimensions": json.dumps(figure.dimensions, ensure_ascii=False, sort_keys=True),
        "reading": figure.reading.value,
        "doubt": figure.doubt.model_dump_json() if figure.doubt else None,
        "location": figure.location.model_dump_json(exclude_defaults=True, exclude={"document"}),
        "anchor": figure.anchor.model_dump_json(exclude_defaults=True),
    }


def figure_of(row: Row, document: str) -> Figure:
    """The figure that a row holds; its id and place name the stored document."""
    end = row["period_end"]
    # The columns were a valid figure when they were written: no second validation of thousands of them.
    return Figure.model_construct(
        id=f"{document}.f{row['number'] + 1}",
        concept=row["concept"],
        label=row["label"],
        column=row["column_label"],
        raw=row["raw"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        counter=row["counter"],
        half_width=Decimal(row["half_width"]),
        qualifier=Qualifier(row["qualifier"]),
        period=Period(start=_date(row["period_start"]), end=dt.date.fromisoformat(end)) if end else None,
        scenario=Scenario(row["scenario"]),
        entity=row["entity"],
        dimensions=json.loads(row["dimensions"]),
        location=Location(document=document, **json.loads(row["location"])),
        anchor=Anchor(**json.loads(row["anchor"])),
        reading=Reading(row["reading"]),
        doubt=Bilingual.model_validate_json(row["doubt"]) if row["doubt"] else None,
    )


def part_rows(edition_id: int, disclosure: Disclosure) -> list[dict[str, object]]:
    """Blanks, text facts, claims and sections as rows."""
    parts: dict[str, Sequence[Frozen]] = {
        "blank": disclosure.blanks,
        "text_fact": disclosure.text_facts,
        "claim": disclosure.claims,
        "section": disclosure.sections,
    }
    return [
        {"edition_id": edition_id, "part": part, "number": number, "content": item.model_dump_json()}
        for part, items in parts.items()
        for number, item in enumerate(items)
    ]


def disclosure_of(edition: Edition, names: Sequence[str], figures: Iterable[Row], parts: Iterable[Row]) -> Disclosure:
    """A stored disclosure as the stages know it; its document has no blocks."""
    document = edition.document
    rows = list(parts)
    return Disclosure(
        document=Document(
            id=document, path=edition.path, sha256=edition.sha256, media_type=edition.media_type, blocks=()
        ),
        language="en" if edition.language == "en" else "zh",
        kind=edition.kind or None,
        entity=edition.entity,
        entity_names=tuple(names),
        company_type=edition.company_type,
        period=edition.period,
        figures=tuple(figure_of(row, document) for row in figures),
        blanks=_parts(rows, "blank", Blank, document),
        text_facts=_parts(rows, "text_fact", TextFact, document),
        claims=(),
        sections=_parts(rows, "section", Section, document),
        notes=(_provenance(edition),),
    )


def _parts(rows: Sequence[Row], part: str, kind: type[Part], document: str) -> tuple[Part, ...]:
    found = []
    for row in rows:
        if row["part"] == part:
            content = json.loads(row["content"])
            content["location"]["document"] = document
            if "id" in content:
                content["id"] = f"{document}.{content['id'].rpartition('.')[2]}"
            found.append(kind.model_validate(content))
    return tuple(found)


def _provenance(edition: Edition) -> Bilingual:
    day = edition.added_at[:10]
    return Bilingual(
        zh=f"取自披露台账第 {edition.id} 号：{edition.path}，第 {edition.edition} 版，{day} 存入",
        en=f"from the history store, entry {edition.id}: {edition.path}, edition {edition.edition}, added {day}",
    )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
