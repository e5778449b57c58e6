"""Marks of the findings in a copy of the original: review comments, cell notes, highlights."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Any

from compliance_check.errors import UsageError
from compliance_check.model import Bilingual

MARKERS = {
    "application/pdf": "compliance_check.report.annotate.pdf:mark",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "compliance_check.report.annotate.xlsx:mark",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "compliance_check.report.annotate.docx:mark"
    ),
}
"""Media type -> function (data, notes, instant) -> data of the marked copy; loaded when asked for."""


def can_mark(media_type: str) -> bool:
    """Whether marks can be written into files of this type."""
    return media_type in MARKERS


def mark(data: bytes, report: Mapping[str, Any], document_id: str, language: str = "zh") -> bytes:
    """A copy of the original `data` of one document of a report.json object, its open findings marked.

    Raises UsageError when the type has no marks or the data are not those the report was made from.
    """
    from compliance_check.report.annotate.notes import notes_for

    document = next(document for document in report["documents"] if document["id"] == document_id)
    _same_file(data, document)
    if not can_mark(document["media_type"]):
        raise UsageError(
            document["path"],
            Bilingual(zh="这种文件不能写入批注", en="Files of this type cannot carry marks"),
            Bilingual(zh="可标注：docx xlsx pdf。", en="Marks go into docx, xlsx and pdf."),
        )
    module, _, function = MARKERS[document["media_type"]].partition(":")
    marked = getattr(import_module(module), function)(data, notes_for(report, document, language), _instant(report))
    assert isinstance(marked, bytes)
    return marked


def marked_name(path: str) -> str:
    """The usual file name of the marked copy: draft.docx -> draft.marked.docx."""
    name = PurePath(path.replace("\\", "/"))
    return f"{name.stem}.marked{name.suffix}"


def _same_file(data: bytes, document: Mapping[str, Any]) -> None:
    import hashlib

    if hashlib.sha256(data).hexdigest() != document["sha256"]:
        raise UsageError(
            document["path"],
            Bilingual(
                zh="文件在检查之后已被修改，标注会落错位置",
                en="The file changed after the check; marks would go astray",
            ),
            Bilingual(zh="请重新检查后再标注。", en="Check it again, then mark it."),
        )


def _instant(report: Mapping[str, Any]) -> str:
    """The start of the run as 2025-08-20T09:30:00Z."""
    return str(report["run"]["started"])[:19] + "Z"
