"""What kind of disclosure a document is: by its title first, by the words of its trade second; None when unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance_check.extract import opening
from compliance_check.extract.reporting import report_period
from compliance_check.model import Document, DocumentKind

__all__ = ["Recognition", "recognise", "report_period"]

_COVER, _SELF, _RUNNING, _FILE = 10, 8, 6, 5
"""What a title is worth on the cover, in "this report is …", in a running header, in the file's name."""

_MARKS_AT_MOST = 4
"""What marks can add to a title."""

_MARKS_ALONE = 5
"""Without any title, as an article has none, fewer distinct marks than this are no evidence."""

_AHEAD = 2
"""A kind is recognised when its score is this far ahead of the next."""

_GENERAL = 4
"""A title this short is the end of many others."""

_SELF_NAMING = re.compile(
    r"本(?:报告|披露|公告)(?:为|是|系)[^。\n]{0,60}|this (?:report )?is the [^.\n]{0,80}", re.IGNORECASE
)
_TEXT_READ = 60_000
"""Marks are looked for in this many characters: enough for any summary, bounded for a book."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A recognised kind, its score and why: each reason names the words found and where they stood."""

    kind: str
    score: int
    reasons: tuple[str, ...]


def recognise(document: Document, kinds: Sequence[DocumentKind]) -> Recognition | None:
    """The kind of a document; None when no kind has enough evidence or two are too close to tell."""
    title = _by_title(document, kinds)
    text = opening.folded(opening.opening_text(document, _TEXT_READ))
    ranked = sorted((_score(kind, title, text) for kind in kinds), key=lambda r: -r.score)
    if not ranked or not ranked[0].score:
        return None
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < _AHEAD:
        return None
    return ranked[0]


def _score(kind: DocumentKind, title: dict[str, tuple[int, str]], text: str) -> Recognition:
    points, reason = title.get(kind.id, (0, ""))
    marks = [mark for mark in kind.marks if opening.folded(mark) in text]
    alone = len(marks) if len(marks) >= _MARKS_ALONE else 0
    worth = min(len(marks), _MARKS_AT_MOST) if points else min(alone, _COVER - 1)
    reasons = [reason] if reason else []
    if worth:
        reasons.append("marks: " + ", ".join(marks))
    return Recognition(kind.id, points + worth, tuple(reasons))


def _by_title(document: Document, kinds: Sequence[DocumentKind]) -> dict[str, tuple[int, str]]:
    """For each kind that a title names, the best points and the reason. Of two titles in one line the longer counts."""
    best: dict[str, tuple[int, str]] = {}
    for points, where, line in _lines(document):
        found = _longest(line, kinds)
        if found and points > best.get(found[0], (0, ""))[0]:
            best[found[0]] = (points, f"{where}: {found[1]}")
    return best


def _longest(line: str, kinds: Sequence[DocumentKind]) -> tuple[str, str] | None:
    text = opening.folded(line)
    found = [
        (len(opening.folded(title)), kind.id, title)
        for kind in kinds
        for title in kind.titles
        if _names_a_title(text, opening.folded(title))
    ]
    if not found:
        return None
    _, kind_id, title = max(found, key=lambda item: item[0])
    return kind_id, title


def _names_a_title(text: str, title: str) -> bool:
    """Whether `title` stands in `text` as its own: neither quoted (《2024年年度报告》) nor the end of another title."""
    at = text.find(title)
    if at < 0:
        return False
    quoted = text.rfind("《", 0, at) > text.rfind("》", 0, at) and "》" in text[at:] and text[0] != "《"
    # 公司治理年度报告 is no 年度报告: before so general a title only a year or a company may stand.
    alone = len(title) > _GENERAL or at == 0 or not text[at - 1].isalpha() or text[at - 1] in "年度司社团"
    return alone and not quoted


def _lines(document: Document) -> Iterator[tuple[int, str, str]]:
    for line in opening.titles(document):
        yield _COVER, "cover", line
    for match in _SELF_NAMING.finditer(opening.opening_text(document)):
        yield _SELF, "self-naming", match.group()
    for line in opening.running_titles(document):
        yield _RUNNING, "running title", line
    yield _FILE, "file name", opening.file_title(document)
