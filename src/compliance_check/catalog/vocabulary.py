"""The vocabulary, document kinds, names of bodies and slips: schemas/{concepts,documents,names,wording} as types."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from compliance_check.catalog.strict_yaml import Place, Source, Value, read_yaml, yaml_files
from compliance_check.data import data_dir
from compliance_check.model import Bilingual, Body, Concept, DocumentKind, Slip

Entry = TypeVar("Entry", bound=Concept | DocumentKind)
Named = TypeVar("Named", bound=Body | Slip)


class Vocabulary:
    """All concepts, by id and by every name they are known under. Immutable once built.

    kinds: what documents must hold. bodies: the regulators' names and their dates, in order. slips: of the pen.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        kinds: Iterable[DocumentKind] = (),
        bodies: Iterable[Body] = (),
        slips: Iterable[Slip] = (),
    ) -> None:
        self.concepts: tuple[Concept, ...] = tuple(concepts)
        self.kinds: tuple[DocumentKind, ...] = tuple(kinds)
        self.bodies: tuple[Body, ...] = tuple(bodies)
        self.slips: tuple[Slip, ...] = tuple(slips)
        self._by_id = {concept.id: concept for concept in self.concepts}
        names: dict[str, Concept] = {}
        # Ids before labels before aliases: a name that means two things means the one it is the proper name of.
        for concept in self.concepts:
            names.setdefault(fold(concept.id), concept)
        for concept in self.concepts:
            names.setdefault(fold(concept.label.zh), concept)
            names.setdefault(fold(concept.label.en), concept)
        for concept in self.concepts:
            for alias in concept.aliases:
                names.setdefault(fold(alias), concept)
        self._by_name = names

    def get(self, concept_id: str) -> Concept | None:
        """The concept with this id."""
        return self._by_id.get(concept_id)

    def kind(self, kind_id: str | None) -> DocumentKind | None:
        """The document kind with this id."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)

    def find(self, name: str) -> Concept | None:
        """The concept that `name` (an id, a label or an alias, spaces and case aside) names as a whole."""
        return self._by_name.get(fold(name))

    def nearest(self, name: str) -> str | None:
        """The known name most like `name`, for a "did you mean"."""
        near = difflib.get_close_matches(fold(name), self._by_name, 1, cutoff=0.6)
        if not near:
            return None
        concept = self._by_name[near[0]]
        return next((known for known in _names(concept) if fold(known) == near[0]), concept.id)


def fold(name: str) -> str:
    """`name` without case, width and spaces: the form in which names are compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The concepts under `folder` (default: those shipped).

    A file is a list of entries, or a mapping with the one key `concepts`. Raises RuleFileError.
    """
    entries = _load_entries(folder or data_dir("schemas") / "concepts", Concept, "concepts")
    return (
        Vocabulary(entries)
        if folder
        else Vocabulary(
            entries, load_kinds(), _load_named(Body, "names", "bodies"), _load_named(Slip, "wording", "slips")
        )
    )


def load_kinds(folder: Path | None = None) -> tuple[DocumentKind, ...]:
    """The document kinds under `folder` (default: those shipped), in file order.

    A file is one kind, a list of them, or a mapping with the one key `kinds`. Raises RuleFileError.
    """
    return tuple(_load_entries(folder or data_dir("schemas") / "documents", DocumentKind, "kinds"))


def _load_named(model: type[Named], folder: str, key: str) -> list[Named]:
    """The entries under `key` in the shipped files of a folder of schemas."""
    return [
        source.build(model, value, place)
        for path in yaml_files(data_dir("schemas") / folder)
        for source in [read_yaml(path, f"{folder}/{path.name}")]
        for place, value in _listed(source, key)
    ]


def _names(concept: Concept) -> tuple[str, ...]:
    return (concept.label.zh, concept.label.en, concept.id, *concept.aliases)


def _load_entries(folder: Path, model: type[Entry], key: str) -> list[Entry]:
    entries: list[Entry] = []
    first: dict[str, str] = {}
    for path in yaml_files(folder):
        source = read_yaml(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
        for place, value in _listed(source, key):
            entry = source.build(model, value, place)
            if entry.id in first:
                raise source.error(
                    (*place, "id"),
                    Bilingual(
                        zh=f"标识 {entry.id} 已在 {first[entry.id]} 使用",
                        en=f"the id {entry.id} is taken by {first[entry.id]}",
                    ),
                    Bilingual(zh="请改用另一个标识，或合并两处。", en="Give it another id, or merge the two."),
                )
            first[entry.id] = source.where((*place, "id"))
            entries.append(entry)
    return entries


def _listed(source: Source, key: str) -> list[tuple[Place, Value]]:
    value = source.value
    if isinstance(value, dict) and set(value) == {key}:
        inner = value[key]
        if isinstance(inner, list):
            return [((key, index), item) for index, item in enumerate(inner)]
    if isinstance(value, list):
        return [((index,), item) for index, item in enumerate(value)]
    if value is None:
        return []
    return [((), value)]
