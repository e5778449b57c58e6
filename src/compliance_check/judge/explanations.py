"""What the text itself says about a change: 因…所致, 主要由于…, quoted beside the question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compliance_check.model import Bilingual, Concept, Disclosure, Table

_CAUSE = re.compile(
    r"因[^，。；]{2,}|由于|主要系|原因(?:是|为|系|包括)|所致|导致|致使|受[^，。；]{1,20}影响"
    r"|due to|because|as a result",
    re.IGNORECASE,
)
_MOVE = re.compile(
    r"增|减|升|降|变动|变化|波动|提高|回落|扭亏|increase|decrease|rise|rose|fall|fell|change", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Explanations:
    """The sentences of a document that explain a change."""

    sentences: tuple[str, ...]

    @staticmethod
    def of(disclosure: Disclosure) -> Explanations:
        """The explaining sentences of `disclosure`; none for one that came without its text."""
        found = []
        for block in disclosure.document.blocks:
            passages = [cell.passage for cell in block.cells] if isinstance(block, Table) else [block.passage]
            for passage in passages:
                for sentence in _SENTENCE.findall(passage.text):
                    if _CAUSE.search(sentence) and _MOVE.search(sentence):
                        found.append(sentence.strip())
        return Explanations(tuple(found))

    def about(self, concept: Concept | None, printed: str) -> Bilingual:
        """The sentence that names the concept, quoted; or that there is none."""
        names = [printed, *_names(concept)]
        for sentence in self.sentences:
            plain = sentence.replace(" ", "")
            if any(len(name) > 1 and name in plain for name in names):
                quote = sentence if len(sentence) <= LONGEST else sentence[:LONGEST] + "…"
                return Bilingual(zh=f"文中的说明：“{quote}”", en=f"The text says: “{quote}”")
        return Bilingual(zh="文中未见说明。", en="The text gives no explanation.")


def _names(concept: Concept | None) -> Iterable[str]:
    return (concept.label.zh, *concept.aliases) if concept else ()
