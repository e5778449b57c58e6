"""The frame `structure`: contents, numbering, empty sections, references, captions, dates."""

from __future__ import annotations

from collections.abc import Sequence

from compliance_check.catalog import Vocabulary
from compliance_check.judge.frames import Frame, Row
from compliance_check.judge.structure import contents, contents_places, dates, headings, references
from compliance_check.judge.structure.observations import rows
from compliance_check.model import Disclosure


def structure(disclosures: Sequence[Disclosure], vocabulary: Vocabulary) -> Frame:
    """The rows of each disclosure: one per oddity, and one for each check that found none."""
    found: list[Row] = []
    for item in disclosures:
        if contents.contents(item):
            odd = contents.contents_oddities(item)
            bulleted = contents.bulleted_oddities(item)
            if odd is not None:
                found += rows(item, "renamed", [o for o in odd if o.other == "renamed"])
                found += rows(item, "missing", [o for o in odd if o.other == "missing"])
            elif bulleted is not None:
                found += rows(item, "missing", bulleted)
            if not headings.out_of_order(item):
                found += rows(item, "order", contents_places.order_oddities(item))
            if contents_places.page_offset(item) is not None:
                found += rows(item, "pages", contents_places.page_oddities(item))
        if item.sections:
            found += rows(item, "gap", headings.gap_oddities(item))
            found += rows(item, "repeat", headings.repeat_oddities(item))
            if not headings.out_of_order(item):  # there nothing is examined, and nothing passes
                found += rows(item, "empty", headings.empty_oddities(item))
            found += rows(item, "levels", headings.level_oddities(item))
        found += rows(item, "reference", references.reference_oddities(item))
        found += rows(item, "caption", references.caption_oddities(item))
        found += rows(item, "unit", references.unit_oddities(item, vocabulary))
        found += rows(item, "date", dates.impossible_oddities(item))
        found += rows(item, "stale", dates.stale_oddities(item))
    return Frame("structure", tuple(found))
