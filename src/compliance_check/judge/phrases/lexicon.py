"""Slips of the pen that are always wrong, from schemas/wording: 产品发开, 反应了…品格, 相辅相承."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_check.judge.structure.observations import Oddity, passages
from compliance_check.model import Disclosure, Slip


def slip_oddities(disclosure: Disclosure, slips: tuple[Slip, ...]) -> Iterator[Oddity]:
    """One finding for each slip, with all its places; what stands in 《》 is another's wording."""
    if disclosure.language != "zh":
        return
    texts = passages(disclosure)
    everything = "\n".join(passage.text for passage in texts)
    # One pass tells whether there is anything to look at: most documents have no slip at all.
    for slip in slips:
        pattern = re.compile(slip.wrong)
        if pattern.search(everything) is None or (slip.beside and slip.beside not in everything):
            continue
        found = [
            (passage.anchor(*match.span()), match.group())
            for passage in texts
            for match in pattern.finditer(passage.text)
            if passage.text.rfind("《", 0, match.start()) <= passage.text.rfind("》", 0, match.start())
        ]
        if found:
            items = "”“".join(dict.fromkeys(words for _, words in found))
            yield Oddity(tuple(anchor for anchor, _ in found), items, slip.right)
