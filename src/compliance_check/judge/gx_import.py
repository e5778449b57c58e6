"""great-expectations imported in half its usual time, and without its side effects.

At import it loads scipy.stats and altair, which only its KL and KS expectations use, and pyspark, sqlalchemy and
pyarrow whenever they are installed. Here placeholders stand in their places meanwhile: the first two load the real
module on first use, the others look uninstalled. Everything is put back afterwards, as are warnings and logging.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

DEFERRED = ("scipy.stats", "altair")
HIDDEN = ("pyspark", "sqlalchemy", "pyarrow")
_ANALYTICS = "GX_ANALYTICS_ENABLED"


def import_gx() -> ModuleType:
    """The module great_expectations."""
    loaded = sys.modules.get("great_expectations")
    if loaded is not None:
        return loaded
    with _quiet(), _without_collector(), _placeholders():
        return importlib.import_module("great_expectations")


@contextmanager
def _placeholders() -> Iterator[None]:
    before = {name: sys.modules.get(name) for name in (*DEFERRED, *HIDDEN)}
    parents = {name: importlib.import_module(name.rpartition(".")[0]) for name in DEFERRED if "." in name}
    stubs = {name: _deferred(name) for name in DEFERRED if before[name] is None}
    try:
        sys.modules.update(stubs)
        for name, parent in parents.items():
            if name in stubs:
                setattr(parent, name.rpartition(".")[2], stubs[name])
        for name in HIDDEN:
            sys.modules[name] = None  # type: ignore[assignment]  # the import system's own mark of "not there"
        yield
    finally:
        for name, module in before.items():
            _put_back(name, module, stubs.get(name))
        for name, parent in parents.items():
            if parent.__dict__.get(name.rpartition(".")[2]) is stubs.get(name):
                delattr(parent, name.rpartition(".")[2])


def _put_back(name: str, module: ModuleType | None, stub: ModuleType | None) -> None:
    if module is not None:
        sys.modules[name] = module
    elif sys.modules.get(name, stub) is stub or sys.modules[name] is None:
        sys.modules.pop(name, None)


def _deferred(name: str) -> ModuleType:
    """A module that loads the real one when anything is asked of it."""
    stub = ModuleType(name)

    def load(attribute: str) -> object:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if sys.modules.get(name) is stub:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    stub.__dict__["__getattr__"] = load
    return stub


@contextmanager
def _without_collector() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _quiet() -> Iterator[None]:
    """No warnings, no analytics; the process's warnings stay out of logging, where the import would move them."""
    show, root = warnings.showwarning, logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    analytics = os.environ.get(_ANALYTICS)
    os.environ[_ANALYTICS] = "false"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if warnings.showwarning is not show:
            logging.captureWarnings(False)
            warnings.showwarning = show
        root.setLevel(level)
        root.handlers[:] = handlers
        if analytics is None:
            os.environ.pop(_ANALYTICS, None)
        else:
            os.environ[_ANALYTICS] = analytics
