"""What the engine misreads in numbers: separators that are put right, and shapes that no number has."""

from __future__ import annotations

import re

SEPARATORS = ".,:;，；：·"
NUMERAL = re.compile(r"(?<![\d.,:;])\d{1,3}(?:[.,:;，；：·]\s?\d{3})*[.,:;，；：·]\s?\d{1,2}(?![\d:;]|[.,，]\d)")
SPECKLED = re.compile(r"([.,:;·]*)([(（+\-−–]?\d[\d,]*\.\d+[)）%％]?)([.,:;·]*)")
RUN = re.compile(r"(?<![\d.,，])\d[\d.,，]*[.,，][\d.,，]*\d(?![\d.,，])")
SEPARATED = re.compile(r"\d[.,，]\d")
FORMED = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,5}")
HALF_BRACKETED = re.compile(r"[(（]\d[\d,，.]*[%％]?|\d[\d,，.]*[%％]?[)）]")
DATE = re.compile(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])(?:\.(?:0?[1-9]|[12]\d|3[01]))?")


def repair(words: str) -> tuple[str, set[int]]:
    """A recognised text with misread separators of amounts put right, and the positions of the repaired and of the
    malformed amounts.

    Before the last two digits stands the decimal point, before three digits the thousands separator.

    >>> repair("135,797,28"), repair("771:60")
    (('135,797.28', {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), ('771.60', {0, 1, 2, 3, 4, 5}))
    """
    characters, low = list(words), set[int]()
    for match in NUMERAL.finditer(words):
        amount = match.group()
        marks = [place for place, character in enumerate(amount) if character in SEPARATORS]
        if " " in amount or len(amount) - marks[-1] != 3:
            continue
        proper = list(amount)
        for place in marks:
            proper[place] = "." if place == marks[-1] else ","
        if "".join(proper) == amount or (len(marks) == 1 and _has_its_place(amount, marks[0])):
            continue
        characters[match.start() : match.end()] = proper
        low.update(range(match.start(), match.end()))
    text = _without_specks("".join(characters), low)
    return text, low | _malformed(text)


def _has_its_place(amount: str, mark: int) -> bool:
    """Whether a lone mark is meant as it is: a full-width colon of a time or a ratio, the dot of a date as in 3·15."""
    return amount[mark] in "：，；" or (amount[mark] == "·" and mark < 3)


def _without_specks(text: str, low: set[int]) -> str:
    """The text without marks before and behind the amount that is all of it: they are dust, or one was cut in two.

    Blanks take their place, so that every character keeps its position.
    """
    match = SPECKLED.fullmatch(text.strip())
    if match is None or not (match[1] or match[3]):
        return text
    start = text.index(match[2])
    low.update(range(start, start + len(match[2])))
    return " " * start + match[2] + " " * (len(text) - start - len(match[2]))


def _malformed(text: str) -> set[int]:
    """The positions of runs of digits and separators that are neither number nor date: something in them is misread.

    7.23.40 alone could be the number of a chapter; beside one that is so long no text of that size stands.
    """
    low: set[int] = set()
    for match in RUN.finditer(text):
        run = match.group()
        numbered = NUMBERED.fullmatch(run) and len(text.strip()) > len(run)
        if not FORMED.fullmatch(run) and not DATE.fullmatch(run) and not numbered:
            low.update(range(match.start(), match.end()))
    if HALF_BRACKETED.fullmatch(text.strip()) and SEPARATED.search(text):
        low.update(range(len(text)))  # the other bracket is lost: the amount is negative
    return low
