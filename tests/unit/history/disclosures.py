"""Small disclosures of invented companies."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from compliance_check.model import (
    Anchor,
    Bilingual,
    Blank,
    CellAddress,
    Disclosure,
    Document,
    Figure,
    Location,
    Period,
    Qualifier,
    Reading,
    Scenario,
    Section,
    TextFact,
)

COMPANY = "青禾财产保险股份有限公司"


def figure(number: int, value: str, concept: str | None = "actual_capital", document: str = "d1") -> Figure:
    place = Location(
        document=document,
        page=2,
        bbox=(1.5, 2.0, 3.25, 4.0),
        cell=CellAddress(table=1, row=number, column=2),
        quote=value,
    )
    return Figure(
        id=f"{document}.f{number + 1}",
        concept=concept,
        label="实际资本",
        column="本季度数",
        raw=value,
        value=Decimal(value) * 10000,
        unit="CNY",
        half_width=Decimal("50"),
        qualifier=Qualifier.ABOUT,
        period=Period(end=dt.date(2025, 6, 30)),
        scenario=Scenario.RESTATED,
        entity=COMPANY,
        dimensions={"line": "健康险"},
        location=place,
        anchor=Anchor(block=3, start=0, end=4, cell=number),
        reading=Reading.LIKELY,
        doubt=Bilingual(zh="单位不明", en="unit unclear"),
    )


def disclosure(
    values: tuple[str, ...] = ("97231.28", "0.1", "123456789012345678.99"),
    entity: str | None = COMPANY,
    end: dt.date | None = dt.date(2025, 6, 30),
    kind: str | None = "solvency-quarterly-summary",
    names: tuple[str, ...] = ("青禾财险", "本公司"),
    salt: str = "",
) -> Disclosure:
    place = Location(document="d1", line=7, quote="七")
    anchor = Anchor(block=0, start=0, end=1)
    text = repr((values, entity, end, kind, salt))
    return Disclosure(
        document=Document(
            id="d1",
            path=f"摘要{end}.md",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/markdown",
            blocks=(),
        ),
        language="zh",
        kind=kind,
        entity=entity,
        entity_names=names,
        company_type="property",
        period=Period(start=end.replace(month=end.month - 2, day=1), end=end) if end else None,
        figures=tuple(figure(number, value) for number, value in enumerate(values)),
        blanks=(Blank(concept="core_tier2_capital", label="核心二级资本", raw="-", location=place, anchor=anchor),),
        text_facts=(
            TextFact(
                id="d1.t1", concept="integrated_risk_rating", label="评级", value="BB", location=place, anchor=anchor
            ),
        ),
        sections=(Section(title="基本情况", level=1, location=place, block=0, end_block=2),),
    )
