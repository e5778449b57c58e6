"""A reader in a process of its own: a crash, a hang or a bomb in a file costs that file, never the run.

On Linux a process without other threads is forked (2 to 5 ms), after it has imported the reader's modules itself, so
that not every child spends a fifth of a second on them; everywhere else a fresh interpreter is started. Memory and
processor time are bounded by the kernel where it can, the wall clock always. The child leads a process group of its
own, so that one kill ends it together with whatever it started.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from compliance_check.collect.confined import Limits as Limits
from compliance_check.collect.confined import serve
from compliance_check.collect.handover import unpack
from compliance_check.collect.pipe import Pipe
from compliance_check.collect.progress import Listener
from compliance_check.errors import RuleFileError, UnreadableError, UsageError
from compliance_check.model import Bilingual

_ERRORS = {"UnreadableError": UnreadableError, "UsageError": UsageError, "RuleFileError": RuleFileError}
_PLAIN_TYPES = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}
_START = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from compliance_check.collect import confined
confined.main()"""
_BLAS = "OPENBLAS_NUM_THREADS"
_ENDED_BY_LIMIT = {"SIGXCPU", "SIGALRM"}


def run(
    target: str,
    arguments: tuple[object, ...],
    where: str,
    limits: Limits | None = None,
    preload: tuple[str, ...] = (),
    listener: Listener | None = None,
) -> Any:
    """What the function `target` ("module:function") returns for `arguments`, computed in a child process.

    where: the file's name, for messages. The result may hold plain values and the types of `model`.
    preload: modules to import here, and functions to call ("module:function"), before the child is forked: what every
        child would otherwise do again. They start no threads and see nothing of the file.
    listener: hears how far the child has come, where it is a fork.
    Raises the ComplianceCheckError that the function raises; UnreadableError when it fails in any other way, is
    killed, or exceeds `limits`.
    """
    limits = limits or Limits()
    if _can_fork() and _preloaded(preload):
        kind, content = _fork(target, arguments, limits, listener)
    else:
        kind, content = _spawn(target, arguments, limits)
    if kind == "result":
        return content
    if kind == "failure":
        raise _failure(where, content, limits)
    name, origin, zh, en, todo_zh, todo_en = content
    raise _ERRORS.get(name, UnreadableError)(origin, Bilingual(zh=zh, en=en), Bilingual(zh=todo_zh, en=todo_en))


def _can_fork() -> bool:
    """Whether a fork is safe: no other thread, Python's or a native library's, could hold a lock."""
    tasks = Path("/proc/self/task")
    return hasattr(os, "fork") and sys.platform == "linux" and tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _preloaded(names: tuple[str, ...]) -> bool:
    """Import modules, and call functions ("module:function"); whether a fork is still safe thereafter."""
    before = os.environ.get(_BLAS)
    # numpy's linear algebra, of which nothing here has need, would start a thread for every processor.
    os.environ[_BLAS] = "1"
    try:
        for name in names:
            module, _, function = name.partition(":")
            with contextlib.suppress(Exception):  # the child will stumble over it too, and say so
                imported = importlib.import_module(module)
                if function:
                    getattr(imported, function)()
    finally:
        del os.environ[_BLAS]
        if before is not None:
            os.environ[_BLAS] = before
    return _can_fork()


def _fork(
    target: str, arguments: tuple[object, ...], limits: Limits, listener: Listener | None = None
) -> tuple[str, Any]:
    """The kind of answer that a forked child gives, and its content."""
    receiving, sending = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # An interrupt between the fork and the try would leave the child behind, or run the parent's code in it.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = os.fork()
    if not child:
        os.close(receiving)
        serve(target, arguments, limits, sending, talks=listener is not None)
    pipe = Pipe(receiving, child, time.monotonic() + limits.wall, limits.result << 20)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.close(sending)
        answer = _understood(io.BufferedReader(pipe, 1 << 18), listener)
    finally:
        os.close(receiving)
        _kill_group(child)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return answer or ("failure", pipe.cause or _end(status))


def _spawn(target: str, arguments: tuple[object, ...], limits: Limits) -> tuple[str, Any]:
    """The same by a fresh interpreter."""
    command = [sys.executable, "-c", _START, json.dumps(sys.path)]
    request = pickle.dumps((target, arguments, limits))
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    cause, payload = "", b""
    try:
        payload, _ = child.communicate(request, timeout=limits.wall)
        cause = "MemoryError" if len(payload) > limits.result << 20 else ""
    except subprocess.TimeoutExpired:
        cause = "SIGALRM"
    finally:
        _kill_group(child.pid) if os.name == "posix" else child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
    answer = None if cause else _understood(io.BytesIO(payload))
    return answer or ("failure", cause or _end(child.returncode))


def _kill_group(child: int) -> None:
    """End the child and what it started. The child is not reaped yet, so its number cannot be anyone else's."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(child, signal.SIGKILL)


def _understood(stream: IO[bytes], listener: Listener | None = None) -> tuple[str, Any] | None:
    """The kind and content of the child's answer; None for half an answer, or none. Without the collector of cyclic
    garbage, which would go through the growing document again and again."""
    active = gc.isenabled()
    gc.disable()
    try:
        while True:
            kind, content = _ModelUnpickler(stream).load()
            if kind == "document":
                return "result", unpack(iter(lambda: _ModelUnpickler(stream).load(), None))
            if kind != "progress":
                return kind, content
            if listener is not None:
                listener(int(content[0]), int(content[1]))
    except Exception:
        return None
    finally:
        if active:
            gc.enable()


_MODEL = frozenset(f"compliance_check.model.{part}" for part in ("base", "layout", "document"))
"""Where the types of a document are defined."""


class _ModelUnpickler(pickle.Unpickler):
    """Refuses whatever a reader that a file has taken over could send instead of a document."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN_TYPES:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module in _MODEL and "." not in name else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong into a document")


def _end(status: int) -> str:
    """How a child ended: its signal's name, or its exit code."""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"exit {status}"


def _failure(where: str, cause: str, limits: Limits) -> UnreadableError:
    """The line for a reader that failed: by its limits, by a crash, or by an exception it did not foresee."""
    todo = Bilingual(zh="请拆分文件，或重新导出后再试", en="Split the file, or export it again and retry")
    if cause in _ENDED_BY_LIMIT:
        seconds = limits.wall if cause == "SIGALRM" else limits.processor
        what = Bilingual(zh=f"读取超过 {seconds} 秒，已停止", en=f"reading took longer than {seconds} seconds, stopped")
    elif cause == "MemoryError":
        memory = limits.memory
        what = Bilingual(
            zh=f"读取所需内存超过 {memory} MB，已停止", en=f"reading needs over {memory} MB of memory, stopped"
        )
    else:
        zh, en = (
            f"文件已损坏，或格式与扩展名不符（{cause}）",
            f"the file is damaged, or not what its name says ({cause})",
        )
        what = Bilingual(zh=zh, en=en)
        zh, en = "请用原软件打开，另存一份后再试", "Open it in the program it comes from, save a copy, and retry"
        todo = Bilingual(zh=zh, en=en)
    return UnreadableError(where, what, todo)
