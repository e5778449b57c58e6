"""Text from a stranger's document made safe to show: what cannot be seen is written out.

A draft can hold control characters, direction overrides and lone surrogates. They would break XML, turn a line of
figures around on the screen, or drive a terminal. Each is replaced by a visible sign; nothing is dropped silently.
"""

from __future__ import annotations

import re

_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)


def visible(text: str) -> str:
    """The text with every control, direction and invisible character written as a visible sign."""
    return _HOSTILE.sub(_sign, text) if _HOSTILE.search(text) else text


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return f"\u27e8U+{code:04X}\u27e9"


def one_line(text: str) -> str:
    """The text made visible and put on one line."""
    return visible(" ".join(text.split()))


def shortened(text: str, length: int) -> str:
    """The text on one line, cut with an ellipsis to at most `length` characters."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
