"""PATH arguments to files: files as they are, folders recursively, patterns, and "-" for standard input."""

from __future__ import annotations

import glob
from pathlib import Path

from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual

STDIN = Path("-")


def expand(paths: tuple[str, ...], output: Path | None) -> list[Path]:
    """The files that the arguments name, each once, in a stable order; what a run writes is no input to it.

    Raises UnreadableError when a folder or pattern holds no document of a known kind.
    """
    found: dict[Path, None] = {}
    for text in paths:
        path = Path(text)
        if path == STDIN or path.is_file():
            found[path] = None
        elif path.is_dir():
            found.update(dict.fromkeys(_in_folder(path, output)))
        elif glob.has_magic(text):
            found.update(dict.fromkeys(_matching(text)))
        else:
            found[path] = None  # collect says that it is missing, in the one place where that is said
    return list(found)


def _in_folder(folder: Path, output: Path | None) -> list[Path]:
    from compliance_check.collect.media import EXTENSIONS

    written = output.resolve() if output else None
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in EXTENSIONS
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and (written is None or written not in path.resolve().parents)
    ]
    if not files:
        raise UnreadableError(
            str(folder),
            Bilingual(zh="文件夹中没有可检查的文件", en="the folder holds no document to check"),
            Bilingual(zh="请指定含有披露文件的文件夹", en="Name a folder that holds disclosure documents"),
        )
    return files


def _matching(pattern: str) -> list[Path]:
    # Path.glob knows no absolute patterns, which users type.
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    files = [Path(name) for name in names if Path(name).is_file()]
    if not files:
        raise UnreadableError(
            pattern,
            Bilingual(zh="没有与该模式相符的文件", en="no file matches this pattern"),
            Bilingual(zh="请检查路径与通配符", en="Check the path and the wildcards"),
        )
    return files
