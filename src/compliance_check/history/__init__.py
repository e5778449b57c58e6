"""The store of published disclosures: what a draft is judged against besides itself.

An SQLite file by default, PostgreSQL for a team. SQLAlchemy is imported when a store is opened, never before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from compliance_check.errors import UsageError
from compliance_check.model import Bilingual

if TYPE_CHECKING:
    from compliance_check.history.entities import EntityBook
    from compliance_check.history.store import Store


def open_store(url: str | None = None, *, write: bool = False, entities: EntityBook | None = None) -> Store:
    """The store at `url` (a path, sqlite:/// or postgresql://; None or "default": the user's own).

    write: create or upgrade it if need be. Raises UsageError (no such store, a newer version, no permission, the
    extra is not installed) and UnreadableError (damaged, out of reach).
    """
    try:
        from compliance_check.history.store import Store
    except ModuleNotFoundError as error:
        raise missing_extra(error.name or "sqlalchemy") from None
    return Store.open(url, write=write, entities=entities)


def user_entities(path: Path | None = None) -> EntityBook:
    """The names of companies in the alias file at `path`, or in the user's own if there is one."""
    from compliance_check.history.entities import load_entities
    from compliance_check.history.place import alias_path

    return load_entities(path or alias_path())


def missing_extra(module: str) -> UsageError:
    """The error for a library that an optional part needs."""
    extra = {"psycopg": "postgresql", "pyarrow": "parquet"}.get(module.split(".")[0], "history")
    return UsageError(
        "history",
        Bilingual(zh=f"未安装 {module}", en=f"{module} is not installed"),
        Bilingual(
            zh=f'请安装：pip install "compliance-check[{extra}]"。', en=f'Run pip install "compliance-check[{extra}]".'
        ),
    )
