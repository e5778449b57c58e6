"""Marks that are printed as wide as an ideograph, where the engine reads those of half the width."""

from __future__ import annotations

from compliance_check.collect.pdf.ink import Place

HALF, FULL = ":;,()!?", "：；，（）！？"
WIDE = 0.75  # type sizes between what stands before and behind a mark: one of half the width leaves half of that
OPENING, CLOSING = "(（", ")）"
_WIDENED = str.maketrans(HALF, FULL)


def widen(text: str, places: list[Place], size: float) -> str:
    """The text of a line, without its blanks, with full-width marks where there is room for them between ideographs.

    Both brackets of a pair are of one width. size: of the type.
    """
    signs = list(text)
    for place in range(1, len(signs) - 1):
        room = places[place + 1][0] - places[place - 1][1]
        beside = _is_ideograph(text[place - 1]) or _is_ideograph(text[place + 1])
        if beside and text[place] in HALF and room >= WIDE * size:
            signs[place] = text[place].translate(_WIDENED)
    opened: list[int] = []
    for place, sign in enumerate(signs):
        if sign in OPENING:
            opened.append(place)
        elif sign in CLOSING and opened:
            first = opened.pop()
            if "（" in signs[first] or "）" in sign:
                signs[first], signs[place] = "（", "）"
    return "".join(signs)


def _is_ideograph(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"
