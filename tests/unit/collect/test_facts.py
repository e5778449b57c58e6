"""Facts as direct input: they end as a table that the extraction reads to the same figures."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from office_files import outline, read, rows, tables

from compliance_check import catalog
from compliance_check.errors import UnreadableError
from compliance_check.extract.disclosure import Knowledge, disclose
from compliance_check.model import Disclosure, Document, Period

OWNER = "海河财产保险股份有限公司"
END = Period(end=dt.date(2025, 6, 30))


def figures_of(document: Document) -> Disclosure:
    vocabulary = catalog.load_vocabulary()
    return disclose(document, Knowledge.of(vocabulary.concepts, catalog.load_kinds()))


def facts(*entries: dict[str, object], **whole: object) -> Document:
    return read(json.dumps({**whole, "facts": list(entries)}).encode(), "facts.json")


CAPITAL = {"concept": "actual_capital", "value": "972312800", "unit": "CNY", "decimals": -2, "period": "2025-06-30"}


def test_layout_and_places() -> None:
    found = facts(
        CAPITAL,
        {**CAPITAL, "value": 960000000, "period": "2024-12-31"},
        {**CAPITAL, "concept": "最低资本", "value": "5"},
    )
    table = tables(found)[0]
    assert rows(table) == [
        ["项目", "单位", "2025年6月30日", "2024年12月31日"],
        ["实际资本", "万元", "97231.28", "96000.00"],
        ["最低资本", "万元", "0.00", ""],
    ]
    cell = next(cell for cell in table.cells if cell.text == "97231.28")
    assert (cell.passage.path, cell.passage.source) == ("/facts/0", "972312800")
    assert cell.passage.source_slice(0, len(cell.text)) == "972312800"


@pytest.mark.parametrize(
    ("given", "unit", "text"),
    [
        ({"value": "97231.28", "unit": "万元"}, "万元", "97231.28"),
        ({"value": "972312800", "unit": "CNY"}, "元", "972312800"),
        ({"value": "972312800", "unit": "CNY", "decimals": "-6"}, "亿元", "9.72"),
        ({"value": "814000000", "unit": "CNY", "half_width": "500000"}, "亿元", "8.14"),
        ({"value": "208.71", "unit": "percent"}, "%", "208.71"),
        ({"value": "208.714", "unit": "percent", "decimals": 2}, "%", "208.71"),
        ({"value": 2.0871, "unit": "pure"}, "%", "208.71"),
        ({"value": "45100", "unit": "count", "counter": "件", "decimals": -2}, "万件", "4.51"),
        ({"value": "4510000", "unit": "count", "half_width": "5000"}, "万个", "451"),
        ({"value": "-5.5", "unit": "倍"}, "倍", "-5.5"),
        ({"value": "-", "unit": "万元"}, "万元", "-"),
        ({"value": "1,234.50", "unit": "元"}, "元", "1234.50"),
    ],
)
def test_digits_are_those_that_are_accurate(given: dict[str, object], unit: str, text: str) -> None:
    table = tables(facts({"label": "某指标", "period": "2025-06-30", **given}))[0]
    assert rows(table)[1] == ["某指标", unit, text]


def test_extraction_reads_them_like_a_printed_table() -> None:
    found = figures_of(
        facts(
            CAPITAL,
            {
                "concept": "insurance_income",
                "value": "814000000",
                "unit": "CNY",
                "decimals": -6,
                "period": "2025-01-01/2025-06-30",
            },
            {"concept": "comprehensive_solvency_ratio", "value": "208.71", "unit": "percent", "period": "2025-06-30"},
            {**CAPITAL, "value": "1000000000", "period": "2025-09-30", "scenario": "forecast"},
            entity=OWNER,
            kind="solvency-quarterly-summary",
            period={"start": "2025-04-01", "end": "2025-06-30"},
        )
    )
    assert (found.entity, found.kind) == (OWNER, "solvency-quarterly-summary")
    assert found.period == Period(start=dt.date(2025, 4, 1), end=dt.date(2025, 6, 30))
    by_value = {figure.value: figure for figure in found.figures}
    capital = by_value[Decimal("972312800")]
    assert (capital.concept, capital.unit, capital.half_width, capital.period) == ("actual_capital", "CNY", 50, END)
    assert capital.location.quote == "972312800"
    assert by_value[Decimal("1000000000")].scenario == "forecast"
    assert by_value[Decimal("208.71")].unit == "percent"


def test_report_json_goes_round() -> None:
    figure = {
        "id": "d1.f1", "concept": "actual_capital", "label": "实际资本", "raw": "97,231.28", "value": "972312800",
        "unit": "CNY", "half_width": "50", "qualifier": "about", "scenario": "actual", "entity": OWNER,
        "period": {"start": None, "end": "2025-06-30"}, "dimensions": {}, "location": {"quote": "97,231.28"},
    }  # fmt: skip
    document = {"id": "d1", "entity": OWNER, "kind": None, "period": None, "figures": [figure]}
    report = {"schema": "compliance-check/report/1", "documents": [document]}
    found = read(json.dumps(report).encode(), "report.json")
    again = figures_of(found).figures[0]
    assert (again.value, again.half_width, again.qualifier, again.period) == (972312800, 50, "about", END)
    assert again.location.path == "/documents/0/figures/0"


def test_rows_and_columns_of_dimensions() -> None:
    entry = {"concept": "保险业务收入", "value": "5", "unit": "万元", "period": "2025-01-01/2025-06-30"}
    table = tables(facts({**entry, "dimensions": {"row": "健康险"}}, {**entry, "dimensions": {"column": "个险渠道"}}))[
        0
    ]
    assert rows(table)[0][2:] == ["2025年1月1日至2025年6月30日 保险业务收入", "2025年1月1日至2025年6月30日 个险渠道"]
    assert [row[0] for row in rows(table)[1:]] == ["健康险", "保险业务收入"]


def test_two_facts_for_one_place_are_both_kept() -> None:
    table = tables(facts(CAPITAL, {**CAPITAL, "value": "100000000"}))[0]
    assert [row[2] for row in rows(table)[1:]] == ["97231.28", "10000.00"]


def test_csv_of_facts() -> None:
    text = f"entity,concept,period,value,unit,decimals\n{OWNER},actual_capital,2025-06-30,972312800,CNY,-2\n"
    found = read(text.encode(), "facts.csv")
    table = tables(found)[0]
    assert outline(found) == [("heading", OWNER)]
    assert rows(table)[1] == ["实际资本", "万元", "97231.28"]
    assert table.cells[5].passage.lines[0].line == 2


def test_csv_of_facts_in_chinese() -> None:
    text = "指标,期间,数值,单位\n实际资本,2025-06-30,97231.28,万元\n"
    assert rows(tables(read(text.encode("gb18030"), "facts.csv"))[0])[1] == ["实际资本", "万元", "97231.28"]


def test_facts_without_a_name_are_left_out_and_counted() -> None:
    found = facts(CAPITAL, {"value": "1", "unit": "percent", "label": ""})
    assert len(rows(tables(found)[0])) == 2
    assert found.notes[0].en.startswith("1 facts name no concept")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"facts": [', "not valid JSON"),
        ('{"facts": [NaN]}', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('{"a": 1}', "holds no facts"),
        ('"x"', "holds no facts"),
        ("[1, 2]", "holds no facts"),
        ('{"documents": [{"figures": []}, {"figures": []}]}', "results of 2 documents"),
        ('[{"label": "甲", "value": "abc"}]', "the value of fact 1 is no number"),
        ('[{"label": "甲", "value": "1e999999"}]', "the value of fact 1 is no number"),
        (
            '[{"label": "甲", "value": "1", "entity": "A"}, {"label": "甲", "value": "1", "entity": "B"}]',
            "several entities",
        ),
    ],
)
def test_what_is_no_fact_is_refused(text: str, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text.encode(), "facts.json")
    assert words in caught.value.line("en")
