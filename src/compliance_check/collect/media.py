"""What a file is: by its first bytes where they tell, else by its name, else by being text."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from compliance_check.collect import refusals

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
CSV = "text/csv"
JSON = "application/json"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"

EXTENSIONS = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mkd": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".csv": CSV,
    ".tsv": CSV,
    ".json": JSON,
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".xltx": XLSX,
    ".doc": DOC,
    ".xls": XLS,
}
"""Also the short names that a user may give for a type: "md" is ".md" without its dot."""

UNSUPPORTED = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF_MARK_WITHIN = 1024


def named(name: str) -> str | None:
    """The media type that a file name, a short name ("md") or a media type stands for; None if unknown."""
    if name in EXTENSIONS.values():
        return name
    return EXTENSIONS.get(PurePath(name).suffix.lower()) or EXTENSIONS.get(f".{name.lower()}")


def detect(data: bytes, name: str) -> str:
    """The media type of `data`, the content of the file `name`.

    Raises UnreadableError for a format that no reader is there for. What is neither known by its first bytes nor by
    its name comes out as text; the text reader refuses binary content.
    """
    by_name = named(name)
    if PDF_MARK in data[:PDF_MARK_WITHIN]:
        return PDF
    if data.startswith(OLE2):
        return old_office(data, name)
    if data.startswith(ZIP):
        return office_part(data, name)
    for mark, kind in UNSUPPORTED:
        if data.startswith(mark):
            raise refusals.unsupported(name, kind)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if by_name and by_name not in (DOC, XLS):
        return by_name
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return HTML
    # Many systems "export to Excel" by giving tab-separated text the name .xls.
    return CSV if by_name == XLS else PLAIN


PDF_MARK = b"%PDF-"


def old_office(data: bytes, name: str) -> str:
    """Which old Office format an OLE2 container holds, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refusals.encrypted(name)
    upper = data.upper()  # as the case of the names does not count
    streams = (("WORDDOCUMENT", DOC), ("WORKBOOK", XLS), ("BOOK", XLS))
    kinds = [kind for stream, kind in streams if (stream + "\0").encode("utf-16-le") in upper]
    if not kinds:
        raise refusals.old_office(name)
    # A workbook can hold a document as an object, and the other way round.
    by_name = named(name)
    return by_name if by_name in kinds else kinds[0]


def office_part(data: bytes, name: str) -> str:
    """Which Office format a zip archive holds; one that does not tell is what its name says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [part_name(member) for member in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError):
        members = []
    if "xl/workbook.bin" in members:
        raise refusals.unsupported(name, "xlsb")
    # Word on the web names the main part word/document2.xml, so the folder must do.
    for folder, kind in (("word/", DOCX), ("xl/", XLSX)):
        if any(member.startswith(folder) and member.endswith(".xml") for member in members):
            return kind
    by_name = named(name)
    if by_name in (DOCX, XLSX):
        return by_name
    raise refusals.unsupported(name, "zip")


def part_name(member: str) -> str:
    """The name of a member to look it up by: case does not count, and some programs write backslashes."""
    return member.replace("\\", "/").lstrip("/").lower()
