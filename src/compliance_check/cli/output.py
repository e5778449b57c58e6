"""Where results go: whole files only, written aside and renamed, or standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from compliance_check.errors import UsageError
from compliance_check.model import Bilingual

STDOUT = "-"


def write(path: Path, data: bytes) -> None:
    """Write a file aside in the same folder and rename it: a reader sees the old one or the whole new one.

    Raises UsageError where the place cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(aside).chmod(0o666 & ~_umask())
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            str(path),
            Bilingual(zh=f"无法写入（{error.strerror}）", en=f"cannot be written ({error.strerror})"),
            Bilingual(zh="请用 -o 指定可写的位置", en="Name a place that can be written with -o"),
        ) from error


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output and nothing else."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
