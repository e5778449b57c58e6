"""schemas/law.yaml: articles of law that no rule checks, and why."""

from __future__ import annotations

from compliance_check.catalog.strict_yaml import read_yaml
from compliance_check.data import data_dir
from compliance_check.model import Bilingual, Frozen


class Unchecked(Frozen):
    """An article, or a part of one, that no rule checks. because: what keeps it from being checked."""

    instrument: str
    article: str
    because: Bilingual


class _File(Frozen):
    articles: tuple[Unchecked, ...]


def load_unchecked() -> tuple[Unchecked, ...]:
    """The articles in file order. Raises RuleFileError."""
    source = read_yaml(data_dir("schemas") / "law.yaml", "schemas/law.yaml")
    return source.build(_File, source.value, ()).articles
