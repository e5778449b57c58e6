"""Old and mislabelled office files: converted where that is possible, else one clear line."""

from __future__ import annotations

import io
import shutil
import struct
import tempfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from office_files import rows, tables, zipped
from openpyxl.worksheet.worksheet import Worksheet

from compliance_check import collect
from compliance_check.collect import media, old_office
from compliance_check.collect.source import Source
from compliance_check.errors import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, old_office.PROGRAMS)), reason="LibreOffice is not installed"
)


def stream(name: str) -> bytes:
    return OLE + (name + "\0").encode("utf-16-le")


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["项目", "金额", "占比"])
    sheet.append(["实际资本", -97231.2847, 2.0871])
    sheet["B2"].number_format = "#,##0.00;(#,##0.00)"
    sheet["C2"].number_format = "0.00%"
    sheet.merge_cells("A3:C3")
    sheet["A3"] = "合计"
    sheet.row_dimensions[2].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def old_version(data: bytes, new: str, old: str) -> bytes:
    """The file saved by LibreOffice in the old format."""
    program = next(found for name in old_office.PROGRAMS if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / f"a.{new}").write_bytes(data)
        old_office._run([program, "--headless", f"-env:UserInstallation={(place / 'profile').as_uri()}",
                         "--convert-to", old, "--outdir", folder, str(place / f"a.{new}")], place)  # fmt: skip
        return (place / f"a.{old}").read_bytes()


@pytest.mark.office
@needs_libreoffice
def test_old_word_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("主要指标如下。")
    table = made.add_table(2, 2)
    for row, texts in enumerate([["项目", "金额"], ["实际资本", "97,231.28"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    buffer = io.BytesIO()
    made.add_paragraph("以上数据未经审计。")
    made.save(buffer)
    data = old_version(buffer.getvalue(), "docx", "doc")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = collect.read_bytes(data, "draft.doc", "d1")
    assert rows(tables(found)[0]) == [["项目", "金额"], ["实际资本", "97,231.28"]]
    assert found.media_type == media.DOC
    assert "LibreOffice" in found.notes[0].en
    assert not list(tmp_path.iterdir())


@pytest.mark.office
@needs_libreoffice
@pytest.mark.parametrize("way", ["xlrd", "LibreOffice"])
def test_old_workbook(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "xlrd":
        pytest.importorskip("xlrd")
    else:
        monkeypatch.setattr(old_office, "find_spec", lambda name: None)
    found = collect.read_bytes(old_version(workbook(), "xlsx", "xls"), "draft.xls", "d1")
    table = tables(found)[0]
    assert rows(table) == [["项目", "金额", "占比"], ["实际资本", "(97,231.28)", "208.71%"], ["合计"]]
    assert [cell.exact for cell in table.cells[4:6]] == [Decimal("-97231.2847"), Decimal("208.71")]
    assert table.cells[6].column_span == 3
    assert any("hidden" in note.en for note in found.notes)


@pytest.mark.office
@needs_libreoffice
@pytest.mark.parametrize("way", ["xlrd", "LibreOffice"])
def test_raised_marks_of_an_old_workbook(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    if way == "xlrd":
        pytest.importorskip("xlrd")
    else:
        monkeypatch.setattr(old_office, "find_spec", lambda name: None)
    book, up = openpyxl.Workbook(), InlineFont(vertAlign="superscript")
    for line in [["项目", "金额"], ["资本", CellRichText("97,231.28", TextBlock(up, "1"))], ["5m", "5"]]:
        book.active.append(line)  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    table = tables(collect.read_bytes(old_version(buffer.getvalue(), "xlsx", "xls"), "draft.xls", "d1"))[0]
    assert rows(table) == [["项目", "金额"], ["资本", "97,231.28"], ["5m", "5"]]
    assert table.cells[3].passage.source == "97,231.281"


@pytest.mark.parametrize("error", [AssertionError, TypeError, OSError])
def test_what_xlrd_stumbles_over_is_converted(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    xlrd = pytest.importorskip("xlrd")

    def stumble(**options: object) -> None:
        raise error

    monkeypatch.setattr(xlrd, "open_workbook", stumble)
    monkeypatch.setattr(shutil, "which", lambda program: "/bin/soffice")
    monkeypatch.setattr(old_office, "convert", lambda program, source: workbook())
    found = collect.read_bytes(stream("Workbook"), "a.xls", "d1")
    assert rows(tables(found)[0])[0] == ["项目", "金额", "占比"]
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(UnreadableError, match="damaged"):
        collect.read_bytes(stream("Workbook"), "a.xls", "d1")


@pytest.mark.parametrize(("name", "kind", "new"), [("a.doc", "WordDocument", ".docx"), ("a.xls", "Workbook", ".xlsx")])
def test_without_a_program_the_line_says_what_to_do(
    name: str, kind: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    monkeypatch.setattr(old_office, "find_spec", lambda module: None)
    with pytest.raises(UnreadableError) as caught:
        collect.read_bytes(stream(kind), name, "d1")
    assert f"Save it as {new}, or install LibreOffice" in caught.value.line("en")


@pytest.mark.office
@needs_libreoffice
def test_damaged_old_document_is_refused() -> None:
    with pytest.raises(UnreadableError):
        collect.read_bytes(stream("WordDocument"), "a.doc", "d1")


@pytest.mark.parametrize(("flag", "words"), [(0x13, "encrypted with a password"), (0x12, "could not open")])
def test_a_password_is_told_from_damage(flag: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_office, "_run", lambda command, folder: True)
    data = stream("WordDocument") + b"\xec\xa5\xc1\x00" + bytes(7) + bytes([flag, 0])
    with pytest.raises(UnreadableError, match=words):
        old_office.convert("soffice", Source(data, "a.doc", "d1", media.DOC))


def test_conversion_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(old_office, "SECONDS", 0.2)
    with pytest.raises(UnreadableError, match="stopped"):
        old_office.convert(str(program), Source(b"x", "a.doc", "d1", media.DOC))


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (stream("WordDocument"), "a.docx", media.DOC),
        (stream("Workbook"), "export", media.XLS),
        (stream("WORKBOOK"), "export", media.XLS),
        (stream("WordDocument") + "Workbook\0".encode("utf-16-le"), "a.xls", media.XLS),
        (stream("WordDocument") + "Workbook\0".encode("utf-16-le"), "a.doc", media.DOC),
        (zipped({"xl/workbook.xml": ""}), "a.docx", media.XLSX),
        (zipped({"word/document.xml": ""}), "a.xlsx", media.DOCX),
        (b"<html><table><tr><td>1</table></html>", "a.xls", media.HTML),
        ("项目\t数\n甲\t1\n".encode(), "a.xls", media.CSV),
        (b"PK\x03\x04broken", "a.xlsx", media.XLSX),
    ],
)
def test_content_tells_more_than_the_name(data: bytes, name: str, kind: str) -> None:
    assert media.detect(data, name) == kind


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.doc"])
def test_password_protected_files_are_told_apart(name: str) -> None:
    with pytest.raises(UnreadableError, match="encrypted with a password"):
        collect.read_bytes(stream("EncryptedPackage"), name, "d1")


def test_objects_of_an_old_workbook_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    compdoc = pytest.importorskip("xlrd.compdoc")
    from compliance_check.collect import xls_objects

    kinds = (xls_objects.CHART, xls_objects.TEXT_BOX, xls_objects.PICTURE, 0x19, xls_objects.CHART)
    records = b"".join(struct.pack("<HHHHHH", 0x5D, 8, 0x15, 0x12, kind, 1) for kind in kinds)
    stream = struct.pack("<HHH", 0x0809, 2, 0) + records + struct.pack("<HHB", 0x5D, 9, 1)

    class Container:
        def __init__(self, data: bytes, logfile: object) -> None:
            self.data = data

        def locate_named_stream(self, name: str) -> tuple[bytes, int, int]:
            return self.data, 0, len(self.data)

    assert list(xls_objects.notes_on_objects(b"no container")) == []
    monkeypatch.setattr(compdoc, "CompDoc", Container)
    notes = [note.en for note in xls_objects.notes_on_objects(stream)]
    assert notes[0].startswith("2 charts, 1 text boxes and 1 pictures of the workbook were not read")
