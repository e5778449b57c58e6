"""The catalog: the YAML of the vocabulary, the document kinds and the rule book, read strictly into types."""

from __future__ import annotations

from compliance_check.catalog.book import Check, RuleBook, Suite
from compliance_check.catalog.rules import load_book, load_files, suite_files
from compliance_check.catalog.vocabulary import Vocabulary, load_kinds, load_vocabulary

__all__ = [
    "Check",
    "RuleBook",
    "Suite",
    "Vocabulary",
    "load_book",
    "load_files",
    "load_kinds",
    "load_vocabulary",
    "suite_files",
]
