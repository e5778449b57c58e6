"""How the results of `check` leave: formats, the place, the gate. Light: `--help` loads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_FORMATS = ("html", "json")
DEFAULT_FOLDER = Path("compliance-report")
LEVELS = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}
CLEAN, FINDINGS, UNREADABLE, INCOMPLETE = 0, 1, 3, 4


@dataclass(frozen=True, slots=True)
class Delivery:
    """How results leave: formats, the place, the gate, and what is said on the terminal.

    together: one report on all files. publish: the URL of the history store that a passing draft is added to.
    """

    formats: tuple[str, ...]
    output: Path | None
    fail_on: str
    strict: bool
    language: str
    quiet: bool
    verbose: bool
    color: bool
    together: bool = False
    annotate: bool = False
    page_images: bool = True
    publish: str | None = None
    waivers: Path | None = None
    baseline: Path | None = None

    @property
    def to_stdout(self) -> bool:
        """Whether the one format asked for goes to standard output and nothing else does."""
        return self.output is not None and str(self.output) == "-"
