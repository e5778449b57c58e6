"""The language to speak when none is asked for: that of the locale, Chinese where the locale says nothing."""

from __future__ import annotations

import os


def default_language() -> str:
    """ "zh" or "en", from COMPLIANCE_CHECK_LANG, else from LC_ALL, LC_MESSAGES and LANG as gettext reads them."""
    for name in ("COMPLIANCE_CHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return "en" if value.startswith("en") else "zh"
    return "zh"
