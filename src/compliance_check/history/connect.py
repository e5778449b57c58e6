"""Connections: an engine for a place, the version of what stands there, and every failure in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from compliance_check.errors import ComplianceCheckError, UnreadableError, UsageError
from compliance_check.history import missing_extra
from compliance_check.history.place import Place
from compliance_check.history.schema import HEAD, VERSION_TABLE, edition
from compliance_check.model import Bilingual

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

MIGRATION_LOCK = 7261934501
"""The key of the PostgreSQL advisory lock under which one of several programs creates or upgrades the tables."""


def engine_for(place: Place, *, write: bool) -> sa.Engine:
    """An engine for `place`. Raises UsageError when there is no file to read or no driver."""
    if place.path is not None:
        return _sqlite(place.path, write=write)
    try:
        return sa.create_engine(place.url or "", poolclass=NullPool, connect_args={"connect_timeout": 15})
    except ModuleNotFoundError as error:
        raise missing_extra(error.name or "psycopg") from None
    except (SQLAlchemyError, ValueError) as error:
        raise UsageError(
            place.shown,
            Bilingual(zh="台账地址有误", en="the address of the history store is wrong"),
            Bilingual(zh=f"请检查地址：{type(error).__name__}。", en=f"Check it: {type(error).__name__}."),
        ) from None


def prepare(engine: sa.Engine, place: Place, *, write: bool) -> None:
    """See that the tables are those of this version; create or upgrade them when `write`. Raises UsageError."""
    with plain_errors(place), engine.connect() as connection:
        found = _version(connection)
        if found is None and write:
            _refuse_foreign(connection, place)
    if found == HEAD:
        return
    if found is not None and not _known(found):
        raise _newer(place, found)
    if not write:
        raise _no_store(place) if found is None else _older(place)
    with plain_errors(place), engine.execution_options(write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        # Another program may have done it while this one waited for the lock.
        if _version(connection) != HEAD:
            _upgrade(connection)


@contextmanager
def plain_errors(place: Place) -> Iterator[None]:
    """Turns what a database says into the errors that a user can act on; a clash of two writers passes through."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise _plain(error, place) from None


def _sqlite(path: Path, *, write: bool) -> sa.Engine:
    if write:
        _create_private(path)
        mode = "rw"
    elif not path.exists():
        raise _no_store(Place(str(path), path))
    else:
        mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    # Without a write-ahead log beside it, a file that nobody here may write is read as it stands.
    still = "&immutable=1" if mode == "ro" and not Path(f"{path}-wal").exists() else ""
    address = f"file:{quote(str(path.resolve()))}?mode={mode}{still}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        if write:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A writer takes the lock at once: two readers that both turn writers would otherwise wait for each other.
        writing = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _create_private(path: Path) -> None:
    """An empty file that only its owner reads, unless there is one. Raises UsageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise UsageError(
            str(path),
            Bilingual(zh=f"无法写入台账文件（{error.strerror}）", en=f"the store cannot be written ({error.strerror})"),
            _PERMISSION,
        ) from None


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()


def _known(version: str) -> bool:
    return version.isdecimal() and int(version) <= int(HEAD)


def _refuse_foreign(connection: sa.Connection, place: Place) -> None:
    """A database with tables of somebody else is not taken over; a server's schema may be shared if no name clashes."""
    tables = sa.inspect(connection).get_table_names()
    if edition.name in tables or (tables and place.path is not None):
        raise UsageError(
            place.shown,
            Bilingual(zh="该数据库不是披露台账", en="this database is not a history store"),
            Bilingual(zh="请另选文件或数据库。", en="Choose another file or database."),
        )


def _upgrade(connection: sa.Connection) -> None:
    import logging

    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


_PERMISSION = Bilingual(
    zh="请检查该文件及其文件夹的权限，或用 --history 另选位置。",
    en="Check the permissions of the file and its folder, or choose another place with --history.",
)


def _newer(place: Place, found: str) -> UsageError:
    return UsageError(
        place.shown,
        Bilingual(
            zh=f"台账由更新版本的程序写成（结构 {found}，本程序为 {HEAD}）",
            en=f"the store was written by a newer version of this program (structure {found}, this one knows {HEAD})",
        ),
        Bilingual(zh="请升级 compliance-check；台账未被改动。", en="Upgrade compliance-check; nothing was changed."),
    )


def _older(place: Place) -> UsageError:
    return UsageError(
        place.shown,
        Bilingual(zh="台账由较旧版本写成", en="the store was written by an older version"),
        Bilingual(
            zh="请以有写权限的用户运行 compliance-check history add 升级。",
            en="Run compliance-check history add as a user who may write it.",
        ),
    )


def _no_store(place: Place) -> UsageError:
    return UsageError(
        place.shown,
        Bilingual(zh="此处没有披露台账", en="there is no history store here"),
        Bilingual(
            zh="请检查 --history，或先运行 compliance-check history add。",
            en="Check --history, or run compliance-check history add first.",
        ),
    )


def _plain(error: DBAPIError, place: Place) -> ComplianceCheckError:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return UsageError(
            place.shown,
            Bilingual(
                zh=f"另一程序正在写入台账，已等待 {BUSY_SECONDS} 秒",
                en=f"another program has been writing the store for {BUSY_SECONDS} seconds",
            ),
            Bilingual(zh="请稍后重试；台账未被改动。", en="Try again later; nothing was changed."),
        )
    if code.startswith("SQLITE_READONLY") or code in {"42501", "25006"}:
        return UsageError(place.shown, Bilingual(zh="台账为只读", en="the store is read-only"), _PERMISSION)
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return UnreadableError(
            place.shown,
            Bilingual(zh="台账文件已损坏，或不是 SQLite 文件", en="the store is damaged, or no SQLite file"),
            Bilingual(
                zh="请从备份恢复；程序没有改动该文件。",
                en="Restore it from a backup; this program has not changed it.",
            ),
        )
    said = " ".join(str(error.orig).split())[:200]
    return UnreadableError(
        place.shown,
        Bilingual(zh=f"台账无法访问（{said}）", en=f"the store is out of reach ({said})"),
        Bilingual(
            zh="请检查地址、服务、磁盘空间和权限。", en="Check the address, the service, disk space, permissions."
        ),
    )
