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
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from compliance_check.collect.handover import pack, unpack
from compliance_check.errors import ComplianceCheckError, RuleFileError, UnreadableError, UsageError
from compliance_check.model import Bilingual, Document

_ERRORS = {"UnreadableError": UnreadableError, "UsageError": UsageError, "RuleFileError": RuleFileError}
_PLAIN_TYPES = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}
_START = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from compliance_check.collect import sandbox
sandbox.main()"""
_BLAS = "OPENBLAS_NUM_THREADS"
_ENDED_BY_LIMIT = {"SIGXCPU", "SIGALRM"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use: memory and result in MiB, processor and wall time in seconds."""

    memory: int = 2048
    processor: int = 300
    wall: int = 300
    result: int = 512


def run(
    target: str,
    arguments: tuple[object, ...],
    where: str,
    limits: Limits | None = None,
    preload: tuple[str, ...] = (),
) -> Any:
    """What the function `target` ("module:function") returns for `arguments`, computed in a child process.

    where: the file's name, for messages. The result may hold plain values and the types of `model`.
    preload: modules to import here, and functions to call ("module:function"), before the child is forked: what every
        child would otherwise do again. They start no threads and see nothing of the file.
    Raises the ComplianceCheckError that the function raises; UnreadableError when it fails in any other way, is
    killed, or exceeds `limits`.
    """
    limits = limits or Limits()
    start = _fork if _can_fork() and _preloaded(preload) else _spawn
    payload, status = start(target, arguments, limits)
    if payload is None:
        raise _failure(where, "SIGALRM", limits)
    try:
        kind, content = _understood(payload)
    except Exception:  # half an answer, or none
        raise _failure(where, _end(status), limits) from None
    if kind == "result":
        return content
    if kind == "failure":
        raise _failure(where, content, limits)
    name, origin, zh, en, todo_zh, todo_en = content
    raise _ERRORS.get(name, UnreadableError)(origin, Bilingual(zh=zh, en=en), Bilingual(zh=todo_zh, en=todo_en))


def main() -> NoReturn:
    """The fresh interpreter's work: a request from standard input, the answer to standard output."""
    target, arguments, limits = pickle.loads(sys.stdin.buffer.read())  # written by our own parent process
    descriptor = os.dup(1)
    _serve(target, arguments, limits, descriptor)


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


def _fork(target: str, arguments: tuple[object, ...], limits: Limits) -> tuple[bytes | None, int]:
    """The child's answer and exit status; None when its time was up."""
    receiving, sending = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # An interrupt between the fork and the try would leave the child behind, or run the parent's code in it.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = os.fork()
    if not child:
        os.close(receiving)
        _serve(target, arguments, limits, sending)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.close(sending)
        payload = _receive(receiving, child, time.monotonic() + limits.wall)
    finally:
        os.close(receiving)
        _kill_group(child)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return payload, status


def _spawn(target: str, arguments: tuple[object, ...], limits: Limits) -> tuple[bytes | None, int]:
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
    payload: bytes | None
    try:
        payload, _ = child.communicate(request, timeout=limits.wall)
    except subprocess.TimeoutExpired:
        payload = None
    finally:
        _kill_group(child.pid) if os.name == "posix" else child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
    return payload, child.returncode


def _receive(descriptor: int, child: int, deadline: float) -> bytes | None:
    """All bytes up to the end of the pipe or of the child, or None at the deadline."""
    answer = io.BytesIO()
    while (remaining := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([descriptor], [], [], min(remaining, 1.0))
        # A worker of a crashed child can hold the pipe open: ask for the child as well.
        chunk = os.read(descriptor, 1 << 20) if ready else b""
        if not chunk and (ready or _has_ended(child)):
            return answer.getvalue()
        answer.write(chunk)
    return None


def _has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _kill_group(child: int) -> None:
    """End the child and what it started. The child is not reaped yet, so its number cannot be anyone else's."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(child, signal.SIGKILL)


def _serve(target: str, arguments: tuple[object, ...], limits: Limits, descriptor: int) -> NoReturn:
    """Run the function in this child and write the answer; never returns and never runs the parent's clean-up."""
    try:
        _confine(limits)
        gc.disable()  # the child ends before garbage matters, and its memory is bounded in any case
        payload = _answer(target, arguments, limits)
        with os.fdopen(descriptor, "wb") as pipe:
            pipe.write(payload)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _answer(target: str, arguments: tuple[object, ...], limits: Limits) -> bytes:
    """The pickled outcome of the call."""
    try:
        module, _, name = target.partition(":")
        result = getattr(importlib.import_module(module), name)(*arguments)
        answer = ("document", pack(result)) if isinstance(result, Document) else ("result", result)
        payload = pickle.dumps(answer)
        return payload if len(payload) <= limits.result << 20 else pickle.dumps(("failure", "MemoryError"))
    except ComplianceCheckError as error:
        words = (error.what.zh, error.what.en, error.todo.zh, error.todo.en)
        return pickle.dumps(("error", (type(error).__name__, error.where, *words)))
    except Exception as error:
        return pickle.dumps(("failure", type(error).__name__))


def _confine(limits: Limits) -> None:
    """Leave the terminal's group, be silent, and let the kernel hold the limits."""
    import faulthandler

    faulthandler.disable()
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for the rest of this process
    if os.name != "posix":
        return
    import resource

    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.alarm(limits.wall + 5)  # should the parent have died, the child does not outlive its time
    memory = (limits.memory << 20) + _address_space()
    bounds = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: limits.processor, resource.RLIMIT_CORE: 0}
    for kind, bound in bounds.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (bound, resource.getrlimit(kind)[1]))


def _address_space() -> int:
    """The bytes this process has mapped already (a fork begins with its parent's)."""
    try:
        import resource

        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0


def _understood(payload: bytes) -> tuple[str, Any]:
    """The kind and content of the child's answer. Without the collector of cyclic garbage, which would go through the
    growing document again and again."""
    active = gc.isenabled()
    gc.disable()
    try:
        kind, content = _ModelUnpickler(io.BytesIO(payload)).load()
        return ("result", unpack(content)) if kind == "document" else (kind, content)
    finally:
        if active:
            gc.enable()


class _ModelUnpickler(pickle.Unpickler):
    """Refuses whatever a reader that a file has taken over could send instead of a document."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN_TYPES:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module == "compliance_check.model" and "." not in name else None
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
