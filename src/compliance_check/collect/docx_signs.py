"""Signs in Word documents that are no text of their own: form fields as they are filled in, symbols of other fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance_check.collect.attributes import character, integer
from compliance_check.collect.docx_styles import W, toggle

if TYPE_CHECKING:
    from lxml.etree import _Element

_SYMBOLS = {  # Wingdings, by the low byte: the boxes and ticks that forms are filled in with
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0xA8: "□",
    0xD8: "➢",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x52: "☑",
    0x54: "☒",
}


def chosen(field: _Element) -> str:
    """What an old form field shows that has no text of its own: the choice of a drop-down list, the tick of a box."""
    entries = [entry.get(W + "val", "") for entry in field.iterfind(f"{W}ffData/{W}ddList/{W}listEntry")]
    if entries:
        result = field.find(f"{W}ffData/{W}ddList/{W}result")
        index = 0 if result is None else integer(result.get(W + "val"), 0)
        return entries[index] if index < len(entries) else ""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    ticked = toggle(box, "checked")
    return "☒" if (toggle(box, "default") if ticked is None else ticked) else "☐"


def symbol(code: str) -> str:
    """The usual character for a character of a symbol font ("F0FE")."""
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd"
    return _SYMBOLS.get(number & 0xFF, "•") if 0xE000 <= number <= 0xF8FF else character(number) or "\ufffd"
