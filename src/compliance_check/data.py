"""Where the data folders are: inside an installed wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder `name` ("checks", "schemas", "reports_templates"), installed or in a checkout.

    Raises FileNotFoundError when neither holds it.
    """
    for candidate in (PACKAGE / "_data" / name, PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the data folder {name} is missing from this installation")
