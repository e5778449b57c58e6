"""What reading an office package and marking a copy of it share: the namespaces of "Strict Open XML"."""

from __future__ import annotations

import re

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""The namespaces of ISO/IEC 29500-1, otherwise the same as those that all readers know."""


def transitional(content: bytes) -> bytes:
    """A part of a package with the namespaces that all readers know.

    >>> transitional(b"http://purl.oclc.org/ooxml/officeDocument/relationships")
    b'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    """
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
