"""Document to Disclosure: whose it is, of what kind and period, its sections, and every figure with its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from compliance_check.extract.claims import claims_of
from compliance_check.extract.concepts import Matcher
from compliance_check.extract.entities import find_entity
from compliance_check.extract.figures import Figures
from compliance_check.extract.kind import recognise
from compliance_check.extract.language import language_of
from compliance_check.extract.ratings import text_facts
from compliance_check.extract.reporting import report_period
from compliance_check.extract.sections import sections_of
from compliance_check.model import Concept, Disclosure, Document, DocumentKind, Period


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says of a document, over what is recognised."""

    kind: str | None = None
    entity: str | None = None
    period: Period | None = None
    company_type: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the catalog gives to the extraction: the vocabulary's matcher and the document kinds."""

    matcher: Matcher
    kinds: tuple[DocumentKind, ...]

    @staticmethod
    def of(concepts: tuple[Concept, ...], kinds: tuple[DocumentKind, ...]) -> Knowledge:
        """The knowledge held by these concepts and kinds."""
        return Knowledge(Matcher(concepts), kinds)


def disclose(document: Document, knowledge: Knowledge, overrides: Overrides = Overrides()) -> Disclosure:
    """Understand a document.

    What `overrides` names is taken as given; the rest is recognised, and None where the document does not say.
    """
    language = language_of(document)
    recognised = recognise(document, knowledge.kinds)
    kind = overrides.kind or (recognised.kind if recognised else None)
    entity = find_entity(document)
    period = overrides.period or report_period(document, kind)
    names = tuple(dict.fromkeys(name for name in (overrides.entity, entity.name, *entity.short_names) if name))
    figures, blanks = Figures(document, knowledge.matcher, period, names).collect()
    owner = overrides.entity or entity.name
    sections = sections_of(document)
    return Disclosure(
        document=document,
        language=language,
        kind=kind,
        entity=owner,
        entity_names=names,
        company_type=overrides.company_type or entity.company_type,
        period=period,
        figures=tuple(figure.model_copy(update={"entity": owner}) for figure in figures),
        blanks=blanks,
        text_facts=text_facts(document, knowledge.matcher, period),
        claims=claims_of(document, figures, knowledge.matcher, period, sections),
        sections=sections,
    )
