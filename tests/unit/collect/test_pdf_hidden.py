"""Text of a PDF that nobody sees is left out and said; what is seen on dark paper, or under a scan, is read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from compliance_check.model import Document, Table
from tests.unit.collect.pdf_pages import HEIGHT, Sheet, document, draw

SECRET = "虚增保费收入99,999.99万元"


def page(hide: Callable[[Sheet], None]) -> Document:
    """A page of text with what `hide` adds to it."""

    def drawn(sheet: Sheet) -> None:
        for line in range(5):
            sheet.text(72, 100 + 20 * line, f"报告期内第{line + 1}项业务保持稳定，共计 {line}12.00 万元，符合预期。")
        hide(sheet)

    return document(draw(drawn))


def told(read: Document) -> list[str]:
    return [note.zh for note in read.notes if "看不见" in note.zh]


def assert_hidden(read: Document, count: int = len(SECRET)) -> None:
    assert "99,999" not in str(read.blocks)
    assert "412.00" in str(read.blocks)
    assert [f"第 1 页有 {count} 个看不见的字符" in note for note in told(read)] == [True]


def assert_seen(read: Document) -> None:
    assert "99,999.99" in str(read.blocks)
    assert told(read) == []


def coloured(sheet: Sheet, shade: str, y: float = 300, words: str = SECRET) -> None:
    sheet.canvas.setFillColor(shade)
    sheet.text(72, y, words)
    sheet.canvas.setFillColor("black")


def in_mode(sheet: Sheet, mode: int, y: float = 300) -> None:
    text = sheet.canvas.beginText(72, HEIGHT - y)
    text.setFont("STSong-Light", 10.5)
    text.setTextRenderMode(mode)
    text.textOut(SECRET)
    text.setTextRenderMode(0)
    sheet.canvas.drawText(text)


def scan(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """A grey picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (60, 60), (225, 225, 225)))
    sheet.canvas.drawImage(picture, x0, HEIGHT - y1, x1 - x0, y1 - y0)


def test_text_that_is_not_painted_is_left_out() -> None:
    assert_hidden(page(lambda sheet: in_mode(sheet, 3)))


def test_a_rule_through_its_place_does_not_show_it() -> None:
    def hide(sheet: Sheet) -> None:
        in_mode(sheet, 3)
        sheet.rule(60, 302, 500, 302)

    assert_hidden(page(hide))


def test_the_text_layer_of_a_scan_is_read() -> None:
    def layer(sheet: Sheet) -> None:
        scan(sheet, 0, 250, 595, 841)
        in_mode(sheet, 3)

    assert_seen(page(layer))


def test_the_text_behind_a_scan_is_read() -> None:
    def layer(sheet: Sheet) -> None:
        sheet.text(72, 300, SECRET)
        scan(sheet, 0, 250, 595, 841)

    assert_seen(page(layer))


def test_unpainted_text_over_the_same_letters_as_curves_is_read() -> None:
    def layer(sheet: Sheet) -> None:
        for x in range(72, 230, 6):  # as much ink as letters have
            sheet.canvas.rect(x, HEIGHT - 300, 3, 8, stroke=0, fill=1)
        in_mode(sheet, 3)

    assert_seen(page(layer))


@pytest.mark.parametrize("shade", ["white", "#fdfdfd"])
def test_white_on_white_is_left_out(shade: str) -> None:
    assert_hidden(page(lambda sheet: coloured(sheet, shade)))


def test_white_on_a_white_fill_is_left_out() -> None:
    def hide(sheet: Sheet) -> None:
        sheet.area(60, 280, 500, 320, 0.2)
        sheet.area(60, 280, 500, 320, 1)
        coloured(sheet, "white")

    assert_hidden(page(hide))


def test_transparent_text_is_left_out() -> None:
    def hide(sheet: Sheet) -> None:
        sheet.canvas.setFillAlpha(0)
        sheet.text(72, 300, SECRET)
        sheet.canvas.setFillAlpha(1)

    assert_hidden(page(hide))


@pytest.mark.parametrize("size", [0.5, 1.0])
def test_tiny_text_is_left_out(size: float) -> None:
    assert_hidden(page(lambda sheet: sheet.text(72, 300, SECRET, size)))


def test_the_smallest_print_is_read() -> None:
    assert_seen(page(lambda sheet: sheet.text(72, 300, SECRET, 3)))


def test_text_under_an_opaque_fill_is_left_out() -> None:
    def hide(sheet: Sheet) -> None:
        sheet.text(72, 300, SECRET)
        sheet.area(60, 285, 500, 310, 0)

    assert_hidden(page(hide))


def test_text_under_a_picture_is_left_out() -> None:
    def hide(sheet: Sheet) -> None:
        sheet.text(72, 300, SECRET)
        scan(sheet, 60, 285, 500, 310)

    assert_hidden(page(hide))


def test_text_under_a_fill_that_lets_it_through_is_read() -> None:
    def show(sheet: Sheet) -> None:
        sheet.text(72, 300, SECRET)
        sheet.canvas.setFillAlpha(0.4)
        sheet.area(60, 285, 500, 310, 0.5)
        sheet.canvas.setFillAlpha(1)

    assert_seen(page(show))


def dark_fill(sheet: Sheet) -> None:
    sheet.area(60, 280, 500, 320, 0.2)


def dark_gradient(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(60, HEIGHT - 320, 440, 40)
    sheet.canvas.clipPath(path, stroke=0)
    sheet.canvas.linearGradient(60, HEIGHT - 320, 500, HEIGHT - 280, ("#203040", "#405060"))
    sheet.canvas.restoreState()


def outline(sheet: Sheet) -> None:
    sheet.canvas.setStrokeColor("black")
    sheet.canvas.setLineWidth(40)
    sheet.canvas.line(60, HEIGHT - 296, 500, HEIGHT - 296)  # a stroke as wide as a fill


@pytest.mark.parametrize("ground", [dark_fill, dark_gradient, outline, lambda sheet: scan(sheet, 60, 280, 500, 320)])
def test_white_on_something_darker_is_read(ground: Callable[[Sheet], None]) -> None:
    def show(sheet: Sheet) -> None:
        ground(sheet)
        coloured(sheet, "white")

    assert_seen(page(show))


def test_white_heads_of_a_table_on_a_dark_fill_are_read() -> None:
    xs, ys = [72.0, 250, 350, 450], [250.0, 270, 290, 310]
    rows = [["机构", "本期", "上期"], ["甲分公司", "1,234.50", "99,999.99"], ["乙分公司", "20.00", "30.00"]]

    def table(sheet: Sheet) -> None:
        sheet.area(xs[0], ys[0], xs[-1], ys[1], 0.25)
        sheet.grid(xs, ys)
        sheet.canvas.setFillColor("white")
        sheet.rows(xs, 264, 20, rows[:1])
        sheet.canvas.setFillColor("black")
        sheet.rows(xs, 284, 20, rows[1:])

    read = page(table)
    assert_seen(read)
    (found,) = [block for block in read.blocks if isinstance(block, Table)]
    assert [cell.text for cell in found.cells][:3] == rows[0]


def test_a_white_cell_is_left_out_of_its_table() -> None:
    xs, ys = [72.0, 250, 350, 450], [250.0, 270, 290, 310]

    def table(sheet: Sheet) -> None:
        sheet.grid(xs, ys)
        sheet.rows(
            xs, 264, 20, [["机构", "本期", "上期"], ["甲分公司", "1,234.50", ""], ["乙分公司", "412.00", "5.00"]]
        )
        sheet.canvas.setFillColor("white")
        sheet.text(446, 284, "99,999.99", 9, "right")

    assert_hidden(page(table), len("99,999.99"))


def test_hidden_text_in_a_form_is_left_out_and_shown_text_read() -> None:
    def hide(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.beginForm("form")
        canvas.setFillColor("white")
        sheet.text(72, 300, SECRET)
        canvas.setFillColor("black")
        sheet.text(72, 330, "表单中的文字77.00万元")
        canvas.endForm()
        canvas.translate(20, -40)
        canvas.doForm("form")

    read = page(hide)
    assert_hidden(read)
    assert "77.00" in str(read.blocks)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_place_is_found_on_a_turned_page(degrees: int) -> None:
    def drawn(sheet: Sheet) -> None:
        for line in range(5):
            sheet.text(72, 100 + 20 * line, f"报告期内第{line + 1}项业务保持稳定，共计 {line}12.00 万元，符合预期。")
        sheet.area(60, 480, 500, 520, 0.2)
        coloured(sheet, "white", 500, "深色底纹上的文字88.00万元")
        coloured(sheet, "white")

    read = document(draw(drawn, rotation=degrees))
    assert_hidden(read)
    assert "88.00" in str(read.blocks)


def type3(mode: int) -> bytes:
    """A page of black squares in a Type 3 font, each of which stands for a 1."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 300))
    square = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    name = pikepdf.Name
    font = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type3,
        FontBBox=[0, 0, 600, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(one=square),
        Encoding=pikepdf.Dictionary(Type=name.Encoding, Differences=[49, name.one]),
        FirstChar=49,
        LastChar=49,
        Widths=[600],
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(T=font))
    pdf.pages[0].Contents = pdf.make_stream(f"BT {mode} Tr /T 12 Tf 50 150 Td (1111111) Tj ET".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("mode", [0, 3])
def test_type_3_glyphs_are_drawn_in_every_mode(mode: int) -> None:
    read = document(type3(mode))
    assert "1111111" in str(read.blocks)
    assert told(read) == []


def test_the_note_travels_from_other_processes() -> None:
    def plain(sheet: Sheet) -> None:
        sheet.text(72, 100, "本页没有看不见的文字，共计 412.00 万元，符合预期，没有其他需要说明的事项。")

    def hiding(sheet: Sheet) -> None:
        plain(sheet)
        coloured(sheet, "white")

    read = document(draw(*[plain] * 99, hiding, hiding), jobs=2)
    count = 2 * len(SECRET)
    assert [f"第 100-101 页有 {count} 个看不见的字符" in note for note in told(read)] == [True]
    assert "99,999" not in str(read.blocks)
