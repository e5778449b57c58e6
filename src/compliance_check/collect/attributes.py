"""Values of XML and HTML attributes, in which a damaged or hostile file may write anything."""

from __future__ import annotations

LONGEST = 9


def integer(text: str | None, default: int) -> int:
    """A whole number without sign; `default` for what is none.

    `int` alone takes ² for a digit and stumbles, and it refuses, or is slow on, thousands of digits.
    """
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else default


def character(code: int) -> str:
    """The character of a code; nothing for control characters, a replacement sign for what is no character."""
    if code < 0x20:
        return chr(code) if chr(code) in "\t\n\r" else ""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
