"""The child process that reads risky files: its limits, its crashes, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from compliance_check.collect import sandbox
from compliance_check.collect.sandbox import Limits
from compliance_check.errors import UnreadableError, UsageError
from compliance_check.model import Bilingual, Document, Paragraph, Passage

HERE = Path(__file__).stem
BOTH = pytest.mark.parametrize("way", ["_fork", "_spawn"])
pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits are the kernel's, POSIX only")


def document(text: str) -> Document:
    blocks = (Paragraph(passage=Passage(text, text, path="body/p[1]")),)
    return Document(id="d1", path="a.docx", sha256="0", media_type="x", blocks=blocks)


def read(text: str) -> Document:
    return document(text)


def refuse(kind: str) -> None:
    error = {"unreadable": UnreadableError, "usage": UsageError}[kind]
    raise error("a.docx", Bilingual(zh="坏了", en="broken"), Bilingual(zh="修好", en="mend it"))


def stumble() -> None:
    raise KeyError("word/document.xml")


def crash() -> None:
    os.abort()


def hang() -> None:
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def swell() -> int:
    return len(bytearray(1 << 30))


def boast() -> str:
    return "x" * (3 << 20)


def noise() -> int:
    print("a library that talks")
    os.write(2, b"on standard error")
    return 1


def forge() -> object:
    class Payload:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("echo taken over",)

    return Payload()


def parent_of(path: str) -> None:
    if not (worker := os.fork()):
        time.sleep(60)
    Path(path).write_text(str(worker))
    os.abort()


@contextmanager
def way_of(way: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "_can_fork", lambda: way == "_fork")
        patch.syspath_prepend(str(Path(__file__).parent))
        yield


def call(name: str, *arguments: object, limits: Limits | None = None) -> object:
    return sandbox.run(f"{HERE}:{name}", arguments, "draft.docx", limits)


@BOTH
def test_document_comes_back_whole(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with way_of(way, monkeypatch):
        assert call("read", "实际资本 97,231.28 万元") == document("实际资本 97,231.28 万元")


@BOTH
@pytest.mark.parametrize(("kind", "error"), [("unreadable", UnreadableError), ("usage", UsageError)])
def test_errors_keep_type_and_words(
    way: str, kind: str, error: type[UnreadableError], monkeypatch: pytest.MonkeyPatch
) -> None:
    with way_of(way, monkeypatch), pytest.raises(error) as caught:
        call("refuse", kind)
    assert caught.value.line("zh") == "a.docx: 坏了。修好"
    assert caught.value.line("en") == "a.docx: broken. mend it"


@BOTH
@pytest.mark.parametrize(
    ("function", "limits", "words"),
    [
        ("stumble", Limits(), "KeyError"),
        ("crash", Limits(), "SIGABRT"),
        ("hang", Limits(wall=1), "longer than 1 seconds"),
        ("spin", Limits(processor=1, wall=30), "longer than"),
        ("swell", Limits(memory=300), "memory"),
        ("boast", Limits(result=1), "memory"),
        ("forge", Limits(), "damaged"),
    ],
)
def test_failures_are_one_clear_line(
    way: str, function: str, limits: Limits, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = time.monotonic()
    with way_of(way, monkeypatch), pytest.raises(UnreadableError) as caught:
        call(function, limits=limits)
    assert words in caught.value.line("en")
    assert caught.value.line("zh").startswith("draft.docx: ")
    assert time.monotonic() - started < 30


@BOTH
def test_child_is_silent(way: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    with way_of(way, monkeypatch):
        assert call("noise") == 1
    assert capfd.readouterr() == ("", "")


def test_workers_of_a_crashed_child_end_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "worker"
    with way_of("_fork", monkeypatch), pytest.raises(UnreadableError, match="SIGABRT"):
        call("parent_of", str(note))
    worker = int(note.read_text())
    for _ in range(50):
        state = Path(f"/proc/{worker}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("the worker is still alive")


def test_no_fork_beside_another_thread() -> None:
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    try:
        assert not sandbox._can_fork()
    finally:
        release.set()
        thread.join()


def test_interrupt_kills_the_child() -> None:
    code = f"import sys; sys.path[:]={sys.path!r}; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
    code += f"from compliance_check.collect import sandbox; sandbox.run('{HERE}:hang', (), 'a.docx')"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 30
    while not (found := children.read_text().split()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in errors
    assert not Path(f"/proc/{found[0]}").exists()
