"""The catalog: the YAML of the vocabulary, the document kinds and the rule book, read strictly into types."""

from __future__ import annotations

from compliance_check.catalog.vocabulary import Vocabulary, load_kinds, load_vocabulary

__all__ = ["Vocabulary", "load_kinds", "load_vocabulary"]
