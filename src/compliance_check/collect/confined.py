"""The child's side of the sandbox: its limits, the call, and the answer through the pipe. See `sandbox`."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from compliance_check.collect.handover import pack
from compliance_check.collect.progress import Listener, heard_by
from compliance_check.errors import ComplianceCheckError
from compliance_check.model import Document

PAUSE = 0.1  # seconds between two messages about progress


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use: memory and result in MiB, processor and wall time in seconds."""

    memory: int = 2048
    processor: int = 300
    wall: int = 300
    result: int = 512


def main() -> NoReturn:
    """The fresh interpreter's work: a request from standard input, the answer to standard output."""
    target, arguments, limits = pickle.loads(sys.stdin.buffer.read())  # written by our own parent process
    descriptor = os.dup(1)
    serve(target, arguments, limits, descriptor)


def serve(target: str, arguments: tuple[object, ...], limits: Limits, descriptor: int, talks: bool = False) -> NoReturn:
    """Run the function in this child and write the answer; never returns and never runs the parent's clean-up."""
    try:
        _confine(limits)
        gc.disable()  # the child ends before garbage matters, and its memory is bounded in any case
        with heard_by(_teller(descriptor) if talks else None):
            parts = _answer(target, arguments)
        with os.fdopen(descriptor, "wb") as pipe:
            for part in parts:
                pickle.dump(part, pipe)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _teller(descriptor: int) -> Listener:
    """Tells the parent how far the reading has come, a few times a second. So short a message is written whole."""
    last = [0.0]

    def tell(done: int, total: int) -> None:
        now = time.monotonic()
        if now - last[0] >= PAUSE:
            last[0] = now
            os.write(descriptor, pickle.dumps(("progress", (done, total))))

    return tell


def _answer(target: str, arguments: tuple[object, ...]) -> Iterator[Any]:
    """The outcome of the call in parts that can be pickled; a document in many."""
    try:
        module, _, name = target.partition(":")
        result = getattr(importlib.import_module(module), name)(*arguments)
        if isinstance(result, Document):
            return chain([("document", None)], pack(result), [None])
        pickle.dumps(result)
        return iter([("result", result)])
    except ComplianceCheckError as error:
        words = (error.what.zh, error.what.en, error.todo.zh, error.todo.en)
        return iter([("error", (type(error).__name__, error.where, *words))])
    except Exception as error:
        return iter([("failure", type(error).__name__)])


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
