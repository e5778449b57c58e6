"""The objects that lie over the cells of an .xls workbook: xlrd does not read them, so they are counted to be said."""

from __future__ import annotations

import io
from collections.abc import Iterator
from struct import unpack_from

from compliance_check.model import Bilingual

OBJECT, COMMON = 0x5D, 0x15  # the record of an object, and the part of it that tells its kind ([MS-XLS] 2.4.181)
CHART, TEXT_BOX, PICTURE = 5, 6, 8


def notes_on_objects(data: bytes) -> Iterator[Bilingual]:
    """A note on the charts, text boxes and pictures of the workbook in an .xls file."""
    charts, boxes, pictures = 0, 0, 0
    for code, body in _records(_stream(data)):
        if code == OBJECT and len(body) >= 6 and body[0] == COMMON:
            kind = unpack_from("<H", body, 4)[0]
            charts, boxes, pictures = charts + (kind == CHART), boxes + (kind == TEXT_BOX), pictures + (kind == PICTURE)
    if charts or boxes or pictures:
        yield Bilingual(
            zh=f"工作簿有 {charts} 个图表、{boxes} 个文本框、{pictures} 张图片未读取；请另存为 .xlsx 后再检查",
            en=f"{charts} charts, {boxes} text boxes and {pictures} pictures of the workbook were not read; save it as "
            ".xlsx and check that",
        )


def _stream(data: bytes) -> bytes:
    """The workbook inside the OLE2 container; nothing where xlrd finds none."""
    from xlrd.compdoc import CompDoc

    try:
        container = CompDoc(data, logfile=io.StringIO())
        for name in ("Workbook", "Book"):
            memory, start, length = container.locate_named_stream(name)
            if memory:
                return bytes(memory[start : start + length])
    except Exception:  # as in `xls`: xlrd lets through whatever goes wrong
        return b""
    return b""


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        code, length = unpack_from("<HH", stream, position)
        yield code, stream[position + 4 : position + 4 + length] if code == OBJECT else b""
        position += 4 + length
