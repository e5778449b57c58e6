"""The language a document is written in."""

from __future__ import annotations

from typing import Literal

from compliance_check.extract import opening
from compliance_check.model import Document

_READ = 20_000
_CHINESE_SHARE = 0.5
"""A Chinese text is mostly ideographs; an English one holds a few names in Chinese at most."""


def language_of(document: Document) -> Literal["zh", "en"]:
    """ "zh" or "en", by the share of ideographs among the letters; "zh" for a text without letters."""
    text = opening.opening_text(document, _READ)
    ideographs = sum("㐀" <= character <= "鿿" for character in text)
    # An English word has some five letters: compare words with ideographs, not letters with them.
    latin = sum(character.isascii() and character.isalpha() for character in text) / 5
    return "zh" if ideographs >= _CHINESE_SHARE * (ideographs + latin) else "en"
