"""The front door of collect: what a file is, which reader gets it, and every refusal."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from compliance_check.collect import ReadOptions, media, read, read_bytes
from compliance_check.errors import UnreadableError

TEXT = "本公司实际资本为 97,231.28 万元。"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7 ...", "draft.txt", media.PDF),
        (b"\n\n%PDF-1.4", "draft", media.PDF),
        (TEXT.encode(), "draft.MD", media.MARKDOWN),
        (TEXT.encode(), "draft.txt", media.PLAIN),
        (TEXT.encode(), "draft", media.PLAIN),
        (TEXT.encode(), "-", media.PLAIN),
        (b"a,b\n1,2", "draft.csv", media.CSV),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "draft", media.HTML),
        (b"PK\x03\x04rest", "draft.docx", media.DOCX),
    ],
)
def test_content_tells_first_and_the_name_second(data: bytes, name: str, kind: str) -> None:
    assert media.detect(data, name) == kind


def archive(member: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(member, "<x/>")
    return stream.getvalue()


def test_an_office_file_without_its_extension_is_known_by_its_parts() -> None:
    assert media.detect(archive("word/document.xml"), "draft") == media.DOCX
    assert media.detect(archive("xl/workbook.xml"), "draft") == media.XLSX
    assert media.detect(archive("word/document2.xml"), "from-word-on-the-web") == media.DOCX
    assert media.detect(archive("xl\\Workbook.xml"), "draft") == media.XLSX
    assert media.detect(archive("book/workbook.xml"), "draft.xlsx") == media.XLSX
    with pytest.raises(UnreadableError, match="xlsb"):
        media.detect(archive("xl/workbook.bin"), "draft")
    with pytest.raises(UnreadableError, match="zip"):
        media.detect(archive("photo.bin"), "draft")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text"),
        (bytes(range(256)) * 20, "neither text"),
        (Random(7).randbytes(5000), "neither text|encoding"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (media.OLE2 + b"\0" * 100, "old Office file"),
        (b"PK\x03\x04" + b"\x07" * 50, "zip"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as refused:
        read_bytes(data, "draft", "d1")
    assert refused.value.exit_code == 3
    assert refused.value.line("zh").startswith("draft: ")
    assert "\n" not in refused.value.line("en")


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="does not exist"):
        read(tmp_path / "gone.txt", "d1")
    with pytest.raises(UnreadableError, match="folder"):
        read(tmp_path, "d1")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read(Path("a\0b.txt"), "d1")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text(TEXT * 100, encoding="utf-8")
    with pytest.raises(UnreadableError, match="too large"):
        read(path, "d1", ReadOptions(max_bytes=1000))


def test_the_type_asked_for_wins_and_an_unknown_one_is_said() -> None:
    assert read_bytes(TEXT.encode(), "-", "d1", ReadOptions(media_type="md")).media_type == media.MARKDOWN
    with pytest.raises(UnreadableError, match="unknown file type wmf"):
        read_bytes(TEXT.encode(), "-", "d1", ReadOptions(media_type="wmf"))
