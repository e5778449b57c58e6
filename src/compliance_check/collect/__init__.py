"""Collect: the bytes of a file become a `Document`, blocks of reading text with the exact source of each.

A reader is one function `read(source: Source) -> Document` in a module of its own, entered in `READERS` and imported
only when a file of its kind comes in. It raises `UnreadableError` (see `refusals`) for what it cannot read, and says in
`Document.notes` what it could read only in part. It never guesses silently and leaves nothing on disk.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from compliance_check.collect import media, refusals, sandbox
from compliance_check.collect.source import Reader, ReadOptions, Source
from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual, Block, Document, Table

__all__ = ["READERS", "ReadOptions", "Source", "page_images", "read", "read_bytes"]

READERS = {
    media.PLAIN: "compliance_check.collect.text:read",
    media.MARKDOWN: "compliance_check.collect.markdown:read",
    media.HTML: "compliance_check.collect.html:read",
    media.CSV: "compliance_check.collect.csv:read",
    media.JSON: "compliance_check.collect.facts:read",
    media.DOCX: "compliance_check.collect.docx:read",
    media.XLSX: "compliance_check.collect.xlsx:read",
    media.DOC: "compliance_check.collect.old_office:read",
    media.XLS: "compliance_check.collect.old_office:read",
    media.PDF: "compliance_check.collect.pdf:read",
}

IN_SANDBOX = {
    media.DOCX: sandbox.Limits(),
    media.XLSX: sandbox.Limits(),
    media.HTML: sandbox.Limits(),
    media.PDF: sandbox.Limits(processor=1800, wall=1800),
}
"""Formats whose parsers a file can bring down: they are read in a child process, within these limits."""

PRELOADED = {
    media.DOCX: ("lxml.etree", "compliance_check.collect.docx"),
    media.XLSX: ("lxml.etree", "compliance_check.collect.xlsx"),
    media.HTML: ("lxml.html", "compliance_check.collect.html"),
    media.PDF: ("compliance_check.collect.pdf.warm:warm",),
}
"""What every child would otherwise import or prepare again; see `sandbox.run`."""


def read(path: Path, document_id: str, options: ReadOptions | None = None) -> Document:
    """The document in the file `path`.

    Raises UnreadableError when the file is missing, a folder, empty, larger than `options.max_bytes`, of no known kind
    or without any text.
    """
    options = options or ReadOptions()
    where = str(path)
    try:
        if path.is_dir():
            raise refusals.not_a_file(where)
        size = path.stat().st_size
        if size > options.max_bytes:
            raise refusals.too_large(where, size, options.max_bytes)
        with path.open("rb") as stream:
            data = stream.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        raise refusals.missing(where) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise refusals.forbidden(where, reason) from error
    return read_bytes(data, where, document_id, options)


def page_images(path: Path, pages: tuple[int, ...], options: ReadOptions | None = None) -> dict[int, bytes]:
    """Pictures (PNG) of pages of a PDF file by their numbers, drawn in a child process. Raises as `read` does."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refusals.forbidden(str(path), error.strerror or str(error)) from error
    source = Source(data, str(path), "", media.PDF, replace(options or ReadOptions(), listener=None))
    target = "compliance_check.collect.pdf.images:page_images"
    limits, preload = IN_SANDBOX[media.PDF], PRELOADED[media.PDF]
    return cast("dict[int, bytes]", sandbox.run(target, (source, pages), str(path), limits, preload))


def read_bytes(data: bytes, name: str, document_id: str, options: ReadOptions | None = None) -> Document:
    """The document in `data`; `name` is the path or name that messages and the report show.

    Raises UnreadableError as `read` does.
    """
    options = options or ReadOptions()
    if not data:
        raise refusals.empty(name)
    if len(data) > options.max_bytes:
        raise refusals.too_large(name, len(data), options.max_bytes)
    source = Source(data, name, document_id, media_type(data, name, options), options)
    document = read_source(source)
    if not any(has_text(block) for block in document.blocks):
        raise refusals.no_text(name)
    return document


def media_type(data: bytes, name: str, options: ReadOptions) -> str:
    """The media type asked for, or else the one that the content and the name tell."""
    if options.media_type is None:
        return media.detect(data, name)
    asked = media.named(options.media_type)
    if asked is None:
        raise UnreadableError(
            name,
            Bilingual(zh=f"未知的文件类型 {options.media_type}", en=f"unknown file type {options.media_type}"),
            Bilingual(zh="可用：txt md html csv docx xlsx pdf。", en="Known are: txt md html csv docx xlsx pdf."),
        )
    return asked


def read_source(source: Source) -> Document:
    """The document that the reader of its media type makes of `source`, in a child process where that is wiser."""
    limits = IN_SANDBOX.get(source.media_type)
    if limits is None:
        return reader(source.media_type)(source)
    preload, listener = PRELOADED.get(source.media_type, ()), source.options.listener
    source = replace(source, options=replace(source.options, listener=None))  # it stays in this process
    target = READERS[source.media_type]
    return cast(Document, sandbox.run(target, (source,), source.path, limits, preload, listener))


def reader(kind: str) -> Reader:
    """The reader of a media type, imported now."""
    module, function = READERS[kind].split(":")
    return cast(Reader, getattr(import_module(module), function))


def has_text(block: Block) -> bool:
    """Whether there is anything to read in a block."""
    if isinstance(block, Table):
        return any(cell.text.strip() for cell in block.cells)
    return bool(block.passage.text.strip())
