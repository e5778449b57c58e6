"""Raised text in Markdown: <sup>1</sup>, ^1^ as pandoc has it, $^{1}$ of converters, and footnotes, [^1]."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance_check.collect.lines import Mark
from compliance_check.collect.raised import shown

RAISED = (
    r"(?P<lift><sup\b[^<>]*>(?:<[^<>]*>){0,2}(?P<sup>[^<>]*)(?:</[^<>]*>){0,2}</sup\s*>"
    r"|(?<!\\)\^(?P<caret>[\d()\[\]（）,，、注*†‡①-⑳]{1,8})\^"
    r"|\$ ?\^ ?\{? ?(?P<tex>[^\s${}^\\]{1,8}) ?\}? ?\$"
    r"|(?!^\[\^[^\[\]^\s]{1,20}\]:)\[\^(?P<note>[^\[\]^\s]{1,20})\])"
)
"""Every bound is one against lines that are written to be slow. A footnote's text begins with its mark and a colon."""

NEAR = 40
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|[*_`~]")


def raised(found: re.Match[str], piece: str) -> Iterable[Mark]:
    """What is not read of a match of RAISED in `piece`, or is read as raised digits."""
    start, end = found.span()
    before = _MARKUP.sub("", piece[max(start - NEAR, 0) : start]).rstrip()
    rest = piece[end : end + NEAR]
    after = "" if re.match(RAISED, rest) else _MARKUP.sub("", rest)[:1]
    if found["note"] is not None:
        if not (before[-1:].isdecimal() and after.isdecimal()):
            yield start, end, ""
        return
    group = next(name for name in ("sup", "caret", "tex") if found[name] is not None)
    first, last = found.span(group)
    text = found[group] if piece.strip() == found[0] else shown(before, found[group], after)
    if not text:
        yield start, end, ""
        return
    yield start, first, ""
    yield first, last, text
    yield last, end, ""
