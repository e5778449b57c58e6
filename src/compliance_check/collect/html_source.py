"""From the bytes of a page to its elements: encoding, then a parser that forgives what browsers forgive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compliance_check.collect import archive, encoding

if TYPE_CHECKING:
    from lxml.etree import _Element

SNIFFED = 4096
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
"""Browsers read these names as the larger set that pages really use."""


def decode(data: bytes, where: str) -> str:
    """The text of a page: by its byte order mark, as UTF-8 if it is that, else as it declares, else as it looks."""
    marked = any(data.startswith(mark) for mark, _ in encoding.MARKS)
    declared = _CHARSET.search(data[:SNIFFED])
    if not marked and declared is not None and encoding.strict(data, "utf-8") is None:
        name = declared[1].decode("ascii").lower()
        try:
            return encoding.checked(data.decode(_SUPERSETS.get(name, name)), where)
        except (UnicodeDecodeError, LookupError):
            pass
    return encoding.decode(data, where)


def parse(text: str, where: str) -> _Element | None:
    """The root element of a page, None for one without any. Raises UnreadableError for one nested beyond reason."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise too_deep(where)
    return root


def too_deep(where: str) -> Exception:
    """The error that a page is not read for its size."""
    return archive.refuse(where, "网页结构嵌套过深或过大", "the page is nested too deeply, or too large")
