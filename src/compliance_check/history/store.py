"""The store: add, list, read, remove. Every change is one transaction; a correction is a new edition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from compliance_check import __version__
from compliance_check.errors import UsageError
from compliance_check.history import schema
from compliance_check.history.connect import engine_for, plain_errors, prepare
from compliance_check.history.entities import EntityBook, key_of, telling_names
from compliance_check.history.place import Place, place_of
from compliance_check.history.records import (
    Edition,
    disclosure_of,
    edition_of,
    edition_row,
    figure_row,
    part_rows,
)
from compliance_check.model import Bilingual, Disclosure

RETRIES = 20
"""How often an edition's number is chosen anew when other writers take it first."""

WINDOW = dt.timedelta(days=366 * 4)
"""How far back a check looks: eight points for each season's own history, and then some."""


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did. new: false when this very file was there already."""

    edition: Edition
    new: bool


class Store:
    """An open store; a context manager."""

    def __init__(self, place: Place, engine: sa.Engine, entities: EntityBook) -> None:
        self.place, self._engine, self.entities = place, engine, entities

    @classmethod
    def open(cls, url: str | None, *, write: bool, entities: EntityBook | None = None) -> Store:
        """See `history.open_store`."""
        place = place_of(url)
        engine = engine_for(place, write=write)
        prepare(engine, place, write=write)
        return cls(place, engine, entities or EntityBook())

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def add(self, disclosure: Disclosure) -> Added:
        """Keep a disclosure, as a further edition if its company, kind and period are there already.

        Raises UsageError when company or period are unknown.
        """
        _refuse_unknown(disclosure)
        for attempt in range(RETRIES):
            try:
                with plain_errors(self.place), self._engine.execution_options(write=True).begin() as c:
                    return self._add(c, disclosure)
            except IntegrityError:
                # On a server another writer may take the number between the look and the insert.
                if attempt == RETRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def editions(self, entity: str | None = None) -> tuple[Edition, ...]:
        """All stored disclosures, or one company's, by company, period, kind and edition."""
        with plain_errors(self.place), self._engine.begin() as connection:
            wanted = None if entity is None else self._matching(entity, ())
            return self._editions(connection, wanted)

    def get(self, edition_id: int) -> Edition:
        """The stored disclosure of this number. Raises UsageError."""
        found = next((item for item in self.editions() if item.id == edition_id), None)
        if found is None:
            raise UsageError(
                self.place.shown,
                Bilingual(zh=f"台账中没有第 {edition_id} 号", en=f"there is no entry {edition_id} in the store"),
                Bilingual(zh="编号见 history list。", en="history list shows the numbers."),
            )
        return found

    def read(self, editions: Sequence[Edition]) -> tuple[Disclosure, ...]:
        """The disclosures behind `editions`, in that order."""
        with plain_errors(self.place), self._engine.begin() as connection:
            return self._read(connection, editions)

    def walk(self, editions: Sequence[Edition], step: int = 50) -> Iterator[tuple[Edition, Disclosure]]:
        """The disclosures behind `editions`, few at a time: the store may be larger than the memory."""
        for start in range(0, len(editions), step):
            chosen = editions[start : start + step]
            yield from zip(chosen, self.read(chosen), strict=True)

    def earlier(self, entity: str, names: Iterable[str] = (), before: dt.date | None = None) -> tuple[Disclosure, ...]:
        """The current editions of a company's disclosures of the last four years up to the day `before`."""
        with plain_errors(self.place), self._engine.begin() as connection:
            wanted = self._matching(entity, names)
            if before is not None:
                table = schema.edition.c
                first = before - WINDOW
                wanted = sa.and_(wanted, table.period_end <= before.isoformat(), table.period_end >= first.isoformat())
            chosen = [item for item in self._editions(connection, wanted) if item.current]
            return self._read(connection, chosen)

    def remove(self, edition_id: int) -> Edition:
        """Forget one stored disclosure; what it was. Raises UsageError."""
        found = self.get(edition_id)
        with plain_errors(self.place), self._engine.execution_options(write=True).begin() as connection:
            connection.execute(sa.delete(schema.edition).where(schema.edition.c.id == edition_id))
        return found

    def _add(self, connection: sa.Connection, disclosure: Disclosure) -> Added:
        entity = self.entities.full_name(disclosure.entity or "")
        row = edition_row(disclosure, entity, key_of(entity), 0, __version__)
        table = schema.edition.c
        columns = ("kind", "period_start", "period_end")
        same = sa.and_(self._matching(entity, ()), *(table[column] == row[column] for column in columns))
        there = self._editions(connection, same)
        for item in there:
            if item.sha256 == disclosure.document.sha256:
                return Added(item, new=False)
        row["edition"] = max((item.edition for item in there), default=0) + 1
        key = connection.execute(sa.insert(schema.edition).values(row)).inserted_primary_key
        assert key is not None
        edition_id: int = key[0]
        self._add_parts(connection, edition_id, disclosure, entity)
        return Added(edition_of({**row, "id": edition_id}, current=True), new=True)

    def _add_parts(self, connection: sa.Connection, edition_id: int, disclosure: Disclosure, entity: str) -> None:
        names = {key_of(name): name for name in (*disclosure.entity_names, disclosure.entity or "", entity)}
        name_rows = [
            {"edition_id": edition_id, "name_key": key, "name": name} for key, name in sorted(names.items()) if key
        ]
        figure_rows = [figure_row(edition_id, number, item) for number, item in enumerate(disclosure.figures)]
        for table, rows in (
            (schema.name, name_rows),
            (schema.figure, figure_rows),
            (schema.part, part_rows(edition_id, disclosure)),
        ):
            if rows:
                connection.execute(sa.insert(table), rows)

    def _matching(self, entity: str, names: Iterable[str]) -> sa.ColumnElement[bool]:
        """Editions of the company: of any of its names, or whose document calls itself so, or is called so here."""
        keys = self.entities.keys(entity)
        shorts = {key_of(name) for name in telling_names(names)}
        table = schema.edition.c
        own = table.entity_key.in_(sorted(keys | shorts))
        telling = sorted(key_of(key) for key in telling_names(keys))
        called = sa.select(schema.name.c.edition_id).where(schema.name.c.name_key.in_(telling))
        return sa.or_(own, table.id.in_(called))

    def _editions(self, connection: sa.Connection, wanted: sa.ColumnElement[bool] | None) -> tuple[Edition, ...]:
        table = schema.edition
        order = (table.c.entity_key, table.c.period_end, table.c.period_start, table.c.kind, table.c.edition)
        query = sa.select(table).order_by(*order)
        rows = connection.execute(query if wanted is None else query.where(wanted)).mappings().all()
        latest: dict[tuple[str, ...], int] = {}
        for row in rows:
            group = _group(row, self.entities)
            latest[group] = max(latest.get(group, 0), row["edition"])
        return tuple(edition_of(row, latest[_group(row, self.entities)] == row["edition"]) for row in rows)

    def _read(self, connection: sa.Connection, editions: Sequence[Edition]) -> tuple[Disclosure, ...]:
        ids = [item.id for item in editions]
        found: dict[str, dict[int, list[sa.RowMapping]]] = {}
        for key, table in (("name", schema.name), ("figure", schema.figure), ("part", schema.part)):
            order = (
                table.c.edition_id,
                *(column for column in table.primary_key.columns if column.name != "edition_id"),
            )
            by_edition: dict[int, list[sa.RowMapping]] = defaultdict(list)
            query = sa.select(table).where(table.c.edition_id.in_(ids)).order_by(*order)
            for row in connection.execute(query).mappings():
                by_edition[row["edition_id"]].append(row)
            found[key] = by_edition
        return tuple(
            disclosure_of(
                item,
                [row["name"] for row in found["name"][item.id] if row["name"] != item.entity],
                found["figure"][item.id],
                found["part"][item.id],
            )
            for item in editions
        )


def _group(row: sa.RowMapping, entities: EntityBook) -> tuple[str, ...]:
    owner = key_of(entities.full_name(row["entity"]))
    return (owner, row["kind"], row["period_start"], row["period_end"])


def _refuse_unknown(disclosure: Disclosure) -> None:
    if disclosure.entity is None:
        raise UsageError(
            disclosure.document.path,
            Bilingual(zh="未能识别披露主体", en="whose disclosure this is could not be recognised"),
            Bilingual(zh="请用 --entity 给出公司全称。", en="Give the company's full name with --entity."),
        )
    if disclosure.period is None:
        raise UsageError(
            disclosure.document.path,
            Bilingual(zh="未能识别报告期间", en="its reporting period could not be recognised"),
            Bilingual(zh="请用 --period 给出，如 2025Q2。", en="Give it with --period, such as 2025Q2."),
        )
