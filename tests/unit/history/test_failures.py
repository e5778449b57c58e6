"""A store that cannot be used says so in one line, and nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import sqlalchemy as sa

from compliance_check.errors import ComplianceCheckError, UnreadableError, UsageError
from compliance_check.history import open_store
from compliance_check.history.connect import engine_for
from compliance_check.history.place import default_path, place_of
from compliance_check.history.schema import HEAD, VERSION_TABLE, metadata
from tests.unit.history.disclosures import disclosure

ROOT = Path(__file__).parents[3]


def _filled(path: Path) -> None:
    with open_store(str(path), write=True) as store:
        store.add(disclosure())


def test_reading_where_there_is_no_store_creates_none(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite3"
    with pytest.raises(UsageError, match="no history store here"):
        open_store(str(path))
    assert not path.exists()


def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite3"
    _filled(path)
    data = bytearray(path.read_bytes())
    data[:64] = b"\0" * 64
    path.write_bytes(data)
    for write in (False, True):
        with pytest.raises(UnreadableError, match="damaged"):
            open_store(str(path), write=write)
    assert path.read_bytes() == bytes(data)


def test_damage_inside_a_file_is_named_when_met(tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite3"
    with open_store(str(path), write=True) as store:
        for number in range(60):
            store.add(disclosure(tuple("1" * 50), salt=str(number)))
    data = bytearray(path.read_bytes())
    for page in range(8, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="damaged"), open_store(str(path)) as store:
        store.read(store.editions())


def test_a_text_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("偿付能力报告\n" * 500, encoding="utf-8")
    with pytest.raises(UnreadableError, match="no SQLite file"):
        open_store(str(path), write=True)


def test_somebody_elses_database_is_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    with pytest.raises(UsageError, match="not a history store"):
        open_store(str(path), write=True)


@pytest.mark.parametrize("write", [True, False])
def test_a_store_of_a_newer_version_is_left_alone(url: str, write: bool) -> None:
    with open_store(url, write=True) as store:
        store.add(disclosure())
    engine = engine_for(place_of(url), write=True)
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0999'"))
    with pytest.raises(UsageError, match="newer version") as caught:
        open_store(url, write=write)
    assert "0999" in caught.value.what.zh
    with engine.begin() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM disclosure_edition")).scalar() == 1


def test_an_empty_database_before_the_first_revision_is_brought_up(url: str) -> None:
    open_store(url, write=True)
    engine = engine_for(place_of(url), write=True)
    with engine.begin() as connection:
        assert connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == HEAD
        found = sa.inspect(connection)
        for table in metadata.tables.values():
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert columns == {column.name: column.nullable for column in table.columns}, table.name
            indexes = {index["name"] for index in found.get_indexes(table.name) if not index.get("unique")}
            assert indexes == {index.name for index in table.indexes}


def _as_nobody(path: str, answers: Connection) -> None:
    # Root may write whatever its mode, so another user tries; the modules are loaded by now.
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    with open_store(path) as store:
        answers.send(len(store.read(store.editions())[0].figures))
    try:
        open_store(path, write=True)
    except UsageError as error:
        answers.send(error.line("en"))


def test_a_read_only_file_can_be_read_and_says_so_when_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "history.sqlite3"
        _filled(path)
        path.chmod(0o444)
        folder.chmod(0o555)
        fork = multiprocessing.get_context("fork")
        here, there = fork.Pipe()
        child = fork.Process(target=_as_nobody, args=(str(path), there))
        child.start()
        assert here.poll(30)
        assert here.recv() == 3
        assert here.poll(30)
        assert "cannot be written" in here.recv()
        child.join(30)
        folder.chmod(0o755)


INTERRUPTED = textwrap.dedent(
    """
    import os, signal, sys
    from compliance_check.history import open_store, store as module
    from tests.unit.history.disclosures import disclosure

    def killed(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    with open_store(sys.argv[1], write=True) as store:
        module.part_rows = killed  # after the edition and before its last part
        store.add(disclosure(("2",)))
    """
)


def test_an_interrupted_write_leaves_the_store_as_it_was(url: str) -> None:
    with open_store(url, write=True) as store:
        store.add(disclosure())
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, url],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with open_store(url, write=True) as store:
        assert [item.edition for item in store.editions()] == [1]
        assert store.add(disclosure(("2",))).edition.edition == 2


def test_a_writer_waits_its_turn_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance_check.history.connect.BUSY_SECONDS", 0.2)
    path = tmp_path / "history.sqlite3"
    _filled(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(str(path), write=True) as store:
        with pytest.raises(UsageError, match="another program"):
            store.add(disclosure(("2",)))
        assert len(store.editions()) == 1, "readers do not wait for a writer"
        other.execute("ROLLBACK")
        store.add(disclosure(("2",)))
    other.close()


def test_a_server_out_of_reach_names_it_without_the_password() -> None:
    with pytest.raises(UnreadableError) as caught:
        open_store("postgresql://audit:geheim@127.0.0.1:9/disclosures")
    assert "127.0.0.1:9" in caught.value.where
    assert "geheim" not in caught.value.line("en") + caught.value.line("zh")


@pytest.mark.parametrize("address", ["mysql://host/db", "http://127.0.0.1/", "oracle://x"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="postgresql://"):
        open_store(address)


def test_the_store_stands_in_the_data_folder_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "compliance-check" / "history.sqlite3"
    with open_store(write=True) as store:
        store.add(disclosure())
    assert default_path().stat().st_mode & 0o077 == 0, "what a company keeps is its own"


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    for name in [name for name in sys.modules if name.startswith("compliance_check.history.store")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("connect", "schema"):
        monkeypatch.delitem(sys.modules, f"compliance_check.history.{name}", raising=False)
    with pytest.raises(ComplianceCheckError, match=r"compliance-check\[history\]"):
        open_store(str(tmp_path / "x.sqlite3"), write=True)
