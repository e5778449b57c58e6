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
