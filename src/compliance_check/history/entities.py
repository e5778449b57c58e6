"""Which names are one company: full, short and former names and codes, from a file that users edit.

entities:
  - name: 甲乙财产保险股份有限公司
    short_names: [甲乙财险]
    former_names: [{name: 甲丙财产保险股份有限公司, until: 2021-03-01}]
    codes: [000123, 91110000XXXXXXXXXX]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from compliance_check.catalog.strict_yaml import read_yaml
from compliance_check.catalog.vocabulary import fold
from compliance_check.model import Bilingual, Frozen

SHORTEST_NAME = 4
"""Characters of a short name that may identify a company by itself: 本社 or 公司 never may."""


class FormerName(Frozen):
    """A name given up on a day."""

    name: str
    until: dt.date | None = None


class EntityEntry(Frozen):
    """One company of the alias file."""

    name: str
    short_names: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and code."""
        return (self.name, *self.short_names, *(former.name for former in self.former_names), *self.codes)


class EntityBook:
    """The alias file as a lookup; empty when there is none."""

    def __init__(self, entries: Iterable[EntityEntry] = ()) -> None:
        self._by_key = {key_of(name): entry for entry in entries for name in entry.names}

    def full_name(self, name: str) -> str:
        """The present full name of the company that `name` (or a code) means; `name` itself if nothing is known."""
        entry = self._by_key.get(key_of(name))
        return entry.name if entry else name

    def keys(self, name: str) -> frozenset[str]:
        """The keys of all names of the company that `name` means."""
        entry = self._by_key.get(key_of(name))
        return frozenset(key_of(known) for known in (entry.names if entry else (name,)))


def key_of(name: str) -> str:
    """A name as it is compared: case, width, spaces and brackets' shape aside."""
    return fold(name).replace("·", "").replace("“", "").replace("”", "")[:200]


def telling_names(names: Iterable[str]) -> tuple[str, ...]:
    """The short names that identify a company by themselves."""
    return tuple(name for name in names if len(key_of(name)) >= SHORTEST_NAME)


def load_entities(path: Path) -> EntityBook:
    """The alias file at `path`; an empty book when there is none. Raises RuleFileError with the line."""
    if not path.exists():
        return EntityBook()
    source = read_yaml(path)
    value = source.value
    listed = value.get("entities") if isinstance(value, dict) else None
    if not isinstance(value, dict) or set(value) != {"entities"} or not isinstance(listed, list):
        raise source.error(
            (),
            Bilingual(zh="这不是公司名称文件", en="this is not a file of company names"),
            Bilingual(
                zh="请写 entities: 列表，每项含 name、short_names、former_names、codes。",
                en="Write entities: with a list of name, short_names, former_names, codes.",
            ),
        )
    entries: list[EntityEntry] = []
    taken: dict[str, str] = {}
    for index, item in enumerate(listed):
        entry = source.build(EntityEntry, item, ("entities", index))
        for name in entry.names:
            if taken.setdefault(key_of(name), entry.name) != entry.name:
                raise source.error(
                    ("entities", index),
                    Bilingual(
                        zh=f"“{name}”已属于 {taken[key_of(name)]}", en=f"“{name}” already means {taken[key_of(name)]}"
                    ),
                    Bilingual(zh="一个名称只能指一家公司。", en="One name means one company."),
                )
        entries.append(entry)
    return EntityBook(entries)
