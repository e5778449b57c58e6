"""Word documents and workbooks of the old formats (.doc, .xls), converted by LibreOffice where it is installed.

LibreOffice works in a private folder that is removed afterwards, with a profile of its own in which macros, links and
the network are off, and under a time limit. The result is read like any .docx or .xlsx; its addresses are those of the
converted file. A workbook is read by xlrd instead, where that is installed (see `xls`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from compliance_check.collect import archive, media, refusals, sandbox
from compliance_check.collect.source import Source
from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual, Document

SECONDS = 120
PROGRAMS = ("soffice", "libreoffice")
TARGETS = {
    media.DOC: ("doc", "docx", media.DOCX, "compliance_check.collect.docx:read"),
    media.XLS: ("xls", "xlsx", media.XLSX, "compliance_check.collect.xlsx:read"),
}
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Nothing runs, no link is followed, and what would go out ends at a closed port of this machine."""


def read(source: Source) -> Document:
    """The document in a .doc or .xls file. Raises UnreadableError if it is damaged or nothing here can read it."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if source.media_type == media.XLS and find_spec("xlrd") is not None:
        try:
            return cast(Document, sandbox.run("compliance_check.collect.xls:read", (source,), source.path))
        except UnreadableError as error:
            if program is None or error.what == refusals.encrypted(source.path).what:
                raise
            with contextlib.suppress(UnreadableError):  # xlrd stumbles over much that opens in Excel
                return _converted(program, source)
            raise
    if program is None:
        raise _nothing_to_read_it(source)
    return _converted(program, source)


def _converted(program: str, source: Source) -> Document:
    """The document by way of LibreOffice."""
    _, _, kind, reader = TARGETS[source.media_type]
    data = convert(program, source)
    converted = replace(source, data=data, media_type=kind)
    document = cast(Document, sandbox.run(reader, (converted,), source.path))
    note = Bilingual(
        zh="旧格式文件，经 LibreOffice 转换后读取；位置为转换后文件中的位置",
        en="a file of an old format, read after conversion by LibreOffice; places are those in the converted file",
    )
    identity = {"sha256": source.sha256, "media_type": source.media_type, "notes": (note, *document.notes)}
    return document.model_copy(update=identity)


def convert(program: str, source: Source) -> bytes:
    """The bytes of the .docx or .xlsx that LibreOffice makes of a file. Raises UnreadableError if it makes none."""
    old, new, _, _ = TARGETS[source.media_type]
    with tempfile.TemporaryDirectory(prefix="compliance-check-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        _write_profile(place / "profile" / "user")
        (place / f"draft.{old}").write_bytes(source.data)
        command = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault"]
        command += [f"-env:UserInstallation={(place / 'profile').as_uri()}"]
        command += ["--convert-to", new, "--outdir", str(place), str(place / f"draft.{old}")]
        in_time = _run(command, place)
        result = place / f"draft.{new}"
        if result.is_file():
            return result.read_bytes()
    if not in_time:
        zh, en = f"LibreOffice 转换超过 {SECONDS} 秒，已停止", f"the conversion took over {SECONDS} seconds, stopped"
        raise archive.refuse(source.path, zh, en)
    if source.media_type == media.DOC and _has_password(source.data):
        raise refusals.encrypted(source.path)
    raise archive.refuse(source.path, "LibreOffice 无法打开该文件", "LibreOffice could not open the file")


def _has_password(data: bytes) -> bool:
    """Whether a .doc is encrypted: a flag in the header of its text ([MS-DOC] 2.5.2, fEncrypted)."""
    start = data.find(b"\xec\xa5\xc1\x00")
    return 0 <= start < len(data) - 11 and bool(data[start + 11] & 1)


def _run(command: list[str], folder: Path) -> bool:
    """Run LibreOffice to its end; False if its time was up. Whatever happens, nothing of it goes on running."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    environment = kept | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL) if os.name == "posix" else process.kill()
        process.wait()
    return True


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    namespace = 'xmlns:oor="http://openoffice.org/2001/registry"'
    text = f'<?xml version="1.0" encoding="UTF-8"?><oor:items {namespace}>{items}</oor:items>'
    (folder / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _nothing_to_read_it(source: Source) -> Exception:
    old, new, _, _ = TARGETS[source.media_type]
    what = (
        f"这是旧格式 .{old} 文件，本机没有可读取它的程序",
        f"it is a file of the old format .{old}, and nothing here reads it",
    )
    extra_zh, extra_en = ("，或安装 xlrd", ", or xlrd") if old == "xls" else ("", "")
    todo = (f"请另存为 .{new}，或安装 LibreOffice{extra_zh}", f"Save it as .{new}, or install LibreOffice{extra_en}")
    return refusals.refuse(source.path, what, todo)
