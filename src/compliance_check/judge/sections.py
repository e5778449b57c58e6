"""The frame `sections`: the sections that a document kind has: do they stand in the body, say something, in order?

Rows by their word `kind`: "coverage" (how many of them the document shows at all), "section" (one per section: does
it stand there), "content" (one per section that does: is it empty, or answered 无 where that is no answer), "order".
An absent section is shown at the heading it should follow, or at the document's first words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.wanted import Text, captions, folded, row, title_place
from compliance_check.model import Bilingual, Block, Disclosure, Location, Section, SectionTemplate, Table

_NUMERAL = "一二三四五六七八九十百"
_NUMBER = re.compile(
    rf"^(?:第[{_NUMERAL}\d]+(?:部分|[章节编篇])|[（(][{_NUMERAL}\d]+[)）]|[{_NUMERAL}]+[、.．:：)）]|"
    r"\d{1,2}(?:\.\d{1,2})*[、.．:：)）]?(?![\d年月日个项大]))+"
)
_MARKS = re.compile(r"[（()）\[\]【】、，,。.:：·—\-“”\"《》]")
_EXCERPT = re.compile(r"节录|摘录|节选|excerpt", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:目录|目次|contents)(?:[|/]*(?:contents|目录))?$")
_LINE = 30
"""A heading that the reader took for a paragraph is still a short line."""

_FEWEST_IN_ORDER = 3
_BEGINNING = Bilingual(zh="文件开头", en="the beginning")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a template stands: its section, a line of its very title; or merely its words in a line or a caption."""

    template: SectionTemplate
    section: Section | None = None
    exact: bool = False
    line: bool = False
    mentioned: bool = False

    @property
    def stands(self) -> bool:
        """Whether its heading stands in the body, read as a heading or not."""
        return self.section is not None or self.line


def sections(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each Chinese disclosure whose kind has sections; none for an excerpt or a bare table of figures."""
    found: list[Row] = []
    for disclosure in disclosures:
        standings = standings_of(disclosure, vocabulary)
        if standings:
            found += _rows(disclosure, standings)
    return Frame("sections", tuple(found))


def standings_of(disclosure: Disclosure, vocabulary: Vocabulary) -> list[Standing]:
    """Where each section that the document's kind demands of its company type stands; [] where that cannot be told."""
    kind = vocabulary.kind(disclosure.kind)
    opening = "".join(place.quote for place in title_place(disclosure))
    if kind is None or disclosure.language != "zh" or not disclosure.sections or _EXCERPT.search(opening):
        return []
    asked = [item for item in kind.sections if disclosure.company_type not in item.exempt]
    exact = [_exact(disclosure, template) for template in asked]
    levels = Counter(section.level for section in exact if section)
    usual = levels.most_common(1)[0][0] if levels else 1
    lines = _lines(disclosure)
    return [
        _standing(disclosure, template, section, usual, lines) for template, section in zip(asked, exact, strict=True)
    ]


def plain_title(title: str) -> str:
    """A heading without its number and its marks: 六、风险综合评级（分类监管） is 风险综合评级分类监管."""
    return _MARKS.sub("", _NUMBER.sub("", folded(title)))


def _names(template: SectionTemplate) -> set[str]:
    return {plain_title(name) for name in (template.title.zh, *template.accept)}


def _exact(disclosure: Disclosure, template: SectionTemplate) -> Section | None:
    """The section of that very title, the highest of several."""
    names = _names(template)
    same = [section for section in disclosure.sections if plain_title(section.title) in names]
    return min(same, key=lambda section: section.level, default=None)


def _standing(
    disclosure: Disclosure, template: SectionTemplate, section: Section | None, usual: int, lines: set[str]
) -> Standing:
    if section is not None:
        return Standing(template, section, exact=True)
    names = _names(template)
    holds = [s for s in disclosure.sections if any(name in plain_title(s.title) for name in names)]
    high = next((s for s in holds if s.level <= usual), None)
    if high is not None:
        return Standing(template, high)
    mentioned = bool(holds) or any(name in line for name in names for line in lines)
    return Standing(template, line=bool(names & lines), mentioned=mentioned)


def _lines(disclosure: Disclosure) -> set[str]:
    """Short lines, captions and sheet names of the body, in which a heading may hide that was not read as one."""
    short = [text.text for text in _body(disclosure) if text.anchor.cell is None and len(text.text.strip()) <= _LINE]
    return {plain_title(line) for line in (*short, *captions(disclosure))}


def _body(disclosure: Disclosure) -> list[Text]:
    """All texts but those of a table of contents, which goes from 目录 to the first section after it."""
    texts = [Text(anchor, passage.text) for anchor, passage in disclosure.document.passages()]
    start = next((i for i, block in enumerate(disclosure.document.blocks) if _opens_contents(block)), None)
    if start is None:
        return texts
    after = [s.block for s in disclosure.sections if s.block > start and not _CONTENTS.match(folded(s.title))]
    end = min(after, default=len(disclosure.document.blocks))
    return [text for text in texts if not start <= text.anchor.block < end]


def _opens_contents(block: Block) -> bool:
    return not isinstance(block, Table) and bool(_CONTENTS.match(folded(block.passage.text)))


def _rows(disclosure: Disclosure, standings: Sequence[Standing]) -> Iterator[Row]:
    law = [standing for standing in standings if standing.template.demand == "law"]
    present = sum(standing.stands for standing in law)
    if law:
        missing = [standing.template.title.zh for standing in law if not standing.stands]
        words = {"kind": "coverage", "label": "", "items": "、".join(missing)}
        operands = {"present": present, "expected": len(law)}
        yield row(disclosure, dict(words), operands, title_place(disclosure))
    for position, standing in enumerate(standings):
        if standing.template.demand == "practice" or 2 * present >= len(law):
            yield _section_row(disclosure, standings, position, sure=4 * present >= 3 * len(law))
    for standing in standings:
        if standing.section is not None and standing.exact:
            yield _content_row(disclosure, standing, standing.section)
    yield from _order_rows(disclosure, law)


def _section_row(disclosure: Disclosure, standings: Sequence[Standing], position: int, sure: bool) -> Row:
    standing = standings[position]
    template = standing.template
    before = next((s.section for s in reversed(standings[:position]) if s.section), None)
    words = {
        "kind": "section",
        "demand": template.demand,
        "sure": "yes" if standing.stands or (sure and not standing.mentioned) else "no",
        "label": template.title,
        "after": before.title.strip() if before else _BEGINNING,
    }
    places = _places(disclosure, standing.section or before)
    return row(disclosure, words, {"present": int(standing.stands)}, places)


def _content_row(disclosure: Disclosure, standing: Standing, section: Section) -> Row:
    template = standing.template
    words = {"kind": "content", "demand": template.demand, "label": template.title}
    none = section.answered_none and not template.none
    return row(disclosure, words, {"empty": int(section.empty), "none": int(none)}, (section.location,))


def _order_rows(disclosure: Disclosure, law: Sequence[Standing]) -> Iterator[Row]:
    """The sections of their very title against the order of the law: the fewest that would have to be moved."""
    placed = [(standing.section, standing.template) for standing in law if standing.section and standing.exact]
    if len(placed) < _FEWEST_IN_ORDER:
        return
    kept = longest_rise([section.block for section, _ in placed])
    moved = [(section, template) for i, (section, template) in enumerate(placed) if i not in kept]
    words = {"kind": "order", "label": "", "items": "、".join(template.title.zh for _, template in moved)}
    places = [section.location for section, _ in moved] or [placed[0][0].location]
    yield row(disclosure, dict(words), {"misplaced": len(moved)}, places)


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising part of `numbers`."""
    best: list[list[int]] = []
    for index, number in enumerate(numbers):
        before = [rise for rise in best if numbers[rise[-1]] < number]
        best.append([*_longest(before), index])
    return set(_longest(best))


def _longest(rises: Sequence[list[int]]) -> list[int]:
    return max(rises, key=lambda rise: len(rise), default=[])


def _places(disclosure: Disclosure, section: Section | None) -> tuple[Location, ...]:
    return (section.location,) if section else title_place(disclosure)
