"""What is shown on a page without being part of it: form fields, typed-on text, stamps; and what reviewers leave."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pdf_pages import HEIGHT, Sheet, document, draw

from compliance_check.errors import UnreadableError
from compliance_check.model import Document, Table

pikepdf = pytest.importorskip("pikepdf")


def texts(read: Document) -> list[str]:
    """The paragraphs and the cells that hold something."""
    found = []
    for block in read.blocks:
        cells = [cell.text for cell in block.cells] if isinstance(block, Table) else [block.passage.text]
        found += [text for text in cells if text]
    return found


def field(sheet: Sheet, name: str, value: str, x: float, y: float, **more: Any) -> None:
    """A text field; y from the top, as in `Sheet`."""
    sheet.canvas.acroForm.textfield(
        name=name, value=value, x=x, y=HEIGHT - y, width=90, height=14, borderWidth=0, fontSize=9, **more
    )


def annotated(data: bytes, *annotations: dict[str, Any], bare: bool = False, empty: bool = False) -> bytes:
    """The PDF with annotations on its first page, and nothing else if `empty`.

    bare: its fields lose their appearance and ask for a new one.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        if empty or "/Annots" not in page:
            page.Annots = pikepdf.Array()
        for annotation in page.Annots if bare else ():
            del annotation.AP
            pdf.Root.AcroForm.NeedAppearances = True
        for values in annotations:
            made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, F=4, DA="/Helv 11 Tf 0 g", **values)
            page.Annots.append(pdf.make_indirect(made))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def one_line(sheet: Sheet) -> None:
    sheet.text(60, 100, "报告期末综合偿付能力充足率如下。")


def form(sheet: Sheet) -> None:
    sheet.grid([60, 200, 320], [100, 120, 140])
    sheet.rows([60, 200, 320], 114, 20, [["Solvency ratio"], ["Core ratio", "150.00%"]])
    field(sheet, "ratio", "208.71%", 210, 116)


@pytest.mark.parametrize("bare", [False, True])
def test_field_is_read_in_the_cell_that_it_stands_in(bare: bool) -> None:
    read = document(annotated(draw(form), bare=bare))
    table = next(block for block in read.blocks if isinstance(block, Table))
    cell = next(cell for cell in table.cells if cell.text == "208.71%")
    assert (cell.row, cell.column) == (0, 1)
    x0, y0, x1, y1 = cell.passage.lines[0].bbox
    assert 205 < x0 < x1 < 305 and 100 < y0 < y1 < 122
    assert texts(read).count("208.71%") == 1
    assert read.notes == ()


def test_empty_and_hidden_fields_change_nothing() -> None:
    def page(sheet: Sheet) -> None:
        one_line(sheet)
        field(sheet, "empty", "", 60, 140)
        field(sheet, "hidden", "99.99%", 60, 180, annotationFlags="hidden")

    assert texts(document(draw(page))) == texts(document(draw(one_line)))


def test_buttons_and_ticks_are_no_text() -> None:
    def page(sheet: Sheet) -> None:
        one_line(sheet)
        field(sheet, "ratio", "208.71%", 60, 160)
        sheet.canvas.acroForm.checkbox(name="yes", checked=True, buttonStyle="cross", x=60, y=600, size=14)

    with pikepdf.open(io.BytesIO(draw(page))) as pdf:
        tick = pdf.pages[0].Annots[1]
        form = pdf.make_stream(b"BT /ZaDb 12 Tf 0 0 Td (8) Tj ET")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 14, 14]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.ZapfDingbats
        )
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(ZaDb=font))
        tick.AP = pikepdf.Dictionary(N=pikepdf.Dictionary(Yes=form, Off=form))
        out = io.BytesIO()
        pdf.save(out)
    assert "".join(texts(document(out.getvalue()))) == "报告期末综合偿付能力充足率如下。208.71%"


def test_typed_on_text_is_read_with_and_without_a_form() -> None:
    typed = {"Subtype": pikepdf.Name.FreeText, "Rect": [60, 600, 260, 625], "Contents": "Capital 97,231.28"}
    for page in (one_line, form):
        assert "Capital 97,231.28" in " ".join(texts(document(annotated(draw(page), typed))))


def test_marks_of_reviewers_are_said_and_not_read() -> None:
    note = {"Subtype": pikepdf.Name.Text, "Rect": [60, 600, 80, 620], "Contents": "see 12.34%"}
    mark = {"Subtype": pikepdf.Name.Highlight, "Rect": [60, 730, 90, 745], "Contents": "56.78%"}
    mark["QuadPoints"] = [60, 745, 90, 745, 60, 730, 90, 730]
    read = document(annotated(draw(one_line, one_line), note, mark))
    assert texts(read) == ["报告期末综合偿付能力充足率如下。"] * 2
    assert read.notes[0].en.startswith("Page 1: 2 marks of reviewers")
    assert "审阅标记" in read.notes[0].zh


def test_dynamic_forms_are_said() -> None:
    with pikepdf.open(io.BytesIO(draw(one_line))) as pdf:
        xml = '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template/></xdp:xdp>'
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pdf.make_stream(xml.encode()))
        pdf.Root.NeedsRendering = True
        out = io.BytesIO()
        pdf.save(out)
    assert "XFA" in document(out.getvalue()).notes[0].en


def test_several_processes_read_the_same() -> None:
    def page(sheet: Sheet) -> None:
        one_line(sheet)
        field(sheet, f"f{sheet.canvas.getPageNumber()}", f"{sheet.canvas.getPageNumber()}.50%", 60, 140)

    data = draw(*[page] * 101)
    assert document(data, jobs=2) == document(data)
    assert {"1.50%", "101.50%"} <= set(texts(document(data)))


@pytest.mark.parametrize(("width", "height", "said"), [(60, 40, False), (300, 300, True), (595, 840, False)])
def test_pictures_beside_text_are_said(width: int, height: int, said: bool) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def page(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(Image.new("RGB", (30, 30), "red")), 0, 0, width, height)
        for line in range(8):
            sheet.text(60, 60 + 20 * line, "报告期末公司偿付能力充足，风险综合评级为甲类，各项指标均符合监管要求。")

    notes = document(draw(page, one_line)).notes
    assert [note.en.split(";")[0] for note in notes] == (
        ["Page 1: text and figures in the pictures were not read"] if said else []
    )


def test_the_picture_of_a_page_shows_its_fields() -> None:
    from compliance_check.collect.pdf.images import page_images
    from compliance_check.collect.source import Source

    filled, empty = (
        page_images(Source(data, "draft.pdf", "d1", "application/pdf"), (1,))[1]
        for data in (draw(form), annotated(draw(form), empty=True))
    )
    assert filled != empty


def test_fields_of_a_scan_are_read_with_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    from compliance_check.collect.pdf import reader, scan
    from compliance_check.collect.pdf.raw import RawPage

    def page(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(Image.new("RGB", (30, 30), "white")), 0, 0, 595, 840)
        for place in range(4):
            field(sheet, f"f{place}", "Capital 97,231.28", 60, 140 + 30 * place)

    seen = []

    def look(shown: Any, number: int) -> RawPage:
        seen.append(shown.get_textpage().get_text_range())
        return RawPage(number, 595, 842, 842, method="ocr")

    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(reader.scan, "read_scan", look)
    with pytest.raises(UnreadableError):
        document(draw(page))
    assert seen[0].count("97,231.28") == 4
