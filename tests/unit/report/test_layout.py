from __future__ import annotations

import html
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compliance_check.report.layout import MarkedDocument
from compliance_check.report.visible import visible

SPAN = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def document(text: str, spans: list[tuple[int, int]]) -> dict[str, Any]:
    figures = [
        {"id": f"d1.f{n}", "anchor": {"block": 0, "cell": None, "start": a, "end": b}, "standing": "verified"}
        for n, (a, b) in enumerate(spans)
    ]
    block = {"kind": "paragraph", "text": text, "page": None, "line": 1}
    return {"id": "d1", "figures": figures, "blocks": [block], "sections": [], "language": "zh"}


def finding(spans: list[tuple[int, int]]) -> dict[str, Any]:
    anchors = [{"block": 0, "cell": None, "start": a, "end": b} for a, b in spans]
    return {"figures": [], "locations": [{"document": "d1"}] * len(spans), "anchors": anchors}


@given(st.text(max_size=50), st.lists(SPAN, max_size=5), st.lists(SPAN, max_size=5))
def test_marks_never_change_the_text(text: str, figures: list[tuple[int, int]], words: list[tuple[int, int]]) -> None:
    marked = MarkedDocument.build(document(text, figures), [(1, finding(words))])
    assert plain(marked.text((0, None), text, ids=True)) == visible(text)


@given(st.text(alphabet="<>&'\" \u202e\x00a1", max_size=30), st.lists(SPAN, max_size=3))
def test_no_text_of_the_document_becomes_a_tag(text: str, figures: list[tuple[int, int]]) -> None:
    body = str(MarkedDocument.build(document(text, figures), []).body())
    assert set(re.findall(r"<\s*/?\s*([a-zA-Z!]+)", body)) <= {"p", "a"}
    assert "\u202e" not in body


def test_a_figure_inside_marked_words_stays_a_figure() -> None:
    marked = MarkedDocument.build(document("会员超120万人", [(3, 6)]), [(2, finding([(0, 8)]))])
    assert marked.text((0, None), "会员超120万人", ids=True) == (
        '<mark class=w data-n="2">会员超</mark><a id="d1.f0" class="g v" href="#r.d1.f0">120</a>'
        '<mark class=w data-n="2">万人</mark>'
    )


def test_an_excerpt_shows_the_head_and_the_rows_concerned_only() -> None:
    rows = [["项目", "本期"], ["甲", "1"], ["乙", "2"], ["丙", "3"]]
    cells = [
        {"row": r, "column": c, "row_span": 1, "column_span": 1, "header": r == 0, "text": text}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    table = {"kind": "table", "page": None, "line": 1, "rows": 4, "columns": 2, "header_rows": 1, "cells": cells}
    given_document = document("", []) | {"blocks": [table | {"caption": None, "unit": "单位：元", "sheet": None}]}
    excerpt = MarkedDocument.build(given_document, []).excerpt(
        0, [{"block": 0, "cell": 5, "start": 0, "end": 1}], set()
    )
    assert plain(str(excerpt)) == "单位：元项目本期乙2"


def given_table(
    places: dict[tuple[int, int], str], rows: int, columns: int, spans: dict[tuple[int, int], int]
) -> dict[str, object]:
    cells = [
        {"row": r, "column": c, "row_span": spans.get((r, c), 1), "column_span": 1, "header": r == 0, "text": text}
        for (r, c), text in places.items()
    ]
    table = {"kind": "table", "page": None, "line": 1, "rows": rows, "columns": columns, "header_rows": 1}
    return table | {"cells": cells, "caption": None, "unit": None, "sheet": None}


def test_every_number_keeps_its_column_where_cells_are_missing() -> None:
    """A reader leaves out the cells of a row that hold nothing."""
    table = given_table({(0, 0): "项目", (0, 1): "本期", (0, 2): "上期", (1, 0): "甲", (1, 2): "7"}, 2, 3, {})
    marked = MarkedDocument.build(document("", []) | {"blocks": [table]}, [])
    assert "<td>甲</td><td></td><td>7</td>" in str(marked.body())


def test_a_cell_over_several_rows_reaches_over_those_shown() -> None:
    places = {(0, 0): "行业", (0, 1): "本期", (1, 0): "保险", (1, 1): "1", (2, 1): "2", (3, 1): "3"}
    table = given_table(places, 4, 2, {(1, 0): 3})
    marked = MarkedDocument.build(document("", []) | {"blocks": [table]}, [])
    assert "<td rowspan=3>保险</td><td>1</td></tr><tr><td>2</td>" in str(marked.body())
    excerpt = marked.excerpt(0, [{"block": 0, "cell": 5, "start": 0, "end": 1}], set())
    assert "<tr><td>保险</td><td>3</td></tr>" in str(excerpt)
