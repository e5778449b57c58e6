"""What the marks in an original say, and where they belong: one note per finding and place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compliance_check.report import findings
from compliance_check.report.arithmetic import Index, arithmetic
from compliance_check.report.visible import one_line, visible
from compliance_check.report.words import pick, word

Object = Mapping[str, Any]
AUTHOR = "compliance-check"
INITIALS = "CC"

_NOTE_MARKS = re.compile("[⁰¹²³⁴-⁹①-⑳]")


@dataclass(frozen=True)
class Note:
    """A mark to be written.

    target: the printed figure or the words at the place; occurrence: which of its repetitions in the passage, from 0.
    severity: "error", "warning" or "info". lines: the text of the mark.
    """

    location: Object
    target: str
    occurrence: int
    severity: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines in one text."""
        return "\n".join(self.lines)


def notes_for(report: Object, document: Object, language: str) -> list[Note]:
    """The notes of all open findings in one document, in the order of the findings."""
    index = Index.of(report)
    out = []
    for number, result in enumerate(findings.failures(report), 1):
        spots = _spots(result, document, index.figures)
        for step, (location, target, occurrence) in enumerate(spots):
            count = f" ({step + 1}/{len(spots)})" if len(spots) > 1 else ""
            title = f"#{number}{count} {word(result['severity'], language)} {result['rule']}"
            lines = (title, *_lines(result, index, language, full=step == 0))
            out.append(Note(location, target, occurrence, result["severity"], lines))
    return out


def _spots(result: Object, document: Object, figures: Mapping[str, Object]) -> list[tuple[Object, str, int]]:
    """The places of a finding in this document: each figure of it, then the places that are no figure's."""
    found: list[tuple[Object, str, int]] = []
    for name in result["figures"]:
        figure = figures.get(name)
        if figure is not None and figure["location"]["document"] == document["id"]:
            found.append((figure["location"], figure["raw"], _occurrence(figure, document)))
    taken = [location for location, _, _ in found]
    for location in result["locations"]:
        if location["document"] == document["id"] and location not in taken:
            taken.append(location)
            found.append((location, location["quote"], 0))
    return found


def _occurrence(figure: Object, document: Object) -> int:
    """How often the same digits stand in the figure's passage before it."""
    anchor = figure["anchor"]
    block = document["blocks"][anchor["block"]]
    text = str(block["text"] if anchor["cell"] is None else block["cells"][anchor["cell"]]["text"])
    return _NOTE_MARKS.sub("", text[: anchor["start"]]).count(_NOTE_MARKS.sub("", figure["raw"]))


def _lines(result: Object, index: Index, language: str, full: bool) -> list[str]:
    out = [one_line(findings.message(result, language))]
    sums = arithmetic(result, index, language)
    if not full:
        return out
    if sums is not None:
        out += [visible(line) for line in dict.fromkeys((sums.substituted, *([sums.words] if sums.words else [])))]
    out += [f"{word('law', language)}: {line}" for line in findings.law_lines(result)]
    if result["advice"] is not None:
        out.append(f"{word('advice', language)}: {one_line(pick(result['advice'], language))}")
    out.append(f"{word('fingerprint', language)}: {result['fingerprint']}")
    return out


def find(target: str, occurrence: int, source: str) -> tuple[int, int] | None:
    """Where the target stands in a source text: compatibility characters, spaces and marks of notes do not matter."""
    bare = _NOTE_MARKS.sub(" ", target)
    if bare.strip():
        target, source = bare, _NOTE_MARKS.sub(" ", source)
    wanted = [re.escape(_folded(char)) for char in target if not char.isspace()]
    if not wanted:
        return None
    folded = "".join(_folded(char) for char in source)
    spans = [match.span() for match in re.finditer(r"\s*".join(wanted), folded)]
    return spans[min(occurrence, len(spans) - 1)] if spans else None


def _folded(char: str) -> str:
    """The character's compatibility form where that is one character, so that offsets stay true."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
