"""HTML pages: what a browser would show, and where it stands in the file."""

from __future__ import annotations

import pytest
from office_files import outline, paths, read, rows, tables

from compliance_check.collect import html as reader
from compliance_check.errors import UnreadableError
from compliance_check.model import Document, Furniture, Heading, ListItem


def page(body: str, head: str = "") -> Document:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("utf-16", ""),
        ("big5", '<meta charset="big5">'),
    ],
)
def test_charsets(encoding: str, meta: str) -> None:
    text = "公司經營情況" if encoding == "big5" else "囧镕实际资本"
    found = read(f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(encoding), "page.html")
    assert outline(found) == [("paragraph", text)]


def test_headings_paragraphs_and_their_places() -> None:
    found = page("<h2>一、公司概况</h2>\n<div>前<b>言</b>\n<p>正文&nbsp;&lt;1&gt;</p>后</div>")
    heading = found.blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.level, heading.number, heading.title) == (2, "一、", "公司概况")
    assert outline(found)[1:] == [("paragraph", "前言"), ("paragraph", "正文 <1>"), ("paragraph", "后")]
    assert paths(found) == ["/html/body/h2", "/html/body/div", "/html/body/div/p", "/html/body/div"]
    assert [block.passage.lines[0].line for block in found.blocks] == [1, 2, 3, 3]  # type: ignore[union-attr]


def test_white_space_maps_back_to_the_file() -> None:
    passage = page("<p>  实际\n  资本为 <b>97,231.28</b>\n 万元 at\n last</p>").blocks[0].passage  # type: ignore[union-attr]
    assert passage.text == "实际资本为 97,231.28 万元 at last"
    start = passage.text.index("97")
    assert passage.source_slice(start, start + 9) == "97,231.28"
    assert passage.source_slice(0, 4) == "实际\n  资本"


def test_line_breaks_and_preformatted_text() -> None:
    assert outline(page("<p>甲<br>乙 <br/> 丙</p><pre>a  b\nc</pre>")) == [
        ("paragraph", "甲\n乙\n丙"),
        ("paragraph", "a  b\nc"),
    ]


def test_what_is_not_shown_is_skipped() -> None:
    hidden = (
        "<script>var a='脚本'</script><style>.a{}</style><template>模板</template><noscript>无脚本</noscript>"
        "<p hidden>甲</p><p style='color:red; display : none'>乙</p><div style='visibility:hidden'>丙</div>"
        "<dialog>丁</dialog><!-- 注释 --><select><option>戊</option></select><iframe src='http://x.invalid/'>己</iframe>"
    )
    assert outline(page(hidden + "<p aria-hidden='true'>可见</p><details>也可见</details>", "<title>题</title>")) == [
        ("paragraph", "可见"),
        ("paragraph", "也可见"),
    ]


def test_lists() -> None:
    found = page(
        "<ul><li>甲<ul><li>乙</li></ul></li></ul>"
        "<ol start='3'><li><p>丙</p><p>续</p></li><li value='9'>丁</li><li>戊</li></ol>"
    )
    assert [(b.marker, b.passage.text) if isinstance(b, ListItem) else b.passage.text for b in found.blocks] == [  # type: ignore[union-attr]
        ("•", "甲"), ("•", "乙"), ("3.", "丙"), "续", ("9.", "丁"), ("10.", "戊"),
    ]  # fmt: skip


def test_main_content_and_what_lies_beside_it() -> None:
    found = page(
        "<header>众惠相互</header><nav><a href='/'>首页</a></nav><div>您的位置</div>"
        "<main><header><h1>季度报告</h1></header><p>正文在这里，比旁边的文字更长一些，所以是主要内容。</p></main><footer>版权</footer>"
    )
    furniture = [(block.role, block.passage.text) for block in found.blocks if isinstance(block, Furniture)]
    assert furniture == [("header", "众惠相互"), ("contents", "首页"), ("header", "您的位置"), ("footer", "版权")]
    assert [kind for kind, _ in outline(found) if kind != "furniture"] == ["heading", "paragraph"]


def test_a_small_article_is_not_the_main_content() -> None:
    found = page("<article>快讯</article><p>正文正文正文正文正文正文正文正文</p>")
    assert [kind for kind, _ in outline(found)] == ["paragraph", "paragraph"]


def test_note_marks_do_not_touch_figures() -> None:
    assert outline(page("<p>8.14<sup>1</sup>亿元，97%<sup>[注2]</sup>，面积 20m<sup>2</sup></p>")) == [
        ("paragraph", "8.14亿元,97%,面积 20m²".replace(",", "，"))
    ]


def test_table_spans_headers_caption_and_unit() -> None:
    found = page(
        "<p>表1 主要指标</p><p>单位：万元</p><table><thead><tr><th rowspan=2>项目<th colspan=2>本季度末</tr>"
        "<tr><th>账面<th>认可</tr></thead><tfoot><tr><td>合计<td>4<td>5</tfoot>"
        "<tbody><tr><td rowspan=0>现金<td>1.00<td>-<tr><td>2<td>3</tbody></table>"
    )
    table = tables(found)[0]
    assert table.caption is not None
    assert table.unit is not None
    assert (table.caption.text, table.unit.text, table.header_rows, table.columns) == (
        "表1 主要指标",
        "单位：万元",
        2,
        3,
    )
    assert rows(table) == [
        ["项目", "本季度末"],
        ["账面", "认可"],
        ["现金", "1.00", "-"],
        ["2", "3"],
        ["合计", "4", "5"],
    ]
    assert [(c.text, c.row, c.column, c.row_span) for c in table.cells if c.row_span > 1] == [
        ("项目", 0, 0, 2),
        ("现金", 2, 0, 2),
    ]
    assert table.cells[0].passage.path == "/html/body/table/thead/tr[1]/th[1]"
    assert len(found.blocks) == 1


def test_spans_that_overlap_or_claim_too_much() -> None:
    table = tables(page("<table><tr><td colspan=99999>甲<td rowspan=9>乙<tr><td>1</table>"))[0]
    assert [(cell.text, cell.column) for cell in table.cells] == [("甲", 0), ("乙", 1000), ("1", 0)]
    assert not tables(page("<table>" + "<tr><td colspan=1000 rowspan=65000>甲" * 1100 + "</table>"))


def test_layout_tables_are_transparent() -> None:
    found = page(
        "<table><tr><td><h1>报告</h1><p>正文</p></td><td><table><tr><td>项目<td>1<tr><td>乙<td>2</table></td></tr></table>"
    )
    assert outline(found) == [("heading", "报告"), ("paragraph", "正文")]
    assert rows(tables(found)[0]) == [["项目", "1"], ["乙", "2"]]


def test_cells_with_blocks_and_hidden_cells() -> None:
    table = tables(
        page(
            "<table><tr><td>项目<td hidden>x<td>数"
            "<tr><td><p>核心</p><p>充足率</p><td><div>1.00</div><div>2.00</div></table>"
        )
    )[0]
    assert rows(table) == [["项目", "数"], ["核心充足率", "1.00\n2.00"]]


def test_deep_pages_are_read_or_refused() -> None:
    try:
        found = page("<div>" * 5000 + "底" + "</div>" * 5000)
    except UnreadableError as error:
        assert "nested too deeply" in error.line("en")
    else:
        assert outline(found) == [("paragraph", "底")]


def test_no_encoding_declared_is_believed_against_the_bytes() -> None:
    assert reader.decode('<meta charset="latin1">实际资本'.encode(), "page.html").endswith("实际资本")
    assert reader.decode('<meta charset="no-such">实际资本'.encode("gb18030"), "page.html").endswith("实际资本")


# ------------------------------------------------------------------------------------- fields, drawings, style sheets


def test_fields_are_read_as_filled_in() -> None:
    body = (
        "<p>保费<input value='12.3'>亿元<input type=hidden value=9><input type=submit value='提交'>，"
        "<select><option>甲<option selected>乙</select>，<textarea>说明</textarea></p>"
        "<table><tr><th>项目<th>值<tr><td>保费<td><input type=number value=13.2></table>"
    )
    document = page(body)
    assert outline(document) == [("paragraph", "保费12.3亿元，乙，说明")]
    assert rows(tables(document)[0]) == [["项目", "值"], ["保费", "13.2"]]
    assert document.notes == ()


def test_texts_of_drawings_follow_their_block() -> None:
    drawing = (
        "<svg><title>图</title><defs><text>样</text></defs><g><text x=1>保费 <tspan>12.3</tspan></text>"
        "<text display=none>无</text></g><text>亿元</text></svg>"
    )
    document = page(f"<p>前{drawing}后</p><table><tr><td>甲<td>{drawing}</table><div>{drawing}</div>")
    assert [text for _, text in outline(document)] == ["前后", *["保费 12.3", "亿元"] * 3]
    assert paths(document)[1] == "/html/body/p/svg/g/text[1]"


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".a { color: red; display : none }", "乙丙"),
        ("#b, .c { visibility: hidden }", "甲"),
        ("div p.a { display: none } section > #b { display: none }", "乙丙"),
        ("div > #b { display: none }", "甲丙"),
        ("p { display: none } p.a { display: block } p { color: red }", "甲"),
        (".a { display: none !important } #b { display: none } div #b { display: inline }", "乙丙"),
        ("@media print { p { display: none } } @media (max-width: 9px) { p { display: none } }", "甲乙丙"),
        ("@media screen { .a { display: none } } .c { display: none }", "乙"),
        (".a:hover, .b::before, p:not(.a) { display: none }", "甲乙丙"),
        ("/* .a { display: none } */ @import 'x.css'; .c { display: none }", "甲乙"),
        (".a { display: none", "乙丙"),
    ],
)
def test_what_the_style_sheet_hides_is_not_read_and_said(sheet: str, shown: str) -> None:
    body = "<div><p class='x a'>甲</p><p id=b style='color:red'>乙</p><p class=c>丙</p></div>"
    document = page(body, f"<style>{sheet}</style>")
    assert "".join(text for _, text in outline(document)) == shown
    assert bool(document.notes) == (shown != "甲乙丙")


def test_hidden_text_frames_and_pictures_are_said() -> None:
    hidden = "<div hidden>第二页 <b>内容</b></div><p style='display:none'></p>"
    pictures = "<img src='a/保费.png'><img alt=''><img width=16 src=b.png><nav><img src=c.png></nav>"
    notes = [note.en for note in page(f"<p>正文</p>{hidden}<iframe src=x></iframe><canvas></canvas>{pictures}").notes]
    assert notes[0].startswith("1 places of the page do not show when it opens (“第二页 内容”)")
    assert notes[1].startswith("2 embedded contents") and "1 pictures of the page (the first: “保费.png”)" in notes[2]
