"""PDFs that are locked, damaged, garbled or meant to do harm: one clear line, never a traceback."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance_check.collect import ReadOptions, read_bytes
from compliance_check.errors import UnreadableError
from tests.unit.collect.pdf_pages import Sheet, document, draw

WORDS = "本公司各项业务运行平稳，期末实际资本为97,231.28万元，最低资本为46,587.25万元。"


def text_page(sheet: Sheet) -> None:
    for row in range(20):
        sheet.text(72, 100 + 20 * row, WORDS)


@cache
def sample() -> bytes:
    return draw(text_page, text_page, text_page)


def saved(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def refusal(data: bytes, **options: object) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        document(data, **options)
    assert caught.value.exit_code == 3
    return caught.value


@pytest.mark.parametrize("data", [b"<html></html>", b"%PD" * 400, bytes(range(256)) * 8])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "not a PDF" in refusal(data).what.en


def test_a_locked_file_asks_for_the_password() -> None:
    locked = saved(lambda pdf: None, encryption=pikepdf.Encryption(user="geheim", owner="x"))
    assert "protected by a password" in refusal(locked).what.en
    assert "wrong" in refusal(locked, password="falsch").what.en
    assert WORDS in document(locked, password="geheim").blocks[0].passage.text


def test_a_file_that_only_forbids_copying_is_read() -> None:
    assert document(saved(lambda pdf: None, encryption=pikepdf.Encryption(user="", owner="x"))).blocks


def test_a_lost_cross_reference_table_is_rebuilt_and_said() -> None:
    data = sample()
    doc = document(data[: data.rindex(b"xref\n")])
    assert "repaired" in doc.notes[0].en and "修复" in doc.notes[0].zh
    assert WORDS in doc.blocks[0].passage.text


def test_half_a_file_is_refused_or_its_lost_pages_are_named() -> None:
    data = sample()
    try:
        doc = document(data[: len(data) // 2])
    except UnreadableError as error:
        assert "damaged" in error.what.en
    else:
        assert any("could not be read" in note.en for note in doc.notes)


def test_more_pages_than_allowed_are_refused() -> None:
    assert "3 pages" in refusal(sample(), max_pages=2).what.en


def test_missing_character_maps_are_noticed() -> None:
    def turn_letters(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"BT /F1 10 Tf 72 700 Td (" + bytes(range(0xC0, 0xF0)) * 6 + b") Tj ET")
            page.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary(
                    F1=pikepdf.Dictionary(
                        Type=pikepdf.Name.Font,
                        Subtype=pikepdf.Name.Type1,
                        BaseFont=pikepdf.Name.Helvetica,
                        Encoding=pikepdf.Name.WinAnsiEncoding,
                    )
                )
            )

    assert "character map" in refusal(saved(turn_letters), ocr="never").what.en


def test_text_beyond_the_page_is_not_read() -> None:
    def page(sheet: Sheet) -> None:
        text_page(sheet)
        sheet.text(5000, 100, "页面之外的文字不可见")
        sheet.rule(-1e8, 300, 1e8, 300)

    text = "".join(block.passage.text for block in document(draw(page)).blocks)
    assert "不可见" not in text and "97,231.28" in text


def test_a_page_that_contains_itself_ends() -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    try:
        document(saved(loop))
    except UnreadableError as error:
        assert error.todo.en


@pytest.mark.slow
def test_a_stream_bomb_is_stopped_within_the_limits() -> None:
    def explode(pdf: pikepdf.Pdf) -> None:
        packer = zlib.compressobj(9)
        data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(3000)) + packer.flush()
        stream = pikepdf.Stream(pdf, b"")
        stream.write(data, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = stream

    bomb = saved(explode, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(UnreadableError):
        read_bytes(bomb, "bomb.pdf", "d1", ReadOptions(ocr="never"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(1, 200), st.floats(0.3, 1.0))
def test_damage_never_ends_in_a_traceback(seed: int, count: int, kept: float) -> None:
    rng = random.Random(seed)
    data = bytearray(sample()[: int(len(sample()) * kept)])
    for _ in range(count):
        data[rng.randrange(20, len(data))] = rng.randrange(256)
    try:
        doc = document(bytes(data), ocr="never")
    except UnreadableError:
        return
    assert doc.pages


def test_a_font_of_no_height() -> None:
    def flatten(pdf: pikepdf.Pdf) -> None:
        pages = [b"BT 0.01 0 0 0.0001 72 700 Tm /F1 1 Tf (Total assets 1,234.56) Tj ET"]
        for page, content in zip(pdf.pages, pages, strict=False):
            page.Contents = pdf.make_stream(content)
            page.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary(
                    F1=pikepdf.Dictionary(
                        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                    )
                )
            )
        del pdf.pages[1:]

    assert document(saved(flatten), ocr="never").pages
