"""The saved result: `report.json`, from which every other format is rendered.

Keys, their order and the strings are the contract. Keys that the contract does not name stand at the end of their
object: they hold what the other formats need to be rendered later without the original file.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import compliance_check
from compliance_check.report.anchors import Places
from compliance_check.report.blocks import Json, blocks_json
from compliance_check.report.summary import summary

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from compliance_check import model

SCHEMA = "compliance-check/report/1"


Images = Mapping[str, Mapping[int, bytes]]
"""Document id -> page number, from 1 -> PNG."""


def to_json(
    report: model.Report, labels: Mapping[str, model.Bilingual] | None = None, images: Images | None = None
) -> dict[str, Json]:
    """The report as plain JSON values, in the contract's keys and order.

    images: pictures of pages, shown beside the findings.
    labels: names for people of concepts, document kinds, suites and rules, by id; only the ids that occur are kept.
    """
    places = {d.document.id: Places(d) for d in report.disclosures}
    documents: list[Json] = [
        _document(d, places[d.document.id], report.judged, (images or {}).get(d.document.id, {}))
        for d in report.disclosures
    ]
    languages = {d.document.id: d.language for d in report.disclosures}
    results: list[Json] = [_result(r, places, languages.get(r.subject.document, "zh")) for r in report.results]
    return {
        "schema": SCHEMA,
        "tool": {"name": "compliance-check", "version": compliance_check.__version__},
        "run": {
            "started": report.run.started,
            "seconds": report.run.seconds,
            "as_of": _date(report.run.as_of),
            "command": list(report.run.command),
        },
        "suites": [{"id": s.id, "version": s.version, "sha256": s.sha256, "rules": s.rules} for s in report.suites],
        "documents": documents,
        "results": results,
        "summary": summary(report),
        "labels": _labels(report, labels or {}),
    }


def dumps(report: Mapping[str, Json]) -> bytes:
    """The bytes of `report.json`: UTF-8, one space of indentation, a newline at the end."""
    return (json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")


def number(value: Decimal) -> str:
    """A decimal as plain text: no exponent, no trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _bound(value: Decimal) -> str | None:
    return number(value) if value.is_finite() else None


def _optional(value: Decimal | None) -> str | None:
    return None if value is None else number(value)


def _date(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _period(period: model.Period | None) -> Json:
    return None if period is None else {"start": _date(period.start), "end": _date(period.end)}


def _text(words: model.Bilingual | None) -> Json:
    return None if words is None else {"zh": words.zh, "en": words.en}


def _location(place: model.Location) -> dict[str, Json]:
    cell = place.cell
    return {
        "document": place.document,
        "page": place.page,
        "line": place.line,
        "bbox": None if place.bbox is None else [round(float(x), 2) for x in place.bbox],
        "cell": None
        if cell is None
        else {"table": cell.table, "row": cell.row, "column": cell.column, "sheet": cell.sheet},
        "path": place.path,
        "quote": place.quote,
    }


def _document(
    disclosure: model.Disclosure, places: Places, judged: Mapping[str, model.Judged], images: Mapping[int, bytes]
) -> dict[str, Json]:
    document = disclosure.document
    notes = [*document.notes, *disclosure.notes]
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "pages": len(document.pages) or None,
        "language": disclosure.language,
        "kind": disclosure.kind,
        "entity": disclosure.entity,
        "period": _period(disclosure.period),
        "figures": [_figure(f, places, judged.get(f.id)) for f in disclosure.figures],
        "sections": [_section(s, places) for s in disclosure.sections],
        "notes": [n.zh if disclosure.language == "zh" else n.en for n in notes],
        "remarks": [_text(n) for n in notes],
        "pages_unread": [p.number for p in document.pages if not p.readable],
        "page_sizes": [[p.width, p.height] for p in document.pages],
        "text_facts": [_text_fact(f, places) for f in disclosure.text_facts],
        "blocks": blocks_json(document),
        "page_images": [{"page": n, "png": base64.b64encode(images[n]).decode()} for n in sorted(images)],
    }


def _figure(figure: model.Figure, places: Places, judged: model.Judged | None) -> dict[str, Json]:
    return {
        "id": figure.id,
        "concept": figure.concept,
        "label": figure.label,
        "raw": figure.raw,
        "value": number(figure.value),
        "unit": figure.unit,
        "half_width": number(figure.half_width),
        "qualifier": figure.qualifier.value,
        "scenario": figure.scenario.value,
        "period": _period(figure.period),
        "entity": figure.entity,
        "dimensions": dict(sorted(figure.dimensions.items())),
        "location": _location(figure.location),
        "standing": "unchecked" if judged is None else judged.standing.value,
        "checked_by": [] if judged is None else list(judged.checked_by),
        "reading": figure.reading.value,
        "column": figure.column,
        "counter": figure.counter,
        "doubt": _text(figure.doubt),
        "anchor": places.anchor_json(figure.anchor),
    }


def _text_fact(fact: model.TextFact, places: Places) -> dict[str, Json]:
    return {
        "id": fact.id,
        "concept": fact.concept,
        "label": fact.label,
        "value": fact.value,
        "period": _period(fact.period),
        "location": _location(fact.location),
        "anchor": places.anchor_json(fact.anchor),
    }


def _section(section: model.Section, places: Places) -> dict[str, Json]:
    return {
        "title": section.title,
        "level": section.level,
        "number": section.number,
        "empty": section.empty,
        "location": _location(section.location),
        "answered_none": section.answered_none,
        "block": places.shown(section.block),
        "end_block": places.shown(section.end_block),
    }


def _result(result: model.Result, places: Mapping[str, Places], language: str) -> dict[str, Json]:
    reason = result.reason
    return {
        "rule": result.rule,
        "name": result.name,
        "suite": result.suite,
        "family": result.family,
        "outcome": result.outcome.value,
        "severity": result.severity.value,
        "reason": None if reason is None else (reason.zh if language == "zh" else reason.en),
        "subject": {
            "document": result.subject.document,
            "entity": result.subject.entity,
            "period": _period(result.subject.period),
        },
        "message": _text(result.message),
        "calculation": _calculation(result.calculation),
        "citation": [_citation(c) for c in result.citation],
        "locations": [_location(p) for p in result.locations],
        "figures": list(result.figures),
        "suspects": list(result.suspects),
        "fingerprint": result.fingerprint,
        "waived": _waiver(result.waived),
        "advice": _text(result.advice),
        "explanation": _text(reason),
        "anchors": _anchors(result, places),
        "trend": [
            {
                "end": point.end.isoformat(),
                "value": number(point.value),
                "unit": point.unit,
                "printed": point.printed,
                "source": point.source,
            }
            for point in result.trend
        ],
        "follows": result.follows,
    }


def _anchors(result: model.Result, places: Mapping[str, Places]) -> Json:
    """The anchors of a result's locations, in their order; several documents can be concerned."""
    out: list[Json] = [None] * len(result.locations)
    for name in {place.document for place in result.locations} & set(places):
        numbers = [number for number, place in enumerate(result.locations) if place.document == name]
        found = places[name].find_json([result.locations[number] for number in numbers], result.figures)
        for number, anchor in zip(numbers, found, strict=True):
            out[number] = anchor
    return out


def _calculation(calculation: model.Calculation | None) -> Json:
    if calculation is None:
        return None
    return {
        "expression": calculation.expression,
        "left": _bounds(calculation.left),
        "right": _bounds(calculation.right),
        "residual": _optional(calculation.residual),
        "tolerance": _optional(calculation.tolerance),
        "detection_limit": _optional(calculation.detection_limit),
        "unit": calculation.unit,
        "terms": [
            {"name": t.name, "printed": t.printed, "low": _bound(t.low), "high": _bound(t.high), "figure": t.figure}
            for t in calculation.terms
        ],
    }


def _bounds(bounds: tuple[Decimal, Decimal] | None) -> Json:
    return None if bounds is None else [_bound(bound) for bound in bounds]


def _citation(citation: model.Citation) -> dict[str, Json]:
    return {
        "instrument": citation.instrument,
        "article": citation.article,
        "quote": citation.quote,
        "effective": {"from": _date(citation.effective.start), "to": _date(citation.effective.to)},
        "confirmed": citation.confirmed,
    }


def _waiver(waiver: model.Waiver | None) -> Json:
    if waiver is None:
        return None
    return {
        "reason": waiver.reason,
        "by": waiver.by,
        "approved_by": waiver.approved_by,
        "until": _date(waiver.until),
    }


def _labels(report: model.Report, labels: Mapping[str, model.Bilingual]) -> dict[str, Json]:
    used = {s.id for s in report.suites} | {d.kind for d in report.disclosures}
    used |= {result.rule for result in report.results}
    used |= {f.concept for d in report.disclosures for f in d.figures}
    used |= {f.concept for d in report.disclosures for f in d.text_facts}
    return {key: _text(labels[key]) for key in sorted(k for k in used if k) if key in labels}
