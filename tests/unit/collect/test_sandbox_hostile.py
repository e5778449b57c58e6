"""Hostile and broken files: one clear line each, never a traceback, never a hang, never a request."""

from __future__ import annotations

import io
import socket
import time
import zipfile
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import FILES, damaged, damaged_inside
from office_files import docx, p, read, tables, zipped

from compliance_check import collect
from compliance_check.collect import archive
from compliance_check.errors import UnreadableError
from compliance_check.model import Document

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9)
)


def refused(data: bytes, name: str) -> str:
    """The English line with which a file is refused, by the front door with its sandbox."""
    started = time.monotonic()
    with pytest.raises(UnreadableError) as caught:
        collect.read_bytes(data, name, "d1")
    assert time.monotonic() - started < 30
    assert caught.value.exit_code == 3
    assert caught.value.line("zh")
    return caught.value.line("en")


def bomb(part: str, megabytes: int) -> bytes:
    return zipped({part: b"<x>" + bytes(megabytes << 20) + b"</x>", "[Content_Types].xml": "<Types/>"})


def understated(data: bytes, part: str) -> bytes:
    """The archive with a part's unpacked size understated in its directory and header."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        size = opened.getinfo(part).file_size
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


@pytest.mark.parametrize("name", ["draft.docx", "draft.xlsx"])
def test_archives_that_unpack_to_too_much(name: str) -> None:
    part = {"draft.docx": "word/document.xml", "draft.xlsx": "xl/workbook.xml"}[name]
    assert "unpacks to more" in refused(bomb(part, 300), name)
    assert "unpacks to more" in refused(bomb(part, 30), name)
    assert "unpacks to more" in refused(zipped({f"word/{n}.xml": "" for n in range(11_000)} | {part: ""}), name)
    assert "damaged" in refused(understated(bomb(part, 30), part), name)


def test_a_picture_may_shrink_by_any_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(FILES["draft.docx"])
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("word/media/image1.wmf", bytes(2 << 20))
    assert read(stream.getvalue()).blocks
    monkeypatch.setattr(archive, "MAX_UNREAD", 1 << 20)
    with pytest.raises(UnreadableError, match="unpacks to more"):
        read(stream.getvalue())


@pytest.mark.parametrize(
    "declaration",
    [
        LAUGHS + "]>",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_dtds_are_refused(declaration: str, encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<x>&e;&i;</x>'.encode(encoding)
    assert "declares a DTD" in refused(zipped({"word/document.xml": body}), "draft.docx")
    files = zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": body})
    assert "declares a DTD" in refused(files, "draft.xlsx")


def test_dtd_in_an_encoding_of_its_own() -> None:
    body = '<?xml version="1.0" encoding="utf-32"?><!DOCTYPE x [<!ENTITY e "1">]><x>&e;</x>'.encode("utf-32")
    assert refused(zipped({"word/document.xml": body}), "draft.docx")


@pytest.mark.parametrize("name", sorted(FILES))
def test_files_cut_off_at_every_tenth(name: str) -> None:
    data = FILES[name]
    for tenth in range(10):
        piece = data[: len(data) * tenth // 10]
        try:
            found = collect.read_bytes(piece, name, "d1")
        except UnreadableError as error:
            assert error.line("zh") != error.line("en")
        else:
            assert not data.startswith(b"PK")
            assert found.blocks


@pytest.mark.parametrize("name", ["draft.docx", "draft.xlsx", "draft.html", "draft.json"])
@pytest.mark.parametrize(
    "data", [b"\0" * 100, b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\xff\xfe\x00", bytes(range(256))]
)
def test_files_that_are_something_else(name: str, data: bytes) -> None:
    refused(data, name)


def test_deep_nesting_in_word_files() -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + p("底") + "</w:sdtContent></w:sdt>" * 200
    assert refused(docx(deep + "<w:ins>" * 3000 + "</w:ins>" * 3000), "draft.docx")


def test_sparse_sheet_with_huge_merges_and_numbers() -> None:
    cells = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in range(2600, 1_048_576, 2600))
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    merges = "".join(f'<mergeCell ref="B{row}:XFC1048576"/>' for row in range(2600, 1_048_576, 2600))
    sheet = f'<sheetData><row r="1"><c r="A1" t="str"><v>项目</v></c></row>{cells}</sheetData>'
    with zipfile.ZipFile(io.BytesIO(FILES["draft.xlsx"])) as opened:
        parts: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{main}">{sheet}<mergeCells>{merges}</mergeCells></worksheet>'
    )
    started = time.monotonic()
    found = collect.read_bytes(zipped(parts), "draft.xlsx", "d1")
    assert sum(len(table.cells) for table in tables(found)) < 1000
    assert time.monotonic() - started < 15


def test_no_reader_asks_for_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a reader went to the network")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    links = '<link href="http://127.0.0.1:9/a.css"><script src="http://127.0.0.1:9/a.js"></script>'
    links += '<img src="//127.0.0.1:9/">'
    assert read(f"{links}<p>正文</p>".encode(), "page.html").blocks
    assert read(FILES["draft.docx"]).blocks
    assert read(FILES["draft.xlsx"], "draft.xlsx").blocks


def test_limits_are_those_that_the_documentation_names() -> None:
    assert (archive.MAX_TOTAL, archive.MAX_RATIO, archive.MAX_MEMBERS) == (200 << 20, 200, 10_000)


@settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(FILES)), st.integers(0, 2**32), st.sampled_from([damaged, damaged_inside]))
def test_damaged_files_are_read_or_refused(name: str, seed: int, damage: Callable[[bytes, Random], bytes]) -> None:
    """In this process, past the sandbox: whatever is not an UnreadableError shows up here as a traceback."""
    data = damage(FILES[name], Random(seed))
    try:
        found = read(data, name)
    except UnreadableError as error:
        assert error.line("en") and error.line("zh")
    else:
        assert isinstance(found, Document)
        for anchor, passage in found.passages():
            assert found.passage(anchor) is passage
            assert passage.source_slice(0, len(passage.text)) in passage.source
