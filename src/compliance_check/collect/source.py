"""What a reader is given: the bytes of one file and how the user wants them read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from compliance_check.collect.progress import Listener
from compliance_check.model import Document

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    media_type: what the file is, when neither its content nor its name tells; None to find out.
    password: opens a protected file.
    ocr: optical reading of pages without text: where it is needed, always, or never.
    jobs: processes that a reader may use for one file.
    max_bytes: the largest file read. max_pages: the most pages read of a paged file.
    listener: hears how many of how many pages are read.
    """

    media_type: str | None = None
    password: str | None = field(default=None, repr=False)
    ocr: Literal["auto", "always", "never"] = "auto"
    jobs: int = 1
    max_bytes: int = 256 * MEBIBYTE
    max_pages: int = 20_000
    listener: Listener | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One file as a reader gets it; `path` is the name as the user gave it, for messages and the report."""

    data: bytes = field(repr=False)
    path: str
    document_id: str
    media_type: str
    options: ReadOptions = ReadOptions()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


Reader = Callable[[Source], Document]
