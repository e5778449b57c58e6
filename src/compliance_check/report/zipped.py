"""Office files are ZIP archives that carry the hour they were written: here they get bytes that do not change."""

from __future__ import annotations

import io
import re
import zipfile

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def steady(data: bytes, instant: str) -> bytes:
    """The archive with every entry dated 1980 and its document properties dated `instant` (2025-08-20T09:30:00Z)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _TIMES.sub(rb"\g<1>" + instant.encode() + rb"\g<3>", content)
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
