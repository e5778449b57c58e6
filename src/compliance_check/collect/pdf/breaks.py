"""Where a line may break: how many characters at the start of a text stay together (after UAX #14)."""

from __future__ import annotations

import re

WORD = re.compile(r"[!-~]+")
CLOSING = frozenset("，。；：、）》】！？,.;:)%％")
QUOTES = frozenset("“”‘’\"'")


def first_piece(text: str) -> int:
    """The number of characters at the start of `text` that no line break parts.

    >>> first_piece("充足率"), first_piece("率，为"), first_piece("种“社会性”"), first_piece("208.71%，")
    (1, 2, 3, 8)
    """
    word = WORD.match(text)
    count = word.end() if word else min(1, len(text))
    while text[count : count + 1] in QUOTES and count < len(text):
        count += 2
    while text[count : count + 1] in CLOSING and count < len(text):
        count += 1
    return count
