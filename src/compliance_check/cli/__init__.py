"""The command line: the only place that prints or exits.

Commands are imported when they are called, so that `--help` costs a tenth of a second and not the import of the engine.
"""

from __future__ import annotations

from compliance_check.cli.group import main

__all__ = ["main"]
