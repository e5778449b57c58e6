"""Where a store is: from what a user writes to an address, with the defaults of the platform."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from compliance_check.errors import UsageError
from compliance_check.model import Bilingual

FOLDER = "compliance-check"
SCHEMES = {"postgresql", "postgres", "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class Place:
    """A store's address. path: of an SQLite file, else None. url: of a server. shown: for messages, no password."""

    shown: str
    path: Path | None = None
    url: str | None = None


def place_of(text: str | None) -> Place:
    """The place that `text` names. Raises UsageError for an address of another kind."""
    if text is None or text == "default":
        return Place(str(default_path()), path=default_path())
    if text.startswith("sqlite:///"):
        path = Path(unquote(text.removeprefix("sqlite:///").split("?")[0]))
        return Place(str(path), path=path)
    if "://" not in text:
        path = Path(text).expanduser()
        return Place(str(path), path=path)
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES:
        raise UsageError(
            _without_password(text),
            Bilingual(zh="不认识的台账地址", en="this address of a history store is not understood"),
            Bilingual(
                zh="请写文件路径、sqlite:///路径 或 postgresql://用户@主机/库名。",
                en="Write a file path, sqlite:///path or postgresql://user@host/database.",
            ),
        )
    url = urlunsplit(("postgresql+psycopg", *parts[1:]))
    return Place(_without_password(text), url=url)


def default_path() -> Path:
    """The user's own store: in the data folder of the platform (XDG_DATA_HOME and its like)."""
    return _base("XDG_DATA_HOME", "LOCALAPPDATA", ".local/share") / FOLDER / "history.sqlite3"


def alias_path() -> Path:
    """The user's alias file, which need not exist."""
    return _base("XDG_CONFIG_HOME", "APPDATA", ".config") / FOLDER / "entities.yaml"


def _base(variable: str, windows: str, fallback: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable])
    if sys.platform == "win32" and os.environ.get(windows):
        return Path(os.environ[windows])
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support"
    return Path.home() / fallback


def _without_password(text: str) -> str:
    parts = urlsplit(text)
    try:
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return f"{parts.scheme}://…"
    user = f"{parts.username}@" if parts.username else ""
    return urlunsplit((parts.scheme, f"{user}{host}{port}", parts.path, "", ""))
